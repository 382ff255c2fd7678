"""Lists to work through by keys: a cursor, letters that jump to a name, digits that act where it stands."""

from collections.abc import Sequence

from textual import events
from typing_extensions import override

from tutor.lesson.view import Choice, Line, View
from tutor.ui.keymap import Meaning
from tutor.ui.layout.bars import Key
from tutor.ui.layout.flow import Page
from tutor.ui.layout.list_pages import ListRow, list_pages
from tutor.ui.layout.sizes import Viewport
from tutor.ui.screens.base import Start
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.vietnamese import unmarked

# Rows are numbered from here: digits are for what is done with them.
FIRST_ROW = 1000
_SAME_SEARCH_SECONDS = 1.5
_LITTLE_ROOM = 3


def found(rows: Sequence[str], asked: str) -> int | None:
    """Return the place of the name that some first letters mean.

    People are called by the last word of a name, so that goes first; then any word, then any part.
    """
    wanted = unmarked(asked).strip()
    # What tells people of the same name apart stands in brackets behind it.
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


class ListScreen(VolunteerScreen):
    """Shows `listed` under `heading`; subclasses say what digits do and what Enter does."""

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0
        self._rows: Sequence[ListRow] = ()
        self._search = ""
        self._searched_at = float("-inf")

    # What subclasses say.

    def bar(self) -> str:
        """Return what stands in the title bar."""
        raise NotImplementedError

    def heading(self) -> Sequence[Line]:
        """Return the lines above the list."""
        raise NotImplementedError

    def listed(self) -> Sequence[ListRow]:
        """Return the rows."""
        raise NotImplementedError

    def actions(self) -> tuple[Choice, ...]:
        """Return what digits do."""
        return ()

    def enter_label(self) -> str:
        """Return what Enter does."""
        return self.phrases("Choose")

    async def acted(self, number: int) -> None:
        """React to a digit."""

    async def entered(self) -> None:
        """React to Enter on the row of the cursor."""

    # What they use.

    def move_on(self) -> None:
        """Go to the next row; after the last one stay there."""
        self.cursor = min(self.cursor + 1, max(0, len(self._rows) - 1))
        self.redraw()

    # The screen.

    @override
    def make_view(self) -> View:
        self._rows = self.listed()
        self.cursor = max(0, min(self.cursor, len(self._rows) - 1))
        self.focus_number = self.first_focus()
        rows = (
            Choice(FIRST_ROW + i, row.text, value=row.value) for i, row in enumerate(self._rows)
        )
        lines = tuple(self.heading())
        return View(self.bar(), lines, (*self.actions(), *rows), next_label=self.enter_label())

    def _cut(self, port: Viewport, notice: str) -> tuple[Page, ...]:
        lines = self._view.lines
        if notice:
            # A notice takes the place of the heading: the rows stay where they are.
            lines = (Line(notice, "keep"), *lines[1:])
        actions = [choice for choice in self._view.choices if choice.number < FIRST_ROW]
        return list_pages(lines, actions, self._rows, FIRST_ROW, port)

    @override
    def opened(self, start: Start = "anew") -> None:
        """Show the list with its cursor."""
        super().opened(start)
        self._follow()

    def redraw(self) -> None:
        """Make the list anew, and show the page of the cursor."""
        super().redraw()
        self._follow()

    def _follow(self) -> None:
        if self._rows and self._pages and self.port.usable:
            self._focus(FIRST_ROW + self.cursor)
            self.page_index = self._page_of(FIRST_ROW + self.cursor)
            self._draw()

    def _turn(self, index: int) -> None:
        """Turn to a page, and take the cursor along: keys must act on a row that is seen."""
        rows = [number for number in self._pages[index].numbers if number >= FIRST_ROW]
        if rows and FIRST_ROW + self.cursor not in rows:
            self.cursor = rows[0] - FIRST_ROW
            self._focus(rows[0])
        super()._turn(index)

    @override
    def first_focus(self) -> int | None:
        """Return the row of the cursor."""
        return FIRST_ROW + self.cursor if self._rows else None

    def _keys(self) -> tuple[Key, ...]:
        p = self.phrases
        # Asked anew: it may depend on the row of the cursor.
        label = self.enter_label()
        # Letters are names here, so that these two have no letter; where there is little room, Enter
        # keeps its words instead of the one that nobody can press.
        again = Key("again", "", (p("Hear again"), p("Again")))
        pages = Key("on", "→", (p("More choices"), p("Others")), worded=True)
        return (
            Key("back", "←", (p("Go back"), p("Back"))),
            *([again] if self.port.step < _LITTLE_ROOM else []),
            Key("help", "F1", (p("Help"), p("Help me"))),
            Key("size", "F2", ("A+",), spare=True),
            *([pages] if len(self._pages) > 1 else []),
            Key("next", "ENTER", (label,), "go"),
        )

    async def on_key(self, event: events.Key) -> None:
        """Take letters for the beginning of a name; any other key means what it means everywhere."""
        if self._searched(event):
            event.stop()
            # Else the class above would take it too.
            event.prevent_default()

    def _searched(self, event: events.Key) -> bool:
        """Tell whether a key was a letter of a name, or takes the last one away."""
        now = self._now()
        going_on = now - self._searched_at <= _SAME_SEARCH_SECONDS
        sign = event.character or ""
        if sign.isalpha() or (sign == " " and going_on):
            search = (self._search if going_on else "") + sign
        elif event.key == "backspace" and going_on:
            search = self._search[:-1]
        else:
            # What is done with one name ends its search: the next letters are those of another.
            self._searched_at = float("-inf")
            return False
        if not self._shut():
            self._search, self._searched_at = search, now
            place = found([row.text for row in self._rows], search)
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
            await self.acted(number)

    @override
    async def chosen(self, number: int) -> None:
        await self.entered()

    @override
    async def went_on(self) -> None:
        self.back()

    async def _on(self) -> None:
        """Turn to the next page, after the last one to the first: what is turned over is not marked."""
        if len(self._pages) > 1:
            self._turn((self.page_index + 1) % len(self._pages))

    async def _do(self, meant: Meaning) -> None:
        if meant == "back":
            await self.went_back()
        else:
            await super()._do(meant)
