"""Presenter of a message that is searched: for signs of a scam, or for details such as a date."""

from dataclasses import dataclass

from tutor.content.step_parts import Part
from tutor.content.steps import Spot
from tutor.engine.events import HINTED, SHOWN
from tutor.engine.state import Spotting
from tutor.engine.steps_answer import flagged
from tutor.i18n import N_
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present_choices import shown_mark
from tutor.lesson.view import Choice, Line, Mark, View


@dataclass(frozen=True, slots=True)
class _Words:
    """What the program itself says, by what is searched for."""

    banner: str
    sender: str
    nothing: str
    nothing_more: str
    not_over: str
    ordinary: str
    all_found: str
    found: Mark


_SIGNS = _Words(
    banner=N_("Practice message"),
    sender=N_("Message from: {sender}"),
    nothing=N_("Nothing is suspicious"),
    nothing_more=N_("Nothing more is suspicious"),
    not_over=N_("There is still something to look at in this message."),
    ordinary=N_("Looking closely is good. By itself this part is ordinary."),
    all_found=N_("You have found every suspicious place."),
    found="found",
)
_DETAILS = _Words(
    banner=N_("For practice"),
    sender="",
    nothing=N_("It is not there"),
    nothing_more=N_("There is no more of it"),
    not_over=N_("It does stand there. Please look once more."),
    ordinary=N_("This part says something else."),
    all_found=N_("You have found all that was asked for."),
    found="placed",
)


def present_spot(step: Spot, state: Spotting, phrases: LessonPhrases) -> View:
    """Show a message with a number on each part, or what the part pointed at means."""
    parts = step.message.parts
    words = _words(step)
    left = flagged(step) - state.found
    to_press = min(left) if left else len(parts)
    if state.phase == "explain" and state.picked is not None:
        return _pointed(step, state, state.picked, phrases)
    if state.phase == "done":
        return View("", _all_found(step, state, phrases), next_label=phrases("Continue"))
    choices = [
        Choice(
            i + 1,
            phrases.fill(part.text),
            mark=words.found if i in state.found else shown_mark(state.rung, i == to_press),
            within=True,
        )
        for i, part in enumerate(parts)
    ]
    nothing = phrases(words.nothing_more if state.found else words.nothing)
    choices.append(Choice(len(parts) + 1, nothing, mark=shown_mark(state.rung, not left)))
    fresh = not state.found and state.rung == 0
    sender = phrases.fill(step.message.sender)
    lines = (
        Line(phrases(words.banner), "banner", brief=phrases("Practice")),
        *(phrases.opening(step) if fresh else phrases.lines(step.text, "lead")),
        Line(phrases(words.sender, sender=sender) if words.sender else sender, "sender"),
        *_help(step, state, phrases),
    )
    return View("", lines, tuple(choices))


def _words(step: Spot) -> _Words:
    return _DETAILS if step.message.has_details else _SIGNS


def _help(step: Spot, state: Spotting, phrases: LessonPhrases) -> tuple[Line, ...]:
    if state.rung == SHOWN:
        left = flagged(step) - state.found
        if not left:
            number = len(step.message.parts) + 1
            return phrases.number_to_press(
                "All is well here. Please press {number}.", number=number
            )
        return phrases.number_to_press(
            "The place is number {number}. Please press {number}.",
            number=min(left) + 1,
        )
    return phrases.hint(step.hint) if state.rung == HINTED else ()


def _pointed(step: Spot, state: Spotting, picked: int, phrases: LessonPhrases) -> View:
    words = _words(step)
    if picked == len(step.message.parts):
        lines = (*phrases.note("Let us stop here for a moment."), *phrases.note(words.not_over))
        return View("", lines, next_label=phrases("Look again"))
    part = step.message.parts[picked]
    if picked in state.found:
        lines = (
            Line(phrases("That is the place."), "lead"),
            *_said_of(part, phrases),
            *phrases.note("There may be more. Please look on."),
        )
        return View("", lines, next_label=phrases("Keep looking"))
    quote, *because = _said_of(part, phrases)
    lines = (quote, *phrases.note(words.ordinary), *because)
    return View("", lines, next_label=phrases("Look again"))


def _said_of(part: Part, phrases: LessonPhrases) -> tuple[Line, ...]:
    quote = Line(phrases.quoted(part.text), "quote")
    return (quote, *phrases.lines(part.because, "because"))


def _all_found(step: Spot, state: Spotting, phrases: LessonPhrases) -> tuple[Line, ...]:
    right = Line(phrases("That is right."), "lead")
    if not flagged(step):
        return (right, *phrases.note("This message is genuine. Not every message is a trap."))
    said: tuple[Line, ...] = ()
    if state.picked is not None and state.picked < len(step.message.parts):
        said = _said_of(step.message.parts[state.picked], phrases)
    return (right, *said, *phrases.note(_words(step).all_found))
