"""The one who learns now: how the app looks, sounds and speaks to them, and what it keeps of that."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Unpack

from tutor.i18n import N_
from tutor.languages import LANGUAGES, address_of
from tutor.play.phrases import Phrases
from tutor.records.database import StoreUnavailable
from tutor.records.people import (
    GUEST,
    NotHereError,
    Person,
    PersonChanges,
    called_name,
    distinct_name,
)
from tutor.speech import SPEEDS, Speaker
from tutor.speech.speaker import LOUDEST
from tutor.ui.keyfilter import KeyFilter
from tutor.ui.magnified import MagnifiedApp
from tutor.ui.screens.paged import PagedScreen
from tutor.ui.services import Services
from tutor.ui.settings import Settings
from tutor.ui.themes import other_theme

_NOT_KEPT = "not-kept"
_DEGRADED = {
    "no-voice": N_("This laptop has no voice today. A helper may read aloud."),
    "no-device": N_("No sound comes out of this laptop today. A helper may read aloud."),
    "worker-lost": N_("The voice stopped. The lesson goes on without it."),
}


class LearnerApp(MagnifiedApp):
    """Knows who learns and what they like; subclasses know the screens."""

    def __init__(self, services: Services, settings: Settings) -> None:
        super().__init__()
        self.services = services
        self.settings = settings
        self._first_settings = settings
        self.filter = KeyFilter()
        self.person: Person | None = None
        self._notices: list[str] = []
        self._told: set[str] = set()

    # Looks and words.

    @property
    def speaker(self) -> Speaker:
        """The voice."""
        return self.services.speaker

    @property
    def phrases(self) -> Phrases:
        """The program's words for the one who learns now."""
        return self.services.library.phrases(self.settings.language, self.settings.address)

    def take_notice(self) -> str:
        """Return a sentence that the learner should see on the next page, once."""
        return self._notices.pop(0) if self._notices else ""

    def tell_next(self, text: str) -> None:
        """Show a sentence softly on the page that is opened next, or on this one after the next press."""
        if text not in self._notices:
            self._notices.append(text)

    def tell_once(self, key: str, text: str) -> None:
        """Show a sentence softly on the present page, the first time only.

        One does not cover another that was not read yet, except that nothing is kept: that comes first.
        """
        if key in self._told:
            return
        self._told.add(key)
        screen = self.screen
        shown = screen.notice if isinstance(screen, PagedScreen) else ""
        if isinstance(screen, PagedScreen) and (not shown or key == _NOT_KEPT):
            if shown:
                self._notices.insert(0, shown)
            screen.note(text)
        else:
            self.tell_next(text)

    def degraded(self, reason: str) -> None:
        """Say once that the voice has failed; the lesson goes on."""
        if reason in _DEGRADED:
            self.tell_once(reason, self.phrases(_DEGRADED[reason]))

    @property
    def heard(self) -> bool:
        """Whether the voice can be heard, as far as is known."""
        return self._told.isdisjoint(("no-voice", "no-device"))

    def kept(self, safe: bool) -> None:
        """Say once that nothing can be kept at the moment, should that be so."""
        if not safe:
            text = self.phrases("The laptop cannot write just now. You can learn on all the same.")
            self.tell_once(_NOT_KEPT, text)

    def keep_size(self, step: int) -> None:
        """Keep a size step for the present person."""
        self.change(size_step=step)

    def other_colours(self) -> None:
        """Change between dark on light and light on dark."""
        self.change(theme=other_theme(self.settings.theme))
        self.fit_ground()

    @property
    def next_language(self) -> str:
        """The language that the program changes to next."""
        codes = tuple(LANGUAGES)
        return codes[(codes.index(self.settings.language) + 1) % len(codes)]

    def next_speed(self) -> None:
        """Change to the next reading speed."""
        at = SPEEDS.index(self.settings.speed)
        self.change(speech_speed=SPEEDS[(at + 1) % len(SPEEDS)])

    def louder(self) -> None:
        """Make the voice louder; after the loudest comes the softest."""
        self.change(speech_volume=self.settings.volume % LOUDEST + 1)

    def toggle_pause(self) -> None:
        """Stop the voice where it is, or let it go on."""
        if self.speaker.paused:
            self.speaker.resume()
        else:
            self.speaker.pause()

    def change(self, **changes: Unpack[PersonChanges]) -> None:
        """Take a setting over at once, and keep it for the person."""
        self.settings = self.settings.changed(changes)
        self.apply_voice()
        self.change_person(**changes)

    def apply_voice(self) -> None:
        """Let the voice be as fast and as loud as the present settings say."""
        self.speaker.settings(self.settings.speed, self.settings.volume)

    # People.

    @property
    def learner(self) -> str:
        """The id under which events are kept."""
        return self.person.id if self.person is not None else GUEST

    def people(self) -> tuple[Person, ...]:
        """Return the people on this laptop, the last seen first; none when they can't be read."""
        try:
            return self.services.store.people()
        except StoreUnavailable:
            return ()

    def called(self, person: Person | None = None, others: Iterable[Person] | None = None) -> str:
        """Return how someone is called: form of address and name.

        The given name alone among `others` of whom nobody is called so; without them the whole name. What
        tells them from another of the same name follows it.
        """
        whom = person or self.person
        if whom is None or not whom.name:
            return self.phrases("(no name yet)")
        name = whom.name if others is None else called_name(whom, others)
        if LANGUAGES[self.settings.language].asks_address:
            name = f"{address_of(whom.address).one} {name}"
        return distinct_name(name, whom, () if others is None else others)

    def change_person(self, **changes: Unpack[PersonChanges]) -> None:
        """Keep something about the present person.

        For one of whom nothing more may be kept it holds as long as they learn.
        """
        if self.person is None:
            return
        try:
            kept = self.services.store.update_preferences(self.person.id, **changes)
        except NotHereError:
            # Erased meanwhile: they go on as a guest.
            self.person = None
        except StoreUnavailable:
            self.kept(False)
        else:
            self.person = kept or replace(self.person, **changes)
            self.settings = self.settings.of(self.person)
