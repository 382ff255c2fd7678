"""Leaving is asked first, and staying is what Enter picks."""

from tutor.play.view import Choice, Line, View
from tutor.ui.screens.paged import PagedScreen

REST, STAY = 1, 2


class LeaveScreen(PagedScreen):
    """Rest here, or learn on?"""

    def first_focus(self) -> int | None:
        """Let Enter stay."""
        return STAY

    def make_view(self) -> View:
        """Ask whether to rest here."""
        p = self.phrases
        kept = (
            p("The lesson stays just as it is.")
            if self.tutor.services.keeps
            else p("This laptop cannot keep what was learned today.")
        )
        lines = (Line(p("Would you like to rest here?"), "lead"), Line(kept))
        choices = (Choice(REST, p("Rest")), Choice(STAY, p("Keep learning")))
        return View(p("Leave"), lines, choices)

    async def chosen(self, number: int) -> None:
        """Close the app, or go back to where the learner was."""
        if number == REST:
            self.tutor.leave()
        else:
            self.tutor.back()
