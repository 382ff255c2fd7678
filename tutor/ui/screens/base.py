"""Base class of all screens: shows a View page by page, handles keys, and reads it aloud."""

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any, Generic, Literal, ParamSpec, TypeVar, cast

from rich.cells import cell_len
from textual import events, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.worker import Worker
from typing_extensions import TypeVar as TypeVarWithDefault

from tutor.content.text import clean
from tutor.i18n import N_
from tutor.lesson.view import ERASE, TURN, View
from tutor.speech.speaker import Degraded, SpeechEvent
from tutor.ui.host import HostedScreen
from tutor.ui.keyfilter import InputMethodGuard
from tutor.ui.keymap import FIRST_DIGITS, Meaning, learnable, meaning, meaning_while_typing
from tutor.ui.layout.bars import Key, notice_row, title_row
from tutor.ui.layout.blocks import Ink
from tutor.ui.layout.flow import Page, first_page
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.rows import Row
from tutor.ui.layout.sizes import Viewport, viewport
from tutor.ui.page_bars import PageState, page_keys, page_title
from tutor.ui.reader import Reader, Spoken
from tutor.ui.widgets.sheet import Layout, Sheet

# Where a view starts: on its first page, on the page it was on, or on the first with choices.
Start = Literal["anew", "again", "same-page", "choices"]
# What a screen is dismissed with; most are dismissed with nothing.
Result = TypeVarWithDefault("Result", default=None)
P = ParamSpec("P")
T = TypeVar("T")

# The group of workers that wait for the answer of a dialog.
ASKING = "asking"
# The voice waits this long after a press, so that they do not fall together.
_SETTLE_SECONDS = 0.3
_LONGEST_DRAFT = 120
# After this many keys that do nothing, a notice says so.
_STRAY_KEYS = 3
# A cap that is clicked again sooner was meant once.
_TREMBLE_SECONDS = 0.25


def asking(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Worker[T]]:
    """Decorate a method of a screen that calls `ask`: it then runs in a worker of that screen.

    The worker is cancelled when the screen goes away before the dialog is answered.
    """
    return work(group=ASKING)(method)


class PagedScreen(HostedScreen, Screen[Result], Generic[Result]):
    """Shows `make_view()` page by page, and turns keys and clicks into the four things one can answer.

    Subclasses override `make_view`, and of `choose`, `go_on`, `go_back` and `submit_text` what they need.
    """

    # In a menu a number acts at once, even before its page was seen: Back undoes it. In a lesson it does not.
    menu = True
    # Numbers that may be pressed again at once: speed and volume are set by pressing many times.
    repeatable: frozenset[int] = frozenset()
    # The notice after several keys that do nothing.
    stray_words = N_("This key does nothing here. Take your time.")
    # Seconds before the same action passes again; None: as long as for learners.
    quiet: float | None = None

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
        self._stray_keys = 0
        self._strange = False
        # The pages of the view as they were laid out last, and whether they must be laid out again.
        self._laid_out: tuple[Page, ...] = ()
        self._stale = True
        # Whether something changed that is not drawn yet.
        self._undrawn = False

    # What subclasses override.

    def make_view(self) -> View:
        """Return what this screen shows now."""
        raise NotImplementedError

    def upcoming(self) -> Iterable[View]:
        """Return the views that the next answer may lead to, the likeliest first."""
        return ()

    async def choose(self, number: int) -> None:
        """React to the number of a choice."""

    async def go_on(self) -> None:
        """React to Enter on the last page."""

    async def go_back(self) -> None:
        """React to Back on the first page."""
        self.back()

    async def submit_text(self, text: str) -> None:
        """React to a text that was handed in."""

    async def prompt_choice(self) -> None:
        """React to Enter on the last page where something is to be picked: read the question again."""
        self._turn(0)

    def show_unseen(self, number: int) -> None:
        """React to the number of a choice that was not seen yet: show it."""
        self._focus(number)
        self._turn(self._page_of(number))

    def turn_keyboard(self) -> None:
        """Show the other signs of the drawn keyboard."""

    def displayed_draft(self) -> str:
        """Return what is seen of the typed text."""
        return self.draft

    def initial_draft(self) -> str:
        """Return what stands in the place to type before anything is typed."""
        return ""

    def enter_goes_on(self) -> bool:
        """Tell whether Enter leads on from any page, without the others being read."""
        return False

    def initial_focus(self) -> int | None:
        """Return the number that Enter picks when nothing else was chosen, None to never guess.

        Where there is only one thing to pick, that is no guess.
        """
        numbers = [choice.number for choice in self._view.numbered()]
        return numbers[0] if len(numbers) == 1 and not self._view.next_label else None

    # What they use.

    @property
    def port(self) -> Viewport:
        """The columns and rows to lay out for."""
        return viewport(self.app.size.width, self.app.size.height)

    def back(self) -> None:
        """Go back to the screen below."""
        self.host.back()

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Show a dialog; return what it was dismissed with, None where it was left without an answer.

        Only a method that is decorated with `asking` may call this.
        """
        return await self.app.push_screen_wait(dialog)

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
        self._view = self.make_view()
        self.focus_number = self.initial_focus()
        notice = self.session.take_notice() if self.is_active else ""
        self._notice = (lambda: notice) if notice else None
        self._stale = True
        self.page_index = self._first_page(start)
        self._draw()
        # The page is painted before its sentences are looked up.
        self.call_after_refresh(self._speak_if_seen)

    def _speak_if_seen(self) -> None:
        if self.is_current:
            self.speak(_SETTLE_SECONDS)

    def redraw(self) -> None:
        """Make the view again and draw its present page."""
        self._view = self.make_view()
        self._stale = True
        self._draw()

    @property
    def notice(self) -> str:
        """What is shown softly above the page now, "" for nothing."""
        return self._notice() if self._notice else ""

    def note(self, text: str | Callable[[], str], *, drawn: bool = True) -> None:
        """Show a notice above the page; the next press takes it away.

        A callable is asked for its text whenever the page is laid out. A notice that is not `drawn` now
        appears with the next layout: one for a size of the window that is about to change would flash up.
        """
        self._notice = text if callable(text) else lambda: text
        if not self._notice_fits(self.notice):
            self.page_index = 0
        if drawn:
            self.redraw()

    def tell_waiting(self) -> None:
        """Show the next notice that waits, if this page is seen and shows none."""
        if self.is_active and not self.notice:
            waiting = self.session.take_notice()
            if waiting:
                self.note(waiting)

    def _first_page(self, start: Start) -> int:
        """Return the page to open on; the sentence that names the number to press comes first."""
        shown = next((i for i, line in enumerate(self._view.lines) if line.role == "shown"), None)
        if shown is not None:
            return first_page(self._pages, lambda page: shown in page.sentences)
        return self._page_with_choices() if start == "choices" else self.page_index

    # The voice.

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.session, self._hear)

    def _hear(self, event: SpeechEvent) -> None:
        # Called in the speaker's thread; the message brings the event into the screen's own.
        self.post_message(Spoken(event))

    def speak(self, delay: float = 0.0) -> None:
        """Read the present page aloud from its start, after a delay in seconds."""
        if self._pages:
            self._reader.read(self._view, self._page, delay)
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

    # Textual's events.

    def compose(self) -> ComposeResult:
        """Fill the screen with one sheet."""
        yield Sheet()

    async def on_screen_resume(self) -> None:
        """Show the view whenever this screen comes to the top."""
        self.show_view()

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
        cap = sheet.types_at(event.screen_x, event.screen_y)
        if number is not None:
            await self.perform(number)
        elif cap:
            self._press_cap(cap)
        elif action == "back" and self._view.entry is not None and self.draft:
            self._erase()
        elif action is not None:
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
        if self._view.entry is not None:
            action = meaning_while_typing(event.key)
            if action is None:
                self._type(event)
            else:
                await self.perform(action)
            return
        learnt = self.services.laptop.now.key_of(event.character)
        if learnt is None and self._input_method.ignores(event, self._now()):
            return
        meant = meaning(learnt or event.key)
        self._strange = meant is None and learnable(event.character or "", FIRST_DIGITS[0])
        await self.perform(meant)

    @cached_property
    def _input_method(self) -> InputMethodGuard:
        return InputMethodGuard(self.host.filter, self.set_timer, lambda: self.perform("back"))

    def _now(self) -> float:
        return self.services.monotonic()

    # Commands.

    async def perform(self, meant: Meaning) -> None:
        """Do what a key or a click means, unless it came too soon after the last of its kind."""
        if meant != "pause":
            self.session.speaker.stop()
        quick = isinstance(meant, int) and meant in self.repeatable
        if not self.host.filter.accepts(meant, self._now(), self.quiet) and not quick:
            return
        if meant is None or (isinstance(meant, int) and self._view.choice(meant) is None):
            if isinstance(meant, int) and self._choices_are_elsewhere():
                self._turn(self._page_with_choices())
            else:
                self._count_stray_key()
            return
        self._stray_keys = 0
        if self._notice and meant != "again":
            self._notice = None
            self._stale = self._undrawn = True
            # What the key does mostly draws: laying out twice would slow every answer down.
            self.call_next(self._draw_if_undrawn)
        await self._do(meant)
        # Later: a screen that goes away leaves it to the one below.
        self.call_later(self.tell_waiting)

    def _choices_are_elsewhere(self) -> bool:
        return not self._page.numbers and any(page.numbers for page in self._pages)

    def _count_stray_key(self) -> None:
        self._stray_keys += 1
        if self._stray_keys >= _STRAY_KEYS:
            self._stray_keys = 0
            if self._strange:
                # Perhaps a digit key that sends another sign: no number could be picked then.
                self.host.try_keys()
            else:
                self.note(self.phrases(self.stray_words))

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
                    await self.go_back()
            case "again":
                self.speak()
            case "help":
                self.host.open_help()
            case "pause":
                self.session.toggle_pause()
                self._draw()
            case "size":
                self.host.letters.larger(self)
            case "focus-next":
                self._step_focus(1)
            case "focus-previous":
                self._step_focus(-1)
            case "leave":
                self.host.ask_to_leave()
            case "volunteer":
                self.host.volunteers.toggle()

    async def _pick(self, number: int) -> None:
        """Choose what was seen; a choice on a page not seen yet is shown first, nothing is picked blindly.

        The way out and the choice that the words just named are known without being seen.
        """
        choice = self._view.choice(number)
        known = choice is not None and (choice.way_out or choice.mark == "shown")
        if self.menu or known or number in self._seen:
            await self.choose(number)
        else:
            self.show_unseen(number)

    async def _next(self) -> None:
        if self._view.entry is not None and self.draft.strip():
            await self.submit_text(self.draft.strip())
        elif self.focus_number is not None and self._focus_is_here():
            await self.choose(self.focus_number)
        elif self._more():
            self._turn(self.page_index + 1)
        elif self._view.next_label:
            await self.go_on()
        else:
            await self.prompt_choice()

    async def _on(self) -> None:
        """Turn to the next page where there is one, as Back turns to the one before; else do as Enter."""
        if self._more() or self._others_ahead():
            self._turn(self.page_index + 1)
        else:
            await self._next()

    # Typing.

    def _type(self, event: events.Key) -> None:
        if event.key in ("backspace", "left"):
            if self.draft:
                self._erase()
            elif event.key == "left" and self.host.filter.accepts("back", self._now()):
                # Only the arrow leads away: one Backspace too many must not.
                self.run_worker(self._do("back"), exclusive=False)
        elif event.character and event.is_printable:
            number = self._view.entry is not None and self._view.entry.keyboard == "number"
            learnt = self.services.laptop.now.key_of(event.character) if number else None
            self._write(clean(learnt or event.character))

    def _press_cap(self, sign: str) -> None:
        """Do what a cap of the drawn keyboard does, unless the hand trembled on it."""
        if not self.host.filter.accepts(("cap", sign), self._now(), _TREMBLE_SECONDS):
            return
        if sign == TURN:
            self.turn_keyboard()
        elif sign == ERASE:
            self._erase()
        else:
            self._write(sign)

    def _erase(self) -> None:
        self.pressed = ERASE
        self._edit(self.draft[:-1])

    def _write(self, sign: str) -> None:
        """Add what a key sends; what an input method has already composed is left as it is."""
        self.pressed = sign.lower()
        vietnamese = self._view.entry is not None and self._view.entry.keyboard == "telex"
        if vietnamese and len(sign) == 1 and sign.isascii():
            from tutor.telex import telex

            self._edit(telex(self.draft, sign))
        else:
            self._edit(self.draft + sign)

    def _edit(self, draft: str) -> None:
        self.session.speaker.stop()
        self.draft = draft[:_LONGEST_DRAFT]
        self.redraw()
        there = [i for i, page in enumerate(self._pages) if page.takes_text]
        if there and self.page_index not in there:
            self.page_index = there[0]
            self._draw()

    # Pages.

    @property
    def _pages(self) -> tuple[Page, ...]:
        """The pages of the view, laid out for the window as it is."""
        if self._stale and self.port.usable:
            self._stale = False
            notice = self.notice
            self._laid_out = self._cut(self.port, "" if self._notice_fits(notice) else notice)
            self.page_index = min(self.page_index, len(self._laid_out) - 1)
        return self._laid_out

    @property
    def _page(self) -> Page:
        return self._pages[self.page_index]

    def _cut(self, port: Viewport, notice: str) -> tuple[Page, ...]:
        """Cut the view into pages; the notice stands above the first where it is not empty."""
        return paginate(self._view, port, self.displayed_draft(), notice=notice, menu=self.menu)

    def _draw_if_undrawn(self) -> None:
        if self._undrawn:
            self._draw()

    def _draw(self) -> None:
        """Draw the present page now."""
        if not (self.is_attached and self.query(Sheet)):
            return
        port, theme = self.port, self.settings.theme
        sheet = self.query_one(Sheet)
        if not port.usable:
            sheet.say(self.phrases("Please hold Ctrl and press - once."), theme)
            return
        page = self._page
        self._seen.update(page.numbers)
        self._ink = replace(
            self._ink, focus=self.focus_number, draft=self.displayed_draft(), pressed=self.pressed
        )
        self._undrawn = False
        sheet.show(Layout(port, self._title(port), page, self._keys()), self._ink, theme)

    def _page_with_choices(self) -> int:
        return first_page(self._pages, lambda page: bool(page.numbers))

    def _page_of(self, number: int) -> int:
        return first_page(self._pages, lambda page: number in page.numbers, self.page_index)

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

    def _focus_is_here(self) -> bool:
        return self.focus_number in self._page.numbers

    def _step_focus(self, by: int) -> None:
        """Move the focus through all that can be picked, on to the next page where there is one."""
        numbers = list(dict.fromkeys(n for page in self._pages for n in page.numbers))
        if not numbers:
            return
        here = self._page.numbers
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

    # The bars.

    def _title(self, port: Viewport) -> Row:
        notice = self.notice
        if notice and self._notice_fits(notice):
            return notice_row(notice, port)
        if self.session.speaker.paused:
            return title_row(self._view.title, self.phrases("Paused. P reads on"), "", port)
        return page_title(self._view, self.page_index, len(self._pages), self.phrases, port)

    def _notice_fits(self, notice: str) -> bool:
        """Tell whether a notice can take the place of the title, where it moves nothing."""
        return self.port.header_rows > 0 and cell_len(notice) + 4 <= self.port.columns

    def _keys(self) -> tuple[Key, ...]:
        state = PageState(
            self._view,
            self._page,
            typed=bool(self.draft),
            focused=self._focus_is_here(),
            more=self._more(),
            others=self._others_ahead(),
            menu=self.menu,
        )
        return page_keys(state, self.phrases)
