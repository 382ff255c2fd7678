"""How the learner wants to be spoken to; asked once, never guessed from age."""

from collections.abc import Awaitable, Callable

from tutor.languages import ADDRESSES
from tutor.play.view import Choice, Line, View
from tutor.ui.screens.paged import PagedScreen


class AddressScreen(PagedScreen):
    """The forms of address, one number each; `after` leads on."""

    def __init__(self, after: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._after = after

    def first_focus(self) -> int | None:
        """Let Enter keep the form of address in use."""
        now = self.tutor.settings.address
        return next((i + 1 for i, address in enumerate(ADDRESSES) if address.id == now), None)

    def make_view(self) -> View:
        """List the forms of address."""
        p = self.phrases
        choices = tuple(
            Choice(i + 1, address.one.capitalize()) for i, address in enumerate(ADDRESSES)
        )
        return View(p("Form of address"), (Line(p("How shall we address you?"), "lead"),), choices)

    async def chosen(self, number: int) -> None:
        """Keep it, and go on."""
        self.tutor.change_person(address=ADDRESSES[number - 1].id)
        await self._after()
