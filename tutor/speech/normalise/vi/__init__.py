"""Vietnamese: the table of rules, in the order in which they are tried, and the voice of a region."""

from functools import partial

from tutor.speech.normalise.addresses import address_rules
from tutor.speech.normalise.lexicon import Lexicon
from tutor.speech.normalise.rules import Rule
from tutor.speech.normalise.vi.codes import CODES, HOTLINES, MASKED, MIXED
from tutor.speech.normalise.vi.dates import DATES, DAYS, TIMES
from tutor.speech.normalise.vi.money import MONEY
from tutor.speech.normalise.vi.numbers import DIGITS, STYLES, cardinal
from tutor.speech.normalise.vi.quantities import NUMBERS, PARTS, QUANTITIES, ROMAN
from tutor.speech.normalise.vi.signs import ABBREVIATIONS, SIGNS
from tutor.speech.normalise.vi.units import UNITS
from tutor.speech.normalise.voice import Voice
from tutor.vietnamese import is_syllable, split_syllables

_VOWELS = frozenset("aeiouy")
_MARKED = frozenset("àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")
_CONSONANTS = frozenset("BCDĐFGHJKLMNPQRSTVWXZ")


def voice(lexicon: Lexicon, region: str) -> Voice:
    """Return the voice of a region, `bac` or `nam`."""
    style = STYLES.get(region, STYLES["bac"])
    return Voice(
        lexicon, partial(cardinal, style=style), DIGITS, _capitals, _letter, "phần", _respell
    )


def _capitals(word: str, voice: Voice) -> str:
    lowered = word.lower()
    foreign = any(c not in voice.lexicon.letters and c not in _MARKED for c in lowered)
    return _respell(lowered) if foreign or is_syllable(word) else voice.spell(word)


def _respell(word: str) -> str:
    # Both spellings are right, but eSpeak makes two syllables of "dọa" and one of "doạ".
    return word.replace("ọa", "oạ")


def _letter(letter: str, voice: Voice) -> str:
    if letter in _CONSONANTS:
        return voice.spell(letter)
    # In small, so that what is said holds no numeral that a word before it would bring to life.
    return "i" if letter == "I" else letter


def _address_part(part: str, voice: Voice) -> str:
    if syllables := split_syllables(part):
        return " ".join(syllables)
    short = len(part) <= 3 or _VOWELS.isdisjoint(part)
    return voice.spell(part) if short else part


RULES: tuple[Rule, ...] = (
    *address_rules(_address_part),
    *ABBREVIATIONS,
    *MASKED,
    *DATES,
    *TIMES,
    *MONEY,
    *CODES,
    *PARTS,
    *DAYS,
    *HOTLINES,
    *UNITS,
    *QUANTITIES,
    *ROMAN,
    *MIXED,
    *NUMBERS,
    *SIGNS,
)
