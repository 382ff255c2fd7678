import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import pytest
from patience import PATIENCE_SECONDS, wait_until
from speech_kit import FastTime, tone

from tutor.speech.clip import WAKE_SECONDS, Clip
from tutor.speech.engines import Engine
from tutor.speech.performer import Performer, Renderer, Script, clip_key
from tutor.speech.player import Clock, DevicePlayer, NoDeviceError, Playback, Player, TimedPlayer
from tutor.speech.process import Message
from tutor.speech.profiles import SYSTEMS, EngineVoice, Pauses, Profile
from tutor.speech.speaker import Speed, Utterance
from tutor.speech.voices import Voices

RATES: dict[Speed, int] = {"slow": 1, "normal": 2, "fast": 3}
PROFILE = Profile(
    name="test",
    language="vi",
    region="",
    title="",
    engines={"tone": EngineVoice("", RATES)},
    order=dict.fromkeys(SYSTEMS, ("tone",)),
    pauses={
        "slow": Pauses(0, 0.2, 0.4),
        "normal": Pauses(0, 0.05, 0.3),
        "fast": Pauses(0, 0, 0),
    },
    attribution="",
)


class ToneEngine:
    name = "tone"
    clauses = False

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.rendered: list[tuple[str, int]] = []

    def caller_voice(self, voice: str) -> str:
        return voice

    def cache_tag(self, voice: str) -> str:
        return ""

    def voice(self, language: str, wanted: str) -> str:
        return language

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        self.rendered.append((spoken, rate))
        return tone(self.seconds)


class OverlapPlayer:
    """A timed player that counts simultaneous playbacks."""

    def __init__(self, timed: TimedPlayer) -> None:
        self.playing = 0
        self.most = 0
        self.clips = 0
        self._timed = timed

    def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
        playback = self._timed.play(clip, start, gain)
        self.playing += 1
        self.clips += 1
        self.most = max(self.most, self.playing)
        close = playback.close

        def closing() -> None:
            self.playing -= 1
            close()

        playback.close = closing  # type: ignore[method-assign]
        return playback


@dataclass
class Stage:
    performer: Performer
    renderer: Renderer
    engine: ToneEngine
    clock: Clock
    messages: list[tuple[float, Message]] = field(default_factory=list)
    ids: int = 0

    def say(self, *texts: str, delay: float = 0.0, first: int = 0) -> int:
        self.ids += 1
        utterances = tuple(Utterance(text, "vi") for text in texts)
        self.performer.say(Script(self.ids, utterances, first, delay, self.clock()))
        return self.ids

    def heard(self, *kinds: str) -> list[tuple[str, int, int]]:
        return [
            (m["event"], m.get("id", 0), m.get("index", -1))
            for _, m in self.messages
            if m["event"] in (kinds or ("started", "finished", "done", "degraded"))
        ]

    def when(self, kind: str, index: int = -1) -> float:
        return next(
            at for at, m in self.messages if m["event"] == kind and m.get("index", -1) == index
        )

    def rendered(self) -> list[str]:
        return [text for text, _ in self.engine.rendered]

    def events(self) -> list[Message]:
        return [message for _, message in self.messages]

    def is_done(self, spoken: int) -> bool:
        return {"event": "done", "id": spoken} in self.events()

    @staticmethod
    def has_begun(player: OverlapPlayer, clips: int) -> bool:
        return player.clips > clips

    def wait(self, kind: str) -> None:
        wait_until(lambda: self.heard(kind))


def build(player: Player | None, fast_time: FastTime | None = None, seconds: float = 0.2) -> Stage:
    """Start a performer and its renderer; without `fast_time` they use the system's clock."""
    condition = fast_time or threading.Condition()
    clock = fast_time.clock if fast_time else lambda: 0.0
    engine = ToneEngine(seconds)
    engines: Sequence[Engine] = [engine]
    messages: list[tuple[float, Message]] = []

    def tell(message: Message) -> None:
        messages.append((clock(), message))

    renderer = Renderer(Voices([PROFILE], engines), condition)
    if fast_time:
        performer = Performer(renderer, player, condition, tell, clock)
    else:
        performer = Performer(renderer, player, condition, tell)
    for run in (renderer.run, performer.run):
        threading.Thread(target=run, daemon=True).start()
    return Stage(performer, renderer, engine, clock, messages)


@pytest.fixture
def device() -> Iterator[Stage]:
    """Return a stage on miniaudio's null device, which takes frames in real time."""
    miniaudio = pytest.importorskip("miniaudio")
    stage = build(DevicePlayer([miniaudio.Backend.NULL]))
    yield stage
    stage.performer.stop()


@pytest.fixture
def simulated_time() -> FastTime:
    return FastTime()


@pytest.fixture
def fast(simulated_time: FastTime) -> Iterator[Stage]:
    """Return a stage on the simulated clock."""
    stage = build(TimedPlayer(simulated_time.clock), simulated_time)
    yield stage
    stage.performer.stop()


@pytest.fixture
def long() -> Iterator[Stage]:
    """Return a stage on the system's clock, with sentences longer than the test."""
    stage = build(TimedPlayer(), seconds=30)
    yield stage
    stage.performer.stop()


def exactly(seconds: float) -> object:
    return pytest.approx(seconds, abs=0.003)


def test_events_follow_the_frames(fast: Stage) -> None:
    spoken = fast.say("một", "hai", delay=0.5)
    fast.wait("done")
    assert fast.heard() == [
        ("started", spoken, 0),
        ("finished", spoken, 0),
        ("started", spoken, 1),
        ("finished", spoken, 1),
        ("done", spoken, -1),
    ]
    expected = {("started", 0): 0.5, ("finished", 0): 0.7, ("started", 1): 0.75}
    for (kind, index), seconds in expected.items():
        assert fast.when(kind, index) == exactly(seconds)


def test_a_device_that_slept_is_woken_by_silence_before_the_words(
    fast: Stage, simulated_time: FastTime
) -> None:
    """The highlight begins with the words; a device that is awake begins at once."""
    begun = []
    # One second after a sound the device is awake; five seconds after it, it has gone to sleep.
    for rest in (0, 1, 5):
        simulated_time.now += rest
        asked = simulated_time.now
        fast.messages.clear()
        spoken = fast.say("một")
        wait_until(partial(fast.is_done, spoken))
        begun.append(fast.when("started", 0) - asked)
        assert fast.when("finished", 0) - fast.when("started", 0) == exactly(0.2)
    assert begun == [exactly(WAKE_SECONDS), exactly(0), exactly(WAKE_SECONDS)]


def test_a_long_pause_goes_on_with_what_was_heard_last(
    fast: Stage, simulated_time: FastTime
) -> None:
    paused = threading.Event()

    def pause() -> None:
        fast.performer.pause()
        paused.set()

    simulated_time.plan(WAKE_SECONDS + 0.1, pause)
    fast.say("một")
    assert paused.wait(PATIENCE_SECONDS)
    wait_until(lambda: {"event": "idle", "what": "sound"} in fast.events())
    simulated_time.now += 10
    fast.performer.resume()
    fast.wait("done")
    assert fast.when("done") == exactly(WAKE_SECONDS + 10.2 + WAKE_SECONDS)


def test_without_a_device_no_silence_wakes_it(simulated_time: FastTime) -> None:
    stage = build(None, simulated_time)
    stage.say("một")
    stage.wait("done")
    assert stage.when("started", 0) == exactly(0)


def test_events_follow_the_frames_of_a_device(device: Stage) -> None:
    spoken = device.say("một", "hai")
    device.wait("done")
    assert device.heard() == [
        ("started", spoken, 0),
        ("finished", spoken, 0),
        ("started", spoken, 1),
        ("finished", spoken, 1),
        ("done", spoken, -1),
    ]


def test_a_script_can_begin_at_a_later_sentence(fast: Stage) -> None:
    spoken = fast.say("một", "hai", first=1)
    fast.wait("done")
    assert fast.heard("started") == [("started", spoken, 1)]


def test_a_pause_keeps_the_position(fast: Stage, simulated_time: FastTime) -> None:
    paused = threading.Event()

    def pause() -> None:
        fast.performer.pause()
        paused.set()

    simulated_time.plan(WAKE_SECONDS + 0.1, pause)
    fast.say("một")
    assert paused.wait(PATIENCE_SECONDS)
    simulated_time.now += 0.3
    assert not fast.heard("done")
    fast.performer.resume()
    fast.wait("done")
    assert fast.when("done") == exactly(WAKE_SECONDS + 0.5)
    assert len(fast.heard("started")) == 1


def test_a_device_continues_after_a_pause(device: Stage) -> None:
    device.say("một")
    device.wait("started")
    device.performer.pause()
    wait_until(lambda: {"event": "idle", "what": "sound"} in device.events())
    device.performer.resume()
    device.wait("done")
    assert len(device.heard("started")) == len(device.heard("finished")) == 1


def test_stop_ends_a_paused_sentence(device: Stage) -> None:
    stopped = device.say("một")
    device.wait("started")
    device.performer.pause()
    device.performer.stop()
    device.performer.resume()
    spoken = device.say("hai")
    device.wait("done")
    assert [event for event in device.heard() if event[1] == stopped] == [("started", stopped, 0)]
    assert device.heard("done") == [("done", spoken, -1)]


def test_repeated_scripts_never_overlap_and_the_last_is_complete(simulated_time: FastTime) -> None:
    player = OverlapPlayer(TimedPlayer(simulated_time.clock))
    stage = build(player, simulated_time)
    for number in range(50):
        clips = player.clips
        spoken = stage.say(f"câu {number}", "nữa")
        # Some are stopped before they begin, some while they sound, some when they are over.
        if number % 3 == 1:
            wait_until(partial(stage.has_begun, player, clips))
        elif number % 3 == 2:
            wait_until(partial(stage.is_done, spoken))
        stage.performer.stop()
    spoken = stage.say("một", "hai")
    wait_until(partial(stage.is_done, spoken))
    assert player.most == 1
    assert [event for event in stage.heard() if event[1] == spoken] == [
        ("started", spoken, 0),
        ("finished", spoken, 0),
        ("started", spoken, 1),
        ("finished", spoken, 1),
        ("done", spoken, -1),
    ]


def test_the_next_sentence_is_rendered_while_one_is_playing(long: Stage) -> None:
    long.say("một", "hai", "ba")
    wait_until(lambda: len(long.rendered()) == 2)
    # What is prepared comes after all that is wanted, so "ba" was not.
    long.renderer.prepare([clip_key(Utterance("bốn", "vi"), "normal")])
    wait_until(lambda: len(long.rendered()) == 3)
    assert long.rendered() == ["một", "hai", "bốn"]
    assert not long.heard("finished")


def test_prepared_sentences_are_rendered_once(fast: Stage) -> None:
    fast.renderer.prepare([clip_key(Utterance(t, "vi"), "normal") for t in ("một", "hai")])
    fast.say("hai", "một")
    fast.wait("done")
    assert sorted(fast.rendered()) == ["hai", "một"]


def test_the_speed_changes_rate_and_pauses(fast: Stage) -> None:
    fast.performer.speed = "slow"
    fast.say("một", "hai")
    fast.wait("done")
    assert fast.engine.rendered == [("một", 1), ("hai", 1)]
    assert fast.when("started", 1) - fast.when("finished", 0) == exactly(0.2)


def test_without_a_device_time_passes_in_silence(simulated_time: FastTime) -> None:
    class Nothing:
        def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
            raise NoDeviceError

    stage = build(Nothing(), simulated_time)
    stage.say("một")
    stage.wait("done")
    assert stage.heard("degraded") == [("degraded", 0, -1)]
    assert stage.when("finished", 0) - stage.when("started", 0) == exactly(0.2)


def test_a_sentence_continues_in_silence_when_the_device_is_lost(simulated_time: FastTime) -> None:
    class Stuck:
        frames = 2_400 + 800

        def due(self) -> float:
            return 0.1

        def stalled(self) -> bool:
            return True

        def silence(self) -> None: ...

        def close(self) -> None: ...

    class StuckPlayer:
        def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
            return Stuck()

    stage = build(StuckPlayer(), simulated_time)
    spoken = stage.say("một")
    stage.wait("done")
    assert stage.heard("degraded")
    assert stage.heard("started", "finished") == [("started", spoken, 0), ("finished", spoken, 0)]
    # After the silence that wakes the device, 800 of 1,600 frames were left.
    assert stage.when("finished", 0) - stage.when("started", 0) == exactly(0.1)


def test_the_pause_before_a_question_is_longer(fast: Stage) -> None:
    fast.say("một", "hai?", "ba")
    fast.wait("done")
    assert fast.when("started", 1) - fast.when("finished", 0) == exactly(0.3)
    assert fast.when("started", 2) - fast.when("finished", 1) == exactly(0.05)


def test_prepared_sentences_are_rendered_while_a_sentence_is_played(long: Stage) -> None:
    long.say("một", "hai")
    long.wait("started")
    long.renderer.prepare([clip_key(Utterance(t, "vi"), "normal") for t in ("ba", "bốn")])
    wait_until(lambda: len(long.rendered()) == 4)
    # What comes next goes before what will probably come.
    assert long.rendered() == ["một", "hai", "ba", "bốn"]
    assert not long.heard("finished")
