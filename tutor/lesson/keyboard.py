"""The keyboard that a phone opens where something is typed: its caps in rows, as it is drawn."""

from collections.abc import Iterator
from typing import Literal

from tutor.lesson.phrases import Phrases
from tutor.lesson.view import Board, Cap

# What a cap does that writes no sign: it takes the last one away, or it turns to the other board.
ERASE, TURN = "\b", "\t"

Face = Literal["letters", "signs"]

_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_DIGITS = ("123", "456", "789")
_SIGNS = ("1234567890", "@#&-+().,", "/:;?!'\"")


def boards(keyboard: str, face: Face, phrases: Phrases) -> tuple[Board, ...]:
    """Return the keyboard in each shape it can have, the one that is most like a phone's first."""
    if keyboard == "number":
        return tuple(_number_boards(phrases))
    rows = _LETTERS if face == "letters" else _SIGNS
    first, second, third = (tuple(Cap(sign, sign) for sign in row) for row in rows)
    turn = Cap("123" if face == "letters" else "abc", TURN)
    space = Cap(phrases("space"), " ", 2)
    return ((first, (*second, _erase(phrases)), (turn, *third, space)),)


def _number_boards(phrases: Phrases) -> Iterator[Board]:
    rows = tuple(tuple(Cap(digit, digit) for digit in row) for row in _DIGITS)
    last = (Cap("0", "0", 2), _erase(phrases))
    yield (*rows, last)
    flat = tuple(cap for row in rows for cap in row)
    yield (flat[:6], (*flat[6:], *last))


def _erase(phrases: Phrases) -> Cap:
    return Cap(phrases("Del"), ERASE)
