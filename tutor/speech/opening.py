"""`open_speaker` makes the app's speaker; its worker process starts when something is first to be said.

This module imports no sound code, so that the first screen appears without waiting for it.
"""

from collections.abc import Sequence
from pathlib import Path

from tutor.speech.speaker import OnEvent, Speaker, Speed, Utterance


def open_speaker(
    state: Path,
    *,
    profiles: Sequence[Path] = (),
    engines: Sequence[str] = (),
) -> Speaker:
    """Return a speaker at once; its worker process starts in the background with the first sentence.

    `state` is the folder of the worker's log and of its clip cache. `profiles` are folders of voice profiles
    that take precedence over the user's own and the bundled ones. `engines` adds engines, as
    `module:factory`.
    """
    options = [f"--cache={state / 'clips'}"]
    options += [f"--profiles={folder}" for folder in profiles]
    options += [f"--engine={spec}" for spec in engines]
    return _LazySpeaker(state, options)


class _LazySpeaker:
    """Makes a `WorkerSpeaker` at the first `say` or `prepare` and passes all calls to it."""

    def __init__(self, state: Path, options: Sequence[str]) -> None:
        self._state = state
        self._options = options
        self._settings: tuple[Speed, int] | None = None
        self._opened: Speaker | None = None

    def _open(self) -> Speaker:
        if self._opened is None:
            from tutor.speech.client import WorkerSpeaker

            self._opened = WorkerSpeaker(self._state, self._options)
            if self._settings is not None:
                self._opened.settings(*self._settings)
        return self._opened

    @property
    def speaking(self) -> bool:
        """Whether an id is unfinished; True while paused."""
        return self._opened is not None and self._opened.speaking

    @property
    def paused(self) -> bool:
        """Whether speech is paused."""
        return self._opened is not None and self._opened.paused

    def say(
        self,
        utterances: Sequence[Utterance],
        on_event: OnEvent | None = None,
        *,
        delay: float = 0.0,
    ) -> int:
        """Say the sentences after `delay` seconds; return the id that their events carry."""
        return self._open().say(utterances, on_event, delay=delay)

    def prepare(self, utterances: Sequence[Utterance]) -> None:
        """Render sentences that will probably be said next."""
        self._open().prepare(utterances)

    def stop(self) -> None:
        """Stop speaking."""
        if self._opened is not None:
            self._opened.stop()

    def pause(self) -> None:
        """Pause at the present position."""
        if self._opened is not None:
            self._opened.pause()

    def resume(self) -> None:
        """Continue from where `pause` stopped."""
        if self._opened is not None:
            self._opened.resume()

    def settings(self, speed: Speed, volume: int) -> None:
        """Set the speed and the volume."""
        self._settings = speed, volume
        if self._opened is not None:
            self._opened.settings(speed, volume)

    def close(self) -> None:
        """Stop speaking for good and free all resources."""
        if self._opened is not None:
            self._opened.close()
