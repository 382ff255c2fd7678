"""Screen: the main menu of the volunteers' side."""

import asyncio
from functools import partial

from typing_extensions import override

from tutor.classroom.follow_up import people_to_visit, return_rate, running_visits
from tutor.classroom.planning import current_class, end_forgotten
from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.records.class_events import SessionStarted
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.ui.screens.menu import Action, Item, Menu
from tutor.ui.screens.volunteer.class_menu import ClassMenuScreen
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu
from tutor.ui.screens.volunteer.past import PastClassScreen
from tutor.ui.screens.volunteer.people import RosterScreen
from tutor.ui.screens.volunteer.plans import PlansScreen
from tutor.ui.screens.volunteer.visits import FollowUpScreen, HouseScreen, VisitsScreen

CLASS, PLAN, PEOPLE, FOLLOW_UP, VISIT, REPORTS, CARRY, VOICE = range(1, 9)
LEAVE = 9


class VolunteerHomeScreen(VolunteerMenu):
    """Main menu of the volunteers' side."""

    @override
    def initial_focus(self) -> int | None:
        """Focus the current class or visit, else "Plan a class"."""
        return PLAN if self._current_class() is None and self._visited_person() is None else CLASS

    def _visited_person(self) -> Person | None:
        """Return a person of the latest running visit."""
        learners = self.learners()
        visits = reversed(running_visits(self.records))
        return next(
            (person for _, noted in visits for person in learners if person.id in noted), None
        )

    def _current_class(self) -> Session | None:
        return current_class(self.records.sessions, self.today, self.day_passed)

    @override
    def make_menu(self) -> Menu:
        p, now, visited = self.phrases, self._current_class(), self._visited_person()
        items = []
        if now is not None:
            starts = p("Start today's class") if now.day == self.today else p("Start this class")
            label = p("Go on with the class") if now.state == "running" else starts
            open_class: Action = partial(self._open_class, now)
            if self._end_forgotten(now):
                label, open_class = p("This class was not ended"), partial(self._look_back, now)
            items.append(Item(label, open_class, detail=self.about(now), number=CLASS))
        who = "" if visited is None else self.name_of(visited)
        if now is None and visited is not None:
            open_house = partial(self._open_house, visited)
            items.append(Item(p("Go on with the visit"), open_house, detail=who, number=CLASS))
        push = self.app.push_screen
        people = str(len(self.roster()) or "")
        to_visit = str(people_to_visit(self.records, self.learners()) or "")
        items += [
            Item(p("Plan a class"), lambda: push(PlansScreen()), number=PLAN),
            Item(p("People of the class"), lambda: push(RosterScreen()), people, number=PEOPLE),
            Item(p("Follow-up"), lambda: push(FollowUpScreen()), to_visit, number=FOLLOW_UP),
            Item(p("Home visit"), lambda: push(VisitsScreen()), who, number=VISIT),
            Item(p("Reports"), self._open_reports, number=REPORTS),
            Item(p("Carry records to another laptop"), self._open_carrying, number=CARRY),
            Item(p("The voice"), self._open_voices, number=VOICE),
            Item(
                p("Back to the learner's screen"),
                self.volunteers.leave,
                number=LEAVE,
                way_out=True,
            ),
        ]
        lines = [*self.about_records(), *self.about_clock(), Line(self._return_text(), "lead")]
        if now is None:
            lines.append(Line(self._next_class_text()))
        return Menu(p("For volunteers"), lines, items)

    def _end_forgotten(self, now: Session) -> bool:
        return end_forgotten(now, self.services.wall())

    def _look_back(self, forgotten: Session) -> None:
        self.app.push_screen(PastClassScreen(forgotten.id))

    def _return_text(self) -> str:
        # Of all learners, as in reports: who is no longer on the list came all the same.
        learners = [person.id for person in self.records.people if person.role == "learner"]
        figure = return_rate(self.records.sessions, self.records.attendance, learners)
        if figure is None:
            return self.phrases(
                "From the second class in a hamlet on, this line says how many of the last class came again."
            )
        return self.phrases(
            N_("{came} of the {of} people of the last class came back."),
            came=figure.came,
            of=figure.of,
        )

    def _next_class_text(self) -> str:
        upcoming = self.records.upcoming(self.today)
        if not upcoming:
            return self.phrases("No class is planned yet.")
        return self.phrases("Next class: {about}", about=self.about(upcoming[0]))

    def _open_voices(self) -> None:
        from tutor.ui.screens.volunteer.voices import VoiceDeskScreen

        self.app.push_screen(VoiceDeskScreen())

    def _open_reports(self) -> None:
        # Imported here, because what reads and writes reports takes as long as all other screens.
        from tutor.ui.screens.volunteer.reports import ReportsScreen

        self.app.push_screen(ReportsScreen())

    def _open_carrying(self) -> None:
        # Imported here, because it loads the library that encrypts.
        from tutor.ui.screens.volunteer.carry import CarryScreen

        self.app.push_screen(CarryScreen())

    def _open_house(self, visited: Person) -> None:
        self.app.push_screen(HouseScreen(visited))

    async def _open_class(self, planned: Session) -> None:
        live_class = self.volunteers.room(planned.id).live_class
        now = live_class.session(self.records.session(planned.id))
        if now is None:
            return
        if now.state != "running":
            started = SessionStarted(at=self.services.wall(), session=now.id)
            await asyncio.to_thread(live_class.record, started)
        self.app.push_screen(ClassMenuScreen(now.id))

    @override
    async def go_back(self) -> None:
        await self.volunteers.leave()
