"""Typed answers, and own-phone checklists."""

from dataclasses import replace

from tutor.content.steps import Do, Type
from tutor.content.text import fold_case
from tutor.engine import responses as r
from tutor.engine.events import SHOWN
from tutor.engine.state import Ticking, Typing
from tutor.engine.steps_common import StepContext, StepResult, after_wrong, asked_again, helped


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
        case r.Next(), "told":
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
            told = Typing(rung=after_wrong(state.rung), text=text, phase="told")
            return StepResult(told, (event,), wrong=True)
        case _:
            return StepResult(state)


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
