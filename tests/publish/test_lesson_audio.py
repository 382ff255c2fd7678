import importlib.util
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from tutor.cli.publish import make_audio
from tutor.content.catalogue import Catalogue
from tutor.content.facts import load_facts
from tutor.content.placeholders import Filler
from tutor.content.step_parts import Answer, Caller, Message, Node, Option, Part
from tutor.content.steps import Call, Choose, Do, Lesson, Recap, Say, Spot, Step
from tutor.i18n import Translator
from tutor.languages import LANGUAGES
from tutor.paths import lesson_roots
from tutor.publish.audio import NoEncoderError, audio_script, write_audio
from tutor.speech.clip import WAKE_SECONDS, read_sound
from tutor.speech.voices import open_voices


def lesson(*steps: Step) -> Lesson:
    return Lesson(
        format=1,
        id="thu",
        language="en",
        topic="x",
        title="A strange *call*",
        objective="Hang up",
        minutes=1,
        steps=steps,
    )


def read(*steps: Step) -> list[str]:
    parts = audio_script(lesson(*steps), Filler("en"), Translator("en"))
    return [utterance.text for part in parts[1:] for utterance in part.utterances]


def test_the_title_comes_first() -> None:
    (part,) = audio_script(lesson(), Filler("en"), Translator("en"))
    assert part.number == 0
    assert [u.text for u in part.utterances] == ["A strange call.", "Hang up."]


def test_a_question_is_followed_by_a_pause_and_the_answer() -> None:
    step = Choose(
        text="What do you do?",
        options=(
            Option(text="Read the code", because="Then the money is gone."),
            Option(text="Hang up", because="A *code* is yours alone.", right=True),
        ),
        fixed=True,
    )
    assert read(step) == [
        "What do you do?",
        "1. Read the code.",
        "2. Hang up.",
        "Think about it for a moment.",
        "The answer is number 2.",
        "Hang up.",
        "A code is yours alone.",
    ]
    spoken = audio_script(lesson(step), Filler("en"), Translator("en"))[1].utterances
    assert [u.pause for u in spoken] == [0, 0, 0, 5, 0, 0, 0]


def test_a_conversation_is_announced_and_read_to_a_good_ending() -> None:
    call = Call(
        text="It rings.",
        caller=Caller(name="Unknown"),
        genuine=False,
        nodes={
            "a": Node(says="Police!", answers=(Answer(text="Yes?", to="b"),)),
            "b": Node(
                says="Pay now!",
                answers=(
                    Answer(text="I will.", to="lost", because="Gone."),
                    Answer(text="Goodbye.", to="hang-up", because="Police never ask for money."),
                ),
            ),
            "c": Node(says="Never heard.", answers=()),
        },
    )
    assert read(call) == [
        "It rings.",
        "Practice call.",
        "Unknown says:",
        "Police!",
        "Unknown says:",
        "Pay now!",
        "A good answer:",
        "Goodbye.",
        "Police never ask for money.",
    ]


def test_a_message_is_read_with_its_suspicious_parts() -> None:
    parts = (Part(text="You won."), Part(text="Tap here!", flag="link", because="Do not tap."))
    assert read(Spot(text="A message.", message=Message(sender="Bank", parts=parts)))[-2:] == [
        "Tap here!",
        "Do not tap.",
    ]
    harmless = Message(sender="Hoa", parts=(Part(text="Home by six."),))
    assert read(Spot(text="A message.", message=harmless))[-1] == (
        "Nothing in this message is suspicious."
    )


def test_steps_for_some_learners_only_are_left_out() -> None:
    assert read(Say(text="Once more.", when="wrong x"), Recap(text="Keep:", keep="Hang up")) == [
        "Keep:",
        "Hang up.",
    ]


def test_spoken_text_replaces_the_text_of_the_screen() -> None:
    assert read(Do(text="Shown.", spoken="Said.", say="More.", checklist=("Open it",))) == [
        "Said.",
        "More.",
        "1. Open it.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lesson_has_an_audio_script(language: str) -> None:
    roots = lesson_roots()
    catalogue = Catalogue(roots)
    entries = catalogue.lessons(language)
    assert entries
    for entry in entries:
        loaded = catalogue.load(entry.id, language).lesson
        filler = Filler(loaded.language, facts=partial(load_facts, *roots))
        for part in audio_script(loaded, filler, Translator(loaded.language)):
            for utterance in part.utterances:
                assert not set("{}*\n") & set(utterance.text), utterance.text
                assert utterance.authored


def test_files_are_written_for_each_step_and_the_whole(tmp_path: Path) -> None:
    pytest.importorskip("espeakng_loader")
    parts = audio_script(
        lesson(Say(text="Hello."), Say(text="Goodbye.")), Filler("en"), Translator("en")
    )
    voices, _ = open_voices()
    files = list(write_audio("thu", parts, voices, "normal", tmp_path / "new", "wav"))
    assert [f.name for f in files] == ["thu-00.wav", "thu-01.wav", "thu-02.wav", "thu.wav"]
    assert sorted(f.name for f in (tmp_path / "new").iterdir()) == [f.name for f in files]
    seconds = [read_sound(f.read_bytes()).seconds for f in files]
    # The whole has two seconds between the steps, and the silence around them once.
    assert seconds[3] == pytest.approx(sum(seconds[:3]) + 4 - 4 * WAKE_SECONDS, abs=0.01)


def test_mp3_without_its_package_raises_no_encoder_error(tmp_path: Path) -> None:
    pytest.importorskip("espeakng_loader")
    parts = audio_script(lesson(), Filler("en"), Translator("en"))
    files = write_audio("thu", parts, open_voices()[0], "normal", tmp_path, "mp3")
    if importlib.util.find_spec("lameenc") is None:
        with pytest.raises(NoEncoderError):
            list(files)
    else:
        assert all(f.read_bytes()[:1] == b"\xff" for f in files)


def test_the_command_prints_the_files(tmp_path: Path) -> None:
    pytest.importorskip("espeakng_loader")
    arguments = ["lam-quen-phim", "--out", str(tmp_path), "--speed", "fast"]
    done = CliRunner().invoke(make_audio, arguments, standalone_mode=False, obj="vi")
    assert (done.return_value, done.stderr) == (0, "")
    printed = [Path(line) for line in done.stdout.splitlines()]
    assert printed[-1] == tmp_path / "lam-quen-phim.wav"
    assert sorted(printed) == sorted(tmp_path.iterdir())


def test_the_command_reports_errors_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    arguments = ["lam-quen-phim", "--out", str(tmp_path / "file" / "x")]
    done = CliRunner().invoke(make_audio, arguments, standalone_mode=False, obj="en")
    assert (done.return_value, done.stdout) == (3, "")
    assert done.stderr.startswith("A part of this name is a file, not a folder: ")
