"""Base class of all screens: what keys and clicks do with the pages that a screen shows, and its dialogs."""

from collections.abc import Callable, Coroutine
from functools import cached_property
from typing import Any, Generic, ParamSpec, TypeVar, cast

from textual import events, work
from textual.screen import Screen
from textual.worker import Worker
from typing_extensions import override

from tutor.i18n import N_
from tutor.ui.keys import (
    FIRST_DIGITS,
    InputMethodGuard,
    Meaning,
    learnable,
    meaning,
    meaning_while_typing,
)
from tutor.ui.screens.paged_view import Result
from tutor.ui.screens.typing_view import TypingView
from tutor.ui.sheet import Sheet

P = ParamSpec("P")
T = TypeVar("T")

# The group of workers that wait for the answer of a dialog.
ASKING = "asking"
# After this many keys that do nothing, a notice says so.
_STRAY_KEYS = 3


def asking(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Worker[T]]:
    """Decorate a method of a screen that calls `ask`: it then runs in a worker of that screen.

    The worker is cancelled when the screen goes away before the dialog is answered.
    """
    return work(group=ASKING)(method)


class PagedScreen(TypingView[Result], Generic[Result]):
    """Turns keys and clicks into the four things one can answer, and into commands of the whole program.

    Subclasses override `make_view`, and of `choose`, `go_on`, `go_back` and `submit_text` what they need.
    """

    # Numbers that may be pressed again at once: speed and volume are set by pressing many times.
    repeatable: frozenset[int] = frozenset()
    # The notice after several keys that do nothing.
    stray_words = N_("This key does nothing here. Take your time.")
    # Seconds before the same action passes again; None: as long as for learners.
    quiet: float | None = None

    def __init__(self) -> None:
        super().__init__()
        self._stray_keys = 0
        self._strange = False
        # V was pressed once.
        self._volunteer_asked = False
        # A key is being answered, which may lead to another page.
        self._acts = False

    # What subclasses override.

    async def choose(self, number: int) -> None:
        """React to the number of a choice."""

    async def choose_unlisted(self, number: int) -> bool:  # noqa: ARG002
        """React to a number that this page does not list; tell whether it means something all the same."""
        return False

    async def go_on(self) -> None:
        """React to Enter on the last page."""

    async def go_back(self) -> None:
        """React to Back on the first page."""
        self.back()

    async def submit_text(self, text: str) -> None:
        """React to a text that was handed in."""

    def explain(self, word: str) -> None:
        """React to a click on a marked word, whose key this is."""

    async def prompt_choice(self) -> None:
        """React to Enter on the last page where something is to be picked: read the question again."""
        self._turn(0)

    def show_unseen(self, number: int) -> None:
        """React to the number of a choice that was not seen yet: show it."""
        self._focus(number)
        self._turn(self._page_of(number))

    # What they use.

    def back(self) -> None:
        """Go back to the screen below."""
        self.host.back()

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Show a dialog; return what it was dismissed with, None where it was left without an answer.

        Only a method that is decorated with `asking` may call this.
        """
        return await self.app.push_screen_wait(dialog)

    @override
    def leave_entry(self) -> None:
        if self.host.filter.accepts("back", self._now()):
            self.run_worker(self._do("back"), exclusive=False)

    # Textual's events.

    async def on_event(self, event: events.Event) -> None:
        """Ignore a key or click that was meant for another page: this one is gone, or not seen (yet)."""
        if isinstance(event, events.Key | events.Click | events.Paste) and not self._answers(event):
            event.stop()
            return
        await super().on_event(event)

    def _answers(self, event: events.Event) -> bool:
        if not self.is_active:
            return False
        # Typed text goes on where the first letter has opened the place for it.
        types = isinstance(event, events.Key) and meaning_while_typing(event.key) is None
        ready = self._drawn or (types and self._view.entry is not None)
        return ready and bool(self._pages)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key or the choice under the mouse does."""
        event.stop()
        sheet = self.query_one(Sheet)
        number = sheet.number_at(event.screen_x, event.screen_y)
        action = sheet.action_at(event.screen_x, event.screen_y)
        cap = sheet.types_at(event.screen_x, event.screen_y)
        word = sheet.term_at(event.screen_x, event.screen_y)
        if number is not None:
            await self.perform(number)
        elif cap:
            self._press_cap(cap)
        elif word:
            self._explain_once(word)
        elif action == "back" and self._view.entry is not None and self.draft:
            self._erase()
        elif action is not None:
            await self.perform(cast(Meaning, action))

    def _explain_once(self, word: str) -> None:
        if self.is_active and self.host.filter.accepts(("word", word), self._now()):
            self.session.speaker.stop()
            self.explain(word)

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

    # Commands.

    @property
    def takes_notices(self) -> bool:
        """Whether this page stands in the window, and no key that may lead to another is being answered."""
        return self._drawn and not self._acts

    async def perform(self, meant: Meaning) -> None:
        """Do what a key or a click means, unless it came too soon after the last of its kind."""
        if not self.is_active:
            return
        if meant != "pause":
            self.session.speaker.stop()
        quick = isinstance(meant, int) and meant in self.repeatable
        if not self.host.filter.accepts(meant, self._now(), self.quiet) and not quick:
            return
        asked, self._volunteer_asked = self._volunteer_asked, False
        if meant is None or (isinstance(meant, int) and self._view.choice(meant) is None):
            if isinstance(meant, int) and self._choices_are_elsewhere():
                self._turn(self._page_with_choices())
            elif isinstance(meant, int) and await self.choose_unlisted(meant):
                self._stray_keys = 0
                self.host.filter.restart(self._now())
            else:
                # A number was looked for: whoever presses it is answered at once.
                self._count_stray_key(_STRAY_KEYS if isinstance(meant, int) else 1)
            return
        self._stray_keys = 0
        alone = self._is_notice_alone() and meant in ("next", "on", "back", "again")
        if meant != "again" or alone:
            self._drop_notice()
        if alone:
            # The notice had the page before: what it hid is seen first.
            self._draw_new()
            return
        if meant == "volunteer" and not asked and self._asks_for_volunteer():
            return
        self._acts = True
        try:
            await self._do(meant)
        finally:
            self._acts = False
        self.host.filter.restart(self._now())
        # Later: a screen that goes away leaves it to the one below.
        self.call_later(self.tell_waiting)

    def _asks_for_volunteer(self) -> bool:
        """Ask for a second V on a learner's page, where a hand may have slipped; tell whether it did."""
        volunteers = self.host.volunteers
        if volunteers.is_open or not self.services.volunteer:
            return False
        self._volunteer_asked = True
        self.note(self.phrases("Press V once more for the helpers' pages."))
        return True

    def _choices_are_elsewhere(self) -> bool:
        return not self._page.numbers and any(page.numbers for page in self._pages)

    def _count_stray_key(self, weight: int) -> None:
        self._stray_keys += weight
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
                await self.host.letters.larger(self)
            case "focus-next":
                self._step_focus(1)
            case "focus-previous":
                self._step_focus(-1)
            case "leave":
                self.host.ask_to_leave()
            case "volunteer":
                await self.host.volunteers.toggle()

    async def _pick(self, number: int) -> None:
        """Choose what was seen; a choice on a page not seen yet is shown first, nothing is picked blindly.

        The way out and the choice that the words just named are known without being seen.
        """
        choice = self._view.choice(number)
        known = choice is not None and (choice.way_out or choice.mark == "shown")
        if (self.menu and self.picks_unseen) or known or number in self._seen:
            await self.choose(number)
        else:
            self.show_unseen(number)

    def _step_focus(self, by: int) -> None:
        """Move the focus through all that can be picked, on to the next page where there is one."""
        numbers = list(dict.fromkeys(n for page in self._pages for n in page.picks))
        if not numbers:
            return
        here = self._page.picks
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
