"""Whose turn it is where two or three learn at one laptop: they answer by turns, one question each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tutor.content.steps import JUDGED, Pairs, Sort, Step
from tutor.engine.run import Script
from tutor.engine.state import (
    Choosing,
    LessonState,
    Ordering,
    Practising,
    Sorting,
    Spotting,
    StepState,
    Talking,
    Typing,
)
from tutor.i18n import N_
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Line, View

_NAMES = (N_("The first person"), N_("The second person"), N_("The third person"))
_CALLS = (
    N_("The first person, please."),
    N_("The second person, please."),
    N_("The third person, please."),
)
TOGETHER = {
    1: N_("Now one learns alone."),
    2: N_("Two learn together now, and answer by turns."),
    3: N_("Three learn together now, and answer by turns."),
}


def question(state: LessonState) -> tuple[int, int]:
    """Return what tells the questions of a run apart: the step, and of cards the place of the present one."""
    step = state.moment.step
    return state.moment.index, step.place if isinstance(step, Sorting) else 0


def with_turn(
    view: View, script: Script, state: LessonState, phrases: LessonPhrases, *, called: bool
) -> View:
    """Return the view of a question with the one whose turn it is in the title, for one alone as it is.

    They are called in the first sentence, unless they were `called` before.
    """
    if state.seats < 2 or not _asks(state.moment.step):
        return view
    index, card = question(state)
    before = sum(_questions(step) for step in script.lesson.steps[:index] if step.kind in JUDGED)
    person = (before + card) % state.seats
    view = replace(view, title=phrases(_NAMES[person]))
    if called:
        return view
    return replace(view, lines=tuple(_called_first(view.lines, phrases(_CALLS[person]))))


def _questions(step: Step) -> int:
    if isinstance(step, Sort):
        return len(step.cards)
    return len(step.items) if isinstance(step, Pairs) else 1


def _called_first(lines: Sequence[Line], call: str) -> Iterator[Line]:
    """Yield the lines with a call before the first sentence, in its row."""
    for line in lines:
        if call and line.role != "banner":
            spoken = f"{call} {line.spoken}" if line.spoken else ""
            yield replace(line, text=f"{call} {line.text}", spoken=spoken)
            call = ""
        else:
            yield line


def _asks(step: StepState) -> bool:
    match step:
        case Choosing() | Sorting() | Spotting() | Ordering() | Typing() | Talking() | Practising():
            return step.phase == "ask"
        case _:
            return False
