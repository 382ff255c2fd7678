"""Dated facts and local contacts that lessons refer to by key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Certainty = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim that lessons may make: its value in each language, its source and when it was verified."""

    key: str
    value: Mapping[str, str]
    source: str
    certainty: Certainty
    verified_on: date
    recheck_after: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalContact:
    """A contact that the volunteers of a place fill in; `fallback` is said where they have not."""

    key: str
    fallback: Mapping[str, str]
    value: Mapping[str, str] = field(default_factory=dict)
