"""Screen: main menu of the volunteers' side, with the return rate and the next class."""

import asyncio
from functools import partial

from typing_extensions import override

from tutor.classroom.follow_up import people_to_visit, return_rate, running_visits
from tutor.classroom.planning import current_class
from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.records.class_events import SessionStarted
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu

CLASS, PLAN, PEOPLE, FOLLOW_UP, VISIT, REPORTS = range(1, 7)
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
            open_class = partial(self._open_class, now)
            items.append(Item(label, open_class, detail=self.about(now), number=CLASS))
        who = "" if visited is None else self.name_of(visited)
        if now is None and visited is not None:
            open_visit = partial(self._open_visit, visited)
            items.append(Item(p("Go on with the visit"), open_visit, detail=who, number=CLASS))
        to_visit = people_to_visit(self.records, self.learners())
        people = len(self.roster())
        items += [
            Item(p("Plan a class"), self._open_plans, number=PLAN),
            Item(p("People of the class"), self._open_roster, str(people or ""), number=PEOPLE),
            Item(p("Follow-up"), self._open_follow_up, str(to_visit or ""), number=FOLLOW_UP),
            Item(p("Home visit"), self._open_visits, who, number=VISIT),
            Item(p("Reports"), self._open_reports, number=REPORTS),
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

    def _return_text(self) -> str:
        learners = [person.id for person in self.learners()]
        figure = return_rate(self.records.sessions, self.records.attendance, learners)
        if figure is None:
            return self.phrases("After two classes it says here how many came back.")
        return self.phrases(
            N_("{came} of the {of} people of the time before came back."),
            came=figure.came,
            of=figure.of,
        )

    def _next_class_text(self) -> str:
        coming = self.records.upcoming(self.today)
        following = next(iter(coming), None)
        if following is None:
            return self.phrases("No class is planned yet.")
        return self.phrases("Next class: {about}", about=self.about(following))

    # Screens are imported when an item opens them, to keep the start fast.

    def _open_plans(self) -> None:
        from tutor.ui.screens.volunteer.planning import PlansScreen

        self.app.push_screen(PlansScreen())

    def _open_roster(self) -> None:
        from tutor.ui.screens.volunteer.people import RosterScreen

        self.app.push_screen(RosterScreen())

    def _open_follow_up(self) -> None:
        from tutor.ui.screens.volunteer.follow_up import FollowUpScreen

        self.app.push_screen(FollowUpScreen())

    def _open_visits(self) -> None:
        from tutor.ui.screens.volunteer.visits import VisitsScreen

        self.app.push_screen(VisitsScreen())

    def _open_reports(self) -> None:
        from tutor.ui.screens.volunteer.reports import ReportsScreen

        self.app.push_screen(ReportsScreen())

    def _open_visit(self, person: Person) -> None:
        from tutor.ui.screens.volunteer.visits import HouseScreen

        self.app.push_screen(HouseScreen(person))

    async def _open_class(self, planned: Session) -> None:
        from tutor.ui.screens.volunteer.class_menu import ClassMenuScreen

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
        self.volunteers.leave()
