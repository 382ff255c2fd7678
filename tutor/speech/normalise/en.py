"""English: the table of rules, in the order in which they are tried, and the voice."""

import re

from tutor.speech.normalise.lexicon import Lexicon, look_up
from tutor.speech.normalise.rules import (
    Rule,
    Voice,
    address_rules,
    grouped,
    masked,
    mixed,
    named_sign,
    rule,
    ussd,
)

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SIZES = (
    (10**15, "quadrillion"),
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (10**3, "thousand"),
)
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip

# A quantity: commas between thousands, a point before decimals.
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+(?![\d.]))?"


def cardinal(number: int) -> str:
    """Return a quantity below 10^18 in words."""
    words: list[str] = []
    for size, name in _SIZES:
        part, number = divmod(number, size)
        if part:
            words += [*_hundreds(part), name]
    if number or not words:
        if words and number < 100:
            words.append("and")
        words += _hundreds(number)
    return " ".join(words)


def _hundreds(number: int) -> list[str]:
    words: list[str] = []
    hundreds, rest = divmod(number, 100)
    if hundreds:
        words += [DIGITS[hundreds], "hundred"]
        if not rest:
            return words
        words.append("and")
    return [*words, *_below_hundred(rest)]


def _below_hundred(number: int) -> list[str]:
    if number < 10:
        return [DIGITS[number]]
    if number < 20:
        return [_TEENS[number - 10]]
    tens, units = divmod(number, 10)
    return [_TENS[tens], DIGITS[units]] if units else [_TENS[tens]]


def ordinal(words: str) -> str:
    """Return the ordinal of a cardinal in words."""
    *rest, last = words.split()
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return " ".join([*rest, _ORDINALS.get(last, regular)])


def year(number: int) -> str:
    """Return a year as it is read: nineteen ninety nine, two thousand and five, twenty twenty five."""
    century, rest = divmod(number, 100)
    if century % 10 == 0 and rest < 10:
        return cardinal(number)
    head = " ".join(_below_hundred(century))
    if not rest:
        return f"{head} hundred"
    return f"{head} oh {DIGITS[rest]}" if rest < 10 else f"{head} {' '.join(_below_hundred(rest))}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "May" else name for name in _MONTHS)
_YEAR = r"(?P<y>(?:1[6-9]|20|21)\d\d)"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MON = r"(?P<m>0?[1-9]|1[0-2])"
_NTH = r"(?P<d>[12]?\d|3[01])(?:st|nd|rd|th)?"
_OF_YEAR = rf"(?:,?\ {_YEAR}(?!\w))?"
_ROW = r"step|question|page|part|lesson"
_COUNTED = r"people|households|classes|days|learners|teams"
_OF_TIME = r"in|since|from|by|until|before|after|of|year|early|late|than"
_DASH = r"\s?[-–—]\s?"
# With air before it alone it is no dash: what a bank writes before money that went out.
_BETWEEN = r"(?:[-–—]|\ [-–—]\ )"
_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound"}


_VOWELS = frozenset("aeiou")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxyz]+")


def voice(lexicon: Lexicon, _region: str) -> Voice:
    """Return the English voice; engines know the names of single letters."""
    return Voice(lexicon, cardinal, DIGITS, _capitals, lambda letter, _: letter, "over")


def _capitals(word: str, voice: Voice) -> str:
    """Return an unknown word in capitals: as a word when it can be spoken as one, else spelt."""
    lowered = word.lower()
    if any(c not in voice.lexicon.letters for c in lowered):
        return lowered
    longest = max(map(len, _CONSONANTS.findall(lowered)), default=0)
    if len(word) >= 4 and not _VOWELS.isdisjoint(lowered) and longest <= 2 + (len(word) > 4):
        return lowered
    return voice.spell(word)


def _address_part(part: str, voice: Voice) -> str:
    """Return an unknown part of an address: short ones and those without vowels are spelt."""
    return voice.spell(part) if len(part) <= 2 or _VOWELS.isdisjoint(part) else part


_ARROWS = {"←": "left arrow", "→": "right arrow", "↑": "up arrow", "↓": "down arrow"}
_ARROW_NAMED = re.compile(r"(?:arrow|left|right|up|down)\s*[(“\"]?\s*$", re.IGNORECASE)
_ARROW_KEY = re.compile(r"(?:key|press|or|and|is|button|,|^)\s*[(“\"]?\s*$", re.IGNORECASE)
_LONGEST_BEFORE = 24


def _arrow(match: re.Match[str], _: Voice) -> str:
    """Return an arrow's name where it is a key, silence after its own name, else a break."""
    before = match.string[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
    if _ARROW_NAMED.search(before):
        return ""
    return _ARROWS[match[0]] if _ARROW_KEY.search(before) else ","


def _amount(written: str, voice: Voice) -> str:
    whole, _, decimals = written.replace(",", "").partition(".")
    spoken = voice.plain(whole)
    return f"{spoken} point {voice.digits(decimals)}" if decimals else spoken


def _number(match: re.Match[str], voice: Voice) -> str:
    written = match["n"]
    if written.isdecimal() and len(written) > 6 and not written.endswith("000"):
        spoken = voice.grouped(written)
    elif "." in written and (
        written.count(".") > 1 or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", written)
    ):
        # 10.000 is how Vietnamese prices are written, 1.2.3 how programs are numbered.
        thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", written)
        spoken = (
            voice.cardinal(written.replace(".", ""))
            if thousands
            else " point ".join(voice.plain(part) for part in written.split("."))
        )
    else:
        spoken = _amount(written, voice)
    return f"minus {spoken}" if match["minus"] else spoken


def _range(match: re.Match[str], voice: Voice) -> str:
    numbers = re.split(r"\s?[-–—]\s?", match["x"])
    return (" to " if len(numbers) == 2 else ", ").join(_amount(n, voice) for n in numbers)


def _years(match: re.Match[str], _: Voice) -> str:
    return f"{year(int(match['y']))} to {year(int(match['y2']))}"


def _year(match: re.Match[str], _: Voice) -> str:
    return year(int(match["x"]))


def _ordinal(match: re.Match[str], voice: Voice) -> str:
    return ordinal(voice.cardinal(match["n"]))


def _date(match: re.Match[str], voice: Voice) -> str:
    groups = match.groupdict()
    name = groups.get("name")
    index = (
        next(i for i, m in enumerate(_MONTHS, 1) if m[:3] == name[:3].title())
        if name
        else int(groups["m"])
    )
    spoken = _MONTHS[index - 1]
    if groups.get("d"):
        spoken = f"{ordinal(voice.cardinal(groups['d']))} of {spoken}"
        if re.search(r"\bthe\s+$", match.string[: match.start("x")], re.IGNORECASE) is None:
            spoken = f"the {spoken}"
    return f"{spoken} {year(int(groups['y']))}" if groups.get("y") else spoken


def _time(match: re.Match[str], voice: Voice) -> str:
    spoken = _clock(match["h"], match["min"], voice)
    if match["h2"]:
        spoken += f" to {_clock(match['h2'], match['min2'], voice)}"
    half = (match["half"] or "").lower().replace(".", "")
    return f"{spoken} {' '.join(half)}" if half else spoken


def _clock(hour: str, minute: str | None, voice: Voice) -> str:
    spoken = voice.cardinal(hour)
    if minute is None:
        return spoken
    if minute == "00":
        return f"{spoken} o'clock" if int(hour) <= 12 else f"{spoken} hundred"
    return (
        f"{spoken} oh {voice.digits(minute[1])}"
        if minute[0] == "0"
        else f"{spoken} {voice.cardinal(minute)}"
    )


def _money(match: re.Match[str], voice: Voice) -> str:
    written = re.sub(r"[.](?=\d{3})", ",", match["a"])
    spoken = _amount(written, voice)
    if match["b"]:
        spoken += f" to {_amount(match['b'], voice)}"
    if size := match["size"]:
        spoken += f" {({'k': 'thousand', 'm': 'million', 'bn': 'billion'}).get(size.lower(), size.lower())}"
    groups = match.groupdict()
    if sign := groups.get("sign"):
        return spoken + f" {_CURRENCY[sign]}" + ("" if spoken == "one" else "s")
    if change := groups.get("in_out"):
        spoken = f"{'plus' if change == '+' else 'minus'} {spoken}"
    return f"{spoken} dong" if groups.get("dong") else spoken


def _measure(match: re.Match[str], voice: Voice) -> str | None:
    unit = look_up(voice.lexicon.units, match["unit"])
    if unit is None:
        return None
    singular, _, plural = unit.partition("|")
    spoken = _amount(match["a"], voice)
    if match["b"]:
        spoken += f" to {_amount(match['b'], voice)}"
    below = "minus " if match["minus"] else ""
    return f"{below}{spoken} {singular if spoken == 'one' else plural or singular}"


def _part(match: re.Match[str], voice: Voice) -> str | None:
    top, bottom = int(match["a"]), int(match["b"])
    if match["of"]:
        return f"{voice.cardinal(top)} of {voice.cardinal(bottom)}"
    if (top, bottom) == (1, 2):
        return "one half"
    if 0 < top < bottom <= 10:
        name = "quarter" if bottom == 4 else ordinal(voice.cardinal(bottom))
        return f"{voice.cardinal(top)} {name}{'s' * (top > 1)}"
    return f"{voice.cardinal(top)} over {voice.cardinal(bottom)}"


_KEYS = "*#@.,/+=?!&%_:;-"
_SIZE = r"thousand|million|billion|bn|k|m"
_CODE = r"codes?|otp|pin|passcode|password|number|account|hotline|call|dial|text|type|phone|card|id|ring"
# The digits of a code, after the words that announce one.
_CODE_DIGITS = r"\s*:?\s*[“\"'(]?(?P<x>\d+(?:[\ -]\d+)*(?<=\d\d\d))(?![\w%]|[.,/:]\d)"

RULES: tuple[Rule, ...] = (
    *address_rules(lambda parts, voice: [_address_part(part, voice) for part in parts]),
    rule(rf"(?<![\w/.-])(?P<x>{_DAY}(?P<sep>[/.-]){_MON}(?P=sep){_YEAR})(?![\w/-])", _date),
    rule(rf"(?<![\w/.-])(?P<x>{_YEAR}-{_MON}-{_DAY})(?![\w/-])", _date),
    rule(rf"(?<![\w/.-])(?P<x>{_NTH}(?:\ of)?\ (?P<name>{_MONTH})(?!\w){_OF_YEAR})", _date),
    rule(rf"(?<!\w)(?P<x>(?P<name>{_MONTH})\ {_NTH}(?!\w|[:,.]\d){_OF_YEAR})", _date, any_case=False),
    rule(
        r"(?<![\w/.,:-])(?P<x>(?P<h>[01]?\d|2[0-4]):(?P<min>[0-5]\d)(?:\s?[-–—]\s?(?P<h2>[01]?\d|2[0-4]):(?P<min2>[0-5]\d))?"
        r"(?:\ ?(?P<half>[ap]\.?m)(?!\w))?)(?![\w/:])",
        _time,
    ),
    rule(
        r"(?<![\w/.,:-])(?P<x>(?P<h>1?\d)(?P<min>(?!))?(?:\ ?[ap]\.?m)?"
        r"(?:\s?[-–—]\s?(?P<h2>1?\d)(?P<min2>(?!))?)?\ ?(?<!m)(?P<half>[ap]\.?m))(?!\w)",
        _time,
    ),
    rule(
        rf"(?<![\w.,])(?P<x>(?P<sign>[$€£])\s?(?P<a>{NUMBER})(?:\s?[-–—]\s?(?P<b>{NUMBER}))?(?:\s?(?P<size>{_SIZE})(?!\w))?)(?!\w)",
        _money,
        "$€£",
    ),
    rule(
        rf"(?<![\w.,])(?P<x>(?:(?<![\w)])(?P<in_out>[-−+]))?(?P<a>\d{{1,3}}(?:\.\d{{3}})+|{NUMBER})(?:{_BETWEEN}(?P<b>{NUMBER}))?"
        rf"(?:\s?(?P<size>{_SIZE}))?\s?(?P<dong>đ|₫|vnd|vnđ|dong))(?!\w)",
        _money,
    ),
    rule(rf"(?<![\w.,])(?P<x>(?P<a>{NUMBER})(?P<b>(?!))?(?P<size>k|bn))(?!\w)", _money),
    ussd(),
    masked("{count} hidden digits"),
    rule(r"(?<![\w.,/])(?P<x>(?:\+\d{1,3}|0)(?:[\ .-]?\d){8,11})(?![\w]|[-/]\d)", grouped),
    rule(r"(?<![\w.,/])(?P<x>1[89]00[\ .-]?\d{3,4}(?:[\ .-]?\d{2,4})?)(?!\w)", grouped),
    rule(rf"(?<!\w)(?:{_CODE})(?:\s+(?:is|are|to|the|number|was|now|at|code))*{_CODE_DIGITS}", grouped),
    rule(rf"(?<![\w.,/:-])(?P<x>(?:11[1-5]|156|911|999))(?![\w%°/:-]|[.,]\d|\s+(?:{_COUNTED}))", grouped),
    rule(r"(?<![\w.,])(?P<x>\d{3,4}(?:\ \d{3,4})+)(?!\w|[.,]\d)", grouped),
    rule(rf"(?P<of>(?:{_ROW})\s+)(?P<x>(?P<a>\d{{1,4}})/(?P<b>\d{{1,4}}))(?![\w/])", _part),
    rule(r"(?P<of>)(?<![\w/.,-])(?P<x>(?P<a>\d{1,3})/(?P<b>\d{1,3}))(?![\w/])", _part),
    rule(
        rf"(?<![\w.,/])(?P<x>(?:(?<![\w)])(?P<minus>[-−]))?(?P<a>{NUMBER})(?:{_DASH}(?P<b>{NUMBER}))?"
        r"\s?(?P<unit>°[CF]?|%|[A-Za-z]{1,5}[23]?(?:/h)?))(?![\w°]|/\w)",
        _measure,
    ),
    rule(r"(?<!\w)(?P<x>(?P<n>\d{1,9})(?:st|nd|rd|th))(?!\w)", _ordinal),
    rule(rf"(?<![\w/.,-])(?P<x>{_YEAR}{_DASH}(?P<y2>(?:1[6-9]|20|21)\d\d))(?![\w/.-])", _years),
    rule(rf"(?<![\w.,/])(?P<x>{NUMBER}(?:{_DASH}{NUMBER})+)(?![\w/])", _range),
    rule(rf"(?:{_OF_TIME})\s+(?P<x>(?:1[6-9]|20)\d\d)(?![\w,:/%-]|\.\d|\s+[a-z]+s\b)", _year),
    rule(r"(?<![\w.])(?P<x>(?=[^\W_]*\d)(?=[^\W\d_]|\d+[^\W\d_])[^\W_]+)(?!\w)", mixed),
    rule(
        rf"(?:(?<![\w)])(?P<minus>−))?(?P<n>(?<![\d.])\d+(?:\.\d+){{2,}}(?![\d.])|(?<![\d.])\d{{1,3}}\.\d{{3}}(?![\d.])|{NUMBER}(?!\.\d)|\d+\.\d+|\d+)",
        _number,
    ),
    rule(r"[←→↑↓]", _arrow, "←→↑↓"),
    named_sign(rf"(?:key|sign|press|type|button)\s+[“\"'(]?(?P<x>[{_KEYS}])(?![\w*#])", _KEYS),
    named_sign(r"(?<=\w)\s*(?P<x>[&])\s*(?=\w)", "&"),
    named_sign(r"(?<=[\w)])\s?(?P<x>\+)\s?(?=[^\W_])", "+"),
    named_sign(r"(?<=\w)\s(?P<x>[=×÷])\s(?=\w)", "=×÷"),
    named_sign(r"(?<=[^\W\d_])(?P<x>/)(?=[^\W\d_])", "/"),
    named_sign(r"(?P<x>%)", "%"),
    named_sign(r"(?<!\w)(?P<x>[@])(?!\w)", "@"),
    rule(r"(?<=\d)(?P<x>°)", "degrees", "°"),
)  # fmt: skip
