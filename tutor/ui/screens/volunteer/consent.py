"""Screen: ask for consent to notes. It reads the sentences aloud and stores the answer."""

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Literal

from typing_extensions import override

from tutor.classroom import rights
from tutor.content.text import split_sentences
from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.records.classes import ErasedError
from tutor.records.people import Person
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import GONE, VolunteerScreen
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu

WITNESS, READ = 4, 5


Answer = Sequence[Person] | Literal["one-by-one", "later"]
"""The people who agreed (empty after a no), or the next step instead of an answer."""


async def consent_answers(
    screen: VolunteerScreen[Any], people: Sequence[Person], session: str, *, read: bool = False
) -> AsyncIterator[Sequence[Person]]:
    """Ask people for consent; yield the people who agreed (empty after a no) once it is stored.

    A group that does not agree is asked one by one. Yield nothing if the answer is postponed.
    """
    answer = await screen.ask(ConsentScreen(people, session, read=read))
    if answer == "one-by-one":
        for person in people:
            said_yes = await screen.ask(ConsentScreen([person], session, read=True))
            if said_yes is None:
                return
            if not isinstance(said_yes, str):
                yield said_yes
    elif answer is not None and not isinstance(answer, str):
        yield answer


class ConsentScreen(VolunteerMenu[Answer]):
    """Ask one person or a group; dismiss with the answer once it is stored.

    With `read`, everybody has heard the sentences, and the screen omits them; 5 reads them again.
    """

    # Consent needs a seen page: a number pressed before its page was shown only shows that page.
    menu = False

    def __init__(
        self,
        people: Sequence[Person],
        session: str,
        *,
        read: bool = False,
    ) -> None:
        super().__init__()
        self._people = people
        self._session = session
        self._read = read

    def _witness(self) -> Person | None:
        """Return the staff member who witnesses: the one picked before, else the first."""
        team = self.team()
        picked = [member for member in team if member.id == self.volunteers.witness]
        return next(iter([*picked, *team]), None)

    @override
    def make_menu(self) -> Menu:
        p, asking = self.phrases, self.phrases_to(self._people)
        sentences = () if self._read else rights.CONSENT_SENTENCES
        lines = [Line(sentence) for part in sentences for sentence in split_sentences(asking(part))]
        lines.append(Line(asking(rights.CONSENT_QUESTION), "lead"))
        # Show the names without reading them: the whole room would hear them.
        lines.append(Line(self.names(self._people), "keep", spoken=" "))
        items = [Item(p(N_("Said yes")), self._said_yes), Item(p(N_("Said no")), self._said_no)]
        if len(self._people) > 1:
            one_by_one = partial(self.dismiss, "one-by-one")
            items = [
                Item(p(N_("All of them said yes")), self._said_yes),
                Item(p(N_("Not all: ask one by one")), one_by_one),
            ]
        items.append(Item(p("Ask later"), partial(self.dismiss, "later")))
        witness = self._witness()
        if witness is not None:
            name = self.name_of(witness)
            items.append(Item(p("Heard by"), self._next_witness, value=name, number=WITNESS))
        if self._read:
            items.append(Item(p("Read the sentences aloud"), self._read_aloud, number=READ))
        return Menu(p("May we note this?"), lines, items)

    def speak(self, delay: float = 0.0, *, whole: bool = True) -> None:
        """Read the page aloud, unlike the other volunteers' screens."""
        PagedScreen.speak(self, delay, whole=whole)

    def _read_aloud(self) -> None:
        self._read = False
        self.show_view()

    async def _said_yes(self) -> None:
        witness = self._witness()
        heard = "" if witness is None else witness.id
        give = self.store.classes.give_consent

        def act() -> list[Person]:
            said_yes = []
            for person in self._people:
                # An erased person must not prevent the consent of the others.
                with suppress(ErasedError):
                    give(person.id, rights.CONSENT_VERSION, "aloud", heard, self._session)
                    said_yes.append(person)
            return said_yes

        said_yes = await self.keep(act)
        if said_yes is not None:
            if len(said_yes) < len(self._people):
                self.tell(self.phrases(GONE))
            self.dismiss(said_yes)

    async def _said_no(self) -> None:
        withdraw = self.store.classes.withdraw_consent
        if await self.save(lambda: withdraw(self._people[0].id, self._session)):
            self.dismiss(())

    def _next_witness(self) -> None:
        team = [member.id for member in self.team()]
        now = self._witness()
        if now is not None:
            self.volunteers.witness = team[(team.index(now.id) + 1) % len(team)]
        self.redraw()
