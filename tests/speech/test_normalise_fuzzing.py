"""Random and foreign texts, as a name, a message or a web page may hold them: each is put into words."""

import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from random import Random
from types import FrameType

import pytest
from fuzzing import round_of, seeds
from test_normalise_properties import shown_parts

from tutor.languages import LANGUAGES
from tutor.speech.normalise import normalise
from tutor.speech.normalise.text import Token, join_spoken

# Python calls that one character of a text may cost, and what any text costs.
CALLS_PER_CHARACTER, CALLS_AT_LEAST = 250, 4_000
# Counting makes a text ten times slower, so only every so many are counted.
COUNTED = 8
LONGEST = 5_000

RANGES = (
    *((0x20, 0x7F), (0xA0, 0x250), (0x300, 0x370), (0x370, 0x530), (0x590, 0x700), (0x900, 0xD80)),
    *((0xE00, 0xE80), (0x1780, 0x1800), (0x1E00, 0x2000), (0x2000, 0x2070), (0x2070, 0x2C00)),
    *((0x3000, 0x3100), (0x4E00, 0x4F00), (0xAC00, 0xAD00), (0xD800, 0xE000), (0xE000, 0xE100)),
    *((0xFE00, 0x10000), (0x1D400, 0x1D800), (0x1F000, 0x1FB00), (0xE0000, 0xE0200), (0, 0x20)),
    (0, 0x110000),
)
CLASSES = (
    "0123456789",
    "ABCDĐƠƯ",
    "aăâeêơ ",
    ".,:;/-–%()",
    "٠١٢３４五Ⅷ½²",
    "\u0301\u0309\u0323",
    " \t\n\x07",
)


def random_text(random: Random) -> str:
    pieces: list[str] = []
    for _ in range(random.choice((1, 3, 10, 40))):
        match random.randrange(5):
            case 0:
                first, end = random.choice(RANGES)
                pieces += map(chr, random.choices(range(first, end), k=random.choice((1, 5, 30))))
            case 1:
                signs = random.choice(CLASSES)
                pieces += random.choices(signs, k=random.choice((1, 2, 9, 60)))
            case 2:
                pieces += random.choices(shown_parts(), k=random.choice((1, 4)))
                pieces.append(random.choice(("", " ")))
            case 3:
                sign = random.choice("0.A-/:ă \u0301(«½")
                pieces.append(sign * random.choice((1, 50, 2_000)))
            case _:
                pieces.append(" ".join(random.choices(shown_parts(), k=6)).swapcase())
    return "".join(pieces)[:LONGEST]


def calls_of(work: Callable[[], tuple[Token, ...]]) -> tuple[int, tuple[Token, ...]]:
    """Return how many Python calls some work makes, and its result: on a busy machine too."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        result = work()
    finally:
        sys.setprofile(before)
    return calls, result


def assert_bounded(text: str, language: str, region: str) -> int:
    """Assert that the steps are bounded by the length of the text; return them."""
    calls, _ = calls_of(lambda: normalise(text, language, region))
    assert calls <= CALLS_AT_LEAST + CALLS_PER_CHARACTER * len(text), (calls, len(text))
    return calls


def assert_readable(text: str, language: str, region: str) -> None:
    """Assert that a text becomes words, and that these stay as they are."""
    tokens = normalise(text, language, region)
    place = 0
    for token in tokens:
        assert token.start == place
        assert token.end >= place
        place = token.end
    assert place == len(text)
    spoken = join_spoken(tokens)
    amiss = Counter(
        sign for sign in spoken if unicodedata.category(sign)[0] in "NC" or sign in "\u2028\u2029"
    )
    assert not amiss, amiss
    assert join_spoken(normalise(spoken, language, region)) == spoken


@pytest.mark.slow
def test_random_texts_become_words() -> None:
    letters = counted = most = 0
    for seed in seeds(6_000):
        with round_of(seed) as random:
            text = random_text(random)
            letters += len(text)
            language = random.choice(tuple(LANGUAGES))
            region = random.choice(("bac", "nam"))
            assert_readable(text, language, region)
            if seed % COUNTED == 0:
                counted += 1
                calls = assert_bounded(text, language, region)
                most = max(most, calls // max(100, len(text)))
    print(f"{letters} letters; in {counted} texts at most {most} calls for each letter")
