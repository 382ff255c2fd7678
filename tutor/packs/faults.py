"""Why a pack is refused."""

from collections.abc import Sequence
from typing import Literal

from tutor.content.model import Problem

Fault = Literal[
    "foreign",
    "newer",
    "damaged",
    "too-large",
    "program",
    "not-allowed",
    "empty",
    "languages",
    "about",
    "unknown-signer",
    "other-signer",
    "older",
    "same",
    "clash",
    "replaces",
    "problems",
    "voice",
    "no-previous",
    "not-installed",
]


class PackError(Exception):
    """A pack is refused for `fault`, and nothing was changed; `values` fill its sentence.

    `problems` are those of its lessons, where they are the fault.
    """

    def __init__(self, fault: Fault, *, problems: Sequence[Problem] = (), **values: object) -> None:
        super().__init__(fault)
        self.fault: Fault = fault
        self.problems = tuple(problems)
        self.values = values
