"""Learns which signs the digit keys and R send: some layouts and input methods send others."""

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
    """Asks for one key after the other, and remembers what arrives where it is another sign.

    The digits from 5 on are asked for where the first four are not plain; Enter passes all that is left.
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
            # Else the class above would take it too.
            event.prevent_default()

    def _take(self, key: str, sign: str, now: float) -> bool:
        """Handle the key that was asked for; return False if the key means what it means everywhere."""
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
            # The French 6; on the number pad the same sign leads back.
            self._ask_next(_NUMBER_PAD)
        elif meaning(pressed) == "back":
            return False
        else:
            self._tell(_OTHER_KEY)
        return True

    def _tell(self, words: str) -> None:
        self._reply = words
        self.opened()

    def _ask_next(self, words: str) -> None:
        if self._asked.pop(0) == FIRST_DIGITS[-1] and self._learnt:
            self._asked = [*MORE_DIGITS, *self._asked]
        self._tell(words)

    @override
    async def went_on(self) -> None:
        if self._asked[0] == "enter":
            self._ask_next(_GOOD)
            return
        # Keys that were not tried may still send what was learnt of them before.
        await self._finish({**dict(self.services.laptop.now.keys), **self._learnt})

    @override
    async def went_back(self) -> None:
        if self._asked[0] == "left":
            await self._finish(self._learnt)
        else:
            await super().went_back()

    async def _finish(self, keys: dict[str, str]) -> None:
        laptop = replace(self.services.laptop.now, keys=tuple(keys.items()), keys_tried=True)
        self.session.report_saved(self.services.laptop.keep(laptop))
        await super().went_on()
