"""What keys mean on every screen, and which are ignored: a held key, those of an input method."""

import unicodedata
from collections.abc import Awaitable, Callable, Hashable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.events import Key
    from textual.timer import Timer

# extra: what T does is each screen's own: it explains a word in a lesson, and starts a vote in a class.
Action = Literal[
    "next",
    "on",
    "back",
    "again",
    "help",
    "pause",
    "size",
    "focus-next",
    "focus-previous",
    "leave",
    "volunteer",
    "extra",
]
Meaning = Action | int | None

_KEYS: dict[str, Action] = {
    "enter": "next",
    "space": "next",
    "right": "on",
    "plus": "on",
    "pagedown": "next",
    "backspace": "back",
    "left": "back",
    "minus": "back",
    "pageup": "back",
    "r": "again",
    "0": "again",
    "h": "help",
    "f1": "help",
    "escape": "help",
    "asterisk": "help",
    "p": "pause",
    "slash": "pause",
    "full_stop": "pause",
    "b": "pause",
    "f2": "size",
    "v": "volunteer",
    "t": "extra",
    "down": "focus-next",
    "tab": "focus-next",
    "up": "focus-previous",
    "shift+tab": "focus-previous",
    "ctrl+c": "leave",
    "ctrl+q": "leave",
}

# While something is typed, letters and digits are text; these keys still act.
_WHILE_TYPING: dict[str, Action] = {
    "enter": "next",
    "f1": "help",
    "escape": "help",
    "f2": "size",
    "pageup": "back",
    "pagedown": "next",
    "ctrl+c": "leave",
    "ctrl+q": "leave",
}


def meaning(key: str) -> Meaning:
    """Return what a key means: an action, a digit 1 to 9 as a number, None when it means nothing."""
    lower = key.lower() if len(key) == 1 else key.removeprefix("upper_")
    if len(lower) == 1 and lower in "123456789":
        return int(lower)
    return _KEYS.get(lower)


def meaning_while_typing(key: str) -> Action | None:
    """Return what a key means where text is typed, None when it is text."""
    return _WHILE_TYPING.get(key)


# The keys that a laptop may send other signs for: layouts change no others that the program uses.
FIRST_DIGITS, MORE_DIGITS = "1234", "56789"
LEARNT_KEYS = frozenset((*FIRST_DIGITS, *MORE_DIGITS, "r"))
# On the number pad these act, so no other key may be taken for them.
_PAD_SIGNS = frozenset(" +-*/.")


def learnable(sign: str, key: str) -> bool:
    """Tell whether a sign that arrived may stand for a key (one of LEARNT_KEYS) from now on.

    Plain letters, digits and the signs of the number pad have a meaning of their own. A Vietnamese letter
    for R comes from an input method, which sends it only after a vowel.
    """
    if len(sign) != 1 or not sign.isprintable() or sign in _PAD_SIGNS:
        return False
    if sign.isascii() and sign.isalnum():
        return False
    return key != "r" or not is_vietnamese(sign)


def is_vietnamese(sign: str) -> bool:
    """Tell whether a sign is a Latin letter with marks, as input methods write them."""
    return sign in "đĐ" or (
        sign.isalpha() and not sign.isascii() and unicodedata.normalize("NFD", sign)[0].isascii()
    )


HELD_KEY_SECONDS = 0.7
FALSE_BACKSPACE_SECONDS = 0.06
SAME_WORD_SECONDS = 0.4
REWRITING_SECONDS = 0.8


class KeyFilter:
    """Lets an action pass only after a quiet time; all times are seconds of one clock.

    A terminal tells neither releases nor repeats of a key, so the same action, by key or by click, is
    dropped until `quiet` seconds after its last event. An input method rewrites what was typed by sending
    Backspace right after a letter, or a letter right after Backspace: such a Backspace is dropped.
    """

    def __init__(self, quiet: float = HELD_KEY_SECONDS) -> None:
        self.quiet = quiet
        self._last: dict[Hashable, float] = {}
        self._latest: Hashable = None
        self._letter_at = float("-inf")

    def in_a_word(self, now: float) -> bool:
        """Note that a letter arrived; tell whether it follows another so soon that a word is being typed.

        Letters in quick succession are ignored, so that typing a word does not trigger commands.
        """
        soon = now - self._letter_at <= SAME_WORD_SECONDS
        self._letter_at = now
        return soon

    def accepts(self, action: Hashable, now: float, quiet: float | None = None) -> bool:
        """Tell whether an action may pass now, and remember that it came; `quiet` replaces the usual time."""
        last = self._last.get(action, float("-inf"))
        self._last[action] = now
        passes = now - last >= (self.quiet if quiet is None else quiet)
        if passes:
            self._latest = action
        return passes

    def restart(self, now: float) -> None:
        """Start the quiet time of the latest action anew: what it led to is seen only now."""
        self._last[self._latest] = now

    def false_backspace(self, now: float) -> bool:
        """Tell whether a Backspace that arrives now was sent by an input method."""
        return now - self._letter_at <= FALSE_BACKSPACE_SECONDS

    def doubtful_backspace(self, now: float) -> bool:
        """Tell whether a Backspace that arrives now is an input method's if a letter follows it."""
        return now - self._letter_at <= REWRITING_SECONDS


class InputMethodGuard:
    """Tells letters of a word, and the Backspace that an input method sends, from commands.

    `after` starts a timer, `back` is called when a doubtful Backspace turns out to be meant.
    """

    def __init__(
        self,
        keys: KeyFilter,
        after: "Callable[[float, Callable[[], Awaitable[None]]], Timer]",
        back: Callable[[], Awaitable[None]],
    ) -> None:
        self._keys = keys
        self._after = after
        self._back = back
        self._waiting: Timer | None = None

    def ignores(self, event: "Key", now: float) -> bool:
        """Tell whether a key is a letter of a word, or a Backspace that an input method sends."""
        if event.character and event.character.isalpha():
            if not event.character.isascii():
                self.take_letter()
            return self._keys.in_a_word(now)
        if event.key != "backspace":
            return False
        if self._keys.false_backspace(now):
            return True
        if self._keys.doubtful_backspace(now):
            self.wait_for_letter()
            return True
        return False

    def wait_for_letter(self) -> None:
        """Let a Backspace go back a moment later, unless a letter with marks follows it."""
        self.take_letter()
        self._waiting = self._after(FALSE_BACKSPACE_SECONDS, self._go_back)

    def take_letter(self) -> bool:
        """Take the Backspace that waits for an input method's; tell whether one was waiting."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.stop()
        return waiting is not None

    async def _go_back(self) -> None:
        self._waiting = None
        await self._back()
