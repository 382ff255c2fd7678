from recording_speaker import RecordingSpeaker

from tutor.speech.speaker import (
    Finished,
    SentenceFinished,
    SentenceStarted,
    SilentSpeaker,
    Speaker,
    SpeechEvent,
    Utterance,
)

ONE, TWO = Utterance("Một.", "vi"), Utterance("Hai.", "vi")


def test_without_sound_all_sentences_are_finished_at_once() -> None:
    speaker: Speaker = SilentSpeaker()
    events: list[SpeechEvent] = []
    assert [speaker.say([ONE, TWO], events.append, delay=0.5) for _ in range(2)] == [1, 2]
    assert events == [Finished(1, completed=True), Finished(2, completed=True)]
    assert not speaker.speaking


def test_a_recording_speaker_finishes_at_once() -> None:
    speaker = RecordingSpeaker()
    as_speaker: Speaker = speaker
    events: list[SpeechEvent] = []
    assert as_speaker.say([ONE, TWO], events.append, delay=0.5) == 1
    assert events == [
        SentenceStarted(1, 0),
        SentenceFinished(1, 0),
        SentenceStarted(1, 1),
        SentenceFinished(1, 1),
        Finished(1, completed=True),
    ]
    assert speaker.said == [(ONE, TWO)]
    assert not speaker.speaking


def test_a_held_recording_speaker_waits_at_each_sentence() -> None:
    speaker = RecordingSpeaker(hold=True)
    events: list[SpeechEvent] = []
    speaker.say([ONE, TWO], events.append)
    assert events == [SentenceStarted(1, 0)]
    speaker.finish_sentence()
    assert events[1:] == [SentenceFinished(1, 0), SentenceStarted(1, 1)]
    speaker.finish_sentence()
    assert events[-1] == Finished(1, completed=True)


def test_another_say_and_stop_finish_uncompleted() -> None:
    speaker = RecordingSpeaker(hold=True)
    events: list[SpeechEvent] = []
    speaker.say([ONE], events.append)
    speaker.say([TWO], events.append)
    speaker.pause()
    states = [speaker.paused]
    speaker.close()
    states += [speaker.paused, speaker.speaking, speaker.closed]
    assert states == [True, False, False, True]
    assert events == [
        SentenceStarted(1, 0),
        Finished(1, completed=False),
        SentenceStarted(2, 0),
        Finished(2, completed=False),
    ]


def test_a_listener_may_stop_or_say_again() -> None:
    speaker = RecordingSpeaker()
    events: list[SpeechEvent] = []

    def follow(event: SpeechEvent) -> None:
        events.append(event)
        if event == SentenceFinished(1, 0):
            speaker.say([TWO], events.append)

    speaker.say([ONE, TWO], follow)
    assert events[2] == Finished(1, completed=False)
    assert events[-1] == Finished(2, completed=True)
    assert not speaker.speaking
