"""Keeps a held key, a trembling hand and a Vietnamese input method from acting by accident."""

from collections.abc import Hashable

HELD_KEY_SECONDS = 0.7
FALSE_BACKSPACE_SECONDS = 0.06
SAME_WORD_SECONDS = 0.4
REWRITING_SECONDS = 0.8


class KeyFilter:
    """Lets an action pass only when it has been quiet for a while; times are seconds of one clock.

    A terminal tells neither releases nor repeats of a key, so the same action, by key or by click, is
    dropped until `quiet` seconds after its last event. An input method rewrites what was typed by sending
    Backspace right after a letter, or a letter right after Backspace: such a Backspace is dropped.
    """

    def __init__(self, quiet: float = HELD_KEY_SECONDS) -> None:
        self.quiet = quiet
        self._last: dict[Hashable, float] = {}
        self._letter_at = float("-inf")

    def in_a_word(self, now: float) -> bool:
        """Note that a letter arrived; tell whether it follows another so soon that a word is being typed.

        Who types where nothing is asked for must not set off a command with every letter.
        """
        soon = now - self._letter_at <= SAME_WORD_SECONDS
        self._letter_at = now
        return soon

    def accepts(self, action: Hashable, now: float, quiet: float | None = None) -> bool:
        """Tell whether an action may pass now, and remember that it came.

        It may have been quiet for less than usual where `quiet` says so.
        """
        last = self._last.get(action, float("-inf"))
        self._last[action] = now
        return now - last >= (self.quiet if quiet is None else quiet)

    def false_backspace(self, now: float) -> bool:
        """Tell whether a Backspace that arrives now was sent by an input method."""
        return now - self._letter_at <= FALSE_BACKSPACE_SECONDS

    def doubtful_backspace(self, now: float) -> bool:
        """Tell whether a Backspace that arrives now may be an input method's, should a letter follow it."""
        return now - self._letter_at <= REWRITING_SECONDS
