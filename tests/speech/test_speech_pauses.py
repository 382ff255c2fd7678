import pytest

from tutor.speech.profiles import Pauses, clauses, is_question

PAUSES = Pauses(comma=0.35, sentence=0.9, question=1.5)


@pytest.mark.parametrize("text", ["Bác thấy gì?", "Họ hỏi: “Bác ở đâu ạ?”", "(Đúng không?) "])
def test_the_pause_before_a_question_is_longer(text: str) -> None:
    assert is_question(text)
    assert PAUSES.before(text) == 1.5


@pytest.mark.parametrize("text", ["Bác bấm số 1.", "", "“Ai đó?” rồi cúp máy."])
def test_a_sentence_that_does_not_end_with_a_question_mark_is_no_question(text: str) -> None:
    assert not is_question(text)
    assert PAUSES.before(text) == 0.9


def test_clauses_cover_the_words_and_keep_their_marks() -> None:
    spoken = "Dạ, bác bấm số một: rồi chờ… xong! Hết."
    parts = list(clauses(spoken))
    assert [words for _, words in parts] == ["Dạ,", "bác bấm số một:", "rồi chờ…", "xong!", "Hết."]
    assert all(spoken[place:].startswith(words) for place, words in parts)
    assert [PAUSES.within(words) for _, words in parts[:4]] == [0.35] * 4
    assert PAUSES.within("Chuyển tiền ngay!") == 0.9


def test_an_empty_text_has_no_clauses() -> None:
    assert list(clauses("")) == []
    assert list(clauses("một")) == [(0, "một")]
