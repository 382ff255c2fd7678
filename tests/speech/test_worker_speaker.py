import os
import stat
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from patience import in_time, wait_until
from speech_kit import Listener

from tutor.speech import (
    Degraded,
    Finished,
    SentenceFinished,
    SentenceStarted,
    SpeechEvent,
    Utterance,
)
from tutor.speech.client import WorkerSpeaker
from tutor.speech.process import LOG_NAME, WorkerProcess, worker_command
from tutor.speech.protocol import Message

ONE = Utterance("Chào bác.", "vi")
TWO = Utterance("Mời bác ngồi.", "vi")

MakeSpeaker = Callable[..., WorkerSpeaker]
Asked = Callable[[], list[str]]


def without_degraded(events: Sequence[SpeechEvent]) -> list[SpeechEvent]:
    return [event for event in events if not isinstance(event, Degraded)]


def ready(speaker: WorkerSpeaker) -> None:
    heard = Listener()
    speaker.say([Utterance("…", "vi")], heard)
    heard.wait()


def test_sentences_are_told_in_order(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    heard = Listener()
    spoken = speaker.say([ONE, TWO], heard)
    assert without_degraded(heard.wait()) == [
        SentenceStarted(spoken, 0),
        SentenceFinished(spoken, 0),
        SentenceStarted(spoken, 1),
        SentenceFinished(spoken, 1),
        Finished(spoken, completed=True),
    ]
    assert not speaker.speaking


def test_sentences_are_told_in_time(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    ready(speaker)

    def measure() -> float:
        heard = Listener()
        speaker.say([ONE, TWO], heard)
        heard.wait()
        return heard.when(SentenceStarted, 1) - heard.when(SentenceStarted, 0)

    # A clip of 0.25 s, then the pause of the profile.
    in_time(measure, 0.3, 0.15)


def test_a_delay_is_silence_before_the_first_sentence(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    ready(speaker)

    def measure() -> float:
        heard = Listener()
        speaker.say([ONE], heard, delay=0.3)
        heard.wait()
        return heard.when(SentenceStarted)

    in_time(measure, 0.3, 0.15)


def test_no_sentences_are_finished_at_once(make_speaker: MakeSpeaker) -> None:
    heard = Listener()
    spoken = make_speaker("tone").say([], heard)
    assert without_degraded(heard.wait()) == [Finished(spoken, completed=True)]


def test_another_say_replaces_the_first(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    first, second = Listener(), Listener()
    spoken = speaker.say([ONE] * 40, first)
    later = speaker.say([TWO], second)
    assert first.wait()[-1] == Finished(spoken, completed=False)
    assert second.wait()[-1] == Finished(later, completed=True)
    assert not [e for e in first.events if getattr(e, "id", spoken) != spoken]


def test_stop_finishes_uncompleted(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    heard = Listener()
    spoken = speaker.say([ONE] * 40, heard)
    before = speaker.speaking
    speaker.stop()
    assert (before, speaker.speaking) == (True, False)
    assert heard.wait()[-1] == Finished(spoken, completed=False)


def test_a_pause_keeps_the_place(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    heard = Listener()
    spoken = speaker.say([ONE] * 30, heard)
    wait_until(lambda: SentenceStarted(spoken, 0) in heard.events)
    speaker.pause()
    assert speaker.paused
    told: list[SpeechEvent] = []
    # Longer than a sentence and its pause.
    while told != heard.events:
        told = list(heard.events)
        time.sleep(0.5)
    assert speaker.speaking
    assert not any(isinstance(event, Finished) for event in told)
    speaker.resume()
    wait_until(lambda: len(heard.events) >= len(told) + 4)
    speaker.stop()
    started = [e.index for e in heard.wait() if isinstance(e, SentenceStarted)]
    assert started == list(range(len(started)))


def test_fifty_cycles_lose_and_repeat_nothing(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    listeners = []
    for _ in range(50):
        listeners.append(Listener())
        speaker.say([ONE, TWO], listeners[-1])
        time.sleep(0.002)
        speaker.stop()
    last = Listener()
    spoken = speaker.say([ONE, TWO], last)
    assert without_degraded(last.wait())[-1] == Finished(spoken, completed=True)
    assert sum(isinstance(e, SentenceStarted) for e in last.events) == 2
    for number, heard in enumerate(listeners, 1):
        events = without_degraded(heard.wait())
        assert events[-1] == Finished(number, completed=False)
        assert sum(isinstance(e, Finished) for e in events) == 1
        assert {getattr(e, "id", 0) for e in events} == {number}


def test_an_engine_that_hangs_is_replaced(make_speaker: MakeSpeaker, asked: Asked) -> None:
    speaker = make_speaker("hanging", "tone")
    heard = Listener()
    spoken = speaker.say([ONE], heard)
    events = heard.wait()
    assert Degraded("engine-replaced") in events
    assert without_degraded(events)[-1] == Finished(spoken, completed=True)
    assert asked() == ["hanging Chào bác.", "tone Chào bác."]
    again = Listener()
    speaker.say([TWO], again)
    assert Degraded("engine-replaced") not in again.wait()
    assert asked()[2:] == ["tone Mời bác ngồi."]


def test_a_hung_engine_costs_two_seconds(make_speaker: MakeSpeaker, asked: Asked) -> None:
    def measure() -> float:
        before = len(asked())
        speaker = make_speaker("hanging", "tone")
        heard = Listener()
        speaker.say([ONE], heard)
        wait_until(lambda: len(asked()) > before)
        hung = time.monotonic() - heard.began
        heard.wait()
        speaker.close()
        return heard.when(SentenceStarted) - hung

    in_time(measure, 0, 2.3)


def test_a_later_sentence_that_hangs_leaves_the_first_as_it_was(make_speaker: MakeSpeaker) -> None:
    heard = Listener()
    spoken = make_speaker("hanging-later", "tone").say([ONE, TWO], heard)
    assert without_degraded(heard.wait()) == [
        SentenceStarted(spoken, 0),
        SentenceFinished(spoken, 0),
        SentenceStarted(spoken, 1),
        SentenceFinished(spoken, 1),
        Finished(spoken, completed=True),
    ]


def test_a_crash_is_survived_and_the_sentence_said(make_speaker: MakeSpeaker, asked: Asked) -> None:
    speaker = make_speaker("crashing-once", "tone")
    heard = Listener()
    spoken = speaker.say([ONE], heard)
    events = heard.wait()
    assert events[-1] == Finished(spoken, completed=True)
    assert Degraded("engine-replaced") not in events
    assert asked() == ["crashing-once Chào bác."] * 2


def test_an_engine_that_crashes_twice_is_replaced(make_speaker: MakeSpeaker, asked: Asked) -> None:
    heard = Listener()
    make_speaker("crashing", "tone").say([ONE], heard)
    events = heard.wait()
    assert isinstance(events[-1], Finished)
    assert events[-1].completed
    assert events.count(Degraded("engine-replaced")) == 1
    assert asked() == [*["crashing Chào bác."] * 2, "tone Chào bác."]


def test_a_killed_worker_goes_on_with_the_sentence(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    ready(speaker)
    heard = Listener()
    spoken = speaker.say([ONE, TWO], heard)
    wait_until(lambda: SentenceStarted(spoken, 1) in heard.events)
    assert speaker._worker is not None
    os.kill(speaker._worker.pid, 9)
    assert without_degraded(heard.wait()) == [
        SentenceStarted(spoken, 0),
        SentenceFinished(spoken, 0),
        SentenceStarted(spoken, 1),
        SentenceStarted(spoken, 1),
        SentenceFinished(spoken, 1),
        Finished(spoken, completed=True),
    ]


def test_a_language_that_nobody_speaks_passes_in_silence(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    heard = Listener()
    spoken = speaker.say([Utterance("Guten Tag", "de")], heard)
    events = heard.wait()
    assert events.count(Degraded("no-voice")) == 1
    assert events[-1] == Finished(spoken, completed=True)


def test_a_worker_that_cannot_start_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "missing"))
    speaker = WorkerSpeaker(tmp_path)
    for degraded in ([Degraded("worker-lost")], []):
        heard = Listener()
        spoken = speaker.say([ONE], heard)
        assert heard.wait() == [*degraded, Finished(spoken, completed=False)]
    speaker.close()


def test_a_worker_that_dies_at_once_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    speaker = WorkerSpeaker(tmp_path)
    heard = Listener()
    spoken = speaker.say([ONE], heard)
    assert heard.wait() == [Degraded("worker-lost"), Finished(spoken, completed=False)]
    speaker.close()


def test_what_an_engine_prints_goes_to_the_log(
    make_speaker: MakeSpeaker, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "state" / LOG_NAME
    file.parent.mkdir(exist_ok=True)
    file.touch(mode=0o644)
    heard = Listener()
    make_speaker("chattering").say([ONE], heard)
    assert isinstance(heard.wait()[-1], Finished)
    assert capfd.readouterr() == ("", "")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    log = file.read_text(encoding="utf-8")
    for stray in ("stray print", "stray to 1", "stray to 2"):
        assert stray in log


def test_a_state_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    speaker = WorkerSpeaker(tmp_path / "file" / "state")
    heard = Listener()
    speaker.say([Utterance("…", "vi")], heard)
    assert isinstance(heard.wait()[-1], Finished)
    speaker.close()


def test_what_was_prepared_is_not_rendered_again(make_speaker: MakeSpeaker, asked: Asked) -> None:
    speaker = make_speaker("tone")
    speaker.prepare([ONE, TWO])
    heard = Listener()
    speaker.say([TWO, ONE], heard)
    heard.wait()
    assert sorted(asked()) == ["tone Chào bác.", "tone Mời bác ngồi."]


def test_a_prepared_sentence_starts_at_once(make_speaker: MakeSpeaker, asked: Asked) -> None:
    speaker = make_speaker("tone")
    ready(speaker)
    speaker.prepare([ONE])
    wait_until(lambda: len(asked()) == 2)

    def measure() -> float:
        heard = Listener()
        speaker.say([ONE], heard)
        heard.wait()
        return heard.when(SentenceStarted)

    in_time(measure, 0, 0.05)
    assert len(asked()) == 2


def test_the_speed_sets_the_pauses(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    speaker.settings("slow", 3)

    def measure() -> float:
        heard = Listener()
        speaker.say([ONE, TWO], heard)
        heard.wait()
        return heard.when(SentenceStarted, 1) - heard.when(SentenceFinished, 0)

    in_time(measure, 0.4, 0.15)


def test_a_listener_that_fails_does_not_end_the_voice(make_speaker: MakeSpeaker) -> None:
    def fail(_: object) -> None:
        raise LookupError

    speaker = make_speaker("tone")
    speaker.say([ONE], fail)
    heard = Listener()
    spoken = speaker.say([ONE], heard)
    assert heard.wait()[-1] == Finished(spoken, completed=True)


def test_close_ends_the_worker_quickly(make_speaker: MakeSpeaker, asked: Asked) -> None:
    def measure() -> float:
        before = len(asked())
        speaker = make_speaker("hanging")
        heard = Listener()
        spoken = speaker.say([ONE], heard)
        wait_until(lambda: len(asked()) > before)
        worker = speaker._worker
        assert worker is not None
        began = time.monotonic()
        speaker.close()
        taken = time.monotonic() - began
        assert heard.wait()[-1] == Finished(spoken, completed=False)
        with pytest.raises(ProcessLookupError):
            os.kill(worker.pid, 0)
        speaker.close()
        return taken

    in_time(measure, 0, 0.5)


def test_the_worker_ends_with_the_app(tmp_path: Path) -> None:
    messages: list[Message] = []
    exits: list[WorkerProcess] = []
    worker = WorkerProcess(
        worker_command([]), tmp_path, lambda _, message: messages.append(message), exits.append
    )
    wait_until(lambda: {"event": "ready"} in messages)
    # Only the input is closed, as when the app is killed.
    worker._lines.put(None)
    wait_until(lambda: exits)
    assert exits == [worker]
    worker.kill()
