"""The moments of all shipped lessons, played right and astray: walked once, and shared by the tests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import product

import pytest
from solver import scripts_of_runs, walk

from tutor.content.steps import Step
from tutor.engine.run import Script
from tutor.engine.state import LessonState
from tutor.lesson.library import Library
from tutor.lesson.present import present
from tutor.lesson.view import View
from tutor.paths import lessons_folder
from tutor.ui.layout.flow import Page
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.sizes import viewport

LANGUAGES = ("vi", "en")
SIZES = ((100, 26), (66, 17), (50, 13), (34, 9))
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def windows(sizes: Sequence[tuple[int, int]]) -> pytest.MarkDecorator:
    """Return the parameters of a test that takes a language and a window's columns and rows."""
    every = list(product(LANGUAGES, sizes))
    names = [f"{language}-{columns}x{rows}" for language, (columns, rows) in every]
    return pytest.mark.parametrize(("language", "size"), every, ids=names)


IN_ALL_WINDOWS = windows(SIZES)


@dataclass(frozen=True)
class LessonMoment:
    """A state that a learner comes to, and what it shows."""

    script: Script
    state: LessonState
    view: View

    @property
    def step(self) -> Step:
        return self.script.lesson.steps[self.state.moment.index]

    def __str__(self) -> str:
        lesson = self.script.lesson
        return f"{lesson.language} {lesson.id} {self.state.moment}"


@cache
def library() -> Library:
    return Library((lessons_folder(),))


@cache
def moments(language: str, address: str = "bac") -> tuple[LessonMoment, ...]:
    """Return every moment of every lesson; whoever goes astray learns in a group of three."""
    phrases = library().phrases(language, address)
    return tuple(
        LessonMoment(script, state, present(script, state, phrases))
        for script, state in _states(language)
    )


@cache
def _states(language: str) -> tuple[tuple[Script, LessonState], ...]:
    return tuple(
        (played, state)
        for entry in library().catalogue.lessons(language, audience=None)
        for earlier, played in scripts_of_runs(library().script(entry.id, language)).items()
        for astray in (False, True)
        for state, _ in walk(
            played, astray=astray, now=NOW, earlier=earlier, seats=3 if astray else 1
        )
        if not state.finished
    )


@cache
def distinct_moments(language: str) -> tuple[LessonMoment, ...]:
    """Return one moment of each view: fewer than half of all."""
    by_view = {_key(moment.view): moment for moment in reversed(moments(language))}
    return tuple(reversed(by_view.values()))


def _key(view: View) -> object:
    """Return what tells views apart; a picture itself cannot be hashed."""
    return replace(view, picture=None), getattr(view.picture, "key", None)


@lru_cache(maxsize=1)
def paginated(
    language: str, size: tuple[int, int]
) -> tuple[tuple[LessonMoment, tuple[Page, ...]], ...]:
    """Return each distinct view with its pages in a window of columns and rows.

    Only the last layout is kept: `tests/conftest.py` runs the tests of one window after each other.
    """
    port = viewport(*size)
    return tuple((moment, paginate(moment.view, port)) for moment in distinct_moments(language))
