"""Screens: the roster of the class, and the form of one person."""

from collections.abc import Sequence
from functools import partial
from typing import Unpack, get_args

from typing_extensions import override

from tutor.classroom import labels
from tutor.classroom.people import name_for_list
from tutor.i18n import N_
from tutor.languages import ADDRESSES, LANGUAGES, address_of
from tutor.lesson.view import Choice, Line
from tutor.records.people import Need, Person, PersonChanges, Phone, Role
from tutor.ui.layout.list_pages import ListRow
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.paged_view import Start
from tutor.ui.screens.volunteer.consent import ConsentScreen
from tutor.ui.screens.volunteer.dialogs import AskScreen, FormScreen, Option, PickScreen, TickScreen
from tutor.ui.screens.volunteer.listed import ListScreen

ADD, OFF = 1, 9
NEED_LIST: tuple[Need, ...] = get_args(Need)
PHONE_LIST: tuple[Phone, ...] = get_args(Phone)


class RosterScreen(ListScreen):
    """List the people of the class; Enter opens one."""

    def __init__(self) -> None:
        super().__init__()
        self._people: list[Person] = []

    @override
    def bar(self) -> str:
        return self.phrases("People of the class")

    @override
    def heading(self) -> Sequence[Line]:
        text = self.phrases("A whole list comes in with the command: tutor people import FILE")
        return (Line(text, "note"),)

    @override
    def make_rows(self) -> Sequence[ListRow]:
        p = self.phrases
        groups = {"learner": "", "staff": p("The team")}
        self._people = [*self.learners(), *self.team()]
        return [
            ListRow(self.name_of(person), person.hamlet, groups[person.role])
            for person in self._people
        ]

    @override
    def actions(self) -> tuple[Choice, ...]:
        return (Choice(ADD, self.phrases("Add a name")),)

    @override
    def enter_label(self) -> str:
        return self.phrases("Open") if self._rows else self.phrases("Go back")

    @override
    async def act(self, number: int) -> None:
        """Ask for the name of a new person and add them."""
        self._add_name()

    @asking
    async def _add_name(self) -> None:
        p = self.phrases
        question = p("What is this person's name?")
        text = await self.ask(AskScreen(p("Add a name"), question, self.number_fault))
        if text is None:
            return
        add, language, name = self.store.add_person, self.settings.language, name_for_list(text)
        person = await self.keep(lambda: add(name=name, language=language, on_roster=True))
        if person is not None:
            self.app.push_screen(PersonScreen(person.id))

    @override
    async def open_row(self) -> None:
        """Open the person under the cursor."""
        if self._people:
            self.app.push_screen(PersonScreen(self._people[self.cursor].id))


class PersonScreen(FormScreen):
    """The form of one person; each value is saved at once."""

    def __init__(self, person: str) -> None:
        super().__init__()
        self._person_id = person

    @override
    def show_view(self, start: Start = "anew") -> None:
        if not self.leave_if_erased(self._person_id):
            super().show_view(start)

    def _person(self) -> Person | None:
        return self.records.person(self._person_id)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        title, person = p("People of the class"), self._person()
        if person is None:
            gone = Line(p("The records cannot be read just now."), "lead")
            return Menu(title, (gone,), (), next_label=p("Go back"))
        needs = ", ".join(p(labels.NEEDS[need]) for need in NEED_LIST if need in person.needs)
        other_role: Role = "learner" if person.role == "staff" else "staff"
        check = self.number_fault
        items = [
            self.text_item(p("Name"), person.name, self._rename, check=check),
            self.text_item(
                p("Hamlet"), person.hamlet, lambda text: self._change(hamlet=text), check=check
            ),
            self.text_item(
                p("Household"),
                person.household,
                lambda text: self._change(household=text),
                check=check,
            ),
            Item(p("To mind when teaching"), self._pick_needs, value=needs),
            self._phone_item(person),
            Item(
                p("Role"),
                lambda: self._change(role=other_role),
                value=p(labels.ROLES[person.role]),
            ),
            Item(p("May we note?"), partial(self._ask_consent, person), value=p(self._consent())),
        ]
        if LANGUAGES[self.settings.language].asks_address:
            items.append(self._address_item(person))
        off = partial(self._ask_off, person)
        items.append(Item(p("Take off the list"), off, number=OFF, way_out=True))
        return Menu(title, (Line(self.name_of(person), "lead"),), items, next_label=p("Done"))

    def _phone_item(self, person: Person) -> Item:
        p = self.phrases
        options = [
            Option(p(labels.PHONES[phone]), ticked=phone == person.phone) for phone in PHONE_LIST
        ]
        return self.pick_item(
            p("Phone"),
            p(labels.PHONES[person.phone]),
            options,
            lambda place: self._change(phone=PHONE_LIST[place]),
            question=p("Which phone?"),
        )

    def _address_item(self, person: Person) -> Item:
        options = [
            Option(address.singular.capitalize(), ticked=address.id == person.address)
            for address in ADDRESSES
        ]
        return self.pick_item(
            self.phrases("Form of address"),
            address_of(person.address).singular,
            options,
            lambda place: self._change(address=ADDRESSES[place].id),
        )

    def _consent(self) -> str:
        consents = (
            consent for consent in self.records.consents if consent.learner == self._person_id
        )
        consent = next(consents, None)
        if consent is None:
            return N_("not asked yet")
        return N_("said yes") if consent.given else N_("said no")

    @override
    async def choose(self, number: int) -> None:
        if self._person() is not None:
            await super().choose(number)
        else:
            self.leave_if_erased(self._person_id)

    async def _change(self, **changes: Unpack[PersonChanges]) -> bool:
        change = self.store.change_person
        changed = await self.save(lambda: change(self._person_id, **changes))
        self.redraw()
        return changed

    async def _rename(self, text: str) -> None:
        name = name_for_list(text)
        if name:
            await self._change(name=name)

    def _ask_consent(self, person: Person) -> None:
        self.app.push_screen(ConsentScreen([person], ""))

    def _pick_needs(self) -> None:
        p, person = self.phrases, self._person()
        needs = frozenset() if person is None else person.needs

        async def save(place: int) -> bool:
            person = self._person()
            return person is not None and await self._change(
                needs=person.needs ^ {NEED_LIST[place]}
            )

        self.app.push_screen(
            TickScreen(
                p("To mind when teaching"),
                p("What is there to mind when teaching? Each press ticks or unticks one."),
                [p(labels.NEEDS[need]) for need in NEED_LIST],
                [place for place, need in enumerate(NEED_LIST) if need in needs],
                save,
            )
        )

    @asking
    async def _ask_off(self, person: Person) -> None:
        p = self.phrases
        question = p(
            N_(
                "Take {name} off the list? What was noted stays; to erase it: tutor people erase {id}"
            ),
            name=self.name_of(person),
            id=person.id[:8],
        )
        options = [Option(p("Keep on the list")), Option(p("Take off the list"))]
        place = await self.ask(PickScreen(p("Take off the list"), question, options))
        if place == 1 and await self._change(on_roster=False):
            self.back()
