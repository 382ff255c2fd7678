"""`WorkerSpeaker`, the app's `Speaker`: it speaks through a worker process and replaces one that fails.

One thread owns the state. It takes calls from a queue: requests of the screens and messages of the worker.
The worker announces every operation that may hang, with a time limit in seconds; when a limit passes, the
thread kills the worker, starts another and sends it the script from the unfinished sentence on. After
repeated failures an engine or the sound device is left out; after three of the worker itself speech ends.
Once a voice is installed or deleted, what is said next goes to a new worker, which knows the voices of then.
"""

import itertools
import logging
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from tutor.paths import voice_folders
from tutor.speech.installed import voice_files
from tutor.speech.process import Message, WorkerProcess, pack, worker_command
from tutor.speech.speaker import (
    LOUDEST,
    Degraded,
    DegradedReason,
    Finished,
    OnEvent,
    SentenceFinished,
    SentenceStarted,
    SpeechEvent,
    Speed,
    Utterance,
    WordStarted,
)

_log = logging.getLogger(__name__)

_ANSWER_SECONDS = 2.0
# A cold disk or a virus scanner makes the first start slow; a started worker answers at once.
_START_SECONDS = 10.0
_GOODBYE_SECONDS = 0.2
_CLOSE_SECONDS = 0.4

# Keys of time limits; an engine has its own name as key.
_START, _ANSWER, _DEVICE, _SOUND = "start", "answer", "player", "sound"
_WORKER = "worker"
_LIMITS = {_WORKER: 3, _DEVICE: 2}
_ENGINE_LIMIT = 2


@dataclass(slots=True)
class _Script:
    id: int
    utterances: tuple[Utterance, ...]
    on_event: OnEvent | None
    delay: float
    next: int = 0


class Worker(Protocol):
    """The interface of a worker, implemented by `WorkerProcess`."""

    def send(self, message: Message) -> None:
        """Write a message without blocking."""
        ...

    def end(self, patience: float) -> None:
        """Ask the worker to end, and kill it after `patience` seconds."""
        ...

    def kill(self) -> None:
        """End the worker at once."""
        ...


StartWorker = Callable[
    [Sequence[str], Path, Callable[[Worker, Message], None], Callable[[Worker], None]], Worker
]


class WorkerSpeaker:
    """A `Speaker` that speaks through a worker process, which starts with the first `say` or `prepare`.

    `state` is the folder of the worker's log and of its clips. `start` starts a worker; its arguments are the
    command line, the state folder, and callbacks for the worker's messages and its exit. `clock` returns
    seconds; time limits are measured by it. `installed` returns a value that changes with the voices here.
    """

    def __init__(
        self,
        state: Path,
        *,
        start: StartWorker = WorkerProcess,
        clock: Callable[[], float] = time.monotonic,
        installed: Callable[[], Hashable] = lambda: voice_files(voice_folders()),
    ) -> None:
        self._state = state
        self._options = [f"--cache={state / 'clips'}"]
        self._start_worker = start
        self._clock = clock
        self._installed = installed
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._ids = itertools.count(1)
        self._current: int | None = None
        self._paused = False
        self._closed = False
        # Only the thread uses the attributes below.
        self._ended = False
        self._worker: Worker | None = None
        self._voices: Hashable = None
        self._script: _Script | None = None
        self._prepared: tuple[Utterance, ...] = ()
        self._settings: tuple[Speed, int] = ("normal", LOUDEST)
        self._due: dict[str, float] = {}
        self._strikes: Counter[str] = Counter()
        self._reported: set[DegradedReason] = set()
        self._unreported: list[DegradedReason] = []
        self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
        self._started = False

    @property
    def speaking(self) -> bool:
        """Whether an id is unfinished; True while paused."""
        return self._current is not None

    @property
    def paused(self) -> bool:
        """Whether speech is paused."""
        return self._paused

    def say(
        self,
        utterances: Sequence[Utterance],
        on_event: OnEvent | None = None,
        *,
        delay: float = 0.0,
    ) -> int:
        """Say the sentences after `delay` seconds, in place of the present ones; return their id."""
        script = _Script(next(self._ids), tuple(utterances), on_event, delay)
        self._current = script.id
        self._paused = False
        self._inbox.put(partial(self._begin, script))
        self._start_thread()
        return script.id

    def prepare(self, utterances: Sequence[Utterance]) -> None:
        """Render sentences that will probably be said next, in place of those prepared before."""
        self._inbox.put(partial(self._prepare, tuple(utterances)))
        self._start_thread()

    def stop(self) -> None:
        """Stop speaking; do nothing when nothing is spoken."""
        if self.speaking:
            self._current = None
            self._paused = False
            self._inbox.put(self._stop)

    def pause(self) -> None:
        """Pause at the present position."""
        if self.speaking:
            self._paused = True
            self._inbox.put(partial(self._send, {"do": "pause"}))

    def resume(self) -> None:
        """Continue from where `pause` stopped."""
        if self._paused:
            self._paused = False
            self._inbox.put(partial(self._send, {"do": "resume"}))

    def settings(self, speed: Speed, volume: int) -> None:
        """Set the speed, from the next sentence on, and the volume (0 to 10)."""
        self._inbox.put(partial(self._set, speed, max(0, min(LOUDEST, volume))))

    def close(self) -> None:
        """Stop speaking for good and end the worker; return within half a second."""
        if not self._closed:
            self._closed = True
            self._current = None
            self._paused = False
            self._inbox.put(self._stop)
            self._inbox.put(self._quit)
        if self._started:
            self._thread.join(_CLOSE_SECONDS)

    def _start_thread(self) -> None:
        if not self._started:
            self._started = True
            self._thread.start()

    # The methods below run in the thread.

    def _run(self) -> None:
        self._voices = self._installed()
        self._start()
        while not self._ended:
            try:
                self._inbox.get(timeout=self._seconds_to_next_limit())()
            except queue.Empty:
                self._replace_overdue()

    def _quit(self) -> None:
        self._ended = True
        if self._worker is not None:
            worker, self._worker = self._worker, None
            worker.end(_GOODBYE_SECONDS)

    def _begin(self, script: _Script) -> None:
        self._end_script()
        self._meet_new_voices()
        self._script = script
        for reason in self._unreported:
            self._tell(script, Degraded(reason))
        self._unreported.clear()
        if self._worker is None:
            self._give_up()
        else:
            self._send_script(script, script.delay)

    def _meet_new_voices(self) -> None:
        """Go on with a new worker if the voices here are others; what failed before is tried again."""
        voices = self._installed()
        if voices != self._voices:
            self._voices = voices
            if self._worker is not None:
                worker, self._worker = self._worker, None
                worker.end(_GOODBYE_SECONDS)
            del self._options[1:]
            self._strikes.clear()
            self._start()

    def _prepare(self, utterances: tuple[Utterance, ...]) -> None:
        self._prepared = utterances
        self._send({"do": "prepare", "items": pack(utterances)})

    def _stop(self) -> None:
        self._send({"do": "stop"})
        self._end_script()

    def _set(self, speed: Speed, volume: int) -> None:
        self._settings = (speed, volume)
        self._send_settings()

    def _send_settings(self) -> None:
        speed, volume = self._settings
        self._send({"do": "settings", "speed": speed, "volume": volume})

    def _send_script(self, script: _Script, delay: float) -> None:
        self._send(
            {
                "do": "say",
                "id": script.id,
                "items": pack(script.utterances),
                "first": script.next,
                "delay": delay,
            }
        )
        if _START not in self._due:
            self._due[_ANSWER] = self._clock() + _ANSWER_SECONDS

    def _send(self, message: Message) -> None:
        if self._worker is not None:
            self._worker.send(message)

    def _end_script(self, *, completed: bool = False) -> None:
        script, self._script = self._script, None
        if script is not None:
            if self._current == script.id:
                self._current = None
            self._call(script, Finished(script.id, completed))

    def _on_message(self, worker: Worker, message: Message) -> None:
        if worker is not self._worker:
            return
        now = self._clock()
        match message:
            case {"event": "ready"}:
                self._due.pop(_START, None)
                if self._script is not None:
                    self._due[_ANSWER] = now + _ANSWER_SECONDS
            case {"event": "busy", "what": str(what), "seconds": float(seconds)}:
                self._due[what] = now + seconds
            case {"event": "idle", "what": str(what)}:
                self._due.pop(what, None)
            case {"event": "degraded", "reason": reason}:
                self._degrade(reason)
            case {"id": number} if self._script is not None and number == self._script.id:
                self._follow(self._script, message)

    def _follow(self, script: _Script, message: Message) -> None:
        match message:
            case {"event": "accepted"}:
                self._due.pop(_ANSWER, None)
            case {"event": "started", "index": int(index)}:
                self._tell(script, SentenceStarted(script.id, index))
            case {"event": "word", "index": int(index), "start": int(start), "end": int(end)}:
                self._tell(script, WordStarted(script.id, index, start, end))
            case {"event": "finished", "index": int(index)}:
                script.next = index + 1
                self._tell(script, SentenceFinished(script.id, index))
            case {"event": "done"}:
                self._strikes.clear()
                if self._current == script.id:
                    self._end_script(completed=True)

    def _degrade(self, reason: DegradedReason) -> None:
        if reason in self._reported:
            return
        self._reported.add(reason)
        if self._script is None:
            self._unreported.append(reason)
        else:
            self._tell(self._script, Degraded(reason))

    def _tell(self, script: _Script, event: SpeechEvent) -> None:
        if self._current == script.id:
            self._call(script, event)
        elif isinstance(event, Degraded):
            self._unreported.append(event.reason)

    def _call(self, script: _Script, event: SpeechEvent) -> None:
        if script.on_event is not None:
            try:
                script.on_event(event)
            except Exception:
                # An error in a listener, such as a closed screen, must not end this thread.
                _log.exception("a listener to speech failed")

    # Supervision of the worker.

    def _seconds_to_next_limit(self) -> float | None:
        limits = self._active_limits()
        return max(0.0, min(limits.values()) - self._clock()) if limits else None

    def _active_limits(self) -> dict[str, float]:
        """Return the time limits that apply now, as clock times by key.

        While a sentence sounds, those of engines wait: to replace the worker would cut the sentence off.
        While speech is paused, that of the sound waits too.
        """
        if _SOUND in self._due:
            if self._paused:
                return {}
            return {key: due for key, due in self._due.items() if key in (_SOUND, _ANSWER)}
        return self._due

    def _replace_overdue(self) -> None:
        now = self._clock()
        for what, until in self._active_limits().items():
            if until <= now:
                if what in (_START, _ANSWER):
                    self._replace(_WORKER)
                elif what in (_DEVICE, _SOUND):
                    self._replace(_DEVICE)
                else:
                    # No second try: it would make the learner wait as long again.
                    self._strikes[what] = _ENGINE_LIMIT
                    self._replace(what)
                return

    def _on_exit(self, worker: Worker) -> None:
        if worker is self._worker and not self._closed:
            busy = [what for what in self._due if what not in (_START, _ANSWER, _SOUND)]
            self._replace(busy[0] if busy else _WORKER)

    def _replace(self, culprit: str) -> None:
        _log.warning("the speech worker failed in %s", culprit)
        if self._worker is not None:
            worker, self._worker = self._worker, None
            worker.kill()
        self._strikes[culprit] += 1
        if self._strikes[culprit] >= _LIMITS.get(culprit, _ENGINE_LIMIT):
            if culprit == _WORKER:
                self._degrade("worker-lost")
                self._give_up()
                return
            if culprit == _DEVICE:
                self._options.append("--silent")
            else:
                self._options.append(f"--without={culprit}")
                self._degrade("engine-replaced")
        self._start()

    def _give_up(self) -> None:
        self._due.clear()
        self._end_script()

    def _start(self) -> None:
        self._due = {_START: self._clock() + _START_SECONDS}
        try:
            self._worker = self._start_worker(
                worker_command(self._options),
                self._state,
                lambda worker, message: self._inbox.put(partial(self._on_message, worker, message)),
                lambda worker: self._inbox.put(partial(self._on_exit, worker)),
            )
        except OSError as error:
            _log.warning("the speech worker cannot be started: %s", error)
            self._degrade("worker-lost")
            self._give_up()
            return
        self._send_settings()
        if self._prepared:
            self._prepare(self._prepared)
        if self._script is not None:
            self._send_script(self._script, 0.0)
            if self._paused:
                self._send({"do": "pause"})
