"""A lesson as it is read aloud to people who only listen: questions, time to think, and the answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from tutor.content.placeholders import Filler
from tutor.content.steps import (
    Call,
    Chat,
    Choose,
    Conversation,
    Do,
    Lesson,
    Order,
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
from tutor.speech import Utterance

_THINK_SECONDS = 5.0
# Where the learner would have to answer: what they hear after it gives the answer away.
_GOOD_ENDINGS = ("hang-up", "block", "end")


@dataclass(frozen=True, slots=True)
class Part:
    """What is read for one step; `number` is that of the step, 0 for the title."""

    number: int
    utterances: tuple[Utterance, ...]


def audio_script(
    lesson: Lesson, filler: Filler, translate: Translator, voice: str = ""
) -> tuple[Part, ...]:
    """Return the lesson's title and steps as sentences, filled with a form of address and facts.

    A step for those who answered wrongly is left out, and so is what happens on the practice phone.
    """
    reader = _Reader(lesson.language, filler, translate, voice)
    parts = [Part(0, tuple(reader.read(lesson.title, lesson.objective)))]
    for number, step in enumerate(lesson.steps, 1):
        if not step.when:
            parts.append(Part(number, tuple(reader.step(step))))
    return tuple(part for part in parts if part.utterances)


class _Reader:
    def __init__(self, language: str, filler: Filler, translate: Translator, voice: str) -> None:
        self._language = language
        self._filler = filler
        self._translate = translate
        self._voice = voice

    def read(self, *texts: str, label: str = "", pause: float = 0.0) -> Iterator[Utterance]:
        """Yield the sentences of texts, the first with a label, and a pause after the last."""
        said = [
            s for text in texts for s in split_sentences(strip_emphasis(self._filler.fill(text)))
        ]
        if label and said:
            said[0] = f"{label}. {said[0]}"
        for index, sentence in enumerate(said, 1):
            ended = sentence if sentence[-1] in '.?!…:”»"' else f"{sentence}."
            utterance = Utterance(ended, self._language, voice=self._voice, authored=True)
            yield replace(utterance, pause=pause) if index == len(said) else utterance

    def step(self, step: Step) -> Iterator[Utterance]:
        yield from self.read(step.spoken or step.text, step.say)
        match step:
            case Choose():
                yield from self._choose(step)
            case Sort():
                for card in step.cards:
                    yield from self.read(card.text, pause=_THINK_SECONDS)
                    yield from self.read(step.sides[card.side], card.because)
            case Spot():
                yield from self._spot(step)
            case Call() | Chat():
                yield from self._talk(step)
            case Order():
                yield from self._own(N_("Think about it for a moment."), pause=_THINK_SECONDS)
                yield from self._numbered(step.items)
            case Type():
                yield from self.read(step.expect[0])
            case Do():
                yield from self._numbered(step.checklist)
            case Recap():
                yield from self.read(step.keep)
            case Say() | Show() | Practise():
                pass
            case _:
                assert_never(step)

    def _choose(self, step: Choose) -> Iterator[Utterance]:
        yield from self._numbered([option.text for option in step.options])
        yield from self._own(N_("Think about it for a moment."), pause=_THINK_SECONDS)
        for number, option in enumerate(step.options, 1):
            if option.right:
                yield from self._own(N_("The answer is number {number}."), number=str(number))
                yield from self.read(option.text, option.because)

    def _spot(self, step: Spot) -> Iterator[Utterance]:
        yield from self._own(N_("{caller} writes:"), caller=step.message.sender)
        yield from self.read(*(part.text for part in step.message.parts))
        yield from self._own(N_("Think about it for a moment."), pause=_THINK_SECONDS)
        found = [part for part in step.message.parts if part.flag]
        for part in found:
            yield from self.read(part.text, part.because)
        if not found:
            yield from self._own(N_("Nothing in this message is suspicious."))

    def _talk(self, step: Conversation) -> Iterator[Utterance]:
        """Yield the conversation up to the first answer that ends it well."""
        call = isinstance(step, Call)
        yield from self._own(N_("Practice call") if call else N_("Practice messages"))
        said = N_("{caller} says:") if call else N_("{caller} writes:")
        for node in step.nodes.values():
            yield from self._own(said, caller=step.caller.name)
            yield from self.read(node.says, pause=_THINK_SECONDS)
            for answer in node.answers:
                if answer.to in _GOOD_ENDINGS:
                    yield from self._own(N_("A good answer:"))
                    yield from self.read(answer.text, answer.because)
                    return
        if not step.genuine:
            yield from self._own(N_("Hang up") if call else N_("Block the sender"))

    def _numbered(self, texts: "tuple[str, ...] | list[str]") -> Iterator[Utterance]:
        for number, text in enumerate(texts, 1):
            yield from self.read(text, label=str(number))

    def _own(self, message: str, pause: float = 0.0, **values: str) -> Iterator[Utterance]:
        yield from self.read(self._translate(message, **values), pause=pause)
