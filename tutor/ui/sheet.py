"""The one widget of a screen: draws the title bar, a page and the key bar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tutor.content.text import clean
from tutor.ui.layout.bars import Key, PlacedKey, key_rows, place_keys
from tutor.ui.layout.blocks import Ink
from tutor.ui.layout.flow import Page
from tutor.ui.layout.rows import Row, Run, wrap
from tutor.ui.layout.sizes import Viewport
from tutor.ui.photos import show_photo
from tutor.ui.themes import rich_styles

_UNDERLINED = Style(underline=True)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet shows in the middle of its room: the title bar, one page and the keys.

    A `foot` takes the last row of the page.
    """

    port: Viewport
    room: Size
    title: Row
    page: Page
    keys: tuple[Key, ...]
    foot: Row | None = None


class Sheet(Widget):
    """Draws a layout in the middle of the window, and finds what is under the mouse."""

    ALLOW_SELECT = False
    can_focus = False
    DEFAULT_CSS = "Sheet { width: 1fr; height: 1fr; }"

    def __init__(self, on_drawn: Callable[[], None]) -> None:
        """Call `on_drawn` whenever a layout that was given to `show` stands in the window."""
        super().__init__()
        self._on_drawn = on_drawn
        self._undrawn = False
        self._rows: tuple[Row, ...] = ()
        self._theme = ""
        self._page: Page | None = None
        self._placed: tuple[PlacedKey, ...] = ()
        self._left = self._top = self._page_top = self._keys_top = 0

    def show(self, layout: Layout, ink: Ink, theme: str) -> None:
        """Show a layout; only the rows that differ from those shown now are drawn again."""
        port = layout.port
        self._page = layout.page
        self._placed = place_keys(layout.keys, port)
        self._left = max(0, (layout.room.width - port.columns) // 2)
        self._top = max(0, (layout.room.height - port.rows) // 2)
        self._page_top = self._top + port.header_rows
        self._keys_top = self._top + port.rows - port.footer_rows
        empty: Row = (Run(""),)
        head = [layout.title, empty][: port.header_rows]
        body = list(layout.page.rows(ink))[: port.body_rows]
        body += [empty] * (port.body_rows - len(body))
        if layout.foot is not None:
            body[-1] = layout.foot
        show_photo(layout.page, self.app._driver, self._left, self._page_top)
        rows = (*[empty] * self._top, *head, *body, *key_rows(self._placed, port))
        self._draw(rows, theme)

    def say(self, text: str, theme: str) -> None:
        """Show one line alone, where nothing else fits."""
        self.show_rows(wrap(text, max(1, self.app.size.width)), theme)

    def show_rows(self, rows: Sequence[Row], theme: str) -> None:
        """Show rows alone, from the first one of the window on, without a title and keys."""
        self._page = None
        self._placed = ()
        self._left = 0
        self._draw(rows, theme)

    def _draw(self, rows: Sequence[Row], theme: str) -> None:
        old, new = self._rows, tuple(rows)
        self._rows = new
        if theme != self._theme or len(old) != len(new):
            self._theme = theme
            self._undrawn = True
            self.refresh()
            return
        width = self.size.width
        changed = [y for y, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        if changed:
            self._undrawn = True
            self.refresh(*(Region(0, y, width, 1) for y in changed))
        elif not self._undrawn:
            self._on_drawn()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows of a region; Textual writes them to the terminal at once."""
        strips = super().render_lines(crop)
        if self._undrawn:
            self._undrawn = False
            self._on_drawn()
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw one row, in the middle of the window; no text can send anything else to the terminal."""
        styles = rich_styles(self._theme)
        width = self.size.width
        runs = self._rows[y] if y < len(self._rows) else ()
        lead = [Segment(" " * self._left, styles["text"])] if self._left else []
        segments = [
            Segment(
                clean(run.text), styles[run.style] + _UNDERLINED if run.term else styles[run.style]
            )
            for run in runs
            if run.text
        ]
        return Strip([*lead, *segments]).adjust_cell_length(width, styles["text"])

    def number_at(self, x: int, y: int) -> int | None:
        """Return the number of the choice at a cell of the window, None where there is none."""
        if self._page is None:
            return None
        return self._page.at(x - self._left, y - self._page_top)

    def term_at(self, x: int, y: int) -> str:
        """Return the key of the marked word at a cell of the window, "" where there is none."""
        at = self._left
        for run in self._rows[y] if 0 <= y < len(self._rows) else ():
            at += run.width
            if x < at:
                return run.term if x >= self._left else ""
        return ""

    def types_at(self, x: int, y: int) -> str:
        """Return what the cap of a keyboard at a cell of the window types, "" where there is none."""
        if self._page is None:
            return ""
        return self._page.types(x - self._left, y - self._page_top)

    def action_at(self, x: int, y: int) -> str | int | None:
        """Return the action of the key at a cell of the window or right beside it, else None."""
        if y < self._keys_top:
            return None
        for placed in self._placed:
            if placed.x - 1 <= x - self._left <= placed.x + placed.width:
                return placed.key.action
        return None
