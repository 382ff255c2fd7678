"""Menus, forms and input dialogs (text, one option, several options) of the volunteers' side."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from textual.screen import Screen
from typing_extensions import override

from tutor.lesson.view import Entry, Line, View
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu, MenuScreen
from tutor.ui.screens.paged_view import Result
from tutor.ui.screens.volunteer.base import VolunteerScreen

T = TypeVar("T")
Check = Callable[[str], str]
"""Returns the error of a typed text, or ""."""


class VolunteerMenu(MenuScreen[Result], VolunteerScreen[Result], Generic[Result]):
    """A menu of the volunteers' side."""


class AskScreen(VolunteerScreen[str]):
    """Ask for a text until `check` accepts it; dismiss with the text.

    `value` is the current one. With `edited` it is there to be changed, as is a text that was not accepted.
    """

    def __init__(
        self,
        title: str,
        question: str,
        check: Check | None = None,
        *,
        value: str = "",
        numeric: bool = False,
        edited: bool = False,
    ) -> None:
        super().__init__()
        self._title_bar, self._question = title, question
        self._edited = edited
        self._start = value if edited else ""
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
        if self._value and not self._start:
            lines.append(Line(p("Now: {value}", value=self._value)))
        entry = Entry("number") if self._numeric else self.text_entry()
        return View(self._title_bar, tuple(lines), entry=entry, next_label=p("Go back"))

    @override
    def initial_draft(self) -> str:
        return self._start

    @override
    async def submit_text(self, text: str) -> None:
        self._fault = self._check(text) if self._check else ""
        if self._fault:
            if self._edited:
                self._start = text
            self.show_view()
        else:
            self.dismiss(text)


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """An option: its text, the value that it stands for, and whether that is the current one."""

    text: str
    value: T
    ticked: bool = False


class PickScreen(VolunteerMenu[T], Generic[T]):
    """Ask for one of several options; dismiss with its value."""

    def __init__(self, title: str, question: str, options: Sequence[Option[T]]) -> None:
        super().__init__()
        self._title_bar, self._question = title, question
        self._options = options

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(
                option.text,
                partial(self.dismiss, option.value),
                mark="ticked" if option.ticked else "",
            )
            for option in self._options
        ]
        lines = (Line(self._question, "lead"),)
        label = "" if items else p("Done")
        return Menu(self._title_bar, lines, items, next_label=label, more=p("More"))


class TickScreen(VolunteerMenu[frozenset[T]], Generic[T]):
    """Toggle options by number; Enter dismisses with the values of the ticked ones."""

    def __init__(self, title: str, question: str, options: Sequence[Option[T]]) -> None:
        super().__init__()
        self._title_bar, self._question = title, question
        self._options = options
        self._ticked = frozenset(option.value for option in options if option.ticked)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(
                option.text,
                partial(self.toggle, option.value),
                mark="ticked" if option.value in self._ticked else "",
            )
            for option in self._options
        ]
        lines = (Line(self._question, "lead"),)
        return Menu(self._title_bar, lines, items, next_label=p("Done"), more=p("More"))

    async def toggle(self, value: T) -> None:
        """Tick an option, or take its tick away."""
        self._ticked ^= {value}
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
        edited: bool = False,
    ) -> Item:
        """Return an item for a typed value; `question` defaults to the label."""
        asking = partial(AskScreen, label, question or label, check)
        dialog = partial(asking, value=value, numeric=numeric, edited=edited)
        return Item(label, partial(self._ask_value, dialog, save), value=value)

    def pick_item(
        self,
        label: str,
        value: str,
        options: Sequence[Option[T]],
        save: Callable[[T], Awaitable[object]],
        *,
        question: str = "",
    ) -> Item:
        """Return an item for one of several options; `question` defaults to the label."""
        dialog = partial(PickScreen[T], label, question or label, options)
        return Item(label, partial(self._ask_value, dialog, save), value=value)

    @asking
    async def _ask_value(
        self, dialog: Callable[[], Screen[T]], save: Callable[[T], Awaitable[object]]
    ) -> None:
        """Ask for a value and save it, unless the dialog is left without an answer."""
        value = await self.ask(dialog())
        if value is not None:
            await save(value)
            self.redraw()
