"""Hard phrases and foreign messages, with the words that a reader from the North says for them.

Rules were made from the failures of the half `develop` alone; the half `held` tells how they do elsewhere.
Pauses and capitals are not compared. A reading is a pattern: where readers differ, it has each of their ways.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from tutor.speech.normalise import spoken_text
from tutor.speech.normalise.lexicon import shipped_lexicon
from tutor.speech.normalise.vi.marks import restore_marks

FOLDER = Path(__file__).parent / "held_back"
LETTERS = re.compile(r"[^\W\d_]+")
NEVER_SPOKEN = re.compile(r"\d|\b[A-ZĐ]{2,}\b")


def rows(name: str, half: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in table if row["half"] == half]


@cache
def read(text: str) -> str:
    """Return what is said for a text; several tests ask for the same."""
    return spoken_text(text, "vi")


def words(text: str) -> str:
    return " ".join(re.sub(r"[,.;:!?…]", " ", text.lower()).split())


def misread(name: str, half: str) -> list[tuple[str, str]]:
    """Return the texts that are not wholly right, each with what is said."""
    said = [(row, read(row["text"])) for row in rows(name, half)]
    return [(r["text"], s) for r, s in said if not re.fullmatch(r["reading"], words(s))]


@pytest.mark.parametrize(("name", "texts", "bar"), [("phrases", 100, 0.97), ("messages", 75, 0.85)])
@pytest.mark.parametrize("half", ["develop", "held"])
def test_enough_texts_are_read_wholly_right(name: str, half: str, texts: int, bar: float) -> None:
    total = len(rows(name, half))
    assert total >= texts
    wrong = misread(name, half)
    assert total - len(wrong) >= bar * total, wrong


@pytest.mark.parametrize("name", ["phrases", "messages"])
def test_what_is_said_is_said_again_without_a_change(name: str) -> None:
    said = [read(r["text"]) for half in ("develop", "held") for r in rows(name, half)]
    assert [text for text in said if read(text) != text] == []


@pytest.mark.parametrize("name", ["phrases", "messages"])
def test_no_digit_and_no_abbreviation_reaches_the_voice(name: str) -> None:
    said = [read(r["text"]) for half in ("develop", "held") for r in rows(name, half)]
    assert [text for text in said if NEVER_SPOKEN.search(text)] == []


def without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@pytest.mark.parametrize(("half", "bar"), [("develop", 0.97), ("held", 0.93)])
def test_everyday_messages_without_marks_get_most_of_them_back(half: str, bar: float) -> None:
    """Of everyday messages that no phrase was made from, fourteen words in fifteen are right."""
    lexicon = shipped_lexicon("vi", "bac")
    right = total = 0
    for row in rows("everyday", half):
        written = LETTERS.findall(row["text"].lower())
        restored = restore_marks(without_marks(row["text"]), lexicon).lower()
        right += sum(a == b for a, b in zip(written, LETTERS.findall(restored), strict=True))
        total += len(written)
    assert right >= bar * total
