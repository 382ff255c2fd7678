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
