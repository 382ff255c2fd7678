"""English numbers in words."""

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
