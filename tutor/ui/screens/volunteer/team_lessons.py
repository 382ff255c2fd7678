"""Screen: the lessons for volunteers, played without anybody's record."""

from functools import partial

from typing_extensions import override

from tutor.content.catalogue import VOLUNTEERS
from tutor.content.text import clean
from tutor.i18n import N_
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Line
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import NO_LESSON
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu

TITLE = N_("Lessons for volunteers")
# 8 and 9 stay free.
_LISTED = 7


class TeamLessonsScreen(VolunteerMenu):
    """List the lessons for volunteers; a lesson begins anew each time, and nothing is noted."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        entries = self.catalogue.lessons(self.language, audience=VOLUNTEERS)
        items = [
            Item(
                clean(entry.title),
                partial(self._play, entry.id),
                value=p("{minutes} min", minutes=entry.minutes),
                detail=clean(entry.objective),
            )
            for entry in entries[:_LISTED]
        ]
        lines = [Line(p("For you and the team. Nobody's answers are noted."), "lead")]
        return Menu(p(TITLE), lines, items)

    @override
    def initial_focus(self) -> int | None:
        return 1

    async def _play(self, lesson: str) -> None:
        if not await self.volunteers.try_lesson(lesson):
            self.note(self.phrases(NO_LESSON))

    @override
    def finish_lesson(self, run: LessonRun) -> None:
        self.session.tell_once(run.state.run, self.phrases("Nothing of this was recorded."))
