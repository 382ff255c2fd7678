"""The interface of speech: `Speaker`, the `Utterance`s that it says and the events that it reports.

`SilentSpeaker` implements it without sound, for an app without a voice.
"""

import itertools
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
    `caller` is True for the words of a person in a lesson, which another voice says. `ring` is True for the
    ring of a telephone, which sounds in place of a text where there is a sound device; so does the file of a
    `sound`.
    """

    text: str
    language: str
    pause: float = 0.0
    voice: str = ""
    authored: bool = False
    caller: bool = False
    ring: bool = False
    sound: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether it is a sound in place of words."""
        return self.ring or bool(self.sound)


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
    """A `Speaker` without sound or delay: all sentences are finished before `say` returns."""

    speaking = False
    paused = False

    def __init__(self) -> None:
        self._ids = itertools.count(1)

    def say(
        self,
        utterances: Sequence[Utterance],  # noqa: ARG002 - nothing is said
        on_event: OnEvent | None = None,
        *,
        delay: float = 0.0,  # noqa: ARG002 - silence needs no delay
    ) -> int:
        """Report the end of the sentences; return their id."""
        speech_id = next(self._ids)
        if on_event is not None:
            on_event(Finished(speech_id, completed=True))
        return speech_id

    def prepare(self, utterances: Sequence[Utterance]) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""

    def pause(self) -> None:
        """Do nothing."""

    def resume(self) -> None:
        """Do nothing."""

    def settings(self, speed: Speed, volume: int) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
