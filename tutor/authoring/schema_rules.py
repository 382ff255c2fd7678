"""What the schema of lessons refuses beyond the types: numbers, names, and what depends on another key.

These are the rules of the checks, as far as JSON Schema can say them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tutor.authoring.context import CheckContext
from tutor.authoring.markup_checks import TAG
from tutor.authoring.step_checks import (
    ANSWERS,
    CHECKLIST,
    FOREIGN_ENDINGS,
    ID,
    LONGEST_COMPARED,
    MINUTES,
    OPTIONS,
    ORDER_ITEMS,
    PAIRS,
)
from tutor.authoring.wording_checks import PLACEHOLDERS
from tutor.content.media import PHOTO_NAME, SOUND_NAME
from tutor.content.messages import MESSAGES
from tutor.content.model import KEY_PICTURES, Scalar
from tutor.content.step_parts import DETAILS
from tutor.content.steps import ENDINGS, RECORDED, STEP_KINDS
from tutor.i18n import Translator
from tutor.languages import LANGUAGES
from tutor.phone import PhoneWorld

Shape = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What lessons can name: of the facts file, the lists, and the practice phone."""

    facts: Sequence[str]
    contacts: Sequence[str]
    words: Sequence[str]
    pictures: Sequence[str]
    topics: Sequence[str]
    skills: Sequence[str]
    patterns: Sequence[str]
    moves: Sequence[str]
    world: PhoneWorld | None


def names_of(context: CheckContext) -> Names:
    """Return the names that a folder's lessons can use."""
    phone = context.phone(next(iter(LANGUAGES)))
    return Names(
        facts=sorted(context.facts.facts),
        contacts=sorted(context.facts.contacts),
        words=sorted(context.words.words),
        pictures=sorted({*context.pictures, *KEY_PICTURES}),
        topics=context.topics,
        skills=sorted(context.skills),
        patterns=list(context.patterns),
        moves=sorted(phone.moves) if phone is not None else (),
        world=None if phone is None else phone.world,
    )


@dataclass(frozen=True, slots=True)
class Rules:
    """Further keywords of a key, by class and key or by the key alone, and of a whole class.

    `required` and `absent` are keys of a class that its hints do not tell; `defs` are shapes to refer to.
    """

    keys: Mapping[tuple[str, str], Shape]
    of_class: Mapping[str, Shape]
    required: Mapping[str, Sequence[str]] = field(default_factory=dict)
    absent: Mapping[str, Sequence[str]] = field(default_factory=dict)
    defs: Mapping[str, Shape] = field(default_factory=dict)

    def of_key(self, cls: type[Any], key: str) -> Shape:
        """Return the keywords of a key, those of its class before those of all classes."""
        return self.keys.get((cls.__name__, key)) or self.keys.get(("", key)) or {}


def refer(name: str) -> Shape:
    """Return the shape that refers to one of `defs`."""
    return {"$ref": f"#/$defs/{name}"}


def _any_of(names: Sequence[str]) -> Shape:
    """Return the shape of a list of names; any text where none are known."""
    return {"items": {"type": "string", **({"enum": list(names)} if names else {})}}


def _suggest(names: Sequence[str]) -> Shape:
    """Return the shape of a name that may be a new one; the known ones are completed."""
    return {"anyOf": [{"enum": list(names)}, NAME]} if names else NAME


def _advice(code: str) -> str:
    """Return how a problem is mended, in every language: editors show it in place of the pattern."""
    return " / ".join(Translator(language)(MESSAGES[code][1]) for language in LANGUAGES)


NAME: Shape = {
    "type": "string",
    "pattern": f"^{ID.pattern}$",
    "patternErrorMessage": _advice("bad-id"),
}
_FULL: Shape = refer("words")
_EITHER: Shape = refer("text")


def _within(limits: range) -> Shape:
    return {"minItems": limits[0], "maxItems": limits[-1]}


def _has(**values: Scalar) -> Shape:
    """Return the condition that keys have these values."""
    return {"properties": {k: {"const": v} for k, v in values.items()}, "required": list(values)}


# The signs of a regular expression. re.escape() escapes hyphens too, which editors do not accept.
_SIGN = re.compile(r"[\\^$.*+?()\[\]{}|]")


def _texts(names: Names) -> Mapping[str, Shape]:
    """Return the shapes of texts: any text whose places in braces are known, and one that is not empty."""
    places = [*PLACEHOLDERS]
    places += [f"fact:{key}" for key in names.facts] + [f"local:{key}" for key in names.contacts]
    known = "|".join(_SIGN.sub(r"\\\g<0>", place) for place in places)
    pattern = rf"^(?:[^{{}}\\]|\\[\s\S]|\{{(?:{known})\}})*$"
    return {
        "text": {
            "type": "string",
            "pattern": pattern,
            "patternErrorMessage": _advice("place-unknown"),
            "not": {"pattern": TAG.pattern},
        },
        "words": {
            "allOf": [_EITHER],
            "type": "string",
            "pattern": r"\S",
            "patternErrorMessage": _advice("empty-value"),
        },
    }


def _phone_state(world: PhoneWorld | None) -> Shape:
    """Return the shape of a state of the practice phone: its screen, and values of their kinds."""
    if world is None:
        return {"type": "object"}
    properties: dict[str, Shape] = {
        "screen": {"type": "string", "enum": [*sorted(world.apps), *sorted(world.screens)]}
    }
    for name, value in sorted(world.values.items()):
        match value:
            case bool():
                properties[name] = {"type": "boolean"}
            case int():
                low, high = world.ranges[name]
                properties[name] = {"type": "integer", "minimum": low, "maximum": high}
            case str():
                properties[name] = {"type": "string"}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _every_answer(shape: Shape) -> Shape:
    """Return the condition that each answer of each line of a conversation is so."""
    answers = {"properties": {"answers": {"items": shape}}}
    return {"properties": {"nodes": {"additionalProperties": answers}}}


def _leads(to: str) -> Shape:
    return {"properties": {"to": {"const": to}}, "required": ["to"]}


def _conversation(kind: str) -> Shape:
    foreign = {"properties": {"to": {"not": {"const": FOREIGN_ENDINGS[kind]}}}}
    no_end = {"properties": {"answers": {"not": {"contains": _leads("end")}}}}
    genuine = {
        "allOf": [
            _every_answer({"not": _leads("lost")}),
            {"properties": {"nodes": {"not": {"additionalProperties": no_end}}}},
        ]
    }
    return {
        "allOf": [
            _every_answer(foreign),
            {
                "if": _has(genuine=True),
                "then": genuine,
                "else": _every_answer({"not": _has(stops=True)}),
            },
        ]
    }


def lesson_rules(names: Names) -> Rules:
    """Return the rules of lessons, in which these names are known."""
    move = {
        "type": "string",
        "anyOf": [
            {"enum": list(names.moves)},
            {"pattern": r"^type +\S+( .*)?$"},
            *([] if names.moves else [{"pattern": "."}]),
        ],
    }
    right = _has(right=True)
    flag = {"type": "object", "required": ["flag"]}
    detail = {**flag, "properties": {"flag": {"enum": list(DETAILS)}}}
    sign = {**flag, "properties": {"flag": {"not": {"enum": list(DETAILS)}}}}
    drawn = [name for name in names.pictures if name not in KEY_PICTURES]
    keys: dict[tuple[str, str], Shape] = {
        ("", "text"): _FULL,
        ("", "id"): NAME,
        ("", "say"): _EITHER,
        ("", "hint"): _EITHER,
        ("", "ask"): _EITHER,
        ("", "avoid"): _EITHER,
        ("", "own-phone"): _EITHER,
        ("", "because"): _EITHER,
        ("", "because_again"): _EITHER,
        ("", "careful"): _EITHER,
        ("", "wants"): _EITHER,
        ("", "watch"): _EITHER,
        ("", "keep"): _FULL,
        ("", "says"): _FULL,
        ("", "sender"): _FULL,
        ("", "name"): _FULL,
        ("", "skills"): {"items": _suggest(names.skills)},
        ("", "picture"): {"enum": list(names.pictures)} if names.pictures else {},
        ("", "when"): {
            "pattern": r"^\s*(?:(?:wrong|right) +\S+|chose +\S+ +[1-9])\s*$",
            "patternErrorMessage": _advice("when-form"),
        },
        ("", "phone"): refer("PhoneState"),
        ("", "goal"): {"allOf": [refer("PhoneState")], "minProperties": 1},
        ("", "cards"): {"minItems": 2},
        ("", "nodes"): {
            "minProperties": 1,
            "propertyNames": {"not": {"enum": list(ENDINGS)}},
        },
        ("Lesson", "topic"): _suggest(names.topics),
        ("Lesson", "title"): _FULL,
        ("Lesson", "objective"): _FULL,
        ("Lesson", "minutes"): {"minimum": MINUTES[0], "maximum": MINUTES[-1]},
        ("Lesson", "after"): {"items": NAME},
        ("Lesson", "facts"): _any_of(names.facts),
        ("Lesson", "explains"): _any_of(names.words),
        ("Lesson", "patterns"): _any_of(names.patterns),
        ("Lesson", "steps"): {"minItems": 1},
        ("Show", "moves"): {"minItems": 1, "items": move},
        ("Practise", "because"): {"propertyNames": move, "additionalProperties": _EITHER},
        ("Option", "because"): _FULL,
        ("Card", "because"): _FULL,
        ("Photo", "file"): {"type": "string", "pattern": f"^{PHOTO_NAME.pattern}$"},
        ("Photo", "says"): _FULL,
        ("Sound", "file"): {"type": "string", "pattern": f"^{SOUND_NAME.pattern}$"},
        ("Sound", "says"): _FULL,
        ("Pair", "because"): _FULL,
        ("Aloud", "sentence"): _FULL,
        ("Aloud", "answers"): {"type": "string", "allOf": [_EITHER]},
        ("Compare", "because"): _FULL,
        ("ShortMessage", "text"): {"allOf": [_FULL], "maxLength": LONGEST_COMPARED},
        ("Pair", "means"): _FULL,
        ("Pair", "picture"): {"enum": drawn} if drawn else {},
        ("Pairs", "items"): _within(PAIRS),
        ("Choose", "options"): _within(OPTIONS),
        ("Sort", "sides"): {"minProperties": 2, "maxProperties": 2, "additionalProperties": _FULL},
        ("Message", "parts"): {"minItems": 1},
        ("Node", "answers"): {
            **_within(ANSWERS),
            "contains": _has(stops=True),
            "minContains": 0,
            "maxContains": 1,
        },
        ("Answer", "to"): {"type": "string", "pattern": r"\S"},
        ("Order", "items"): _within(ORDER_ITEMS),
        ("Do", "checklist"): {**_within(CHECKLIST), "items": _FULL},
    }
    either_side = {"items": {"properties": {"side": {"enum": ["safe", "scam"]}}}}
    both_sides = {
        "allOf": [
            {"contains": _has(side=side), "errorMessage": _advice("side-empty")}
            for side in ("safe", "scam")
        ]
    }
    digits = {"type": "string", "pattern": r"^[\d ]*\d[\d ]*$|\{"}
    of_class: dict[str, Shape] = {
        "Choose": {
            "if": _has(several=True),
            "then": {
                "properties": {
                    "options": {"contains": right, "minContains": 2, "not": {"items": right}}
                }
            },
            "else": {
                "properties": {
                    "options": {
                        "allOf": [
                            {"contains": right, "errorMessage": _advice("right-missing")},
                            {
                                "contains": right,
                                "minContains": 0,
                                "maxContains": 1,
                                "errorMessage": _advice("right-twice"),
                            },
                        ]
                    }
                }
            },
        },
        "Sort": {
            "if": {"properties": {"sides": {"required": ["safe", "scam"]}}},
            "then": {"properties": {"cards": {**either_side, **both_sides}}},
        },
        "Part": {"dependentRequired": {"flag": ["because"]}},
        "Message": {
            "if": {"properties": {"parts": {"contains": detail}}},
            "then": {"properties": {"parts": {"not": {"contains": sign}}}},
            "else": {
                "properties": {"parts": {"items": {"dependentRequired": {"because": ["flag"]}}}}
            },
        },
        "Answer": {
            "allOf": [
                {
                    "if": _leads("lost"),
                    "then": {"properties": {"because": _FULL}, "required": ["because"]},
                },
                {"if": _has(stops=True), "then": _leads("end")},
            ]
        },
        "Call": _conversation("call"),
        "Chat": _conversation("chat"),
        "Type": {
            "if": _has(keyboard="number"),
            "then": {
                "properties": {"expect": {**digits, "type": ["string", "array"], "items": digits}}
            },
        },
    }
    return Rules(
        keys=keys,
        of_class=of_class,
        required={STEP_KINDS[kind].__name__: ["id"] for kind in RECORDED},
        absent={kind: ["picture", "photo", "sound"] for kind in ("Show", "Practise")},
        defs={**_texts(names), "PhoneState": _phone_state(names.world)},
    )
