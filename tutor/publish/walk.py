"""The presses that a step makes on the practice phone, each with what the phone shows before it."""

from dataclasses import dataclass

from tutor.content.steps import Practise, Show
from tutor.i18n import N_
from tutor.phone import (
    Gesture,
    PhoneView,
    PhoneWorld,
    Target,
    parse_gesture,
    press,
    start,
    view,
    way,
)
from tutor.publish.pen import Pen


@dataclass(frozen=True, slots=True)
class Press:
    """What the phone shows, and what is pressed there."""

    seen: PhoneView
    target: Target
    text: str = ""


def walk(world: PhoneWorld, step: Show | Practise) -> tuple[Press, ...]:
    """Return the presses of a step; none where a move has no place on the screen that paper could name."""
    phone = start(world, step.phone)
    presses: list[Press] = []
    for gesture in _gestures(world, step):
        seen = view(world, phone)
        target = _target(seen, gesture)
        if target is None:
            return ()
        presses.append(Press(seen, target, gesture.text))
        phone = press(world, phone, gesture)
    return tuple(presses)


def said_press(made: Press, pen: Pen) -> str:
    """Return a press in words."""
    label = pen.text(made.target.label)
    if made.target.kind == "field":
        return pen(N_("Type “{text}” in “{label}”"), text=made.text, label=label)
    # A key is labelled with the move itself, such as "Hold the power button".
    return label if made.target.kind == "key" else pen(N_("Press “{label}”"), label=label)


def _gestures(world: PhoneWorld, step: Show | Practise) -> tuple[Gesture, ...]:
    if isinstance(step, Practise):
        return way(world, start(world, step.phone), step.goal) or ()
    return tuple(filter(None, map(parse_gesture, step.moves)))


def _target(seen: PhoneView, gesture: Gesture) -> Target | None:
    for target in seen.targets:
        typed = gesture.kind == "type" and target.gesture.target == gesture.target
        if typed or target.gesture == gesture:
            return target
    return None
