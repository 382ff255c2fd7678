import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from speech_kit import tone

from tutor.speech import Speed, Utterance
from tutor.speech.clip import Clip
from tutor.speech.engines import Engine
from tutor.speech.pauses import Pauses
from tutor.speech.performer import Performer, Script
from tutor.speech.player import DevicePlayer, NoDeviceError, Playback, Player, TimedPlayer
from tutor.speech.profiles import SYSTEMS, EngineVoice, Profile
from tutor.speech.protocol import Message
from tutor.speech.renderer import Renderer, order_of
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

    def second(self, voice: str) -> str:
        return voice

    def kept_as(self, voice: str) -> str:
        return ""

    def voice(self, language: str, wanted: str) -> str:
        return language

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        self.rendered.append((spoken, rate))
        return tone(self.seconds)


class OverlapPlayer:
    """A timed player that counts what is open at once."""

    def __init__(self) -> None:
        self.playing = 0
        self.most = 0
        self.clips = 0
        self._timed = TimedPlayer()

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
    messages: list[tuple[float, Message]] = field(default_factory=list)
    ids: int = 0

    def say(self, *texts: str, delay: float = 0.0, first: int = 0) -> int:
        self.ids += 1
        utterances = tuple(Utterance(text, "vi") for text in texts)
        self.performer.say(Script(self.ids, utterances, first, delay, time.monotonic()))
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

    def wait(self, kind: str, seconds: float = 5) -> None:
        until = time.monotonic() + seconds
        while not self.heard(kind):
            assert time.monotonic() < until, self.messages
            time.sleep(0.002)


def build(player: Player | None, seconds: float = 0.2) -> Stage:
    condition = threading.Condition()
    engine = ToneEngine(seconds)
    engines: Sequence[Engine] = [engine]
    messages: list[tuple[float, Message]] = []

    def tell(message: Message) -> None:
        messages.append((time.monotonic(), message))

    renderer = Renderer(Voices([PROFILE], engines), condition)
    performer = Performer(renderer, player, condition, tell)
    for run in (renderer.run, performer.run):
        threading.Thread(target=run, daemon=True).start()
    return Stage(performer, renderer, engine, messages)


@pytest.fixture(params=["timed", "null"])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    if request.param == "timed":
        made = build(TimedPlayer())
    else:
        miniaudio = pytest.importorskip("miniaudio")
        made = build(DevicePlayer([miniaudio.Backend.NULL]))
    yield made
    made.performer.stop()


def test_events_follow_the_frames(stage: Stage) -> None:
    began = time.monotonic()
    spoken = stage.say("một", "hai", delay=0.1)
    stage.wait("done")
    assert stage.heard() == [
        ("started", spoken, 0),
        ("finished", spoken, 0),
        ("started", spoken, 1),
        ("finished", spoken, 1),
        ("done", spoken, -1),
    ]
    expected = {("started", 0): 0.1, ("finished", 0): 0.3, ("started", 1): 0.35}
    for (kind, index), seconds in expected.items():
        assert stage.when(kind, index) - began == pytest.approx(seconds, abs=0.15)


def test_a_script_may_begin_further_on(stage: Stage) -> None:
    spoken = stage.say("một", "hai", first=1)
    stage.wait("done")
    assert stage.heard("started") == [("started", spoken, 1)]


def test_a_pause_keeps_the_place(stage: Stage) -> None:
    began = time.monotonic()
    stage.say("một")
    time.sleep(0.1)
    stage.performer.pause()
    time.sleep(0.3)
    assert not stage.heard("done")
    stage.performer.resume()
    stage.wait("done")
    assert time.monotonic() - began == pytest.approx(0.5, abs=0.2)
    assert len(stage.heard("started")) == 1


def test_stop_ends_a_paused_sentence(stage: Stage) -> None:
    stage.say("một")
    stage.wait("started")
    stage.performer.pause()
    stage.performer.stop()
    stage.performer.resume()
    time.sleep(0.3)
    assert not stage.heard("finished", "done")


def test_cycles_never_overlap_and_the_last_is_whole() -> None:
    player = OverlapPlayer()
    stage = build(player)
    for number in range(50):
        stage.say(f"câu {number}", "nữa")
        time.sleep(0.001 * (number % 7))
        stage.performer.stop()
    spoken = stage.say("một", "hai")
    stage.wait("done")
    assert player.most == 1
    assert [e for e in stage.heard() if e[1] == spoken] == [
        ("started", spoken, 0),
        ("finished", spoken, 0),
        ("started", spoken, 1),
        ("finished", spoken, 1),
        ("done", spoken, -1),
    ]
    assert stage.heard("done") == [("done", spoken, -1)]


def test_the_next_sentence_is_rendered_while_one_is_playing(stage: Stage) -> None:
    stage.say("một", "hai", "ba")
    stage.wait("started")
    time.sleep(0.05)
    assert [text for text, _ in stage.engine.rendered] == ["một", "hai"]


def test_prepared_sentences_are_rendered_once(stage: Stage) -> None:
    stage.renderer.prepare([order_of(Utterance(t, "vi"), "normal") for t in ("một", "hai")])
    stage.say("hai", "một")
    stage.wait("done")
    assert sorted(text for text, _ in stage.engine.rendered) == ["hai", "một"]


def test_the_speed_changes_rate_and_pauses(stage: Stage) -> None:
    stage.performer.speed = "slow"
    stage.say("một", "hai")
    stage.wait("done")
    assert stage.engine.rendered == [("một", 1), ("hai", 1)]
    assert stage.when("started", 1) - stage.when("finished", 0) == pytest.approx(0.2, abs=0.1)


def test_without_a_device_time_passes_in_silence() -> None:
    class Nothing:
        def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
            raise NoDeviceError

    stage = build(Nothing())
    stage.say("một")
    stage.wait("done")
    assert stage.heard("degraded") == [("degraded", 0, -1)]
    assert stage.when("finished", 0) - stage.when("started", 0) == pytest.approx(0.2, abs=0.1)


def test_a_device_lost_in_mid_sentence_is_gone_on_without() -> None:
    class Stuck:
        frames = 800

        def due(self) -> float:
            return 0.1

        def stalled(self) -> bool:
            return True

        def silence(self) -> None: ...

        def close(self) -> None: ...

    class StuckPlayer:
        def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
            return Stuck()

    stage = build(StuckPlayer())
    spoken = stage.say("một")
    stage.wait("done")
    assert stage.heard("degraded")
    assert stage.heard("started", "finished") == [("started", spoken, 0), ("finished", spoken, 0)]
    # 800 of 1,600 frames were left.
    assert stage.when("finished", 0) - stage.when("started", 0) == pytest.approx(0.1, abs=0.1)


def test_a_longer_pause_stands_before_a_question() -> None:
    stage = build(TimedPlayer())
    stage.say("một", "hai?", "ba")
    stage.wait("done")
    assert stage.when("started", 1) - stage.when("finished", 0) == pytest.approx(0.3, abs=0.1)
    assert stage.when("started", 2) - stage.when("finished", 1) == pytest.approx(0.05, abs=0.1)


def test_what_is_prepared_is_rendered_while_the_present_sentence_sounds(stage: Stage) -> None:
    stage.say("một", "hai")
    stage.wait("started")
    stage.renderer.prepare([order_of(Utterance(t, "vi"), "normal") for t in ("ba", "bốn")])
    stage.wait("finished")
    # What comes next goes before what will probably come.
    assert [text for text, _ in stage.engine.rendered] == ["một", "hai", "ba", "bốn"]
