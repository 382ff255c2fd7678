"""The screen that all screens are: a View on its pages, one key map, the voice beside it."""

from collections.abc import Callable, Coroutine
from typing import Any, Generic, ParamSpec, TypeVar, cast

from textual import events, work
from textual.screen import Screen
from textual.worker import Worker

from tutor.content.text import clean
from tutor.i18n import N_
from tutor.play.keyboard import ERASE, TURN
from tutor.ui.keymap import FIRST_DIGITS, Meaning, learnable, meaning, meaning_while_typing
from tutor.ui.screens.aloud import Result
from tutor.ui.screens.keyed import KeyedScreen
from tutor.ui.widgets.sheet import Sheet

_LONGEST_DRAFT = 120
_SOFT_LINE_AFTER = 3
# A cap that is clicked again sooner was meant once.
_TREMBLE_SECONDS = 0.25
# The group of workers that wait for the answer of a dialog.
ASKING = "asking"

P = ParamSpec("P")
T = TypeVar("T")


def asking(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Worker[T]]:
    """Decorate a method of a screen that calls `ask`: it then runs in a worker of that screen.

    The worker is cancelled when the screen goes away before the dialog is answered.
    """
    return work(group=ASKING)(method)


class PagedScreen(KeyedScreen[Result], Generic[Result]):
    """Shows `make_view()` page by page, and turns keys and clicks into the four things one can answer.

    Subclasses override `make_view`, and of `chosen`, `went_on`, `went_back` and `typed` what they need.
    """

    # Numbers that may be pressed again at once: speed and volume are set by pressing many times.
    repeatable: frozenset[int] = frozenset()
    # What is said to who pressed several keys that do nothing.
    stray_words = N_("This key does nothing here. Take your time.")
    # How long an action has to have been quiet before it passes again; None: as long as for learners.
    quiet: float | None = None

    def __init__(self) -> None:
        super().__init__()
        self._unknown = 0
        self._strange = False

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Show a dialog; return what it was dismissed with, None where it was left without an answer.

        Only a method that is decorated with `asking` may call this.
        """
        return await self.app.push_screen_wait(dialog)

    # What subclasses say.

    async def chosen(self, number: int) -> None:
        """React to the number of a choice."""

    async def went_on(self) -> None:
        """React to Enter on the last page."""

    async def went_back(self) -> None:
        """React to Back on the first page."""
        self.tutor.back()

    async def typed(self, text: str) -> None:
        """React to a text that was handed in."""

    async def nothing_picked(self) -> None:
        """React to Enter on the last page where something is to be picked: read the question again."""
        self._turn(0)

    # Textual's events.

    async def on_click(self, event: events.Click) -> None:
        """Do what the key or the choice under the mouse does."""
        event.stop()
        sheet = self.query_one(Sheet)
        number = sheet.number_at(event.screen_x, event.screen_y)
        action = sheet.action_at(event.screen_x, event.screen_y)
        typed = sheet.types_at(event.screen_x, event.screen_y)
        if number is not None:
            await self.perform(number)
        elif typed:
            self._press_cap(typed)
        elif action is not None:
            typing_back = action == "back" and self._view.entry is not None and self.draft
            if typing_back:
                self._erase()
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
                self._erase()
            elif event.key == "left" and self.tutor.filter.accepts("back", self._now()):
                # One Backspace too many must not lead away from what is being typed.
                self.run_worker(self._do("back"), exclusive=False)
        elif event.character and event.is_printable:
            number = self._view.entry is not None and self._view.entry.keyboard == "number"
            learnt = self.tutor.services.laptop.now.key_of(event.character) if number else None
            self._write(clean(learnt or event.character))

    def _press_cap(self, sign: str) -> None:
        """Do what a cap of the drawn keyboard does, unless the hand trembled on it."""
        if not self.tutor.filter.accepts(("cap", sign), self._now(), _TREMBLE_SECONDS):
            return
        if sign == TURN:
            self.turn_keyboard()
        elif sign == ERASE:
            self._erase()
        else:
            self._write(sign)

    def turn_keyboard(self) -> None:
        """Show the other signs of the keyboard."""

    def _erase(self) -> None:
        self.pressed = ERASE
        self._edit(self.draft[:-1])

    def _write(self, sign: str) -> None:
        """Add what a key sends; what an input method has made of it already is left as it is."""
        self.pressed = sign.lower()
        vietnamese = self._view.entry is not None and self._view.entry.keyboard == "telex"
        if vietnamese and len(sign) == 1 and sign.isascii():
            from tutor.telex import telex

            self._edit(telex(self.draft, sign))
        else:
            self._edit(self.draft + sign)

    def _edit(self, draft: str) -> None:
        self.tutor.speaker.stop()
        self.draft = draft[:_LONGEST_DRAFT]
        self.redraw()
        there = [i for i, page in enumerate(self._pages) if page.takes_text]
        if there and self.page_index not in there:
            self.page_index = there[0]
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
        if self._more() or self._others_ahead():
            self._turn(self.page_index + 1)
        else:
            await self._next()
