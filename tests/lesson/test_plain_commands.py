"""The words of plain mode: what is printed as a command is understood, with or without marks."""

import pytest

from tutor.i18n import Translator
from tutor.lesson.plain import HELP
from tutor.lesson.plain_commands import Numbered, Spoken, command_of, direction_of, number_of
from tutor.vietnamese import unmarked

VIETNAMESE = {
    "bấm Cài đặt": Spoken("tap", "Cài đặt"),
    "giữ Ảnh cũ": Spoken("hold", "Ảnh cũ"),
    "bấm giữ Ảnh cũ": Spoken("hold", "Ảnh cũ"),
    "gõ Họ tên Hoa  Mai": Spoken("type", "Họ tên Hoa  Mai"),
    "vuốt lên": Spoken("swipe", "lên"),
    "vuốt sang trái": Spoken("swipe", "trái"),
    "lùi": Spoken("back"),
    "về đầu": Spoken("home"),
    "xong": Spoken("done"),
    "gợi ý": Spoken("hint"),
    "nghe lại": Spoken("repeat"),
    "giúp": Spoken("help"),
    "bấm ENTER": Spoken("next"),
}
ENGLISH = {
    "tap Settings": Spoken("tap", "Settings"),
    "hold Old photo": Spoken("hold", "Old photo"),
    "type Name Hoa": Spoken("type", "Name Hoa"),
    "swipe up": Spoken("swipe", "up"),
    "back": Spoken("back"),
    "home": Spoken("home"),
    "done": Spoken("done"),
    "hint": Spoken("hint"),
    "repeat": Spoken("repeat"),
    "help": Spoken("help"),
    "<": Spoken("undo"),
    "?": Spoken("hint"),
}


@pytest.mark.parametrize(("line", "spoken"), [*VIETNAMESE.items(), *ENGLISH.items()])
def test_a_command_is_understood(line: str, spoken: Spoken) -> None:
    assert command_of(line) == spoken


@pytest.mark.parametrize(("line", "spoken"), VIETNAMESE.items())
def test_marks_and_case_do_not_matter(line: str, spoken: Spoken) -> None:
    for typed in (unmarked(line), line.upper(), unmarked(line).upper()):
        found = command_of(typed)
        assert (found.verb, unmarked(found.rest)) == (spoken.verb, unmarked(spoken.rest))


@pytest.mark.parametrize(("language", "commands"), [("vi", VIETNAMESE), ("en", ENGLISH)])
def test_the_help_of_a_language_has_its_commands(
    language: str, commands: dict[str, Spoken]
) -> None:
    words = " ".join(map(Translator(language), HELP))
    verbs = {"bấm", "giữ", "gõ", "vuốt lên", "lùi", "về đầu", "xong", "gợi ý", "nghe lại"}
    if language == "en":
        verbs = {"tap", "hold", "type", "swipe up", "back", "home", "done", "hint", "repeat"}
        assert not any(mark in words for mark in "ạấếốưđ")
    for verb in verbs:
        assert verb in words
        assert any(line.startswith(verb) for line in commands)


@pytest.mark.parametrize(
    ("words", "direction"),
    [("lên", "up"), ("xuong", "down"), ("TRÁI", "left"), ("sang phải", "right"), ("ngang", "")],
)
def test_directions(words: str, direction: str) -> None:
    assert direction_of(words) == direction


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("3", Numbered("3")),
        ("3.", Numbered("3")),
        ("số 3", Numbered("3")),
        ("Bấm phím số 3", Numbered("3")),
        ("press number 3", Numbered("3")),
        ("3 Hoa Mai", Numbered("3", "Hoa Mai")),
        ("80.000 đồng", Numbered("80.000", "đồng")),
        ("bấm Cài đặt", None),
        ("số", None),
        ("", None),
    ],
)
def test_numbers(line: str, number: Numbered | None) -> None:
    assert number_of(line) == number


@pytest.mark.parametrize(
    ("digits", "value"), [("3", 3), ("007", -1), ("80000", -1), ("80.000", -1), ("80k", -1)]
)
def test_an_amount_is_no_number_of_a_choice(digits: str, value: int) -> None:
    assert Numbered(digits).value == value
