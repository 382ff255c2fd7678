"""Can the voice be heard? What it asks is the trial itself."""

from collections.abc import Awaitable, Callable

from tutor.play.view import Choice, Line, View
from tutor.speech.speaker import LOUDEST
from tutor.ui.draw.shortest import on_one_page
from tutor.ui.screens.setup_check import CheckScreen
from tutor.ui.trials import TEST_SENTENCE

HEARD, LOUDER, NOTHING = 1, 2, 3
_LOUDER_BY = 2


class SoundScreen(CheckScreen):
    """Asks whether it is heard; who hears nothing is told what to look at, and learns without sound."""

    def __init__(self, after: Callable[[], Awaitable[None]]) -> None:
        super().__init__(after)
        self._silent = False
        self._volume_before = 0

    def make_view(self) -> View:
        """Ask, or say what helps where nothing is heard."""
        p = self.phrases
        heard, louder = Choice(HEARD, p("I can hear it well")), Choice(LOUDER, p("Louder, please"))
        if self._silent:
            lines = (
                Line(p("Is the laptop's sound switched on?"), "lead"),
                Line(p("Look for the key with a loudspeaker on it, or ask a helper.")),
                Line(p("It goes without sound too: every word stands on the screen.")),
            )
            label = p("Without sound")
            return View(
                p("Sound"), lines, (heard, Choice(LOUDER, p("Try once more"))), next_label=label
            )
        nothing = Choice(NOTHING, p("I hear nothing"))
        asked = (Line(p(TEST_SENTENCE), "lead"),)
        # Enter says too that it is heard: where rows are few, what else there is stays in sight.
        views = (
            View(p("Sound"), asked, choices, next_label=p("I can hear it well"))
            for choices in ((heard, louder, nothing), (louder, nothing))
        )
        return on_one_page(self.port, *views)

    def enter_goes_on(self) -> bool:
        """Let Enter lead on from any page; only what helps should be read to its end."""
        return not self._silent

    async def chosen(self, number: int) -> None:
        """Go on, ask again louder, or say what helps."""
        if number == HEARD:
            await self._after()
        elif number == NOTHING:
            self._silent = True
            self._volume_before = self.tutor.settings.volume
            self.tutor.change(speech_volume=LOUDEST)
            self.opened()
        elif self._silent:
            self._silent = False
            self.opened()
        else:
            self._ask_louder()

    def _ask_louder(self) -> None:
        volume = self.tutor.settings.volume
        self.tutor.change(speech_volume=min(LOUDEST, volume + _LOUDER_BY))
        self.opened("again")
        if volume == LOUDEST:
            self.note(self.phrases("This is the loudest. Please turn up the laptop's own sound."))

    async def went_on(self) -> None:
        """Go on; without sound, the loudness stays what it was, should there be sound another day."""
        if self._silent:
            self.tutor.change(speech_volume=self._volume_before)
        await super().went_on()

    async def went_back(self) -> None:
        """Go back to the question, or to what came before it."""
        if self._silent:
            self._silent = False
            self.opened()
        else:
            await super().went_back()
