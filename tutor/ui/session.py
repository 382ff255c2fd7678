"""One use of the program: who is learning, with which settings, and what they are to be told.

`Services` is the world outside, passed in; `Settings` is how the program looks and sounds. `Session` is the
state that all screens share.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Literal, Protocol, Unpack

from tutor.i18n import N_
from tutor.languages import LANGUAGES, address_of
from tutor.lesson.library import Library, address_for
from tutor.lesson.phrases import LessonPhrases
from tutor.records.database import Reason, StoreUnavailable
from tutor.records.people import (
    GUEST,
    NotHereError,
    Person,
    PersonChanges,
    called_name,
    distinct_name,
)
from tutor.records.store import Store
from tutor.speech.speaker import LOUDEST, SPEEDS, Speaker, Speed
from tutor.ui.laptop import LaptopFile
from tutor.ui.themes import other_theme
from tutor.window.own import OwnWindow

if TYPE_CHECKING:
    from tutor.content.steps import Lesson

SPEED_NAMES = {"slow": N_("slow"), "normal": N_("normal"), "fast": N_("quick")}
SIZE_NAMES = {1: N_("medium"), 2: N_("large"), 3: N_("very large"), 4: N_("largest")}
THEME_NAMES = {"paper": N_("dark on light"), "board": N_("light on dark")}

# The voice is never switched off by its loudness.
SOFTEST = 1
_NOT_KEPT = "not-kept"
_DEGRADED = {
    "no-voice": N_("No voice today. A helper may read aloud."),
    "no-device": N_("No sound today. A helper may read aloud."),
    "worker-lost": N_("The voice stopped. The lesson goes on without it."),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Language, form of address, size step, theme, speed and volume (0 to 10).

    `size_step` is None until somebody chooses one; until then letters are magnified to `usual_step`, if any.
    """

    language: str
    address: str = "bac"
    size_step: int | None = None
    theme: str = "paper"
    speed: Speed = "normal"
    volume: int = 8
    usual_step: int | None = None

    def of(self, person: Person) -> "Settings":
        """Return the settings that this person chose; where they chose none, these."""
        return self.changed(
            {
                "language": person.language,
                "address": person.address,
                "size_step": person.size_step,
                "theme": person.theme,
                "speech_speed": person.speech_speed,
                "speech_volume": person.speech_volume,
            }
        )

    def changed(self, changes: PersonChanges) -> "Settings":
        """Return these settings with some of them changed; None and unknown values change nothing."""
        speed = changes.get("speech_speed")
        volume = changes.get("speech_volume")
        return replace(
            self,
            language=changes.get("language") or self.language,
            address=changes.get("address") or self.address,
            size_step=changes.get("size_step") or self.size_step,
            theme=changes.get("theme") or self.theme,
            speed=next((known for known in SPEEDS if known == speed), self.speed),
            volume=self.volume if volume is None else volume,
        )


@dataclass(frozen=True, slots=True)
class Services:
    """Records, lessons, voice, clocks and ids: everything outside the program that the screens use.

    `keeps` is False when the records live in memory only, because of `fault`. `terminal` names the terminal
    that the program runs in. Without `volunteer` the volunteers' side cannot be reached. With `guests_only`
    no name is shown or asked for, and the list of topics is the first screen. `windows` are the windows with
    large letters that can be opened here, best first; `own_window` is the one that the app runs in.
    `open_view` opens the class view of a session in a second window and returns False if none opens; it is
    None where there can be no second window.

    `monotonic` is in seconds and never goes back; `wall` is the time of day with its zone.
    """

    store: Store
    library: Library
    speaker: Speaker
    wall: Callable[[], datetime]
    monotonic: Callable[[], float]
    new_id: Callable[[], str]
    keeps: bool = True
    fault: Reason | Literal[""] = ""
    laptop: LaptopFile = field(default_factory=LaptopFile)
    terminal: str = ""
    volunteer: bool = True
    guests_only: bool = False
    windows: tuple[str, ...] = ()
    own_window: OwnWindow | None = None
    open_view: Callable[[str], bool] | None = None


class Window(Protocol):
    """What follows when the session changes: the letters of the window, and what its screen announces."""

    def fit_letters(self) -> None:
        """Magnify the letters to the size step of the settings."""

    def fit_ground(self) -> None:
        """Give the edge of the window the colours of the settings."""

    def announce(self, text: str, *, urgent: bool) -> None:
        """Show a notice now or with the next page; an `urgent` one may replace another."""


class Session:
    """The person who is learning (None: a guest), their settings, and the notices that wait to be shown."""

    def __init__(self, services: Services, settings: Settings, window: Window) -> None:
        self.services = services
        self.settings = self.first_settings = settings
        self.person: Person | None = None
        # How many people learn together at this laptop.
        self.seats = 1
        self._window = window
        self._notices: list[str] = []
        self._announced: set[str] = set()
        self._apply_voice()

    @property
    def speaker(self) -> Speaker:
        """The voice."""
        return self.services.speaker

    @property
    def phrases(self) -> LessonPhrases:
        """The program's sentences in the language and form of address of the settings."""
        return self.services.library.phrases(self.settings.language, self.settings.address)

    def phrases_in(self, lesson: "Lesson") -> LessonPhrases:
        """Return the program's sentences for whoever takes this lesson."""
        address = address_for(lesson, self.settings.address)
        return self.services.library.phrases(self.settings.language, address)

    # Notices.

    def take_notice(self) -> str:
        """Return the next notice and forget it, "" if there is none."""
        return self._notices.pop(0) if self._notices else ""

    def tell_next(self, text: str, *, first: bool = False) -> None:
        """Show a notice on the next page, or on this one after the next press; `first`: before the others."""
        if text not in self._notices:
            self._notices.insert(0 if first else len(self._notices), text)

    def tell_once(self, key: str, text: str) -> None:
        """Show a notice on the present page, only the first time that this `key` is used.

        It waits while another one is shown, unless it says that nothing can be written.
        """
        if key not in self._announced:
            self._announced.add(key)
            self._window.announce(text, urgent=key == _NOT_KEPT)

    def voice_degraded(self, reason: str) -> None:
        """Say once that the voice has failed."""
        if reason in _DEGRADED:
            self.tell_once(reason, self.phrases(_DEGRADED[reason]))

    @property
    def voice_works(self) -> bool:
        """Whether the voice can be heard, as far as is known."""
        return self._announced.isdisjoint(("no-voice", "no-device"))

    def report_saved(self, saved: bool) -> None:
        """Say once that nothing can be written at the moment, where something was not `saved`."""
        if not saved:
            text = self.phrases("The laptop cannot write just now. You can learn on all the same.")
            self.tell_once(_NOT_KEPT, text)

    # Settings.

    def adopt(self, settings: Settings) -> None:
        """Take over all settings at once; voice and letters follow. Nothing is saved."""
        self.settings = settings
        self._apply_voice()
        self._window.fit_letters()

    async def change(self, **changes: Unpack[PersonChanges]) -> None:
        """Change settings at once, and save them for the present person; the letters stay as they are."""
        self.settings = self.settings.changed(changes)
        self._apply_voice()
        await self.change_person(**changes)

    def _apply_voice(self) -> None:
        self.speaker.settings(self.settings.speed, self.settings.volume)

    async def switch_colours(self) -> None:
        """Change between dark on light and light on dark."""
        await self.change(theme=other_theme(self.settings.theme))
        self._window.fit_ground()

    @property
    def next_language(self) -> str:
        """The language that follows the present one."""
        codes = tuple(LANGUAGES)
        return codes[(codes.index(self.settings.language) + 1) % len(codes)]

    async def next_speed(self) -> None:
        """Change to the next reading speed."""
        at = SPEEDS.index(self.settings.speed)
        await self.change(speech_speed=SPEEDS[(at + 1) % len(SPEEDS)])

    async def change_volume(self, by: int) -> bool:
        """Make the voice louder or, below 0, softer; return False where it is at its end already."""
        volume = min(max(self.settings.volume + by, SOFTEST), LOUDEST)
        if volume == self.settings.volume:
            return False
        await self.change(speech_volume=volume)
        return True

    def toggle_pause(self) -> None:
        """Pause the voice, or let it go on."""
        if self.speaker.paused:
            self.speaker.resume()
        else:
            self.speaker.pause()

    # People.

    @property
    def learner(self) -> str:
        """The id under which events are recorded."""
        return self.person.id if self.person is not None else GUEST

    def begin_anew(self) -> None:
        """Forget who was learning: the settings are those that the program was started with."""
        self.seats = 1
        self.person = None
        self.adopt(self.first_settings)

    async def sign_in(self, person: Person) -> None:
        """Make this person the one who learns, with their own settings."""
        self.person = person
        self.adopt(self.first_settings.of(person))
        try:
            await asyncio.to_thread(self.services.store.mark_seen, person.id)
        except StoreUnavailable:
            self.report_saved(False)

    async def add_newcomer(self) -> None:
        """Add somebody without a name to the records, with the settings chosen so far."""
        chosen = self.settings
        try:
            self.person = await asyncio.to_thread(
                self.services.store.add_person, language=chosen.language
            )
        except StoreUnavailable:
            self.person = None
            self.report_saved(False)
        await self.change_person(
            size_step=chosen.size_step,
            theme=chosen.theme,
            speech_speed=chosen.speed,
            speech_volume=chosen.volume,
        )

    def people(self) -> tuple[Person, ...]:
        """Read the people on this laptop, the last seen first; none when they cannot be read."""
        try:
            return self.services.store.people()
        except StoreUnavailable:
            return ()

    def display_name(
        self, person: Person | None = None, others: Iterable[Person] | None = None
    ) -> str:
        """Return how to address a person (default: the present one): form of address and name.

        With `others` it is the given name alone, unless another one has the same; without them the whole
        name. What tells two people of the same name apart follows it.
        """
        person = person or self.person
        if person is None or not person.name:
            return self.phrases("(no name yet)")
        name = person.name if others is None else called_name(person, others)
        if LANGUAGES[self.settings.language].asks_address:
            name = f"{address_of(person.address).singular} {name}"
        return distinct_name(name, person, () if others is None else others)

    async def change_person(self, **changes: Unpack[PersonChanges]) -> None:
        """Save something about the present person.

        If they declined to be recorded, it holds only as long as they learn.
        """
        if self.person is None:
            return
        try:
            update = partial(self.services.store.update_preferences, self.person.id, **changes)
            saved = await asyncio.to_thread(update)
        except NotHereError:
            # Erased meanwhile: they go on as a guest.
            self.person = None
        except StoreUnavailable:
            self.report_saved(False)
        else:
            self.person = saved or replace(self.person, **changes)
            self.settings = self.settings.of(self.person)
