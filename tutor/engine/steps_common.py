"""Common parts of all step kinds: the context of a response, its result, and the hint ladder."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal, TypeVar

from tutor.engine import responses as r
from tutor.engine.events import (
    EXPLAINED,
    HINTED,
    SHOWN,
    Attempted,
    ChecklistTicked,
    ConversationEnded,
    Event,
    ScamOutcome,
    Verdict,
)
from tutor.engine.state import Choosing, Ordering, Sorting, Spotting, StepState, Typing

_AnyQuestion = TypeVar("_AnyQuestion", Choosing, Sorting, Spotting, Ordering)
_Answered = TypeVar("_Answered", Choosing, Sorting, Spotting, Ordering, Typing)


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a response made of a step: its new state (None: the step is over), and the events to record.

    `wrong` tells that the step counts as answered wrong, for steps that are played only then.
    """

    state: StepState | None
    events: tuple[Event, ...] = ()
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class StepContext:
    """The fields that all events of one response share: time, run, lesson and step; and the step's kind."""

    at: datetime
    run: str
    lesson: str
    step: int
    step_id: str
    step_kind: str

    def attempted(
        self,
        verdict: Verdict,
        rung: int,
        answer: str,
        *,
        item: int = 0,
        outcome: ScamOutcome | Literal[""] = "",
    ) -> Attempted:
        """Return the record of one judged answer."""
        return Attempted(
            **asdict(self),
            verdict=verdict,
            rung=rung,
            answer=answer,
            item=item,
            outcome=outcome,
        )

    def ended(
        self, ending: str, turns: int, tactics: tuple[str, ...], outcome: ScamOutcome
    ) -> ConversationEnded:
        """Return the record of a conversation that is over."""
        return ConversationEnded(
            **self._place(),
            ending=ending,
            turns=turns,
            tactics=tactics,
            outcome=outcome,
        )

    def ticked(self, ticked: tuple[int, ...], items: int) -> ChecklistTicked:
        """Return the record of an own-phone checklist that was left."""
        return ChecklistTicked(
            **self._place(),
            ticked=ticked,
            items=items,
        )

    def _place(self) -> dict[str, Any]:
        place = asdict(self)
        del place["step_kind"]
        return place


def after_wrong(rung: int) -> int:
    """Return the rung on which a wrong answer is explained; from the second one on the answer is shown."""
    return EXPLAINED if rung < EXPLAINED else SHOWN


def asked_again(rung: int) -> int:
    """Return the rung on which the learner tries again after an explanation."""
    return HINTED if rung == EXPLAINED else rung


def helped(rung: int) -> int:
    """Return the rung after the learner asked for help: a hint first, then the answer."""
    return HINTED if rung < HINTED else SHOWN


def explain_wrong(state: _Answered, event: Attempted) -> StepResult:
    """Explain a wrong answer, on the rung that follows."""
    explained = replace(state, rung=after_wrong(state.rung), phase="explain")
    return StepResult(explained, (event,), wrong=True)


def along_the_ladder(state: _AnyQuestion, response: r.Response) -> StepResult | None:
    """Go on after an explanation, or climb for a hint; None when the response is an answer to judge."""
    match response, state.phase:
        case r.Next(), "explain":
            return StepResult(
                replace(state, phase="ask", rung=asked_again(state.rung), picked=None)
            )
        case r.Hint(), "ask":
            return StepResult(replace(state, rung=helped(state.rung)))
        case _:
            return None
