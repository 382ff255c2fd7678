"""From a document to a lesson, and the JSON Schema of lesson scripts."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from tutor.content.decoding import Keys, adapter, decode, missing_key, nearest, unknown_key
from tutor.content.model import Problem
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
from tutor.content.variants import VARIANTS, disguised, kinds_of_variant
from tutor.content.yaml_reader import Document, Value

# Names that only the model uses, and what a script writes for them; `text` stands behind the kind's key.
_CALLER, _OWN_PHONE = "from", "own-phone"
_VARIANTS = "variants"
_EMPTY = {"const": "", "type": "string"}


def read_lesson(document: Document) -> tuple[Lesson | None, list[Problem]]:
    """Make a lesson of a document; None with all problems of the file where there is any."""
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
    # A variant is not read by the shape of its step: it may leave out what it shares with it.
    own = {k: v for k, v in data.items() if k != _VARIANTS} if kind in VARIANTS else data
    step: Step | None
    step, problems = _decoded(STEP_KINDS[kind], own, kind, document, path)
    if _VARIANTS not in data or kind not in VARIANTS:
        return (None if problems else step), problems
    variants, faults = _read_variants(data[_VARIANTS], kind, step, document, (*path, _VARIANTS))
    problems += faults
    if problems or not isinstance(step, Sort | Spot | Call | Chat):
        return None, problems
    varied: dict[str, Any] = {_VARIANTS: tuple(variants)}
    return replace(step, **varied), []


def _decoded(
    cls: type[Any], data: Mapping[str, Value], kind: StepKind, document: Document, path: Keys
) -> tuple[Any, list[Problem]]:
    """Make a step, or what a variant says of one, of the values at path; None where they do not fit."""
    plain, strays = _to_model(data, kind)
    names = {"text": kind, "caller": _CALLER}

    def to_script(inner: Keys) -> Keys:
        if not inner:
            return inner
        if inner == ("guide", "own_phone"):
            return ("guide", _OWN_PHONE)
        return (names.get(str(inner[0]), inner[0]), *inner[1:])

    made, problems = decode(cls, plain, document, path, to_script)
    for stray in strays:
        known = [str(to_script((*stray[:-1], name))[-1]) for name in _names(cls, stray)]
        problems.append(unknown_key(document.key_place(*path, *stray), str(stray[-1]), known))
    return made, problems


def _read_variants(
    data: Value, kind: StepKind, step: Step | None, document: Document, path: Keys
) -> tuple[list[StepWithVariants], list[Problem]]:
    """Read the variants of a step; all their problems are told even where the step itself has some."""
    if not isinstance(data, list) or not data:
        return [], [Problem(document.place(*path), "needs-list", {"key": _VARIANTS})]
    variants: list[StepWithVariants] = []
    problems: list[Problem] = []
    for index, item in enumerate(data):
        at: Keys = (*path, index)
        if not isinstance(item, dict):
            problems.append(Problem(document.place(*at), "needs-map", {"key": _VARIANTS}))
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
            variants.append(disguised(step, variant, own))
    return variants, problems


def kinds_of(step: Mapping[str, Value]) -> list[StepKind]:
    """Return the kinds that the keys of a step name; `say` names one only where no other does."""
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
    """Return a step under the names of the model, and the paths of keys that only the model may use."""
    plain: dict[str, Value] = {"text": data[kind]} if kind in data else {}
    strays: list[Keys] = []
    for key, value in data.items():
        if key == kind:
            continue
        if key in ("text", "caller"):
            strays.append((key,))
        elif key == _CALLER and kind in ("call", "chat"):
            plain["caller"] = value
        elif key == "guide" and isinstance(value, dict):
            plain[key], stray = _guide_to_model(value)
            strays += stray
        elif key == "expect" and isinstance(value, str | int):
            plain[key] = [value]
        elif key == "message" and isinstance(value, dict):
            plain[key] = _message_to_model(value)
        elif key == "nodes" and isinstance(value, dict):
            plain[key] = {name: _node_to_model(node) for name, node in value.items()}
        else:
            plain[key] = value
    return plain, strays


def _guide_to_model(guide: Mapping[str, Value]) -> tuple[Value, list[Keys]]:
    plain: dict[str, Value] = {k: v for k, v in guide.items() if k not in (_OWN_PHONE, "own_phone")}
    if _OWN_PHONE in guide:
        plain["own_phone"] = guide[_OWN_PHONE]
    return plain, [("guide", "own_phone")] if "own_phone" in guide else []


def _message_to_model(message: Mapping[str, Value]) -> Value:
    parts = message.get("parts")
    if not isinstance(parts, list):
        return dict(message)
    texts: list[Value] = [p if isinstance(p, dict) else {"text": p} for p in parts]
    return {**message, "parts": texts}


def _node_to_model(node: Value) -> Value:
    """Return a line of a conversation with its one tactic as a list, as if several had been written."""
    if not isinstance(node, dict) or not isinstance(node.get("tactic"), str):
        return node
    return {**node, "tactic": [node["tactic"]] if node["tactic"] else []}


def schema_json() -> str:
    """Return the JSON Schema (draft 2020-12) of lesson scripts, for editors that complete and check."""
    lesson = _tidy(adapter(Lesson).json_schema())
    shapes = lesson.pop("$defs")
    for kind, cls in STEP_KINDS.items():
        step = shapes[cls.__name__]
        names = {"text": kind, "caller": _CALLER}
        if kind == "say":
            del step["properties"]["say"]
        step["properties"] = {names.get(n, n): shape for n, shape in step["properties"].items()}
        step["required"] = [names.get(name, name) for name in step["required"]]
        if kind in VARIANTS:
            step["properties"][_VARIANTS] = _variants_schema(kind, shapes)
    guide = shapes["Guide"]["properties"]
    guide[_OWN_PHONE] = guide.pop("own_phone")
    text = {"type": "string"}
    parts = shapes["Message"]["properties"]["parts"]
    parts["items"] = {"anyOf": [text, parts["items"]]}
    expect = shapes["Type"]["properties"]
    expect["expect"] = {"anyOf": [text, expect["expect"]]}
    line = shapes["Node"]["properties"]
    del line["tactic"]["default"]
    line["tactic"] = {"anyOf": [line["tactic"]["items"], line["tactic"]]}
    lesson["properties"]["steps"]["minItems"] = 1
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **lesson, "$defs": shapes}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _variants_schema(kind: StepKind, shapes: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a step's variants; that of one variant is put among the shapes."""
    name = VARIANTS[kind].__name__
    if name not in shapes:
        variant = _tidy(adapter(VARIANTS[kind]).json_schema())
        variant.pop("$defs", None)
        shown = dict(variant["properties"])
        text = shown.pop("text")
        caller = {_CALLER: shown.pop("caller")} if "caller" in shown else {}
        heads = dict.fromkeys(kinds_of_variant(kind), text)
        shapes[name] = {**variant, "properties": {**heads, **caller, **shown}}
    return {"items": {"$ref": f"#/$defs/{name}"}, "minItems": 1, "type": "array"}


def _tidy(shape: Any) -> Any:
    """Return a schema without what a script never writes: titles made of names, null and empty choices."""
    if isinstance(shape, list):
        return [_tidy(inner) for inner in shape if inner not in ({"type": "null"}, _EMPTY)]
    if not isinstance(shape, dict):
        return shape
    kept = {
        key: _tidy(inner)
        for key, inner in shape.items()
        if not (key == "title" and isinstance(inner, str)) and (key, inner) != ("default", None)
    }
    choices = kept.get("anyOf")
    if isinstance(choices, list) and len(choices) == 1:
        del kept["anyOf"]
        kept.update(choices[0])
    return kept
