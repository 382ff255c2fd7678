"""Keys that nobody meant as commands: letters of a word, and what an input method sends by itself."""

from typing import Generic

from textual import events
from textual.timer import Timer

from tutor.ui.keyfilter import FALSE_BACKSPACE_SECONDS
from tutor.ui.keymap import Meaning
from tutor.ui.screens.aloud import Result
from tutor.ui.screens.leafed import LeafedScreen


class KeyedScreen(LeafedScreen[Result], Generic[Result]):
    """Tells such keys from commands; subclasses do what commands mean."""

    def __init__(self) -> None:
        super().__init__()
        self._doubted: Timer | None = None

    async def perform(self, meant: Meaning) -> None:
        """Do what a key or a click means."""
        raise NotImplementedError

    def is_no_command(self, event: events.Key, now: float) -> bool:
        """Tell whether a key is a letter of a word, or a Backspace that an input method sends."""
        if event.character and event.character.isalpha():
            if not event.character.isascii():
                self.believe_in_rewriting()
            return self.tutor.filter.in_a_word(now)
        if event.key != "backspace":
            return False
        if self.tutor.filter.false_backspace(now):
            return True
        if self.tutor.filter.doubtful_backspace(now):
            self.wait_for_letter()
            return True
        return False

    def wait_for_letter(self) -> None:
        """Let Backspace lead back a moment later, unless a letter with marks follows it."""
        self.believe_in_rewriting()
        self._doubted = self.set_timer(FALSE_BACKSPACE_SECONDS, self._back_after_all)

    def believe_in_rewriting(self) -> bool:
        """Take a Backspace that waits for an input method's; tell whether there was one."""
        waiting = self._doubted
        self._doubted = None
        if waiting is not None:
            waiting.stop()
        return waiting is not None

    async def _back_after_all(self) -> None:
        self._doubted = None
        await self.perform("back")
