"""Screen: the menu of the steps after a class."""

from typing_extensions import override

from tutor.classroom.follow_up import people_to_visit
from tutor.classroom.live_class import LiveClass
from tutor.classroom.people import expected_at
from tutor.classroom.planning import following_class, lessons_of_class
from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.evidence import SkillsScreen, WeakSpotsScreen
from tutor.ui.screens.volunteer.messages import MessagesScreen
from tutor.ui.screens.volunteer.planning import PlanScreen
from tutor.ui.screens.volunteer.printing import PrintingMenu, invitation, recap
from tutor.ui.screens.volunteer.visits import FollowUpScreen

_STEPS = 8
_WAITS = N_("Not all of this class could be written yet. Please keep the program open.")


class WrapUpScreen(PrintingMenu):
    """Menu of the steps after a class: skills, absences, next class, prints; the last item ends the class."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self._session = session
        self._last = 0

    @override
    def initial_focus(self) -> int | None:
        """Focus the item after the one picked last, so that Enter goes through the menu."""
        return self._last % _STEPS + 1

    @override
    def make_menu(self) -> Menu:
        p, following = self.phrases, self._following()
        to_visit = people_to_visit(self.records, self.learners())
        absent = len(self._with_state(absent=True))
        next_day = "" if following is None else self.day_text(following.day)
        push, session = self.app.push_screen, self._session
        items = (
            Item(p("Seen on own phones"), self._note_skills),
            Item(
                p("Who was absent, who looks in"),
                lambda: push(FollowUpScreen()),
                value=str(to_visit or ""),
            ),
            Item(p("What to go over again"), lambda: push(WeakSpotsScreen(session))),
            Item(p("Next class"), self._plan_next, value=next_day),
            Item(p("Invitation to print"), self._invite),
            Item(p("Messages to send"), self._send),
            Item(p("Page for those who were absent"), self._recap, value=str(absent or "")),
            Item(p("The class is over"), self._end, way_out=True),
        )
        lead = Line(self.print_message or p("Two minutes, then the class is over."), "lead")
        waits = [] if self._live_class.all_written else [Line(p(_WAITS), "keep")]
        return Menu(p("After the class"), (lead, *waits), items)

    @property
    def _live_class(self) -> LiveClass:
        return self.volunteers.room(self._session).live_class

    def _following(self) -> Session | None:
        return following_class(self.records, self._session, self.today)

    def _with_state(self, *, absent: bool) -> list[Person]:
        noted = self.records.attendance_at(self._session)
        learners = {record.learner for record in noted if (record.state == "absent") == absent}
        return [learner for learner in self.learners() if learner.id in learners]

    @override
    async def choose(self, number: int) -> None:
        self._last, self.print_message = number, ""
        await super().choose(number)

    def _plan_next(self) -> None:
        now = self.records.session(self._session)
        self.app.push_screen(PlanScreen(self._following(), now))

    def _note_skills(self) -> None:
        self.app.push_screen(SkillsScreen(self._session, self._with_state(absent=False)))

    async def _invite(self) -> None:
        following = self._following()
        if following is None or not following.lessons:
            self.tell_printing(self.phrases("Please plan the next class with a lesson first."))
            return
        names = [
            self.name_of(person)
            for person in expected_at(following, self.roster(), {})
            if person.role == "learner"
        ]
        await self.write_files(lambda: invitation(self.catalogue, following, self.language, names))

    def _send(self) -> None:
        following = self._following()
        if following is None:
            self.tell_printing(self.phrases("Please plan the next class first."))
        else:
            self.app.push_screen(MessagesScreen(following))

    async def _recap(self) -> None:
        now = self.records.session(self._session)
        items = self._live_class.items(self.records.items.get(self._session, ()))
        lessons = () if now is None else lessons_of_class(now, items)
        if now is None or not lessons:
            self.tell_printing(self.phrases("No lesson is on the plan of this class."))
            return
        following = self._following()
        await self.write_files(
            lambda: recap(self.catalogue, now, lessons, following, self.language)
        )

    async def _end(self) -> None:
        now = self.services.wall()
        if await self.save(lambda: self._live_class.end(now)):
            self.volunteers.go_home()
