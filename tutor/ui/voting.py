"""A question that a class answers with raised cards, and how far the answering is.

It is thought over, answered, talked over with a neighbour and answered once more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from tutor.classroom.live_class import LiveClass
from tutor.classroom.weak_spots import counted_step_id
from tutor.content.steps import (
    Call,
    Chat,
    Choose,
    Do,
    Order,
    Practise,
    Recap,
    Say,
    Show,
    Sort,
    Spot,
    Type,
)
from tutor.engine.state import Choosing, Sorting, Spotting
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Line
from tutor.records.class_events import Round
from tutor.records.class_views import Hands

Stage = Literal["think", "raise", "count", "counted"]

# Everybody has this many number cards.
_CARDS = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What can be answered with cards: the asking sentences, the answers, and the number of the right one.

    `step_id` is that of the step; each card of a sort has its own, such as `sort-them/2`.
    """

    lesson: str
    step_id: str
    asked: tuple[Line, ...]
    options: tuple[str, ...]
    right: int

    @property
    def by_cards(self) -> bool:
        """Whether there is a card for each answer."""
        return len(self.options) <= _CARDS


def question_of(run: LessonRun, phrases: LessonPhrases) -> Question | None:
    """Return what is asked at the present moment, None where nothing is that cards can answer."""
    moment = run.state.moment
    step = run.script.lesson.steps[moment.index]
    name = counted_step_id(step, moment.index)
    match step, moment.step:
        case Choose(), Choosing(phase="ask"):
            right = next((i for i, option in enumerate(step.options) if option.right), 0)
        case Sort(), Sorting(phase="ask") as state:
            right = list(step.sides).index(step.cards[state.card].side)
            name = f"{name}/{state.card + 1}"
        case Spot(), Spotting(phase="ask") as state:
            flagged = [i for i, part in enumerate(step.message.parts) if part.flag]
            left = [i for i in flagged if i not in state.found]
            right = left[0] if left else len(step.message.parts)
        case ((Choose() | Sort() | Spot()), _):
            return None
        case (
            (Say() | Show() | Practise() | Call() | Chat() | Order() | Type() | Do() | Recap()),
            _,
        ):
            return None
        case _:
            raise TypeError(f"no question of {step.kind}")
    view = present(run.script, run.state, phrases)
    asked = tuple(line for line in view.lines if line.role in ("banner", "lead", "body", "quote"))
    options = tuple(choice.text for choice in view.choices)
    return Question(run.script.lesson.id, name, asked, options, right + 1)


@dataclass(frozen=True, slots=True)
class Ballot:
    """How far the answering is: in which round, and the cards counted so far in it."""

    question: Question
    stage: Stage = "think"
    round: Round = 1
    counts: tuple[int, ...] = ()

    def forward(self) -> "Ballot | None":
        """Return what comes next, None where the reasons do."""
        match self.stage:
            case "think":
                return replace(self, stage="raise")
            case "raise":
                return replace(self, stage="count", counts=())
            case "count":
                return self.counted(0)
            case "counted":
                again = replace(self, stage="raise", round=2)
                return again if self.round == 1 else None

    def backward(self) -> "Ballot | None":
        """Return what came before, None where the question itself did."""
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

    def counted(self, cards: int) -> "Ballot":
        """Return the ballot with the cards of one answer more."""
        counts = (*self.counts, cards)
        done = len(counts) == len(self.question.options)
        return replace(self, counts=counts, stage="counted" if done else "count")


def ballot_for(question: Question, hands: Iterable[Hands]) -> Ballot:
    """Return the answering of a question: after its last counted round, as after a power cut, else anew."""
    rounds: dict[int, tuple[int, ...]] = {
        tally.round: tally.counts
        for tally in hands
        if (tally.lesson, tally.step_id) == (question.lesson, question.step_id)
        and len(tally.counts) == len(question.options)
    }
    if 1 in rounds and 2 not in rounds:
        return Ballot(question, "counted", 1, rounds[1])
    return Ballot(question)


@dataclass
class Room:
    """What the class sees now: the lesson that is played in it, and the cards that are raised."""

    session: str
    held: LiveClass
    run: LessonRun | None = None
    ballot: Ballot | None = None
    told: bool = False

    def tells_of_waiting(self) -> bool:
        """Tell whether it is to be said now that something could not be written: once, until it was."""
        before, self.told = self.told, not self.held.all_written
        return self.told and not before

    def close(self) -> None:
        """Have no lesson open any more."""
        self.run = self.ballot = None
