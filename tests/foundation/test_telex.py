import re
import unicodedata
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.telex import telex

LESSONS = Path(__file__).parents[2] / "lessons" / "vi"
MARKS = {"\u0302": "", "\u0306": "w", "\u031b": "w"}
TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
# Foreign words and abbreviations are spelt out on a keyboard too, but not by these rules.
SYLLABLE = re.compile(
    r"(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"[aăâeêioôơuưy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)


def typed(keys: str, text: str = "") -> str:
    return reduce(telex, keys, text)


def keys_of(word: str) -> str:
    """The keys of a word: each mark behind its letter, the tone at the end."""
    keys, tone = "", ""
    for sign in unicodedata.normalize("NFD", word.replace("đ", "dd").replace("Đ", "Dd")):
        if sign in TONES:
            tone = TONES[sign]
        else:
            keys += MARKS.get(sign, sign) or keys[-1].lower()
    return keys + tone


def words_of_lessons() -> set[str]:
    words: set[str] = set()
    for file in LESSONS.rglob("*.yaml"):
        texts = re.sub(r"[\w-]+:(?=\s)", "", file.read_text(encoding="utf-8"))
        words |= set(re.findall(r"[^\W\d_]+", texts))
    return {word for word in words if SYLLABLE.fullmatch(without_tone(word).lower())}


def without_tone(word: str) -> str:
    letters = (sign for sign in unicodedata.normalize("NFD", word) if sign not in TONES)
    return unicodedata.normalize("NFC", "".join(letters))


def test_every_word_of_the_lessons_can_be_typed() -> None:
    words = words_of_lessons()
    assert len(words) > 1000
    made = {word: typed(keys_of(word)) for word in words}
    assert {word: text for word, text in made.items() if text != word} == {}


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("chaof basc", "chào bác"),
        ("ddang", "đang"),
        ("dangd", "đang"),
        ("vieetj", "việt"),
        ("vietje", "việt"),
        ("dduowngf", "đường"),
        ("duongw", "dương"),
        ("thuowr", "thuở"),
        ("uwowc", "ươc"),
        ("muaw", "mưa"),
        ("huuw", "hưu"),
        ("quowr", "quở"),
        ("quas", "quá"),
        ("gif", "gì"),
        ("gias", "giá"),
        ("giuwax", "giữa"),
        ("hoaf", "hòa"),
        ("hofan", "hoàn"),
        ("ngoaif", "ngoài"),
        ("hoangf", "hoàng"),
        ("Dduwcs", "Đức"),
        ("xe", "xe"),
        ("sua", "sua"),
        ("sdt", "sdt"),
        ("w", "w"),
        ("09 rat", "09 rat"),
        ("mai, mai", "mai, mai"),
    ],
)
def test_keys_make_words(keys: str, text: str) -> None:
    assert typed(keys) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("aaa", "aa"),
        ("ddd", "dd"),
        ("ass", "as"),
        ("aww", "aw"),
        ("oww", "ow"),
        ("asz", "a"),
        ("az", "az"),
    ],
)
def test_the_same_key_once_more_takes_it_back(keys: str, text: str) -> None:
    assert typed(keys) == text


@given(st.text(st.sampled_from("abcdeghiklmnopqrstuvwxyz ")), st.sampled_from("abdeiosfrxjzw"))
def test_a_key_changes_the_last_word_alone_and_never_takes_letters(text: str, key: str) -> None:
    made = telex(text, key)
    before = text[: len(text) - len(text.split(" ")[-1])]
    assert made.startswith(before)
    assert len(text) <= len(made) <= len(text) + 1
    assert unicodedata.is_normalized("NFC", made)
