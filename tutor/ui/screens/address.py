"""How the learner wants to be spoken to; asked once, never guessed from age."""

from tutor.content.wording import ADDRESSES
from tutor.play.view import Choice, Line, View
from tutor.ui.screens.paged import PagedScreen


class AddressScreen(PagedScreen):
    """The forms of address, one number each."""

    def make_view(self) -> View:
        """List the forms of address."""
        p = self.phrases
        choices = tuple(
            Choice(i + 1, address.one.capitalize()) for i, address in enumerate(ADDRESSES)
        )
        return View(p("Form of address"), (Line(p("How shall we address you?"), "lead"),), choices)

    async def chosen(self, number: int) -> None:
        """Keep it, and ask for the name."""
        self.tutor.change_person(address=ADDRESSES[number - 1].id)
        self.tutor.ask_name()
