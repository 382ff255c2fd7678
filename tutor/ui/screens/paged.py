"""The screen that all screens are: a View cut into pages, one key map, the voice beside it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, cast

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult

from tutor.content.model import clean
from tutor.play.phrases import Phrases
from tutor.play.view import View
from tutor.ui.draw.bars import Key, dots, notice_row, title_row
from tutor.ui.draw.blocks import Ink
from tutor.ui.draw.page import Page
from tutor.ui.draw.pages import paginate
from tutor.ui.draw.rows import Row
from tutor.ui.draw.sizes import Viewport, viewport
from tutor.ui.keymap import FIRST_DIGITS, Meaning, learnable, meaning, meaning_while_typing
from tutor.ui.screens.keyed import KeyedScreen
from tutor.ui.widgets.sheet import Layout, Sheet

_LONGEST_DRAFT = 120
_SOFT_LINE_AFTER = 3
# Where a view starts: on its first page, on the page it was on, or on the first with choices.
Start = Literal["anew", "again", "same-page", "choices"]
# A moment of silence after a press, so that the voice does not fall into it.
_SETTLE_SECONDS = 0.3


class PagedScreen(KeyedScreen):
    """Shows `make_view()` page by page, and turns keys and clicks into the four things one can answer.

    Subclasses override `make_view`, and of `chosen`, `went_on`, `went_back` and `typed` what they need.
    """

    # Numbers that may be pressed again at once: speed and volume are set by pressing many times.
    repeatable: frozenset[int] = frozenset()
    # A menu's numbers are known by heart and lead nowhere that Back does not undo; a lesson's do not.
    menu = True
    # How long an action has to have been quiet before it passes again; None: as long as for learners.
    quiet: float | None = None

    def __init__(self) -> None:
        super().__init__()
        self.focus_number: int | None = None
        self.draft = ""
        self._notice: Callable[[], str] | None = None
        self._unknown = 0
        self._strange = False
        self._seen: set[int] = set()

    # What subclasses say.

    def make_view(self) -> View:
        """Return what this screen shows now."""
        raise NotImplementedError

    async def chosen(self, number: int) -> None:
        """React to the number of a choice."""

    async def went_on(self) -> None:
        """React to Enter on the last page."""

    async def went_back(self) -> None:
        """React to Back on the first page."""
        self.tutor.back()

    async def typed(self, text: str) -> None:
        """React to a text that was handed in."""

    def shown_draft(self) -> str:
        """Return what is seen of what was typed."""
        return self.draft

    def enter_goes_on(self) -> bool:
        """Tell whether Enter leads on from any page, without the others being read."""
        return False

    def first_focus(self) -> int | None:
        """Return the number that Enter picks when nothing else was chosen, None to never guess.

        Where there is one thing alone to pick, nothing is guessed.
        """
        numbers = [choice.number for choice in self._view.numbered()]
        return numbers[0] if len(numbers) == 1 and not self._view.next_label else None

    async def nothing_picked(self) -> None:
        """React to Enter on the last page where something is to be picked: read the question again."""
        self._turn(0)

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
        self.draft = ""
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

    def _where_it_starts(self, start: Start) -> int | None:
        """Return the page to open on, None for the present one: the answer that is shown comes first."""
        telling = (i for i, line in enumerate(self._view.lines) if line.role == "shown")
        told = next(telling, None)
        if told is not None:
            return next((i for i, page in enumerate(self._pages) if told in page.sentences), 0)
        return self._first_with_choices() if start == "choices" else None

    def _first_with_choices(self) -> int:
        return next((i for i, page in enumerate(self._pages) if page.numbers), 0)

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

    def _notice_fits(self, notice: str) -> bool:
        """Tell whether a notice can take the place of the title, where it moves nothing."""
        return self.port.header_rows > 0 and cell_len(notice) + 4 <= self.port.columns

    def redraw(self) -> None:
        """Make the view again and draw its present page."""
        self._view = self.make_view()
        self._lay_out()

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
        self._ink = replace(self._ink, focus=self.focus_number, draft=self.shown_draft())
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
        if self.focus_number is not None and self.focus_number in page.numbers:
            arrow = "" if any(key.action == "on" for key in told) else " →"
            last = Key("next", "ENTER", (p("Choose") + arrow, p("Choose")), "go")
        elif self._more():
            last = Key("next", "ENTER", (p("More") + " →", p("More"), p("On")), "go")
        elif typing and (self.draft or not self._view.next_label):
            last = Key("next", "ENTER", (p("Done"),), "go")
        elif self._view.next_label:
            label = self._view.next_label
            last = Key("next", "ENTER", (label + " →", label), "go")
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
        if self.focus_number in here and self.page_index + 1 < len(self._pages):
            keys.append(Key("on", "→", (p("More choices"), p("Others")), told=True))
        return tuple(keys)

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

    async def on_click(self, event: events.Click) -> None:
        """Do what the key or the choice under the mouse does."""
        event.stop()
        sheet = self.query_one(Sheet)
        number = sheet.number_at(event.screen_x, event.screen_y)
        action = sheet.action_at(event.screen_x, event.screen_y)
        if number is not None:
            await self.perform(number)
        elif action is not None:
            typing_back = action == "back" and self._view.entry is not None and self.draft
            if typing_back:
                self._edit(self.draft[:-1])
            else:
                await self.perform(cast(Meaning, action))

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text into what is typed."""
        if self._view.entry is not None:
            event.stop()
            self._edit(self.draft + clean(event.text).replace("\n", " "))

    async def on_key(self, event: events.Key) -> None:
        """Turn a key into what it means here."""
        event.stop()
        event.prevent_default()
        now = self._now()
        if self._view.entry is not None:
            action = meaning_while_typing(event.key)
            if action is None:
                self._type(event)
                return
            await self.perform(action)
            return
        learnt = self.tutor.services.laptop.now.key_of(event.character)
        if learnt is None and self.is_no_command(event, now):
            return
        meant = meaning(learnt or event.key)
        self._strange = meant is None and learnable(event.character or "", FIRST_DIGITS[0])
        await self.perform(meant)

    def _type(self, event: events.Key) -> None:
        if event.key in ("backspace", "left"):
            if self.draft:
                self._edit(self.draft[:-1])
            elif event.key == "left" and self.tutor.filter.accepts("back", self._now()):
                # One Backspace too many must not lead away from what is being typed.
                self.run_worker(self._do("back"), exclusive=False)
        elif event.character and event.is_printable:
            number = self._view.entry is not None and self._view.entry.keyboard == "number"
            learnt = self.tutor.services.laptop.now.key_of(event.character) if number else None
            self._edit(self.draft + clean(learnt or event.character))

    def _edit(self, draft: str) -> None:
        self.tutor.speaker.stop()
        self.draft = draft[:_LONGEST_DRAFT]
        self.redraw()
        self.page_index = len(self._pages) - 1
        self._draw()

    async def perform(self, meant: Meaning) -> None:
        """Do what a key or a click means, unless it came too soon after the last of its kind."""
        if meant != "pause":
            self.tutor.speaker.stop()
        quick = isinstance(meant, int) and meant in self.repeatable
        if not self.tutor.filter.accepts(meant, self._now(), self.quiet) and not quick:
            return
        if meant is None or (isinstance(meant, int) and self._view.choice(meant) is None):
            if isinstance(meant, int) and self._choices_are_elsewhere():
                # Who presses a number wants to choose: what there is to choose from is shown.
                self._turn(self._first_with_choices())
            else:
                self._stray()
            return
        self._unknown = 0
        if self._notice and meant != "again":
            self._notice = None
            self.redraw()
        await self._do(meant)
        # Later: a screen that goes away leaves it to the one below.
        self.call_later(self.tell_waiting)

    def tell_waiting(self) -> None:
        """Show what waits to be told, where this page is the one that is seen and says nothing else."""
        if self.is_active and not self.notice:
            waiting = self.tutor.take_notice()
            if waiting:
                self.note(waiting)

    def _choices_are_elsewhere(self) -> bool:
        page = self._pages[self.page_index]
        return not page.numbers and any(page.numbers for page in self._pages)

    def _now(self) -> float:
        return self.tutor.services.monotonic()

    def _stray(self) -> None:
        self._unknown += 1
        if self._unknown >= _SOFT_LINE_AFTER:
            self._unknown = 0
            if self._strange:
                # Perhaps a digit key that sends another sign: no number could be picked then.
                self.tutor.try_keys()
            else:
                self.note(self.phrases("This key does nothing here. Take your time."))

    async def _do(self, meant: Meaning) -> None:
        match meant:
            case int(number):
                await self._pick(number)
            case "next":
                await self._next()
            case "on":
                await self._on()
            case "back":
                if self.page_index > 0:
                    self._turn(self.page_index - 1)
                else:
                    await self.went_back()
            case "again":
                self.speak()
            case "help":
                self.tutor.open_help()
            case "pause":
                self.tutor.toggle_pause()
                self._draw()
            case "size":
                self.tutor.larger()
            case "focus-next":
                self._step_focus(1)
            case "focus-previous":
                self._step_focus(-1)
            case "leave":
                self.tutor.ask_to_leave()
            case "volunteer":
                self.tutor.volunteering.pressed()

    async def _pick(self, number: int) -> None:
        """Choose what was seen; a choice on a page not seen yet is shown first, nothing is picked blindly.

        The way out and the one that the words just named are known without being seen.
        """
        choice = self._view.choice(number)
        known = choice is not None and (choice.way_out or choice.mark == "shown")
        if self.menu or known or number in self._seen:
            await self.chosen(number)
        else:
            self.not_seen_yet(number)

    def not_seen_yet(self, number: int) -> None:
        """React to the number of a choice that was not seen yet: show it."""
        self._focus(number)
        self._turn(self._page_of(number))

    def _page_of(self, number: int) -> int:
        found = (i for i, page in enumerate(self._pages) if number in page.numbers)
        return next(found, self.page_index)

    async def _next(self) -> None:
        if self._view.entry is not None and self.draft.strip():
            await self.typed(self.draft.strip())
        elif self.focus_number is not None and self._focus_is_here():
            await self.chosen(self.focus_number)
        elif self._more():
            self._turn(self.page_index + 1)
        elif self._view.next_label:
            await self.went_on()
        else:
            await self.nothing_picked()

    async def _on(self) -> None:
        """Turn to the next page where there is one, as Back turns to the one before; else do as Enter."""
        if self._more():
            self._turn(self.page_index + 1)
        else:
            await self._next()

    def _more(self) -> bool:
        return self.page_index + 1 < len(self._pages) and not self.enter_goes_on()

    def _focus_is_here(self) -> bool:
        return self.focus_number in self._pages[self.page_index].numbers

    def _turn(self, index: int) -> None:
        self.page_index = index
        self._ink = replace(self._ink, spoken=None)
        self._draw()
        self.speak(_SETTLE_SECONDS)

    def _focus(self, number: int) -> None:
        self.focus_number = number
        self._ink = replace(self._ink, focus=number)

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
