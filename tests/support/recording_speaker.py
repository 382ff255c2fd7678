"""A speaker for tests, without sound or time: it records its calls and reports what tests let happen."""

from collections.abc import Sequence

from tutor.speech.speaker import (
    Finished,
    OnEvent,
    SentenceFinished,
    SentenceStarted,
    Speed,
    Utterance,
)


class RecordingSpeaker:
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
        delay: float = 0.0,
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
