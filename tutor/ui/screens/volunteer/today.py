"""A class that is going on: roll call, leading, and what is left to do when it is over."""

from tutor.classroom.people import counted_at, expected_at
from tutor.lesson.view import Choice, Line, View
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.roll import RollScreen

ROLL, LEAD, WRAP_UP = 1, 2, 3


class ClassScreen(VolunteerScreen):
    """What comes now in this class?"""

    def __init__(self, session: str) -> None:
        super().__init__()
        self._session = session
        self._called = 0

    def first_focus(self) -> int | None:
        """Let Enter call the roll first, then lead."""
        return LEAD if self._called else ROLL

    def make_view(self) -> View:
        """List what comes in a class, one after the other."""
        p = self.phrases
        found = self.records.session(self._session)
        noted = self.records.attendance_at(self._session)
        marks = {one.learner: (one.state, one.reason) for one in noted}
        called = [] if found is None else expected_at(found, self.roster(), marks)
        learners = counted_at(called, marks, self.records.declined)
        self._called = len(marks)
        marked = sum(one.id in marks for one in learners)
        value = p("{called} of {people}", called=marked, people=len(learners))
        choices = (
            Choice(ROLL, p("Roll call"), value=value),
            Choice(LEAD, p("Lead the class")),
            Choice(WRAP_UP, p("Two minutes after the class")),
        )
        about = "" if found is None else self.about(found)
        return View(p("Today's class"), (Line(about, "lead"),), choices)

    async def chosen(self, number: int) -> None:
        """Open what was picked; what opens it is imported then."""
        match number:
            case 1:
                self.app.push_screen(RollScreen(self._session))
            case 2:
                from tutor.ui.screens.volunteer.lead import LeadScreen

                self.app.push_screen(LeadScreen(self._session))
            case _:
                from tutor.ui.screens.volunteer.wrap_up import WrapUpScreen

                self.app.push_screen(WrapUpScreen(self._session))
