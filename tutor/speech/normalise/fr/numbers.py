"""French numbers in words."""

DIGITS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_TEENS = (
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix sept",
    "dix huit",
    "dix neuf",
)
_TENS = (
    "",
    "",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre vingt",
    "quatre vingt",
)
_SIZES = ((10**15, "billiard"), (10**12, "billion"), (10**9, "milliard"), (10**6, "million"))

# A quantity: spaces or dots between thousands, a comma before decimals.
NUMBER = r"(?:\d{1,3}(?:[.\ ]\d{3})+(?!\d)|\d+)(?:,\d+(?![\d,]))?"

# Every word that a number can end in.
NUMBER_WORDS = frozenset(
    " ".join(
        (*DIGITS, *_TEENS, *_TENS, *(name for _, name in _SIZES), "cent", "cents", "mille")
    ).split()
)


def cardinal(number: int) -> str:
    """Return a quantity below 10^18 in words."""
    words: list[str] = []
    for size, name in _SIZES:
        part, number = divmod(number, size)
        if part:
            words += [_below_thousand(part), name + "s" * (part > 1)]
    thousands, rest = divmod(number, 1000)
    if thousands:
        words += ["mille"] if thousands == 1 else [_below_thousand(thousands), "mille"]
    if rest or not words:
        words.append(_below_thousand(rest))
    return " ".join(words)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words: list[str] = []
    if hundreds:
        words += ["cent"] if hundreds == 1 else [DIGITS[hundreds], "cent"]
    if rest or not hundreds:
        words.append(_below_hundred(rest))
    return " ".join(words)


def _below_hundred(number: int) -> str:
    if number < 10:
        return DIGITS[number]
    if number < 20:
        return _TEENS[number - 10]
    tens, units = divmod(number, 10)
    # Seventy and ninety count on from sixty and eighty.
    rest = _TEENS[units] if tens in (7, 9) else DIGITS[units]
    if units == 0 and tens not in (7, 9):
        return _TENS[tens]
    link = " et " if units == 1 and tens < 8 else " "
    return f"{_TENS[tens]}{link}{rest}"
