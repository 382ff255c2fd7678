"""The responses of a learner to a step, and their JSON form for the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tutor.phone import Gesture, parse_gesture


@dataclass(frozen=True, slots=True)
class Next:
    """Go on, or submit what stands there."""


@dataclass(frozen=True, slots=True)
class Back:
    """Undo the last response, into the step before if need be."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Pick what has this number, from 1; of answers that are shuffled it counts as in the lesson file.

    So a record stays readable however the answers were shown; `run.choose` makes it of a shown number.
    """

    number: int


@dataclass(frozen=True, slots=True)
class Enter:
    """Hand in a typed text."""

    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """Make a gesture on the practice phone."""

    gesture: Gesture


@dataclass(frozen=True, slots=True)
class Hint:
    """Ask for the next rung of the hint ladder without having been wrong."""


@dataclass(frozen=True, slots=True)
class Sit:
    """From here on so many people play together: one alone, or one who answers and one or two more."""

    seats: int


Response = Next | Back | Choose | Enter | Act | Hint | Sit


def to_json(response: Response) -> dict[str, Any]:
    """Return a response as plain values."""
    match response:
        case Next():
            return {"do": "next"}
        case Back():
            return {"do": "back"}
        case Hint():
            return {"do": "hint"}
        case Choose(number):
            return {"do": "choose", "number": number}
        case Enter(text):
            return {"do": "enter", "text": text}
        case Act(gesture):
            return {"do": "act", "gesture": str(gesture)}
        case Sit(seats):
            return {"do": "sit", "seats": seats}


def from_json(data: Mapping[str, Any]) -> Response | None:
    """Return the response that `to_json` wrote, None for one this program does not know."""
    match data:
        case {"do": "next"}:
            return Next()
        case {"do": "back"}:
            return Back()
        case {"do": "hint"}:
            return Hint()
        case {"do": "choose", "number": int(number)}:
            return Choose(number)
        case {"do": "enter", "text": str(text)}:
            return Enter(text)
        case {"do": "act", "gesture": str(words)}:
            gesture = parse_gesture(words)
            return None if gesture is None else Act(gesture)
        case {"do": "sit", "seats": int(seats)}:
            return Sit(seats)
        case _:
            return None
