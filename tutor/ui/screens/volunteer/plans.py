"""Screen: the planned classes, and the ways to past and new ones, to a month, to lessons for volunteers."""

from functools import partial

from typing_extensions import override

from tutor.content.catalogue import VOLUNTEERS
from tutor.lesson.view import Line
from tutor.records.class_views import Session
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu
from tutor.ui.screens.volunteer.month import MonthScreen
from tutor.ui.screens.volunteer.past import PastClassesScreen
from tutor.ui.screens.volunteer.planning import PlanScreen
from tutor.ui.screens.volunteer.team_lessons import TITLE, TeamLessonsScreen

_LISTED = 5
TEAM_LESSONS, PAST, MONTH, NEW = 6, 7, 8, 9


class PlansScreen(VolunteerMenu):
    """List the planned classes and "A new class"."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(
                self.day_text(session.day),
                partial(self._open, session),
                detail=" · ".join(filter(None, (session.hamlet, self.titles(session.lessons)))),
            )
            for session in self.records.upcoming(self.today)[:_LISTED]
        ]
        if self.catalogue.lessons(self.language, audience=VOLUNTEERS):
            items.append(Item(p(TITLE), self._learn, number=TEAM_LESSONS))
        items += [
            Item(p("Past classes"), self._look_back, number=PAST),
            Item(p("A whole month"), self._plan_month, number=MONTH),
            Item(p("A new class"), partial(self._open, None), number=NEW, way_out=True),
        ]
        return Menu(p("Plan a class"), (Line(p("Which class?"), "lead"),), items)

    @override
    def initial_focus(self) -> int | None:
        return 1 if self.records.upcoming(self.today) else NEW

    def _open(self, session: Session | None) -> None:
        self.app.push_screen(PlanScreen(session))

    def _learn(self) -> None:
        self.app.push_screen(TeamLessonsScreen())

    def _look_back(self) -> None:
        self.app.push_screen(PastClassesScreen())

    def _plan_month(self) -> None:
        self.app.push_screen(MonthScreen())
