"""Screen: a learner's own record: finished lessons, refused scams, next lesson."""

import asyncio
from contextlib import suppress

from typing_extensions import override

from tutor.learning.own_record import OwnRecord, read_own_record
from tutor.lesson.present_record import TITLE, own_words
from tutor.lesson.view import Line, View
from tutor.records.database import StoreUnavailable
from tutor.ui.lesson_lists import due_today
from tutor.ui.screens.base import PagedScreen


class OwnRecordScreen(PagedScreen):
    """Show the record of the current learner as sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._record: OwnRecord | None = None

    @override
    async def load(self) -> None:
        if self._record is None:
            with suppress(StoreUnavailable):
                self._record = await asyncio.to_thread(read_own_record, due_today(self.session))

    @override
    def make_view(self) -> View:
        p = self.phrases
        catalogue = self.services.library.catalogue
        lines = () if self._record is None else own_words(self._record, catalogue, p)
        if not lines:
            lines = (Line(p("The laptop cannot look this up just now."), "lead"),)
        return View(p(TITLE), lines, next_label=p("Go back"))

    @override
    async def go_on(self) -> None:
        self.back()
