"""Presenter of practice steps: the frame of the phone, and the words about the next press."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from tutor.content.model import MAX_ITEMS
from tutor.content.steps import Practise, Show
from tutor.content.text import with_stop
from tutor.engine.events import EXPLAINED, HINTED, UNAIDED
from tutor.engine.state import Practising, Showing
from tutor.engine.steps_phone import next_move, next_press
from tutor.i18n import N_
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import ERASE, TURN, Board, Cap, Choice, Line, PhoneFrame, View, as_heard
from tutor.phone import (
    STATE_SCREENS,
    Gesture,
    PhoneState,
    PhoneWorld,
    Target,
    samples,
    start,
    targets,
    values_of,
    view,
    visible_screen,
)
from tutor.phone import Line as PhoneLine
from tutor.vietnamese import unmarked

_DARK = {
    "system/off": N_("Let us switch the practice phone on first."),
    "system/asleep": N_("Let us light up the practice phone first."),
}


def present_show(world: PhoneWorld, step: Show, state: Showing, phrases: LessonPhrases) -> View:
    """Show the phone before its next move, which is marked and named."""
    move = next_move(step, state)
    target = _target(world, state.phone, move)
    frame = _frame(world, state.phone, phrases, marked=target, live=False)
    said = _said(state.phone, phrases)
    if move is None:
        lines = (
            *said,
            *phrases.note("That was all. It is only the practice phone, nothing real is lost."),
        )
        return View(
            "",
            (*_head(step, state.moves, phrases), *lines),
            phone=frame,
            next_label=phrases("Continue"),
        )
    name = str(move) if target is None else phrases.fill(target.label)
    lines = (*said, Line(phrases("Press Enter to see: {name}.", name=name), "press"))
    return View(
        "",
        (*_head(step, state.moves, phrases), *lines),
        phone=frame,
        next_label=phrases("Show me"),
    )


# An answer of so many sentences stands with the task on one page.
_SHORT_ANSWER = 2


def _head(step: Show | Practise, moves: int, phrases: LessonPhrases) -> tuple[Line, ...]:
    return phrases.opening(step) if moves == 0 else ()


def present_practise(
    world: PhoneWorld, step: Practise, state: Practising, phrases: LessonPhrases
) -> View:
    """Show the phone in the learner's hands, with as much help as the hint ladder gives."""
    if state.phase == "done":
        frame = _frame(world, state.phone, phrases, marked=None, live=False)
        lines = (
            *phrases.right(),
            *_said(state.phone, phrases),
            *_stored_otherwise(world, step, state.phone, phrases),
            *phrases.note(_done(state)),
        )
        return View("", lines, phone=frame, next_label=phrases("Continue"))
    move = next_press(world, step, state)
    target = _target(world, state.phone, move)
    given = gives_the_press_away(step, state)
    frame = _frame(world, state.phone, phrases, marked=target if given else None, live=True)
    if state.filled:
        # What was typed is seen, and with it what comes next.
        field = next((t for t in targets(world, state.phone) if _fills(t, state.filled)), None)
        frame = replace(frame, together=tuple(t.number for t in (target, field) if t is not None))
    lines = (
        *_task_and_said(world, step, state, phrases),
        *_remark(state, phrases),
        *_practise_help(step, state, move, target, phrases),
    )
    return View("", lines, phone=frame)


def _stored_otherwise(
    world: PhoneWorld, step: Practise, phone: PhoneState, phrases: LessonPhrases
) -> tuple[Line, ...]:
    """Return what is said of a name that the phone stores and that is not the one asked for.

    The goal leaves the name free, so the step is done; it is not praised as if it were the right one.
    """
    stored = {target.value for target in targets(world, phone) if target.kind != "field"}
    before, after = values_of(world, start(world, step.phone)), values_of(world, phone)
    for name, asked in samples(world, phone).items():
        text = after[name]
        if name in step.goal or text == before[name] or text not in stored:
            continue
        if unmarked(str(text)) not in map(unmarked, asked):
            return phrases.note(
                "The practice phone has stored “{text}”. You can change it later.", text=text
            )
    return ()


def _done(state: Practising) -> str:
    """Say that it is done, and that it was done alone only where nothing was given away."""
    if state.peak == UNAIDED:
        return N_("You did it on the practice phone all by yourself.")
    return N_("You did it on the practice phone.")


def _task_and_said(
    world: PhoneWorld, step: Practise, state: Practising, phrases: LessonPhrases
) -> tuple[Line, ...]:
    """Return the task, all of it at first, then its last sentence, and what the phone says.

    Where more is said of a press that led no nearer, the task is left out: the next press is named. On a
    phone that has gone dark the task has to wait: what it names is not there to be pressed.
    """
    said = _said(state.phone, phrases)
    first = start(world, step.phone)
    unaided = state.rung == UNAIDED or step.errorless
    if state.phone == first and unaided and not (state.strayed or state.astray):
        return (*phrases.opening(step), *said)
    screen = visible_screen(world, state.phone)
    if screen in _DARK and screen != visible_screen(world, first):
        name, value = STATE_SCREENS[screen]
        if step.goal.get(name) is not value:
            return (*said, *phrases.note(_DARK[screen]))
    if state.strayed and len(said) + len(_remark(state, phrases)) > _SHORT_ANSWER:
        return said
    task = phrases.lines(step.text, "again")[-1:]
    # Where the next press is named, that is all that has to be heard.
    return (*(as_heard(task) if gives_the_press_away(step, state) else task), *said)


def gives_the_press_away(step: Practise, state: Practising) -> bool:
    """Tell whether the next press is named; who asks for help first gets the hint that the step has.

    Who is astray looks for the way back, not for the step's own answer, so that is named at once.
    """
    only_asked = state.rung == HINTED and not (state.astray or step.errorless)
    return state.rung >= HINTED and not (only_asked and step.hint)


def _remark(state: Practising, phrases: LessonPhrases) -> tuple[Line, ...]:
    """Return what is said of a press that led no nearer: why, or else only that it did not."""
    if state.reason:
        return phrases.lines(state.reason, "because")
    match state.remark:
        case "other-word":
            return (Line(phrases("That is not quite the word. Nothing is lost."), "note"),)
        case "other-button":
            return (Line(phrases("That was another button. Nothing is lost."), "note"),)
        case "no-number":
            return phrases.note(
                "The phone could not read this number. Please look at it again, and type it in digits."
            )
        case _:
            return ()


def _practise_help(
    step: Practise,
    state: Practising,
    move: Gesture | None,
    target: Target | None,
    phrases: LessonPhrases,
) -> tuple[Line, ...]:
    if move is None or target is None or not gives_the_press_away(step, state):
        return phrases.hint(step.hint) if state.rung >= EXPLAINED else ()
    # The sign of what must be filled in is for the eye, no part of the name.
    number, label = target.number, phrases.fill(target.label).removesuffix(" *")
    if target.kind == "field":
        said = phrases(
            "Please press {number}: {label}, then type “{text}”.",
            number=number,
            label=label,
            text=move.text,
        )
    else:
        said = phrases("Please press {number}: {label}", number=number, label=with_stop(label))
    return (Line(said, "press"),)


def _said(phone: PhoneState, phrases: LessonPhrases) -> tuple[Line, ...]:
    return phrases.lines(phone.message, "because")


def _target(world: PhoneWorld, phone: PhoneState, gesture: Gesture | None) -> Target | None:
    if gesture is None:
        return None
    for target in targets(world, phone):
        typed_into = gesture.kind == "type" and _fills(target, gesture.target)
        if target.gesture == gesture or typed_into:
            return target
    return None


def _fills(target: Target, field: str) -> bool:
    return target.kind == "field" and target.gesture.target == field


def _frame(
    world: PhoneWorld,
    phone: PhoneState,
    phrases: LessonPhrases,
    *,
    marked: Target | None,
    live: bool,
) -> PhoneFrame:
    seen = view(world, phone)
    return PhoneFrame(
        label=phrases("PRACTICE PHONE"),
        title=phrases.fill(seen.title),
        lines=tuple(text for line in seen.lines for text in _texts(line, phrases)),
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
            for target in seen.targets
        ),
        dark=seen.dark,
        live=live,
        together=() if marked is None else (marked.number,),
        status="" if seen.dark else _status(world, phone),
    )


_TIME = "9:41"


def _status(world: PhoneWorld, phone: PhoneState) -> str:
    """Return the time and the network that the phone has, as its upper edge shows them."""
    values = values_of(world, phone)
    joined = values.get("wifi.on") and values.get("wifi.network")
    network = "Wi-Fi" if joined else "4G" if values.get("data.on") else ""
    return " · ".join(filter(None, (_TIME, network)))


def _value(target: Target | PhoneLine, phrases: LessonPhrases) -> str:
    match target.value:
        case bool(on):
            return phrases("on") if on else phrases("off")
        case None:
            return ""
        case int(number):
            # A place to type that holds no number yet is empty.
            empty = number == 0 and target.kind == "field"
            unit = phrases.fill(target.unit)
            return "" if empty else " ".join(filter(None, (phrases.number(number), unit)))
        case other:
            return phrases.fill(str(other))


def _texts(line: PhoneLine, phrases: LessonPhrases) -> Iterator[str]:
    """Yield the texts of one line of the phone, a name and what is said about it as two sentences in one.

    A message stands in quotation marks and apart from that: it is somebody else who wrote it.
    """
    label, value = phrases.fill(line.label), _value(line, phrases)
    detail = phrases.fill(line.detail)
    if line.kind == "message":
        yield f"{label}: {phrases.quoted(value)}" if value else phrases.quoted(label)
        if detail:
            yield detail
        return
    said = " ".join(part for part in (label, value) if part)
    if not (said and detail):
        yield said or detail
        return
    yield f"{said} {detail}" if said[-1] in ".!?:,…" else f"{said}. {detail}"


Face = Literal["letters", "signs"]

_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_DIGITS = ("123", "456", "789")
_SIGNS = ("1234567890", "@#&-+().,", "/:;?!'\"")


def boards(keyboard: str, face: Face, phrases: LessonPhrases) -> tuple[Board, ...]:
    """Return the keyboard in each shape it can have, the one that is most like a phone's first."""
    if keyboard == "number":
        return tuple(_number_boards(phrases))
    rows = _LETTERS if face == "letters" else _SIGNS
    first, second, third = (tuple(Cap(sign, sign) for sign in row) for row in rows)
    turn = Cap("123" if face == "letters" else "abc", TURN)
    space = Cap(phrases("space"), " ", 2)
    return ((first, (*second, _erase(phrases)), (turn, *third, space)),)


def _number_boards(phrases: LessonPhrases) -> Iterator[Board]:
    rows = tuple(tuple(Cap(digit, digit) for digit in row) for row in _DIGITS)
    last = (Cap("0", "0", 2), _erase(phrases))
    yield (*rows, last)
    flat = tuple(cap for row in rows for cap in row)
    yield (flat[:6], (*flat[6:], *last))


def _erase(phrases: LessonPhrases) -> Cap:
    return Cap(phrases("Del"), ERASE)
