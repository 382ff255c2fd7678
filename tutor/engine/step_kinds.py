"""How each kind of step opens, and which module answers it."""

from typing import assert_never

from tutor.content.shuffle import shown_order
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
from tutor.engine import responses as r
from tutor.engine.state import (
    Choosing,
    LessonState,
    Ordering,
    Practising,
    Reading,
    Saying,
    Showing,
    Sorting,
    Spotting,
    StepState,
    Talking,
    Ticking,
    Typing,
    Watching,
)
from tutor.engine.steps_answer import (
    respond_aloud,
    respond_choose,
    respond_compare,
    respond_do,
    respond_order,
    respond_pairs,
    respond_sort,
    respond_spot,
    respond_type,
    shuffled,
)
from tutor.engine.steps_common import StepContext, StepResult
from tutor.engine.steps_phone import open_practise, respond_practise, respond_show
from tutor.engine.steps_talk import first_node, respond_talk, respond_watch
from tutor.phone import PhoneWorld, start


def open_step(world: PhoneWorld, step: Step, run: LessonState) -> StepState:
    """Return the state in which a run meets a step."""
    match step:
        case Say() | Recap():
            return Reading()
        case Show():
            return Showing(start(world, step.phone))
        case Practise():
            return open_practise(world, step, run.earlier)
        case Choose() | Compare():
            return Choosing()
        case Sort():
            unshuffled = tuple(range(len(step.cards)))
            return Sorting(order=shown_order(step, run.seed) if run.shuffled else unshuffled)
        case Pairs():
            return Sorting(order=shown_order(step, run.seed))
        case Spot():
            return Spotting()
        case Call() | Chat():
            return Talking(first_node(step))
        case Order():
            return Ordering(shuffled=shuffled(step, run.seed))
        case Type():
            return Typing()
        case Aloud():
            return Saying()
        case Do():
            return Ticking()
        case _:
            assert_never(step)


def answer_step(
    world: PhoneWorld, step: Step, run: LessonState, response: r.Response, context: StepContext
) -> StepResult:
    """Return what a response makes of the present step."""
    state = run.moment.step
    match step, state:
        case Show(), Showing():
            return respond_show(world, step, state, response)
        case Practise(), Practising():
            return respond_practise(world, step, state, response, context, run.earlier)
        case Choose(), Choosing():
            return respond_choose(step, state, response, context)
        case Compare(), Choosing():
            return respond_compare(step, state, response, context)
        case Sort(), Sorting():
            return respond_sort(step, state, response, context)
        case Pairs(), Sorting():
            return respond_pairs(step, state, response, context)
        case Spot(), Spotting():
            return respond_spot(step, state, response, context)
        case ((Call() | Chat()), Talking()):
            return respond_talk(step, state, response, context, watched=run.seats > 1)
        case ((Call() | Chat()), Watching()):
            return respond_watch(step, state, response, context)
        case Order(), Ordering():
            return respond_order(step, state, response, context)
        case Type(), Typing():
            return respond_type(step, state, response, context)
        case Aloud(), Saying():
            return respond_aloud(step, state, response)
        case Do(), Ticking():
            return respond_do(step, state, response, context)
        case ((Say() | Recap()), Reading()):
            return StepResult(None if isinstance(response, r.Next) else state)
        case _:
            raise TypeError(f"no response to {step.kind} in {type(state).__name__}")
