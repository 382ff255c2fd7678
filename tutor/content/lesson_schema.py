"""The JSON Schema of lesson scripts, for editors that complete and check them."""

import json
from typing import Any

from tutor.content.decoding import adapter
from tutor.content.lesson_reader import CALLER, OWN_PHONE, VARIANTS, VARIANTS_KEY, kinds_of_variant
from tutor.content.steps import STEP_KINDS, Lesson, StepKind

_EMPTY = {"const": "", "type": "string"}


def schema_json() -> str:
    """Return the JSON Schema (draft 2020-12) of lesson scripts, for editors that complete and check."""
    lesson = _tidy(adapter(Lesson).json_schema())
    shapes = lesson.pop("$defs")
    for kind, cls in STEP_KINDS.items():
        step = shapes[cls.__name__]
        names = {"text": kind, "caller": CALLER}
        if kind == "say":
            del step["properties"]["say"]
        step["properties"] = {names.get(n, n): shape for n, shape in step["properties"].items()}
        step["required"] = [names.get(name, name) for name in step["required"]]
        if kind in VARIANTS:
            step["properties"][VARIANTS_KEY] = _variants_schema(kind, shapes)
    guide = shapes["Guide"]["properties"]
    guide[OWN_PHONE] = guide.pop("own_phone")
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
        caller = {CALLER: shown.pop("caller")} if "caller" in shown else {}
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
