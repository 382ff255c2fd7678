"""Screen: learn which characters the digit keys and R send with this layout and input method."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from textual import events
from typing_extensions import override

from tutor.i18n import N_
from tutor.lesson.view import Line, View
from tutor.ui.keymap import FIRST_DIGITS, MORE_DIGITS, is_vietnamese, learnable, meaning
from tutor.ui.screens.checks import CheckScreen

_NAMES = {"r": "R", "enter": "ENTER", "left": "←"}
_SWITCH_TO_E = N_("Vietnamese letters arrive. Switch Unikey from V to E: press Ctrl and Shift.")
_OTHER_KEY = N_("That was another key. A wrong press breaks nothing.")
_NUMBER_PAD = N_("This number goes by the number pad alone.")
_GOOD = N_("Good, that arrived.")


class KeysScreen(CheckScreen):
    """Ask for one key after another and store the characters that differ from the expected ones.

    Ask for the digits from 5 on only if one of the first four differs. Enter skips the rest.
    """

    def __init__(self, after: Callable[[], Awaitable[None]] | None = None) -> None:
        super().__init__(after)
        self._asked = [*FIRST_DIGITS, "r", "enter", "left"]
        self._learnt: dict[str, str] = {}
        self._reply = ""

    @override
    def make_view(self) -> View:
        p = self.phrases
        asked = self._asked[0]
        lines = [Line(p("Please press the key {key}.", key=_NAMES.get(asked, asked)), "lead")]
        if self._reply:
            lines.append(Line(p(self._reply)))
        elif asked != "enter":
            lines.append(Line(p("No need to: Enter goes on.")))
        return View(p("Keys"), tuple(lines), next_label=p("Continue"))

    @override
    async def on_key(self, event: events.Key) -> None:
        now = self.services.monotonic()
        if event.key == "backspace":
            taken = True
            self._input_method.wait_for_letter()
        else:
            taken = self._take(event.key, event.character or "", now)
        if taken:
            self.session.speaker.stop()
            event.stop()
            # Otherwise Textual also calls the handler of the base class.
            event.prevent_default()

    def _take(self, key: str, sign: str, now: float) -> bool:
        """Handle a key as an answer; return False if it keeps its usual meaning."""
        asked = self._asked[0]
        if len(asked) > 1:
            return False
        rewritten = self._input_method.take_letter()
        pressed = key.removeprefix("upper_").lower()
        if pressed != asked and meaning(pressed) in ("next", "on", "help", "size", "leave"):
            return False
        if not self.host.filter.accepts(f"try-{sign}", now):
            return True
        if pressed == asked:
            self._ask_next(_GOOD)
        elif is_vietnamese(sign) and (asked == "r" or rewritten):
            self._tell(_SWITCH_TO_E)
        elif learnable(sign, asked) and sign not in self._learnt:
            self._learnt[sign] = asked
            self._ask_next(_GOOD)
        elif asked in MORE_DIGITS and sign == "-":
            # 6 on a French layout; the same character from the number pad means "back".
            self._ask_next(_NUMBER_PAD)
        elif meaning(pressed) == "back":
            return False
        else:
            self._tell(_OTHER_KEY)
        return True

    def _tell(self, words: str) -> None:
        self._reply = words
        self.show_view()

    def _ask_next(self, words: str) -> None:
        if self._asked.pop(0) == FIRST_DIGITS[-1] and self._learnt:
            self._asked = [*MORE_DIGITS, *self._asked]
        self._tell(words)

    @override
    async def go_on(self) -> None:
        if self._asked[0] == "enter":
            self._ask_next(_GOOD)
            return
        # Keep the stored characters of keys that were not tried this time.
        await self._finish({**dict(self.services.laptop.now.keys), **self._learnt})

    @override
    async def go_back(self) -> None:
        if self._asked[0] == "left":
            await self._finish(self._learnt)
        else:
            await super().go_back()

    async def _finish(self, keys: dict[str, str]) -> None:
        laptop = replace(self.services.laptop.now, keys=tuple(keys.items()), keys_tried=True)
        self.session.report_saved(self.services.laptop.keep(laptop))
        await super().go_on()
