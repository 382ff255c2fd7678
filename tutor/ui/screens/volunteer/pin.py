"""Screen: the PIN of the volunteers' side. The first use sets it, later uses ask for it."""

import asyncio
from contextlib import suppress
from pathlib import Path

from textual import events
from typing_extensions import override

from tutor.classroom.pin import LONGEST, Fault, ResetCode, pin_fault
from tutor.i18n import N_
from tutor.lesson.view import Entry, Line, View
from tutor.paths import prints_folder, write_private
from tutor.records.database import StoreUnavailable
from tutor.ui.keys import Meaning
from tutor.ui.screens.volunteer.base import NOT_KEPT, NOT_READ, VolunteerScreen

_FAULTS: dict[Fault, str] = {
    "digits": N_("A PIN is made of digits alone."),
    "length": N_("A PIN has 4 to 8 digits."),
    "easy": N_("That PIN is easy to guess. Please take another one."),
    "set": N_("There is a PIN already. Please type it."),
}
_LOST = N_("PIN forgotten: press Q. Nothing in the records is lost.")
_CODE_TEXT = N_("The code for a new PIN: {code}\n")
_CODE_WHERE = N_(
    "A code of 8 digits is in this file. Open it in the file manager and type the code here."
)
_CODE_MEANS = N_(
    "Then the old PIN is gone and you choose a new one. All people, classes and notes stay as they are."
)
_LOOK_SECONDS = 1.0


class ForgottenPinScreen(VolunteerScreen):
    """Take a forgotten PIN away by a code in a file, which whoever owns the account can open.

    The file goes away with this screen.
    """

    guarded = False

    def __init__(self) -> None:
        super().__init__()
        self._code = ResetCode()
        self._file: Path | None = None
        self._fault = ""

    @override
    def read_records(self) -> None:
        """Write the code, once; the records stay unread."""
        if self._file is None and not self._fault:
            file = prints_folder() / f"{self.phrases('new-pin-code')}.txt"
            try:
                _write_code(file, self.phrases(_CODE_TEXT, code=self._code.digits))
            except OSError as error:
                self._fault = self.refusal(error)
            else:
                self._file = file

    @override
    def make_view(self) -> View:
        p = self.phrases
        title = p("PIN forgotten")
        if self._file is None:
            return View(title, (Line(self._fault, "lead"),), next_label=p("Go back"))
        lines = (
            *([Line(self._fault, "keep")] if self._fault else []),
            Line(p(_CODE_WHERE), "lead"),
            Line(str(self._file), "keep", typed=True),
            Line(p(_CODE_MEANS)),
        )
        return View(title, lines, entry=Entry(keyboard="number"), next_label=p("Go back"))

    @override
    async def submit_text(self, text: str) -> None:
        """Take the PIN away if this is the code, and go back to choose another."""
        if self._code.matches(text):
            if await self._take_away():
                self.session.tell_next(
                    self.phrases("The old PIN is gone. Please choose a new one.")
                )
                self.back()
                return
        elif self._code.is_worthless:
            self.session.tell_next(self.phrases("That was not the code. Press Q for a new one."))
            self.back()
            return
        else:
            self._fault = self.phrases("That was not the code. Please look once more.")
        self.show_view()

    async def _take_away(self) -> bool:
        try:
            await asyncio.to_thread(self.volunteers.pin.take_away)
        except StoreUnavailable:
            self._fault = self.phrases(NOT_KEPT)
            return False
        return True

    def on_unmount(self) -> None:
        """Delete the file: its code is of no use any more."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)


def _write_code(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    write_private({file: text})


class PinScreen(VolunteerScreen):
    """Ask for the PIN, or set it; Back goes to the learner's screens."""

    guarded = False

    def __init__(self) -> None:
        super().__init__()
        self._first = ""
        self._message = ""
        self._is_set = False
        # The monotonic time at which the next try is allowed.
        self._wait_until = 0.0

    @override
    def read_records(self) -> None:
        """Read the state of the PIN alone: the records that it guards stay unread."""
        pin = self.volunteers.pin
        self._is_set, self._wait_until = pin.is_set, self._now() + pin.wait()

    def on_mount(self) -> None:
        """Check once a second whether the wait after wrong PINs is over."""
        self.set_interval(_LOOK_SECONDS, self._look)

    async def _look(self) -> None:
        """Update the remaining wait, or ask for the PIN after it; keep the typed digits."""
        if self.app.screen is not self or self._view.entry is not None:
            return
        await self.reload()
        now = self.make_view()
        if now.entry is not None:
            self.show_view()
        elif now != self._view:
            self.redraw()

    @override
    async def perform(self, meant: Meaning) -> None:
        """Handle a key; a digit pressed at the end of the wait is the first digit of the PIN."""
        await self._look()
        if isinstance(meant, int) and self._view.entry is not None:
            self._edit(self.draft + str(meant))
        else:
            await super().perform(meant)

    @override
    def make_view(self) -> View:
        p = self.phrases
        title = p("For volunteers")
        if not self._readable:
            return View(title, (Line(p(NOT_READ), "lead"),), next_label=p("Try again"))
        wait = self._wait_until - self._now()
        if wait > 0:
            minutes = max(1, round(wait / 60))
            message = self.phrases.plural(
                N_("Please wait: the PIN can be typed again in about {count} minute."),
                N_("Please wait: the PIN can be typed again in about {count} minutes."),
                minutes,
            )
            return View(title, (Line(message, "lead"), Line(p(_LOST))), next_label=p("Try again"))
        return View(title, tuple(self._prompt()), entry=Entry(keyboard="number"))

    def _prompt(self) -> list[Line]:
        p = self.phrases
        message = [Line(self._message, "lead")] if self._message else []
        if self._is_set:
            return [*message, Line(p("Please type the PIN, then Enter."), "lead"), Line(p(_LOST))]
        if self._first:
            return [*message, Line(p("Please type the same PIN once more."), "lead")]
        return [
            *message,
            Line(p("This side is for those who lead the class."), "lead"),
            Line(p("It is opened with a PIN of 4 to 8 digits. Please choose one and type it.")),
            Line(p("The learner's place waits. ← leads back to it.")),
        ]

    @override
    def displayed_draft(self) -> str:
        return "●" * len(self.draft)

    def _edit(self, draft: str) -> None:
        digits = "".join(sign for sign in draft if sign in "0123456789")
        super()._edit(digits[:LONGEST])

    async def on_key(self, event: events.Key) -> None:
        """Let V lead back and Q to a new PIN, also while nothing can be typed; pass all other keys on."""
        key = event.key.lower()
        if key not in ("v", "q") or (key == "q" and not self._is_set):
            return
        event.stop()
        # Otherwise Textual also calls the handler of the base class.
        event.prevent_default()
        if key == "v":
            await self.press_volunteer_key()
        else:
            self.app.push_screen(ForgottenPinScreen())

    @override
    async def go_on(self) -> None:
        self.show_view()

    @override
    async def go_back(self) -> None:
        await self.volunteers.leave()

    @override
    async def submit_text(self, text: str) -> None:
        """Check the PIN, or set a first one after it was typed twice."""
        try:
            right = await (self._check_pin(text) if self._is_set else self._choose_pin(text))
        except StoreUnavailable:
            right = False
        if right:
            self.volunteers.unlock()
        else:
            await self.reload()
            self.show_view()

    async def _check_pin(self, text: str) -> bool:
        pin = self.volunteers.pin
        verdict = await asyncio.to_thread(pin.check, text)
        left = await asyncio.to_thread(pin.tries_left)
        wrong = self.phrases.plural(
            N_("That was another PIN. {count} try is left."),
            N_("That was another PIN. {count} tries are left."),
            left,
        )
        # After the last try the screen shows the wait instead of a message.
        self._message = wrong if left else ""
        return verdict == "right"

    async def _choose_pin(self, text: str) -> bool:
        fault = pin_fault(text)
        if fault is None and not self._first:
            self._first, self._message = text, ""
            return False
        if fault is None and text == self._first:
            fault = await asyncio.to_thread(self.volunteers.pin.set, text)
            if fault is None:
                return True
        self._first = ""
        self._message = self.phrases(
            N_("The two were not the same. Please begin anew.") if fault is None else _FAULTS[fault]
        )
        return False
