"""Words of a moment: which are new, where they are marked, and what is said of one."""

from pathlib import Path

import pytest
from plain_lines import NOW

from tutor.content.step_parts import Option
from tutor.content.steps import Choose, Lesson, Say
from tutor.content.words import WordPlace
from tutor.lesson.library import Library
from tutor.lesson.plain import PlainSession
from tutor.lesson.run import open_run
from tutor.lesson.view import Choice, Line, View
from tutor.lesson.words import explanation, new_words, with_marked_words, words_of
from tutor.records.store import open_store

LIBRARY = Library((Path(__file__).parents[2] / "lessons",))
PHRASES = LIBRARY.phrases("vi", "cu")
GLOSSARY = PHRASES.glossary
LESSON = Lesson(
    format=1,
    id="vi-du",
    language="vi",
    topic="ket-noi",
    title="Ví dụ",
    objective="Thử",
    minutes=5,
    explains=("ung-dung", "mat-khau"),
    steps=(
        Say(text="Xin chào."),
        Say(text="Ứng dụng có đường dẫn."),
        Choose(
            text="Ứng dụng đòi gì ạ?",
            id="chon",
            options=(
                Option(text="Mật khẩu", right=True, because="Thế."),
                Option(text="Gì", because="Không."),
            ),
        ),
    ),
)


def test_a_word_is_new_where_a_lesson_that_explains_it_has_it_first() -> None:
    # A link stands there too, but this lesson does not explain it.
    steps = range(len(LESSON.steps))
    assert [set(new_words(LESSON, step, GLOSSARY)) for step in steps] == [
        set(),
        {"ung-dung"},
        {"mat-khau"},
    ]


def test_the_first_place_on_a_page_is_marked() -> None:
    lines = (Line("Mở *ứng* dụng nào?"), Line("Một ứng dụng lạ."))
    marked = with_marked_words(View("", lines), {"ung-dung"}, GLOSSARY)
    assert marked.lines[0].terms == (WordPlace("ung-dung", 3, 11),)
    assert marked.lines[1].terms == ()


def test_words_of_a_page_begin_with_those_that_are_marked() -> None:
    view = View("", (Line("Đường dẫn của ứng dụng."),), (Choice(1, "Mật khẩu"),))
    assert words_of(view, GLOSSARY) == ("duong-dan", "ung-dung", "mat-khau")
    marked = with_marked_words(view, {"ung-dung"}, GLOSSARY)
    assert words_of(marked, GLOSSARY) == ("ung-dung", "duong-dan", "mat-khau")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_word_is_explained_in_whole_sentences(language: str) -> None:
    phrases = LIBRARY.phrases(language, "bac")
    for word in phrases.glossary.words:
        name, *sentences = explanation(word, phrases)
        assert name.text
        assert name.text[0] == name.text[0].upper()
        assert 1 <= len(sentences) <= 2
        assert all(line.text.endswith(".") and "{" not in line.text for line in sentences)


def test_plain_mode_explains_a_word_without_leaving_the_step() -> None:
    store = open_store(None, clock=lambda: NOW)
    script = LIBRARY.script("kn-wifi-du-lieu", "vi")
    run = open_run(script, "guest", store, lambda: NOW, lambda: "run")
    typed = iter(["từ", "TU mat khau", "từ mật khẩu", "nghỉ"])
    lines: list[str] = []
    PlainSession(run, PHRASES, lambda: next(typed, None), lines.append, "tutor play").play()
    assert lines.count("Từ mới: Wi-Fi. Muốn nghe nghĩa thì gõ: từ.") == 1
    at = lines.index("Mạng không dây ở nhà hoặc nơi đông người.")
    assert lines[at - 1] == "Wi-Fi"
    assert lines[at + 2] == "Bấm ENTER: Tiếp tục."
    assert lines.count("Chìa khóa bằng chữ và số, chỉ mình mình biết.") == 2
    assert run.state.moment.index == 0
