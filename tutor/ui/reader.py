"""Reads a page aloud and highlights the sentence and word that the voice is reading."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from textual.message import Message

from tutor.lesson.speaking import new_places, rings, spoken_texts, utterances
from tutor.lesson.view import View
from tutor.speech.speaker import (
    Finished,
    SentenceStarted,
    SpeechEvent,
    Utterance,
    WordStarted,
)
from tutor.ui.layout.blocks import Ink
from tutor.ui.layout.flow import Page
from tutor.ui.session import Session

# Most sentences to prepare for the next pages: a step, its feedback and its options.
_READY_SENTENCES = 40


class Spoken(Message):
    """Message with a speech event; posted from the speaker's thread."""

    def __init__(self, event: SpeechEvent) -> None:
        super().__init__()
        self.event = event


class Reader:
    """Reads the pages of one screen. `post` gets each speech event, in the speaker's thread."""

    def __init__(self, session: Session, post: Callable[[SpeechEvent], None]) -> None:
        self._session = session
        self._post = post
        self._utterance = 0
        # The index of each spoken sentence in the reading order of the view, None for a ring.
        self._places: tuple[int | None, ...] = ()

    def read(self, view: View, page: Page, delay: float, *, whole: bool) -> None:
        """Read a page of a view aloud, after a delay in seconds; a telephone rings first.

        What was heard on an earlier page of the step is left out unless the `whole` page is asked for.
        """
        language = self._session.settings.language
        places = page.sentences if whole else new_places(view, page.sentences)
        self._places, spoken = utterances(view, language, places)
        if rings(view, page.sentences):
            self._places = (None, *self._places)
            spoken = (Utterance("", language, ring=True), *spoken)
        self._utterance = self._session.speaker.say(spoken, self._post, delay=delay)

    def prepare(self, view: View, pages: Sequence[Page], coming: Iterable[View]) -> None:
        """Prepare the sound of these pages and of the views that may come next."""
        language = self._session.settings.language
        ready: list[Utterance] = []
        for page in pages:
            ready += utterances(view, language, new_places(view, page.sentences))[1]
        for following in coming:
            places = new_places(following, range(len(spoken_texts(following))))
            ready += utterances(following, language, places)[1]
        words = [utterance for utterance in ready if not utterance.is_sound]
        self._session.speaker.prepare(words[:_READY_SENTENCES])

    def say(self, text: str) -> None:
        """Read a text that is not part of the page."""
        self._places = ()
        spoken = (Utterance(text, self._session.settings.language),)
        self._utterance = self._session.speaker.say(spoken, self._post)

    def follow(self, event: SpeechEvent, ink: Ink) -> Ink:
        """Return the ink with the highlight moved by a speech event."""
        match event:
            case SentenceStarted(utterance, index) if utterance == self._utterance:
                if index < len(self._places):
                    return replace(ink, spoken=self._places[index], word=None)
            case WordStarted(utterance, index, start, end) if utterance == self._utterance:
                if index < len(self._places) and ink.spoken == self._places[index]:
                    return replace(ink, word=(start, end))
            case Finished(utterance) if utterance == self._utterance:
                return replace(ink, spoken=None, word=None)
        return ink
