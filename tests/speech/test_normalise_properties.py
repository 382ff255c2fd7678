import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tutor.languages import LANGUAGES
from tutor.speech.normalise import normalise
from tutor.speech.normalise.lexicon import shipped_lexicon
from tutor.speech.normalise.text import join_spoken

CASES = Path(__file__).parent / "normalise"

SECTIONS = ("words", "dotted", "compounds", "letters", "signs", "units", "addresses")


def shown_parts() -> list[str]:
    """Words and marks of the reading cases, and every written form of the lexicons."""
    rows = [line.split("\t")[0] for f in CASES.glob("*.tsv") for line in f.open(encoding="utf-8")]
    parts = {word for row in rows for word in (row, *row.split())}
    for language in LANGUAGES:
        lexicon = shipped_lexicon(language, "")
        parts |= {*lexicon.words, *lexicon.compounds, *(f"{word}." for word in lexicon.dotted)}
    return sorted(parts)


MARKS = list(" .,;:?!…-–()/&+=*#@%“”'×<>←→•●\n₫½²Ⅷ𝐀Жİ\u0323\u200b👋\ue000")
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*shown_parts(), *MARKS, *"0123456789", "ABC"]), max_size=9).map(
        "".join
    ),
    st.lists(st.sampled_from(shown_parts()), max_size=6).map(" ".join),
)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=250)
@given(text=TEXTS)
@example(text="@İ")
def test_tokens_cover_the_text_and_engines_get_only_words(language: str, text: str) -> None:
    tokens = normalise(text, language)
    place = 0
    for token in tokens:
        assert token.start == place
        assert token.end >= place
        place = token.end
    assert place == len(text)
    spoken = join_spoken(tokens)
    assert unicodedata.is_normalized("NFC", spoken)
    assert not any(unicodedata.category(c).startswith("N") for c in spoken)
    assert [w for w in spoken.split() if sum(c.isupper() for c in w) > 1] == []
    assert join_spoken(normalise(spoken, language)) == spoken


@settings(max_examples=100)
@given(text=TEXTS)
def test_letters_with_separate_marks_are_read_as_composed_ones(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    apart = unicodedata.normalize("NFD", composed)
    assert join_spoken(normalise(apart, "vi")) == join_spoken(normalise(composed, "vi"))


@pytest.mark.parametrize(
    ("text", "words"),
    [("x\u0323in chào", "xin chào"), ("t\uff49ê\u0301ng", "tiếng"), ("a\u0301\u0301o", "áo")],
)
def test_a_mark_that_no_letter_has_is_silent(text: str, words: str) -> None:
    assert join_spoken(normalise(text, "vi")) == words


def test_each_token_spans_the_text_of_its_words() -> None:
    text = unicodedata.normalize("NFD", "Gọi 113, mở VNeID trước 10:30.")
    spoken = {text[t.start : t.end]: t.spoken for t in normalise(text, "vi") if t.spoken}
    assert spoken[unicodedata.normalize("NFD", "Gọi")] == "Gọi"
    assert spoken["113"] == "một một ba"
    assert spoken["VNeID"] == "vi en i đi"
    assert spoken["10:30"] == "mười giờ ba mươi phút"


@pytest.mark.parametrize("digits", [1, 9, 18, 19, 40, 41, 100, 1000])
def test_no_digit_of_a_long_number_is_lost(digits: int) -> None:
    number = ("1234567890" * 100)[:digits]
    spoken = join_spoken(normalise(f"mã {number}", "vi"))
    names = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    back = "".join(str(names.index(word)) for word in spoken.replace(",", "").split()[1:])
    assert back == number
    assert max(len(group.split()) for group in spoken.split(",")) <= 6


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", ["bac", "nam"])
def test_normalising_a_spoken_form_again_changes_nothing(language: str, region: str) -> None:
    lexicon = shipped_lexicon(language, region)
    wrong = {}
    for section in SECTIONS:
        for written, spoken in getattr(lexicon, section).items():
            for form in spoken.split("|"):
                again = join_spoken(normalise(form, language, region))
                if again != form:
                    wrong[f"{section}: {written}"] = (form, again)
    assert wrong == {}


def test_a_language_without_rules_is_only_composed() -> None:
    assert join_spoken(normalise("Dé  1\u0301 Haus", "de")) == "Dé 1\u0301 Haus"
    assert normalise("", "de") == ()
