"""The practice phone in plain mode: what a typed command presses, and which field a typed text goes into."""

from dataclasses import dataclass, replace
from typing import cast

from tutor.content.steps import Practise
from tutor.engine import responses as r
from tutor.engine.state import Practising
from tutor.engine.steps_phone import next_press
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.plain_commands import Spoken, command_of, direction_of
from tutor.lesson.plain_page import named_choice
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Choice, View
from tutor.phone import Gesture, GestureKind, Target, targets
from tutor.vietnamese import unmarked

_EDGES: tuple[GestureKind, ...] = ("back", "home", "power")


@dataclass(frozen=True, slots=True)
class NotOnScreen:
    """A name that is not on the phone's screen."""

    name: str


def gesture_of_command(
    run: LessonRun, phrases: LessonPhrases, spoken: Spoken
) -> Gesture | Choice | NotOnScreen | None:
    """Return the gesture of a command; a field whose text is still to be asked for comes as its choice.

    None where there is no phone to press, or the words are no gesture. What is pressed is named by its id or
    by what is written on it, marks and case apart.
    """
    state = run.state.moment.step
    if not isinstance(state, Practising) or state.phase != "ask":
        return None
    verb, rest = spoken.verb, spoken.rest
    match verb:
        case "swipe":
            direction = direction_of(rest)
            return Gesture("swipe", direction) if direction else None
        case "back" | "home" | "power":
            return None if rest else Gesture(verb)
        case "volume up" | "volume down":
            return None if rest else Gesture(cast(GestureKind, verb.replace(" ", "-")))
        case "type":
            return _typing(run, phrases, rest)
        case "tap" | "hold" if rest:
            return _pressing(run, phrases, verb, rest)
        case _:
            return None


def _pressing(
    run: LessonRun, phrases: LessonPhrases, kind: GestureKind, name: str
) -> Gesture | Choice | NotOnScreen:
    for target in _targets(run):
        if unmarked(name) in (unmarked(_label(target, phrases)), target.gesture.target):
            if target.kind == "field" and kind == "tap":
                return _choice(target, phrases)
            if kind == "tap":
                return target.gesture
            if target.gesture.kind == "tap":
                return Gesture("hold", target.gesture.target)
    edge = command_of(name)
    if edge.verb in _EDGES and not edge.rest:
        return Gesture("hold", edge.verb) if kind == "hold" else Gesture(edge.verb)
    return NotOnScreen(name)


def _typing(
    run: LessonRun, phrases: LessonPhrases, words: str
) -> Gesture | Choice | NotOnScreen | None:
    """Return the gesture of "type NAME TEXT": the name of a field is followed by the text."""
    fields = [target for target in _targets(run) if target.kind == "field"]
    for target in fields:
        for name in (_label(target, phrases), target.gesture.target):
            count = len(name.split())
            if unmarked(" ".join(words.split()[:count])) != unmarked(name):
                continue
            parts = words.split(maxsplit=count)
            if len(parts) == count:
                return _choice(target, phrases)
            return replace(target.gesture, text=parts[count])
    return NotOnScreen(words) if words and fields else None


def field_for(view: View) -> Choice | None:
    """Return the field that a bare number is meant for: the one that was named, or the only one."""
    named = named_choice(view)
    if named is not None and named.field:
        return named
    fields = [choice for choice in view.numbered() if choice.field]
    return fields[0] if len(fields) == 1 else None


def typed_into(run: LessonRun, field: Choice, text: str) -> r.Act:
    """Return the response that types a text into a field of the phone."""
    return r.Act(replace(_target(run, field).gesture, text=text))


def is_for_numbers(run: LessonRun, field: Choice) -> bool:
    """Tell whether a field of the phone takes digits."""
    return _target(run, field).keyboard == "number"


def named_text(run: LessonRun) -> str:
    """Return the text that the next press on the shortest way types, empty where it types none."""
    step = run.script.lesson.steps[run.state.moment.index]
    state = run.state.moment.step
    if not isinstance(step, Practise) or not isinstance(state, Practising):
        return ""
    move = next_press(run.script.world, step, state)
    return move.text if move is not None and move.kind == "type" else ""


def _targets(run: LessonRun) -> tuple[Target, ...]:
    state = run.state.moment.step
    return targets(run.script.world, state.phone) if isinstance(state, Practising) else ()


def _target(run: LessonRun, choice: Choice) -> Target:
    return next(target for target in _targets(run) if target.number == choice.number)


def _label(target: Target, phrases: LessonPhrases) -> str:
    return phrases.fill(target.label).removesuffix(" *")


def _choice(target: Target, phrases: LessonPhrases) -> Choice:
    return Choice(target.number, phrases.fill(target.label), field=True)
