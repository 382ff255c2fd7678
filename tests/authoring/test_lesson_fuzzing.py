"""Damaged lesson files: each plays, or gives problems that say where, what, and how to mend it."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from fuzzing import round_of, seeds
from lesson_mutations import mutate
from shipped import NOW, SIZES

from tutor.authoring.context import CheckContext
from tutor.authoring.lesson_check import check_script
from tutor.authoring.script import Script
from tutor.content.catalogue import LessonError, lesson_files
from tutor.content.lesson_reader import read_lesson
from tutor.content.messages import line_of
from tutor.content.model import Problem
from tutor.content.text import is_unsafe
from tutor.content.yaml_reader import read_document
from tutor.engine import responses as r
from tutor.engine.run import begin, choose, resolve_variants, respond
from tutor.i18n import Translator
from tutor.lesson.library import Library
from tutor.lesson.present import present
from tutor.paths import lessons_folder
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.sizes import viewport

TODAY = date(2026, 12, 1)
VI, EN = Translator("vi"), Translator("en")
PLACE = re.compile(r"f\.yaml(:[1-9]\d*:[1-9]\d*)?: ")
MOST_ANSWERS = 60


@cache
def lessons() -> tuple[Path, ...]:
    return tuple(lesson_files(lessons_folder()))


@cache
def context() -> CheckContext:
    return CheckContext(lessons_folder(), lessons_folder(), TODAY)


@cache
def shipped_ids(language: str) -> frozenset[str]:
    return frozenset(path.stem for path in lessons() if path.parts[-3] == language)


def problems_of(raw: bytes) -> list[Problem]:
    """Return the problems that `tutor check` finds in a lesson file."""
    document, problems = read_document(raw, "f.yaml")
    if document is None:
        assert problems
        return problems
    lesson, faults = read_lesson(document)
    assert (lesson is None) == bool(faults)
    if lesson is not None:
        faults = list(check_script(Script(lesson, document, context())))
    return [*problems, *faults]


def assert_helpful(problem: Problem) -> None:
    """Assert that a problem has a place and reads well in both languages."""
    lines = [line_of(problem, translate) for translate in (VI, EN)]
    assert lines[0] != lines[1]
    for line in lines:
        assert PLACE.match(line), line
        assert " — " in line
        assert not any(is_unsafe(sign) or sign == "\n" for sign in line), repr(line)
        assert len(line) < 1_000


def responses(random: Random) -> Iterator[r.Response]:
    """Yield what a learner may do."""
    others = (r.Back(), r.Hint(), r.Enter("0912"), r.Enter("*"), r.Sit(2), r.Sit(1))
    while True:
        yield r.Next()
        yield random.choice(others) if random.random() < 0.2 else r.Choose(random.randint(0, 9))


def play(root: Path, lesson_id: str, language: str, random: Random) -> bool:
    """Play a lesson at random, and lay out what each moment shows; return False if it cannot be read."""
    library = Library((lessons_folder(), root))
    try:
        script = library.script(lesson_id, language)
    except LessonError:
        return False
    earlier = random.randrange(3)
    script = resolve_variants(script, earlier)
    phrases = library.phrases(language, "ba")
    state, _ = begin(script, "run", "seed", NOW, earlier=earlier)
    for response in islice(responses(random), MOST_ANSWERS):
        if state.finished:
            break
        paginate(present(script, state, phrases), viewport(*random.choice(SIZES)))
        if isinstance(response, r.Choose):
            response = choose(script, state, response.number)
        state, _ = respond(script, state, response, NOW)
    return True


def attack(folder: Path, random: Random, outcomes: Counter[str]) -> None:
    """Damage one lesson; read, check and play it beside whole ones."""
    source = random.choice(lessons())
    language = source.parts[-3]
    raw = mutate(source.read_bytes(), random)
    problems = problems_of(raw)
    for problem in problems:
        assert_helpful(problem)
    target = folder / source.relative_to(lessons_folder())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(raw)
    library = Library((lessons_folder(), folder))
    entries = library.catalogue.lessons(language, audience=None)
    assert {entry.id for entry in entries} >= shipped_ids(language)
    for problem in library.catalogue.problems:
        assert problem.place.file.endswith(".yaml")
        line_of(problem, VI)
    for entry in entries:
        if entry.path == target:
            played = play(folder, entry.id, language, random)
            outcomes["played" if played else "refused"] += 1
            break
    else:
        outcomes["hidden"] += 1
    outcomes["with problems" if problems else "without problems"] += 1
    target.unlink()


def test_an_answer_that_leads_nowhere_stops_no_lesson(tmp_path: Path) -> None:
    (source,) = (path for path in lessons() if path.match("vi/*/ld-gia-cong-an.yaml"))
    text = re.sub(r"\bto: [\w-]+", "to: khong-co", source.read_text(encoding="utf-8"))
    target = tmp_path / source.relative_to(lessons_folder())
    target.parent.mkdir(parents=True)
    target.write_text(text, encoding="utf-8")
    assert "to-unknown" in {problem.code for problem in problems_of(text.encode())}
    for seed in range(5):
        assert play(tmp_path, source.stem, "vi", Random(seed))


def test_a_few_damaged_lessons(tmp_path: Path) -> None:
    for seed in range(8):
        with round_of(seed) as random:
            attack(tmp_path, random, Counter())


@pytest.mark.slow
def test_damaged_lessons(tmp_path: Path) -> None:
    outcomes: Counter[str] = Counter()
    for seed in seeds(2_000):
        with round_of(seed) as random:
            attack(tmp_path, random, outcomes)
    print(dict(outcomes))
