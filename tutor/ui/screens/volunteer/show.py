"""The run-of-show of a planned class, minute by minute, with what to bring."""

from collections.abc import Sequence
from pathlib import Path

from tutor.classroom.people import learners_of_hamlet
from tutor.classroom.plan import phone_tables
from tutor.classroom.plan_text import PlanText, about_class, describe_plan
from tutor.classroom.planning import papers_of, plan_of
from tutor.i18n import N_
from tutor.lesson.view import Choice, Line, View
from tutor.records.class_views import Session
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.prints import plan_sheet, printed

REHEARSE, PRINT = 1, 2


class ShowScreen(VolunteerScreen):
    """What is done from which minute on; it is read page by page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._printed = ""

    def _told(self) -> PlanText:
        catalogue, language = self.services.library.catalogue, self.settings.language
        plan = plan_of(self._session, catalogue, language)
        people = learners_of_hamlet(self.records.people, self._session.hamlet)
        seats = phone_tables(one.phone for one in people)
        papers = papers_of(plan, catalogue, language)
        return describe_plan(plan, self.phrases, self.title_of, papers, seats)

    def make_view(self) -> View:
        """List the items with their minutes, then the papers."""
        p = self.phrases
        plan = self._told()
        lines = [Line(self._printed or self.about(self._session), "lead")]
        for one in plan.items:
            start, end = one.item.start, one.item.start + one.item.minutes
            said = p("{start}–{end} {item}", start=start, end=end, item=one.title)
            lines += [Line(said, "keep"), Line(one.note), Line(one.power)]
        lines += [Line(said, "note") for said in plan.below]
        choices = (
            Choice(REHEARSE, p(N_("Go through it once beforehand"))),
            Choice(PRINT, p("Print it")),
        )
        return View(p("Minute by minute"), tuple(lines), choices, next_label=p("Go back"))

    async def chosen(self, number: int) -> None:
        """Rehearse the class, or write its page."""
        if number == REHEARSE:
            from tutor.ui.screens.volunteer.lead_rehearsal import RehearsalScreen

            self.app.push_screen(RehearsalScreen(self._session))
            return
        about = about_class(self._session, self.phrases, self.titles)
        plan = self._told()

        def make() -> Sequence[Path]:
            return plan_sheet(self._session, about, plan, self.phrases)

        self._printed = await printed(make, self.phrases)
        self.opened()

    async def went_on(self) -> None:
        """Go back."""
        self.back()
