"""Write lessons/lesson.schema.json, by which editors complete and check lesson scripts, from the model."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from tutor.content.lesson_reader import VARIANTS, VARIANTS_KEY, kinds_of_variant
from tutor.content.steps import STEP_KINDS, Lesson, StepKind

TARGET = Path(__file__).parent.parent / "lessons" / "lesson.schema.json"

# Each of these types of Python is one of JSON.
TYPES = {str: "string", int: "integer", bool: "boolean"}
Shape = dict[str, Any]


def schema_json() -> str:
    """Return the JSON Schema (draft 2020-12) of lesson scripts."""
    shapes: dict[str, Shape] = {}
    lesson = shape_of_class(Lesson, shapes)
    lesson["properties"]["steps"]["minItems"] = 1
    for kind, cls in STEP_KINDS.items():
        shapes[cls.__name__] = shape_of_class(cls, shapes, (kind,))
        if kind in VARIANTS:
            shapes[cls.__name__]["properties"][VARIANTS_KEY] = shape_of_variants(kind, shapes)
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **lesson,
        "$defs": dict(sorted(shapes.items())),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def shape_of_variants(kind: StepKind, shapes: dict[str, Shape]) -> Shape:
    """Return the schema of a step's variants; that of one variant is put among the shapes."""
    cls = VARIANTS[kind]
    shapes[cls.__name__] = shape_of_class(cls, shapes, kinds_of_variant(kind))
    return {"items": {"$ref": f"#/$defs/{cls.__name__}"}, "minItems": 1, "type": "array"}


def shape_of_class(
    cls: type[Any], shapes: dict[str, Shape], text_keys: tuple[str, ...] = ("text",)
) -> Shape:
    """Return the schema of a dataclass, whose field `text` a script writes under these keys."""
    hints = get_type_hints(cls)
    properties: dict[str, Shape] = {}
    required: list[str] = []
    for field in fields(cls):
        keys = text_keys if field.name == "text" else (field.metadata.get("key") or field.name,)
        for key in keys:
            if key not in properties:
                properties[key] = shape_of_field(field, hints[field.name], shapes)
                if field.default is MISSING and field.default_factory is MISSING:
                    required.append(key)
    return {
        "additionalProperties": False,
        "description": "\n".join(line.strip() for line in (cls.__doc__ or "").strip().split("\n")),
        "properties": properties,
        **({"required": required} if required else {}),
        "type": "object",
    }


def shape_of_field(field: Field[Any], hint: Any, shapes: dict[str, Shape]) -> Shape:
    shape = shape_of(hint, shapes)
    if field.metadata.get("one_or_more"):
        return {"anyOf": [shape["items"], shape]}
    if field.metadata.get("text_as"):
        return {**shape, "items": {"anyOf": [{"type": "string"}, shape["items"]]}}
    if field.default is MISSING or field.default is None:
        return shape
    return {"default": field.default, **shape}


def shape_of(hint: Any, shapes: dict[str, Shape]) -> Shape:
    """Return the schema of a type; the classes in it are put among the shapes."""
    origin, args = get_origin(hint), get_args(hint)
    if hint in TYPES:
        return {"type": TYPES[hint]}
    if origin is Literal:
        choice = {"const": args[0]} if len(args) == 1 else {"enum": list(args)}
        return {**choice, "type": TYPES[type(args[0])]}
    if origin is tuple:
        return {"items": shape_of(args[0], shapes), "type": "array"}
    if origin is Mapping:
        return {"additionalProperties": shape_of(args[1], shapes), "type": "object"}
    if isinstance(hint, type) and is_dataclass(hint):
        name = hint.__name__
        if name not in shapes:
            shapes[name] = {}
            shapes[name] = shape_of_class(hint, shapes)
        return {"$ref": f"#/$defs/{name}"}
    # A script leaves a field out instead of writing null or an empty choice.
    choices = [shape_of(arg, shapes) for arg in args if arg not in (NoneType, Literal[""])]
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


if __name__ == "__main__":
    TARGET.write_text(schema_json(), encoding="utf-8")
