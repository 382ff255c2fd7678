"""A home visit: a session of one household, with the lessons and the notes of a class."""

from collections.abc import Sequence

from tutor.i18n import N_
from tutor.play.view import Choice, Line, View
from tutor.records import Person
from tutor.records.class_records import Session
from tutor.ui.draw.listed import ListRow
from tutor.ui.screens.paged import Start
from tutor.ui.screens.volunteer.asking import Option, PickScreen
from tutor.ui.screens.volunteer.base import DECLINED, VolunteerScreen
from tutor.ui.screens.volunteer.consent import ConsentScreen, not_asked
from tutor.ui.screens.volunteer.evidence import SkillsScreen
from tutor.ui.screens.volunteer.follow_up import open_visits
from tutor.ui.screens.volunteer.listed import ListScreen

START, SEEN, WHO, END = 1, 2, 3, 9


def household_of(person: Person, people: Sequence[Person]) -> list[Person]:
    """Return who lives with a person, the person first."""
    return [
        person,
        *(
            one
            for one in people
            if one.id != person.id
            and person.household
            and (one.hamlet, one.household) == (person.hamlet, person.household)
        ),
    ]


class VisitsScreen(ListScreen):
    """Whom do you visit? Those who wait for a visit come first."""

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
        waiting = {one.learner for one in open_visits(self)}
        self._people = sorted(self.learners(), key=lambda one: one.id not in waiting)
        return [
            ListRow(
                self.name_of(one),
                " · ".join(part for part in (one.household, one.hamlet) if part),
                p(N_("To be visited") if one.id in waiting else N_("All others")),
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

    def opened(self, start: Start = "anew") -> None:
        """Show the page, unless the person was erased meanwhile."""
        if not self.left_behind(self._person.id):
            super().opened(start)

    def _members(self) -> list[Person]:
        return household_of(self._person, self.learners())

    def _visit(self) -> Session | None:
        """Return the visit that is going on with this person."""
        sessions = {one.id: one for one in self.read(self.store.classes.sessions)}
        noted = self.read(lambda: self.store.classes.attended_by(self._person.id))
        visits = (sessions.get(one.session) for one in noted)
        running = [one for one in visits if one and one.form == "visit" and one.state == "running"]
        return running[-1] if running else None

    def first_focus(self) -> int | None:
        """Let Enter start, or open the next lesson."""
        return START

    def make_view(self) -> View:
        """List what can be done in this household."""
        p = self.phrases
        members = self._members()
        lines = (Line(self.names(members), "lead"),)
        now = self._visit()
        if now is None:
            return View(p("Home visit"), lines, (Choice(START, p("Start the visit")),))
        learns = next((one for one in members if one.id == self._who), self._person)
        choices = [
            Choice(START, p("Open a lesson"), detail=self.titles(now.lessons)),
            Choice(SEEN, p("Seen on own phones")),
        ]
        if len(members) > 1:
            choices.append(Choice(WHO, p("Who learns now"), value=self.name_of(learns)))
        choices.append(Choice(END, p("The visit is over"), way_out=True))
        return View(p("Home visit"), lines, tuple(choices))

    async def chosen(self, number: int) -> None:
        """Do what was picked."""
        if self.left_behind(self._person.id):
            return
        now = self._visit()
        members = self._members()
        if now is None:
            await self._start(members)
            return
        match number:
            case 1:
                self._pick_lesson(now)
            case 2:
                self.app.push_screen(SkillsScreen(now.id, members))
            case 3:
                places = [one.id for one in members]
                now_at = places.index(self._who) if self._who in places else -1
                self._who = places[(now_at + 1) % len(places)]
                self.redraw()
            case _:
                await self._end(now)

    async def _start(self, members: Sequence[Person]) -> None:
        """Start a visit; who was never asked is asked first, and one who said no is no session's."""
        unasked = not_asked(self, members)
        if unasked:
            self.app.push_screen(ConsentScreen(unasked, "", lambda _: None))
            return
        classes = self.store.classes
        kept = self.read(lambda: [one for one in members if classes.keeps(one.id)])
        if self._person not in kept:
            self.note(self.phrases(DECLINED))
            return

        def act() -> None:
            planned = classes.plan_session(
                day=self.today,
                hamlet=self._person.hamlet,
                commune=self._person.commune,
                expected=len(kept),
                form="visit",
            )
            classes.start_session(planned.id)
            classes.note_all(planned.id, {one.id: ("present", "") for one in kept})

        if await self.keep(act):
            self.opened()

    def _pick_lesson(self, now: Session) -> None:
        p = self.phrases
        catalogue = self.tutor.services.library.catalogue
        entries = catalogue.lessons(self.tutor.settings.language)
        options = [Option(p.fill(one.title), ticked=one.id in now.lessons) for one in entries]

        async def take(place: int) -> None:
            self.tutor.back()
            await self._play(now, entries[place].id)

        self.app.push_screen(
            PickScreen(p("Home visit"), p("Which lesson would you like?"), lambda: options, take)
        )

    async def _play(self, now: Session, lesson: str) -> None:
        if lesson not in now.lessons:
            plan = self.store.classes.plan_session
            await self.keep(
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
        person = next((one for one in self._members() if one.id == self._who), self._person)
        if not await self.volunteering.play(lesson, person):
            self.note(self.phrases("This lesson cannot be read. Please pick another."))

    async def _end(self, now: Session) -> None:
        members = {one.id for one in self._members()}
        due = [one.id for one in open_visits(self) if one.learner in members]
        classes = self.store.classes

        def act() -> None:
            for visit in due:
                classes.finish_visit(visit, now.id)
            classes.end_session(now.id)

        if await self.keep(act):
            self.tutor.back()
