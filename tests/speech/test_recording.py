"""A voice of the village: what becomes of a sentence that was read; made sound stands for a microphone."""

import sys
from array import array
from pathlib import Path
from random import Random

import pytest
from made_speech import babble
from patience import wait_until

from tutor.content.placeholders import Filler
from tutor.content.step_parts import Caller, Node
from tutor.content.steps import Call, Lesson, Say
from tutor.lesson.to_record import sentences_to_record
from tutor.speech import capture
from tutor.speech.capture import DeviceMicrophone, NoMicrophoneError
from tutor.speech.clip import Clip, join_clips
from tutor.speech.engines.recorded import RecordedEngine, read_pack, read_packs
from tutor.speech.loudness import TARGET_LUFS, loudness
from tutor.speech.normalise import spoken_text
from tutor.speech.recording import (
    OTHER_LENGTH,
    TOO_LOUD,
    TOO_QUIET,
    RecordingError,
    Takes,
    delete_pack,
    pack_name,
    usable,
)

SENTENCE = "Chào bác, mình cùng tập nhé."


def room(seconds: float, level: int = 40) -> Clip:
    """Return the noise of a quiet room."""
    chance = Random(3)
    samples = array("h", (chance.randint(-level, level) for _ in range(int(seconds * 22_050))))
    return Clip(samples.tobytes(), 22_050)


def test_the_room_around_the_words_is_cut_off_and_the_level_is_set() -> None:
    read = join_clips([room(1.5), babble(2, 0.1), room(2.5)])
    take = usable(read, SENTENCE, "vi")
    assert 2.0 <= take.seconds <= 2.3
    assert loudness(take) == pytest.approx(TARGET_LUFS, abs=0.5)


@pytest.mark.parametrize(
    ("clip", "why"),
    [
        (room(3), TOO_QUIET),
        (Clip(b"", 22_050), TOO_QUIET),
        (Clip(array("h", [32_767, -32_768] * 22_050).tobytes(), 22_050), TOO_LOUD),
        (join_clips([room(0.5), babble(0.2, 0.3), room(0.5)]), OTHER_LENGTH),
    ],
)
def test_what_cannot_be_used_is_said(clip: Clip, why: str) -> None:
    with pytest.raises(RecordingError, match=why[:20]):
        usable(clip, SENTENCE, "vi")


def test_takes_become_a_pack_that_reads(tmp_path: Path) -> None:
    take = babble(2, 0.3)
    takes = Takes(tmp_path, "Cô Hoa", "vi", "CC BY 4.0", 2026)
    takes.add(SENTENCE, take)
    takes.add("Mời bác ngồi xuống đây ạ.", take)
    # A power cut: what was read is there again, and no voice is installed yet.
    takes = Takes(tmp_path, "Cô Hoa", "vi", "CC BY 4.0", 2026)
    assert len(takes) == 2
    assert takes.has("Chào bác, mình cùng tập nhé.")
    assert read_packs([tmp_path]) == []
    takes.add(SENTENCE, babble(3, 0.3))
    assert takes.make_pack().name == "vi-co-hoa"
    pack = read_pack(tmp_path / "recorded" / "vi-co-hoa")
    assert (pack.title, pack.licence, len(pack.texts)) == ("Cô Hoa", "CC BY 4.0", 2)
    engine = RecordedEngine([tmp_path])
    assert engine.render(spoken_text(SENTENCE, "vi"), pack.name, 100).seconds == 3.0
    # Nothing more is read: the pack stays as it is.
    Takes(tmp_path, "Cô Hoa", "vi", "CC BY-SA 4.0", 2027).make_pack()
    assert read_packs([tmp_path]) == [pack]
    # Another lesson is added to what they read before.
    more = Takes(tmp_path, "Cô Hoa", "vi", "CC BY 4.0", 2026)
    more.add("Hôm nay trời đẹp quá bác ạ.", take)
    more.make_pack()
    assert len(read_packs([tmp_path])[0].texts) == 3
    delete_pack(tmp_path, "vi-co-hoa")
    assert list((tmp_path / "recorded").iterdir()) == []


@pytest.mark.parametrize(
    ("reader", "name"),
    [
        ("Cô Hoa", "vi-co-hoa"),
        ("../Đặng  Văn", "vi-dang-van"),
        ("!", "vi"),
        ("A" * 90, "vi-" + "a" * 37),
    ],
)
def test_the_name_of_a_reader_is_a_name_of_a_pack(reader: str, name: str) -> None:
    assert pack_name(reader, "vi") == name


def test_the_sentences_of_a_lesson_are_read_once_and_without_the_words_of_callers() -> None:
    steps = (
        Say(text="Chào {bac}. *Gọi 113* khi cần."),
        Say(text="Chào {bac}! Mời {bac} nghe"),
        Call(
            text="Điện thoại reo.",
            caller=Caller(name="Số lạ"),
            genuine=False,
            nodes={"a": Node(says="Tôi là công an.", answers=())},
        ),
    )
    lesson = Lesson(
        format=1,
        id="thu",
        language="vi",
        topic="x",
        title="Thử",
        objective="Thử",
        minutes=5,
        steps=steps,
    )
    sentences = sentences_to_record(lesson, Filler("vi"))
    assert sentences[:5] == (
        "Chào bác.",
        "Gọi 113 khi cần.",
        "Chào bác!",
        "Mời bác nghe.",
        "Điện thoại reo.",
    )
    assert "Tôi là công an." not in sentences


CHILD = (
    "import sys\n"
    "out = sys.stdout.buffer\n"
    "out.write(b'!' + b'\\x00\\x40' * 4000)\n"
    "out.flush()\n"
    "sys.stdin.read()\n"
)


def test_a_microphone_tells_its_level_and_what_it_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "_command", lambda *_: [sys.executable, "-c", CHILD])
    microphone = DeviceMicrophone()
    microphone.start()
    wait_until(lambda: microphone.level == 0.5)
    assert microphone.stop() == Clip(b"\x00\x40" * 4000, capture.RATE)


@pytest.mark.parametrize("command", [[sys.executable, "-c", "pass"], ["no-such-program"]])
def test_without_a_microphone_that_is_said(
    monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(capture, "_command", lambda *_: command)
    with pytest.raises(NoMicrophoneError):
        DeviceMicrophone().start()
    assert capture.play(babble(0.1, 0.1)) is (command[0] == sys.executable)
