"""What happened in a class or a visit, as facts in the past tense; the same form as events of a lesson.

No free text anywhere: nothing that is noted of a person here can grow into a story about them.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal, TypeVar, get_args

SessionKind = Literal["class", "visit"]
AttendanceState = Literal["present", "late", "absent"]
AbsenceReason = Literal["", "ill", "harvest", "transport", "embarrassed", "no-phone", "other"]
Statement = Literal["can", "not-yet"]
Round = Literal[1, 2]
ConsentMethod = Literal["aloud", "written"]
VisitReason = Literal["missed", "asked", "practice", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfClass:
    """`session` is the class session or visit it belongs to, "" for none."""

    at: datetime
    session: str = ""

    @property
    def run(self) -> str:
        """Under what the journal files it, as it files events of a lesson under their run."""
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

    `expected` is how many people are expected, `lessons` the ids of its lessons in order. A plan made
    after the session was cancelled takes it up again.
    """

    kind: ClassVar[str] = "session-planned"
    day: str
    hamlet: str
    commune: str
    minutes: int
    expected: int
    lessons: tuple[str, ...]
    form: SessionKind = "class"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStarted(_OfClass):
    """The session began, or goes on after it was ended too early."""

    kind: ClassVar[str] = "session-started"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(_OfClass):
    """The session is over."""

    kind: ClassVar[str] = "session-ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCancelled(_OfClass):
    """The session does not take place."""

    kind: ClassVar[str] = "session-cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStarted(_OfItem):
    """An item of the run-of-show began: `index` is its place from 0, `key` names it."""

    kind: ClassVar[str] = "item-started"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFinished(_OfItem):
    """An item of the run-of-show is done."""

    kind: ClassVar[str] = "item-finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDropped(_OfItem):
    """An item of the run-of-show was left out, as for want of time."""

    kind: ClassVar[str] = "item-dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended(_OfPerson):
    """Whether a person was there; the latest word counts. A `learner` of "" was erased since."""

    kind: ClassVar[str] = "attended"
    state: AttendanceState
    reason: AbsenceReason = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsCounted(_OfClass):
    """How many raised a hand for each choice, in their order; `round` is 2 after talking it over."""

    kind: ClassVar[str] = "hands-counted"
    lesson: str
    step_id: str
    round: Round
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillObserved(_OfPerson):
    """A volunteer saw a person do something on that person's own phone, `alone` or with help."""

    kind: ClassVar[str] = "skill-observed"
    skill: str
    lesson: str
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSaid(_OfPerson):
    """A person's own word on whether they can do something."""

    kind: ClassVar[str] = "skill-said"
    skill: str
    said: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillUnnoted(_OfPerson):
    """What was noted of a skill of a person in this session was noted by mistake."""

    kind: ClassVar[str] = "skill-unnoted"
    skill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(_OfPerson):
    """A person agreed to the text of this version; `witness` is the id of a person of the staff, or ""."""

    kind: ClassVar[str] = "consent-given"
    text_version: str
    method: ConsentMethod
    witness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(_OfPerson):
    """A person does not want anything more to be kept."""

    kind: ClassVar[str] = "consent-withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitAssigned(_OfPerson):
    """A person of the staff is to look in on a learner; `session` is the class where that was agreed."""

    kind: ClassVar[str] = "visit-assigned"
    visit: str
    staff: str
    reason: VisitReason


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDone(_OfPerson):
    """The visit was made; `session` is the session of the form "visit" that records it, or ""."""

    kind: ClassVar[str] = "visit-done"
    visit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(_OfPerson):
    """A person's name and records were erased; whoever receives this erases them too."""

    kind: ClassVar[str] = "person-erased"


ClassEvent = (
    SessionPlanned
    | SessionStarted
    | SessionEnded
    | SessionCancelled
    | ItemStarted
    | ItemFinished
    | ItemDropped
    | Attended
    | HandsCounted
    | SkillObserved
    | SkillSaid
    | SkillUnnoted
    | ConsentGiven
    | ConsentWithdrawn
    | VisitAssigned
    | VisitDone
    | PersonErased
)

CLASS_EVENT_KINDS: Mapping[str, type[ClassEvent]] = {cls.kind: cls for cls in get_args(ClassEvent)}

Sign = Literal["seen", "said", "taken-back"]
"""What a word on a skill is: a volunteer's, the person's own, or that neither was meant."""

W = TypeVar("W")


def latest_statements(words: Iterable[W], about: Callable[[W], tuple[Hashable, Sign]]) -> list[W]:
    """Return which words on skills hold, of words in the order in which they were said.

    Of what was seen and of what was said the last word on one thing counts; one that takes back takes both.
    `about` returns which thing a word is on, and what the word is.
    """
    last: dict[tuple[Hashable, Sign], W] = {}
    for word in words:
        thing, sign = about(word)
        for other in ("seen", "said") if sign == "taken-back" else (sign,):
            last.pop((thing, other), None)
        if sign != "taken-back":
            last[thing, sign] = word
    return list(last.values())
