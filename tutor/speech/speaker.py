"""The interface of speech: `Speaker`, the `Utterance`s that it says and the events that it reports.

`SilentSpeaker` implements it without sound, for tests and for apps without a voice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Speed = Literal["slow", "normal", "fast"]
SPEEDS: tuple[Speed, ...] = ("slow", "normal", "fast")
LOUDEST = 10

DegradedReason = Literal["no-device", "no-voice", "engine-replaced", "worker-lost"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence, in the language with the code `language` (`vi`, `en`).

    `pause` is the silence after it in seconds, in addition to the pause between two sentences at the set
    speed. `voice` names a voice profile; empty for the first profile of the language. `authored` is True for
    the text of a lesson: its sound may be cached on disk, while that of a name or of typed text may not.
    `caller` is True for the words of a person in a lesson, which another voice says.
    """

    text: str
    language: str
    pause: float = 0.0
    voice: str = ""
    authored: bool = False
    caller: bool = False


@dataclass(frozen=True, slots=True)
class SentenceStarted:
    """The sound of the sentence with this index (from 0) begins."""

    id: int
    index: int


@dataclass(frozen=True, slots=True)
class WordStarted:
    """The sound of a word begins: the characters `start` to `end` (exclusive) of the sentence's text."""

    id: int
    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceFinished:
    """The sound of this sentence has ended; the pause after it begins."""

    id: int
    index: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event of this id; `completed` is False when it was stopped or replaced."""

    id: int
    completed: bool


@dataclass(frozen=True, slots=True)
class Degraded:
    """Speech continues with less than it should have; reported once for each reason."""

    reason: DegradedReason


SpeechEvent = SentenceStarted | WordStarted | SentenceFinished | Finished | Degraded
OnEvent = Callable[[SpeechEvent], None]


class Speaker(Protocol):
    """Says one list of sentences at a time.

    Every method returns at once. Events come from another thread, and an event of the old id may arrive
    after `stop` or `say`: a screen compares the id in its own thread. Every id gets exactly one `Finished`.
    A sentence that a fault cut off is said again, so its `SentenceStarted` may come twice.
    """

    @property
    def speaking(self) -> bool:
        """Whether an id is unfinished; True while paused."""
        ...

    @property
    def paused(self) -> bool:
        """Whether speech is paused."""
        ...

    def say(
        self,
        utterances: Sequence[Utterance],
        on_event: OnEvent | None = None,
        *,
        delay: float = 0.0,
    ) -> int:
        """Say the sentences after `delay` seconds of silence, in place of the present ones.

        Return the id that the events of these sentences carry.
        """
        ...

    def prepare(self, utterances: Sequence[Utterance]) -> None:
        """Render sentences that will probably be said next, in place of those prepared before."""
        ...

    def stop(self) -> None:
        """Stop speaking; do nothing when nothing is spoken."""
        ...

    def pause(self) -> None:
        """Pause at the present position."""
        ...

    def resume(self) -> None:
        """Continue from where `pause` stopped."""
        ...

    def settings(self, speed: Speed, volume: int) -> None:
        """Set the speed, from the next sentence on, and the volume (0 to 10)."""
        ...

    def close(self) -> None:
        """Stop speaking for good and free all resources; return within half a second."""
        ...


class SilentSpeaker:
    """A `Speaker` without sound that records its calls; events come from the calling thread.

    `said` lists the sentences of each `say`. Speech finishes before `say` returns; with `hold`, each
    sentence lasts until `finish_sentence` is called.
    """

    def __init__(self, *, hold: bool = False) -> None:
        self.said: list[tuple[Utterance, ...]] = []
        self.prepared: tuple[Utterance, ...] = ()
        self.speed: Speed = "normal"
        self.volume = 10
        self.closed = False
        self._hold = hold
        self._id = 0
        self._index = 0
        self._current: tuple[Utterance, ...] | None = None
        self._on_event: OnEvent | None = None
        self._paused = False

    @property
    def speaking(self) -> bool:
        """Whether an id is unfinished."""
        return self._current is not None

    @property
    def paused(self) -> bool:
        """Whether `pause` was called last."""
        return self._paused

    def say(
        self,
        utterances: Sequence[Utterance],
        on_event: OnEvent | None = None,
        *,
        delay: float = 0.0,  # noqa: ARG002 - silence needs no delay
    ) -> int:
        """Record the sentences and report their events; return their id."""
        self.stop()
        self._id += 1
        self._index = 0
        self._current = tuple(utterances)
        self._on_event = on_event
        self.said.append(self._current)
        speech_id = self._id
        self._start_sentence()
        while not self._hold and self._id == speech_id and self.speaking:
            self.finish_sentence()
        return speech_id

    def finish_sentence(self) -> None:
        """End the present sentence and start the next, or finish after the last."""
        if self._current is None:
            return
        speech_id = self._id
        self._tell(SentenceFinished(speech_id, self._index))
        if self._id == speech_id and self.speaking:
            self._index += 1
            self._start_sentence()

    def prepare(self, utterances: Sequence[Utterance]) -> None:
        """Record the sentences in `prepared`."""
        self.prepared = tuple(utterances)

    def stop(self) -> None:
        """Finish the present id as not completed."""
        self._finish(completed=False)

    def pause(self) -> None:
        """Set `paused` while something is spoken."""
        self._paused = self.speaking

    def resume(self) -> None:
        """Clear `paused`."""
        self._paused = False

    def settings(self, speed: Speed, volume: int) -> None:
        """Record both in `speed` and `volume`."""
        self.speed = speed
        self.volume = volume

    def close(self) -> None:
        """Stop, and record it in `closed`."""
        self.stop()
        self.closed = True

    def _start_sentence(self) -> None:
        if self._current is not None and self._index < len(self._current):
            self._tell(SentenceStarted(self._id, self._index))
        else:
            self._finish(completed=True)

    def _finish(self, *, completed: bool) -> None:
        if self._current is None:
            return
        self._current = None
        self._paused = False
        self._tell(Finished(self._id, completed=completed))

    def _tell(self, event: SentenceStarted | SentenceFinished | Finished) -> None:
        if self._on_event is not None:
            self._on_event(event)
