import threading
import unicodedata
from array import array
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS
from speech_kit import FastTime, Listener, tone

from tutor.paths import bundled_voices
from tutor.speech.client import WorkerSpeaker
from tutor.speech.clip import Clip, Mark, join_clips, silence, word_marks
from tutor.speech.engines.espeak import EspeakEngine
from tutor.speech.normalise import normalise
from tutor.speech.normalise.text import join_spoken
from tutor.speech.performer import Performer, Renderer, Script
from tutor.speech.player import TimedPlayer
from tutor.speech.process import Message
from tutor.speech.profiles import read_profiles
from tutor.speech.speaker import SentenceFinished, SentenceStarted, Utterance, WordStarted
from tutor.speech.voices import Voices, marks_in_text

LESSON = (
    ("vi", "Bác bấm vào nút màu xanh, để gửi tin nhắn cho con."),
    ("vi", "Gọi 113 trước 10:30, nhớ mã OTP 482913 không đọc cho ai!"),
    ("vi", "Chuyển 10.000.000đ ngay, nếu không sẽ khoá tài khoản?"),
    ("vi", "Mở Zalo, VNeID và dichvucong.gov.vn ạ."),
    ("en", "Press the green button, then wait until 9:15 for your reply."),
)


def words_under_the_voice(text: str, clip: Clip) -> list[str]:
    return [text[mark.start : mark.end] for mark in clip.marks]


def test_each_word_is_marked_once_by_the_position_in_it() -> None:
    positions = [(0, 0), (10, 4), (20, 5), (30, 5), (40, 4), (50, 11)]
    assert word_marks("mã  482913 nhé", positions) == (
        Mark(0, 0, 2),
        Mark(10, 4, 10),
        Mark(50, 11, 14),
    )
    assert word_marks("", [(0, 0)]) == ()


def test_marks_in_spoken_words_are_mapped_to_the_shown_text() -> None:
    text = "Gọi 113, rồi (ngồi)."
    tokens = normalise(text, "vi")
    spoken_words = join_spoken(tokens)
    starts = (i for i, char in enumerate(" " + spoken_words) if char == " ")
    positions = list(enumerate(starts))
    shown = marks_in_text(word_marks(spoken_words, positions), tokens)
    assert [text[m.start : m.end] for m in shown] == ["Gọi", "113", "rồi", "ngồi"]
    assert [m.frame for m in shown] == [0, 1, 4, 5]


def test_marks_follow_cuts_joins_and_rates() -> None:
    loud = array("h", [5000] * 1000).tobytes()
    clip = Clip(bytes(2000) + loud, 1000, (Mark(0, 0, 2), Mark(1500, 3, 5))).trim()
    assert [m.frame for m in clip.marks] == [0, 510]
    assert [m.frame for m in clip.at_rate(2000).marks] == [0, 1020]
    assert [m.frame for m in join_clips([silence(1, 1000), clip]).marks] == [1000, 1510]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("language", "text"), LESSON)
def test_every_shown_word_is_marked_in_order(language: str, text: str, form: str) -> None:
    pytest.importorskip("espeakng_loader")
    profiles, _ = read_profiles([bundled_voices()])
    text = unicodedata.normalize("NFC" if form == "NFC" else "NFD", text)
    rendered = Voices(profiles, [EspeakEngine()]).render(Utterance(text, language), "normal")
    marked = words_under_the_voice(text, rendered.clip)
    assert marked == [word.strip(".,!?") for word in text.split() if any(map(str.isalnum, word))]
    frames = [mark.frame for mark in rendered.clip.marks]
    assert frames == sorted(set(frames))
    assert frames[-1] < rendered.clip.frames


class Beeps:
    """Renders each word as a beep of 0.1 s, two a second."""

    name = "espeak"
    clauses = False
    beeps = 5

    def voice(self, language: str, wanted: str) -> str:
        return language

    def caller_voice(self, voice: str) -> str:
        return voice

    def cache_tag(self, voice: str) -> str:
        return ""

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        word = join_clips([tone(0.1, 22_050), silence(0.4)])
        clip = join_clips([word] * self.beeps)
        positions = ((n * word.frames, 3 * n) for n in range(self.beeps))
        return Clip(clip.pcm, clip.rate, word_marks(spoken, positions))


def test_words_are_reported_when_their_frames_are_heard() -> None:
    fast_time = FastTime()
    over = threading.Event()
    words: list[tuple[float, int]] = []
    began: list[float] = []

    def tell(message: Message) -> None:
        match message:
            case {"event": "started"}:
                began.append(fast_time.now)
            case {"event": "word", "start": start}:
                words.append((fast_time.now, start))
            case {"event": "done"}:
                over.set()

    profiles, _ = read_profiles([bundled_voices()])
    renderer = Renderer(Voices(profiles, [Beeps()]), fast_time)
    player = TimedPlayer(fast_time.clock)
    performer = Performer(renderer, player, fast_time, tell, fast_time.clock)
    for run in (renderer.run, performer.run):
        threading.Thread(target=run, daemon=True).start()
    utterances = (Utterance("la la la la la", "vi"),)
    performer.say(Script(1, utterances, 0, 0.0, fast_time.now))
    assert over.wait(PATIENCE_SECONDS)
    assert [start for _, start in words] == [0, 3, 6, 9, 12]
    late = [at - began[0] - 0.5 * number for number, (at, _) in enumerate(words)]
    assert max(map(abs, late)) < 0.005


@pytest.mark.real
def test_word_events_refer_to_the_shown_text(tmp_path: Path) -> None:
    pytest.importorskip("espeakng_loader")
    speaker = WorkerSpeaker(tmp_path)
    try:
        heard = Listener()
        text = "Gọi 113, nhé?"
        spoken = speaker.say([Utterance(text, "vi")], heard)
        events = heard.wait()
    finally:
        speaker.close()
    words = [event for event in events if isinstance(event, WordStarted)]
    assert {(event.id, event.index) for event in words} == {(spoken, 0)}
    assert [text[event.start : event.end] for event in words] == ["Gọi", "113", "nhé"]
    places = [events.index(event) for event in words]
    assert events.index(SentenceStarted(spoken, 0)) < places[0]
    assert places[-1] < events.index(SentenceFinished(spoken, 0))
