"""A View cut into pages and drawn: its title, what it says softly, its keys, and where the focus is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, Literal

from rich.cells import cell_len
from textual.app import ComposeResult

from tutor.play.phrases import Phrases
from tutor.play.view import View
from tutor.ui.draw.bars import Key, dots, notice_row, title_row
from tutor.ui.draw.blocks import Ink
from tutor.ui.draw.page import Page
from tutor.ui.draw.pages import paginate
from tutor.ui.draw.rows import Row
from tutor.ui.draw.sizes import Viewport, viewport
from tutor.ui.screens.aloud import AloudScreen, Result
from tutor.ui.widgets.sheet import Layout, Sheet

# Where a view starts: on its first page, on the page it was on, or on the first with choices.
Start = Literal["anew", "again", "same-page", "choices"]
# A moment of silence after a press, so that the voice does not fall into it.
_SETTLE_SECONDS = 0.3


class LeafedScreen(AloudScreen[Result], Generic[Result]):
    """Shows `make_view()` page by page; subclasses say what it is, and what answers to it do."""

    # A menu's numbers are known by heart and lead nowhere that Back does not undo; a lesson's do not.
    menu = True

    def __init__(self) -> None:
        super().__init__()
        self.focus_number: int | None = None
        self.draft = ""
        self.pressed = ""
        self._notice: Callable[[], str] | None = None
        self._seen: set[int] = set()

    # What subclasses say.

    def make_view(self) -> View:
        """Return what this screen shows now."""
        raise NotImplementedError

    def shown_draft(self) -> str:
        """Return what is seen of what was typed."""
        return self.draft

    def first_draft(self) -> str:
        """Return what stands in the place to type before anything is typed."""
        return ""

    def enter_goes_on(self) -> bool:
        """Tell whether Enter leads on from any page, without the others being read."""
        return False

    def first_focus(self) -> int | None:
        """Return the number that Enter picks when nothing else was chosen, None to never guess.

        Where there is one thing alone to pick, nothing is guessed.
        """
        numbers = [choice.number for choice in self._view.numbered()]
        return numbers[0] if len(numbers) == 1 and not self._view.next_label else None

    # What they use.

    @property
    def phrases(self) -> Phrases:
        """The program's words for the one who learns now."""
        return self.tutor.phrases

    @property
    def port(self) -> Viewport:
        """What is laid out for now."""
        return viewport(self.app.size.width, self.app.size.height)

    def opened(self, start: Start = "anew") -> None:
        """Show the view anew and read it aloud.

        It starts on its first page; for the same question again, on the page it was on, or on that of
        the choices, and what was seen of it counts as seen.
        """
        if start == "anew":
            self._seen.clear()
        if start != "same-page":
            self.page_index = 0
        self.draft, self.pressed = self.first_draft(), ""
        self._ink = Ink()
        self._view = self.make_view()
        self.focus_number = self.first_focus()
        notice = self.tutor.take_notice() if self.is_active else ""
        self._notice = (lambda: notice) if notice else None
        self._lay_out()
        at = self._where_it_starts(start)
        if at is not None:
            self.page_index = at
            self._draw()
        self.speak(_SETTLE_SECONDS)

    @property
    def notice(self) -> str:
        """What is shown softly above the page now, perhaps nothing."""
        return self._notice() if self._notice else ""

    def note(self, text: str | Callable[[], str], *, drawn: bool = True) -> None:
        """Show something softly above the page; the next press takes it away.

        A callable is asked for its text whenever the page is laid out. What is not `drawn` now is drawn
        with the next layout: one for a size of the window that is about to change would flash up.
        """
        self._notice = text if callable(text) else lambda: text
        if not self._notice_fits(self.notice):
            self.page_index = 0
        if drawn:
            self.redraw()

    def tell_waiting(self) -> None:
        """Show what waits to be told, where this page is the one that is seen and says nothing else."""
        if self.is_active and not self.notice:
            waiting = self.tutor.take_notice()
            if waiting:
                self.note(waiting)

    def redraw(self) -> None:
        """Make the view again and draw its present page."""
        self._view = self.make_view()
        self._lay_out()

    # Textual's events.

    def compose(self) -> ComposeResult:
        """Fill the screen with one sheet."""
        yield Sheet()

    def on_screen_resume(self) -> None:
        """Show the view whenever this screen comes to the top."""
        self.opened()

    def on_resize(self) -> None:
        """Lay out again, and keep the place as far as the pages allow."""
        if self.is_current and self.query(Sheet):
            self.redraw()

    # Pages.

    def _where_it_starts(self, start: Start) -> int | None:
        """Return the page to open on, None for the present one: the answer that is shown comes first."""
        telling = (i for i, line in enumerate(self._view.lines) if line.role == "shown")
        told = next(telling, None)
        if told is not None:
            return next((i for i, page in enumerate(self._pages) if told in page.sentences), 0)
        return self._first_with_choices() if start == "choices" else None

    def _first_with_choices(self) -> int:
        return next((i for i, page in enumerate(self._pages) if page.numbers), 0)

    def _page_of(self, number: int) -> int:
        found = (i for i, page in enumerate(self._pages) if number in page.numbers)
        return next(found, self.page_index)

    def _lay_out(self) -> None:
        """Cut the view into pages for the window and draw the present one."""
        port = self.port
        sheet = self.query_one(Sheet)
        if not port.usable:
            sheet.say(self.phrases("Please hold Ctrl and press - once."), self.tutor.settings.theme)
            return
        notice = self.notice
        above = "" if self._notice_fits(notice) else notice
        self._pages = self._cut(port, above)
        self.page_index = min(self.page_index, len(self._pages) - 1)
        draft = self.shown_draft()
        self._ink = replace(self._ink, focus=self.focus_number, draft=draft, pressed=self.pressed)
        self._draw()

    def _cut(self, port: Viewport, notice: str) -> tuple[Page, ...]:
        """Cut the view into pages; the notice stands above the first where it is not empty."""
        return paginate(self._view, port, self.shown_draft(), notice=notice, menu=self.menu)

    def _draw(self) -> None:
        port = self.port
        if not port.usable:
            return
        page = self._pages[self.page_index]
        self._seen.update(page.numbers)
        layout = Layout(port, self._title(port), page, self._keys())
        self.query_one(Sheet).show(layout, self._ink, self.tutor.settings.theme)

    def _title(self, port: Viewport) -> Row:
        view = self._view
        notice = self.notice
        if notice and self._notice_fits(notice):
            return notice_row(notice, port)
        if self.tutor.speaker.paused:
            return title_row(view.title, self.phrases("Paused. P reads on"), "", port)
        if not view.steps:
            pages = len(self._pages)
            place = self.phrases("Page {page} / {pages}", page=self.page_index + 1, pages=pages)
            return title_row(view.title, place if pages > 1 else "", "", port)
        place = self.phrases("Step {step} / {steps}", step=view.step, steps=view.steps)
        return title_row(view.title, place, dots(view.step, view.steps), port)

    def _notice_fits(self, notice: str) -> bool:
        """Tell whether a notice can take the place of the title, where it moves nothing."""
        return self.port.header_rows > 0 and cell_len(notice) + 4 <= self.port.columns

    def _keys(self) -> tuple[Key, ...]:
        p = self.phrases
        typing = self._view.entry is not None
        back = p("Erase") if typing and self.draft else p("Go back")
        keys = (
            Key("back", "←", (back, p("Back"))),
            Key("again", "" if typing else "R", (p("Hear again"), p("Again"))),
            Key("help", "F1" if typing else "H", (p("Help"), p("Help me"))),
            Key("size", "F2", ("A+",), spare=True),
        )
        page = self._pages[self.page_index]
        told = self._told_keys()
        arrow = "" if any(key.action == "on" for key in told) else " →"
        if self.focus_number is not None and self.focus_number in page.numbers:
            last = Key("next", "ENTER", (p("Choose") + arrow, p("Choose")), "go")
        elif typing and self.draft:
            last = Key("next", "ENTER", (p("Done"),), "go")
        elif self._more():
            last = Key("next", "ENTER", (p("More") + " →", p("More"), p("On")), "go")
        elif typing and not self._view.next_label:
            last = Key("next", "ENTER", (p("Done"),), "go")
        elif self._view.next_label:
            label = self._view.next_label
            last = Key("next", "ENTER", (label + arrow, label), "go")
        else:
            numbers = "  ".join(str(number) for number in page.numbers)
            last = Key(
                "next", "", (p("Pick a number") + "  " + numbers, p("Pick a number")), "pick"
            )
        return (*keys, *told, last)

    def _told_keys(self) -> tuple[Key, ...]:
        """Name what this page does not show: the way out of a talk, and more choices than Enter's."""
        p = self.phrases
        here = self._pages[self.page_index].numbers
        hidden = () if self.menu else self._view.choices
        keys = [
            Key(choice.number, f"{choice.number}", (choice.text, choice.short), told=True)
            for choice in hidden
            if choice.way_out and choice.number not in here
        ]
        if self._others_ahead():
            keys.append(Key("on", "→", (p("More choices"), p("Others")), told=True))
        return tuple(keys)

    def _more(self) -> bool:
        return self.page_index + 1 < len(self._pages) and not self.enter_goes_on()

    def _others_ahead(self) -> bool:
        """Tell whether Enter leads away from this page while there are more choices on the next."""
        leads_away = self._focus_is_here() or self.enter_goes_on()
        return leads_away and self.page_index + 1 < len(self._pages)

    def _turn(self, index: int) -> None:
        self.page_index = index
        self._ink = replace(self._ink, spoken=None)
        self._draw()
        self.speak(_SETTLE_SECONDS)

    # The focus.

    def _focus(self, number: int) -> None:
        self.focus_number = number
        self._ink = replace(self._ink, focus=number)

    def _focus_is_here(self) -> bool:
        return self.focus_number in self._pages[self.page_index].numbers

    def _step_focus(self, by: int) -> None:
        """Move the focus through all that can be picked, on to the next page where there is one."""
        numbers = list(dict.fromkeys(n for page in self._pages for n in page.numbers))
        if not numbers:
            return
        here = self._pages[self.page_index].numbers
        if self.focus_number in numbers:
            number = numbers[(numbers.index(self.focus_number) + by) % len(numbers)]
        else:
            number = here[0] if here else numbers[0 if by > 0 else -1]
        self._focus(number)
        self.page_index = self.page_index if number in here else self._page_of(number)
        self._draw()
        choice = self._view.choice(number)
        if choice is not None:
            self.say(choice.said)
