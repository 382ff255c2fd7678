"""From the state of a run to what is shown and said: `present(script, state, phrases)` gives a View."""

from dataclasses import replace

from tutor.content.steps import (
    Call,
    Chat,
    Choose,
    Do,
    Order,
    Practise,
    Recap,
    Say,
    Show,
    Sort,
    Spot,
    Step,
    Type,
)
from tutor.engine.run import Script
from tutor.engine.state import (
    Choosing,
    LessonState,
    Ordering,
    Practising,
    Showing,
    Sorting,
    Spotting,
    StepState,
    Talking,
    Ticking,
    Typing,
    Watching,
)
from tutor.lesson.phrases import Phrases
from tutor.lesson.present_choices import (
    present_choose,
    present_do,
    present_order,
    present_sort,
    present_spot,
    present_type,
)
from tutor.lesson.present_phone import present_practise, present_show
from tutor.lesson.present_talk import present_talk, present_watch
from tutor.lesson.view import Line, View


def present(script: Script, state: LessonState, phrases: Phrases) -> View:
    """Return what the learner sees and hears at this moment of a run."""
    lesson = script.lesson
    step = lesson.steps[state.moment.index]
    view = _step_view(script, step, state.moment.step, phrases, state.seats)
    return replace(
        _pictured(view, step, state.moment.step, phrases),
        title=phrases.fill(lesson.title),
        step=state.moment.index + 1,
        steps=len(lesson.steps),
    )


def _pictured(view: View, step: Step, state: StepState, phrases: Phrases) -> View:
    """Add the step's drawing and the words that describe it, while the step is read or asked."""
    picture = phrases.picture(step.picture)
    if picture is None or view.phone is not None or getattr(state, "phase", "ask") != "ask":
        return view
    says = picture.says.get(phrases.translate.language, "")
    caption = (Line(phrases.fill(says), "caption"),) if says else ()
    return replace(view, picture=picture, lines=(*view.lines, *caption))


def _step_view(script: Script, step: Step, state: StepState, phrases: Phrases, seats: int) -> View:
    match step, state:
        case Choose(), Choosing():
            return present_choose(step, state, phrases)
        case Sort(), Sorting():
            return present_sort(step, state, phrases)
        case Spot(), Spotting():
            return present_spot(step, state, phrases)
        case Order(), Ordering():
            return present_order(step, state, phrases)
        case Type(), Typing():
            return present_type(step, state, phrases)
        case Do(), Ticking():
            return present_do(step, state, phrases)
        case ((Call() | Chat()), Talking()):
            return present_talk(step, state, phrases, seats)
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
