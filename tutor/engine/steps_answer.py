"""Steps answered by a number or a text, sentences that are said aloud, and the checklist of do."""

from dataclasses import replace
from random import Random
from typing import TypeVar

from tutor.content.step_parts import Card
from tutor.content.steps import (
    FALSE_ONE,
    Aloud,
    Choose,
    Compare,
    Do,
    Order,
    Pairs,
    Sort,
    Spot,
    Type,
)
from tutor.content.text import fold_case
from tutor.engine import responses as r
from tutor.engine.events import SHOWN, UNAIDED, ScamOutcome, Verdict
from tutor.engine.state import Choosing, Ordering, Phase, Saying, Sorting, Spotting, Ticking, Typing
from tutor.engine.steps_common import (
    StepContext,
    StepResult,
    along_the_ladder,
    asked_again,
    explain_wrong,
    helped,
)

_OneRight = TypeVar("_OneRight", Choosing, Sorting)


def right_options(step: Choose) -> frozenset[int]:
    """Return the positions of the right options, from 0."""
    return frozenset(i for i, option in enumerate(step.options) if option.right)


def respond_choose(
    step: Choose, state: Choosing, response: r.Response, context: StepContext
) -> StepResult:
    """Judge the pick of one option; where several are right, all of them are to be found."""
    match response, state.phase:
        case r.Next(), "done":
            return StepResult(None)
        case r.Choose(number), "ask" if 1 <= number <= len(step.options):
            pick, option = number - 1, step.options[number - 1]
            if pick in state.found or (state.rung == SHOWN and not option.right):
                return StepResult(state)
            verdict: Verdict = "right" if option.right else "wrong"
            event = context.attempted(verdict, state.rung, option.text, item=len(state.found))
            if not option.right:
                return explain_wrong(replace(state, picked=pick), event)
            found = state.found | {pick}
            if found == right_options(step):
                return StepResult(replace(state, picked=pick, found=found, phase="done"), (event,))
            # The next one is asked for without the help that this one took.
            more = Choosing(picked=pick, found=found, phase="explain")
            return StepResult(more, (event,))
        case _:
            return along_the_ladder(state, response) or StepResult(state)


def respond_compare(
    step: Compare, state: Choosing, response: r.Response, context: StepContext
) -> StepResult:
    """Judge which of two messages was said to be the false one."""
    match response, state.phase:
        case r.Next(), "done":
            return StepResult(None)
        case r.Choose(number), "ask" if 1 <= number <= len(step.messages):
            right = number - 1 == FALSE_ONE
            outcome: ScamOutcome = "scam-refused" if right else "scam-believed"
            answer = step.messages[number - 1].text
            return _judged(state, number - 1, context, answer, outcome=outcome, right=right)
        case _:
            return along_the_ladder(state, response) or StepResult(state)


def side_outcome(card: Card, *, right: bool) -> ScamOutcome | None:
    """Return what a sorted card tells about scams; None when the sides are not safe and scam."""
    match card.side, right:
        case "scam", True:
            return "scam-refused"
        case "scam", False:
            return "scam-believed"
        case "safe", True:
            return "genuine-accepted"
        case "safe", False:
            return "genuine-refused"
        case _:
            return None


def respond_sort(
    step: Sort, state: Sorting, response: r.Response, context: StepContext
) -> StepResult:
    """Judge the side that one card was put on, then hand over the next card."""
    card, sides = step.cards[state.card], tuple(step.sides)
    match response, state.phase:
        case r.Choose(number), "ask" if 1 <= number <= len(sides):
            side = sides[number - 1]
            right = side == card.side
            answer, outcome = f"{card.text} → {step.sides[side]}", side_outcome(card, right=right)
            return _judged(state, number - 1, context, answer, outcome=outcome, right=right)
        case _:
            return _unpicked(state, response)


def respond_pairs(
    step: Pairs, state: Sorting, response: r.Response, context: StepContext
) -> StepResult:
    """Judge the meaning that was chosen for one thing, then ask for the next."""
    match response, state.phase:
        case r.Choose(number), "ask" if 1 <= number <= len(step.items):
            answer = f"{step.items[state.card].text} → {step.items[number - 1].means}"
            return _judged(state, number - 1, context, answer, right=number - 1 == state.card)
        case _:
            return _unpicked(state, response)


def _unpicked(state: Sorting, response: r.Response) -> StepResult:
    """Go on to the next card, or along the hint ladder."""
    if isinstance(response, r.Next) and state.phase == "done":
        following = Sorting(order=state.order, place=state.place + 1)
        return StepResult(None if state.last else following)
    return along_the_ladder(state, response) or StepResult(state)


def _judged(
    state: _OneRight,
    pick: int,
    context: StepContext,
    answer: str,
    *,
    right: bool,
    outcome: ScamOutcome | None = None,
) -> StepResult:
    """Return what comes of a pick where one is right; once that is shown, another pick does nothing."""
    if not right and state.rung == SHOWN:
        return StepResult(state)
    # Only the unaided answer says whether the learner would have been deceived.
    met = outcome if state.rung == UNAIDED else None
    verdict: Verdict = "right" if right else "wrong"
    item = state.card if isinstance(state, Sorting) else 0
    event = context.attempted(verdict, state.rung, answer, item=item, outcome=met or "")
    picked = replace(state, picked=pick)
    return (
        StepResult(replace(picked, phase="done"), (event,))
        if right
        else explain_wrong(picked, event)
    )


def flagged(step: Spot) -> frozenset[int]:
    """Return the positions of the suspicious parts of a message, from 0."""
    return frozenset(i for i, part in enumerate(step.message.parts) if part.flag)


def respond_spot(
    step: Spot, state: Spotting, response: r.Response, context: StepContext
) -> StepResult:
    """Judge a part that was pointed at, or the answer that nothing (more) is wrong."""
    parts = step.message.parts
    flags = flagged(step)
    match response, state.phase:
        case r.Next(), "done":
            return StepResult(None)
        case r.Choose(number), "ask" if 1 <= number <= len(parts) + 1:
            return _pointed(step, state, number - 1, flags, context)
        case _:
            return along_the_ladder(state, response) or StepResult(state)


def _pointed(
    step: Spot, state: Spotting, pick: int, flags: frozenset[int], context: StepContext
) -> StepResult:
    parts = step.message.parts
    nothing = pick == len(parts)
    if pick in state.found:
        return StepResult(state)
    right = pick in flags or (nothing and state.found == flags)
    if not right and state.rung == SHOWN:
        return StepResult(state)
    outcome: ScamOutcome | None = None
    if not state.judged and not step.message.has_details:
        if not flags:
            outcome = "genuine-accepted" if nothing else "genuine-refused"
        elif pick in flags:
            outcome = "scam-refused"
        elif nothing:
            outcome = "scam-believed"
    event = context.attempted(
        "right" if right else "wrong",
        state.rung,
        "–" if nothing else parts[pick].text,
        item=pick,
        outcome=outcome or "",
    )
    state = replace(state, picked=pick, judged=state.judged or outcome is not None)
    if not right:
        return explain_wrong(state, event)
    found = state.found if nothing else state.found | {pick}
    phase: Phase = "done" if found == flags else "explain"
    return StepResult(replace(state, found=found, phase=phase), (event,))


def shuffled(step: Order, seed: str) -> tuple[int, ...]:
    """Return the items' positions in an order of this run's own that is not the right one."""
    right = tuple(range(len(step.items)))
    if len(right) < 2:
        return right
    random = Random(f"{seed}:{step.id}")  # noqa: S311 - a shuffle, not a secret
    while True:
        mixed = tuple(random.sample(right, len(right)))
        if mixed != right:
            return mixed


def can_follow(step: Order, state: Ordering, item: int) -> bool:
    """Tell whether an item can come next: what has its place in the order waits for what is before it."""
    if step.items[item].anytime:
        return True
    return all(i in state.placed or step.items[i].anytime for i in range(item))


def respond_order(
    step: Order, state: Ordering, response: r.Response, context: StepContext
) -> StepResult:
    """Judge which item was said to come next; `Choose` counts the shuffled positions from 1."""
    match response, state.phase:
        case r.Next(), "done":
            return StepResult(None)
        case r.Choose(number), "ask" if 1 <= number <= len(state.shuffled):
            item = state.shuffled[number - 1]
            if item in state.placed:
                return StepResult(state)
            right = can_follow(step, state, item)
            if not right and state.rung == SHOWN:
                return StepResult(state)
            event = context.attempted(
                "right" if right else "wrong",
                state.rung,
                step.items[item].text,
                item=len(state.placed),
            )
            if not right:
                return explain_wrong(replace(state, picked=item), event)
            placed = (*state.placed, item)
            phase: Phase = "done" if len(placed) == len(step.items) else "ask"
            return StepResult(
                replace(state, placed=placed, rung=0, picked=item, phase=phase), (event,)
            )
        case _:
            return along_the_ladder(state, response) or StepResult(state)


def accepts(step: Type, text: str) -> bool:
    """Tell whether a typed text is one of those expected."""
    return fold_case(text) in {fold_case(expected) for expected in step.expect}


def respond_type(
    step: Type, state: Typing, response: r.Response, context: StepContext
) -> StepResult:
    """Judge a typed text. Once it is shown, going on without typing is accepted: no one is held up."""
    match response, state.phase:
        case r.Next(), "done":
            return StepResult(None)
        case r.Next(), "explain":
            return StepResult(replace(state, phase="ask", rung=asked_again(state.rung)))
        case r.Next(), "ask" if state.rung == SHOWN:
            return StepResult(None)
        case r.Hint(), "ask":
            return StepResult(replace(state, rung=helped(state.rung)))
        case r.Enter(text), "ask" if text.strip():
            if accepts(step, text):
                event = context.attempted("right", state.rung, text)
                return StepResult(replace(state, text=text, phase="done"), (event,))
            event = context.attempted("wrong", state.rung, text)
            return explain_wrong(replace(state, text=text), event)
        case _:
            return StepResult(state)


def respond_aloud(step: Aloud, state: Saying, response: r.Response) -> StepResult:
    """Go on once the sentence is said: to what it answers, if there is something, then to the next step."""
    if not isinstance(response, r.Next):
        return StepResult(state)
    return StepResult(Saying(answer=True) if step.answers and not state.answer else None)


def respond_do(step: Do, state: Ticking, response: r.Response, context: StepContext) -> StepResult:
    """Tick an item of the checklist or take the tick away; going on is always possible."""
    match response:
        case r.Choose(number) if 1 <= number <= len(step.checklist):
            return StepResult(Ticking(state.ticked ^ {number - 1}))
        case r.Next():
            event = context.ticked(tuple(sorted(state.ticked)), len(step.checklist))
            return StepResult(None, (event,))
        case _:
            return StepResult(state)
