"""Screen: the plan of a class minute by minute, with the papers to bring; rehearse or print it."""

from typing_extensions import override

from tutor.classroom.people import learners_of_hamlet
from tutor.classroom.plan import phone_tables
from tutor.classroom.plan_text import PlanText, about_class, describe_plan
from tutor.classroom.planning import papers_of, plan_of
from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.records.class_views import Session
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu
from tutor.ui.screens.volunteer.prints import plan_sheet, print_files


class PlanDetailScreen(VolunteerMenu):
    """List the items of the plan with their minutes, page by page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._print_message = ""

    def _describe(self) -> PlanText:
        catalogue, language = self.services.library.catalogue, self.settings.language
        plan = plan_of(self._session, catalogue, language)
        people = learners_of_hamlet(self.records.people, self._session.hamlet)
        seats = phone_tables(person.phone for person in people)
        papers = papers_of(plan, catalogue, language)
        return describe_plan(plan, self.phrases, self.title_of, papers, seats)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        plan = self._describe()
        lines = [Line(self._print_message or self.about(self._session), "lead")]
        for entry in plan.items:
            start, end = entry.item.start, entry.item.start + entry.item.minutes
            text = p("{start}–{end} {item}", start=start, end=end, item=entry.title)
            lines += [Line(text, "keep"), Line(entry.note), Line(entry.power)]
        lines += [Line(text, "note") for text in plan.below]
        items = (
            Item(p(N_("Go through it once beforehand")), self._rehearse),
            Item(p("Print it"), self._print),
        )
        return Menu(p("Minute by minute"), lines, items, next_label=p("Go back"))

    def _rehearse(self) -> None:
        from tutor.ui.screens.volunteer.lead_rehearsal import RehearsalScreen

        self.app.push_screen(RehearsalScreen(self._session))

    async def _print(self) -> None:
        about = about_class(self._session, self.phrases, self.titles)
        plan = self._describe()
        self._print_message = await print_files(
            lambda: plan_sheet(self._session, about, plan, self.phrases), self.phrases
        )
        self.show_view()
