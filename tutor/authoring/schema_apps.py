"""What the schema of apps refuses beyond the types: names, lengths, and more than one kind of an item."""

from typing import get_args

from tutor.authoring.schema_rules import NAME, Rules, Shape, refer
from tutor.content.model import ItemKind
from tutor.content.phone_script import (
    GESTURE,
    ITEM_ID,
    MAX_DETAIL,
    MAX_LABEL,
    NEEDED,
    VALUE_NAME,
)
from tutor.languages import LANGUAGES


def _by_language(limit: int = 0) -> Shape:
    """Return the shape of a text, or of one for each language, of at most so many letters."""
    text: Shape = {"type": "string", **({"maxLength": limit} if limit else {})}
    languages: Shape = {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, text),
        "required": list(LANGUAGES),
        "additionalProperties": False,
    }
    return {"anyOf": [text, languages]}


def _two_each(*types: str) -> Shape:
    """Return the shape of a map whose values are two each, of these types."""
    items = {"type": types[0] if len(types) == 1 else list(types)}
    return {"additionalProperties": {"type": "array", "items": items, "minItems": 2, "maxItems": 2}}


_ITEM_NAME: Shape = {"type": ["string", "integer"], "pattern": f"^{ITEM_ID.pattern}$"}
_VALUE: Shape = {"type": "string", "pattern": f"^{VALUE_NAME.pattern}$"}
_GESTURE: Shape = {"type": "string", "pattern": f"^(?:{GESTURE.pattern})$"}
_LABEL, _DETAIL, _SAYS = (refer(name) for name in ("Label", "Detail", "Says"))
_KINDS = get_args(ItemKind)

APP_RULES = Rules(
    keys={
        ("AppScript", "app"): NAME,
        ("", "title"): _LABEL,
        ("AppScript", "screens"): {"propertyNames": _ITEM_NAME, "minProperties": 1},
        ("AppScript", "values"): {"propertyNames": _VALUE},
        ("AppScript", "ranges"): _two_each("integer"),
        ("AppScript", "over"): _two_each("string", "integer"),
        ("ScreenScript", "gestures"): {"propertyNames": _GESTURE},
        **{("ItemScript", kind): _LABEL for kind in _KINDS},
        ("ItemScript", "message"): _DETAIL,
        ("ItemScript", "text"): _DETAIL,
        ("ItemScript", "id"): _ITEM_NAME,
        ("ItemScript", "detail"): _DETAIL,
        ("ItemScript", "sample"): _DETAIL,
        ("ItemScript", "unit"): _LABEL,
        ("ItemScript", "gesture"): _GESTURE,
        ("", "says"): _SAYS,
    },
    of_class={
        "ItemScript": {
            "oneOf": [{"required": [kind]} for kind in _KINDS],
            "dependentRequired": {kind: [key] for kind, key in NEEDED.items()},
        }
    },
    defs={
        "Label": _by_language(MAX_LABEL),
        "Detail": _by_language(MAX_DETAIL),
        "Says": _by_language(),
    },
)
