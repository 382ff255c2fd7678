"""What the practice phone shows, and how the guide speaks about the next press."""

from tutor.content.model import MAX_ITEMS, Practise, Show
from tutor.engine.phoning import next_move, next_press
from tutor.engine.rungs import HINTED, TOLD
from tutor.engine.state import Practising, Showing
from tutor.phone import Gesture, PhoneState, PhoneWorld, Target, start, targets, view
from tutor.phone import Line as PhoneLine
from tutor.play.phrases import Phrases
from tutor.play.view import Choice, Line, PhoneFrame, View


def present_show(world: PhoneWorld, step: Show, state: Showing, phrases: Phrases) -> View:
    """Show the phone before its next move, which is marked and named."""
    move = next_move(step, state)
    target = _target(world, state.phone, move)
    frame = _frame(world, state.phone, phrases, marked=target, live=False)
    said = _said(state.phone, phrases)
    if move is None:
        lines = (*said, *phrases.note("That was all. Nothing on the phone was lost."))
        return View(
            "",
            (*_head(step, state.moves, phrases), *lines),
            phone=frame,
            next_label=phrases("Continue"),
        )
    name = str(move) if target is None else phrases.fill(target.label)
    lines = (*said, *phrases.note("Press Enter to see: {name}.", name=name))
    return View(
        "",
        (*_head(step, state.moves, phrases), *lines),
        phone=frame,
        next_label=phrases("Show me"),
    )


def _head(step: Show | Practise, moves: int, phrases: Phrases) -> tuple[Line, ...]:
    return phrases.opening(step) if moves == 0 else ()


def present_practise(
    world: PhoneWorld, step: Practise, state: Practising, phrases: Phrases
) -> View:
    """Show the phone in the learner's hands, with as much help as the hint ladder gives."""
    if state.phase == "done":
        frame = _frame(world, state.phone, phrases, marked=None, live=False)
        lines = (
            *phrases.right(),
            *_said(state.phone, phrases),
            *phrases.note("You did it on the practice phone."),
        )
        return View("", lines, phone=frame, next_label=phrases("Continue"))
    target = _target(world, state.phone, next_press(world, step, state))
    given = gives_the_press_away(step, state)
    frame = _frame(world, state.phone, phrases, marked=target if given else None, live=True)
    fresh = state.phone == start(world, step.phone) and not state.strayed
    lines = (
        *(phrases.opening(step) if fresh else phrases.lines(step.text, "lead")[-1:]),
        *_said(state.phone, phrases),
        *_practise_help(step, state, target, phrases),
    )
    return View("", lines, phone=frame)


def gives_the_press_away(step: Practise, state: Practising) -> bool:
    """Tell whether the next press is named; who asks for help first gets the hint that the step has."""
    only_asked = state.rung == HINTED and not (state.strayed or step.errorless)
    return state.rung >= HINTED and not (only_asked and step.hint)


def _practise_help(
    step: Practise, state: Practising, target: Target | None, phrases: Phrases
) -> tuple[Line, ...]:
    calm: tuple[Line, ...] = ()
    if state.mistyped:
        calm = (Line(phrases("That is not quite the word. Nothing is lost."), "note"),)
    elif state.strayed:
        calm = (Line(phrases("That was another button. Nothing is lost."), "note"),)
    if target is None or not gives_the_press_away(step, state):
        return (*calm, *(phrases.hint(step.hint) if state.rung >= TOLD else ()))
    return (
        *calm,
        *phrases.note(
            "Please press number {number}: {label}.",
            number=target.number,
            label=phrases.fill(target.label),
        ),
    )


def _said(phone: PhoneState, phrases: Phrases) -> tuple[Line, ...]:
    return phrases.lines(phone.said, "because")


def _target(world: PhoneWorld, phone: PhoneState, gesture: Gesture | None) -> Target | None:
    if gesture is None:
        return None
    for target in targets(world, phone):
        same_field = gesture.kind == "type" and target.gesture.target == gesture.target
        if target.gesture == gesture or same_field:
            return target
    return None


def _frame(
    world: PhoneWorld,
    phone: PhoneState,
    phrases: Phrases,
    *,
    marked: Target | None,
    live: bool,
) -> PhoneFrame:
    shown = view(world, phone)
    return PhoneFrame(
        label=phrases("PRACTICE PHONE"),
        title=phrases.fill(shown.title),
        lines=tuple(_text(line, phrases) for line in shown.lines),
        choices=tuple(
            Choice(
                target.number,
                phrases.fill(target.label),
                detail=phrases.fill(target.detail),
                value=_value(target, phrases),
                mark="shown" if marked is not None and target.number == marked.number else "",
                field=target.kind == "field",
                way_out=target.number > MAX_ITEMS,
            )
            for target in shown.targets
        ),
        dark=shown.dark,
        live=live,
    )


def _value(target: Target | PhoneLine, phrases: Phrases) -> str:
    match target.value:
        case bool(on):
            return phrases("on") if on else phrases("off")
        case None:
            return ""
        case other:
            return phrases.fill(str(other))


def _text(line: PhoneLine, phrases: Phrases) -> str:
    """Return one line of the phone; a name and what is said about it are two sentences, not one name."""
    said = " ".join(phrases.fill(part) for part in (line.label, _value(line, phrases)) if part)
    detail = phrases.fill(line.detail)
    if not (said and detail):
        return said or detail
    return f"{said} {detail}" if said[-1] in ".!?:,…" else f"{said}. {detail}"
