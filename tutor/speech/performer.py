"""Rendering and playing in the worker, in two threads that share one condition.

`Renderer` renders sentences ahead and holds their clips in memory. `Performer` plays one `Script`, a list of
sentences, at a time and reports its progress as protocol messages.
"""

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tutor.speech.clip import WAKE_SECONDS, Clip, Mark, join_clips, silence
from tutor.speech.player import Clock, NoDeviceError, Playback, Player, TimedPlayer
from tutor.speech.process import Message
from tutor.speech.speaker import LOUDEST, Speed, Utterance
from tutor.speech.voices import Rendered, Voices

# Interval of tries to open a sound device after it failed.
_RETRY_DEVICE_SECONDS = 10.0

# Time limits after which the app replaces the worker; the first opening also loads the library.
_FIRST_OPEN_SECONDS = 10.0
_OPEN_SECONDS = 3.0
_SOUND_GRACE_SECONDS = 2.0

_BEGIN_POLL_SECONDS = 0.002

# A sound device, a wireless headset or the loudspeaker of a screen sleeps some seconds after the last sound.
_AWAKE_SECONDS = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """Sentences to say from index `first` on, `delay` seconds after `asked`, a time of the clock."""

    id: int
    utterances: tuple[Utterance, ...]
    first: int
    delay: float
    asked: float


# Memory for clips: about six minutes of speech.
_MAX_CLIP_BYTES = 16_000_000

ClipKey = tuple[Utterance, Speed]


def clip_key(utterance: Utterance, speed: Speed) -> ClipKey:
    """Return the cache key of a sentence: everything that its sound depends on."""
    return replace(utterance, pause=0.0), speed


class Renderer:
    """Renders sentences and caches them in memory; the performer waits on the same `condition`."""

    def __init__(self, voices: Voices, condition: threading.Condition) -> None:
        self._voices = voices
        self._condition = condition
        self._wanted: list[ClipKey] = []
        self._prepared: list[ClipKey] = []
        self._cache: OrderedDict[ClipKey, Rendered] = OrderedDict()
        self._size = 0

    def want(self, keys: Sequence[ClipKey]) -> None:
        """Render these next, in this order, in place of those wanted before."""
        with self._condition:
            self._wanted = list(keys)
            self._condition.notify_all()

    def prepare(self, keys: Sequence[ClipKey]) -> None:
        """Render these when all wanted ones are done."""
        with self._condition:
            self._prepared = list(keys)
            self._condition.notify_all()

    def wait(self, key: ClipKey, given_up: Callable[[], bool]) -> Rendered | None:
        """Block until a wanted sentence is rendered and return it; None once `given_up` returns True."""
        with self._condition:
            self._condition.wait_for(lambda: given_up() or key in self._cache)
            if given_up():
                return None
            self._cache.move_to_end(key)
            return self._cache[key]

    def run(self) -> None:
        """Render for ever. Only the thread that runs this uses the engines."""
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._next() is not None)
                key = self._next()
            if key is not None:
                self._store(key, self._voices.render_or_silence(*key))

    def _next(self) -> ClipKey | None:
        for key in (*self._wanted, *self._prepared):
            if key not in self._cache:
                return key
        return None

    def _store(self, key: ClipKey, rendered: Rendered) -> None:
        with self._condition:
            self._cache[key] = rendered
            self._size += len(rendered.clip.pcm)
            if key in self._prepared:
                self._prepared.remove(key)
            for old in list(self._cache):
                if self._size <= _MAX_CLIP_BYTES:
                    break
                if old not in self._wanted and old != key:
                    self._size -= len(self._cache.pop(old).clip.pcm)
            self._condition.notify_all()


class Performer:
    """Plays scripts in the thread that runs `run`; the command thread calls the other methods.

    `tell` receives events as protocol messages. With `player` None, time passes in silence.
    """

    def __init__(
        self,
        renderer: Renderer,
        player: Player | None,
        condition: threading.Condition,
        tell: Callable[[Message], None],
        clock: Clock = time.monotonic,
    ) -> None:
        self.speed: Speed = "normal"
        self.volume = LOUDEST
        self._renderer = renderer
        self._player = player
        self._timed = TimedPlayer(clock)
        self._condition = condition
        self._tell = tell
        self._clock = clock
        self._script: Script | None = None
        self._paused = False
        self._playback: Playback | None = None
        self._opened = False
        self._no_device_until = 0.0
        self._quiet_since = -math.inf

    def say(self, script: Script) -> None:
        """Play this script in place of the present one."""
        self._replace_script(script)

    def stop(self) -> None:
        """Stop playing."""
        self._replace_script(None)

    def pause(self) -> None:
        """Pause at the present frame."""
        with self._condition:
            self._paused = self._script is not None
            self._hush()

    def resume(self) -> None:
        """Continue from that frame."""
        with self._condition:
            self._paused = False
            self._condition.notify_all()

    def run(self) -> None:
        """Play scripts for ever."""
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._script is not None)
                script = self._script
            if script is not None:
                self._perform(script)

    def _replace_script(self, script: Script | None) -> None:
        with self._condition:
            self._script = script
            self._paused = False
            self._hush()

    def _hush(self) -> None:
        if self._playback is not None:
            self._playback.silence()
        self._condition.notify_all()

    def _perform(self, script: Script) -> None:
        until = script.asked + script.delay
        for index in range(script.first, len(script.utterances)):
            utterance = script.utterances[index]
            speed = self.speed
            coming = script.utterances[index : index + 2]
            self._renderer.want([clip_key(u, speed) for u in coming])
            rendered = self._renderer.wait(
                clip_key(utterance, speed), lambda: self._script is not script
            )
            # Silence wakes a device that sleeps, within the delay where that is long enough.
            wake = WAKE_SECONDS if self._sleeps(until) else 0.0
            if rendered is None or not self._rest(script, until - wake):
                return
            if not self._sound(script, index, rendered.clip, wake):
                return
            self._tell({"event": "finished", "id": script.id, "index": index})
            last = index + 1 == len(script.utterances)
            rest = 0 if last else rendered.pauses.before(script.utterances[index + 1].text)
            until = self._clock() + utterance.pause + rest
        if self._rest(script, until):
            with self._condition:
                if self._script is script:
                    self._script = None
                    self._tell({"event": "done", "id": script.id})

    def _rest(self, script: Script, until: float) -> bool:
        """Wait until the clock time and while paused; return False when the script was replaced."""
        with self._condition:
            while self._script is script:
                left = until - self._clock()
                if not self._paused and left <= 0:
                    return True
                self._condition.wait(None if self._paused else left)
        return False

    def _sleeps(self, until: float) -> bool:
        """Return whether the device will be asleep at a time of the clock, where there is one."""
        if self._player is None or self._clock() < self._no_device_until:
            return False
        return max(until, self._clock()) - self._quiet_since > _AWAKE_SECONDS

    def _sound(self, script: Script, index: int, clip: Clip, wake: float) -> bool:
        """Play one clip to its end, across pauses and lost devices; return False when replaced.

        `wake` is the silence in seconds that wakes the device before it.
        """
        place = 0
        lead = silence(wake, clip.rate).frames
        if lead:
            clip = join_clips([silence(wake, clip.rate), clip])
        started = False
        words = deque(clip.marks)
        while True:
            if not self._rest(script, 0):
                return False
            if place and self._sleeps(0):
                # What the device swallows while it wakes was heard before the pause.
                place = max(0, place - int(WAKE_SECONDS * clip.rate))
            playback = self._open(script, index, clip, place, lead)
            seconds = (clip.frames - place) / clip.rate + _SOUND_GRACE_SECONDS
            self._tell({"event": "busy", "what": "sound", "seconds": seconds})
            try:
                if not started:
                    self._await_first_frame(script, playback, max(place, lead))
                with self._condition:
                    if self._script is not script:
                        return False
                    if not started and (playback.frames > max(place, lead) or playback.due() <= 0):
                        self._tell({"event": "started", "id": script.id, "index": index})
                        started = True
                    while self._script is script and not self._paused:
                        due = playback.due()
                        if due <= 0:
                            return True
                        if playback.stalled():
                            self._lose_device()
                            break
                        next_word = self._tell_word(script, index, clip, words, due)
                        self._condition.wait(min(due, next_word, 0.5))
                    playback.silence()
                    place = playback.frames
            finally:
                with self._condition:
                    self._playback = None
                playback.close()
                self._quiet_since = self._clock()
                self._tell({"event": "idle", "what": "sound"})

    def _tell_word(
        self, script: Script, index: int, clip: Clip, words: deque[Mark], due: float
    ) -> float:
        """Report the word that is heard now, unless it was reported; return the seconds until the next."""
        heard = clip.frames - due * clip.rate
        word = None
        while words and words[0].frame <= heard:
            word = words.popleft()
        if word is not None:
            span = {"start": word.start, "end": word.end}
            self._tell({"event": "word", "id": script.id, "index": index, **span})
        return (words[0].frame - heard) / clip.rate if words else due

    def _await_first_frame(self, script: Script, playback: Playback, place: int) -> None:
        with self._condition:
            while (
                self._script is script
                and not self._paused
                and playback.frames <= place
                and playback.due() > 0
                and not playback.stalled()
            ):
                self._condition.wait(_BEGIN_POLL_SECONDS)

    def _open(self, script: Script, index: int, clip: Clip, place: int, lead: int) -> Playback:
        playback = self._play_on_device(clip, place)
        if playback is None:
            # Nobody waits for a ring that is not heard, and no device for silence that wakes it.
            first = clip.frames if script.utterances[index].is_sound else max(place, lead)
            playback = self._timed.play(clip, first, self._gain)
        with self._condition:
            self._playback = playback
            if self._script is not script or self._paused:
                playback.silence()
        return playback

    def _play_on_device(self, clip: Clip, place: int) -> Playback | None:
        if self._player is None or self._clock() < self._no_device_until:
            return None
        seconds = _OPEN_SECONDS if self._opened else _FIRST_OPEN_SECONDS
        self._tell({"event": "busy", "what": "player", "seconds": seconds})
        try:
            playback = self._player.play(clip, place, self._gain)
        except NoDeviceError:
            self._lose_device()
            return None
        finally:
            self._opened = True
            self._tell({"event": "idle", "what": "player"})
        return playback

    def _lose_device(self) -> None:
        self._no_device_until = self._clock() + _RETRY_DEVICE_SECONDS
        self._tell({"event": "degraded", "reason": "no-device"})

    def _gain(self) -> float:
        # Hearing is logarithmic: the square makes the ten steps sound even.
        return (self.volume / LOUDEST) ** 2
