"""The words of `words.yaml`: read with their places, and found in texts."""

from pathlib import Path

import pytest

from tutor.content.facts import read_words
from tutor.content.lesson_reader import read_lesson
from tutor.content.model import Word
from tutor.content.words import Glossary
from tutor.content.yaml_reader import read_document

WORDS = {
    word.key: word
    for word in (
        Word(
            key="ung-dung",
            name={"vi": "ứng dụng", "en": "app"},
            means={"vi": "Một dụng cụ.", "en": "A tool."},
            also={"en": ("apps",)},
        ),
        Word(
            key="kho-ung-dung",
            name={"vi": "kho ứng dụng", "en": "app store"},
            means={"vi": "Nơi lấy ứng dụng.", "en": "Where apps are."},
        ),
        Word(
            key="wi-fi",
            name={"vi": "Wi-Fi", "en": "Wi-Fi"},
            means={"vi": "Mạng.", "en": "A network."},
        ),
        Word(key="huy", name={"vi": "Hủy"}, means={"vi": "Thôi."}),
    )
}


def found(text: str, language: str = "vi") -> list[tuple[str, str]]:
    glossary = Glossary(WORDS, language)
    return [(place.word, text[place.start : place.end]) for place in glossary.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mở kho ứng dụng.", [("kho-ung-dung", "kho ứng dụng")]),
        (
            "Ứng dụng trong kho\nứng dụng",
            [("ung-dung", "Ứng dụng"), ("kho-ung-dung", "kho\nứng dụng")],
        ),
        ("Cái kho. Ứng dụng nào?", [("ung-dung", "Ứng dụng")]),
        ("Bật Wi-Fi lên", [("wi-fi", "Wi-Fi")]),
        ("Bấm “Hủy” đi", [("huy", "Hủy")]),
        ("Hủy", [("huy", "Hủy")]),
        # At the start of a sentence it may be any verb, and in small letters it is one.
        ("Hủy vé thì mất tiền", []),
        ("Vé đã hủy", []),
        ("ứng  dụngs", []),
    ],
)
def test_a_word_is_found_by_its_spellings(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_each_language_has_its_own_spellings() -> None:
    assert found("Two Apps of the app store", "en") == [
        ("ung-dung", "Apps"),
        ("kho-ung-dung", "app store"),
    ]
    assert found("ứng dụng", "en") == []
    assert "huy" not in Glossary(WORDS, "en").words


LESSON = """format: 1
id: mot
language: vi
topic: ket-noi
title: Một
objective: Thử
minutes: 5
explains: [ung-dung]
steps:
  - say: Chào {bac}.
  - say: Đây là *ứng* dụng.
    guide: {ask: Wi-Fi là gì ạ?}
  - recap: Nhớ ứng dụng và Wi-Fi.
    keep: Thế thôi.
"""


def test_the_first_place_of_a_word_is_that_of_a_sentence_for_learners() -> None:
    document, _ = read_document(LESSON.encode(), "mot.yaml")
    assert document is not None
    lesson, problems = read_lesson(document)
    assert lesson is not None
    assert problems == []
    assert lesson.explains == ("ung-dung",)
    assert Glossary(WORDS, "vi").first_places(lesson) == {"ung-dung": 1, "wi-fi": 2}


def test_words_are_read_with_the_places_of_their_texts(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(
        "format: 1\n"
        "words:\n"
        "  chan:\n"
        "    name: {vi: Chặn, en: Block}\n"
        "    means:\n"
        "      vi: Không cho gọi nữa.\n"
        "      en: They cannot call.\n"
        "  hong: {name: {vi: hỏng}, nghia: {vi: sai}}\n",
        encoding="utf-8",
    )
    listed = read_words(tmp_path)
    assert set(listed.words) == {"chan"}
    place = listed.places["chan", "means", "vi"]
    assert (place.line, place.column) == (6, 11)
    assert [problem.code for problem in listed.problems] == ["unknown-key", "missing-key"]
    assert {problem.place.line for problem in listed.problems} == {8}
