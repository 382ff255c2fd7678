"""Check of lesson files, each on its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tutor.authoring.context import CheckContext
from tutor.authoring.encounters import check_cards, check_encounters
from tutor.authoring.guessing import check_guessing
from tutor.authoring.markup_checks import check_letters, check_markup, check_silent
from tutor.authoring.media_checks import check_photos, check_pictures, check_sounds
from tutor.authoring.partial import check_part
from tutor.authoring.phone_checks import check_phone_steps
from tutor.authoring.script import Script
from tutor.authoring.step_checks import (
    check_answers,
    check_conversations,
    check_ids,
    check_patterns,
    check_skills,
)
from tutor.authoring.style_checks import (
    check_breath,
    check_comforts,
    check_duration,
    check_machine,
    check_questions,
    check_unwritten,
)
from tutor.authoring.voice_checks import check_abbreviations
from tutor.authoring.word_checks import check_explains
from tutor.authoring.wording_checks import (
    check_address,
    check_facts,
    check_length,
    check_literal_claims,
    check_placeholders,
    check_played_names,
    check_shaming,
    check_spoken,
)
from tutor.content.lesson_reader import read_lesson
from tutor.content.mending import read_mended, read_part
from tutor.content.model import Problem
from tutor.content.yaml_reader import Document, read_bytes

# Checks of the texts, one by one, and of the steps, one by one: they can do without the rest of a lesson.
_OF_TEXTS = (
    check_facts,
    check_literal_claims,
    check_played_names,
    check_placeholders,
    check_address,
    check_shaming,
    check_spoken,
    check_abbreviations,
    check_questions,
    check_unwritten,
    check_machine,
    check_breath,
    check_markup,
    check_letters,
    check_silent,
)
_OF_STEPS = (
    check_ids,
    check_skills,
    check_patterns,
    check_pictures,
    check_photos,
    check_sounds,
    check_answers,
    check_conversations,
    check_phone_steps,
    check_length,
)
# Every check of one lesson. A new check is a function that yields problems, and its name in one of these.
LESSON_CHECKS: tuple[Callable[[Script], Iterator[Problem]], ...] = (
    *_OF_STEPS,
    *_OF_TEXTS,
    check_explains,
    check_guessing,
    check_encounters,
    check_cards,
    check_comforts,
    check_duration,
)


def check_file(path: Path, context: CheckContext) -> tuple[Script | None, list[Problem]]:
    """Return the lesson of a file, or None where it cannot be read, and its problems."""
    document, problems = _read_document(path)
    if document is None:
        return None, problems
    lesson, faults = read_lesson(document)
    if lesson is not None:
        script = Script(lesson, document, context)
        return script, [*problems, *check_script(script)]
    part = read_part(document)
    if part is not None:
        readable = Script(part.lesson, part.document, context)
        faults += check_part(part, readable, _OF_TEXTS, _OF_STEPS)
    return None, [*problems, *faults]


def _read_document(path: Path) -> tuple[Document | None, list[Problem]]:
    """Read the values of a file, lines that lack quotes as if they had them."""
    raw, problems = read_bytes(path, str(path))
    if raw is None:
        return None, problems
    return read_mended(raw, str(path))


def read_script(path: Path, context: CheckContext) -> Script | None:
    """Return the lesson of a file, or None where it cannot be read."""
    document, _ = _read_document(path)
    lesson = None if document is None else read_lesson(document)[0]
    return None if lesson is None or document is None else Script(lesson, document, context)


def check_script(script: Script) -> Iterator[Problem]:
    """Yield the problems of one lesson that do not depend on other lessons."""
    for check_lesson in LESSON_CHECKS:
        yield from check_lesson(script)
