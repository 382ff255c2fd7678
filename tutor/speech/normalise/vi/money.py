"""Vietnamese sums of money in words."""

import re

from tutor.speech.normalise.lexicon import look_up
from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.vi.numbers import DASH, amount

_AMOUNT = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d{1,3}(?:\ \d{3})+"
    r"|\d+[.,]\d{1,2}|\d+)"
)
# Powers of ten by the word after a number.
_MULTIPLES = {
    **dict.fromkeys(("nghìn", "ngàn", "nghin", "ng", "k"), 3),
    **dict.fromkeys(("triệu", "trieu", "tr"), 6),
    **dict.fromkeys(("tỷ", "tỉ", "ty"), 9),
}
_CURRENCY = {
    "đ": "đồng", "đồng": "đồng", "₫": "đồng", "vnd": "đồng", "vnđ": "đồng", "dong": "đồng",
    "d": "đồng", "usd": "đô la Mỹ", "$": "đô la", "đô": "đô", "đô la": "đô la", "eur": "ơ rô", "€": "ơ rô",
    "euro": "ơ rô", "us$": "đô la Mỹ",
}  # fmt: skip
_MULTIPLE = "|".join(_MULTIPLES)
_UNIT = "|".join(re.escape(unit) for unit in sorted(_CURRENCY, key=len, reverse=True))


_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SUM = re.compile(r"0|\d{3,}|\d{1,3}(?:[.,]\d{3})+")


def _money(match: re.Match[str], voice: Voice) -> str | None:
    multiple = (match["mult"] or "").lower()
    currency = (match["cur"] or "").lower()
    if not multiple and not currency:
        return None
    # A plain d is đồng only after a sum: 5000d, 1,250,000d, 0d; not in 3D.
    sums = _GROUPED if match["cur"] == "D" else _SUM
    if currency == "d" and not match["per"] and not sums.fullmatch(match["a"]):
        return None
    thousands = bool(currency) and not multiple
    spoken = [_quantity(match["a"], voice, thousands=thousands)]
    if match["b"]:
        if first := (match["first"] or "").lower():
            spoken.append(_multiple(first, voice))
            if more := match["more"]:
                spoken.append(_rest(first, more, voice))
        spoken += ["đến", _quantity(match["b"], voice, thousands=thousands)]
    if multiple:
        spoken.append(_multiple(multiple, voice))
        if rest := match["rest"]:
            spoken.append(_rest(multiple, rest, voice))
    if currency:
        spoken.append(_CURRENCY[currency])
    if per := match["per"]:
        spoken += ["một", _per(per, voice)]
    sign = {"+": "cộng ", "-": "trừ ", "−": "trừ "}.get(match["sign"] or "", "")
    return sign + " ".join(spoken)


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
    names = {6: "triệu", 9: "tỷ"}
    return names.get(_MULTIPLES[written]) or voice.cardinal(1000).split(" ", 1)[1]


def _rest(multiple: str, digits: str, voice: Voice) -> str:
    """Return the words after the million of 1tr5: five hundred thousand."""
    return voice.cardinal(int(digits) * 10 ** (_MULTIPLES[multiple] - len(digits)))


# Beside a sum no mark is restored.
_BARE_PER = {
    "ngay": "ngày",
    "thang": "tháng",
    "nam": "năm",
    "phut": "phút",
    "p": "phút",
    "th": "tháng",
    "ph": "phút",
    "cuoc": "cuộc",
    "lan": "lần",
    "tuan": "tuần",
    "ng": "người",
    "nguoi": "người",
    "suat": "suất",
    "ho": "hộ",
    "chau": "cháu",
    "hs": "học sinh",
    "kwh": "ki lô oát giờ",
}


def _per(written: str, voice: Voice) -> str:
    lexicon = voice.lexicon
    written = _BARE_PER.get(written, written)
    return look_up(lexicon.units, written) or look_up(lexicon.words, written) or written


def _dollars(match: re.Match[str], voice: Voice) -> str:
    currency = _CURRENCY[match["cur"].lower()]
    return f"{_quantity(match['a'], voice, thousands=True)} {currency}"


MONEY: tuple[Rule, ...] = (
    rule(
        rf"""(?<![\w.,])(?<![^A-Za-zà-ỹ]/)(?<!\d[-–])(?P<x>(?:(?<![\w)])(?P<sign>[+\-−]))?
        (?P<a>{_AMOUNT})(?:(?:\s?(?P<first>{_MULTIPLE})(?P<more>\d{{1,3}})?|đ)?{DASH}(?P<b>{_AMOUNT}))?
        (?:\s?(?P<mult>{_MULTIPLE})(?P<rest>\d{{1,3}})?(?:(?!\w)|(?=(?:đ|vnđ|vnd)(?!\w))))?
        (?:\s?(?P<cur>{_UNIT}))?(?!\w)
        (?:/(?P<per>(?-i:k?m[23]|[a-zß-ɏạ-ỹ]+|kWh|SMS|[GM]B|HS|KH|SV|GV|HV|BN|NLĐ))(?!\w|\.\w|\ thứ\ ))?)""",
        _money,
    ),
    rule(
        rf"(?<!\w)(?P<x>(?P<cur>[$€₫]|US\$|VND|VNĐ|USD|EUR)\s?(?P<a>{_AMOUNT}))(?![\w]|[.,]\d)",
        _dollars,
        any_case=False,
    ),
    rule(
        r"(?:đồng|nghìn|ngàn|triệu)(?P<x>/(?P<per>(?-i:[a-zß-ɏạ-ỹ]+)))(?!\w)",
        lambda m, v: f"một {_per(m['per'], v)}",
        "/",
    ),
)
