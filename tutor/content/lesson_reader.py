"""Reader of lessons: from the values of a document to the steps of the model, every problem reported.

The value of the key that names the kind of a step is its text. A variant leaves out what it shares with its
step.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from tutor.content.decoding import Decoder, Keys, nearest
from tutor.content.model import Problem, written
from tutor.content.step_parts import Caller, Card, Message, Node
from tutor.content.steps import (
    FORMAT,
    STEP_KINDS,
    Call,
    Chat,
    Lesson,
    Sort,
    Spot,
    Step,
    StepKind,
    StepWithVariants,
)
from tutor.content.yaml_reader import Document, Value

VARIANTS_KEY = "variants"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkVariant:
    """Another conversation; a call may become a chat, and the reverse."""

    nodes: Mapping[str, Node]
    text: str = ""
    say: str = ""
    caller: Caller | None = field(default=None, metadata=written(key="from"))
    wants: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotVariant:
    """Another message."""

    message: Message
    text: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SortVariant:
    """Other cards for the same two sides."""

    cards: tuple[Card, ...]
    text: str = ""
    hint: str = ""


Variant = TalkVariant | SpotVariant | SortVariant

# The model of a variant by the kind of its step; kinds with one model may stand for each other.
VARIANTS: Mapping[StepKind, type[Variant]] = {
    "call": TalkVariant,
    "chat": TalkVariant,
    "spot": SpotVariant,
    "sort": SortVariant,
}


def read_lesson(document: Document) -> tuple[Lesson | None, list[Problem]]:
    """Return the lesson of a document, or None and all its problems."""
    lesson, decoder = decode_lesson(document)
    return lesson, decoder.problems


def decode_lesson(document: Document) -> tuple[Lesson | None, Decoder]:
    """Return the lesson of a document, or None, and the decoder with all its problems."""
    data = document.data
    decoder = Decoder(document)
    if not isinstance(data, dict):
        decoder.report((), "not-a-lesson")
        return None, decoder
    if report_other_format(decoder):
        return None, decoder
    header = decoder.decode(Lesson, {**data, "steps": []})
    steps: tuple[Step, ...] = ()
    if "steps" in data:
        steps = tuple(_read_steps(decoder, data["steps"]))
    else:
        decoder.report((), "missing-key", key="steps")
    if header is None or decoder.problems:
        return None, decoder
    return replace(header, steps=steps), decoder


def report_other_format(decoder: Decoder) -> bool:
    """Report that a document has another format than the one known; return whether it has."""
    data = decoder.document.data
    version = data.get("format", FORMAT) if isinstance(data, dict) else FORMAT
    if type(version) is not int or version == FORMAT:
        return False
    code = "format-newer" if version > FORMAT else "format-unknown"
    decoder.report(("format",), code, format=str(version), known=str(FORMAT))
    return True


def _read_steps(decoder: Decoder, data: Value) -> Iterator[Step]:
    if not isinstance(data, list) or not data:
        decoder.report(("steps",), "needs-list", key="steps")
        return
    for index, item in enumerate(data):
        step = _read_step(decoder, item, ("steps", index))
        if step is not None:
            yield step


def _read_step(decoder: Decoder, data: Value, path: Keys) -> Step | None:
    if not isinstance(data, dict):
        decoder.report(path, "step-not-a-map")
        return None
    kinds = kinds_of(data)
    if not kinds:
        _report_no_kind(decoder, data, path)
        return None
    kind = kinds[0]
    if len(kinds) > 1:
        _report_two_kinds(decoder, path, kinds)
        return None
    if kind not in VARIANTS or VARIANTS_KEY not in data:
        return decoder.decode(STEP_KINDS[kind], data, path, kind)
    # Variants have models of their own, because they may leave out what they share with the step.
    own = {key: value for key, value in data.items() if key != VARIANTS_KEY}
    step = decoder.decode(STEP_KINDS[kind], own, path, kind)
    variants = list(_read_variants(decoder, data[VARIANTS_KEY], kind, (*path, VARIANTS_KEY)))
    if not isinstance(step, Sort | Spot | Call | Chat):
        return None
    whole = tuple(apply_variant(step, variant, other) for variant, other in variants)
    return replace(step, variants=whole)  # type: ignore[arg-type]


def _read_variants(
    decoder: Decoder, data: Value, kind: StepKind, path: Keys
) -> Iterator[tuple[Variant, StepKind]]:
    """Yield the variants of a step of this kind, each with its own kind."""
    if not isinstance(data, list) or not data:
        decoder.report(path, "needs-list", key=VARIANTS_KEY)
        return
    for index, item in enumerate(data):
        at: Keys = (*path, index)
        if not isinstance(item, dict):
            decoder.report(at, "needs-map", key=VARIANTS_KEY)
            continue
        kinds = [other for other in kinds_of_variant(kind) if other in item]
        if len(kinds) > 1:
            _report_two_kinds(decoder, at, kinds)
            continue
        own = kinds[0] if kinds else kind
        variant = decoder.decode(VARIANTS[kind], item, at, own)
        if variant is not None:
            yield variant, own


def kinds_of(step: Mapping[str, Value]) -> list[StepKind]:
    """Return the kinds that the keys of a step name; `say` counts only without another kind."""
    kinds: list[StepKind] = [kind for kind in STEP_KINDS if kind in step]
    return [k for k in kinds if k != "say"] if len(kinds) > 1 else kinds


def _report_two_kinds(decoder: Decoder, path: Keys, kinds: Sequence[StepKind]) -> None:
    place = decoder.document.key_place(*path, kinds[1])
    details = {"first": kinds[0], "second": kinds[1]}
    decoder.add(path, Problem(place, "two-kinds", details))


def _report_no_kind(decoder: Decoder, data: Mapping[str, Value], path: Keys) -> None:
    for key in data:
        near = nearest(key, STEP_KINDS)
        if near:
            place = decoder.document.key_place(*path, key)
            details = {"key": key[:40], "near": near}
            decoder.add(path, Problem(place, "unknown-kind-near", details))
            return
    decoder.report(path, "no-kind", known=", ".join(STEP_KINDS))


def kinds_of_variant(kind: StepKind) -> tuple[StepKind, ...]:
    """Return the kinds that a variant of a step of this kind may have."""
    return tuple(other for other, cls in VARIANTS.items() if cls is VARIANTS[kind])


def apply_variant(step: StepWithVariants, variant: Variant, kind: StepKind) -> StepWithVariants:
    """Return the whole step that a variant stands for.

    `spoken` replaces the text of the step, so a variant with another text does not inherit it.
    """
    own: dict[str, Any] = {
        field.name: value for field in fields(variant) if (value := getattr(variant, field.name))
    }
    if "text" in own:
        own["spoken"] = ""
    own["variants"] = ()
    if kind == step.kind or isinstance(step, Sort | Spot):
        return replace(step, **own)
    other = Chat if isinstance(step, Call) else Call
    shared = {field.name: getattr(step, field.name) for field in fields(step)}
    return other(**{**shared, **own})
