"""A lesson for people who only listen: its script with answers and time to think, and its sound files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, assert_never

from tutor.content.placeholders import Filler
from tutor.content.shuffle import shown_order
from tutor.content.steps import (
    GOOD_ENDINGS,
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
    Conversation,
    Do,
    Lesson,
    Order,
    Pairs,
    Practise,
    Recap,
    Say,
    Show,
    Sort,
    Spot,
    Step,
    Type,
)
from tutor.content.text import split_sentences, strip_emphasis
from tutor.i18n import N_, Translator
from tutor.paths import write_atomic
from tutor.speech.clip import Clip, join_clips, silence, wav_bytes, with_silence
from tutor.speech.speaker import Speed, Utterance
from tutor.speech.voices import Voices, compose

AudioFormat = Literal["wav", "mp3"]
FORMATS: tuple[AudioFormat, ...] = ("wav", "mp3")

# The script.

# Time to think where a learner would answer: what comes next gives the answer away.
_THINK_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """The utterances of one step; `number` is that of the step, 0 for the title."""

    number: int
    utterances: tuple[Utterance, ...]


def audio_script(
    lesson: Lesson,
    filler: Filler,
    translate: Translator,
    voice: str = "",
    sounds: Callable[[str], Path | None] = lambda _: None,
) -> tuple[ReadingPart, ...]:
    """Return the lesson's title and steps as sentences, filled with a form of address and facts.

    `sounds` returns the file of a sound of the author's own, which is heard where a step has it.
    A step for those who answered wrongly is left out, and so is what happens on the practice phone.
    """
    reader = _Reader(lesson, filler, translate, voice, sounds)
    parts = [ReadingPart(0, tuple(reader.read(lesson.title, lesson.objective)))]
    for number, step in enumerate(lesson.steps, 1):
        if not step.when:
            parts.append(ReadingPart(number, tuple(reader.step(step))))
    return tuple(part for part in parts if part.utterances)


class _Reader:
    def __init__(
        self,
        lesson: Lesson,
        filler: Filler,
        translate: Translator,
        voice: str,
        sounds: Callable[[str], Path | None],
    ) -> None:
        self._language = lesson.language
        self._seed = lesson.id  # every recording of a lesson has the same order
        self._filler = filler
        self._translate = translate
        self._voice = voice
        self._sounds = sounds

    def read(self, *texts: str, label: str = "", pause: float = 0.0) -> Iterator[Utterance]:
        """Yield the sentences of texts, the first after a label, with a pause after the last."""
        sentences = [
            sentence
            for text in texts
            for sentence in split_sentences(strip_emphasis(self._filler.fill(text)))
        ]
        if label and sentences:
            sentences[0] = f"{label}. {sentences[0]}"
        for index, sentence in enumerate(sentences, 1):
            ended = sentence if sentence[-1] in '.?!…:”»"' else f"{sentence}."
            utterance = Utterance(ended, self._language, voice=self._voice, authored=True)
            yield replace(utterance, pause=pause) if index == len(sentences) else utterance

    def step(self, step: Step) -> Iterator[Utterance]:
        yield from self.read(step.spoken or step.text, step.say)
        if step.sound is not None:
            yield from self.read(step.sound.says)
            file = self._sounds(step.sound.file)
            if file is not None:
                yield Utterance("", self._language, sound=str(file))
        match step:
            case Choose():
                yield from self._choose(step)
            case Sort():
                for i in shown_order(step, self._seed):
                    card = step.cards[i]
                    yield from self.read(card.text, pause=_THINK_SECONDS)
                    yield from self.read(step.sides[card.side], card.because)
            case Compare():
                shown = [step.messages[i] for i in shown_order(step, self._seed)]
                yield from self._numbered(
                    [f"{message.sender}. {message.text}" for message in shown]
                )
                yield from self._own(N_("Think about it for a moment."), pause=_THINK_SECONDS)
                number = str(shown.index(step.scam) + 1)
                yield from self._own(N_("The answer is number {number}."), number=number)
                yield from self.read(step.scam.text, step.because)
            case Pairs():
                for i in shown_order(step, self._seed):
                    pair = step.items[i]
                    yield from self.read(pair.text, pause=_THINK_SECONDS)
                    yield from self.read(pair.means, pair.because)
            case Spot():
                yield from self._spot(step)
            case Call() | Chat():
                yield from self._talk(step)
            case Order():
                yield from self._own(N_("Think about it for a moment."), pause=_THINK_SECONDS)
                yield from self._numbered([item.text for item in step.items])
            case Type():
                yield from self.read(step.expect[0])
            case Aloud():
                for heard in filter(None, (step.sentence, step.answers)):
                    yield from self.read(heard, pause=_THINK_SECONDS)
                yield from self.read(step.sentence if step.answers else "")
            case Do():
                yield from self._numbered(step.checklist)
            case Recap():
                yield from self.read(step.keep)
            case Say() | Show() | Practise():
                pass
            case _:
                assert_never(step)

    def _choose(self, step: Choose) -> Iterator[Utterance]:
        options = [step.options[i] for i in shown_order(step, self._seed)]
        yield from self._numbered([option.text for option in options])
        yield from self._own(N_("Think about it for a moment."), pause=_THINK_SECONDS)
        for number, option in enumerate(options, 1):
            if option.right:
                yield from self._own(N_("The answer is number {number}."), number=str(number))
                yield from self.read(option.text, option.because)

    def _spot(self, step: Spot) -> Iterator[Utterance]:
        if step.message.has_details:
            yield from self.read(step.message.sender)
        else:
            yield from self._own(N_("{caller} writes:"), caller=step.message.sender)
        yield from self.read(*(part.text for part in step.message.parts))
        yield from self._own(N_("Think about it for a moment."), pause=_THINK_SECONDS)
        flagged = [part for part in step.message.parts if part.flag]
        for part in flagged:
            yield from self.read(part.text, part.because)
        if not flagged:
            yield from self._own(N_("Nothing in this message is suspicious."))

    def _talk(self, step: Conversation) -> Iterator[Utterance]:
        """Yield the conversation up to the first answer that ends it well."""
        is_call = isinstance(step, Call)
        yield from self._own(N_("Practice call") if is_call else N_("Practice messages"))
        speaks = N_("{caller} says:") if is_call else N_("{caller} writes:")
        for node in step.nodes.values():
            yield from self._own(speaks, caller=step.caller.name)
            yield from self.read(node.says, pause=_THINK_SECONDS)
            for answer in node.answers:
                if answer.to in GOOD_ENDINGS:
                    yield from self._own(N_("A good answer:"))
                    yield from self.read(answer.text, answer.because)
                    return
        if not step.genuine:
            yield from self._own(N_("Hang up") if is_call else N_("Block the sender"))

    def _numbered(self, texts: Iterable[str]) -> Iterator[Utterance]:
        for number, text in enumerate(texts, 1):
            yield from self.read(text, label=str(number))

    def _own(self, message: str, pause: float = 0.0, **values: str) -> Iterator[Utterance]:
        yield from self.read(self._translate(message, **values), pause=pause)


# The sound files.

_BETWEEN_STEPS_SECONDS = 2.0
# Speech of one channel needs no more, and a phone with little room takes it.
_MP3_KILOBITS = 48
_MP3_QUALITY = 2


class NoEncoderError(Exception):
    """The package that writes this format is not installed."""


def write_audio(
    name: str,
    parts: Sequence[ReadingPart],
    voices: Voices,
    speed: Speed,
    folder: Path,
    kind: AudioFormat,
) -> Iterator[Path]:
    """Write `<name>-01.wav` and so on, then `<name>.wav`; yield each file once it is written.

    Raises:
        NoVoiceError: no voice speaks the language.
        NoEncoderError: the package for the format is not installed.
        OSError: a file cannot be written.
    """
    clips: list[Clip] = []
    for part in parts:
        clip = compose(voices, part.utterances, speed)
        yield _write(folder / f"{name}-{part.number:02}.{kind}", clip, kind)
        if clips:
            clips.append(silence(_BETWEEN_STEPS_SECONDS, clips[0].rate))
        clips.append(clip)
    yield _write(folder / f"{name}.{kind}", join_clips(clips), kind)


def _write(file: Path, clip: Clip, kind: AudioFormat) -> Path:
    clip = with_silence(clip)
    data = wav_bytes(clip) if kind == "wav" else _mp3(clip)
    return write_atomic(file, data)


def _mp3(clip: Clip) -> bytes:
    try:
        import lameenc
    except ImportError as error:
        raise NoEncoderError("lameenc") from error
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(_MP3_KILOBITS)
    encoder.set_in_sample_rate(clip.rate)
    encoder.set_channels(1)
    encoder.set_quality(_MP3_QUALITY)
    return bytes(encoder.encode(clip.pcm) + encoder.flush())
