"""What a practice call or chat shows: the caller's line, the answers, and afterwards what they tried."""

from tutor.content.steps import Call, Chat
from tutor.engine.rungs import HINTED, SHOWN
from tutor.engine.state import Talking
from tutor.engine.talking import WAY_OUT, asks_who_watched, leads_well
from tutor.lesson.phrases import Phrases
from tutor.lesson.present_theatre import banner_of, pressure, told_after, whose_turn
from tutor.lesson.view import Choice, Line, View


def present_talk(step: Call | Chat, state: Talking, phrases: Phrases, seats: int = 1) -> View:
    """Show one moment of a conversation; the way out is always there on the same number."""
    banner = banner_of(step, phrases)
    if state.phase != "ask":
        return View(
            "",
            (banner, *_after(step, state, phrases, seats)),
            next_label=_label(step, state, phrases),
        )
    if state.aside:
        lines = (banner, *phrases.lines(state.aside, "because"))
        return View("", lines, (_way_out(step, state, phrases),), next_label=_on(step, phrases))
    node = step.nodes[state.node]
    fresh = not state.path and state.rung == 0 and not state.stopped
    opening = phrases.opening(step) if fresh else ()
    lines = (
        banner,
        *opening,
        *(whose_turn(seats, phrases) if opening else ()),
        Line(_from(step, phrases), "note"),
        *phrases.lines(phrases.quoted(node.says), "quote", caller=True),
        pressure(step, state, phrases),
        *_talk_help(step, state, phrases),
    )
    choices = [
        Choice(
            i + 1,
            phrases.fill(answer.text),
            mark="shown" if state.rung == SHOWN and i + 1 == _to_press(step, state) else "",
        )
        for i, answer in enumerate(node.answers)
    ]
    choices.append(_way_out(step, state, phrases))
    return View("", lines, tuple(choices))


def _from(step: Call | Chat, phrases: Phrases) -> str:
    shown = ", ".join(phrases.fill(part) for part in (step.caller.name, step.caller.number) if part)
    if isinstance(step, Chat):
        return phrases("{caller} writes:", caller=shown)
    return phrases("{caller} says:", caller=shown)


def _way_out(step: Call | Chat, state: Talking, phrases: Phrases) -> Choice:
    text, short = phrases("Hang up"), ""
    if isinstance(step, Chat):
        text, short = phrases("Block the sender"), phrases("Block")
    shown = state.rung == SHOWN and not state.aside and _to_press(step, state) == WAY_OUT
    return Choice(WAY_OUT, text, mark="shown" if shown else "", way_out=True, short=short)


def _to_press(step: Call | Chat, state: Talking) -> int:
    """Return the one number that is shown once the hint ladder has come so far."""
    answers = step.nodes[state.node].answers
    well = (i for i, answer in enumerate(answers, 1) if leads_well(step, answer))
    return next(well, WAY_OUT) if step.genuine else WAY_OUT


def _on(step: Call | Chat, phrases: Phrases) -> str:
    return phrases("Read on") if isinstance(step, Chat) else phrases("Keep listening")


def _label(step: Call | Chat, state: Talking, phrases: Phrases) -> str:
    if state.phase == "done":
        return phrases("Continue")
    if not step.genuine:
        return phrases("Choose again")
    return phrases("Unblock") if isinstance(step, Chat) else phrases("Answer the phone")


def _talk_help(step: Call | Chat, state: Talking, phrases: Phrases) -> tuple[Line, ...]:
    if state.rung == SHOWN and step.genuine:
        return (
            *phrases.note("This one is genuine."),
            *phrases.shown(
                "A good answer is number {number}. Please press {number}.",
                number=_to_press(step, state),
            ),
        )
    if state.rung == SHOWN:
        return (
            *phrases.note("They speak very cleverly."),
            *phrases.shown(
                "The safe way is number {number}. Please press {number}.", number=WAY_OUT
            ),
        )
    return phrases.hint(step.hint) if state.rung == HINTED else ()


def _stopped_genuine(step: Call | Chat, state: Talking, phrases: Phrases) -> tuple[Line, ...]:
    """Return what is said of ending a genuine contact: they come once more, then who it was is told.

    How much was heard before is not known here, so nothing is claimed of what they said.
    """
    written = isinstance(step, Chat)
    if state.phase == "told":
        again = (
            phrases.note("Now please unblock them, and see what they write.")
            if written
            else phrases.note("They are ringing again. Please listen to what they say.")
        )
        return (*phrases.note("Stopping is always safe, and nothing is lost."), *again)
    if written:
        return (
            *phrases.note("These messages are genuine."),
            *phrases.note("Blocking does no harm: you can ring a number you know and ask."),
        )
    return (
        *phrases.note("This call is genuine."),
        *phrases.note("Hanging up does no harm: you can ring back on a number you know."),
    )


def _after(step: Call | Chat, state: Talking, phrases: Phrases, seats: int) -> tuple[Line, ...]:
    because = phrases.lines(state.aside, "because")
    # Those who watched are asked first: the answer must not stand above the question.
    asked = seats > 1 and asks_who_watched(step, state)
    told = () if asked else told_after(step, state, phrases)
    if step.genuine:
        if state.ending == "end":
            return (*phrases.right(), *because, *told)
        return (*because, *_stopped_genuine(step, state, phrases))
    if state.phase == "done":
        ended = (
            phrases.note("You blocked the sender, and kept your money.")
            if state.ending == "block"
            else phrases.note("You ended the call, and kept your money.")
        )
        return (*phrases.right(), *because, *ended, *told)
    return (
        *phrases.note("Let us stop here for a moment."),
        *because,
        *phrases.note("They speak very cleverly, and many people were taken in."),
    )
