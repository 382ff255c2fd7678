"""Screens: somebody of the village reads the sentences of a lesson, one after the other, into the laptop."""

import asyncio
from functools import partial
from typing import Literal

from textual import work
from textual.timer import Timer
from typing_extensions import override

from tutor.content.catalogue import LessonEntry
from tutor.content.text import clean
from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.speech import capture
from tutor.speech.capture import Microphone, NoMicrophoneError
from tutor.speech.clip import Clip
from tutor.speech.engines.recorded import VoiceFileError
from tutor.speech.recording import RecordingError, Takes, usable
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu
from tutor.ui.screens.volunteer.list_screen import ListScreen

TITLE = N_("A voice of the village")
WHO = N_("Who reads? The name is shown with the voice.")
CONSENT = N_(
    "Please ask {name}: may this laptop keep the voice and read lessons with it? "
    "It can be deleted at any time."
)
OUR_LICENCE = N_("For the laptops of our team alone, as the reader wished")

SPEAK, AGAIN, SKIP, REST = 1, 2, 3, 9
_LEVEL_SECONDS = 0.1
_DOTS = 10

_QUIET_ROOM = N_("A quiet room, close to the laptop. Press 1, read aloud, press 1 again.")
_READING = N_("Please read now:")
_NO_MICROPHONE = N_(
    "This computer has no microphone. Plug one in, or record on a phone: docs/voices.md."
)
_NO_LOUDSPEAKER = N_("This computer has no loudspeaker to play it on.")
_ALL_READ = N_("All sentences of this lesson are read. Thank you.")
_MADE = N_("The voice {name} has {count} sentences. It reads from now on.")


class LessonToReadScreen(ListScreen[str]):
    """Ask which lesson is to be read; dismiss with its id."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(clean(entry.title), partial(self.dismiss, entry.id)) for entry in self._entries()
        ]
        lines = (Line(p("Which lesson is to be read?"), "lead"),)
        return Menu(p(TITLE), lines, items)

    def _entries(self) -> tuple[LessonEntry, ...]:
        return self.catalogue.lessons(self.language)

    @override
    async def go_on(self) -> None:
        entries = self._entries()
        if entries:
            self.dismiss(entries[self.cursor].id)


class ReadAloudScreen(VolunteerMenu[None]):
    """Show a sentence, record it, play it back, and go to the next; leaving makes the pack."""

    def __init__(self, sentences: tuple[str, ...], takes: Takes) -> None:
        super().__init__()
        self._sentences, self._takes = sentences, takes
        self._index = self._next_unread(0)
        self._state: Literal["ready", "reading", "read"] = "ready"
        self._microphone: Microphone = capture.DeviceMicrophone()
        self._take: Clip | None = None
        self._fault = ""
        self._timer: Timer | None = None

    def _next_unread(self, first: int) -> int:
        """Return the next sentence that was not read; the number of all where there is none."""
        unread = (
            index
            for index in range(first, len(self._sentences))
            if not self._takes.has(self._sentences[index])
        )
        return next(unread, len(self._sentences))

    @property
    def _sentence(self) -> str:
        return self._sentences[self._index] if self._index < len(self._sentences) else ""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        rest = Item(p("Rest, go on later"), self.go_back, number=REST, way_out=True)
        fault = [Line(self._fault, "keep")] if self._fault else []
        if not self._sentence:
            lines = [*fault, Line(p(_ALL_READ), "lead")]
            return Menu(p(TITLE), lines, (), next_label=p("Done"))
        count = {"number": self._index + 1, "of": len(self._sentences)}
        title = p("Sentence {number} of {of}", **count)
        if self._state == "reading":
            full = min(_DOTS, round(_DOTS * self._microphone.level**0.5))
            level = "●" * full + "○" * (_DOTS - full)
            lines = [
                Line(p(_READING)),
                Line(p.quoted(self._sentence), "lead"),
                Line(level, spoken=" "),
            ]
            return Menu(title, lines, (Item(p("I have read it"), self._stop, number=SPEAK),))
        if self._state == "read":
            lines = [*fault, Line(p.quoted(self._sentence), "lead")]
            items = (
                Item(p("Hear it"), self._play, number=SPEAK),
                Item(p("Read it again"), self._start, number=AGAIN),
                rest,
            )
            return Menu(title, lines, items, next_label=p("Next sentence"))
        lines = [*fault, Line(p.quoted(self._sentence), "lead"), Line(p(_QUIET_ROOM))]
        items = (
            Item(p("Begin to read"), self._start, number=SPEAK),
            Item(p("Leave this sentence out"), self._show_next, number=SKIP),
            rest,
        )
        return Menu(title, lines, items, next_label=p("Begin to read"))

    # Recording. The microphone blocks while it opens and closes.

    async def _start(self) -> None:
        self._fault = ""
        try:
            await asyncio.to_thread(self._microphone.start)
        except NoMicrophoneError:
            self._fault = self.phrases(_NO_MICROPHONE)
            self.show_view()
            return
        self._state, self._take = "reading", None
        self._timer = self.set_interval(_LEVEL_SECONDS, self.redraw)
        self.show_view()

    async def _close_microphone(self) -> Clip:
        if self._timer is not None:
            self._timer.stop()
        self._state = "ready"
        return await asyncio.to_thread(self._microphone.stop)

    async def on_screen_suspend(self) -> None:
        """Hear no longer what is said while another page is above this one, or once it is left."""
        if self._state == "reading":
            await self._close_microphone()

    async def _stop(self) -> None:
        clip = await self._close_microphone()
        try:
            take = await asyncio.to_thread(usable, clip, self._sentence, self.language)
            await asyncio.to_thread(self._takes.add, self._sentence, take)
        except RecordingError as error:
            self._fault = self.phrases(str(error))
        except OSError as error:
            self._fault = self.refusal(error)
        else:
            self._take, self._state = take, "read"
        self.show_view()
        if self._take is not None:
            self._play()

    @work(group="playing", exclusive=True)
    async def _play(self) -> None:
        if self._take is not None and not await asyncio.to_thread(capture.play, self._take):
            self.note(self.phrases(_NO_LOUDSPEAKER))

    def _show_next(self) -> None:
        self._index = self._next_unread(self._index + 1)
        self._state, self._take, self._fault = "ready", None, ""
        self.show_view()

    @override
    async def go_on(self) -> None:
        if not self._sentence:
            await self.go_back()
        elif self._state == "read":
            self._show_next()
        elif self._state == "reading":
            await self._stop()
        else:
            await self._start()

    @override
    async def go_back(self) -> None:
        """Make the pack of what was read, and leave."""
        if len(self._takes):
            p = self.phrases
            try:
                await asyncio.to_thread(self._takes.make_pack)
            except VoiceFileError as error:
                self.session.tell_next(p(error.message, **error.values))
            except OSError as error:
                self.session.tell_next(self.refusal(error))
            else:
                values = {"name": self._takes.reader, "count": len(self._takes)}
                self.session.tell_next(p(_MADE, **values))
        self.back()
