"""Event dataclasses of a run, as the journal stores them; all records are derived from them."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar, cast

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

AnyEvent = TypeVar("AnyEvent", bound="DataclassInstance")

# The rungs of the hint ladder: how much help an answer took.
UNAIDED, EXPLAINED, HINTED, SHOWN = 0, 1, 2, 3
# unneeded: a genuine contact was ended, which is safe and says nothing against what somebody can do.
Verdict = Literal["right", "wrong", "unneeded"]
ScamOutcome = Literal["scam-refused", "scam-believed", "genuine-accepted", "genuine-refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfRun:
    at: datetime
    run: str
    lesson: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfStep(_OfRun):
    step: int
    step_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted(_OfRun):
    """A learner began a lesson; `revision` names its content, `seed` fixes every shuffle of the run.

    `earlier` is how often the learner had finished this lesson before: it decides how much is shown, and in
    which variant a step is met of which `faces` does not say it by the step's id. `seats` is how many people
    sit at it together. `mastery` says when a skill counted as mastered at the time. `parts` are the steps
    that a drill was put together of, each as "lesson:step:variant", which is also the id of the step in
    the drill. `asks` holds the skills of each step that asks for some of its lesson's alone. `shuffled`
    tells that answers and cards are shown in an order of the seed's; runs of earlier versions are not.
    `first_talk` tells that the learner had met no conversation before.
    """

    kind: ClassVar[str] = "run-started"
    language: str
    revision: str
    seed: str
    steps: int
    earlier: int = 0
    mastery: str = ""
    seats: int = 1
    parts: tuple[str, ...] = ()
    faces: Mapping[str, int] = field(default_factory=dict)
    asks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shuffled: bool = False
    first_talk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Responded(_OfRun):
    """A learner answered; `response` is in the form of `responses.to_json`, enough to replay the run."""

    kind: ClassVar[str] = "responded"
    step: int
    response: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReached(_OfStep):
    """The run stands at this step of the lesson, counted from 0.

    From it to the end of `steps` is what every learner has still to play; those of earlier versions hold all
    steps of the lesson.
    """

    kind: ClassVar[str] = "step-reached"
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempted(_OfStep):
    """One judged answer: `rung` is the hint ladder's rung when it was given, 0 for unaided.

    On the practice phone the right answer is the press that reaches the goal, recorded once, and its rung
    is the highest that any press of the step was helped by. `item` tells apart the cards, parts and items
    of one step; `answer` is readable. `step_kind` is the kind of the step, as of a card that was sorted;
    earlier versions did not record it.
    """

    kind: ClassVar[str] = "attempted"
    verdict: Verdict
    rung: int
    answer: str
    item: int = 0
    outcome: ScamOutcome | Literal[""] = ""
    step_kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationEnded(_OfStep):
    """A practice call or chat ended after so many turns; `tactics` are those met, in order."""

    kind: ClassVar[str] = "conversation-ended"
    ending: str
    turns: int
    tactics: tuple[str, ...]
    outcome: ScamOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTicked(_OfStep):
    """The learner left an own-phone step with these items ticked (counted from 0)."""

    kind: ClassVar[str] = "checklist-ticked"
    ticked: tuple[int, ...]
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFinished(_OfRun):
    """The last step of the lesson was passed."""

    kind: ClassVar[str] = "run-finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLeft(_OfRun):
    """The learner stopped for now; the run goes on at the same step."""

    kind: ClassVar[str] = "run-left"


Event = (
    RunStarted
    | Responded
    | StepReached
    | Attempted
    | ConversationEnded
    | ChecklistTicked
    | RunFinished
    | RunLeft
)

EVENT_KINDS: Mapping[str, type[Event]] = {
    cls.kind: cls
    for cls in (
        RunStarted,
        Responded,
        StepReached,
        Attempted,
        ConversationEnded,
        ChecklistTicked,
        RunFinished,
        RunLeft,
    )
}


@cache
def _names(cls: "type[DataclassInstance]") -> frozenset[str]:
    return frozenset(field.name for field in fields(cls)) - {"at"}


def to_payload(event: "DataclassInstance") -> dict[str, Any]:
    """Return the fields of an event as plain JSON values, `at` excepted."""
    # Events have no parts of their own: a deep copy would only take time.
    return {name: getattr(event, name) for name in _names(type(event))}


def from_payload(kind: str, at: datetime, payload: Mapping[str, Any]) -> Event | None:
    """Return the event that `to_payload` wrote; None for a kind or shape this program does not know."""
    cls = EVENT_KINDS.get(kind)
    return None if cls is None else build(cls, at, payload)


def required_names(cls: "type[DataclassInstance]") -> frozenset[str]:
    """Return the names that no payload of such an event lacks."""
    return frozenset(
        field.name
        for field in fields(cls)
        if field.default is MISSING and field.default_factory is MISSING
    ) - {"at"}


def build(cls: type[AnyEvent], at: datetime, payload: Mapping[str, Any]) -> AnyEvent | None:
    """Return an event of this class, whatever package defines it; None for a payload of another shape."""
    names = _names(cls)
    if not payload.keys() <= names:
        payload = {name: value for name, value in payload.items() if name in names}
    if list in map(type, payload.values()):
        lists = {name: tuple(value) for name, value in payload.items() if isinstance(value, list)}
        payload = {**payload, **lists}
    made: Any = cls
    try:
        return cast("AnyEvent", made(at=at, **payload))
    except TypeError:
        return None
