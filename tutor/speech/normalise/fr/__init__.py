"""French: the table of rules, in the order in which they are tried, and the voice."""

import re

from tutor.speech.normalise.addresses import address_rules
from tutor.speech.normalise.fr.numbers import DIGITS, NUMBER, NUMBER_WORDS, cardinal
from tutor.speech.normalise.lexicon import Lexicon, look_up
from tutor.speech.normalise.rules import Rule, rule
from tutor.speech.normalise.shared import (
    CODE_DIGITS,
    MIXED,
    address_part,
    arrows,
    capitals,
    grouped,
    letter,
    masked,
    named_sign,
    ussd,
)
from tutor.speech.normalise.voice import Voice

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
_YEAR = r"(?P<y>(?:1[6-9]|20|21)\d\d)"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MON = r"(?P<m>0?[1-9]|1[0-2])"
_CURRENCY = {"€": "euros", "$": "dollars", "đ": "dongs", "₫": "dongs", "vnd": "dongs"}
_ROW = r"étape|question|page|partie|leçon"
_COUNTED = r"personnes|foyers|classes|jours"
_CODE = r"codes?|otp|pin|mot\ de\ passe|numéro|compte|appelez|composez|faites\ le|téléphone|carte"


def voice(lexicon: Lexicon, _region: str) -> Voice:
    """Return the French voice."""
    return Voice(lexicon, cardinal, DIGITS, capitals, letter, "sur")


def _amount(written: str, voice: Voice) -> str:
    whole, _, decimals = re.sub(r"[.\s](?=\d{3})", "", written).partition(",")
    said = voice.plain(whole)
    return f"{said} virgule {_decimals(decimals, voice)}" if decimals else said


def _decimals(digits: str, voice: Voice) -> str:
    return voice.digits(digits) if digits[0] == "0" or len(digits) > 2 else voice.cardinal(digits)


def _number(match: re.Match[str], voice: Voice) -> str:
    written = match["n"]
    if written.isdecimal() and len(written) > 6 and not written.endswith("000"):
        said = voice.grouped(written)
    elif re.fullmatch(r"\d+\.\d{1,2}|\d+\.\d{4,}|\d+(?:\.\d+){2,}", written) and not re.fullmatch(
        r"\d{1,3}(?:\.\d{3})+", written
    ):
        said = " point ".join(voice.plain(part) for part in written.split("."))
    else:
        said = _amount(written, voice)
    return f"moins {said}" if match["minus"] else said


def _range(match: re.Match[str], voice: Voice) -> str:
    numbers = re.split(r"\s?[-–—]\s?", match["x"])
    return (" à " if len(numbers) == 2 else ", ").join(_amount(n, voice) for n in numbers)


def _date(match: re.Match[str], voice: Voice) -> str:
    day = "premier" if int(match["d"]) == 1 else voice.cardinal(match["d"])
    said = f"{day} {_MONTHS[int(match['m']) - 1]}"
    if year := match["y"]:
        said += f" {voice.cardinal(year)}"
    return (
        said
        if re.search(r"\ble\s+$", match.string[: match.start("x")], re.IGNORECASE)
        else f"le {said}"
    )


def _time(match: re.Match[str], voice: Voice) -> str:
    said = _clock(match["h"], match["min"], voice)
    return f"{said} à {_clock(match['h2'], match['min2'], voice)}" if match["h2"] else said


def _clock(hour: str, minute: str | None, voice: Voice) -> str:
    hours = (
        "une heure" if int(hour) == 1 else f"{voice.cardinal(hour)} heure{'s' * (int(hour) > 1)}"
    )
    return f"{hours} {voice.cardinal(minute)}" if minute and int(minute) else hours


def _money(match: re.Match[str], voice: Voice) -> str:
    name = _CURRENCY[match["cur"].lower()]
    said = _amount(match["a"], voice)
    size = f" {match['size'].lower()}" if match["size"] else ""
    if size.startswith((" million", " milliard")):
        size += " d'" if name[0] == "e" else " de "
        return f"{said}{size}{name}"
    return f"{said}{size} {name[:-1] if said == 'un' else name}"


def _measure(match: re.Match[str], voice: Voice) -> str | None:
    unit = look_up(voice.lexicon.units, match["unit"])
    if unit is None:
        return None
    one, _, many = unit.partition("|")
    said = _amount(match["a"], voice)
    if match["b"]:
        said += f" à {_amount(match['b'], voice)}"
    below = "moins " if match["minus"] else ""
    return f"{below}{said} {one if said in ('un', 'zéro') else many or one}"


def _ordinal(match: re.Match[str], voice: Voice) -> str:
    number = int(match["n"])
    if number == 1:
        return "première" if match["end"].lower() in ("re", "ère") else "premier"
    said = voice.cardinal(number)
    changed = {"cinq": "cinquième", "neuf": "neuvième"}
    *rest, last = said.split()
    last = changed.get(last) or (last[:-1] if last.endswith("e") else last) + "ième"
    return " ".join([*rest, last])


def _part(match: re.Match[str], voice: Voice) -> str:
    if (match["a"], match["b"]) == ("1", "2") and not match["of"]:
        return "un demi"
    return f"{voice.cardinal(match['a'])} sur {voice.cardinal(match['b'])}"


_H = r"[01]?\d|2[0-4]"
_M = r"[0-5]\d"


def _sir(match: re.Match[str], _: Voice) -> str:
    """Say a title, but leave a letter that ends a code, as in "A zéro M.", what it is."""
    before = match.string[: match.start()].split()
    return "M." if before and before[-1] in NUMBER_WORDS else "Monsieur"


RULES: tuple[Rule, ...] = (
    *address_rules(address_part),
    rule(rf"(?<![\w/.-])(?P<x>{_DAY}(?P<sep>[/.-]){_MON}(?P=sep){_YEAR})(?![\w/-])", _date),
    rule(rf"(?<![\w/.-])(?P<x>{_YEAR}-{_MON}-{_DAY})(?![\w/-])", _date),
    rule(
        rf"(?<![\w/.,:-])(?P<x>(?P<h>{_H})(?:\s?h\s?|:)(?P<min>{_M})?(?:\s?[-–—]\s?(?P<h2>{_H})(?:\s?h\s?|:)(?P<min2>{_M})?)?)(?<![:\s])(?![\w/:])",
        _time,
    ),
    rule(
        rf"(?<![\w.,/])(?P<x>(?P<a>{NUMBER})\s?(?:(?P<size>milliards?|millions?|mille)\s(?:d['e]\s?)?)?(?P<cur>€|\$|đ|₫|vnd))(?!\w)",
        _money,
    ),
    ussd(),
    masked("{count} chiffres cachés"),
    rule(r"(?<![\w.,/])(?P<x>(?:\+\d{1,3}|0)(?:[\ .-]?\d){8,11})(?![\w]|[-/]\d)", grouped),
    rule(r"(?<![\w.,/])(?P<x>1[89]00[\ .-]?\d{3,4}(?:[\ .-]?\d{2,4})?)(?!\w)", grouped),
    rule(rf"(?<!\w)(?:{_CODE})(?:\s+(?:est|le|au|du|de|numéro|code))*{CODE_DIGITS}", grouped),
    rule(rf"(?<![\w.,/:-])(?P<x>11[1-5]|156)(?![\w%°/:-]|[.,]\d|\s+(?:{_COUNTED}))", grouped),
    rule(rf"(?P<of>(?:{_ROW})\s+)(?P<x>(?P<a>\d{{1,4}})/(?P<b>\d{{1,4}}))(?![\w/])", _part),
    rule(r"(?P<of>)(?<![\w/.,-])(?P<x>(?P<a>\d{1,3})/(?P<b>\d{1,3}))(?![\w/])", _part),
    rule(
        rf"(?<![\w.,/])(?P<x>(?:(?<![\w)])(?P<minus>[-−]))?(?P<a>{NUMBER})(?:\s?[-–—]\s?(?P<b>{NUMBER}))?"
        r"\s?(?P<unit>°[CF]?|%|[A-Za-z]{1,5}[23]?(?:/h)?))(?![\w°]|/\w)",
        _measure,
    ),
    rule(r"(?<!\w)(?P<x>(?P<n>\d{1,9})(?P<end>er|ère|re|ème|e))(?!\w)", _ordinal),
    rule(rf"(?<![\w.,/])(?P<x>{NUMBER}(?:\s?[-–—]\s?{NUMBER})+)(?![\w/])", _range),
    MIXED,
    rule(
        rf"(?:(?<![\w)])(?P<minus>−))?(?P<n>(?<![\d.])\d+(?:\.\d+){{2,}}(?![\d.])|{NUMBER}(?!\.\d)|\d+\.\d+|\d+)",
        _number,
    ),
    arrows(
        {"←": "flèche gauche", "→": "flèche droite", "↑": "flèche haut", "↓": "flèche bas"},
        "touche|appuyez sur|ou|et|est|bouton|,",
        "flèche|gauche|droite|haut|bas",
    ),
    rule(r"(?<!\w)(?<![A-Z]\ )(?P<x>M\.)(?=\ [A-Z][a-zà-ÿ]{2})", _sir, "M", any_case=False),
    named_sign(r"(?<=\w)\s*(?P<x>[&])\s*(?=\w)", "&"),
    named_sign(r"(?<=[\w)])\s?(?P<x>\+)\s?(?=[^\W_])", "+"),
    named_sign(r"(?<=\w)\s(?P<x>[=×÷])\s(?=\w)", "=×÷"),
    named_sign(r"(?<=[^\W\d_])(?P<x>/)(?=[^\W\d_])", "/"),
    named_sign(r"(?P<x>%)", "%"),
    named_sign(r"(?<!\w)(?P<x>[@])(?!\w)", "@"),
    rule(r"(?<=\d)(?P<x>°)", lambda _m, _v: "degrés", "°"),
)  # fmt: skip
