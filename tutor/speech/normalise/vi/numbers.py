"""Vietnamese numbers in words."""

from dataclasses import dataclass

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

# A dash between two numbers has a space on both sides or on none.
DASH = r"(?:\ [-–—~]\ |[-–—~])"

# A quantity as Vietnamese write it: dots between thousands, a comma before decimals.
NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(?:,\d+(?![\d,]))?"


@dataclass(frozen=True, slots=True)
class Style:
    """What differs between regions: a thousand, the link before units, four after tens."""

    thousand: str
    link: str
    four: str


STYLES = {"bac": Style("nghìn", "linh", "tư"), "nam": Style("ngàn", "lẻ", "bốn")}


def cardinal(number: int, style: Style) -> str:
    """Return a quantity below 10^18 in words."""
    high, low = divmod(number, 10**9)
    if not high:
        return " ".join(_millions(low, style, full=False)) or DIGITS[0]
    words = [*_millions(high, style, full=False), "tỷ"]
    if low:
        words += _millions(low, style, full=True)
    return " ".join(words)


def _millions(number: int, style: Style, *, full: bool) -> list[str]:
    words: list[str] = []
    for size, name in ((10**6, "triệu"), (10**3, style.thousand), (1, "")):
        part = number // size % 1000
        if part:
            words += _hundreds(part, style, full=full or bool(words))
            if name:
                words.append(name)
    return words


def _hundreds(number: int, style: Style, *, full: bool) -> list[str]:
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    words: list[str] = []
    if hundreds or full:
        words += [DIGITS[hundreds], "trăm"]
    if tens == 0:
        if units:
            words += [style.link, DIGITS[units]] if words else [DIGITS[units]]
        return words
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if units:
        after_tens = {5: "lăm"} if tens == 1 else {1: "mốt", 4: style.four, 5: "lăm"}
        words.append(after_tens.get(units, DIGITS[units]))
    return words


def ordinal(number: int, cardinal_words: str) -> str:
    """Return what stands after `thứ`, given the quantity in words."""
    return {1: "nhất", 4: "tư"}.get(number, cardinal_words)
