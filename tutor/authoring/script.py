"""Input of the checks: a lesson, its YAML document, its texts by speaker."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeVar, assert_never, cast

from tutor.authoring.context import CheckContext
from tutor.content.model import Place, Problem
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
from tutor.content.text import strip_emphasis
from tutor.content.yaml_reader import Document

# Who speaks: the program to the learner, a person in the lesson, or the notes for the volunteer.
Voice = Literal["lesson", "quoted", "guide"]
Keys = tuple[str | int, ...]

VARIANTS = "variants"
T = TypeVar("T")


class Passage(NamedTuple):
    """A text of a lesson and the path of its value in the file."""

    text: str
    keys: Keys
    voice: Voice = "lesson"


@dataclass(frozen=True, slots=True)
class Script:
    """A lesson, its document and the context of its checks.

    `passages` are its texts that are not empty, `lower_text` is all of them in lower case.
    """

    lesson: Lesson
    document: Document
    context: CheckContext = field(repr=False)
    passages: tuple[Passage, ...] = field(init=False)
    lower_text: str = field(init=False, repr=False)
    _read: dict[object, object] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        passages = [
            Passage(self.lesson.title, ("title",)),
            Passage(self.lesson.objective, ("objective",)),
        ]
        for at, step in self.played():
            under: Keys = ("steps", *at)
            of_step = _passages(step, under)
            if len(at) > 1:
                own = self.document.keys(*under)
                of_step = (passage for passage in of_step if passage.keys[len(under)] in own)
            passages += [passage for passage in of_step if passage.text]
        object.__setattr__(self, "passages", tuple(passages))
        lower_text = "\n".join(passage.text for passage in passages).lower()
        object.__setattr__(self, "lower_text", lower_text)

    def played(self) -> Iterator[tuple[Keys, Step]]:
        """Yield each step and each of its variants, with the keys that lead there from the list of steps."""
        for index, step in enumerate(self.lesson.steps):
            yield (index,), step
            for number, variant in enumerate(getattr(step, VARIANTS, ())):
                yield (index, VARIANTS, number), variant

    def says_itself(self, at: Keys, key: str) -> bool:
        """Return whether the step or variant has this key; a variant takes the others from its step."""
        return len(at) == 1 or key in self.document.keys("steps", *at)

    def step_place(self, *keys: str | int) -> Place:
        """Return the place of a value of a step, or of its nearest ancestor."""
        return self.document.place("steps", *keys)

    def problem(self, code: str, *keys: str | int, **details: str) -> Problem:
        """Return a problem of a step at these keys; the first one is the index of the step."""
        return Problem(self.step_place(*keys), code, details)

    def read_once(self, read: "Callable[[Script], Iterable[T]]") -> tuple[T, ...]:
        """Return what a function reads from this script; several checks need it, so it is kept."""
        if read not in self._read:
            self._read[read] = tuple(read(self))
        return cast("tuple[T, ...]", self._read[read])

    def fill(self, text: str) -> str:
        """Return a text as learners see it: without emphasis, with the default form of address."""
        return self.context.filler(self.lesson.language).fill(strip_emphasis(text))

    def at(self, passage: Passage, code: str, **details: str) -> Problem:
        """Return a problem at a text."""
        return Problem(self.document.place(*passage.keys), code, details)


def _passages(step: Step, at: Keys) -> Iterator[Passage]:
    yield Passage(step.text, (*at, step.kind))
    if step.kind != "say":
        yield Passage(step.say, (*at, "say"))
    yield Passage(step.hint, (*at, "hint"))
    if step.guide is not None:
        guide = step.guide
        for key, text in (
            ("ask", guide.ask),
            ("avoid", guide.avoid),
            ("own-phone", guide.own_phone),
        ):
            yield Passage(text, (*at, "guide", key), "guide")
    match step:
        case Choose(options=options):
            for i, option in enumerate(options):
                yield Passage(option.text, (*at, "options", i, "text"))
                yield Passage(option.because, (*at, "options", i, "because"))
                yield Passage(option.because_again, (*at, "options", i, "because_again"))
        case Practise(because=because):
            for move, text in because.items():
                yield Passage(text, (*at, "because", move))
        case Sort(sides=sides, cards=cards):
            for name, side in sides.items():
                yield Passage(side, (*at, "sides", name))
            for i, card in enumerate(cards):
                yield Passage(card.text, (*at, "cards", i, "text"), "quoted")
                yield Passage(card.because, (*at, "cards", i, "because"))
                yield Passage(card.because_again, (*at, "cards", i, "because_again"))
        case Spot(message=message):
            yield Passage(message.sender, (*at, "message", "sender"), "quoted")
            for i, part in enumerate(message.parts):
                yield Passage(part.text, (*at, "message", "parts", i, "text"), "quoted")
                yield Passage(part.because, (*at, "message", "parts", i, "because"))
        case Call() | Chat():
            yield from _talk(step, at)
        case Order(items=items):
            for i, entry in enumerate(items):
                yield Passage(entry.text, (*at, "items", i))
                yield Passage(entry.because, (*at, "items", i, "because"))
        case Type(expect=expect):
            for i, text in enumerate(expect):
                yield Passage(text, (*at, "expect", i), "quoted")
        case Do(checklist=checklist, watch=watch):
            for i, item in enumerate(checklist):
                yield Passage(item, (*at, "checklist", i))
            yield Passage(watch, (*at, "watch"), "guide")
        case Recap(keep=keep):
            yield Passage(keep, (*at, "keep"))
        case Say() | Show():
            pass
        case _:
            assert_never(step)


def _talk(step: Conversation, at: Keys) -> Iterator[Passage]:
    yield Passage(step.caller.name, (*at, "from", "name"), "quoted")
    yield Passage(step.caller.number, (*at, "from", "number"), "quoted")
    yield Passage(step.wants, (*at, "wants"))
    for name, node in step.nodes.items():
        yield Passage(node.says, (*at, "nodes", name, "says"), "quoted")
        for i, answer in enumerate(node.answers):
            yield Passage(answer.text, (*at, "nodes", name, "answers", i, "text"), "quoted")
            yield Passage(answer.because, (*at, "nodes", name, "answers", i, "because"))
            yield Passage(answer.because_again, (*at, "nodes", name, "answers", i, "because_again"))
