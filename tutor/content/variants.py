"""The disguises of a step: what a variant says itself, and how it becomes a whole step.

The classes here are what a script may write in a variant; whatever it leaves out is as in its step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from pydantic import ConfigDict, with_config

from tutor.content.steps import (
    Call,
    Caller,
    Card,
    Chat,
    Message,
    Node,
    Sort,
    Spot,
    StepKind,
    StepWithVariants,
)

_STRICT = ConfigDict(extra="forbid")


@with_config(_STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class TalkVariant:
    """Another caller with another story, by the same way or the other: a call may come as a chat."""

    nodes: Mapping[str, Node]
    text: str = ""
    say: str = ""
    caller: Caller | None = None
    wants: str = ""
    hint: str = ""


@with_config(_STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class SpotVariant:
    """Another message to look at."""

    message: Message
    text: str = ""
    hint: str = ""


@with_config(_STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class SortVariant:
    """Other cards for the same two sides."""

    cards: tuple[Card, ...]
    text: str = ""
    hint: str = ""


Variant = TalkVariant | SpotVariant | SortVariant

# What a variant of each kind is read as, and the kinds that it may name by its first key.
VARIANTS: Mapping[StepKind, type[Variant]] = {
    "call": TalkVariant,
    "chat": TalkVariant,
    "spot": SpotVariant,
    "sort": SortVariant,
}


def kinds_of_variant(kind: StepKind) -> tuple[StepKind, ...]:
    """Return the kinds that a variant of a step of this kind may have."""
    return tuple(other for other, cls in VARIANTS.items() if cls is VARIANTS[kind])


def disguised(step: StepWithVariants, variant: Variant, kind: StepKind) -> StepWithVariants:
    """Return the step as this variant plays it, with all that the variant does not say.

    What a voice says instead of the step's own words stands for them alone, not for those of a variant.
    """
    said: dict[str, Any] = {
        field.name: value for field in fields(variant) if (value := getattr(variant, field.name))
    }
    if "text" in said:
        said["spoken"] = ""
    said["variants"] = ()
    if kind == step.kind or isinstance(step, Sort | Spot):
        return replace(step, **said)
    other = Chat if isinstance(step, Call) else Call
    kept = {field.name: getattr(step, field.name) for field in fields(step)}
    return other(**{**kept, **said})
