"""A home visit: a session of one household, with the lessons and the notes of a class."""

import asyncio
from collections.abc import Sequence

from tutor.classroom.follow_up import household_of, open_visits, running_visits
from tutor.classroom.needs import finished_lessons
from tutor.classroom.people import Marks, never_asked
from tutor.i18n import N_
from tutor.lesson.view import Choice, Line, View
from tutor.records.class_views import Session
from tutor.records.database import StoreUnavailable
from tutor.records.people import Person
from tutor.ui.layout.list_pages import ListRow
from tutor.ui.screens.base import Start, asking
from tutor.ui.screens.volunteer.asking import Option, PickScreen
from tutor.ui.screens.volunteer.base import DECLINED, VolunteerScreen
from tutor.ui.screens.volunteer.consent import consent_answers
from tutor.ui.screens.volunteer.evidence import SkillsScreen
from tutor.ui.screens.volunteer.listed import ListScreen

START, SEEN, WHO, HERE, END = 1, 2, 3, 4, 9


class VisitsScreen(ListScreen):
    """Whom do you visit? A visit that goes on comes first, then those who wait for one."""

    def __init__(self) -> None:
        super().__init__()
        self._people: list[Person] = []

    def bar(self) -> str:
        """Return what stands in the title bar."""
        return self.phrases("Home visit")

    def heading(self) -> Sequence[Line]:
        """Ask whom."""
        return (Line(self.phrases("Whom do you visit?"), "lead"),)

    def listed(self) -> Sequence[ListRow]:
        """List the learners with where they live."""
        p = self.phrases
        begun = frozenset[str]().union(*(noted for _, noted in running_visits(self.records)))
        waiting = {one.learner for one in open_visits(self.records)}
        self._people = sorted(
            self.learners(), key=lambda one: (one.id not in begun, one.id not in waiting)
        )

        def heading(one: Person) -> str:
            if one.id in begun:
                return p(N_("Visit going on"))
            return p(N_("To be visited") if one.id in waiting else N_("All others"))

        return [
            ListRow(
                self.name_of(one),
                " · ".join(part for part in (one.household, one.hamlet) if part),
                heading(one),
            )
            for one in self._people
        ]

    def enter_label(self) -> str:
        """Return what Enter does."""
        return self.phrases("Choose") if self._rows else self.phrases("Go back")

    async def entered(self) -> None:
        """Open the household."""
        if self._people:
            self.app.push_screen(HouseScreen(self._people[self.cursor]))


class HouseScreen(VolunteerScreen):
    """One household: start, learn together, note what was seen, end. A visit left open goes on here."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._person = person
        self._who = person.id
        self._here: frozenset[str] | None = None
        self._noting = asyncio.Lock()

    def opened(self, start: Start = "anew") -> None:
        """Show the page, unless the person was erased meanwhile."""
        if not self.left_behind(self._person.id):
            super().opened(start)

    def _members(self) -> list[Person]:
        return household_of(self._person, self.learners())

    def _visit(self) -> Session | None:
        """Return the visit that is going on in this household."""
        members = {one.id for one in self._members()}
        here = [one for one, noted in running_visits(self.records) if noted & members]
        return here[-1] if here else None

    def _noted(self, now: Session) -> frozenset[str]:
        noted = self.records.attendance_at(now.id)
        return frozenset(one.learner for one in noted if one.state != "absent")

    def _present(self, now: Session | None) -> list[Person]:
        """Return who is there; of one who said no to notes only this screen knows it."""
        members = self._members()
        here = self._here
        if here is None and now is not None:
            here = self._noted(now)
        return members if here is None else [one for one in members if one.id in here]

    def first_focus(self) -> int | None:
        """Let Enter start, or open the next lesson."""
        return START

    def make_view(self) -> View:
        """List what can be done in this household."""
        p = self.phrases
        now = self._visit()
        present = self._present(now)
        lines = (Line(self.names(present), "lead"),)
        if now is None:
            return View(p("Home visit"), lines, (Choice(START, p("Start the visit")),))
        choices = [
            Choice(START, p("Open a lesson"), detail=self.titles(now.lessons)),
            Choice(SEEN, p("Seen on own phones")),
        ]
        if len(present) > 1:
            learns = self.name_of(self._learning(present))
            choices.append(Choice(WHO, p("Who learns now"), value=learns))
        if len(self._members()) > 1:
            choices.append(Choice(HERE, p("Who is at home")))
        choices.append(Choice(END, p("The visit is over"), way_out=True))
        return View(p("Home visit"), lines, tuple(choices))

    def _learning(self, present: Sequence[Person]) -> Person:
        picked = [one for one in present if one.id == self._who]
        return next(iter([*picked, *present]), self._person)

    async def chosen(self, number: int) -> None:
        """Do what was picked."""
        if self.left_behind(self._person.id):
            return
        now = self._visit()
        if now is None:
            if self._here is None and len(self._members()) > 1:
                self._ask_who_is_there([self._person])
            else:
                self._welcome()
            return
        present = self._present(now)
        match number:
            case 1:
                self._pick_lesson(now)
            case 2:
                learnt = await asyncio.to_thread(self._learnt, present)
                self.app.push_screen(SkillsScreen(now.id, present, learnt))
            case 3:
                at = present.index(self._learning(present))
                self._who = present[(at + 1) % len(present)].id
                self.redraw()
            case 4:
                self._ask_who_is_there(present)
            case _:
                await self._end(now)

    def _learnt(self, people: Sequence[Person]) -> list[str]:
        """Return the lessons that somebody of these finished, in the order of all lessons."""
        learners = [person.id for person in people]
        try:
            finished = finished_lessons(self.store, learners, self.today, self.records)
        except StoreUnavailable:
            finished = {}
        lessons = frozenset[str]().union(*finished.values())
        entries = self.services.library.catalogue.lessons(self.settings.language)
        return [entry.id for entry in entries if entry.id in lessons]

    def _ask_who_is_there(self, ticked: Sequence[Person]) -> None:
        p = self.phrases
        members = self._members()
        here = {one.id for one in ticked}

        def options() -> list[Option]:
            return [Option(self.name_of(one), ticked=one.id in here) for one in members]

        async def turn(place: int) -> None:
            here.symmetric_difference_update({members[place].id})

        async def done() -> None:
            await self._take_who_is_there(frozenset(here))

        asked = p("Who is at home? Each press ticks or unticks one.")
        self.app.push_screen(PickScreen(p("Home visit"), asked, options, turn, done=done))

    async def _take_who_is_there(self, here: frozenset[str]) -> None:
        """Start the visit with those who are there, or take over who came or went while it is going on."""
        if not here:
            self.tell(self.phrases("A visit is noted for those at home. Please tick who is there."))
            return
        self._here = here
        self._welcome()

    @asking
    async def _welcome(self) -> None:
        """Note who is there, and ask those who were never asked; what they say is noted then."""
        await self._note_present()
        unasked = never_asked(self.records, self._present(self._visit()))
        if unasked:
            async for _said_yes in consent_answers(self, unasked, ""):
                await self.reload()
                await self._note_present()

    async def _note_present(self) -> None:
        """Note those who are there and of whom it may be, starting the visit with the first of them.

        Of one who said no, or was not asked yet, nothing is noted.
        """
        # Answers of several people may come faster than an old disk writes.
        async with self._noting:
            now = self._visit()
            present = self._present(now)
            unasked = {one.id for one in never_asked(self.records, present)}
            kept = [one.id for one in present if one.id not in unasked and self._may_note(one.id)]
            noted = frozenset[str]() if now is None else self._noted(now)
            here = {one.id for one in present}
            gone = filter(self._may_note, noted - here)
            marks: Marks = {
                **dict.fromkeys(set(kept) - noted, ("present", "")),
                **dict.fromkeys(gone, ("absent", "")),
            }
            if marks:
                await self.save(lambda: self._note_all(now, marks))
        if kept or unasked:
            self.opened()
        else:
            self.note(self.phrases(DECLINED))

    def _may_note(self, person: str) -> bool:
        return self.records.person(person) is not None and person not in self.records.declined

    def _note_all(self, now: Session | None, marks: Marks) -> None:
        """Write who is there, in a visit that begins with it where there is none."""
        classes = self.store.classes
        if now is None:
            now = classes.plan_session(
                day=self.today,
                hamlet=self._person.hamlet,
                commune=self._person.commune,
                expected=len(marks),
                form="visit",
            )
            classes.start_session(now.id)
        classes.note_attendances(now.id, marks)

    def _pick_lesson(self, now: Session) -> None:
        p = self.phrases
        catalogue = self.services.library.catalogue
        entries = catalogue.lessons(self.settings.language)
        options = [Option(p.fill(one.title), ticked=one.id in now.lessons) for one in entries]

        async def take(place: int) -> None:
            self.back()
            await self._play(now, entries[place].id)

        asked = self.phrases_to(self._present(now))("Which lesson would you like?")
        self.app.push_screen(PickScreen(p("Home visit"), asked, lambda: options, take))

    async def _play(self, now: Session, lesson: str) -> None:
        if lesson not in now.lessons:
            plan = self.store.classes.plan_session
            await self.save(
                lambda: plan(
                    day=now.day,
                    hamlet=now.hamlet,
                    commune=now.commune,
                    minutes=now.minutes,
                    expected=now.expected,
                    lessons=(*now.lessons, lesson),
                    form="visit",
                    session=now.id,
                )
            )
        person = self._learning(self._present(now))
        if not await self.volunteers.play(lesson, person):
            self.note(self.phrases("This lesson cannot be read. Please pick another."))

    async def _end(self, now: Session) -> None:
        present = {one.id for one in self._present(now)}
        due = [one.id for one in open_visits(self.records) if one.learner in present]
        classes = self.store.classes

        def act() -> None:
            for visit in due:
                classes.finish_visit(visit, now.id)
            classes.end_session(now.id)

        if await self.save(act):
            self.back()
