"""What typed answers and own-phone checklists show."""

from tutor.content.steps import Do, Type
from tutor.engine.rungs import HINTED, SHOWN
from tutor.engine.state import Ticking, Typing
from tutor.lesson.phrases import Phrases
from tutor.lesson.view import Choice, Entry, Line, View


def present_type(step: Type, state: Typing, phrases: Phrases) -> View:
    """Show what to type, or what was typed and what is still to mend."""
    expected = phrases.fill(step.expect[0])
    if state.phase == "done":
        typed = phrases.note("You typed: {text}", text=phrases.quoted(expected))
        return View("", (*phrases.right(), *typed), next_label=phrases("Continue"))
    if state.phase == "told":
        lines = (
            *phrases.note("Let us stop here for a moment."),
            *phrases.note("You typed: {text}", text=phrases.quoted(state.text)),
            *_nearly(step, state.text, phrases),
        )
        return View("", lines, next_label=phrases("Type again"))
    lines = phrases.opening(step)
    label = ""
    if state.rung == HINTED:
        lines = (*lines, *phrases.hint(step.hint))
    elif state.rung == SHOWN:
        lines = (
            *lines,
            *phrases.note("Please type just this:"),
            Line(expected, "keep"),
            *phrases.note("Or press Enter to go on and come back to it another day."),
        )
        label = phrases("Continue")
    return View("", lines, entry=Entry(step.keyboard), next_label=label)


def _nearly(step: Type, typed: str, phrases: Phrases) -> tuple[Line, ...]:
    if step.keyboard == "number" and any(sign.isalpha() for sign in typed):
        return phrases.note("Only digits are asked for here. Nothing is lost.")
    if step.keyboard == "number":
        return phrases.note("A digit is still different. Nothing is lost.")
    return phrases.note("A letter or two is still different. Nothing is lost.")


def present_do(step: Do, state: Ticking, phrases: Phrases) -> View:
    """Show an own-phone checklist with what is ticked."""
    choices = tuple(
        Choice(
            i + 1,
            phrases.fill(item),
            value=phrases("done") if i in state.ticked else "",
            mark="ticked" if i in state.ticked else "",
        )
        for i, item in enumerate(step.checklist)
    )
    lines = (
        *phrases.opening(step),
        *phrases.note("Press a number when it is done. It can wait for another day, too."),
    )
    return View("", lines, choices, next_label=phrases("Continue"))
