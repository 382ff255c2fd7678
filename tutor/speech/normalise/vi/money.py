"""Rules for Vietnamese amounts of money."""

import re

from tutor.speech.normalise.lexicon import look_up
from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.vi.quantities import DASH, amount

_AMOUNT = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d{1,3}(?:\ \d{3})+"
    r"|\d+[.,]\d{1,2}|\d+)"
)
_TIMES = {
    "k": 3,
    "nghìn": 3,
    "ngàn": 3,
    "ngan": 3,
    "nghin": 3,
    "tr": 6,
    "triệu": 6,
    "trieu": 6,
    "củ": 6,
}
_CURRENCY = {
    "đ": "đồng", "đồng": "đồng", "₫": "đồng", "vnd": "đồng", "vnđ": "đồng", "dong": "đồng",
    "usd": "đô la Mỹ", "$": "đô la", "eur": "ơ rô", "€": "ơ rô", "đô": "đô", "đô la": "đô la", "euro": "ơ rô",
}  # fmt: skip
_MULTIPLE = r"k|nghìn|ngàn|nghin|triệu|trieu|tr|tỷ|tỉ|ty"
_UNIT = r"đồng|đ|₫|vnđ|vnd|dong|usd|\$|eur|€|đô\ la|đô"


def _money(match: re.Match[str], voice: Voice) -> str | None:
    multiple = (match["mult"] or "").lower()
    currency = (match["cur"] or "").lower()
    if not multiple and not currency:
        return None
    thousands = bool(currency) and not multiple
    said = [_quantity(match["a"], voice, thousands=thousands)]
    if match["b"]:
        if match["k"]:
            said.append(_multiple("k", voice))
        said += ["đến", _quantity(match["b"], voice, thousands=thousands)]
    if multiple:
        said.append(_multiple(multiple, voice))
        if rest := match["rest"]:
            said.append(_rest(multiple, rest, voice))
    if currency:
        said.append(_CURRENCY[currency])
    if per := match["per"]:
        said += ["một", _per(per, voice)]
    sign = {"+": "cộng ", "-": "trừ ", "−": "trừ "}.get(match["sign"] or "", "")
    return sign + " ".join(said)


def _quantity(written: str, voice: Voice, *, thousands: bool) -> str:
    # Bank programs write 500,000đ and 500,000.00 VND.
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d\d", written):
        written = written[:-3] if written.endswith("00") else written
        return voice.cardinal(re.sub(r"\D", "", written))
    if thousands and re.fullmatch(r"\d{1,3}(?:,\d{3})+", written):
        return voice.cardinal(written.replace(",", ""))
    if not thousands and re.fullmatch(r"\d+\.\d{1,2}", written):
        written = written.replace(".", ",")
    return amount(written, voice)


def _multiple(written: str, voice: Voice) -> str:
    if written in ("tỷ", "tỉ", "ty"):
        return "tỷ"
    if _TIMES[written] == 6:
        return "triệu"
    return voice.cardinal(1000).split(" ", 1)[1]


def _rest(multiple: str, digits: str, voice: Voice) -> str:
    """Return the words after the million of 1tr5: five hundred thousand."""
    size = 9 if multiple in ("tỷ", "tỉ", "ty") else _TIMES[multiple]
    return voice.cardinal(int(digits) * 10 ** (size - len(digits)))


def _per(written: str, voice: Voice) -> str:
    lexicon = voice.lexicon
    return look_up(lexicon.units, written) or look_up(lexicon.words, written) or written


def _dollars(match: re.Match[str], voice: Voice) -> str:
    currency = _CURRENCY[match["cur"]]
    return f"{_quantity(match['a'], voice, thousands=True)} {currency}"


MONEY: tuple[Rule, ...] = (
    rule(
        rf"""(?<![\w.,/])(?<!\d[-–])(?P<x>(?:(?<![\w)])(?P<sign>[+\-−]))?
        (?P<a>{_AMOUNT})(?:(?:(?P<k>k)|đ)?{DASH}(?P<b>{_AMOUNT}))?
        (?:\s?(?P<mult>{_MULTIPLE})(?P<rest>\d{{1,3}})?(?:(?!\w)|(?=(?:đ|vnđ|vnd)(?!\w))))?
        (?:\s?(?P<cur>{_UNIT}))?(?!\w)
        (?:/(?P<per>(?-i:[a-zà-ỹđ]+))(?!\w|\.\w))?)""",
        _money,
    ),
    rule(rf"(?<!\w)(?P<x>(?P<cur>[$€])\s?(?P<a>{_AMOUNT}))(?![\w]|[.,]\d)", _dollars),
    rule(
        r"(?:đồng|nghìn|ngàn|triệu)(?P<x>/(?P<per>(?-i:[a-zà-ỹđ]+)))(?!\w)",
        lambda m, v: f"một {_per(m['per'], v)}",
        "/",
    ),
)
