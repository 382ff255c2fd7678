"""Input of the checks: a lesson, its YAML document, its texts by speaker."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar, cast

from tutor.authoring.context import CheckContext
from tutor.content.model import Place, Problem
from tutor.content.step_texts import Keys, Passage, step_passages
from tutor.content.steps import Lesson, Step
from tutor.content.text import strip_emphasis
from tutor.content.yaml_reader import Document

VARIANTS = "variants"
T = TypeVar("T")


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
            of_step = step_passages(step, under)
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
