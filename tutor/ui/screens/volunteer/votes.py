"""Raised cards: a question is thought over, answered with cards, talked over and answered once more.

Only after the second time it is said which answer is right, and why.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tutor.classroom.live_class import LiveClass
from tutor.classroom.weak_spots import counted_step_id
from tutor.content.steps import Choose, Sort, Spot
from tutor.engine.state import Choosing, Sorting, Spotting
from tutor.i18n import N_
from tutor.play.phrases import Phrases
from tutor.play.present import present
from tutor.play.run import LessonRun
from tutor.play.view import Entry, Line, View
from tutor.records.class_events import Round
from tutor.records.class_views import Hands
from tutor.records.database import StoreUnavailable
from tutor.ui.screens.paged import PagedScreen
from tutor.ui.screens.volunteer.base import NOT_KEPT

if TYPE_CHECKING:
    from tutor.records.store import Store

Stage = Literal["think", "raise", "count", "counted"]

# As many number cards as everybody has.
_CARDS = 4
_MOST_BLOCKS = 8
_MOST_CARDS = 500
_THINK = N_("Please think about it in silence, for about ten seconds.")
_RAISE = N_("Please raise your number cards, all at once.")
_AGAIN = N_("Please raise your number cards once more, all at once.")
_TALK = N_("Please tell your neighbour why, then we raise the cards again.")
_THANKS = N_("Thank you. Now let us see why.")
_HOW_MANY = N_("Number {number}: how many cards?")


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


def question_of(run: LessonRun, phrases: Phrases) -> Question | None:
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
        case _:
            return None
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
        one.round: one.counts
        for one in hands
        if (one.lesson, one.step_id) == (question.lesson, question.step_id)
        and len(one.counts) == len(question.options)
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


def blocks(count: int, most: int) -> str:
    """Return a count as plain blocks, one for each card where they are few."""
    shown = count if most <= _MOST_BLOCKS else -(-count * _MOST_BLOCKS // most)
    return "■" * shown


def counted_lines(
    options: tuple[str, ...], counts: tuple[int, ...], phrases: Phrases
) -> tuple[Line, ...]:
    """Return the answers with how many cards each got; none of them is told apart."""
    most = max(counts, default=0)
    return tuple(
        Line(
            f"*{i}.* {text} {blocks(count, most)} *{count}*",
            "quote",
            spoken=phrases("{number}. {text}: {count}", number=i, text=text, count=count),
        )
        for i, (text, count) in enumerate(zip(options, counts, strict=False), 1)
    )


class VoteScreen(PagedScreen):
    """Leads a class through both rounds; `explain` is called with the number of the right answer after them.

    It shows nobody's name, and no answer as right.
    """

    def __init__(self, room: Room, explain: Callable[[int], None]) -> None:
        super().__init__()
        self._room = room
        self._explain = explain

    @property
    def ballot(self) -> Ballot:
        """What is asked; there is one as long as this screen is open."""
        assert self._room.ballot is not None
        return self._room.ballot

    def make_view(self) -> View:
        """Show the question and what to do with it now."""
        p = self.phrases
        now = self.ballot
        question = now.question
        run = self._room.run
        title = p.fill(run.script.lesson.title) if run is not None else ""
        options = tuple(
            Line(f"*{i}.* {text}", "quote", spoken=f"{i}. {text}")
            for i, text in enumerate(question.options, 1)
        )
        match now.stage:
            case "think":
                lines = (*question.asked, *options, Line(p(_THINK), "note"))
                return View(title, lines, next_label=p("Raise cards"))
            case "raise":
                asked = p(_RAISE if now.round == 1 else _AGAIN)
                lines = (Line(asked, "lead"), *options)
                return View(title, lines, next_label=p("Count the cards"))
            case "count":
                number = len(now.counts) + 1
                text = question.options[number - 1]
                lines = (
                    Line(p(_HOW_MANY, number=number), "lead"),
                    Line(text, "quote"),
                )
                return View(title, lines, entry=Entry("number"), next_label=p("No card"))
            case "counted":
                shown = counted_lines(question.options, now.counts, p)
                what_now = p(_TALK if now.round == 1 else _THANKS)
                label = p("Raise again") if now.round == 1 else p("See why")
                return View(title, (*shown, Line(what_now, "lead")), next_label=label)

    async def typed(self, text: str) -> None:
        """Take a number of cards."""
        digits = text if text.isascii() and text.isdigit() else ""
        if not digits or int(digits) > _MOST_CARDS:
            self.opened()
            self.note(self.phrases("Please type a number."))
            return
        await self._show(self.ballot.counted(int(digits)))

    async def went_on(self) -> None:
        """Go on to what comes next; after the second round to the reasons."""
        following = self.ballot.forward()
        if following is not None:
            await self._show(following)
            return
        right = self.ballot.question.right
        self._room.ballot = None
        self.tutor.back()
        self._explain(right)

    async def _show(self, ballot: Ballot) -> None:
        self._room.ballot = ballot
        kept = True
        if ballot.stage == "counted":
            kept = await asyncio.to_thread(_keep, self.tutor.services.store, self._room, ballot)
        if self.is_current:
            self.opened()
            if not kept:
                self.note(self.phrases(NOT_KEPT))

    async def went_back(self) -> None:
        """Go back one step; from the first to the question."""
        before = self.ballot.backward()
        self._room.ballot = before
        if before is None:
            self.tutor.back()
        else:
            self.opened()


def _keep(store: "Store", room: Room, ballot: Ballot) -> bool:
    question = ballot.question
    try:
        store.classes.count_hands(
            room.session, question.lesson, question.step_id, ballot.round, ballot.counts
        )
    except StoreUnavailable:
        return False
    return True
