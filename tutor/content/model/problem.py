"""What is wrong in a file of the user's, where, and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; line and column count from 1, 0 when the whole file is meant."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file: `code` names its kind, `details` fill the sentences that describe it.

    The sentences are made from the code in the program's language by `tutor.content.problems`.
    """

    place: Place
    code: str
    details: Mapping[str, str] = field(default_factory=dict)
    warning: bool = False
