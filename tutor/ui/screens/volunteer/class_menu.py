"""Screen: the menu of a running class."""

import asyncio

from typing_extensions import override

from tutor.classroom.people import count_called, marks_at
from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.course_check import TITLE as CHECK_TITLE
from tutor.ui.screens.volunteer.course_check import CourseCheckScreen
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu
from tutor.ui.screens.volunteer.roll import RollScreen
from tutor.ui.screens.volunteer.wrap_up import WrapUpScreen

ROLL, LEAD, CHECK = 1, 2, 5


class ClassMenuScreen(VolunteerMenu):
    """Menu of a running class: roll call, lead the class, steps after the class."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self._session = session
        self._called = 0

    @override
    def initial_focus(self) -> int | None:
        """Focus the roll call until somebody is marked, then "Lead the class"."""
        return LEAD if self._called else ROLL

    @override
    def make_menu(self) -> Menu:
        p, session = self.phrases, self.records.session(self._session)
        roster = self.roster()
        marked, people = (0, 0) if session is None else count_called(self.records, session, roster)
        self._called = len(marks_at(self.records, self._session))
        called = p("{called} of {people}", called=marked, people=people)
        push = self.app.push_screen
        items: tuple[Item, ...] = (
            Item(p("Roll call"), lambda: push(RollScreen(self._session)), value=called),
            Item(p("Lead the class"), self._lead),
            Item(p("Two minutes after the class"), lambda: push(WrapUpScreen(self._session))),
        )
        if self.services.open_view is not None:
            view = Item(p("Class view in a second window"), self._open_view)
            items = (*items, view)
        items = (*items, Item(p(CHECK_TITLE), self._open_check, number=CHECK))
        about = "" if session is None else self.about(session)
        return Menu(p("Today's class"), (Line(about, "lead"),), items)

    async def _open_view(self) -> None:
        open_view, p = self.services.open_view, self.phrases
        if open_view is None:
            return
        opened = await asyncio.to_thread(open_view, self._session)
        moved = N_("It opens now. Drag it to the projector; it follows by itself.")
        nowhere = N_("No second window opens here. V on the panel shows the class view.")
        self.note(p(moved if opened else nowhere))

    def _open_check(self) -> None:
        self.app.push_screen(CourseCheckScreen())

    def _lead(self) -> None:
        # Imported here, because it imports all that plays lessons.
        from tutor.ui.screens.volunteer.lead import LeadScreen

        self.app.push_screen(LeadScreen(self._session))
