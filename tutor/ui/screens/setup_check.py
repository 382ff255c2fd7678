"""What the pages have in common that fit the laptop to eyes, ears and hands."""

from collections.abc import Awaitable, Callable

from tutor.ui.screens.paged import PagedScreen


class CheckScreen(PagedScreen):
    """One thing that is tried together. Enter passes it; `after` leads on, in the first run and from help."""

    def __init__(self, after: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._after = after

    async def went_on(self) -> None:
        """Go on with things as they are."""
        await self._after()
