"""Reader of lessons: from the values of a document to the steps of the model, every problem reported.

A script writes a few keys in another way than the model; a variant leaves out what it shares with its step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from pydantic import ConfigDict, with_config

from tutor.content.decoding import Keys, decode, missing_key, nearest, unknown_key
from tutor.content.model import Problem
from tutor.content.steps import (
    FORMAT,
    STEP_KINDS,
    Call,
    Caller,
    Card,
    Chat,
    Lesson,
    Message,
    Node,
    Sort,
    Spot,
    Step,
    StepKind,
    StepWithVariants,
)
from tutor.content.yaml_reader import Document, Value

# Keys of a script that have another name in the model; the key of the kind is `text` there.
CALLER, OWN_PHONE = "from", "own-phone"
VARIANTS_KEY = "variants"


_STRICT = ConfigDict(extra="forbid")


@with_config(_STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class TalkVariant:
    """Another conversation; a call may become a chat, and the reverse."""

    nodes: Mapping[str, Node]
    text: str = ""
    say: str = ""
    caller: Caller | None = None
    wants: str = ""
    hint: str = ""


@with_config(_STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class SpotVariant:
    """Another message."""

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

# The model of a variant by the kind of its step; kinds with one model may stand for each other.
VARIANTS: Mapping[StepKind, type[Variant]] = {
    "call": TalkVariant,
    "chat": TalkVariant,
    "spot": SpotVariant,
    "sort": SortVariant,
}


def read_lesson(document: Document) -> tuple[Lesson | None, list[Problem]]:
    """Return the lesson of a document, or None and all its problems."""
    data = document.data
    if not isinstance(data, dict):
        return None, [Problem(document.place(), "not-a-lesson")]
    stated = data.get("format", FORMAT)
    if isinstance(stated, int) and not isinstance(stated, bool) and stated != FORMAT:
        code = "format-newer" if stated > FORMAT else "format-unknown"
        details = {"format": str(stated), "known": str(FORMAT)}
        return None, [Problem(document.place("format"), code, details)]
    header, problems = decode(Lesson, {**data, "steps": []}, document)
    if "steps" in data:
        steps, faults = _read_steps(data["steps"], document)
        problems += faults
    else:
        problems.append(missing_key(document.place(), "steps"))
    if header is None or problems:
        return None, problems
    return replace(header, steps=tuple(steps)), problems


def _read_steps(data: Value, document: Document) -> tuple[list[Step], list[Problem]]:
    if not isinstance(data, list) or not data:
        return [], [Problem(document.place("steps"), "needs-list", {"key": "steps"})]
    steps: list[Step] = []
    problems: list[Problem] = []
    for index, item in enumerate(data):
        step, faults = _read_step(item, document, ("steps", index))
        problems += faults
        if step is not None:
            steps.append(step)
    return steps, problems


def _read_step(data: Value, document: Document, path: Keys) -> tuple[Step | None, list[Problem]]:
    if not isinstance(data, dict):
        return None, [Problem(document.place(*path), "step-not-a-map")]
    kinds = kinds_of(data)
    if not kinds:
        return None, [_no_kind(data, document, path)]
    if len(kinds) > 1:
        details = {"first": kinds[0], "second": kinds[1]}
        return None, [Problem(document.key_place(*path, kinds[1]), "two-kinds", details)]
    kind = kinds[0]
    # Variants have models of their own, because they may leave out what they share with the step.
    own = {k: v for k, v in data.items() if k != VARIANTS_KEY} if kind in VARIANTS else data
    step: Step | None
    step, problems = _decoded(STEP_KINDS[kind], own, kind, document, path)
    if VARIANTS_KEY not in data or kind not in VARIANTS:
        return (None if problems else step), problems
    variants, faults = _read_variants(
        data[VARIANTS_KEY], kind, step, document, (*path, VARIANTS_KEY)
    )
    problems += faults
    if problems or not isinstance(step, Sort | Spot | Call | Chat):
        return None, problems
    varied: dict[str, Any] = {VARIANTS_KEY: tuple(variants)}
    return replace(step, **varied), []


def _decoded(
    cls: type[Any], data: Mapping[str, Value], kind: StepKind, document: Document, path: Keys
) -> tuple[Any, list[Problem]]:
    """Return the step or variant at path; None where the values do not fit."""
    values, strays = _to_model(data, kind)
    names = {"text": kind, "caller": CALLER}

    def to_script(inner: Keys) -> Keys:
        if not inner:
            return inner
        if inner == ("guide", "own_phone"):
            return ("guide", OWN_PHONE)
        return (names.get(str(inner[0]), inner[0]), *inner[1:])

    made, problems = decode(cls, values, document, path, to_script)
    for stray in strays:
        known = [str(to_script((*stray[:-1], name))[-1]) for name in _names(cls, stray)]
        problems.append(unknown_key(document.key_place(*path, *stray), str(stray[-1]), known))
    return made, problems


def _read_variants(
    data: Value, kind: StepKind, step: Step | None, document: Document, path: Keys
) -> tuple[list[StepWithVariants], list[Problem]]:
    """Read the variants of a step, which may be None after problems of its own."""
    if not isinstance(data, list) or not data:
        return [], [Problem(document.place(*path), "needs-list", {"key": VARIANTS_KEY})]
    variants: list[StepWithVariants] = []
    problems: list[Problem] = []
    for index, item in enumerate(data):
        at: Keys = (*path, index)
        if not isinstance(item, dict):
            problems.append(Problem(document.place(*at), "needs-map", {"key": VARIANTS_KEY}))
            continue
        named = [other for other in kinds_of_variant(kind) if other in item]
        if len(named) > 1:
            details = {"first": named[0], "second": named[1]}
            problems.append(Problem(document.key_place(*at, named[1]), "two-kinds", details))
            continue
        own = named[0] if named else kind
        variant, faults = _decoded(VARIANTS[kind], item, own, document, at)
        problems += faults
        if variant is not None and not faults and isinstance(step, Sort | Spot | Call | Chat):
            variants.append(apply_variant(step, variant, own))
    return variants, problems


def kinds_of(step: Mapping[str, Value]) -> list[StepKind]:
    """Return the kinds that the keys of a step name; `say` counts only without another kind."""
    kinds: list[StepKind] = [kind for kind in STEP_KINDS if kind in step]
    return [k for k in kinds if k != "say"] if len(kinds) > 1 else kinds


def _no_kind(data: Mapping[str, Value], document: Document, path: Keys) -> Problem:
    for key in data:
        near = nearest(key, STEP_KINDS)
        if near:
            return Problem(
                document.key_place(*path, key), "unknown-kind-near", {"key": key[:40], "near": near}
            )
    return Problem(document.place(*path), "no-kind", {"known": ", ".join(STEP_KINDS)})


def _names(cls: type[Any], stray: Keys) -> list[str]:
    return (
        [f.name for f in fields(cls)] if len(stray) == 1 else ["ask", "wait", "avoid", "own_phone"]
    )


def _to_model(data: Mapping[str, Value], kind: StepKind) -> tuple[dict[str, Value], list[Keys]]:
    """Return a step with the keys of the model, and the paths of keys that a script must not use."""
    values: dict[str, Value] = {"text": data[kind]} if kind in data else {}
    strays: list[Keys] = []
    for key, value in data.items():
        if key == kind:
            continue
        if key in ("text", "caller"):
            strays.append((key,))
        elif key == CALLER and kind in ("call", "chat"):
            values["caller"] = value
        elif key == "guide" and isinstance(value, dict):
            values[key], stray = _guide_to_model(value)
            strays += stray
        elif key == "expect" and isinstance(value, str | int):
            values[key] = [value]
        elif key == "message" and isinstance(value, dict):
            values[key] = _message_to_model(value)
        elif key == "nodes" and isinstance(value, dict):
            values[key] = {name: _node_to_model(node) for name, node in value.items()}
        else:
            values[key] = value
    return values, strays


def _guide_to_model(guide: Mapping[str, Value]) -> tuple[Value, list[Keys]]:
    values: dict[str, Value] = {k: v for k, v in guide.items() if k not in (OWN_PHONE, "own_phone")}
    if OWN_PHONE in guide:
        values["own_phone"] = guide[OWN_PHONE]
    return values, [("guide", "own_phone")] if "own_phone" in guide else []


def _message_to_model(message: Mapping[str, Value]) -> Value:
    parts = message.get("parts")
    if not isinstance(parts, list):
        return dict(message)
    texts: list[Value] = [p if isinstance(p, dict) else {"text": p} for p in parts]
    return {**message, "parts": texts}


def _node_to_model(node: Value) -> Value:
    """Return a node of a conversation whose tactic is a list."""
    if not isinstance(node, dict) or not isinstance(node.get("tactic"), str):
        return node
    return {**node, "tactic": [node["tactic"]] if node["tactic"] else []}


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
