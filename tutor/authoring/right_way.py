"""The right way through a lesson: what answers each moment of a run without an error."""

from collections.abc import Iterator
from datetime import datetime

from tutor.content.steps import (
    FALSE_ONE,
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
    Type,
)
from tutor.engine import responses as r
from tutor.engine.run import Script, begin, respond
from tutor.engine.state import (
    Choosing,
    LessonState,
    Ordering,
    Practising,
    Sorting,
    Spotting,
    Talking,
    Ticking,
    Typing,
    Watching,
)
from tutor.engine.steps_answer import flagged, right_options
from tutor.engine.steps_phone import next_press
from tutor.engine.steps_talk import WAY_OUT, leads_well


def right_way(script: Script, now: datetime) -> Iterator[tuple[LessonState, r.Response]]:
    """Yield each moment of a first run, and the response that leads on; it stops where nothing does."""
    state, _ = begin(script, "run", "seed", now)
    while not state.finished:
        response = right_response(script, state)
        yield state, response
        state, events = respond(script, state, response, now)
        if not events:
            return


def right_response(script: Script, state: LessonState) -> r.Response:
    """Return what leads on from here by the right way; a scam is ended at its first line."""
    step = script.lesson.steps[state.moment.index]
    now = state.moment.step
    if getattr(now, "phase", "ask") != "ask":
        return r.Next()
    match step, now:
        case Choose(), Choosing(found=found):
            return r.Choose(min(right_options(step) - found) + 1)
        case Compare(), _:
            return r.Choose(FALSE_ONE + 1)
        case Sort(), Sorting(card=card):
            return r.Choose(list(step.sides).index(step.cards[card].side) + 1)
        case Pairs(), Sorting(card=card):
            return r.Choose(card + 1)
        case Spot(), Spotting(found=found):
            left = flagged(step) - found
            return r.Choose(min(left) + 1 if left else len(step.message.parts) + 1)
        case Order(), Ordering(shuffled=shuffled, following=following):
            return r.Choose(shuffled.index(following) + 1)
        case Type(), Typing():
            return r.Enter(step.expect[0])
        case ((Call() | Chat()), Talking(aside=aside, node=node)):
            if aside:
                return r.Next()
            if not step.genuine:
                return r.Choose(WAY_OUT)
            answers = step.nodes[node].answers
            good = (i for i, answer in enumerate(answers, 1) if leads_well(step, answer))
            return r.Choose(next(good, WAY_OUT))
        case ((Call() | Chat()), Watching(node=node, tactics=tactics)):
            return r.Choose(tactics.index(step.nodes[node].tactic[0]) + 1)
        case Practise(), Practising():
            gesture = next_press(script.world, step, now)
            return r.Next() if gesture is None else r.Act(gesture)
        case Do(), Ticking(ticked=ticked) if not ticked:
            return r.Choose(1)
        case ((Say() | Show() | Aloud() | Do() | Recap()), _):
            return r.Next()
        case _:
            raise TypeError(f"no answer to {step.kind} in {type(now).__name__}")
