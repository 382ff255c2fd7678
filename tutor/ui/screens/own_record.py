"""What the learner can do already, shown to the learner alone."""

import asyncio

from textual import on
from textual.events import ScreenResume

from tutor.play.own_record import OwnRecord, read_own_record
from tutor.play.own_words import TITLE, own_words
from tutor.play.view import Line, View
from tutor.records.database import StoreUnavailable
from tutor.ui.screens.paged import PagedScreen


class OwnRecordScreen(PagedScreen):
    """Lessons finished, scams turned away, what comes next: to read and to hear."""

    def __init__(self) -> None:
        super().__init__()
        self._record: OwnRecord | None = None

    @on(ScreenResume)
    async def look_back(self) -> None:
        """Look through all that was done before it is drawn; that takes a moment, so it is done once."""
        if self._record is None:
            today = self.tutor.today()
            try:
                self._record = await asyncio.to_thread(read_own_record, today)
            except StoreUnavailable:
                self._record = None

    def make_view(self) -> View:
        """Tell the record in the words of the present language."""
        p = self.phrases
        catalogue = self.tutor.services.library.catalogue
        lines = () if self._record is None else own_words(self._record, catalogue, p)
        if not lines:
            lines = (Line(p("The laptop cannot look this up just now."), "lead"),)
        return View(p(TITLE), lines, next_label=p("Go back"))

    async def went_on(self) -> None:
        """Go back home."""
        self.tutor.back()
