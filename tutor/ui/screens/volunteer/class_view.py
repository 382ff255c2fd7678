"""Screens: the class view for a projector: a lesson in the largest letters, a vote, a card between lessons.

In a vote a class answers with raised number cards, in two rounds with a talk between. The lesson shows the
right answer and its explanation only after the second round.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from typing_extensions import override

from tutor.classroom.people import people_here
from tutor.classroom.plan import MOST_PEOPLE
from tutor.i18n import N_
from tutor.lesson.view import Entry, Line, View
from tutor.records.database import StoreUnavailable
from tutor.ui.keys import Meaning
from tutor.ui.layout.bars import Key
from tutor.ui.layout.pages import first_that_fits
from tutor.ui.layout.sizes import SIZE_STEPS
from tutor.ui.screens.base import PagedScreen, asking
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.paged_view import Start
from tutor.ui.screens.volunteer.base import NOT_KEPT, VolunteerScreen
from tutor.ui.session import Settings
from tutor.ui.vote_bars import bar_lines, counted_lines
from tutor.ui.voting import Ballot, Question, Room, ballot_for, question_of

_NO_QUESTION = N_(
    "Cards are for questions with two to four answers. Here let people say it, and press yourself."
)
_TOO_MANY = N_("This question has many answers. Let them say which, and press it.")
# People read the wall from up to six picture heights away.
WALL_STEP = SIZE_STEPS[-1]


def for_the_wall(settings: Settings) -> Settings:
    """Return the settings with the largest letters."""
    return replace(settings, size_step=WALL_STEP)


class ClassLessonScreen(LessonScreen):
    """A lesson shown to a class: T starts a vote with raised cards, V goes back to the panel."""

    # A class talks about the answer before it goes on.
    replies_ahead = False
    # T starts a vote.
    marks_words = False

    def __init__(self, room: Room) -> None:
        assert room.run is not None
        super().__init__(room.run)
        self._room = room
        self._on_wall: str | None = None

    @override
    def show_view(self, start: Start = "anew") -> None:
        """Show the lesson; store the run in the room, because a change of language replaces it."""
        self._room.run = self.run_now
        super().show_view(start)

    @override
    def _read_page(self) -> None:
        """Read the page aloud, and have the second window turn to it."""
        super()._read_page()
        lines = self._view.lines
        first = next(iter(self._page.sentences), 0)
        if self._is_ringing():
            # The page of an answered call may begin as this one does; only here somebody rings.
            first = next((i for i, line in enumerate(lines) if line.role == "ring"), first)
        sentence = lines[first].plain if first < len(lines) else ""
        if sentence != self._on_wall:
            self._on_wall = sentence
            self.run_worker(asyncio.to_thread(self.services.store.wall_place.write, sentence))

    @override
    def _keys(self) -> tuple[Key, ...]:
        keys = super()._keys()
        question = question_of(self.run_now, self.phrases)
        if question is None or not question.by_cards:
            return keys
        p = self.phrases
        cards = Key("extra", "T", (p("Raise cards"), p("Cards")))
        return tuple(cards if key.action == "size" else key for key in keys)

    @override
    async def _do(self, meant: Meaning) -> None:
        if meant != "extra":
            await super()._do(meant)
            return
        question = question_of(self.run_now, self.phrases)
        if question is None:
            self.note(self.phrases(_NO_QUESTION))
        elif not question.by_cards:
            self.note(self.phrases(_TOO_MANY))
        else:
            self._room.ballot = await asyncio.to_thread(self._ballot, question)
            self.vote()

    def _ballot(self, question: Question) -> Ballot:
        try:
            records = self.services.store.classes.snapshot()
        except StoreUnavailable:
            return Ballot(question)
        session = self._room.session
        return ballot_for(question, records.hands.get(session, ()), people_here(records, session))

    @asking
    async def vote(self) -> None:
        """Let the class vote on the current ballot, then choose the right answer to show its explanation."""
        right = await self.ask(VoteScreen(self._room))
        if right is not None:
            await self.respond(self.run_now.choose(right))

    @override
    async def go_back(self) -> None:
        if self.run_now.state.past:
            await super().go_back()
        else:
            await self.host.volunteers.come_back()


class ClassCardScreen(VolunteerScreen):
    """The class view between lessons: the current item in large letters. It shows no names."""

    guarded = False

    def __init__(self, title: str, lines: Sequence[str] = ()) -> None:
        super().__init__()
        self._title_on_card, self._lines = title, lines

    @override
    def make_view(self) -> View:
        return card_view(self._title_on_card, self._lines, self.phrases("To the panel"))

    @override
    async def press_volunteer_key(self) -> None:
        self.back()


def card_view(title: str, lines: Sequence[str] = (), next_label: str = "") -> View:
    """Return the view of a card between lessons."""
    return View("", (Line(title, "keep"), *map(Line, lines)), next_label=next_label)


_THINK = N_("Please think about it in silence, for about ten seconds.")
_RAISE = N_("Please raise your number cards, all at once.")
_AGAIN = N_("Please raise your number cards once more, all at once.")
_TALK = N_("Please tell your neighbour why, then we raise the cards again.")
_THANKS = N_("Thank you. Now let us see why.")
_HOW_MANY = N_("Number {number}: how many cards?")


_MORE_THAN_PEOPLE = N_(
    "More cards than people: {people} are here. Please count again, or type the same number once more."
)


class VoteScreen(PagedScreen[int]):
    """Guide a class through both rounds; dismiss with the number of the right answer.

    The screen shows no names and does not mark the right answer.
    """

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._doubted: int | None = None

    @property
    def ballot(self) -> Ballot:
        """The current ballot; there is one while this screen is open."""
        assert self._room.ballot is not None
        return self._room.ballot

    @override
    def make_view(self) -> View:
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
                columns = self.port.text_columns
                answers = counted_lines(question.options, now.all_counts, columns, p)
                what_now = p(_TALK if now.round == 1 else _THANKS)
                label = p("Raise again") if now.round == 1 else p("See why")
                full = View(title, (*answers, Line(what_now, "lead")), next_label=label)
                if now.round == 1:
                    return full
                # Both rounds are to be seen at once: where rows are few, without the words of the answers.
                bars = bar_lines(now.all_counts, columns, p)
                short = replace(full, lines=(*bars, Line(what_now, "lead")))
                return first_that_fits((full, short), self.port, default=short)

    @override
    async def submit_text(self, text: str) -> None:
        """Store the number of cards for the current answer."""
        p, ballot = self.phrases, self.ballot
        cards = int(text) if text.isascii() and text.isdigit() else MOST_PEOPLE + 1
        if cards > MOST_PEOPLE:
            self.show_view()
            self.note(p("Please type a number."))
            return
        # Who came in late may not be noted yet: the same number once more is believed.
        people, again = ballot.people, cards == self._doubted
        self._doubted = None
        if people is not None and sum(ballot.counts) + cards > people and not again:
            self._doubted = cards
            self.show_view()
            self.note(p(_MORE_THAN_PEOPLE, people=people))
            return
        await self._show(ballot.add_count(cards))

    @override
    async def go_on(self) -> None:
        following = self.ballot.forward()
        if following is not None:
            await self._show(following)
            return
        right = self.ballot.question.right
        self._room.ballot = None
        self.dismiss(right)

    async def _show(self, ballot: Ballot) -> None:
        self._room.ballot = ballot
        stored = True
        if ballot.stage == "counted":
            stored = await asyncio.to_thread(self._store_counts, ballot)
        if self.is_active:
            self.show_view()
            if not stored:
                self.note(self.phrases(NOT_KEPT))

    @override
    async def go_back(self) -> None:
        before = self.ballot.backward()
        self._room.ballot = before
        if before is None:
            self.back()
        else:
            self.show_view()

    def _store_counts(self, ballot: Ballot) -> bool:
        question, count = ballot.question, self.services.store.classes.count_hands
        try:
            count(
                self._room.session,
                question.lesson,
                question.step_id,
                ballot.round,
                question.to_record(ballot.counts),
            )
        except StoreUnavailable:
            return False
        return True
