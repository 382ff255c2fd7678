"""`WorkerSpeaker` with real worker processes that use test engines."""

import os
import stat
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from patience import wait_until
from speech_kit import Listener

from tutor.speech.client import WorkerSpeaker
from tutor.speech.process import LOG_NAME, Message, WorkerProcess, worker_command
from tutor.speech.speaker import (
    Degraded,
    Finished,
    SentenceFinished,
    SentenceStarted,
    SpeechEvent,
    Utterance,
)

pytestmark = pytest.mark.real

ONE = Utterance("Chào bác.", "vi")
TWO = Utterance("Mời bác ngồi.", "vi")

# The watchdog gives an engine 10 s to open, and then 2 s for each clause.
LONGER_THAN_A_CLAUSE = 2.5

MakeSpeaker = Callable[..., WorkerSpeaker]
Asked = Callable[[], list[str]]


def without_degraded(events: Sequence[SpeechEvent]) -> list[SpeechEvent]:
    return [event for event in events if not isinstance(event, Degraded)]


def ready(speaker: WorkerSpeaker) -> None:
    heard = Listener()
    speaker.say([Utterance("…", "vi")], heard)
    heard.wait()


def fires(speaker: WorkerSpeaker, watchdog: list[float], worker: int) -> bool:
    """Let the watchdog's clock go on, and tell whether it has ended the worker with this process id."""
    try:
        os.kill(worker, 0)
    except ProcessLookupError:
        return True
    watchdog[0] += LONGER_THAN_A_CLAUSE
    # Any order makes the watchdog look at its clock.
    speaker.settings("normal", 10)
    return False


def test_sentences_are_reported_in_order(make_speaker: MakeSpeaker) -> None:
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


def test_fifty_cycles_lose_and_repeat_nothing(make_speaker: MakeSpeaker) -> None:
    speaker = make_speaker("tone")
    listeners = [Listener() for _ in range(50)]
    for number, heard in enumerate(listeners):
        spoken = speaker.say([ONE, TWO], heard)
        if number % 5 == 0:
            begun = SentenceStarted(spoken, 0)
            wait_until(partial(heard.events.__contains__, begun))
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


def test_an_engine_that_hangs_is_replaced(
    make_speaker: MakeSpeaker, asked: Asked, watchdog: list[float], processes: list[WorkerProcess]
) -> None:
    speaker = make_speaker("hanging", "tone")
    heard = Listener()
    spoken = speaker.say([ONE], heard)
    wait_until(asked)
    wait_until(partial(fires, speaker, watchdog, processes[0].pid))
    events = heard.wait()
    assert Degraded("engine-replaced") in events
    assert without_degraded(events)[-1] == Finished(spoken, completed=True)
    assert asked() == ["hanging Chào bác.", "tone Chào bác."]
    again = Listener()
    speaker.say([TWO], again)
    assert Degraded("engine-replaced") not in again.wait()
    assert asked()[2:] == ["tone Mời bác ngồi."]


def test_a_later_sentence_that_hangs_leaves_the_first_as_it_was(
    make_speaker: MakeSpeaker, watchdog: list[float], processes: list[WorkerProcess]
) -> None:
    heard = Listener()
    speaker = make_speaker("hanging-later", "tone")
    spoken = speaker.say([ONE, TWO], heard)
    wait_until(lambda: SentenceFinished(spoken, 0) in heard.events)
    wait_until(partial(fires, speaker, watchdog, processes[0].pid))
    assert without_degraded(heard.wait()) == [
        SentenceStarted(spoken, 0),
        SentenceFinished(spoken, 0),
        SentenceStarted(spoken, 1),
        SentenceFinished(spoken, 1),
        Finished(spoken, completed=True),
    ]


def test_the_sentence_is_said_after_a_crash(make_speaker: MakeSpeaker, asked: Asked) -> None:
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


def test_the_sentence_is_said_again_after_the_worker_was_killed(
    make_speaker: MakeSpeaker, processes: list[WorkerProcess]
) -> None:
    speaker = make_speaker("tone")
    ready(speaker)
    heard = Listener()
    spoken = speaker.say([ONE, TWO], heard)
    wait_until(lambda: SentenceStarted(spoken, 1) in heard.events)
    os.kill(processes[-1].pid, 9)
    assert without_degraded(heard.wait()) == [
        SentenceStarted(spoken, 0),
        SentenceFinished(spoken, 0),
        SentenceStarted(spoken, 1),
        SentenceStarted(spoken, 1),
        SentenceFinished(spoken, 1),
        Finished(spoken, completed=True),
    ]


def test_a_language_without_a_voice_passes_in_silence(make_speaker: MakeSpeaker) -> None:
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


def test_output_of_an_engine_goes_to_the_log(
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


def test_a_state_folder_that_cannot_be_written_does_not_stop_speech(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    speaker = WorkerSpeaker(tmp_path / "file" / "state")
    heard = Listener()
    speaker.say([Utterance("…", "vi")], heard)
    assert isinstance(heard.wait()[-1], Finished)
    speaker.close()


def test_prepared_sentences_are_not_rendered_again(make_speaker: MakeSpeaker, asked: Asked) -> None:
    speaker = make_speaker("tone")
    speaker.prepare([ONE, TWO])
    heard = Listener()
    speaker.say([TWO, ONE], heard)
    heard.wait()
    assert sorted(asked()) == ["tone Chào bác.", "tone Mời bác ngồi."]


def test_a_listener_that_fails_does_not_end_the_voice(make_speaker: MakeSpeaker) -> None:
    def fail(_: object) -> None:
        raise LookupError

    speaker = make_speaker("tone")
    speaker.say([ONE], fail)
    heard = Listener()
    spoken = speaker.say([ONE], heard)
    assert heard.wait()[-1] == Finished(spoken, completed=True)


def test_closing_ends_the_worker_of_an_engine_that_hangs(
    make_speaker: MakeSpeaker, asked: Asked, processes: list[WorkerProcess]
) -> None:
    speaker = make_speaker("hanging")
    heard = Listener()
    spoken = speaker.say([ONE], heard)
    wait_until(asked)
    speaker.close()
    assert heard.wait()[-1] == Finished(spoken, completed=False)
    with pytest.raises(ProcessLookupError):
        os.kill(processes[-1].pid, 0)
    speaker.close()


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
