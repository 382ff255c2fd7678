"""Screens: the class view for a projector: a lesson in the largest letters, or a card between lessons."""

import asyncio
from dataclasses import replace

from typing_extensions import override

from tutor.engine import responses as r
from tutor.i18n import N_
from tutor.lesson.view import Line, View
from tutor.records.database import StoreUnavailable
from tutor.ui.keymap import Meaning
from tutor.ui.layout.bars import Key
from tutor.ui.layout.sizes import SIZE_STEPS
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.paged_view import Start
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.votes import VoteScreen
from tutor.ui.settings import Settings
from tutor.ui.voting import Ballot, Question, Room, ballot_for, question_of

_TOO_MANY = N_("This question has many answers. Let them say which, and press it.")
# People read the wall from up to six picture heights away.
WALL_STEP = SIZE_STEPS[-1]


def for_the_wall(settings: Settings) -> Settings:
    """Return the settings with the largest letters."""
    return replace(settings, size_step=WALL_STEP)


class ClassLessonScreen(LessonScreen):
    """A lesson shown to a class: T starts a vote with raised cards, V goes back to the panel."""

    def __init__(self, room: Room) -> None:
        assert room.run is not None
        super().__init__(room.run)
        self._room = room

    @override
    def show_view(self, start: Start = "anew") -> None:
        """Show the lesson; store the run in the room, because a change of language replaces it."""
        self._room.run = self.run_now
        super().show_view(start)

    def _keys(self) -> tuple[Key, ...]:
        keys = super()._keys()
        question = question_of(self.run_now, self.phrases)
        if question is None or not question.by_cards:
            return keys
        p = self.phrases
        cards = Key("vote", "T", (p("Raise cards"), p("Cards")))
        return tuple(cards if key.action == "size" else key for key in keys)

    async def _do(self, meant: Meaning) -> None:
        if meant != "vote":
            await super()._do(meant)
            return
        question = question_of(self.run_now, self.phrases)
        if question is not None and not question.by_cards:
            self.note(self.phrases(_TOO_MANY))
        elif question is not None:
            self._room.ballot = await asyncio.to_thread(self._ballot, question)
            self.vote()

    def _ballot(self, question: Question) -> Ballot:
        try:
            hands = self.services.store.classes.hands(self._room.session)
        except StoreUnavailable:
            hands = ()
        return ballot_for(question, hands)

    def vote(self) -> None:
        """Open the vote screen for the current ballot."""
        self.app.push_screen(VoteScreen(self._room, self._explain))

    def _explain(self, right: int) -> None:
        """Choose the right answer, so that the lesson shows its explanation."""
        self.run_worker(self.respond(r.Choose(right)), exclusive=False)

    @override
    async def go_back(self) -> None:
        if self.run_now.state.past:
            await super().go_back()
        else:
            self.host.volunteers.come_back()


class ClassCardScreen(VolunteerScreen):
    """The class view between lessons: the current item in large letters. It shows no names."""

    guarded = False

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._card = title, text

    @override
    def make_view(self) -> View:
        title, text = self._card
        return card_view(title, text, self.phrases("To the panel"))

    @override
    def press_volunteer_key(self) -> None:
        self.back()

    @override
    async def go_on(self) -> None:
        self.back()


def card_view(title: str, text: str, next_label: str = "") -> View:
    """Return the view of a card between lessons."""
    lines = (Line(title, "keep"), *((Line(text),) if text else ()))
    return View("", lines, next_label=next_label)
