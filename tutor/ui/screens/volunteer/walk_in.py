"""Screen: add a person during the roll call: name, known person or new one, form of address."""

from collections.abc import Sequence

from typing_extensions import override

from tutor.classroom.people import name_for_list
from tutor.languages import ADDRESSES, DEFAULT_ADDRESS, LANGUAGES
from tutor.lesson.view import Choice, Entry, Line, View
from tutor.records.people import Person, looks_like_number
from tutor.ui.screens.volunteer.base import NO_NUMBERS, VolunteerScreen
from tutor.vietnamese import unmarked

NEW = 9
_KNOWN_AT_MOST = 6


class WalkInScreen(VolunteerScreen[Person]):
    """Ask for a name; offer known people of that name; ask for the address. Dismiss with the person.

    If the user picks a person of `called`, who is on the list already, nothing is stored.
    """

    def __init__(self, session: str, called: Sequence[Person]) -> None:
        super().__init__()
        self._session = session
        self._called = frozenset(person.id for person in called)
        self._typed_name = ""
        self._fault = ""
        self._known: list[Person] = []

    @override
    def make_view(self) -> View:
        p = self.phrases
        title = p("Add a name")
        if not self._typed_name:
            question = Line(p("What is this person's name?"), "lead")
            lines = (*([Line(self._fault, "keep")] if self._fault else ()), question)
            return View(title, lines, entry=Entry(), next_label=p("Go back"))
        lead = Line(self._typed_name, "keep")
        if self._known:
            known = [
                Choice(i + 1, self.name_of(person), detail=self._about(person))
                for i, person in enumerate(self._known)
            ]
            lines = (lead, Line(p("Is it somebody who is known here?"), "lead"))
            return View(title, lines, (*known, Choice(NEW, p("Somebody new"), way_out=True)))
        choices = tuple(
            Choice(i + 1, address.singular.capitalize()) for i, address in enumerate(ADDRESSES)
        )
        return View(title, (lead, Line(p("Form of address"), "lead")), choices)

    def _about(self, person: Person) -> str:
        here = self.phrases("already on the list") if person.id in self._called else ""
        return " · ".join(part for part in (person.hamlet, here) if part)

    @override
    async def submit_text(self, text: str) -> None:
        """Accept the name, unless it contains an ID or phone number."""
        self._fault = self.phrases(NO_NUMBERS) if looks_like_number(text) else ""
        if not self._fault:
            self._typed_name = name_for_list(text)
            self._known = self._find_known()
        if self._typed_name and not self._known and not self._address_matters():
            await self._add(DEFAULT_ADDRESS.id)
        else:
            self.show_view()

    def _find_known(self) -> list[Person]:
        """Return the known people with this full or given name, those on the list first."""
        wanted = unmarked(self._typed_name)
        people = self.records.people
        matches = [
            person for person in people if wanted in (unmarked(person.name), _last(person.name))
        ]
        matches.sort(key=lambda person: person.id not in self._called)
        return matches[:_KNOWN_AT_MOST]

    def _address_matters(self) -> bool:
        return LANGUAGES[self.settings.language].asks_address

    @override
    async def choose(self, number: int) -> None:
        if not self._known:
            await self._add(ADDRESSES[number - 1].id)
        elif number == NEW:
            self._known = []
            if self._address_matters():
                self.show_view()
            else:
                await self._add(DEFAULT_ADDRESS.id)
        else:
            person = self._known[number - 1]
            if person.id in self._called:
                self._finish(person)
                return
            change = self.store.change_person
            self._finish(await self.keep(lambda: change(person.id, on_roster=True)))

    async def _add(self, address: str) -> None:
        session = self.records.session(self._session)
        add = self.store.add_person
        self._finish(
            await self.keep(
                lambda: add(
                    name=self._typed_name,
                    address=address,
                    language=self.settings.language,
                    hamlet="" if session is None else session.hamlet,
                    commune="" if session is None else session.commune,
                    on_roster=True,
                )
            )
        )

    def _finish(self, added: Person | None) -> None:
        if added is not None:
            self.dismiss(added)

    @override
    async def go_on(self) -> None:
        self.back()


def _last(name: str) -> str:
    return unmarked(name).rsplit(" ", 1)[-1]
