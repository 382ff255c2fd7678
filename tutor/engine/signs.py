"""The three signs of a scam that the lessons teach, and which tactics show them.

They hurry, they want it hidden, they want money or a code. Frightening is hurrying too: whoever is afraid
acts at once. So is a promise of gain already talk of money. Claims of authority and sweet words are no signs
by themselves, for a genuine caller may have an office and kind words: they only win trust.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from tutor.content.steps import Tactic

Sign = Literal["hurry", "hide", "money"]
SIGNS: tuple[Sign, ...] = ("hurry", "hide", "money")

SIGN_OF: Mapping[str, Sign] = {
    "urgency": "hurry",
    "fear": "hurry",
    "secrecy": "hide",
    "payment": "money",
    "greed": "money",
}


def signs_met(tactics: Iterable[Tactic]) -> frozenset[Sign]:
    """Return the signs that these tactics show."""
    return frozenset(SIGN_OF[tactic] for tactic in tactics if tactic in SIGN_OF)
