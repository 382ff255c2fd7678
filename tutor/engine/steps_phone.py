"""Steps on the practice phone: show, practise."""

from dataclasses import replace

from tutor.content.steps import Practise, Show
from tutor.engine import responses as r
from tutor.engine.events import HINTED, SHOWN, UNAIDED
from tutor.engine.state import Practising, Remark, Showing, StepState
from tutor.engine.steps_common import StepContext, StepResult, helped
from tutor.phone import (
    Gesture,
    PhoneWorld,
    goal_is_reached,
    parse_gesture,
    press,
    shortest_path,
    start,
    targets,
    unread,
)

# On which rung an errorless step starts, by how often its lesson was finished before.
_CUES = (SHOWN, HINTED)


def next_move(step: Show, state: Showing) -> Gesture | None:
    """Return the gesture that the phone makes at the next press of Enter, None after the last."""
    if state.moves < len(step.moves):
        return parse_gesture(step.moves[state.moves])
    return None


def next_press(world: PhoneWorld, step: Practise, state: Practising) -> Gesture | None:
    """Return the next gesture on the shortest way to the goal, None when there is none."""
    path = shortest_path(world, state.phone, step.goal)
    return path[0] if path else None


def respond_show(world: PhoneWorld, step: Show, state: Showing, response: r.Response) -> StepResult:
    """Make the next move on the phone."""
    gesture = next_move(step, state)
    if isinstance(response, r.Choose) and gesture is not None:
        # The number that stands on what the phone presses next is as good as Enter.
        numbers = {target.gesture: target.number for target in targets(world, state.phone)}
        if numbers.get(gesture) != response.number:
            return StepResult(state)
    elif not isinstance(response, r.Next):
        return StepResult(state)
    if state.moves >= len(step.moves):
        return StepResult(None)
    phone = state.phone if gesture is None else press(world, state.phone, gesture)
    return StepResult(Showing(phone=phone, moves=state.moves + 1))


def respond_practise(
    world: PhoneWorld,
    step: Practise,
    state: Practising,
    response: r.Response,
    context: StepContext,
    earlier: int,
) -> StepResult:
    """Press the phone; a press that leads no nearer to the goal climbs the hint ladder.

    From then on the guide names each next press, until the learner is past the place where they left the way.
    The first time through an errorless step such a press is not made at all, only spoken about.
    """
    match response, state.phase:
        case r.Next(), "done":
            return StepResult(None)
        case r.Hint(), "ask":
            return StepResult(_on_rung(state, helped(state.rung)))
        case r.Act(gesture), "ask":
            return _pressed(world, step, state, gesture, context, earlier)
        case r.Choose(number), "ask":
            for target in targets(world, state.phone):
                if target.number == number:
                    return _pressed(world, step, state, target.gesture, context, earlier)
            return StepResult(state)
        case _:
            return StepResult(state)


def open_practise(world: PhoneWorld, step: Practise, earlier: int) -> Practising:
    """Return the phone at the start; an errorless step shows each press at first, later on fewer.

    The second time only the first press is given away, and from the third time on none.
    """
    rung = UNAIDED
    if step.errorless and earlier < len(_CUES):
        rung = _CUES[earlier]
    return Practising(start(world, step.phone), rung=rung, peak=rung)


def without_remark(state: StepState) -> StepState:
    """Return a step without what was said of the last press: it is said once, when it was made."""
    if not isinstance(state, Practising):
        return state
    return replace(state, strayed=False, reason="", remark="")


def _errorless(step: Practise, earlier: int) -> bool:
    return step.errorless and earlier == 0


def _on_rung(state: Practising, rung: int) -> Practising:
    calm = replace(state, strayed=False, reason="", remark="")
    return replace(calm, rung=rung, peak=max(state.peak, rung))


def _strayed(state: Practising, reason: str, remark: Remark) -> Practising:
    # The next press is named at once: that is help, whatever was pressed without any before.
    climbed = _on_rung(state, helped(state.rung))
    return replace(climbed, strayed=True, reason=reason, remark="" if reason else remark)


def _pressed(
    world: PhoneWorld,
    step: Practise,
    state: Practising,
    gesture: Gesture,
    context: StepContext,
    earlier: int,
) -> StepResult:
    if unread(world, state.phone, gesture):
        # Nobody went another way: the same is asked once more, and nothing else changes.
        calm = replace(state, strayed=False, reason="", remark="no-number")
        return StepResult(replace(calm, phone=replace(state.phone, message="")))
    phone = press(world, state.phone, gesture)
    untouched = phone == state.phone
    if goal_is_reached(world, phone, step.goal):
        event = context.attempted("right", state.peak, str(gesture))
        done = replace(_on_rung(state, UNAIDED), phone=phone, phase="done")
        return StepResult(done, (event,))
    if gesture.kind == "type" and replace(phone, message="") == replace(state.phone, message=""):
        # The field holds this text already: typing it once more is no error.
        return StepResult(replace(state, phone=phone, strayed=False, reason="", remark=""))
    before = shortest_path(world, state.phone, step.goal)
    after = shortest_path(world, phone, step.goal)
    if after is not None and (before is None or len(after) < len(before)):
        astray = state.astray and len(after) >= state.nearest
        alone = SHOWN if _errorless(step, earlier) else UNAIDED
        nearer = _on_rung(state, state.rung if astray else alone)
        return StepResult(replace(nearer, phone=phone, astray=astray, filled=_filled(gesture)))
    reason = step.because.get(str(gesture), "")
    remark: Remark = "other-word" if gesture.kind == "type" else "other-button"
    if _errorless(step, earlier):
        # What the phone says of a press that changes something would not be true: it was not made.
        unmoved = replace(state, phone=replace(state.phone, message=""))
        return StepResult(_strayed(unmoved, reason or (phone.message if untouched else ""), remark))
    no_farther = after is not None and before is not None and len(after) <= len(before)
    if phone.message or (no_farther and not untouched):
        remark = ""
    event = context.attempted("wrong", state.rung, str(gesture))
    left = state.nearest if state.astray else 0 if before is None else len(before)
    made = replace(state, phone=phone, astray=True, nearest=left, filled=_filled(gesture))
    return StepResult(_strayed(made, reason, remark), (event,), wrong=True)


def _filled(gesture: Gesture) -> str:
    return gesture.target if gesture.kind == "type" else ""
