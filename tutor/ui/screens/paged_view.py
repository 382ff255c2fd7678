"""What a screen shows: a View cut into pages, drawn on one sheet, with a focus and notices, and read aloud.

What keys and clicks do with it is in `base`, whose `PagedScreen` all screens extend.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Generic, Literal

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from typing_extensions import TypeVar as TypeVarWithDefault

from tutor.lesson.view import View
from tutor.speech.speaker import Degraded, SpeechEvent
from tutor.ui.host import HostedScreen
from tutor.ui.layout.bars import Key, notice_row, title_row
from tutor.ui.layout.blocks import Ink
from tutor.ui.layout.flow import Page, first_page, with_notice
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.rows import Row
from tutor.ui.layout.sizes import Viewport, viewport
from tutor.ui.page_bars import PageState, page_keys, page_place, page_title
from tutor.ui.reader import Reader, Spoken
from tutor.ui.sheet import Layout, Sheet

# Where a view starts: on its first page, on the page it was on, or on the first with choices.
Start = Literal["anew", "again", "same-page", "choices"]
# What a screen is dismissed with; most are dismissed with nothing.
Result = TypeVarWithDefault("Result", default=None)

# The voice waits this long after a press, so that they do not fall together.
_SETTLE_SECONDS = 0.3
# Stands for the page where there is none: nothing is seen, and nothing can be picked or typed.
_NO_PAGE = Page((), 0, 0)


class PagedView(HostedScreen, Screen[Result], Generic[Result]):
    """Shows `make_view()` page by page and reads it aloud."""

    # A menu flows from page to page; the answers to a question stay together.
    menu = True
    # In most menus a number acts at once, even before its page was seen: Back undoes it.
    picks_unseen = True

    def __init__(self) -> None:
        super().__init__()
        self.page_index = 0
        self.focus_number: int | None = None
        self.draft = ""
        self.pressed = ""
        self._view = View("", ())
        self._ink = Ink()
        self._notice: Callable[[], str] | None = None
        self._seen: set[int] = set()
        # The pages of the view as they were laid out last, and whether they must be laid out again.
        self._laid_out: tuple[Page, ...] = ()
        self._stale = True
        # Whether something changed that is not drawn yet.
        self._undrawn = False
        # The columns and rows of the window that the view was made and drawn for.
        self._made_for: Size | None = None
        # Whether the present page has been painted (until then nobody can answer it) and read aloud.
        self._drawn = self._was_read = False

    # What subclasses override.

    def make_view(self) -> View:
        """Return what this screen shows now."""
        raise NotImplementedError

    async def load(self) -> None:
        """Read from the records what the view needs; awaited whenever this screen comes to the top."""

    def upcoming(self) -> Iterable[View]:
        """Return the views that the next answer may lead to, the likeliest first."""
        return ()

    def displayed_draft(self) -> str:
        """Return what is seen of the typed text."""
        return self.draft

    def initial_draft(self) -> str:
        """Return what stands in the place to type before anything is typed."""
        return ""

    def enter_goes_on(self) -> bool:
        """Tell whether Enter leads on from any page, without the others being read."""
        return False

    def enter_hints(self) -> bool:
        """Tell whether Enter gives a hint where something has to be picked and nothing is."""
        return False

    def initial_focus(self) -> int | None:
        """Return the number that Enter picks when nothing else was chosen, None to never guess.

        Where there is only one thing to pick, that is no guess.
        """
        numbers = [choice.number for choice in self._view.numbered()]
        return numbers[0] if len(numbers) == 1 and not self._view.next_label else None

    # The view.

    @property
    def room(self) -> Size:
        """The columns and rows of the sheet."""
        return self.app.size

    @property
    def port(self) -> Viewport:
        """The columns and rows to lay out for."""
        return viewport(*self.room)

    def compose(self) -> ComposeResult:
        """Fill the screen with one sheet."""
        yield Sheet(self._mark_drawn)

    async def on_screen_resume(self) -> None:
        """Show the view whenever this screen comes to the top, unless another follows at once."""
        if self.is_active:
            await self.load()
        if self.is_active:
            self.come_back()

    def come_back(self) -> None:
        """Show this screen again after another one was above it."""
        self.show_view()

    def read_on(self) -> None:
        """Show the page that was left, with what was typed and chosen on it, and read it again."""
        self._stale = True
        self._draw_new()

    def on_resize(self) -> None:
        """Lay out again, and keep the place as far as the pages allow."""
        if self._made_for != self.app.size and self.is_active and self.query(Sheet):
            self.redraw()

    def show_view(self, start: Start = "anew") -> None:
        """Show the view anew and read it aloud.

        It starts on its first page; for the same question again, on the page it was on, or on that of
        the choices, and what was seen of it counts as seen.
        """
        if start == "anew":
            self._seen.clear()
        if start != "same-page":
            self.page_index = 0
        self.draft, self.pressed = self.initial_draft(), ""
        self._ink = Ink()
        self._remake_view()
        self.focus_number = self.initial_focus()
        notice = self.session.take_notice() if self.is_active else ""
        self._notice = (lambda: notice) if notice else None
        self._stale = True
        self.page_index = self._first_page(start)
        self._draw_new()

    def redraw(self) -> None:
        """Make the view again and draw its present page."""
        self._remake_view()
        self._stale = True
        self._draw()

    def _remake_view(self) -> None:
        self._made_for = self.app.size
        self._view = self.make_view()

    def _first_page(self, start: Start) -> int:
        """Return the page to open on; the sentence that names the number to press comes first."""
        shown = next((i for i, line in enumerate(self._view.lines) if line.role == "shown"), None)
        if shown is not None:
            return first_page(self._pages, lambda page: shown in page.sentences)
        return self._page_with_choices() if start == "choices" else self.page_index

    # Notices.

    @property
    def notice(self) -> str:
        """What is shown softly beside the page now, "" for nothing."""
        return self._notice() if self._notice else ""

    def note(self, text: str | Callable[[], str], *, drawn: bool = True) -> None:
        """Show a notice below the page, or above it; the next press takes it away.

        A callable is asked for its text whenever the page is laid out. A notice that is not `drawn` now
        appears with the next layout: one for a size of the window that is about to change would flash up.
        """
        self._notice = text if callable(text) else lambda: text
        if drawn:
            self.redraw()

    def tell_waiting(self) -> None:
        """Show the next notice that waits, if this page is seen and shows none."""
        if self.is_active and not self.notice:
            waiting = self.session.take_notice()
            if waiting:
                self.note(waiting)

    def _notice_fits(self, notice: str) -> bool:
        """Tell whether a notice fits the last row of the page or the title bar, where it moves nothing."""
        return self.port.header_rows > 0 and cell_len(notice) + 4 <= self.port.columns

    # The voice.

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.session, self._hear)

    def _hear(self, event: SpeechEvent) -> None:
        # Called in the speaker's thread; the message brings the event into the screen's own.
        self.post_message(Spoken(event))

    def speak(self, delay: float = 0.0, *, whole: bool = True) -> None:
        """Read the present page aloud from its start, after a delay in seconds.

        Of a page that is new, what was heard before on the same step is left out: then it is not the `whole`.
        """
        if self._pages:
            self._reader.read(self._view, self._page, delay, whole=whole)
            self.call_later(self._prepare)

    def _prepare(self) -> None:
        following = self._pages[self.page_index + 1 : self.page_index + 2]
        self._reader.prepare(self._view, following, self.upcoming())

    def say(self, text: str) -> None:
        """Say something that is no part of the page."""
        self._reader.say(text)

    def on_spoken(self, message: Spoken) -> None:
        """Move the highlight with the voice."""
        if isinstance(message.event, Degraded):
            self.session.voice_degraded(message.event.reason)
            return
        ink = self._reader.follow(message.event, self._ink)
        if ink != self._ink:
            self._ink = ink
            self._draw()

    # Pages.

    @property
    def _pages(self) -> tuple[Page, ...]:
        """The pages of the view, laid out for the window as it is; none in a window that is too small."""
        if self._stale:
            self._stale = False
            self._laid_out = self._lay_out(self.port)
        return self._laid_out

    def _lay_out(self, port: Viewport) -> tuple[Page, ...]:
        if not port.usable:
            # The place is kept for the time when the window is larger again.
            return ()
        notice = self.notice
        pages = self._cut(port, "" if self._notice_fits(notice) else notice)
        self.page_index = min(self.page_index, len(pages) - 1)
        return pages

    @property
    def _page(self) -> Page:
        """The present page."""
        return self._page_at(self.page_index)

    def _page_at(self, index: int) -> Page:
        """Return a page; where the window is too small for any, one with nothing on it."""
        pages = self._pages
        return pages[index] if index < len(pages) else _NO_PAGE

    def _cut(self, port: Viewport, notice: str) -> tuple[Page, ...]:
        """Cut the view into pages; the notice stands above the present one where it is not empty."""
        on_first = "" if self.page_index else notice
        pages = paginate(self._view, port, self.displayed_draft(), notice=on_first, menu=self.menu)
        if on_first or not notice:
            return pages
        return with_notice(pages, min(self.page_index, len(pages) - 1), notice, port)

    def _is_notice_alone(self) -> bool:
        """Tell whether the present page is that of a notice, before the page it belongs to."""
        page = self._page
        return bool(self.notice) and not (page.sentences or page.picks or page.takes_text)

    def _page_with_choices(self) -> int:
        return first_page(self._pages, lambda page: bool(page.numbers))

    def _page_of(self, number: int) -> int:
        return first_page(self._pages, lambda page: number in page.picks, self.page_index)

    def _more(self) -> bool:
        return self.page_index + 1 < len(self._pages) and not self.enter_goes_on()

    def _others_ahead(self) -> bool:
        """Tell whether Enter leads away from this page while there are more choices on the next."""
        leads_away = self._focus_is_here() or self.enter_goes_on()
        return leads_away and self.page_index + 1 < len(self._pages)

    def _turn(self, index: int) -> None:
        self.page_index = index
        self._ink = replace(self._ink, spoken=None)
        self._draw_new()

    # Drawing.

    def _draw_if_undrawn(self) -> None:
        if self._undrawn:
            self._draw()

    def _draw(self) -> None:
        """Draw the present page now."""
        is_there = self.is_attached and bool(self.query(Sheet))
        if not is_there or self._made_for != self.app.size:
            # The next size is drawn in any case.
            self._made_for = None
        if not is_there:
            return
        port, theme = self.port, self.settings.theme
        sheet = self.query_one(Sheet)
        if not self._was_read:
            # The sheet calls back when it is painted; the screen might do so before.
            sheet.call_after_refresh(self._read_page)
        if not port.usable:
            sheet.say(self.phrases("Please hold Ctrl and press - once."), theme)
            return
        page = self._page
        self._seen.update(page.picks)
        self._ink = replace(
            self._ink, focus=self.focus_number, draft=self.displayed_draft(), pressed=self.pressed
        )
        self._undrawn = False
        below = self._notice_below(port)
        layout = Layout(port, self.room, self._title(port), page, self._keys(), below)
        sheet.show(layout, self._ink, theme)

    def _draw_new(self) -> None:
        """Draw a page that was not seen before; it is read aloud once it is painted."""
        self._drawn = self._was_read = False
        self._draw()

    def _mark_drawn(self) -> None:
        if self.is_active and not self._drawn:
            self._drawn = True
            self.host.filter.restart(self.services.monotonic())

    def _read_page(self) -> None:
        if self.is_active and not self._was_read:
            self._mark_drawn()
            self._was_read = True
            self.speak(_SETTLE_SECONDS, whole=False)

    def _title(self, port: Viewport) -> Row:
        if self.notice and self._notice_fits(self.notice) and not self._has_free_row(port):
            place = page_place(self._view, self.page_index, len(self._pages), self.phrases)
            return notice_row(self.notice, place, port)
        if self.session.speaker.paused:
            return title_row(self._view.title, self.phrases("Paused. P reads on"), "", port)
        return page_title(self._view, self.page_index, len(self._pages), self.phrases, port)

    def _notice_below(self, port: Viewport) -> Row | None:
        """Return the notice as the last row of the page, None where there is none or no room for it."""
        notice = self.notice
        shown = notice and self._notice_fits(notice) and self._has_free_row(port)
        return notice_row(notice, "", port) if shown else None

    def _has_free_row(self, port: Viewport) -> bool:
        """Tell whether the page leaves its last row free, and the one above."""
        return self._page.height + 2 <= port.body_rows

    def _keys(self) -> tuple[Key, ...]:
        state = PageState(
            self._view,
            self._page,
            typed=bool(self.draft),
            focus=self.focus_number if self._focus_is_here() else None,
            more=self._more(),
            others=self._others_ahead(),
            menu=self.menu,
            hints=self.enter_hints(),
        )
        return page_keys(state, self.phrases)

    # The focus.

    def _focus(self, number: int) -> None:
        self.focus_number = number

    def _focus_is_here(self) -> bool:
        return self.focus_number in self._page.picks
