"""Votes of a class with raised number cards: the question, the state of the ballot, and the room.

A ballot has two rounds: think, raise, count; after a talk with a neighbour raise and count again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tutor.classroom.live_class import LiveClass
from tutor.classroom.weak_spots import counted_step_id
from tutor.content.steps import (
    FALSE_ONE,
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
    Do,
    Order,
    Pairs,
    Practise,
    Recap,
    Say,
    Show,
    Sort,
    Spot,
    Type,
)
from tutor.engine.run import answer_order
from tutor.engine.state import Choosing, Sorting, Spotting
from tutor.engine.steps_answer import right_options
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Line
from tutor.records.class_events import Round
from tutor.records.class_views import Hands

Stage = Literal["think", "raise", "count", "counted"]

# Number cards per person.
_CARDS = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the cards: its lines, its answers as shown, and the number of the right one (from 1).

    `order` holds the positions of the answers in the lesson file, by which counts are recorded. `step_id` is
    the id of the step; each card of a sort step has its own, such as `sort-them/2`.
    """

    lesson: str
    step_id: str
    asked: tuple[Line, ...]
    options: tuple[str, ...]
    right: int
    order: tuple[int, ...]

    def to_record(self, counts: Sequence[int]) -> tuple[int, ...]:
        """Return counts of the answers as shown in the order of the lesson file."""
        return tuple(counts[self.order.index(place)] for place in range(len(counts)))

    def from_record(self, counts: Sequence[int]) -> tuple[int, ...]:
        """Return recorded counts in the order in which the answers are shown."""
        return tuple(counts[place] for place in self.order)

    @property
    def by_cards(self) -> bool:
        """Whether there are enough cards for the answers."""
        return len(self.options) <= _CARDS


def question_of(run: LessonRun, phrases: LessonPhrases) -> Question | None:
    """Return the question of the present step, or None if cards cannot answer it."""
    moment = run.state.moment
    step = run.script.lesson.steps[moment.index]
    name = counted_step_id(step, moment.index)
    match step, moment.step:
        case Choose(), Choosing(phase="ask") as state:
            right = min(right_options(step) - state.found, default=0)
            # Each right answer of several has a vote of its own.
            name = f"{name}/{len(state.found) + 1}" if state.found else name
        case Sort(), Sorting(phase="ask") as state:
            right = list(step.sides).index(step.cards[state.card].side)
            name = f"{name}/{state.card + 1}"
        case Compare(), Choosing(phase="ask"):
            right = FALSE_ONE
        case Pairs(), Sorting(phase="ask", card=right):
            name = f"{name}/{right + 1}"
        case Spot(), Spotting(phase="ask") as state:
            flagged = [i for i, part in enumerate(step.message.parts) if part.flag]
            left = [i for i in flagged if i not in state.found]
            right = left[0] if left else len(step.message.parts)
        case ((Choose() | Sort() | Pairs() | Compare() | Spot()), _):
            return None
        case (
            (
                Say()
                | Show()
                | Practise()
                | Call()
                | Chat()
                | Order()
                | Type()
                | Aloud()
                | Do()
                | Recap()
            ),
            _,
        ):
            return None
        case _:
            raise TypeError(f"no question of {step.kind}")
    view = present(run.script, run.state, phrases)
    asked = tuple(line for line in view.lines if line.role in ("banner", "lead", "body", "quote"))
    options = tuple(choice.text for choice in view.choices)
    order = answer_order(run.script, run.state) or tuple(range(len(options)))
    return Question(run.script.lesson.id, name, asked, options, order.index(right) + 1, order)


@dataclass(frozen=True, slots=True)
class Ballot:
    """The state of a vote: stage, round, and the cards counted so far in this round.

    `first` holds the counts of the first round during the second. `people` is how many are here, None if no
    roll was called.
    """

    question: Question
    stage: Stage = "think"
    round: Round = 1
    counts: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    people: int | None = None

    @property
    def all_counts(self) -> dict[Round, tuple[int, ...]]:
        """The counts of the rounds so far."""
        rounds: dict[Round, tuple[int, ...]] = {1: self.first} if self.first else {}
        return rounds | {self.round: self.counts}

    def forward(self) -> "Ballot | None":
        """Return the next state, or None after the last round."""
        match self.stage:
            case "think":
                return replace(self, stage="raise")
            case "raise":
                return replace(self, stage="count", counts=())
            case "count":
                return self.add_count(0)
            case "counted":
                again = replace(self, stage="raise", round=2, first=self.counts)
                return again if self.round == 1 else None

    def backward(self) -> "Ballot | None":
        """Return the previous state, or None before the first stage."""
        match self.stage:
            case "think":
                return None
            case "raise":
                return replace(self, stage="think") if self.round == 1 else None
            case "count":
                fewer = self.counts[:-1]
                return replace(self, counts=fewer) if self.counts else replace(self, stage="raise")
            case "counted":
                return replace(self, stage="count", counts=())

    def add_count(self, cards: int) -> "Ballot":
        """Return the ballot with the count of the next answer added."""
        counts = (*self.counts, cards)
        done = len(counts) == len(self.question.options)
        return replace(self, counts=counts, stage="counted" if done else "count")


def rounds_of(question: Question, hands: Iterable[Hands]) -> dict[Round, tuple[int, ...]]:
    """Return the stored counts of each round of a question, in the order in which its answers are shown."""
    rounds: dict[Round, tuple[int, ...]] = {}
    for tally in hands:
        if (tally.lesson, tally.step_id) == (question.lesson, question.step_id) and len(
            tally.counts
        ) == len(question.options):
            rounds[2 if tally.round == 2 else 1] = question.from_record(tally.counts)
    return rounds


def ballot_for(question: Question, hands: Iterable[Hands], people: int | None = None) -> Ballot:
    """Return a new ballot, or resume after a stored first round, as after a power cut."""
    rounds = rounds_of(question, hands)
    if 1 in rounds and 2 not in rounds:
        return Ballot(question, "counted", 1, rounds[1], people=people)
    return Ballot(question, people=people)


@dataclass
class Room:
    """State of a class on this laptop: its event writer, open lesson and ballot."""

    session: str
    live_class: LiveClass
    run: LessonRun | None = None
    ballot: Ballot | None = None
    reported: bool = False

    def tells_of_waiting(self) -> bool:
        """Return True once when events begin to wait for the database; again only after they were written."""
        before, self.reported = self.reported, not self.live_class.all_written
        return self.reported and not before

    def close(self) -> None:
        """Close the lesson and its ballot."""
        self.run = self.ballot = None
