"""A run of a lesson as a pure function: `respond(script, state, response, now)` gives state and events."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tutor.content.shuffle import MEANINGS, shown_order
from tutor.content.steps import Call, Chat, Choose, Compare, Lesson, Pairs, Step
from tutor.engine import responses as r
from tutor.engine.drill import NO_VARIANTS, Variants, resolve_lesson
from tutor.engine.events import Event, Responded, RunFinished, RunStarted, StepReached
from tutor.engine.state import (
    Choosing,
    LessonState,
    Moment,
    Reading,
    Sorting,
    Talking,
)
from tutor.engine.step_kinds import answer_step, open_step
from tutor.engine.steps_common import StepContext, StepResult
from tutor.engine.steps_phone import without_remark
from tutor.phone import PhoneWorld

SEATS = range(1, 4)

_NOWHERE = Moment(0, Reading())
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Script:
    """What is played: a lesson, the practice phone it uses, and the revision of its text.

    `parts` are those of a drill, empty for a lesson that is a file of its own.
    """

    lesson: Lesson
    world: PhoneWorld
    revision: str = ""
    parts: tuple[str, ...] = ()


def resolve_variants(script: Script, earlier: int, variants: Variants = NO_VARIANTS) -> Script:
    """Return the script of a run, each step in one variant; as `drill.resolve_lesson`."""
    return replace(script, lesson=resolve_lesson(script.lesson, earlier, variants))


def begin(
    script: Script,
    run: str,
    seed: str,
    now: datetime,
    *,
    earlier: int = 0,
    mastery: str = "",
    seats: int = 1,
    variants: Variants = NO_VARIANTS,
    first_talk: bool = False,
) -> tuple[LessonState, tuple[Event, ...]]:
    """Start a run at the first step; the same seed gives the same shuffles.

    Where the script has steps in several variants, it is the one that `resolve_variants` returned for
    `earlier` and `variants`. `first_talk` tells that the learner has met no conversation before.
    """
    blank = LessonState(
        run, seed, _NOWHERE, earlier=earlier, seats=seats, shuffled=True, first_talk=first_talk
    )
    state = _at(script, blank, 0)
    started = RunStarted(
        at=now,
        run=run,
        lesson=script.lesson.id,
        language=script.lesson.language,
        revision=script.revision,
        seed=seed,
        steps=len(script.lesson.steps),
        earlier=earlier,
        mastery=mastery,
        seats=seats,
        parts=script.parts,
        faces=dict(variants),
        asks={step.id: list(step.skills) for step in script.lesson.steps if step.skills},
        shuffled=True,
        first_talk=first_talk,
    )
    return state, (started, _reached(script, state, now))


def respond(
    script: Script, state: LessonState, response: r.Response, now: datetime
) -> tuple[LessonState, tuple[Event, ...]]:
    """Answer the present step. Any response is allowed in any state; one without effect has no events."""
    if isinstance(response, r.Back):
        return _undo(script, state, now)
    if state.finished:
        return state, ()
    if isinstance(response, r.Sit):
        if response.seats == state.seats or response.seats not in SEATS:
            return state, ()
        # It is no answer, so going back does not take it back.
        sat = replace(state, seats=response.seats)
        return sat, (_responded(script, state, response, now),)
    moment = state.moment
    step = script.lesson.steps[moment.index]
    context = StepContext(now, state.run, script.lesson.id, moment.index, step.id, step.kind)
    result = answer_step(script.world, step, state, response, context)
    if result.state == moment.step and not result.events:
        return state, ()
    conditions = moment.conditions | _conditions_after(step, moment, response, result)
    past = _past(state)
    events: tuple[Event, ...] = (_responded(script, state, response, now), *result.events)
    if result.state is not None:
        after = replace(state, moment=Moment(moment.index, result.state, conditions), past=past)
        return after, events
    index = _following(script.lesson, moment.index + 1, conditions)
    if index is None:
        finished = RunFinished(at=now, run=state.run, lesson=script.lesson.id)
        over = replace(
            state, moment=replace(moment, conditions=conditions), past=past, finished=True
        )
        return over, (*events, finished)
    opened = Moment(index, open_step(script.world, script.lesson.steps[index], state), conditions)
    after = replace(state, moment=opened, past=past)
    return after, (*events, _reached(script, after, now))


def resume(
    script: Script,
    run: str,
    seed: str,
    responses: Iterable[r.Response],
    *,
    earlier: int = 0,
    seats: int = 1,
    shuffled: bool = True,
    first_talk: bool = False,
) -> LessonState:
    """Return the state that these responses led to; `shuffled` is False for a run of an earlier version."""
    state = resume_at(
        script,
        run,
        seed,
        0,
        earlier=earlier,
        seats=seats,
        shuffled=shuffled,
        first_talk=first_talk,
    )
    for response in responses:
        state, _ = respond(script, state, response, _EPOCH)
    return state


def resume_at(
    script: Script,
    run: str,
    seed: str,
    index: int,
    *,
    earlier: int = 0,
    seats: int = 1,
    shuffled: bool = True,
    first_talk: bool = False,
) -> LessonState:
    """Return the state at the start of a step, for a run whose lesson was rewritten meanwhile."""
    blank = LessonState(
        run,
        seed,
        _NOWHERE,
        earlier=earlier,
        seats=seats,
        shuffled=shuffled,
        first_talk=first_talk,
    )
    return _at(script, blank, min(max(index, 0), len(script.lesson.steps) - 1))


def answer_order(script: Script, state: LessonState) -> tuple[int, ...]:
    """Return the positions in the lesson file of the answers that are shuffled now, as they are shown.

    Nothing where the numbers on the screen are those of the file.
    """
    step, now = script.lesson.steps[state.moment.index], state.moment.step
    if not state.shuffled:
        return ()
    if isinstance(step, Choose | Compare) and isinstance(now, Choosing) and now.phase == "ask":
        return shown_order(step, state.seed)
    if isinstance(step, Call | Chat) and isinstance(now, Talking) and now.phase == "ask":
        return () if now.aside else shown_order(step, state.seed, now.node)
    if isinstance(step, Pairs) and isinstance(now, Sorting) and now.phase == "ask":
        return shown_order(step, state.seed, MEANINGS)
    return ()


def shows_signs(script: Script, state: LessonState) -> bool:
    """Tell whether the signs of a scam light up while the caller speaks: in the first conversation met."""
    talks = (i for i, step in enumerate(script.lesson.steps) if isinstance(step, Call | Chat))
    return state.first_talk and next(talks, None) == state.moment.index


def choose(script: Script, state: LessonState, number: int) -> r.Choose:
    """Return the response that picks what carries this number on the screen."""
    order = answer_order(script, state)
    return r.Choose(order[number - 1] + 1 if 1 <= number <= len(order) else number)


def _at(script: Script, blank: LessonState, index: int) -> LessonState:
    first = _following(script.lesson, index, frozenset())
    position = index if first is None else first
    step = script.lesson.steps[position]
    return replace(blank, moment=Moment(position, open_step(script.world, step, blank)))


def _following(lesson: Lesson, index: int, conditions: frozenset[str]) -> int | None:
    for position in range(index, len(lesson.steps)):
        if _comes(lesson.steps[position], conditions):
            return position
    return None


def _comes(step: Step, conditions: frozenset[str]) -> bool:
    when = " ".join(step.when.split())
    return not when or when in conditions


def place_in_lesson(lesson: Lesson, moment: Moment) -> tuple[int, int]:
    """Return the number of the present step, and how many steps there are: neither goes back in a run."""
    numbers = lesson.step_numbers
    return max((1, *numbers[: moment.index + 1])), max((1, *numbers))


def _conditions_after(
    step: Step, moment: Moment, response: r.Response, result: StepResult
) -> frozenset[str]:
    """Return the conditions that a response brings about; a step left without a wrong answer was right."""
    if not step.id:
        return frozenset()
    found = set()
    if isinstance(step, Choose) and isinstance(response, r.Choose) and result.events:
        found.add(f"chose {step.id} {response.number}")
    if result.wrong:
        found.add(f"wrong {step.id}")
    elif result.state is None and f"wrong {step.id}" not in moment.conditions:
        found.add(f"right {step.id}")
    return frozenset(found)


def _past(state: LessonState) -> tuple[Moment, ...]:
    """Return what going back returns to; a moment in which only something was said is none of it."""
    moment = _settled(state.moment)
    if state.past and _settled(state.past[-1]) == moment:
        return state.past
    return (*state.past, state.moment)


def _settled(moment: Moment) -> Moment:
    return replace(moment, step=without_remark(moment.step))


def _undo(
    script: Script, state: LessonState, now: datetime
) -> tuple[LessonState, tuple[Event, ...]]:
    if not state.past:
        return state, ()
    moment = _settled(state.past[-1])
    before = replace(state, moment=moment, past=state.past[:-1], finished=False)
    events: tuple[Event, ...] = (_responded(script, state, r.Back(), now),)
    if before.moment.index != state.moment.index or state.finished:
        events = (*events, _reached(script, before, now))
    return before, events


def _responded(
    script: Script, state: LessonState, response: r.Response, now: datetime
) -> Responded:
    return Responded(
        at=now,
        run=state.run,
        lesson=script.lesson.id,
        step=state.moment.index,
        response=r.to_json(response),
    )


def _reached(script: Script, state: LessonState, now: datetime) -> StepReached:
    index = state.moment.index
    number, count = place_in_lesson(script.lesson, state.moment)
    return StepReached(
        at=now,
        run=state.run,
        lesson=script.lesson.id,
        step=index,
        step_id=script.lesson.steps[index].id,
        # Steps that are played only after a wrong answer are none of those left.
        steps=index + 1 + count - number,
    )
