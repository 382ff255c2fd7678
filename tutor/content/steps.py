"""A lesson in one language, and the kinds of steps that it is made of.

A lesson script writes `text` as the value of the key that names the kind: it is shown and spoken first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import ClassVar, Literal

from tutor.content.model import Keyboard, Photo, Scalar, Sound, written
from tutor.content.step_parts import (
    Caller,
    Card,
    Guide,
    Message,
    Node,
    Option,
    OrderItem,
    Pair,
    ShortMessage,
)

FORMAT = 1
Language = Literal["vi", "en"]
Audience = Literal["learners", "volunteers"]
StepKind = Literal[
    "say",
    "show",
    "practise",
    "choose",
    "sort",
    "pairs",
    "compare",
    "spot",
    "call",
    "chat",
    "order",
    "type",
    "aloud",
    "do",
    "recap",
]

GOOD_ENDINGS = ("hang-up", "block", "end")
ENDINGS = (*GOOD_ENDINGS, "lost")
# The place of the false message among those of a `compare`.
FALSE_ONE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    text: str
    id: str = ""
    say: str = ""
    spoken: str = ""
    picture: str = ""
    photo: Photo | None = None
    sound: Sound | None = None
    guide: Guide | None = None
    hint: str = ""
    when: str = ""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(_Common):
    """The learner reads and listens."""

    kind: ClassVar[StepKind] = "say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(_Common):
    """The practice phone shows `moves` (gestures in words), one for each press of Enter."""

    kind: ClassVar[StepKind] = "show"
    phone: Mapping[str, Scalar]
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Practise(_Common):
    """The learner uses the practice phone until every value of `goal` is reached.

    `because` maps gestures, in words as in `moves`, to the reason why they do not help.
    """

    kind: ClassVar[StepKind] = "practise"
    phone: Mapping[str, Scalar]
    goal: Mapping[str, Scalar]
    errorless: bool = False
    because: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(_Common):
    """The learner chooses one of two to four options; one is right.

    `several`: more than one is right, and the learner finds them one after another. `fixed`: the options are
    shown in the order of the file, because it means something.
    """

    kind: ClassVar[StepKind] = "choose"
    options: tuple[Option, ...]
    several: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort(_Common):
    """The learner puts each card on one of two sides; `sides` maps a side's key to its shown name.

    `fixed`: the cards come in the order of the file. `variants` are complete steps with other content; a
    later run plays one of them instead.
    """

    kind: ClassVar[StepKind] = "sort"
    sides: Mapping[str, str]
    cards: tuple[Card, ...]
    fixed: bool = False
    variants: tuple["Sort", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs(_Common):
    """The learner finds the meaning of three or four things, one after another, among all meanings."""

    kind: ClassVar[StepKind] = "pairs"
    items: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(_Common):
    """The learner finds the false one of two messages; `because` says what tells them apart.

    `because_again` is said in its place after a second wrong answer.
    """

    kind: ClassVar[StepKind] = "compare"
    genuine: ShortMessage
    scam: ShortMessage
    because: str
    because_again: str = ""

    @property
    def messages(self) -> tuple[ShortMessage, ShortMessage]:
        """Both messages, the false one last."""
        return self.genuine, self.scam


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot(_Common):
    """The learner finds the suspicious parts of a message or says that there are none, or finds details.

    `variants` are complete steps with other content; a later run plays one of them instead.
    """

    kind: ClassVar[StepKind] = "spot"
    message: Message
    variants: tuple["Spot", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation(_Common):
    """A conversation that starts at the first node; the learner can end it at any time.

    `wants` names in a few words what the caller wanted. `fixed`: the answers are shown in the order of the
    file. `variants` are complete steps with other content; a
    later run plays one of them instead.
    """

    caller: Caller = field(metadata=written(key="from"))
    genuine: bool
    nodes: Mapping[str, Node]
    wants: str = ""
    fixed: bool = False
    variants: tuple["Call | Chat", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Conversation):
    """A phone call; the learner ends it by hanging up."""

    kind: ClassVar[StepKind] = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat(Conversation):
    """An exchange of messages; the learner ends it by blocking the sender."""

    kind: ClassVar[StepKind] = "chat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(_Common):
    """The learner puts three to six items in order; `items` holds the right order."""

    kind: ClassVar[StepKind] = "order"
    items: tuple[OrderItem, ...] = field(metadata=written(text_as="text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Type(_Common):
    """The learner types a text; the first of `expect` is shown as the solution, the others are accepted."""

    kind: ClassVar[StepKind] = "type"
    expect: tuple[str, ...] = field(metadata=written(one_or_more=True))
    keyboard: Keyboard = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aloud(_Common):
    """The learner says a sentence aloud, then as the answer to what somebody says; nobody judges it."""

    kind: ClassVar[StepKind] = "aloud"
    sentence: str
    answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Do(_Common):
    """The learner works through a checklist on their own phone; `watch` is a note for the volunteer."""

    kind: ClassVar[StepKind] = "do"
    checklist: tuple[str, ...]
    watch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap(_Common):
    """The sentence to remember; `card` puts it on the printed card."""

    kind: ClassVar[StepKind] = "recap"
    keep: str
    card: bool = False


Step = (
    Say
    | Show
    | Practise
    | Choose
    | Sort
    | Pairs
    | Compare
    | Spot
    | Call
    | Chat
    | Order
    | Type
    | Aloud
    | Do
    | Recap
)

StepWithVariants = Sort | Spot | Call | Chat

STEP_KINDS: Mapping[StepKind, type[Step]] = {
    cls.kind: cls
    for cls in (
        Say,
        Show,
        Practise,
        Choose,
        Sort,
        Pairs,
        Compare,
        Spot,
        Call,
        Chat,
        Order,
        Type,
        Aloud,
        Do,
        Recap,
    )
}
# The kinds whose answers are right or wrong, and all whose answers are recorded.
JUDGED: frozenset[StepKind] = frozenset(STEP_KINDS) - {"say", "show", "aloud", "do", "recap"}
RECORDED: frozenset[StepKind] = JUDGED | {"do"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson: `objective` says what the learner can do after its steps.

    `explains` are the words that it explains; `digcomp` is its area of DigComp where that of its topic does
    not fit. `bulletin` is the day on which a scam bulletin came out, None for any other lesson. One whose
    `audience` is the volunteers stands on their side alone. `patterns` are the scams that it lets meet.
    """

    format: Literal[1]
    id: str
    language: Language
    topic: str
    title: str
    objective: str
    minutes: int
    steps: tuple[Step, ...]
    after: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    explains: tuple[str, ...] = ()
    digcomp: Literal[1, 2, 3, 4, 5] | None = None
    bulletin: date | None = None
    audience: Audience = "learners"
    patterns: tuple[str, ...] = ()

    @property
    def step_numbers(self) -> tuple[int, ...]:
        """The number of each step as screens and papers count.

        A step that is played only after some answers counts as a part of the step before it.
        """
        return tuple(accumulate(int(not step.when) for step in self.steps))

    def index_of(self, step_id: str) -> int | None:
        """Return the position of the step with this id, or None."""
        for index, step in enumerate(self.steps):
            if step.id == step_id:
                return index
        return None


def shows_phone(step: Step) -> bool:
    """Return whether a step shows the practice phone, which leaves no room for a picture."""
    return step.kind in ("show", "practise")
