"""Consent: the sentences are read aloud, then each person, or the whole group, says yes or no."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from tutor.classroom import consent
from tutor.content.text import split_sentences
from tutor.i18n import N_
from tutor.lesson.view import Choice, Line, View
from tutor.records.classes import ErasedError
from tutor.records.people import Person
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.volunteer.base import GONE, VolunteerScreen

YES, NO, LATER, WITNESS, READ = 1, 2, 3, 4, 5


def not_asked(screen: VolunteerScreen, people: Sequence[Person]) -> list[Person]:
    """Return the learners who were never asked whether notes may be kept of them."""
    asked = {one.learner for one in screen.read(screen.store.classes.consents)}
    return [one for one in people if one.role == "learner" and one.id not in asked]


def said_no(screen: VolunteerScreen) -> frozenset[str]:
    """Return the ids of those who said no, or took their yes back: nothing is noted about them."""
    consents = screen.read(screen.store.classes.consents)
    return frozenset(one.learner for one in consents if not one.given)


class ConsentScreen(VolunteerScreen):
    """Asks some people at once; `agreed` is called with those who said yes, after that is kept.

    The sentences are left out where they were `read` to everybody before; 5 reads them all the same.
    """

    # Nobody says yes to what was not seen: a number pressed too soon shows its answer first.
    menu = False

    def __init__(
        self,
        people: Sequence[Person],
        session: str,
        agreed: Callable[[Sequence[Person]], None],
        *,
        read: bool = False,
    ) -> None:
        super().__init__()
        self._people = people
        self._session = session
        self._agreed = agreed
        self._read = read

    def _witness(self) -> Person | None:
        """Return who of the team hears it: who was picked before, else the first."""
        team = self.team()
        picked = [one for one in team if one.id == self.volunteers.witness]
        return next(iter([*picked, *team]), None)

    def make_view(self) -> View:
        """Show what is read aloud, and what can be answered."""
        p, asking = self.phrases, self.phrases_to(self._people)
        told = () if self._read else consent.SENTENCES
        lines = [Line(sentence) for part in told for sentence in split_sentences(asking(part))]
        lines.append(Line(asking(consent.QUESTION), "lead"))
        # Names are seen here and not said: the voice reads to the whole room.
        lines.append(Line(self.names(self._people), "keep", spoken=" "))
        group = len(self._people) > 1
        choices = [
            Choice(YES, p(N_("All of them said yes") if group else N_("Said yes"))),
            Choice(NO, p(N_("Not all: ask one by one") if group else N_("Said no"))),
            Choice(LATER, p("Ask later")),
        ]
        witness = self._witness()
        if witness is not None:
            choices.append(Choice(WITNESS, p("Heard by"), value=self.name_of(witness)))
        if self._read:
            choices.append(Choice(READ, p("Read the sentences aloud")))
        return View(p("May we note this?"), tuple(lines), tuple(choices))

    def speak(self, delay: float = 0.0) -> None:
        """Read aloud: that is what this screen is for."""
        PagedScreen.speak(self, delay)

    async def chosen(self, number: int) -> None:
        """Keep the answer and go back."""
        match number:
            case 1:
                await self._said_yes()
            case 2 if len(self._people) > 1:
                self._one_by_one()
            case 2:
                await self._said_no()
            case 4:
                self._next_witness()
            case 5:
                self._read = False
                self.opened()
            case _:
                self.back()

    async def _said_yes(self) -> None:
        witness = self._witness()
        heard = "" if witness is None else witness.id
        give = self.store.classes.give_consent

        def act() -> list[Person]:
            said_yes = []
            for one in self._people:
                # Who was erased meanwhile must not keep the others from being noted.
                with suppress(ErasedError):
                    give(one.id, consent.VERSION, "aloud", heard, self._session)
                    said_yes.append(one)
            return said_yes

        for said_yes in await self.keep(act):
            if len(said_yes) < len(self._people):
                self.tell(self.phrases(GONE))
            self.back()
            self._agreed(said_yes)

    async def _said_no(self) -> None:
        withdraw = self.store.classes.withdraw_consent
        if await self.keep(lambda: withdraw(self._people[0].id, self._session)):
            self.back()
            self._agreed(())

    def _one_by_one(self) -> None:
        self.app.switch_screen(_OneByOneScreen(self._people, self._session, self._agreed))

    def _next_witness(self) -> None:
        team = [one.id for one in self.team()]
        now = self._witness()
        if now is not None:
            self.volunteers.witness = team[(team.index(now.id) + 1) % len(team)]
        self.redraw()


class _OneByOneScreen(ConsentScreen):
    """The same question to one person after the other, the sentences having been read to all."""

    def __init__(
        self,
        people: Sequence[Person],
        session: str,
        agreed: Callable[[Sequence[Person]], None],
    ) -> None:
        super().__init__(people[:1], session, agreed, read=True)
        self._waiting = people[1:]

    async def chosen(self, number: int) -> None:
        """Keep the answer and ask the next person."""
        await super().chosen(number)
        if number in (YES, NO, LATER) and self._waiting and not self.is_current:
            self.app.push_screen(_OneByOneScreen(self._waiting, self._session, self._agreed))
