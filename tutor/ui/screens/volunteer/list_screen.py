"""Base class of list screens: a cursor, letters that search a name, digits that act on the cursor's row."""

from collections.abc import Sequence
from typing import Generic

from textual import events
from typing_extensions import override

from tutor.lesson.view import Choice, Line, View
from tutor.ui.keys import Meaning
from tutor.ui.layout.bars import Key
from tutor.ui.layout.flow import Page
from tutor.ui.layout.list_pages import ListRow, list_pages
from tutor.ui.layout.sizes import Viewport
from tutor.ui.screens.paged_view import Result, Start
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu
from tutor.vietnamese import unmarked

# Rows are choices numbered from here; the digits are free for actions.
FIRST_ROW = 1000
_SAME_SEARCH_SECONDS = 1.5
_LITTLE_ROOM = 3


def find_name(rows: Sequence[str], asked: str) -> int | None:
    """Return the index of the first name that matches the typed letters, ignoring diacritics.

    Match the start of the last word first (the Vietnamese given name), then of any word, then any part.
    """
    wanted = unmarked(asked).strip()
    # Namesakes have a distinguishing suffix in brackets; ignore it.
    names = [unmarked(name.partition(" (")[0]) for name in rows]
    fits = (
        lambda name: name.rsplit(" ", 1)[-1].startswith(wanted),
        lambda name: any(word.startswith(wanted) for word in name.split()),
        lambda name: wanted in name,
    )
    for fit in fits:
        place = next((i for i, name in enumerate(names) if wanted and fit(name)), None)
        if place is not None:
            return place
    return None


class ListScreen(VolunteerMenu[Result], Generic[Result]):
    """Show a menu as a list: a row for each item without a number, under the heading that is its detail.

    The items with a number act on the row of the cursor; Enter does the action of that row.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0
        self._rows: Sequence[ListRow] = ()
        self._search = ""
        self._searched_at = float("-inf")

    def enter_label(self) -> str:
        """Return the label of Enter; one that depends on the row of the cursor overrides this."""
        return self._view.next_label

    def move_on(self) -> None:
        """Move the cursor to the next row; stay on the last one."""
        self.cursor = min(self.cursor + 1, max(0, len(self._rows) - 1))
        self.redraw()

    @override
    def make_view(self) -> View:
        menu = self.make_menu()
        rows = [item for item in menu.items if item.number is None]
        numbered = [(item.number, item) for item in menu.items if item.number is not None]
        numbered += enumerate(rows, FIRST_ROW)
        self._actions = {number: item.action for number, item in numbered}
        self._rows = [ListRow(item.label, item.value, item.detail) for item in rows]
        self.cursor = max(0, min(self.cursor, len(rows) - 1))
        self.focus_number = self.initial_focus()
        choices = tuple(Choice(number, item.label, value=item.value) for number, item in numbered)
        label = menu.next_label or self.phrases("Choose")
        next_label = label if rows else self.phrases("Go back")
        return View(menu.title, tuple(menu.lines), choices, next_label=next_label)

    def _cut(self, port: Viewport, notice: str) -> tuple[Page, ...]:
        lines = self._view.lines
        if notice:
            # A notice replaces the heading, so that the rows do not move.
            lines = (Line(notice, "keep"), *lines[1:])
        actions = [choice for choice in self._view.choices if choice.number < FIRST_ROW]
        return list_pages(lines, actions, self._rows, FIRST_ROW, port)

    @override
    def show_view(self, start: Start = "anew") -> None:
        """Show the list at the page of the cursor."""
        super().show_view(start)
        self._follow()

    def redraw(self) -> None:
        """Rebuild the list and show the page of the cursor."""
        super().redraw()
        self._follow()

    def _follow(self) -> None:
        if self._rows and self._pages:
            self._focus(FIRST_ROW + self.cursor)
            self.page_index = self._page_of(FIRST_ROW + self.cursor)
            self._draw()

    def _turn(self, index: int) -> None:
        """Turn to a page and move the cursor to it: keys must act on a visible row."""
        rows = [number for number in self._page_at(index).numbers if number >= FIRST_ROW]
        if rows and FIRST_ROW + self.cursor not in rows:
            self.cursor = rows[0] - FIRST_ROW
            self._focus(rows[0])
        super()._turn(index)

    @override
    def initial_focus(self) -> int | None:
        """Return the row of the cursor."""
        return FIRST_ROW + self.cursor if self._rows else None

    def _keys(self) -> tuple[Key, ...]:
        p = self.phrases
        # Called again here, because it may depend on the row of the cursor.
        label = self.enter_label()
        # Letters search names here, so "again" and "on" have no letter. In little room "again" is omitted,
        # so that the label of Enter stays.
        again = Key("again", "", (p("Hear again"), p("Again")))
        pages = Key("on", "→", (p("More choices"), p("Others")), worded=True)
        return (
            Key("back", "←", (p("Go back"), p("Back"))),
            *([again] if self.port.step < _LITTLE_ROOM else []),
            Key("help", "F1", (p("Help"), p("Help me"))),
            Key("size", "F2", ("A+",), spare=True),
            *([pages] if len(self._pages) > 1 else []),
            Key("next", "ENTER", (label,), "go", short_word=p("On")),
        )

    async def on_key(self, event: events.Key) -> None:
        """Search a name by letters; pass all other keys on."""
        if self._searched(event):
            event.stop()
            # Otherwise Textual also calls the handler of the base class.
            event.prevent_default()

    def _searched(self, event: events.Key) -> bool:
        """Handle a key of the name search; return False if it is no such key."""
        now = self._now()
        going_on = now - self._searched_at <= _SAME_SEARCH_SECONDS
        sign = event.character or ""
        if sign.isalpha() or (sign == " " and going_on):
            search = (self._search if going_on else "") + sign
        elif event.key == "backspace" and going_on:
            search = self._search[:-1]
        else:
            # Any other key ends the search; the next letter starts a new one.
            self._searched_at = float("-inf")
            return False
        self._search, self._searched_at = search, now
        place = find_name([row.text for row in self._rows], search)
        if place is not None:
            self.cursor = place
            self._follow()
        return True

    def _step_focus(self, by: int) -> None:
        if self._rows:
            self.cursor = (self.cursor + by) % len(self._rows)
            self._follow()

    async def _pick(self, number: int) -> None:
        if number >= FIRST_ROW:
            self.cursor = number - FIRST_ROW
            self._follow()
        else:
            await self.choose(number)

    async def _on(self) -> None:
        """Turn to the next page, and from the last one to the first."""
        if len(self._pages) > 1:
            self._turn((self.page_index + 1) % len(self._pages))

    async def _do(self, meant: Meaning) -> None:
        if meant == "back":
            await self.go_back()
        else:
            await super()._do(meant)
