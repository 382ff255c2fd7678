"""Screen: rehearsal of a class, item by item, for volunteers who lead their first one."""

from typing_extensions import override

from tutor.classroom.plan_text import item_title, rehearsal_lines
from tutor.classroom.planning import plan_of
from tutor.i18n import N_
from tutor.lesson.view import Line, View
from tutor.records.class_views import Session
from tutor.ui.screens.volunteer.base import VolunteerScreen


class RehearsalScreen(VolunteerScreen):
    """Show the notes of one item at a time; Enter goes to the next item. Nothing is stored."""

    guarded = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._place = 0
        self._last = False

    @override
    def make_view(self) -> View:
        p = self.phrases
        catalogue = self.services.library.catalogue
        items = plan_of(self._session, catalogue, self.settings.language).items
        self._last = self._place + 1 >= len(items)
        item = items[self._place]
        minutes = p("{minutes} minutes", minutes=item.minutes)
        lines = (
            Line(f"{item_title(item, p, self.title_of)}: {minutes}", "lead"),
            *map(Line, rehearsal_lines(item, p, catalogue)),
        )
        label = p("Go back") if self._last else p("Next item")
        title = p(N_("Rehearsal. Nothing is noted."))
        return View(title, lines, next_label=label)

    @override
    async def go_on(self) -> None:
        if self._last:
            self.back()
        else:
            self._place += 1
            self.show_view()

    @override
    async def go_back(self) -> None:
        if self._place == 0:
            self.back()
        else:
            self._place -= 1
            self.show_view()
