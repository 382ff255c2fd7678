"""The three signs of a scam, and the lines of a long conversation that are looked back on.

The signs: the caller hurries or frightens, wants secrecy, or asks for money or a code. To ask that a link be
pressed, an app installed, or a photo of papers or of a face sent is asking too. Authority, affection and a
promise of gain are no signs: nothing is asked for yet, and a genuine caller may use them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from tutor.content.step_parts import Tactic

Sign = Literal["hurry", "hide", "money"]
SIGNS: tuple[Sign, ...] = ("hurry", "hide", "money")

SIGN_OF: Mapping[str, Sign] = {
    "urgency": "hurry",
    "fear": "hurry",
    "secrecy": "hide",
    "payment": "money",
    "link": "money",
    "install": "money",
    "photo": "money",
}


def signs_met(tactics: Iterable[Tactic]) -> frozenset[Sign]:
    """Return the signs that these tactics show."""
    return frozenset(SIGN_OF[tactic] for tactic in tactics if tactic in SIGN_OF)


# Nobody reads more lines of a conversation that is over.
MOST_LOOKED_BACK_ON = 5


def key_lines(lines: Sequence[Sequence[Tactic]]) -> tuple[int, ...]:
    """Return the positions of the lines that mattered most, in order, by the tactics of each; all of a few.

    These are the first line, the first line of each sign, and the last; then those that bring a tactic that
    is in none of them.
    """
    if len(lines) <= MOST_LOOKED_BACK_ON:
        return tuple(range(len(lines)))
    return tuple(sorted(list(dict.fromkeys(_by_weight(lines)))[:MOST_LOOKED_BACK_ON]))


def _by_weight(lines: Sequence[Sequence[Tactic]]) -> Iterator[int]:
    """Yield the positions of lines, the weightiest first; a line may come again."""
    first: dict[str, int] = {}
    for at, tactics in enumerate(lines):
        for name in (*sorted(signs_met(tactics)), *tactics):
            first.setdefault(name, at)
    yield 0
    yield from (first[sign] for sign in SIGNS if sign in first)
    yield len(lines) - 1
    yield from sorted(first.values())
    yield from range(len(lines))
