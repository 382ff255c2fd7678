"""The first screen of the volunteers' side: who came back, what comes next, and what can be done."""

import asyncio

from tutor.classroom.follow_up import return_rate, running_visits
from tutor.i18n import N_
from tutor.lesson.view import Choice, Line, View
from tutor.records.class_events import SessionStarted
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.follow_up import people_to_visit

CLASS, PLAN, PEOPLE, FOLLOW_UP, VISIT, REPORTS = range(1, 7)
LEAVE = 9


class VolunteerHomeScreen(VolunteerScreen):
    """What is there to do?"""

    def first_focus(self) -> int | None:
        """Let Enter open today's class or a visit that goes on, or plan a class where there is neither."""
        return PLAN if self._class() is None and self._visited() is None else CLASS

    def _visited(self) -> Person | None:
        """Return somebody of the latest visit that nobody has ended."""
        learners = self.learners()
        visits = reversed(running_visits(self.records))
        return next((one for _, noted in visits for one in learners if one.id in noted), None)

    def _class(self) -> Session | None:
        """Return today's class that is going on or planned, else an earlier one that goes on still.

        Of a class for a later day that goes on, the clock is wrong. Where it is known to be, the next class
        that is planned may be today's: its day is shown, and who starts it says so.
        """
        classes = [one for one in self.records.sessions if one.form == "class"]
        running = [one for one in classes if one.state == "running"]
        now = [one for one in running if one.day >= self.today]
        planned = [one for one in classes if one.state == "planned"]
        today = [one for one in planned if one.day == self.today]
        # One that nobody ended comes last: it must not stand in the way of today's.
        left = [one for one in running if one.day < self.today]
        found = next(iter([*reversed(now), *today, *reversed(left)]), None)
        passed = None if found is not None else self.day_passed
        if passed is not None:
            return next((one for one in planned if one.day >= passed), None)
        return found

    def make_view(self) -> View:
        """Say who came back and what comes next, and list what can be done."""
        p = self.phrases
        choices = []
        now = self._class()
        if now is not None:
            running = now.state == "running"
            starts = p("Start today's class") if now.day == self.today else p("Start this class")
            text = p("Go on with the class") if running else starts
            choices.append(Choice(CLASS, text, detail=self.about(now)))
        visited = self._visited()
        who = "" if visited is None else self.name_of(visited)
        if now is None and who:
            choices.append(Choice(CLASS, p("Go on with the visit"), detail=who))
        waiting = people_to_visit(self)
        choices += [
            Choice(PLAN, p("Plan a class")),
            Choice(PEOPLE, p("People of the class"), value=str(len(self.roster()) or "")),
            Choice(FOLLOW_UP, p("Follow-up"), value=str(waiting or "")),
            Choice(VISIT, p("Home visit"), value=who),
            Choice(REPORTS, p("Reports")),
            Choice(LEAVE, p("Back to the learner's screen"), way_out=True),
        ]
        lines = [*self.about_records(), *self.about_clock(), Line(self._came_back(), "lead")]
        if now is None:
            lines.append(Line(self._coming()))
        return View(p("For volunteers"), tuple(lines), tuple(choices))

    def _came_back(self) -> str:
        learners = [person.id for person in self.learners()]
        figure = return_rate(self.records.sessions, self.records.attendance, learners)
        if figure is None:
            return self.phrases("After two classes it says here how many came back.")
        return self.phrases(
            N_("{came} of the {of} people of the time before came back."),
            came=figure.came,
            of=figure.of,
        )

    def _coming(self) -> str:
        coming = self.records.upcoming(self.today)
        following = next(iter(coming), None)
        if following is None:
            return self.phrases("No class is planned yet.")
        return self.phrases("Next class: {about}", about=self.about(following))

    async def chosen(self, number: int) -> None:
        """Open what was picked; what opens it is imported then."""
        match number:
            case 1:
                await self._open_class()
            case 2:
                from tutor.ui.screens.volunteer.planning import PlansScreen

                self.app.push_screen(PlansScreen())
            case 3:
                from tutor.ui.screens.volunteer.people import RosterScreen

                self.app.push_screen(RosterScreen())
            case 4:
                from tutor.ui.screens.volunteer.follow_up import FollowUpScreen

                self.app.push_screen(FollowUpScreen())
            case 5:
                from tutor.ui.screens.volunteer.visits import VisitsScreen

                self.app.push_screen(VisitsScreen())
            case 6:
                from tutor.ui.screens.volunteer.reports import ReportsScreen

                self.app.push_screen(ReportsScreen())
            case _:
                self.volunteers.leave()

    async def _open_class(self) -> None:
        from tutor.ui.screens.volunteer.today import ClassScreen

        found = self._class()
        if found is None:
            self._open_visit()
            return
        held = self.volunteers.room(found.id).held
        begun = held.session(found)
        if begun is None:
            return
        if begun.state != "running":
            now = self.services.wall()
            await asyncio.to_thread(held.record, SessionStarted(at=now, session=found.id))
        self.app.push_screen(ClassScreen(found.id))

    def _open_visit(self) -> None:
        from tutor.ui.screens.volunteer.visits import HouseScreen

        visited = self._visited()
        if visited is not None:
            self.app.push_screen(HouseScreen(visited))

    async def went_back(self) -> None:
        """Go back to the learner."""
        self.volunteers.leave()
