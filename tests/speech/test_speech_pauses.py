import pytest

from tutor.speech.profiles import Pauses, clauses, is_question

PAUSES = Pauses(comma=0.35, sentence=0.9, question=1.5)


@pytest.mark.parametrize("text", ["Bác thấy gì?", "Họ hỏi: “Bác ở đâu ạ?”", "(Đúng không?) "])
def test_a_longer_pause_stands_before_a_question(text: str) -> None:
    assert is_question(text)
    assert PAUSES.before(text) == 1.5


@pytest.mark.parametrize("text", ["Bác bấm số 1.", "", "“Ai đó?” rồi cúp máy."])
def test_what_does_not_ask_is_no_question(text: str) -> None:
    assert not is_question(text)
    assert PAUSES.before(text) == 0.9


def test_clauses_cover_the_words_and_keep_their_marks() -> None:
    spoken = "Dạ, bác bấm số một: rồi chờ… xong! Hết."
    parts = list(clauses(spoken))
    assert [words for _, words in parts] == ["Dạ,", "bác bấm số một:", "rồi chờ…", "xong!", "Hết."]
    assert all(spoken[place:].startswith(words) for place, words in parts)
    assert [PAUSES.within(words) for _, words in parts[:4]] == [0.35] * 4
    assert PAUSES.within("Chuyển tiền ngay!") == 0.9


def test_there_are_no_clauses_in_nothing() -> None:
    assert list(clauses("")) == []
    assert list(clauses("một")) == [(0, "một")]
