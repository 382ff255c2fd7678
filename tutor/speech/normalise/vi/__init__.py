"""Vietnamese: the table of rules, in the order in which they are tried, and the voice of a region."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import groupby, islice

from tutor.speech.normalise.lexicon import Lexicon
from tutor.speech.normalise.rules import Rule, Voice, address_rules, named_sign, rule
from tutor.speech.normalise.text import MATCHED
from tutor.speech.normalise.vi.abbreviations import ABBREVIATIONS
from tutor.speech.normalise.vi.building import BUILDING
from tutor.speech.normalise.vi.codes import CODES, HOTLINES, MASKED, MIXED
from tutor.speech.normalise.vi.dates import DATES, DAYS, TIMES
from tutor.speech.normalise.vi.foreign import as_syllables
from tutor.speech.normalise.vi.haste import HASTE
from tutor.speech.normalise.vi.laws import LAWS
from tutor.speech.normalise.vi.marks import restore_marks, restore_words
from tutor.speech.normalise.vi.medicine import MEDICINE
from tutor.speech.normalise.vi.money import MONEY
from tutor.speech.normalise.vi.names import surname_in
from tutor.speech.normalise.vi.numbers import (
    DIGITS,
    NUMBERS,
    PARTS,
    QUANTITIES,
    STYLES,
    cardinal,
)
from tutor.speech.normalise.vi.places import PLACES
from tutor.speech.normalise.vi.roman import ROMAN
from tutor.speech.normalise.vi.school import SCHOOL
from tutor.speech.normalise.vi.senses import BY_NEIGHBOURS, BY_TOPIC
from tutor.speech.normalise.vi.short_forms import SHORT_FORMS
from tutor.speech.normalise.vi.units import PER, UNITS
from tutor.speech.normalise.vi.weekdays import WEEKDAYS
from tutor.vietnamese import is_syllable, split_syllables

_VOWELS = frozenset("aeiouy")
_MARKED = frozenset("àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")
_CONSONANTS = frozenset("BCDĐFGHJKLMNPQRSTVWXZ")


def voice(lexicon: Lexicon, region: str) -> Voice:
    """Return the voice of a region, `bac` or `nam`."""
    style = STYLES.get(region, STYLES["bac"])
    return Voice(
        lexicon,
        partial(cardinal, style=style),
        DIGITS,
        _capitals,
        _letter,
        "phần",
        _respell,
        partial(_foreign, lexicon=lexicon),
        partial(restore_marks, lexicon=lexicon),
    )


def _capitals(word: str, voice: Voice) -> str:
    lowered = word.lower()
    foreign = any(c not in voice.lexicon.letters and c not in _MARKED for c in lowered)
    return _respell(lowered) if foreign or is_syllable(word) else voice.spell(word)


def _respell(word: str) -> str:
    # Both spellings are right, but eSpeak makes two syllables of "dọa" and one of "doạ".
    return word.replace("ọa", "oạ")


# A shorter word may be split into syllables by chance.
_SHORTEST_ROW = 8


def _foreign(word: str, lexicon: Lexicon) -> str:
    row = split_syllables(word.lower()) if len(word) >= _SHORTEST_ROW else []
    if len(row) > 1 and (restored := restore_words(row)):
        surname = surname_in(row[0].upper(), row[1].upper())
        return " ".join([surname, *row[1:]] if surname else restored)
    spoken = as_syllables(word)
    # A syllable that is a word of the lexicon would be said otherwise.
    return spoken if spoken and lexicon.words.keys().isdisjoint(spoken.split()) else word


def _letter(letter: str, voice: Voice) -> str:
    if letter.upper() in _CONSONANTS:
        return voice.spell(letter)
    # Lower case, so that a second normalisation finds no Roman numeral after a word that announces one.
    return "i" if letter == "I" else letter


def _address_parts(parts: Sequence[str], voice: Voice) -> list[str]:
    """Return the words for the parts of an address; syllables that stand together are read as a row."""
    spoken: list[str] = []
    for in_syllables, row in groupby(map(split_syllables, parts), key=bool):
        written = list(parts[len(spoken) :])
        if not in_syllables:
            spoken += [_address_part(part, voice) for part, _ in zip(written, row, strict=False)]
            continue
        split = list(row)
        syllables = [syllable for part in split for syllable in part]
        if restored := restore_words(syllables):
            left = iter(restored)
            spoken += [" ".join(islice(left, len(part))) for part in split]
        else:
            spoken += [" ".join(restore_words(part) or part) for part in split]
    return spoken


# A shorter word at an end of a part may be there by chance.
_SHORTEST_KNOWN = 3


def _known_part(part: str, voice: Voice) -> str | None:
    return voice.lexicon.addresses.get(part) or voice.lexicon.words.get(part)


def _known_end(part: str, voice: Voice) -> tuple[str, str] | None:
    """Return a part of an address in two, the longer of them a word of the lexicon: hotro|covid."""
    for length in range(len(part) - 1, _SHORTEST_KNOWN - 1, -1):
        for piece, rest in ((part[:length], part[length:]), (part[-length:], part[:-length])):
            if _known_part(piece, voice) and len(rest) > 1:
                return (piece, rest) if part.startswith(piece) else (rest, piece)
    return None


def _address_part(part: str, voice: Voice) -> str:
    if (spoken := _known_part(part, voice)) is not None:
        return spoken
    if split := _known_end(part, voice):
        pieces = (_known_part(piece, voice) or _address_parts([piece], voice)[0] for piece in split)
        return " ".join(pieces)
    short = len(part) <= 3 or _VOWELS.isdisjoint(part)
    spoken = part if short else _foreign(part, voice.lexicon)
    is_word = spoken != part or is_syllable(part) or not part.isascii()
    return spoken if is_word else voice.spell(part)


_ARROWS = {"←": "sang trái", "→": "sang phải", "↑": "lên", "↓": "xuống"}
# What follows the sign of a number: #5, #SPX-04417; a code that a rule has read too.
_NUMBERED = re.compile(rf"\d|[A-Z]+[-A-Z]*\d|{MATCHED}")
_DIRECTION = re.compile(r"(?:trái|phải|lên|xuống)\s*[(“]?\s*$", re.IGNORECASE)
_ARROW = re.compile(r"mũi tên\s*[(“]?\s*$", re.IGNORECASE)
_KEY = re.compile(r"(?:phím|nút|bấm|gõ|dấu|hoặc|và|là|chọn|các|hai|,|^)\s*[(“]?\s*$", re.IGNORECASE)
_LONGEST_BEFORE = 16


def _arrow(match: re.Match[str], _: Voice) -> str:
    place = match.start("x")
    before = match.string[max(0, place - _LONGEST_BEFORE) : place]
    if _DIRECTION.search(before):
        return ""
    if _ARROW.search(before):
        return _ARROWS[match["x"]]
    if _KEY.search(before) or before.rstrip()[-1:] in _ARROWS:
        return f"mũi tên {_ARROWS[match['x']]}"
    return ","


SIGNS: tuple[Rule, ...] = (
    rule(rf"(?:khoảng|tầm|cỡ|độ)\s(?P<x>~)(?=\s?{MATCHED})", "", "~"),
    rule(rf"(?<![{MATCHED}\w])(?P<x>~)(?=\s?{MATCHED})", "khoảng", "~"),
    rule(r"(?P<x>>=)", "lớn hơn hoặc bằng", ">"),
    rule(r"(?P<x><=)", "nhỏ hơn hoặc bằng", "<"),
    rule(r"(?P<x>±)", "cộng trừ", "±"),
    rule(rf"(?<![\w{MATCHED}<])(?P<x><)(?=\s?{MATCHED})", "dưới", "<"),
    rule(r"(?P<x>≥)", "lớn hơn hoặc bằng", "≥"),
    rule(r"(?P<x>≤)", "nhỏ hơn hoặc bằng", "≤"),
    rule(r"(?P<x>[←→↑↓])", _arrow, "←→↑↓"),
    named_sign(
        r"(?:dấu|phím|nút|bấm|gõ|ký\ tự|chữ)\s+[“\"'(]?(?P<x>[*#@.,/+=?!&%_:;-])(?![\w*#])",
        "*#@.,/+=?!&%_:;-",
    ),
    rule(r"\((?P<x>\*)\)", "dấu sao", "*"),
    named_sign(rf"(?<=[^\W\d_]|{MATCHED})\s*(?P<x>[&])\s*(?=[\w{MATCHED}])", "&"),
    named_sign(rf"(?<=[\w){MATCHED}])\s?(?P<x>[+])\s?(?=[^\W_])", "+"),
    named_sign(rf"(?<=[\w{MATCHED}])\s(?P<x>[=×÷])\s(?=[\w{MATCHED}])", "=×÷"),
    rule(r"(?<=[^\W\d_])(?P<x>\+\+)(?!\w)", "cộng cộng", "+"),
    rule(r"(?P<x>/)(?=(?:người|con|cháu|thẻ)\sthứ\s)", "cho", "/"),
    # So many things a child: 2 bộ/em.
    rule(
        rf"{MATCHED}\s[^\W\d_]+(?P<x>/)(?=(?:em|bé|bạn|nhà|lớp|đội|nhóm|thôn|xã|trường|phòng|bàn|mâm)(?!\w))",
        "một",
        "/",
    ),
    rule(rf"(?<={MATCHED})(?P<x>/)(?=CA(?!\w))", "hoặc", "/", any_case=False),
    rule(
        rf"(?<=[{MATCHED}])(?P<x>/)(?={MATCHED}+\s(?:giờ|ngày|tháng)(?!\w))",
        "trong",
        "/",
    ),
    rule(r"(?<=ngày)/(?=tháng)|(?<=tháng)/(?=năm)", "", "/"),
    rule(
        rf"(?<=[{MATCHED}\w%])\s?(?P<x>/)(?=\s?(?:{PER})(?!\w))",
        "một",
        "/",
    ),
    rule(r"(?<=[^\W\d_])(?P<x>/)(?=[^\W\d_])", "hoặc", "/"),
    rule(
        r"(?<!\w)(?P<x>\#)(?=[^\W_])",
        lambda m, v: "số" if _NUMBERED.match(m.string, m.end()) else v.lexicon.signs.get("#", ""),
        "#",
    ),
    rule(r"(?P<x>%)", "phần trăm", "%"),
    named_sign(r"(?<!\w)(?P<x>@)(?!\w)", "@"),
    rule(r"(?<=\d)(?P<x>°)", "độ", "°"),
)


RULES: tuple[Rule, ...] = (
    *address_rules(_address_parts),
    *MEDICINE,
    *BUILDING,
    *SCHOOL,
    *SHORT_FORMS,
    *HASTE,
    *BY_NEIGHBOURS,
    *LAWS,
    *PLACES,
    *ABBREVIATIONS,
    *BY_TOPIC,
    *MASKED,
    *DATES,
    *WEEKDAYS,
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
