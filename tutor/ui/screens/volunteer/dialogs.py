"""Menus, forms and input dialogs (text, one option, several options) of the volunteers' side."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic

from typing_extensions import override

from tutor.lesson.view import Entry, Line, View
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu, MenuScreen
from tutor.ui.screens.paged_view import Result
from tutor.ui.screens.volunteer.base import VolunteerScreen

Check = Callable[[str], str]
"""Returns the error of a typed text, or ""."""


class VolunteerMenu(MenuScreen[Result], VolunteerScreen[Result], Generic[Result]):
    """A menu of the volunteers' side."""


class AskScreen(VolunteerScreen[str]):
    """Ask for a text until `check` accepts it; dismiss with the text. `value` is the current one."""

    def __init__(
        self,
        title: str,
        question: str,
        check: Check | None = None,
        *,
        value: str = "",
        numeric: bool = False,
    ) -> None:
        super().__init__()
        self._title_bar, self._question = title, question
        self._check = check
        self._value = value
        self._numeric = numeric
        self._fault = ""

    @override
    def make_view(self) -> View:
        p = self.phrases
        lines = [Line(self._question, "lead")]
        if self._fault:
            lines.insert(0, Line(self._fault, "keep"))
        if self._value:
            lines.append(Line(p("Now: {value}", value=self._value)))
        entry = Entry(keyboard="number" if self._numeric else "any")
        return View(self._title_bar, tuple(lines), entry=entry, next_label=p("Go back"))

    @override
    async def submit_text(self, text: str) -> None:
        self._fault = self._check(text) if self._check else ""
        if self._fault:
            self.show_view()
        else:
            self.dismiss(text)

    @override
    async def go_on(self) -> None:
        self.back()


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its text, a detail line below it, and whether it is the current value."""

    text: str
    detail: str = ""
    ticked: bool = False


class PickScreen(VolunteerMenu[int]):
    """Ask for one of several options; dismiss with its index."""

    def __init__(self, title: str, question: str, options: Sequence[Option]) -> None:
        super().__init__()
        self._title_bar, self._question = title, question
        self._options = options

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(
                option.text,
                partial(self.dismiss, place),
                detail=option.detail,
                mark="ticked" if option.ticked else "",
            )
            for place, option in enumerate(self._options)
        ]
        lines = (Line(self._question, "lead"),)
        label = "" if items else p("Done")
        return Menu(self._title_bar, lines, items, next_label=label, more=p("More"))


class TickScreen(VolunteerMenu[frozenset[int]]):
    """Toggle options by number; Enter dismisses with the indexes of the ticked ones.

    `save` is called with an index before it is toggled; if it returns False, the tick stays.
    """

    def __init__(
        self,
        title: str,
        question: str,
        options: Sequence[str],
        ticked: Collection[int],
        save: Callable[[int], Awaitable[bool]] | None = None,
    ) -> None:
        super().__init__()
        self._title_bar, self._question = title, question
        self._options = options
        self._ticked = frozenset(ticked)
        self._save = save

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(
                option, partial(self._toggle, place), mark="ticked" if place in self._ticked else ""
            )
            for place, option in enumerate(self._options)
        ]
        lines = (Line(self._question, "lead"),)
        return Menu(self._title_bar, lines, items, next_label=p("Done"), more=p("More"))

    async def _toggle(self, place: int) -> None:
        if self._save is None or await self._save(place):
            self._ticked ^= {place}
        self.redraw()

    @override
    async def go_on(self) -> None:
        self.dismiss(self._ticked)


class FormScreen(VolunteerMenu[Result], Generic[Result]):
    """A menu of values; an item opens a dialog for its value, which is saved at once."""

    @override
    def enter_goes_on(self) -> bool:
        return True

    def text_item(
        self,
        label: str,
        value: str,
        save: Callable[[str], Awaitable[object]],
        *,
        question: str = "",
        check: Check | None = None,
        numeric: bool = False,
    ) -> Item:
        """Return an item for a typed value; `question` defaults to the label."""
        dialog = partial(AskScreen, label, question or label, check, value=value, numeric=numeric)
        return Item(label, partial(self.ask_text, dialog, save), value=value)

    def pick_item(
        self,
        label: str,
        value: str,
        options: Sequence[Option],
        save: Callable[[int], Awaitable[object]],
        *,
        question: str = "",
    ) -> Item:
        """Return an item for one of several options; `question` defaults to the label."""
        dialog = partial(PickScreen, label, question or label, options)
        return Item(label, partial(self.ask_place, dialog, save), value=value)

    @asking
    async def ask_text(
        self, dialog: Callable[[], AskScreen], save: Callable[[str], Awaitable[object]]
    ) -> None:
        """Ask for a text and save it."""
        text = await self.ask(dialog())
        if text is not None:
            await save(text)
            self.redraw()

    @asking
    async def ask_place(
        self, dialog: Callable[[], PickScreen], save: Callable[[int], Awaitable[object]]
    ) -> None:
        """Ask for one of several options and save its index."""
        place = await self.ask(dialog())
        if place is not None:
            await save(place)
            self.redraw()
