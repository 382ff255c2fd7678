"""The shape of a lesson, as frozen dataclasses of the standard library alone.

Each module is imported when a name of its own is asked for: the first screen needs hardly any of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutor.content.model.facts import Certainty, Fact, LocalContact
    from tutor.content.model.lesson import FORMAT, Language, Lesson
    from tutor.content.model.phone import (
        MAX_ITEMS,
        Effect,
        ItemKind,
        Keyboard,
        PhoneApp,
        PhoneItem,
        PhoneScreen,
        Scalar,
    )
    from tutor.content.model.pictures import Picture
    from tutor.content.model.problem import Place, Problem
    from tutor.content.model.steps import (
        ENDINGS,
        FLAGS,
        STEP_KINDS,
        TACTICS,
        Answer,
        Call,
        Caller,
        Card,
        Chat,
        Choose,
        Conversation,
        Do,
        Guide,
        Message,
        Node,
        Option,
        Order,
        Part,
        Practise,
        Recap,
        Say,
        Show,
        Sort,
        Spot,
        Step,
        StepKind,
        Type,
        Varied,
    )
    from tutor.content.model.text import Span, clean, folded, one_line, plain, sentences, spans

__all__ = [
    "ENDINGS",
    "FLAGS",
    "FORMAT",
    "MAX_ITEMS",
    "STEP_KINDS",
    "TACTICS",
    "Answer",
    "Call",
    "Caller",
    "Card",
    "Certainty",
    "Chat",
    "Choose",
    "Conversation",
    "Do",
    "Effect",
    "Fact",
    "Guide",
    "ItemKind",
    "Keyboard",
    "Language",
    "Lesson",
    "LocalContact",
    "Message",
    "Node",
    "Option",
    "Order",
    "Part",
    "PhoneApp",
    "PhoneItem",
    "PhoneScreen",
    "Picture",
    "Place",
    "Practise",
    "Problem",
    "Recap",
    "Say",
    "Scalar",
    "Show",
    "Sort",
    "Span",
    "Spot",
    "Step",
    "StepKind",
    "Type",
    "Varied",
    "clean",
    "folded",
    "one_line",
    "plain",
    "sentences",
    "spans",
]

_HOMES = {
    "facts": (
        "Certainty",
        "Fact",
        "LocalContact",
    ),
    "lesson": (
        "FORMAT",
        "Language",
        "Lesson",
    ),
    "phone": (
        "MAX_ITEMS",
        "Effect",
        "ItemKind",
        "Keyboard",
        "PhoneApp",
        "PhoneItem",
        "PhoneScreen",
        "Scalar",
    ),
    "pictures": ("Picture",),
    "problem": (
        "Place",
        "Problem",
    ),
    "steps": (
        "ENDINGS",
        "FLAGS",
        "STEP_KINDS",
        "TACTICS",
        "Answer",
        "Call",
        "Caller",
        "Card",
        "Chat",
        "Choose",
        "Conversation",
        "Do",
        "Guide",
        "Message",
        "Node",
        "Option",
        "Order",
        "Part",
        "Practise",
        "Recap",
        "Say",
        "Show",
        "Sort",
        "Spot",
        "Step",
        "StepKind",
        "Type",
        "Varied",
    ),
    "text": (
        "Span",
        "clean",
        "folded",
        "one_line",
        "plain",
        "sentences",
        "spans",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Return a name of one of the modules, and keep it here."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found
