"""Says one list of sentences at a time: waits for its clips, plays them, tells where it stands."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tutor.speech.clip import Clip, Mark
from tutor.speech.player import Clock, NoDeviceError, Playback, Player, TimedPlayer
from tutor.speech.protocol import Message
from tutor.speech.speaker import LOUDEST, Speed, Utterance
from tutor.speech.voices import Rendered, Voices

# How often a machine without sound is asked whether it has some now.
_RETRY_DEVICE_SECONDS = 10.0

# What the app waits for before it takes the device for hung; the first time loads the library.
_FIRST_OPEN_SECONDS = 10.0
_OPEN_SECONDS = 3.0
_SOUND_GRACE_SECONDS = 2.0

_BEGIN_POLL_SECONDS = 0.002


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """Sentences to say from `first` on, after `delay` seconds; `asked` is when, by the clock."""

    id: int
    utterances: tuple[Utterance, ...]
    first: int
    delay: float
    asked: float


# Memory for clips; about six minutes of speech.
_KEPT_BYTES = 16_000_000

ClipKey = tuple[str, str, str, bool, bool, Speed]


def clip_key(utterance: Utterance, speed: Speed) -> ClipKey:
    """Return what the sound of a sentence depends on."""
    u = utterance
    return (u.text, u.language, u.voice, u.authored, u.caller, speed)


class Renderer:
    """Keeps clips by what was said; `stage` is the condition that it shares with who plays them."""

    def __init__(self, voices: Voices, stage: threading.Condition) -> None:
        self._voices = voices
        self._stage = stage
        self._wanted: list[ClipKey] = []
        self._prepared: list[ClipKey] = []
        self._kept: OrderedDict[ClipKey, Rendered] = OrderedDict()
        self._size = 0

    def want(self, keys: Sequence[ClipKey]) -> None:
        """Render these next, in this key, instead of those wanted before."""
        with self._stage:
            self._wanted = list(keys)
            self._stage.notify_all()

    def prepare(self, keys: Sequence[ClipKey]) -> None:
        """Render these when nothing is wanted."""
        with self._stage:
            self._prepared = list(keys)
            self._stage.notify_all()

    def wait(self, key: ClipKey, given_up: Callable[[], bool]) -> Rendered | None:
        """Return a wanted sentence once it is rendered; None when the caller gave up meanwhile."""
        with self._stage:
            self._stage.wait_for(lambda: given_up() or key in self._kept)
            if given_up():
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def run(self) -> None:
        """Render for ever; the engines are used from the thread that runs this."""
        while True:
            with self._stage:
                self._stage.wait_for(lambda: self._next() is not None)
                key = self._next()
            if key is not None:
                text, language, voice, authored, caller, speed = key
                utterance = Utterance(text, language, voice=voice, authored=authored, caller=caller)
                rendered = self._voices.render_or_silence(utterance, speed)
                self._keep(key, rendered)

    def _next(self) -> ClipKey | None:
        for key in (*self._wanted, *self._prepared):
            if key not in self._kept:
                return key
        return None

    def _keep(self, key: ClipKey, rendered: Rendered) -> None:
        with self._stage:
            self._kept[key] = rendered
            self._size += len(rendered.clip.pcm)
            if key in self._prepared:
                self._prepared.remove(key)
            for old in list(self._kept):
                if self._size <= _KEPT_BYTES:
                    break
                if old not in self._wanted and old != key:
                    self._size -= len(self._kept.pop(old).clip.pcm)
            self._stage.notify_all()


class Performer:
    """Plays scripts in the thread that runs `run`; the other methods are for the command thread.

    Events are told as protocol messages. `player` None means that there is nothing to play on.
    """

    def __init__(
        self,
        renderer: Renderer,
        player: Player | None,
        stage: threading.Condition,
        tell: Callable[[Message], None],
        clock: Clock = time.monotonic,
    ) -> None:
        self.speed: Speed = "normal"
        self.volume = LOUDEST
        self._renderer = renderer
        self._player = player
        self._timed = TimedPlayer(clock)
        self._stage = stage
        self._tell = tell
        self._clock = clock
        self._script: Script | None = None
        self._paused = False
        self._playback: Playback | None = None
        self._opened = False
        self._deaf_until = 0.0

    def say(self, script: Script) -> None:
        """Begin this script instead of the present one."""
        self._turn_to(script)

    def stop(self) -> None:
        """Be silent."""
        self._turn_to(None)

    def pause(self) -> None:
        """Stand still, keeping the place."""
        with self._stage:
            self._paused = self._script is not None
            self._hush()

    def resume(self) -> None:
        """Go on from that place."""
        with self._stage:
            self._paused = False
            self._stage.notify_all()

    def run(self) -> None:
        """Play for ever."""
        while True:
            with self._stage:
                self._stage.wait_for(lambda: self._script is not None)
                script = self._script
            if script is not None:
                self._perform(script)

    def _turn_to(self, script: Script | None) -> None:
        with self._stage:
            self._script = script
            self._paused = False
            self._hush()

    def _hush(self) -> None:
        if self._playback is not None:
            self._playback.silence()
        self._stage.notify_all()

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
            if rendered is None or not self._rest(script, until):
                return
            if not self._sound(script, index, rendered.clip):
                return
            self._tell({"event": "finished", "id": script.id, "index": index})
            last = index + 1 == len(script.utterances)
            rest = 0 if last else rendered.pauses.before(script.utterances[index + 1].text)
            until = self._clock() + utterance.pause + rest
        if self._rest(script, until):
            with self._stage:
                if self._script is script:
                    self._script = None
                    self._tell({"event": "done", "id": script.id})

    def _rest(self, script: Script, until: float) -> bool:
        """Be silent until then, and as long as it is paused; False when the script is off."""
        with self._stage:
            while self._script is script:
                left = until - self._clock()
                if not self._paused and left <= 0:
                    return True
                self._stage.wait(None if self._paused else left)
        return False

    def _sound(self, script: Script, index: int, clip: Clip) -> bool:
        """Play one clip to its end, over pauses and lost devices; False when the script is off."""
        place = 0
        told = False
        words = deque(clip.marks)
        while True:
            if not self._rest(script, 0):
                return False
            playback = self._open(script, clip, place)
            seconds = (clip.frames - place) / clip.rate + _SOUND_GRACE_SECONDS
            self._tell({"event": "busy", "what": "sound", "seconds": seconds})
            try:
                if not told:
                    self._await_first_frame(script, playback, place)
                with self._stage:
                    if self._script is not script:
                        return False
                    if not told and (playback.frames > place or playback.due() <= 0):
                        self._tell({"event": "started", "id": script.id, "index": index})
                        told = True
                    while self._script is script and not self._paused:
                        due = playback.due()
                        if due <= 0:
                            return True
                        if playback.stalled():
                            self._lose_device()
                            break
                        next_word = self._tell_word(script, index, clip, words, due)
                        self._stage.wait(min(due, next_word, 0.5))
                    playback.silence()
                    place = playback.frames
            finally:
                with self._stage:
                    self._playback = None
                playback.close()
                self._tell({"event": "idle", "what": "sound"})

    def _tell_word(
        self, script: Script, index: int, clip: Clip, words: deque[Mark], due: float
    ) -> float:
        """Tell which word is heard now, if another one is; return the seconds until the next."""
        heard = clip.frames - due * clip.rate
        word = None
        while words and words[0].frame <= heard:
            word = words.popleft()
        if word is not None:
            span = {"start": word.start, "end": word.end}
            self._tell({"event": "word", "id": script.id, "index": index, **span})
        return (words[0].frame - heard) / clip.rate if words else due

    def _await_first_frame(self, script: Script, playback: Playback, place: int) -> None:
        with self._stage:
            while (
                self._script is script
                and not self._paused
                and playback.frames <= place
                and playback.due() > 0
                and not playback.stalled()
            ):
                self._stage.wait(_BEGIN_POLL_SECONDS)

    def _open(self, script: Script, clip: Clip, place: int) -> Playback:
        playback = self._play_on_device(clip, place) or self._timed.play(clip, place, self._gain)
        with self._stage:
            self._playback = playback
            if self._script is not script or self._paused:
                playback.silence()
        return playback

    def _play_on_device(self, clip: Clip, place: int) -> Playback | None:
        if self._player is None or self._clock() < self._deaf_until:
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
        self._deaf_until = self._clock() + _RETRY_DEVICE_SECONDS
        self._tell({"event": "degraded", "reason": "no-device"})

    def _gain(self) -> float:
        # Loudness is heard by ratios: the square makes the ten steps sound even.
        return (self.volume / LOUDEST) ** 2
