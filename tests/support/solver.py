"""Plays any lesson: the right answer to every step, or a wrong one first."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from tutor.authoring.right_way import right_response
from tutor.content.steps import (
    FALSE_ONE,
    Call,
    Chat,
    Choose,
    Compare,
    Order,
    Pairs,
    Practise,
    Sort,
    Spot,
    Type,
)
from tutor.engine import responses as r
from tutor.engine.events import SHOWN, Event
from tutor.engine.run import Script, answer_order, begin, resolve_variants, respond
from tutor.engine.state import (
    LessonState,
    Ordering,
    Practising,
    Sorting,
    Spotting,
    Talking,
    Typing,
)
from tutor.engine.steps_answer import can_follow, flagged
from tutor.engine.steps_phone import next_press
from tutor.engine.steps_talk import HEAR_AFTER_ALL, WAY_OUT, was_cut_short
from tutor.phone import targets


def shown_number(script: Script, state: LessonState, response: r.Choose) -> int:
    """Return the number on the screen of what a response picks."""
    order = answer_order(script, state)
    number = response.number
    return order.index(number - 1) + 1 if number <= len(order) else number


def wrong_response(script: Script, state: LessonState) -> r.Response | None:
    """Return a wrong answer to what is asked here; None where nothing is, or once it is shown."""
    step = script.lesson.steps[state.moment.index]
    now = state.moment.step
    if isinstance(step, Call | Chat) and isinstance(now, Talking) and was_cut_short(step, now):
        return r.Choose(HEAR_AFTER_ALL)
    if getattr(now, "phase", "") != "ask" or getattr(now, "rung", SHOWN) == SHOWN:
        return None
    match step, now:
        case Choose(), _:
            return r.Choose(next(i for i, o in enumerate(step.options, 1) if not o.right))
        case Compare(), _:
            return r.Choose(2 - FALSE_ONE)
        case Sort(), Sorting(card=card):
            sides = list(step.sides)
            return r.Choose(2 - sides.index(step.cards[card].side))
        case Pairs(), Sorting(card=card):
            return r.Choose(2 if card == 0 else 1)
        case Spot(), Spotting():
            flags = flagged(step)
            return r.Choose(len(step.message.parts) + 1 if flags else 1)
        case Order(), Ordering(shuffled=shuffled, placed=placed):
            later = [
                i
                for i, item in enumerate(shuffled, 1)
                if item not in placed and not can_follow(step, now, item)
            ]
            return r.Choose(later[0]) if later else None
        case Type(), Typing():
            return r.Enter("không phải")
        case ((Call() | Chat()), Talking(aside="", node=node)):
            if step.genuine:
                return r.Choose(WAY_OUT)
            answers = step.nodes[node].answers
            return r.Choose(next((i for i, a in enumerate(answers, 1) if a.to == "lost"), 1))
        case Practise(), Practising():
            way = next_press(script.world, step, now)
            for target in targets(script.world, now.phone):
                if target.gesture != way and target.kind != "field":
                    return r.Choose(target.number)
    return None


WRONG_TRIES = 3


def scripts_of_runs(script: Script) -> dict[int, Script]:
    """Return the script of each run that differs: by a variant, or by how much of the phone is shown."""
    steps = script.lesson.steps
    most = max(len(getattr(step, "variants", ())) for step in steps)
    if any(isinstance(step, Practise) and step.errorless for step in steps):
        most = max(most, 2)
    return {earlier: resolve_variants(script, earlier) for earlier in range(1 + most)}


def walk(
    script: Script, *, astray: bool, now: datetime, earlier: int = 0, seats: int = 1
) -> Iterator[tuple[LessonState, tuple[Event, ...]]]:
    """Yield every state of a run to its end and what happened; `astray` is wrong a few times first."""
    state, events = begin(script, "run", "seed", now, earlier=earlier, seats=seats)
    yield state, events
    tries: Counter[tuple[int, object]] = Counter()
    while not state.finished:
        place = (state.moment.index, getattr(state.moment.step, "card", 0))
        wrong = wrong_response(script, state) if astray and tries[place] < WRONG_TRIES else None
        if wrong is not None:
            tries[place] += 1
        state, events = respond(script, state, wrong or right_response(script, state), now)
        assert events, f"{script.lesson.id}: nothing happens at {state.moment}"
        yield state, events
