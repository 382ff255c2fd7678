"""`WorkerSpeaker` with a fake worker and a fake clock: its messages, and how it replaces a worker."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path

import pytest
from patience import wait_until
from speech_kit import Listener

from tutor.speech.client import Worker, WorkerSpeaker
from tutor.speech.installed import voice_files
from tutor.speech.process import Message, pack
from tutor.speech.speaker import Degraded, Finished, SentenceFinished, SentenceStarted, Utterance

ONE, TWO = Utterance("Chào bác.", "vi"), Utterance("Mời bác ngồi.", "vi")

OnMessage = Callable[[Worker, Message], None]


class FakeWorker:
    """A fake worker that records messages; tests send its answers."""

    def __init__(self, options: Sequence[str], on_message: OnMessage) -> None:
        self.options = options
        self.sent: list[Message] = []
        self.killed = False
        self.goodbye_seconds: float | None = None
        self._on_message = on_message

    def send(self, message: Message) -> None:
        self.sent.append(message)

    def end(self, patience: float) -> None:
        self.goodbye_seconds = patience

    def kill(self) -> None:
        self.killed = True

    def answer(self, event: str, **values: object) -> None:
        self._on_message(self, {"event": event, **values})


class Stage:
    def __init__(self, state: Path, installed: Callable[[], Hashable] = lambda: None) -> None:
        self.now = 0.0
        self.workers: list[FakeWorker] = []
        self.heard = Listener()
        self._volume = 0
        self.speaker = WorkerSpeaker(
            state, start=self._start, clock=lambda: self.now, installed=installed
        )
        self.speaker.prepare(())
        wait_until(lambda: self.workers)

    @property
    def worker(self) -> FakeWorker:
        return self.workers[-1]

    def _start(
        self,
        command: Sequence[str],
        state: Path,
        on_message: OnMessage,
        on_exit: Callable[[Worker], None],
    ) -> FakeWorker:
        cache = f"--cache={state / 'clips'}"
        options = [option for option in command if option.startswith("--") and option != cache]
        self.workers.append(FakeWorker(options, on_message))
        return self.worker

    def sent(self, do: str) -> list[Message]:
        """Return the messages that the present worker got, once all orders have reached it."""
        self._volume = self._volume % 9 + 1
        settings = {"do": "settings", "speed": "normal", "volume": self._volume}
        self.speaker.settings("normal", self._volume)
        wait_until(lambda: settings in self.worker.sent)
        return [message for message in self.worker.sent if message["do"] == do]

    def say(self, *utterances: Utterance, delay: float = 0.0) -> int:
        self.heard = Listener()
        spoken = self.speaker.say(utterances, self.heard, delay=delay)
        self.sent("say")
        return spoken

    def begin(self, *utterances: Utterance) -> int:
        """Say sentences to a worker that is ready and accepts them."""
        self.worker.answer("ready")
        spoken = self.say(*utterances)
        self.worker.answer("accepted", id=spoken)
        return spoken

    def pass_time(self, seconds: float) -> None:
        """Let the watchdog count so many seconds."""
        self.sent("say")
        self.now += seconds
        self.sent("say")

    def await_worker(self, number: int) -> FakeWorker:
        """Wait until `number` workers were started; return the last but one."""
        wait_until(lambda: len(self.workers) == number)
        return self.workers[-2]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.speaker.close()


def test_no_worker_starts_before_the_first_sentence(tmp_path: Path) -> None:
    started: list[Sequence[str]] = []

    def start(command: Sequence[str], *_: object) -> Worker:
        started.append(command)
        raise OSError

    speaker = WorkerSpeaker(tmp_path, start=start)
    speaker.settings("slow", 5)
    speaker.stop()
    speaker.close()
    assert started == []


def test_sentences_and_their_delay_reach_the_worker(stage: Stage) -> None:
    spoken = stage.say(ONE, TWO, delay=0.3)
    items = pack([ONE, TWO])
    assert stage.sent("say") == [
        {"do": "say", "id": spoken, "items": items, "first": 0, "delay": 0.3}
    ]


def test_a_pause_is_sent_to_the_worker_and_to_its_successor(stage: Stage) -> None:
    stage.begin(ONE)
    stage.speaker.pause()
    assert stage.speaker.paused
    assert stage.speaker.speaking
    assert len(stage.sent("pause")) == 1
    stage.worker.answer("busy", what="player", seconds=3.0)
    stage.pass_time(3.0)
    stage.await_worker(2)
    assert len(stage.sent("pause")) == 1
    stage.speaker.resume()
    assert len(stage.sent("resume")) == 1
    assert not stage.speaker.paused


def test_events_after_a_pause_come_in_order(stage: Stage) -> None:
    spoken = stage.begin(ONE, TWO)
    stage.worker.answer("started", id=spoken, index=0)
    stage.speaker.pause()
    stage.speaker.resume()
    stage.worker.answer("finished", id=spoken, index=0)
    stage.worker.answer("started", id=spoken, index=1)
    stage.worker.answer("finished", id=spoken, index=1)
    stage.worker.answer("done", id=spoken)
    assert stage.heard.wait() == [
        SentenceStarted(spoken, 0),
        SentenceFinished(spoken, 0),
        SentenceStarted(spoken, 1),
        SentenceFinished(spoken, 1),
        Finished(spoken, completed=True),
    ]


def test_an_engine_is_replaced_after_the_seconds_that_it_was_given(stage: Stage) -> None:
    stage.begin(ONE)
    stage.worker.answer("busy", what="hanging", seconds=2.0)
    stage.pass_time(1.9)
    assert not stage.worker.killed
    stage.pass_time(0.1)
    assert stage.await_worker(2).killed
    assert stage.worker.options == ["--without=hanging"]
    wait_until(lambda: Degraded("engine-replaced") in stage.heard.events)
    assert [message["first"] for message in stage.sent("say")] == [0]


def test_the_next_worker_goes_on_with_the_sentence_that_was_spoken(stage: Stage) -> None:
    spoken = stage.begin(ONE, TWO)
    stage.worker.answer("started", id=spoken, index=0)
    stage.worker.answer("finished", id=spoken, index=0)
    stage.worker.answer("busy", what="hanging", seconds=2.0)
    stage.pass_time(2.0)
    stage.await_worker(2)
    assert [(m["first"], m["delay"]) for m in stage.sent("say")] == [(1, 0.0)]


def test_an_engine_that_hangs_does_not_cut_off_a_sentence_being_played(stage: Stage) -> None:
    stage.begin(ONE, TWO)
    stage.worker.answer("busy", what="sound", seconds=60.0)
    stage.worker.answer("busy", what="hanging", seconds=2.0)
    stage.pass_time(30.0)
    assert not stage.worker.killed
    stage.worker.answer("idle", what="sound")
    assert stage.await_worker(2).killed


def test_a_sound_that_does_not_end_is_waited_for_unless_speech_is_paused(stage: Stage) -> None:
    stage.begin(ONE)
    stage.worker.answer("busy", what="sound", seconds=4.0)
    stage.speaker.pause()
    stage.pass_time(60.0)
    assert not stage.worker.killed
    stage.speaker.resume()
    assert stage.await_worker(2).killed
    assert stage.worker.options == []


def test_a_device_that_hangs_twice_is_left_out(stage: Stage) -> None:
    for number, options in enumerate(([], ["--silent"]), 2):
        stage.begin(ONE)
        stage.worker.answer("busy", what="player", seconds=3.0)
        stage.pass_time(3.0)
        stage.await_worker(number)
        assert stage.worker.options == options


@pytest.mark.parametrize(("ready", "seconds"), [(False, 10.0), (True, 2.0)])
def test_after_three_workers_without_an_answer_speech_ends(
    stage: Stage, ready: bool, seconds: float
) -> None:
    spoken = stage.say(ONE)
    for number in range(1, 4):
        if ready:
            stage.worker.answer("ready")
        stage.pass_time(seconds - 0.1)
        assert len(stage.workers) == number
        assert not stage.worker.killed
        stage.now += 0.1
        # Wakes the watchdog, whatever it waits for.
        stage.speaker.settings("normal", 10)
        if number < 3:
            stage.await_worker(number + 1)
    assert stage.heard.wait() == [Degraded("worker-lost"), Finished(spoken, completed=False)]
    assert all(worker.killed for worker in stage.workers)


def test_every_worker_gets_the_settings(stage: Stage) -> None:
    stage.speaker.settings("slow", 3)
    settings = {"do": "settings", "speed": "slow", "volume": 3}
    wait_until(lambda: settings in stage.worker.sent)
    stage.now += 10.0
    stage.speaker.settings("slow", 3)
    stage.await_worker(2)
    wait_until(lambda: settings in stage.worker.sent)


def test_closing_gives_the_worker_a_fifth_of_a_second(stage: Stage) -> None:
    spoken = stage.begin(ONE)
    stage.speaker.close()
    assert stage.heard.wait() == [Finished(spoken, completed=False)]
    wait_until(lambda: stage.worker.goodbye_seconds == 0.2)


def test_a_voice_that_is_installed_meanwhile_says_the_next_sentence(tmp_path: Path) -> None:
    model = tmp_path / "piper" / "vi_VN-lua.onnx"
    stage = Stage(tmp_path, lambda: voice_files([tmp_path]))
    stage.begin(ONE)
    model.parent.mkdir()
    model.write_bytes(b"a model")
    stage.say(TWO)
    old = stage.await_worker(2)
    stage.say(ONE)
    assert old.goodbye_seconds is not None
    assert [message["items"] for message in stage.sent("say")] == [pack([TWO]), pack([ONE])]
    assert len(stage.workers) == 2
    stage.speaker.close()


def test_a_voice_that_hung_is_tried_again_once_it_was_replaced(tmp_path: Path) -> None:
    installed = ["first"]
    stage = Stage(tmp_path, lambda: installed[0])
    stage.begin(ONE)
    stage.worker.answer("busy", what="piper", seconds=1.0)
    stage.pass_time(2.0)
    stage.await_worker(2)
    assert stage.worker.options == ["--without=piper"]
    installed[0] = "second"
    stage.say(TWO)
    stage.await_worker(3)
    assert stage.worker.options == []
    stage.speaker.close()
