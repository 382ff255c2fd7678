"""JSON Schemas (draft 2020-12) by which editors complete, explain and check lesson scripts and apps.

The shapes follow from the type hints of the model; what else may stand there is in `schema_rules` for lessons
and `schema_apps` for apps, and what is shown beside a key in `schema_words`.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from tutor.authoring.context import CheckContext
from tutor.authoring.schema_apps import APP_RULES
from tutor.authoring.schema_rules import Names, Rules, Shape, lesson_rules, names_of
from tutor.authoring.schema_words import describe_class, describe_key
from tutor.content.catalogue import PHONE_FOLDER
from tutor.content.lesson_reader import VARIANTS, VARIANTS_KEY, kinds_of_variant
from tutor.content.phone_script import AppScript
from tutor.content.steps import STEP_KINDS, Lesson, StepKind

# The places of the schemas in a lessons folder.
LESSON_SCHEMA = "lesson.schema.json"
APP_SCHEMA = f"{PHONE_FOLDER}/app.schema.json"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
# Each of these types of Python is one of JSON.
_TYPES = {str: "string", int: "integer", bool: "boolean"}


def schemas_of(context: CheckContext) -> Mapping[str, str]:
    """Return the texts of the schemas by their places in a lessons folder, with the names known there."""
    return {
        LESSON_SCHEMA: _text(lesson_schema(names_of(context))),
        APP_SCHEMA: _text(app_schema()),
    }


def _text(schema: Shape) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def lesson_schema(names: Names) -> Shape:
    """Return the schema of lesson scripts, in which these names are known."""
    shapes = _Shapes(lesson_rules(names))
    lesson = shapes.of_class(Lesson)
    for kind, cls in STEP_KINDS.items():
        shapes.defs[cls.__name__] = shapes.of_class(cls, (kind,))
        if kind in VARIANTS:
            shapes.defs[cls.__name__]["properties"][VARIANTS_KEY] = shapes.of_variants(kind)
    lesson["properties"]["steps"]["items"] = _any_step(shapes)
    return {"$schema": _DRAFT, **lesson, "$defs": dict(sorted(shapes.defs.items()))}


def app_schema() -> Shape:
    """Return the schema of the apps of the practice phone."""
    shapes = _Shapes(APP_RULES)
    return {
        "$schema": _DRAFT,
        **shapes.of_class(AppScript),
        "$defs": dict(sorted(shapes.defs.items())),
    }


def _any_step(shapes: "_Shapes") -> Shape:
    """Return the schema of a step: its kind says which keys it has, and `say` counts only without another."""
    others: list[StepKind] = [kind for kind in STEP_KINDS if kind != "say"]
    chosen = [
        {
            "if": {"type": "object", "required": [kind]},
            "then": {"$ref": f"#/$defs/{STEP_KINDS[kind].__name__}"},
        }
        for kind in others
    ]
    named = {"type": "object", "anyOf": [{"required": [kind]} for kind in others]}
    return {
        "type": "object",
        "description": describe_class("Step"),
        "properties": {
            kind: {"description": describe_class(cls.__name__)} for kind, cls in STEP_KINDS.items()
        },
        "if": named,
        "then": {"allOf": chosen},
        "else": {"$ref": "#/$defs/Say"},
        "defaultSnippets": [
            {
                "label": kind,
                "description": describe_class(cls.__name__),
                "body": _snippet(shapes.defs[cls.__name__], shapes.defs),
            }
            for kind, cls in STEP_KINDS.items()
        ],
    }


def _snippet(shape: Shape, defs: Mapping[str, Shape]) -> Any:
    """Return the least value of a schema: required keys with empty texts."""
    if "$ref" in shape:
        return _snippet(defs[shape["$ref"].rpartition("/")[2]], defs)
    if "properties" in shape:
        return {key: _snippet(shape["properties"][key], defs) for key in shape.get("required", ())}
    match shape.get("type"):
        case "array":
            return [_snippet(shape["items"], defs)] * max(1, shape.get("minItems", 1))
        case "boolean":
            return False
        case "object":
            return {}
        case _:
            return ""


class _Shapes:
    """Makes the schemas of classes; those that others refer to are collected in `defs`."""

    def __init__(self, rules: Rules) -> None:
        self.defs: dict[str, Shape] = dict(rules.defs)
        self._rules = rules

    def of_class(self, cls: type[Any], text_keys: tuple[str, ...] = ("text",)) -> Shape:
        """Return the schema of a dataclass, whose field `text` a script writes under these keys."""
        hints = get_type_hints(cls, include_extras=True)
        properties: dict[str, Shape] = {}
        required: list[str] = []
        for field in fields(cls):
            keys = text_keys if field.name == "text" else (field.metadata.get("key") or field.name,)
            for key in keys:
                if key in properties or key in self._rules.absent.get(cls.__name__, ()):
                    continue
                shape = self._of_field(field, hints[field.name])
                extra = self._rules.of_key(cls, "text" if field.name == "text" else key)
                if "$ref" in extra:
                    shape = {key: value for key, value in shape.items() if key == "default"}
                words = describe_key(cls.__name__, "text" if field.name == "text" else key)
                properties[key] = {**shape, **extra, "description": words}
                if field.default is MISSING and field.default_factory is MISSING:
                    required.append(key)
        required += self._rules.required.get(cls.__name__, ())
        return {
            "type": "object",
            "description": describe_class(cls.__name__),
            "properties": properties,
            **({"required": required} if required else {}),
            "additionalProperties": False,
            **self._rules.of_class.get(cls.__name__, {}),
        }

    def of_variants(self, kind: StepKind) -> Shape:
        """Return the schema of a step's variants."""
        cls = VARIANTS[kind]
        self.defs[cls.__name__] = self.of_class(cls, kinds_of_variant(kind))
        return {
            "type": "array",
            "minItems": 1,
            "items": {"$ref": f"#/$defs/{cls.__name__}"},
            "description": describe_key("Step", VARIANTS_KEY),
        }

    def _of_field(self, field: Field[Any], hint: Any) -> Shape:
        shape = self._of(hint)
        if field.metadata.get("one_or_more"):
            return {"anyOf": [shape["items"], shape]}
        if field.metadata.get("text_as"):
            return {**shape, "items": {"anyOf": [{"type": "string"}, shape["items"]]}}
        if field.default is MISSING or field.default is None:
            return shape
        return {"default": field.default, **shape}

    def _of(self, hint: Any) -> Shape:
        """Return the schema of a type; the classes in it are put among the shapes."""
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._of(args[0])
        if hint in _TYPES:
            return {"type": _TYPES[hint]}
        if hint is date:
            return {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
        if origin is Literal:
            choice = {"const": args[0]} if len(args) == 1 else {"enum": list(args)}
            return {"type": _TYPES[type(args[0])], **choice}
        if origin is tuple:
            return {"type": "array", "items": self._of(args[0])}
        if origin is Mapping and args[0] is int:
            return {"type": "array", "items": self._of(args[1])}
        if origin is Mapping:
            return {"type": "object", "additionalProperties": self._of(args[1])}
        if isinstance(hint, type) and is_dataclass(hint):
            if hint.__name__ not in self.defs:
                self.defs[hint.__name__] = {}
                self.defs[hint.__name__] = self.of_class(hint)
            return {"$ref": f"#/$defs/{hint.__name__}"}
        # A script leaves a field out instead of writing null or an empty choice.
        choices = [self._of(arg) for arg in args if arg not in (NoneType, Literal[""])]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
