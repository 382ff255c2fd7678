"""Presenter: `present(script, state, phrases)` returns the View of the present moment."""

from dataclasses import replace

from tutor.content.model import KEY_PICTURES
from tutor.content.steps import (
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
    Do,
    Order,
    Pairs,
    Practise,
    Recap,
    Say,
    Show,
    Sort,
    Spot,
    Step,
    Type,
)
from tutor.content.text import with_stop
from tutor.engine.events import HINTED, SHOWN
from tutor.engine.run import Script, answer_order, place_in_lesson, shows_signs
from tutor.engine.state import (
    Choosing,
    LessonState,
    Moment,
    Ordering,
    Practising,
    Saying,
    Showing,
    Sorting,
    Spotting,
    Talking,
    Ticking,
    Typing,
    Watching,
)
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present_choices import (
    present_choose,
    present_compare,
    present_pairs,
    present_sort,
    shown_mark,
)
from tutor.lesson.present_phone import present_practise, present_show
from tutor.lesson.present_spot import present_spot
from tutor.lesson.present_talk import present_talk, present_watch
from tutor.lesson.view import Choice, Entry, Line, MarkedKey, View, as_heard


def present(script: Script, state: LessonState, phrases: LessonPhrases) -> View:
    """Return what the learner sees and hears at this moment of a run."""
    lesson = script.lesson
    step = lesson.steps[state.moment.index]
    view = _step_view(script, state, phrases)
    number, steps = place_in_lesson(lesson, state.moment)
    return replace(
        _with_sound(_pictured(view, step, state.moment, phrases), step, state.moment, phrases),
        title=phrases.fill(lesson.title),
        step=number,
        steps=steps,
    )


def _pictured(view: View, step: Step, moment: Moment, phrases: LessonPhrases) -> View:
    """Add the step's drawing and the words that describe it, while the step is read or asked.

    A marked key needs no description: the step names it.
    """
    picture = phrases.picture(step.picture)
    if view.phone is not None or moment.phase != "ask":
        return view
    if step.photo is not None:
        shown = phrases.lines(step.photo.says, "caption")
        return replace(view, photo=phrases.photo(step.photo), lines=(*view.lines, *shown))
    if step.picture in KEY_PICTURES:
        return replace(view, picture=MarkedKey(KEY_PICTURES[step.picture]))
    if picture is None:
        return view
    says = picture.says.get(phrases.language, "")
    caption = (Line(phrases.fill(says), "caption"),) if says else ()
    return replace(view, picture=picture, lines=(*view.lines, *caption))


def _with_sound(view: View, step: Step, moment: Moment, phrases: LessonPhrases) -> View:
    """Add what is heard in words, with the step's sound, while the step is read or asked."""
    if step.sound is None or view.phone is not None or moment.phase != "ask":
        return view
    *before, last = phrases.lines(step.sound.says, "caption")
    heard = replace(last, sound=phrases.sound(step.sound))
    return replace(view, lines=(*view.lines, *before, heard))


def _step_view(script: Script, run: LessonState, phrases: LessonPhrases) -> View:
    step, state = script.lesson.steps[run.moment.index], run.moment.step
    order = answer_order(script, run)
    match step, state:
        case Choose(), Choosing():
            return present_choose(step, state, phrases, order)
        case Compare(), Choosing():
            return present_compare(step, state, phrases, order)
        case Sort(), Sorting():
            return present_sort(step, state, phrases)
        case Pairs(), Sorting():
            return present_pairs(step, state, phrases, order)
        case Spot(), Spotting():
            return present_spot(step, state, phrases)
        case Order(), Ordering():
            return present_order(step, state, phrases)
        case Type(), Typing():
            return present_type(step, state, phrases)
        case Aloud(), Saying():
            return present_aloud(step, state, phrases)
        case Do(), Ticking():
            return present_do(step, state, phrases)
        case ((Call() | Chat()), Talking()):
            signs = shows_signs(script, run)
            return present_talk(step, state, phrases, order, seats=run.seats, signs=signs)
        case ((Call() | Chat()), Watching()):
            return present_watch(step, state, phrases)
        case Show(), Showing():
            return present_show(script.world, step, state, phrases)
        case Practise(), Practising():
            return present_practise(script.world, step, state, phrases)
        case Recap(), _:
            return phrases.reading(step, *phrases.lines(step.keep, "keep"))
        case Say(), _:
            return phrases.reading(step)
        case _:
            raise TypeError(f"no view of {step.kind} in {type(state).__name__}")


def present_order(step: Order, state: Ordering, phrases: LessonPhrases) -> View:
    """Show what is already in place and what can come next."""
    items = tuple(phrases.fill(item.text) for item in step.items)
    placed = tuple(Line(f"✓ {items[i]}", "quote", spoken=items[i]) for i in state.placed)
    if state.phase == "done":
        lines = (Line(phrases("That is right."), "lead"), *placed)
        return View("", lines, next_label=phrases("Continue"))
    if state.phase == "explain" and state.picked is not None:
        lines = (
            *phrases.note("Let us stop here for a moment."),
            *phrases.note("“{item}” comes a little later.", item=items[state.picked]),
            *phrases.lines(step.items[state.picked].because, "because"),
        )
        return View("", lines, next_label=phrases("Choose again"))
    number = state.shuffled.index(state.following) + 1
    asked = phrases("What comes first?") if not state.placed else phrases("What comes next?")
    lead = as_heard(phrases.lines(step.text, "lead")) if state.placed else phrases.opening(step)
    lines = (
        *lead,
        *as_heard(placed),
        Line(asked, "lead"),
        *_order_help(step, state, number, phrases),
    )
    choices = tuple(
        Choice(i + 1, items[item], mark=shown_mark(state.rung, item == state.following))
        for i, item in enumerate(state.shuffled)
        if item not in state.placed
    )
    return View("", lines, choices)


def _order_help(
    step: Order, state: Ordering, number: int, phrases: LessonPhrases
) -> tuple[Line, ...]:
    if state.rung == SHOWN:
        return phrases.number_to_press(
            "Now comes number {number}: {text} Please press {number}.",
            number=number,
            text=with_stop(phrases.fill(step.items[state.following].text)),
        )
    return phrases.hint(step.hint) if state.rung == HINTED else ()


def present_type(step: Type, state: Typing, phrases: LessonPhrases) -> View:
    """Show what to type, or what was typed and what is still to mend."""
    expected = phrases.fill(step.expect[0])
    if state.phase == "done":
        typed = phrases.note("You typed: {text}", text=phrases.quoted(expected))
        return View("", (*phrases.right(), *typed), next_label=phrases("Continue"))
    if state.phase == "explain":
        lines = (
            *phrases.note("Let us stop here for a moment."),
            Line(f"{phrases('You typed:')} “{state.text}”", "note", typed=True),
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


def _nearly(step: Type, typed: str, phrases: LessonPhrases) -> tuple[Line, ...]:
    if step.keyboard == "number" and any(sign.isalpha() for sign in typed):
        return phrases.note("Only digits are asked for here. Nothing is lost.")
    if step.keyboard == "number":
        return phrases.note("A digit is still different. Nothing is lost.")
    return phrases.note("A letter or two is still different. Nothing is lost.")


def present_aloud(step: Aloud, state: Saying, phrases: LessonPhrases) -> View:
    """Show the sentence to say, the second time below what it answers."""
    sentence = phrases.lines(phrases.quoted(step.sentence), "keep")
    opening = phrases.opening(step)
    if state.answer:
        heard = phrases.lines(phrases.quoted(step.answers), "quote", caller=True)
        opening = (*heard, Line(phrases("How do you answer? Please say it aloud."), "lead"))
        # The voice leaves the answer to the learner.
        sentence = tuple(replace(line, spoken=" ") for line in sentence)
    return View("", (*opening, *sentence), next_label=phrases("I have said it"))


def present_do(step: Do, state: Ticking, phrases: LessonPhrases) -> View:
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
    if state.ticked:
        lines = as_heard(lines)
    return View("", lines, choices, next_label=phrases("Continue"))
