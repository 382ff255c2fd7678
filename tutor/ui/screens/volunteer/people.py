"""Screens: the roster of the class, the form of one person, and adding a person at the roll call."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Unpack, get_args

from typing_extensions import override

from tutor.classroom import labels, rights
from tutor.classroom.people import name_for_list, people_called
from tutor.i18n import N_
from tutor.languages import ADDRESSES, DEFAULT_ADDRESS, LANGUAGES, address_of
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Line, View
from tutor.records.people import Need, Person, PersonChanges, Phone, Role
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import NOT_READ
from tutor.ui.screens.volunteer.consent import ConsentScreen
from tutor.ui.screens.volunteer.dialogs import (
    AskScreen,
    FormScreen,
    Option,
    TickScreen,
    VolunteerMenu,
)
from tutor.ui.screens.volunteer.list_screen import ListScreen

ADD, LISTS, CERTIFICATES, NEW = 1, 2, 3, 9
NAME, HOME, HOUSEHOLD, MIND, PHONE, ROLE, CONSENT, ADDRESS, RIGHTS = range(1, 10)
_KNOWN_AT_MOST = 6
NEEDS: tuple[Need, ...] = get_args(Need)
PHONES: tuple[Phone, ...] = get_args(Phone)


class RosterScreen(ListScreen):
    """List the people of the class; Enter opens one."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        how = p("If there is a list in a file, press 2 to bring it in.")
        items = [
            Item(
                self.name_of(person),
                partial(self._open, person.id),
                value=person.hamlet,
                detail=group,
            )
            for people, group in ((self.learners(), ""), (self.team(), p("The team")))
            for person in people
        ]
        items.append(Item(p("Add a name"), self._add_name, number=ADD))
        items.append(Item(p("Lists"), self._open_lists, number=LISTS))
        items.append(Item(p("Certificates"), self._open_certificates, number=CERTIFICATES))
        return Menu(p("People of the class"), (Line(how, "note"),), items, next_label=p("Open"))

    def _open(self, person: str) -> None:
        self.app.push_screen(PersonScreen(person))

    def _open_lists(self) -> None:
        # Imported here, because reading files is seldom needed.
        from tutor.ui.screens.volunteer.lists import RosterFilesScreen

        self.app.push_screen(RosterFilesScreen())

    def _open_certificates(self) -> None:
        # Imported here, because certificates are seldom printed.
        from tutor.ui.screens.volunteer.certificates import CertificatesScreen

        self.app.push_screen(CertificatesScreen())

    @asking
    async def _add_name(self) -> None:
        p = self.phrases
        question = p("What is this person's name?")
        text = await self.ask(AskScreen(p("Add a name"), question, self.name_fault))
        if text is None:
            return
        add, language, name = self.store.add_person, self.language, name_for_list(text)
        person = await self.keep(lambda: add(name=name, language=language, on_roster=True))
        if person is not None:
            self._open(person.id)


class PersonScreen(FormScreen):
    """The form of one person; each value is saved at once."""

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person_id = person

    def _person(self) -> Person | None:
        return self.records.person(self.person_id)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        title, person = p("People of the class"), self._person()
        if person is None:
            gone = Line(p(NOT_READ), "lead")
            return Menu(title, (gone,), (), next_label=p("Go back"))
        other_role: Role = "learner" if person.role == "staff" else "staff"
        name = self.text_item(
            p("Name"), person.name, self._rename, check=self.name_fault, edited=True
        )
        role, consent = p(labels.ROLES[person.role]), p(self._consent())
        items = [
            replace(name, number=NAME),
            *([] if self._refused() else self._details(person)),
            Item(p("Role"), lambda: self._change(role=other_role), value=role, number=ROLE),
            Item(
                p("May we note?"), partial(self._ask_consent, person), value=consent, number=CONSENT
            ),
        ]
        if LANGUAGES[self.language].asks_address:
            items.append(replace(self._address_item(person), number=ADDRESS))
        items.append(
            Item(p("See, take home, erase"), self._open_rights, number=RIGHTS, way_out=True)
        )
        return Menu(title, (Line(self.name_of(person), "lead"),), items, next_label=p("Done"))

    def _refused(self) -> bool:
        """Return True if the person said no, so that nothing but the name is kept."""
        return self.person_id in self.records.declined

    def _details(self, person: Person) -> list[Item]:
        """Return the items of what is kept besides the name."""
        p = self.phrases
        needs = ", ".join(p(labels.NEEDS[need]) for need in NEEDS if need in person.needs)
        household = self.text_item(
            p("Household"),
            person.household,
            lambda text: self._change(household=text),
            check=self.number_fault,
        )
        home = ", ".join(filter(None, (person.hamlet, self._commune(person))))
        return [
            Item(p("Hamlet"), partial(self._ask_home, person), value=home, number=HOME),
            replace(household, number=HOUSEHOLD),
            Item(p("To mind when teaching"), self._pick_needs, value=needs, number=MIND),
            replace(self._phone_item(person), number=PHONE),
        ]

    def _commune(self, person: Person) -> str:
        """Return the name of the commune, "" if it is unknown."""
        if not person.commune:
            return ""
        # Imported here, because the table of places is large.
        from tutor.places import name_of

        return name_of(person.commune)

    @asking
    async def _ask_home(self, person: Person) -> None:
        """Ask for the hamlet, then for its commune; going back leaves either as it is."""
        from tutor.places import only_code

        p = self.phrases

        def fault(text: str) -> str:
            unclear = N_("Please type the commune with its province, such as Quỳnh Phụ, Hưng Yên.")
            return "" if only_code(text) else p(unclear)

        question = p("Hamlet")
        hamlet = await self.ask(
            AskScreen(p("Hamlet"), question, self.number_fault, value=person.hamlet)
        )
        if hamlet is None or not await self._change(hamlet=hamlet):
            return
        question = p("In which commune? Type it with its province. Going back leaves it.")
        commune = await self.ask(
            AskScreen(p("Commune"), question, fault, value=self._commune(person))
        )
        if commune is not None:
            await self._change(commune=only_code(commune))

    def _phone_item(self, person: Person) -> Item:
        p = self.phrases
        return self.pick_item(
            p("Phone"),
            p(labels.PHONES[person.phone]),
            [Option(p(labels.PHONES[phone]), phone, phone == person.phone) for phone in PHONES],
            lambda phone: self._change(phone=phone),
            question=p("Which phone?"),
        )

    def _address_item(self, person: Person) -> Item:
        options = [
            Option(address.singular.capitalize(), address.id, address.id == person.address)
            for address in ADDRESSES
        ]
        return self.pick_item(
            self.phrases("Form of address"),
            address_of(person.address).singular,
            options,
            lambda address: self._change(address=address),
        )

    def _consent(self) -> str:
        consents = (
            consent for consent in self.records.consents if consent.learner == self.person_id
        )
        consent = next(consents, None)
        if consent is None:
            return N_("not asked yet")
        if consent.given and consent.text_version != rights.CONSENT_VERSION:
            return N_("said yes to an older text")
        return N_("said yes") if consent.given else N_("said no")

    @override
    async def choose(self, number: int) -> None:
        # A person who could not be read cannot be changed either.
        if self._person() is not None:
            await super().choose(number)

    async def _change(self, **changes: Unpack[PersonChanges]) -> bool:
        change = self.store.change_person
        changed = await self.save(lambda: change(self.person_id, **changes))
        self.redraw()
        return changed

    async def _rename(self, text: str) -> None:
        name = name_for_list(text)
        if name:
            await self._change(name=name)

    def _ask_consent(self, person: Person) -> None:
        self.app.push_screen(ConsentScreen([person], ""))

    def _pick_needs(self) -> None:
        person = self._person()
        if person is not None:
            self.app.push_screen(NeedsScreen(person, self.phrases))

    def _open_rights(self) -> None:
        # Imported here, because writing files is seldom needed.
        from tutor.ui.screens.volunteer.rights import RightsScreen

        self.app.push_screen(RightsScreen(self.person_id))


class NeedsScreen(TickScreen[Need]):
    """Tick what is to be minded when teaching a person; each tick is saved at once."""

    def __init__(self, person: Person, phrases: LessonPhrases) -> None:
        super().__init__(
            phrases("To mind when teaching"),
            phrases("What is there to mind when teaching? Each press ticks or unticks one."),
            [Option(phrases(labels.NEEDS[need]), need, need in person.needs) for need in NEEDS],
        )
        self._person = person.id

    @override
    async def toggle(self, value: Need) -> None:
        person, change = self.records.person(self._person), self.store.change_person
        if person is not None and await self.save(
            lambda: change(person.id, needs=person.needs ^ {value})
        ):
            await super().toggle(value)
        else:
            self.redraw()


class WalkInScreen(VolunteerMenu[Person]):
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
        if self._typed_name:
            return super().make_view()
        p = self.phrases
        question = Line(p("What is this person's name?"), "lead")
        lines = (*([Line(self._fault, "keep")] if self._fault else ()), question)
        return View(p("Add a name"), lines, entry=self.text_entry(), next_label=p("Go back"))

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        if self._known:
            question = p("Is it somebody who is known here?")
            items = [
                Item(self.name_of(person), partial(self._take, person), detail=self._about(person))
                for person in self._known
            ]
            items.append(Item(p("Somebody new"), self._go_on_as_new, number=NEW, way_out=True))
        else:
            question = p("Form of address")
            items = [
                Item(address.singular.capitalize(), partial(self._add, address.id))
                for address in ADDRESSES
            ]
        lines = (Line(self._typed_name, "keep"), Line(question, "lead"))
        return Menu(p("Add a name"), lines, items)

    def _about(self, person: Person) -> str:
        here = self.phrases("already on the list") if person.id in self._called else ""
        return " · ".join(part for part in (person.hamlet, here) if part)

    @override
    async def submit_text(self, text: str) -> None:
        """Accept the name, unless it has no letters or an ID or phone number."""
        self._fault = self.name_fault(text)
        if not self._fault:
            self._typed_name = name_for_list(text)
            known = people_called(self.records.people, self._typed_name)
            known.sort(key=lambda person: person.id not in self._called)
            self._known = known[:_KNOWN_AT_MOST]
        if self._typed_name and not self._known:
            await self._go_on_as_new()
        else:
            self.show_view()

    async def _go_on_as_new(self) -> None:
        """Ask for the form of address where the language has several, else add the person."""
        self._known = []
        if LANGUAGES[self.language].asks_address:
            self.show_view()
        else:
            await self._add(DEFAULT_ADDRESS.id)

    async def _take(self, person: Person) -> None:
        """Take a known person; put them on the list unless they are there."""
        change = self.store.change_person
        if person.id in self._called:
            self.dismiss(person)
        else:
            self._finish(await self.keep(lambda: change(person.id, on_roster=True)))

    async def _add(self, address: str) -> None:
        session = self.records.session(self._session)
        add = self.store.add_person
        self._finish(
            await self.keep(
                lambda: add(
                    name=self._typed_name,
                    address=address,
                    language=self.language,
                    hamlet="" if session is None else session.hamlet,
                    commune="" if session is None else session.commune,
                    on_roster=True,
                )
            )
        )

    def _finish(self, added: Person | None) -> None:
        if added is not None:
            self.dismiss(added)
