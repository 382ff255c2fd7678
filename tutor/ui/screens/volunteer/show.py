"""The run-of-show of a planned class, minute by minute, with what to bring."""

from tutor.classroom.hamlets import roster_of
from tutor.classroom.plan import tables
from tutor.classroom.plan_session import papers_of, plan_of
from tutor.classroom.plan_words import note_of, paper_of, remarks, title_of
from tutor.i18n import N_
from tutor.play.view import Choice, Line, View
from tutor.records.class_records import Session
from tutor.ui.screens.volunteer.base import VolunteerScreen

REHEARSE = 1


class ShowScreen(VolunteerScreen):
    """What is done from which minute on; it is read page by page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def make_view(self) -> View:
        """List the items with their minutes, then the papers."""
        p = self.phrases
        catalogue = self.tutor.services.library.catalogue
        language = self.tutor.settings.language
        plan = plan_of(self._session, catalogue, language)
        people = roster_of(self.read(self.store.people), self._session.hamlet)
        seats = tables(one.phone for one in people)
        lines = [Line(self.about(self._session), "lead")]
        for item in plan.items:
            title = title_of(item, p, self.title_of)
            said = p(
                "{start}–{end} {item}", start=item.start, end=item.start + item.minutes, item=title
            )
            lines.append(Line(said, "keep"))
            lines += [Line(note) for note in [note_of(item, p, seats)] if note]
        lines += [Line(said) for said in remarks(plan, p, self.title_of)]
        lines += [
            Line(paper_of(one, p, self.title_of), "note")
            for one in papers_of(plan, catalogue, language)
        ]
        choices = (Choice(REHEARSE, p(N_("Go through it once beforehand"))),)
        return View(p("Minute by minute"), tuple(lines), choices, next_label=p("Go back"))

    async def chosen(self, number: int) -> None:  # noqa: ARG002 - there is one choice
        """Rehearse the class."""
        from tutor.ui.screens.volunteer.lead_rehearsal import RehearsalScreen

        self.app.push_screen(RehearsalScreen(self._session))

    async def went_on(self) -> None:
        """Go back."""
        self.tutor.back()
