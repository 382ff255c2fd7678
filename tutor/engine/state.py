"""`LessonState`: the immutable state of a run, drawn by screens and restored from the journal."""

from dataclasses import dataclass
from typing import Literal

from tutor.engine.events import UNAIDED
from tutor.phone import PhoneState

# ask: it is the learner's turn; explain: a wrong answer is being explained; done: it is right, go on.
Phase = Literal["ask", "explain", "done"]
# What the program itself says of a press that led no nearer; nothing where the phone or the lesson does.
Remark = Literal["", "other-button", "other-word", "no-number"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A step that is read and listened to: say, recap."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence to say aloud, as an `answer` to somebody the second time."""

    answer: bool = False


@dataclass(frozen=True, slots=True)
class Ticking:
    """An own-phone checklist; `ticked` holds positions from 0."""

    ticked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Showing:
    """The practice phone after so many of the step's moves."""

    phone: PhoneState
    moves: int = 0


@dataclass(frozen=True, slots=True)
class Practising:
    """The practice phone in the learner's hands; `strayed` tells that the last press led no nearer.

    What is said of such a press is the `reason` why it does not, or else a `remark`. `astray` holds for as
    long as the learner has not come nearer to the goal than `nearest`, the presses that were left when they
    left the way. `filled` names the field that was typed into last. `peak` is the highest rung of the hint
    ladder so far.
    """

    phone: PhoneState
    rung: int = UNAIDED
    peak: int = UNAIDED
    strayed: bool = False
    astray: bool = False
    nearest: int = 0
    reason: str = ""
    remark: Remark = ""
    filled: str = ""
    phase: Phase = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionState:
    """What all questions answered by a number share; `picked` is the last choice, from 0."""

    rung: int = UNAIDED
    picked: int | None = None
    phase: Phase = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing(QuestionState):
    """A question with options; `found` holds the right ones that were chosen, where several are right."""

    found: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting(QuestionState):
    """Cards put on sides, or things matched with meanings, one by one; `picked` is what `card` was put to.

    `order` holds the cards by their positions in the file, `place` counts in it from 0.
    """

    order: tuple[int, ...]
    place: int = 0

    @property
    def card(self) -> int:
        """The position in the file of the present card."""
        return self.order[self.place]

    @property
    def last(self) -> bool:
        """Whether no card comes after this one."""
        return self.place + 1 == len(self.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotting(QuestionState):
    """A message under the eye; `found` holds the flagged parts that were chosen.

    `picked` equal to the number of parts is the answer that nothing (more) is wrong. `judged` tells that
    the step's scam outcome is recorded.
    """

    found: frozenset[int] = frozenset()
    judged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(QuestionState):
    """Items put in order; `shuffled` maps shown positions to right ones.

    `placed` holds the items in the order in which they were chosen.
    """

    shuffled: tuple[int, ...]
    placed: tuple[int, ...] = ()

    @property
    def following(self) -> int:
        """The first item of the right order that is not in place."""
        return min(set(self.shuffled).difference(self.placed))


@dataclass(frozen=True, slots=True)
class Typing:
    """A text to type; `text` is what was handed in last."""

    rung: int = UNAIDED
    text: str = ""
    phase: Phase = "ask"


@dataclass(frozen=True, slots=True)
class Talking:
    """A conversation at `node`; `path` holds the nodes and answers (from 0) so far.

    `aside` is an explanation to read before the caller's next line; `ending` is set once it is over.
    `stopped` tells that a genuine contact was ended already, and then taken up again; `believed` that a scam
    was, before it is met once more.
    """

    node: str
    path: tuple[tuple[str, int], ...] = ()
    aside: str = ""
    ending: str = ""
    stopped: bool = False
    believed: bool = False
    rung: int = UNAIDED
    phase: Phase = "ask"


@dataclass(frozen=True, slots=True)
class Watching:
    """The question to those who watched a conversation: which of `tactics` did the line of `node` use?

    `talked` is the conversation as it ended; it is looked back on once this is answered.
    """

    node: str
    tactics: tuple[str, ...]
    talked: Talking
    picked: int | None = None
    phase: Phase = "ask"


StepState = (
    Reading
    | Saying
    | Ticking
    | Showing
    | Practising
    | Choosing
    | Sorting
    | Spotting
    | Ordering
    | Typing
    | Talking
    | Watching
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a run: the step, how far it is answered, and the conditions that hold so far.

    A condition is what the `when` of a later step may say: "wrong ID", "right ID" or "chose ID NUMBER".
    """

    index: int
    step: StepState
    conditions: frozenset[str] = frozenset()

    @property
    def phase(self) -> Phase:
        """How far the step is answered; "ask" for a step that has no answer."""
        phase: Phase = getattr(self.step, "phase", "ask")
        return phase


@dataclass(frozen=True, slots=True)
class LessonState:
    """A run of one lesson; `past` holds the moments that Back returns to.

    `earlier` is how often the learner had finished the lesson before, `seats` how many play it together.
    `shuffled` and `first_talk` are those of `RunStarted`.
    """

    run: str
    seed: str
    moment: Moment
    past: tuple[Moment, ...] = ()
    finished: bool = False
    earlier: int = 0
    seats: int = 1
    shuffled: bool = False
    first_talk: bool = False
