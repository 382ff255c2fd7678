"""The voice beside a screen: what of it is read, the highlight that follows, and what is made ready."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, cast

from textual.screen import Screen
from typing_extensions import TypeVar

from tutor.play.speaking import spoken_texts, utterances
from tutor.play.view import View
from tutor.speech import (
    Degraded,
    Finished,
    SentenceStarted,
    SpeechEvent,
    Utterance,
    WordStarted,
)
from tutor.ui.draw.blocks import Ink
from tutor.ui.draw.page import Page
from tutor.ui.messages import Spoken

if TYPE_CHECKING:
    from tutor.ui.app import TutorApp

# What a screen is dismissed with; most are dismissed with nothing.
Result = TypeVar("Result", default=None)
# As many sentences are made ready for what may come next: a step, its feedback and its options.
_READY_SENTENCES = 40


class AloudScreen(Screen[Result], Generic[Result]):
    """Reads the present page of a view aloud; subclasses lay the view out and draw it."""

    def __init__(self) -> None:
        super().__init__()
        self.page_index = 0
        self._view = View("", ())
        self._pages: tuple[Page, ...] = ()
        self._ink = Ink()
        self._speech_id = 0
        self._places: tuple[int, ...] = ()

    @property
    def tutor(self) -> "TutorApp":
        """The app."""
        return cast("TutorApp", self.app)

    def coming(self) -> Iterable[View]:
        """Return the views that the next answer may lead to, the likeliest first."""
        return ()

    def _draw(self) -> None:
        """Draw the present page with the present ink."""
        raise NotImplementedError

    def speak(self, delay: float = 0.0) -> None:
        """Read the present page aloud from its start."""
        if not self._pages:
            return
        page = self._pages[self.page_index]
        self._places, said = utterances(self._view, self.tutor.settings.language, page.sentences)
        self._speech_id = self.tutor.speaker.say(said, self._heard, delay=delay)
        self.call_later(self._prepare)

    def _prepare(self) -> None:
        """Have ready what is probably said next: the next page, then whatever an answer leads to."""
        language = self.tutor.settings.language
        said: list[Utterance] = []
        for page in self._pages[self.page_index + 1 : self.page_index + 2]:
            said += utterances(self._view, language, page.sentences)[1]
        for view in self.coming():
            said += utterances(view, language, range(len(spoken_texts(view))))[1]
        self.tutor.speaker.prepare(said[:_READY_SENTENCES])

    def say(self, text: str) -> None:
        """Say something that is no part of the page's reading."""
        self._places = ()
        said = (Utterance(text, self.tutor.settings.language),)
        self._speech_id = self.tutor.speaker.say(said, self._heard)

    def _heard(self, event: SpeechEvent) -> None:
        # Called in the speaker's thread; the message brings it into the screen's own.
        self.post_message(Spoken(event))

    def on_spoken(self, message: Spoken) -> None:
        """Move the highlight with the voice."""
        match message.event:
            case SentenceStarted(spoken, index) if spoken == self._speech_id:
                if index < len(self._places):
                    self._ink = replace(self._ink, spoken=self._places[index], word=None)
                    self._draw()
            case WordStarted(spoken, index, start, end) if spoken == self._speech_id:
                if index < len(self._places) and self._ink.spoken == self._places[index]:
                    self._ink = replace(self._ink, word=(start, end))
                    self._draw()
            case Finished(spoken) if spoken == self._speech_id:
                self._ink = replace(self._ink, spoken=None, word=None)
                self._draw()
            case Degraded(reason):
                self.tutor.degraded(reason)
