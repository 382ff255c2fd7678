"""Events of classes and home visits, in the same form as the events of a lesson.

No event has free text, so that nothing recorded of a person can grow into a story about them.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Literal, TypeVar, get_args

SessionKind = Literal["class", "visit"]
AttendanceState = Literal["present", "late", "absent"]
AbsenceReason = Literal[
    "",
    "ill",
    "harvest",
    "grandchildren",
    "travelling",
    "transport",
    "embarrassed",
    "no-phone",
    "other",
]
Statement = Literal["can", "not-yet"]
CheckStage = Literal["before", "after"]
CheckResult = Literal["alone", "helped", "not-yet"]
Round = Literal[1, 2]
ConsentMethod = Literal["aloud", "written"]
VisitReason = Literal["missed", "asked", "practice", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfClass:
    """`session` is the id of the class or visit that the event belongs to, "" for none."""

    at: datetime
    session: str = ""

    @property
    def run(self) -> str:
        """The key of the journal, which for events of a lesson is their run."""
        return self.session


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfItem(_OfClass):
    index: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPerson(_OfClass):
    learner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlanned(_OfClass):
    """A session was planned, or planned anew: the latest plan counts. `day` is an ISO date.

    `expected` is the number of people expected, `lessons` are the ids of its lessons in order. A plan that
    is later than the cancellation of its session revives it. `time` is when it begins, such as "19:30", and
    `place` where people meet; each is "" if it was not said.
    """

    kind: ClassVar[str] = "session-planned"
    day: str
    hamlet: str
    commune: str
    minutes: int
    expected: int
    lessons: tuple[str, ...]
    form: SessionKind = "class"
    time: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStarted(_OfClass):
    """The session began, or continues after it was ended too early."""

    kind: ClassVar[str] = "session-started"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(_OfClass):
    """The session ended."""

    kind: ClassVar[str] = "session-ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionHeld(_OfClass):
    """The session was held with notes on paper; `at` is when that was entered."""

    kind: ClassVar[str] = "session-held"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnnamedCounted(_OfClass):
    """So many people were there who do not want to be written down; the latest count holds."""

    kind: ClassVar[str] = "unnamed-counted"
    unnamed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpersCounted(_OfClass):
    """So many people who are not of the team sat beside the learners; the latest count holds."""

    kind: ClassVar[str] = "helpers-counted"
    helpers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCancelled(_OfClass):
    """The session was cancelled."""

    kind: ClassVar[str] = "session-cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStarted(_OfItem):
    """An item of the run-of-show began; `index` counts from 0."""

    kind: ClassVar[str] = "item-started"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFinished(_OfItem):
    """An item of the run-of-show was finished."""

    kind: ClassVar[str] = "item-finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDropped(_OfItem):
    """An item of the run-of-show was left out."""

    kind: ClassVar[str] = "item-dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended(_OfPerson):
    """A person was present or absent; the latest event counts. A `learner` of "" was erased since."""

    kind: ClassVar[str] = "attended"
    state: AttendanceState
    reason: AbsenceReason = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsCounted(_OfClass):
    """The raised hands were counted for each choice in order; round 2 follows a discussion."""

    kind: ClassVar[str] = "hands-counted"
    lesson: str
    step_id: str
    round: Round
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillObserved(_OfPerson):
    """A volunteer saw a person use a skill on their own phone, `alone` or with help."""

    kind: ClassVar[str] = "skill-observed"
    skill: str
    lesson: str
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillStated(_OfPerson):
    """A person said whether they have a skill."""

    kind: ClassVar[str] = "skill-said"
    skill: str
    said: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillUnnoted(_OfPerson):
    """What was recorded of a person's skill in this session was a mistake."""

    kind: ClassVar[str] = "skill-unnoted"
    skill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChecked(_OfPerson):
    """A task of the short check was asked for on the person's own phone; of each stage the last counts.

    "before" is noted only while the person has learnt nothing here yet.
    """

    kind: ClassVar[str] = "task-checked"
    skill: str
    stage: CheckStage
    result: CheckResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(_OfPerson):
    """A person agreed to this version of the text; `witness` is the id of one of the staff, or "".

    `takes_back` are the withdrawals known when it was noted; earlier versions did not say which.
    """

    kind: ClassVar[str] = "consent-given"
    text_version: str
    method: ConsentMethod
    witness: str = ""
    takes_back: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(_OfPerson):
    """A person wants nothing more to be recorded; `forget`: nor what was, for they had never agreed.

    Earlier versions did not say whether they had.
    """

    kind: ClassVar[str] = "consent-withdrawn"
    forget: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitAssigned(_OfPerson):
    """One of the staff is to visit a learner; `session` is the class where that was agreed."""

    kind: ClassVar[str] = "visit-assigned"
    visit: str
    staff: str
    reason: VisitReason


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDone(_OfPerson):
    """A visit was made; `session` is the session with the form "visit" that records it, or ""."""

    kind: ClassVar[str] = "visit-done"
    visit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(_OfPerson):
    """A person was erased; a laptop that receives this event erases them too.

    `staff` tells that it was one of the team, whose attendance is not counted.
    """

    kind: ClassVar[str] = "person-erased"
    staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleCompared(_OfPerson):
    """Somebody said whether this entry and another are one person; the latest word on the two counts."""

    kind: ClassVar[str] = "people-compared"
    other: str
    same: bool


ItemEvent = ItemStarted | ItemFinished | ItemDropped
ClassEvent = (
    SessionPlanned
    | SessionStarted
    | SessionEnded
    | SessionHeld
    | UnnamedCounted
    | HelpersCounted
    | SessionCancelled
    | ItemEvent
    | Attended
    | HandsCounted
    | SkillObserved
    | SkillStated
    | SkillUnnoted
    | TaskChecked
    | ConsentGiven
    | ConsentWithdrawn
    | VisitAssigned
    | VisitDone
    | PersonErased
    | PeopleCompared
)

CLASS_EVENT_KINDS: Mapping[str, type[ClassEvent]] = {cls.kind: cls for cls in get_args(ClassEvent)}

_LARGEST_NUMBER = 1 << 31


@cache
def _numbers(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(CLASS_EVENT_KINDS[kind]) if field.type is int)


NUMBERED_KINDS = frozenset(filter(_numbers, CLASS_EVENT_KINDS))
"""The kinds of events that have numbers."""


def has_sound_numbers(kind: str, payload: Mapping[str, Any]) -> bool:
    """Return False for an event of a class with something for a number that no table takes."""
    for name in _numbers(kind) if kind in CLASS_EVENT_KINDS else ():
        value = payload.get(name, 0)
        if not isinstance(value, int) or abs(value) >= _LARGEST_NUMBER:
            return False
    return True


Sign = Literal["seen", "said", "taken-back"]
"""The source of a statement on a skill: a volunteer, the person, or a retraction of both."""

S = TypeVar("S")


def latest_statements(
    statements: Iterable[S], about: Callable[[S], tuple[Hashable, Sign]]
) -> list[S]:
    """Return the statements on skills that hold, given all in the order in which they were made.

    The last statement of each source on one subject counts; a retraction removes those of both sources.
    `about` returns the subject and the source of a statement.
    """
    last: dict[tuple[Hashable, Sign], S] = {}
    for statement in statements:
        subject, sign = about(statement)
        for other in ("seen", "said") if sign == "taken-back" else (sign,):
            last.pop((subject, other), None)
        if sign != "taken-back":
            last[subject, sign] = statement
    return list(last.values())
