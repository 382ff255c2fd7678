"""What a screen asks of a voice, and what it is told while the voice speaks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Speed = Literal["slow", "normal", "fast"]
SPEEDS: tuple[Speed, ...] = ("slow", "normal", "fast")
LOUDEST = 10

DegradedReason = Literal["no-device", "no-voice", "engine-replaced", "worker-lost"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence: `text` is what is said, in the language of that code (`vi`, `en`).

    `pause` is the silence after it in seconds, beyond the pause that the speed puts between two
    sentences. `voice` names a voice profile; empty for the first profile of the language. `authored` is
    True for the text of a lesson: its sound may be kept on disk, that of a name or of typed text never.
    `caller` is True for the words of somebody in a lesson, which a second voice says.
    """

    text: str
    language: str
    pause: float = 0.0
    voice: str = ""
    authored: bool = False
    caller: bool = False


@dataclass(frozen=True, slots=True)
class SentenceStarted:
    """The first sound of this sentence (counted from 0) is being played."""

    id: int
    index: int


@dataclass(frozen=True, slots=True)
class WordStarted:
    """The first sound of a word is being played: the characters `start` to `end` of the sentence's text."""

    id: int
    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceFinished:
    """The last sound of this sentence was played; the pause after it begins."""

    id: int
    index: int


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing more comes of this id; `completed` is False when it was stopped or replaced."""

    id: int
    completed: bool


@dataclass(frozen=True, slots=True)
class Degraded:
    """Speech goes on with less than it should have; told once for each reason."""

    reason: DegradedReason


SpeechEvent = SentenceStarted | WordStarted | SentenceFinished | Finished | Degraded
OnEvent = Callable[[SpeechEvent], None]


class Speaker(Protocol):
    """A voice that says one list of sentences at a time.

    Every method returns at once. Events come from a thread of the speaker's own, and one may be on its
    way while `stop` or `say` is called: a screen compares the id once it is back in its own thread.
    Every id gets exactly one `Finished`. A sentence that was cut off by a fault of the voice is said
    again, so its `SentenceStarted` may come twice.
    """

    @property
    def speaking(self) -> bool:
        """Whether an id is unfinished; True while paused."""
        ...

    @property
    def paused(self) -> bool:
        """Whether speech stands still until `resume`."""
        ...

    def say(
        self,
        utterances: Sequence[Utterance],
        on_event: OnEvent | None = None,
        *,
        delay: float = 0.0,
    ) -> int:
        """Say the sentences after `delay` seconds of silence, instead of whatever was spoken.

        Returns the id that the events of these sentences carry.
        """
        ...

    def prepare(self, utterances: Sequence[Utterance]) -> None:
        """Render sentences that will probably be said next; replaces those prepared before."""
        ...

    def stop(self) -> None:
        """Be silent; does nothing when nothing is spoken."""
        ...

    def pause(self) -> None:
        """Stand still at this very place."""
        ...

    def resume(self) -> None:
        """Go on from where `pause` stopped."""
        ...

    def settings(self, speed: Speed, volume: int) -> None:
        """Set the speed from the next sentence on and the volume (0 to 10) of what comes."""
        ...

    def close(self) -> None:
        """Be silent for good and free everything; returns within half a second."""
        ...


class SilentSpeaker:
    """Records what it is asked to say in `said`; events come from the calling thread.

    It finishes at once, before `say` returns. With `hold` it stands at each sentence until
    `finish_sentence` is called.
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
        """Record the sentences and tell their events; returns their id."""
        self.stop()
        self._id += 1
        self._index = 0
        self._current = tuple(utterances)
        self._on_event = on_event
        self.said.append(self._current)
        spoken = self._id
        self._start_sentence()
        while not self._hold and self._id == spoken and self.speaking:
            self.finish_sentence()
        return spoken

    def finish_sentence(self) -> None:
        """End the present sentence and begin the next, or finish after the last."""
        if self._current is None:
            return
        spoken = self._id
        self._tell(SentenceFinished(spoken, self._index))
        if self._id == spoken and self.speaking:
            self._index += 1
            self._start_sentence()

    def prepare(self, utterances: Sequence[Utterance]) -> None:
        """Record the sentences in `prepared`."""
        self.prepared = tuple(utterances)

    def stop(self) -> None:
        """Finish the present id, not completed."""
        self._finish(completed=False)

    def pause(self) -> None:
        """Be paused if there is something to pause."""
        self._paused = self.speaking

    def resume(self) -> None:
        """Be no longer paused."""
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
