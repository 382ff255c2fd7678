"""Base class of menu screens: numbered items, each with an action."""

import inspect
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from typing_extensions import override

from tutor.lesson.view import Choice, Line, Mark, View
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.paged_view import Result

# Items without a number on one part of a list that has more than there are numbers, or fixed ones beside
# them; the next number shows the next part.
LISTED = 7
MORE = LISTED + 1
_ALL_NUMBERS = 9

Action = Callable[[], object]
"""The action of an item; a returned coroutine is awaited."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a menu.

    An item with a `number` always has that number, because users remember numbers; the others count from 1.
    A `way_out` can be picked before its page was shown.
    """

    label: str
    action: Action
    value: str = ""
    detail: str = ""
    number: int | None = None
    mark: Mark = ""
    way_out: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """The title bar, the lines above the items, the items, and the label of Enter without a focused item.

    `more` is the label of the item that shows the next part of a long list; without it all items are shown.
    """

    title: str
    lines: Sequence[Line]
    items: Sequence[Item]
    next_label: str = ""
    more: str = ""


class MenuScreen(PagedScreen[Result], Generic[Result]):
    """Show the menu that `make_menu` returns."""

    def __init__(self) -> None:
        super().__init__()
        self._first_listed = 0
        self._actions: dict[int, Action] = {}

    @abstractmethod
    def make_menu(self) -> Menu:
        """Return the menu to show now."""

    @override
    def make_view(self) -> View:
        menu = self.make_menu()
        listed = [item for item in menu.items if item.number is None]
        fixed = [(item.number, item) for item in menu.items if item.number is not None]
        if menu.more and len(listed) > (LISTED if fixed else _ALL_NUMBERS):
            if self._first_listed >= len(listed):
                self._first_listed = 0
            listed = listed[self._first_listed : self._first_listed + LISTED]
            fixed.insert(0, (MORE, Item(menu.more, self._show_next_part)))
        numbered = [*enumerate(listed, 1), *fixed]
        self._actions = {number: item.action for number, item in numbered}
        choices = tuple(
            Choice(
                number,
                item.label,
                detail=item.detail,
                value=item.value,
                mark=item.mark,
                way_out=item.way_out,
            )
            for number, item in numbered
        )
        return View(menu.title, tuple(menu.lines), choices, next_label=menu.next_label)

    def _show_next_part(self) -> None:
        self._first_listed += LISTED
        self.show_view()

    @override
    async def choose(self, number: int) -> None:
        result = self._actions[number]()
        if inspect.iscoroutine(result):
            await result

    @override
    async def go_on(self) -> None:
        self.back()
