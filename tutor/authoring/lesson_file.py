"""A lesson file while its author edits it: what can be played, its problems, and the same step again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tutor.authoring.stamps import Stamps, read_stamps
from tutor.content.catalogue import PHONE_FOLDER, LessonError, lessons_folder_of
from tutor.content.media import MEDIA_FOLDER
from tutor.content.model import Problem
from tutor.content.steps import Lesson
from tutor.engine.run import Script, resolve_variants, resume_at
from tutor.engine.state import LessonState
from tutor.lesson.library import Library

# What a lesson shows that stands in other files of a lessons folder.
_BESIDE = ("*.yaml", f"{PHONE_FOLDER}/*.yaml", f"{MEDIA_FOLDER}/*")


class LessonFile:
    """A lesson file that is read again whenever it has changed on disk, or what stands beside the lessons.

    That is the phone, the facts, the words, the pictures and the media of each lessons folder.
    `script` is what could be played of it last, None as long as that is nothing; `problems` are those that
    were found when it was last checked.
    """

    def __init__(
        self, path: Path, roots: Sequence[Path], shipped: Path, today: Callable[[], date]
    ) -> None:
        own = lessons_folder_of(path)
        self.path = path
        self._roots = (*(root for root in roots if root != own), own)
        self.library = Library(self._roots)
        self.script: Script | None = None
        self.problems: tuple[Problem, ...] = ()
        self._shipped = shipped
        self._today = today
        self._stamps: Stamps = {}

    def has_changed(self) -> bool:
        """Return whether a file is another than when it was read; while the lesson is replaced, none is."""
        stamps = self._read_stamps()
        return self.path in stamps and stamps != self._stamps

    def read(self) -> None:
        """Read the file, and check it."""
        self.load()
        self.check()

    def load(self) -> None:
        """Read what can be played of the file."""
        before, self._stamps = self._stamps, self._read_stamps()
        if any(
            before.get(f) != self._stamps.get(f) for f in {*before, *self._stamps} - {self.path}
        ):
            self.library.read_anew(self._roots)
        try:
            self.script = self.library.script_of_file(self.path)
        except LessonError as error:
            self.problems = error.problems

    def check(self) -> None:
        """Find the problems of the file, if it is there."""
        # Importing all checks takes longer than reading a lesson, which is played without them.
        from tutor.authoring.check import check

        if self.path.is_file():
            self.problems = tuple(check([self.path], self._shipped, self._today()).all())

    def _read_stamps(self) -> Stamps:
        beside = (f for root in self._roots for each in _BESIDE for f in root.glob(each))
        return read_stamps((self.path, *beside))


def same_step(old: Lesson, index: int, new: Lesson) -> int:
    """Return where a step stands after its lesson was edited.

    It is the step with the same id, else that with the same words, else the one as far behind a step that is
    found so.
    """
    for back in range(index + 1):
        step = old.steps[index - back]
        found = new.index_of(step.id) if step.id else None
        if found is None and step in new.steps:
            places = [place for place, other in enumerate(new.steps) if other == step]
            found = min(places, key=lambda place: abs(place - index))
        if found is not None:
            return min(found + back, len(new.steps) - 1)
    return min(index, len(new.steps) - 1)


def at_step(script: Script, index: int, variant: int, run: str) -> tuple[Script, LessonState]:
    """Return a lesson in one variant, and its state at the start of a step, also of one with `when`."""
    script = resolve_variants(script, variant)
    steps = tuple(replace(step, when="") for step in script.lesson.steps)
    unconditional = replace(script, lesson=replace(script.lesson, steps=steps))
    return script, resume_at(unconditional, run, run, index)
