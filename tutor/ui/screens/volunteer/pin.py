"""Screen: the PIN of the volunteers' side. The first use sets it, later uses ask for it."""

import asyncio

from textual import events
from typing_extensions import override

from tutor.classroom.pin import LONGEST, Fault, pin_fault
from tutor.i18n import N_
from tutor.lesson.view import Entry, Line, View
from tutor.records.database import StoreUnavailable
from tutor.ui.keys import Meaning
from tutor.ui.screens.volunteer.base import NOT_READ, VolunteerScreen

_FAULTS: dict[Fault, str] = {
    "digits": N_("A PIN is made of digits alone."),
    "length": N_("A PIN has 4 to 8 digits."),
    "easy": N_("That PIN is easy to guess. Please take another one."),
    "set": N_("There is a PIN already. Please type it."),
}
_LOST = N_("Lost PIN: the owner of this laptop's account runs: tutor pin reset")
_LOOK_SECONDS = 1.0


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

    def _type(self, event: events.Key) -> None:
        if event.key in ("v", "V"):
            self.run_worker(self.press_volunteer_key(), exclusive=False)
        else:
            super()._type(event)

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
