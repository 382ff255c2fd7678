"""The people of the class: who they are to those who lead, and nothing that is nobody's business."""

from collections.abc import Sequence
from typing import Unpack, get_args

from tutor.classroom import labels
from tutor.classroom.people import name_for_list
from tutor.i18n import N_
from tutor.languages import ADDRESSES, LANGUAGES, address_of
from tutor.lesson.view import Choice, Line, View
from tutor.records.people import Need, Person, PersonChanges, Phone, looks_like_number
from tutor.ui.layout.list_pages import ListRow
from tutor.ui.screens.base import Start
from tutor.ui.screens.volunteer.asking import AskScreen, Option, PickScreen, Take
from tutor.ui.screens.volunteer.base import NO_NUMBERS, VolunteerScreen
from tutor.ui.screens.volunteer.consent import ConsentScreen
from tutor.ui.screens.volunteer.listed import ListScreen

ADD = 1
NAME, HAMLET, HOUSEHOLD, NEEDS, PHONE, ROLE, CONSENT, ADDRESS, OFF = range(1, 10)
NEED_LIST: tuple[Need, ...] = get_args(Need)
PHONE_LIST: tuple[Phone, ...] = get_args(Phone)


class RosterScreen(ListScreen):
    """Everybody of the class; Enter opens one."""

    def __init__(self) -> None:
        super().__init__()
        self._people: list[Person] = []

    def bar(self) -> str:
        """Return what stands in the title bar."""
        return self.phrases("People of the class")

    def heading(self) -> Sequence[Line]:
        """Say how a whole list gets in."""
        said = self.phrases("A whole list comes in with the command: tutor people import FILE")
        return (Line(said, "note"),)

    def listed(self) -> Sequence[ListRow]:
        """List learners, then the team."""
        p = self.phrases
        groups = {"learner": "", "staff": p("The team")}
        self._people = [*self.learners(), *self.team()]
        return [ListRow(self.name_of(one), one.hamlet, groups[one.role]) for one in self._people]

    def actions(self) -> tuple[Choice, ...]:
        """Offer to add somebody."""
        return (Choice(ADD, self.phrases("Add a name")),)

    def enter_label(self) -> str:
        """Return what Enter does."""
        return self.phrases("Open") if self._rows else self.phrases("Go back")

    async def acted(self, number: int) -> None:  # noqa: ARG002 - there is one digit alone
        """Ask for the name of somebody new."""
        p = self.phrases
        self.app.push_screen(
            AskScreen(p("Add a name"), p("What is this person's name?"), self._take)
        )

    async def _take(self, text: str) -> str:
        if looks_like_number(text):
            return self.phrases(NO_NUMBERS)
        add, language, name = self.store.add_person, self.settings.language, name_for_list(text)
        person = await self.keep(lambda: add(name=name, language=language, on_roster=True))
        if person is not None:
            self.app.switch_screen(PersonScreen(person.id))
        return ""

    async def entered(self) -> None:
        """Open the one under the cursor."""
        if self._people:
            self.app.push_screen(PersonScreen(self._people[self.cursor].id))


class PersonScreen(VolunteerScreen):
    """What is known of one person; each is changed by itself and kept at once."""

    def __init__(self, person: str) -> None:
        super().__init__()
        self._person_id = person

    def opened(self, start: Start = "anew") -> None:
        """Show the page, unless the person was erased meanwhile."""
        if not self.left_behind(self._person_id):
            super().opened(start)

    def _person(self) -> Person | None:
        return self.records.person(self._person_id)

    def make_view(self) -> View:
        """List what is known."""
        p = self.phrases
        one = self._person()
        if one is None:
            gone = Line(p("The records cannot be read just now."), "lead")
            return View(p("People of the class"), (gone,), next_label=p("Go back"))
        needs = ", ".join(p(labels.NEEDS[need]) for need in NEED_LIST if need in one.needs)
        choices = [
            Choice(NAME, p("Name"), value=one.name),
            Choice(HAMLET, p("Hamlet"), value=one.hamlet),
            Choice(HOUSEHOLD, p("Household"), value=one.household),
            Choice(NEEDS, p("To mind when teaching"), value=needs),
            Choice(PHONE, p("Phone"), value=p(labels.PHONES[one.phone])),
            Choice(ROLE, p("Role"), value=p(labels.ROLES[one.role])),
            Choice(CONSENT, p("May we note?"), value=p(self._consent())),
        ]
        if LANGUAGES[self.settings.language].asks_address:
            choices.append(Choice(ADDRESS, p("Form of address"), value=address_of(one.address).one))
        choices.append(Choice(OFF, p("Take off the list"), way_out=True))
        lines = (Line(self.name_of(one), "lead"),)
        return View(p("People of the class"), lines, tuple(choices), next_label=p("Done"))

    def _consent(self) -> str:
        consents = self.records.consents
        said = next((one for one in consents if one.learner == self._person_id), None)
        if said is None:
            return N_("not asked yet")
        return N_("said yes") if said.given else N_("said no")

    def enter_goes_on(self) -> bool:
        """Let Enter go back from any page."""
        return True

    async def went_on(self) -> None:
        """Go back to the list."""
        self.back()

    async def _change(self, **changes: Unpack[PersonChanges]) -> bool:
        change = self.store.change_person
        return await self.save(lambda: change(self._person_id, **changes))

    async def chosen(self, number: int) -> None:
        """Ask for what was picked."""
        one = self._person()
        p = self.phrases
        if one is None:
            self.left_behind(self._person_id)
            return
        match number:
            case 1:
                self._ask(p("Name"), one.name, self._take_name)
            case 2:
                self._ask(p("Hamlet"), one.hamlet, self._take_hamlet)
            case 3:
                self._ask(p("Household"), one.household, self._take_household)
            case 4:
                self._pick_needs()
            case 5:
                self._pick_phone(one)
            case 6:
                await self._change(role="learner" if one.role == "staff" else "staff")
                self.redraw()
            case 7:
                self.app.push_screen(ConsentScreen([one], ""))
            case 8:
                self._pick_address(one)
            case _:
                self._ask_off(one)

    def _ask(self, title: str, now: str, take: Take) -> None:
        self.app.push_screen(AskScreen(title, title, take, now=now))

    async def _take_name(self, text: str) -> str:
        return await self._take_change(name=name_for_list(text)) if name_for_list(text) else ""

    async def _take_hamlet(self, text: str) -> str:
        return await self._take_change(hamlet=text)

    async def _take_household(self, text: str) -> str:
        return await self._take_change(household=text)

    async def _take_change(self, **changes: Unpack[PersonChanges]) -> str:
        if any(looks_like_number(str(text)) for text in changes.values()):
            return self.phrases(NO_NUMBERS)
        await self._change(**changes)
        return ""

    def _pick_needs(self) -> None:
        p = self.phrases

        def options() -> list[Option]:
            one = self._person()
            now = frozenset() if one is None else one.needs
            return [Option(p(labels.NEEDS[need]), ticked=need in now) for need in NEED_LIST]

        async def take(place: int) -> None:
            one = self._person()
            if one is not None:
                await self._change(needs=one.needs ^ {NEED_LIST[place]})

        asked = p("What is there to mind when teaching? Each press ticks or unticks one.")
        self.app.push_screen(
            PickScreen(p("To mind when teaching"), asked, options, take, many=True)
        )

    def _pick_phone(self, person: Person) -> None:
        p = self.phrases
        options = [Option(p(labels.PHONES[one]), ticked=one == person.phone) for one in PHONE_LIST]

        async def take(place: int) -> None:
            await self._change(phone=PHONE_LIST[place])

        self.app.push_screen(PickScreen(p("Phone"), p("Which phone?"), lambda: options, take))

    def _pick_address(self, person: Person) -> None:
        p = self.phrases
        options = [
            Option(one.one.capitalize(), ticked=one.id == person.address) for one in ADDRESSES
        ]

        async def take(place: int) -> None:
            await self._change(address=ADDRESSES[place].id)

        title = p("Form of address")
        self.app.push_screen(PickScreen(title, title, lambda: options, take))

    def _ask_off(self, person: Person) -> None:
        p = self.phrases
        options = [Option(p("Keep on the list")), Option(p("Take off the list"))]

        async def take(place: int) -> None:
            if place == 1 and await self._change(on_roster=False):
                # From the question, and from a person who is not on the list any more.
                self.back()
                self.back()

        asked = p(
            N_(
                "Take {name} off the list? What was noted stays; to erase it: tutor people erase {id}"
            ),
            name=self.name_of(person),
            id=person.id[:8],
        )
        self.app.push_screen(PickScreen(p("Take off the list"), asked, lambda: options, take))
