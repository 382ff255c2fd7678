"""The two minutes after a class: what was seen, who was missed, what comes next, and the pages for it."""

from collections.abc import Callable
from pathlib import Path

from tutor.classroom.live_class import LiveClass
from tutor.classroom.needs import missed_lessons
from tutor.content.text import fold_case
from tutor.i18n import N_
from tutor.lesson.view import Choice, Line, View
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.ui.screens.volunteer.again import AgainScreen
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.evidence import SkillsScreen
from tutor.ui.screens.volunteer.follow_up import FollowUpScreen, people_to_visit
from tutor.ui.screens.volunteer.planning import PlanScreen
from tutor.ui.screens.volunteer.prints import invitation, printed, recap

SEEN, MISSED, FORGOTTEN, NEXT, INVITE, RECAP, OVER = range(1, 8)
_WAITS = N_("Not all of this class could be written yet. Please keep the program open.")


class WrapUpScreen(VolunteerScreen):
    """What is left to do? The class is over with the last line."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self._session = session
        self._last = 0
        self._printed = ""

    def first_focus(self) -> int | None:
        """Let Enter go through the lines one after the other."""
        return self._last % OVER + 1

    def make_view(self) -> View:
        """List what is left to do, with how much of it there is."""
        p = self.phrases
        following = self._following()
        away = len(self._with_state(absent=True))
        choices = (
            Choice(SEEN, p("Seen on own phones")),
            Choice(
                MISSED, p("Who was absent, who looks in"), value=str(people_to_visit(self) or "")
            ),
            Choice(FORGOTTEN, p("What to go over again")),
            Choice(
                NEXT,
                p("Next class"),
                value="" if following is None else self.written(following.day),
            ),
            Choice(INVITE, p("Invitation to print")),
            Choice(RECAP, p("Page for those who were absent"), value=str(away or "")),
            Choice(OVER, p("The class is over"), way_out=True),
        )
        lead = Line(self._printed or p("Two minutes, then the class is over."), "lead")
        waits = [] if self._held.all_written else [Line(p(_WAITS), "keep")]
        return View(p("After the class"), (lead, *waits), choices)

    @property
    def _held(self) -> LiveClass:
        return self.volunteers.room(self._session).held

    def _following(self) -> Session | None:
        now = self.records.session(self._session)
        coming = self.records.upcoming(self.today)
        classes = [one for one in coming if one.id != self._session]
        here = [
            one for one in classes if now is None or fold_case(one.hamlet) == fold_case(now.hamlet)
        ]
        return next(iter(here), None)

    def _with_state(self, *, absent: bool) -> list[Person]:
        noted = self.records.attendance_at(self._session)
        found = {one.learner for one in noted if (one.state == "absent") == absent}
        return [one for one in self.learners() if one.id in found]

    async def chosen(self, number: int) -> None:
        """Open what was picked, or write the page."""
        self._last = number
        self._printed = ""
        match number:
            case 1:
                here = self._with_state(absent=False)
                self.app.push_screen(SkillsScreen(self._session, here))
            case 2:
                self.app.push_screen(FollowUpScreen())
            case 3:
                self.app.push_screen(AgainScreen(self._session))
            case 4:
                self.app.push_screen(PlanScreen(self._following()))
            case 5:
                await self._invite()
            case 6:
                await self._recap()
            case _:
                await self._end()

    async def _invite(self) -> None:
        following = self._following()
        if following is None or not following.lessons:
            await self._say(self.phrases("Please plan the next class with a lesson first."))
            return
        catalogue = self.services.library.catalogue
        language = self.settings.language
        await self._print(lambda: invitation(catalogue, following, language))

    async def _recap(self) -> None:
        now = self.records.session(self._session)
        items = self._held.items(self.records.items.get(self._session, ()))
        lessons = () if now is None else missed_lessons(now, items)
        if now is None or not lessons:
            await self._say(self.phrases("No lesson is on the plan of this class."))
            return
        catalogue = self.services.library.catalogue
        language, following = self.settings.language, self._following()
        await self._print(lambda: recap(catalogue, now, lessons, following, language))

    async def _print(self, make: Callable[[], list[Path]]) -> None:
        await self._say(await printed(make, self.phrases))

    async def _say(self, text: str) -> None:
        self._printed = text
        self.opened()

    async def _end(self) -> None:
        now = self.services.wall()
        if await self.save(lambda: self._held.end(now)):
            self.volunteers.go_home()
