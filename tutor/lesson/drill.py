"""Builds a drill: a lesson of about five minutes from steps of several lessons."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any, cast

from tutor.content.catalogue import LessonError, LoadedLesson
from tutor.content.steps import (
    Call,
    Chat,
    Choose,
    Compare,
    Language,
    Lesson,
    Order,
    Pairs,
    Practise,
    Recap,
    Sort,
    Spot,
    Step,
)
from tutor.engine.drill import DRILL, DrillItem, next_variant, parse_drill_item, resolve_lesson
from tutor.i18n import Translator
from tutor.learning.refresh import MINUTES, OBJECTIVE, TITLE, Question
from tutor.lesson.duration import ANSWER_SECONDS, step_seconds

Read = Callable[[str], LoadedLesson | None]
"""Gives a lesson by its id, None where it is not there any more or cannot be read."""

# The last half minute is for the sentence to keep.
_BUDGET = MINUTES * 60 - 30
# So many turns of a conversation are counted: in a drill most scams are ended soon.
_TURNS = 3

_Asking = Choose | Sort | Pairs | Compare | Spot | Call | Chat | Order | Practise


def compose(questions: Iterable[Question], read: Read) -> tuple[DrillItem, ...]:
    """Return the parts of a drill that takes about five minutes, in the order of the questions.

    A step that would make it longer is left for another time; whatever comes after it may still fit.
    """
    parts: list[DrillItem] = []
    left = float(_BUDGET)
    for question in questions:
        loaded = read(question.lesson)
        step = None if loaded is None else _step(loaded.lesson, question.step_id)
        if loaded is None or not isinstance(step, _Asking):
            continue
        number = next_variant(question.variants, 1 + len(getattr(step, "variants", ())))
        part = DrillItem(question.lesson, question.step_id, number)
        played = _played(loaded.lesson, part)
        seconds = 0.0 if played is None else step_seconds(played, _TURNS)
        if parts and seconds > left:
            continue
        parts.append(part)
        left -= seconds
        if left < ANSWER_SECONDS:
            break
    return tuple(parts)


def drill_lesson(parts: Iterable[str], read: Read, translate: Translator) -> LoadedLesson:
    """Return the lesson that these parts make; raises LessonError where nothing of them is left.

    It ends with the one sentence to keep of the lesson that comes first, the weakest.
    """
    steps: list[Step] = []
    recap: Step | None = None
    revisions = sha256()
    for part in filter(None, map(parse_drill_item, parts)):
        loaded = read(part.lesson)
        step = None if loaded is None else _played(loaded.lesson, part)
        if loaded is None or step is None:
            continue
        revisions.update(f"{part} {loaded.revision}\n".encode())
        steps.append(_alone(step, part))
        recap = recap or next((s for s in loaded.lesson.steps if isinstance(s, Recap)), None)
    if not steps:
        raise LessonError(DRILL, ())
    if recap is not None:
        steps.append(replace(recap, when=""))
    lesson = Lesson(
        format=1,
        id=DRILL,
        language=cast(Language, translate.language),
        topic="",
        title=translate(TITLE),
        objective=translate(OBJECTIVE),
        minutes=MINUTES,
        steps=tuple(steps),
    )
    return LoadedLesson(lesson, revisions.hexdigest()[:16])


def _step(lesson: Lesson, step_id: str) -> Step | None:
    index = lesson.index_of(step_id)
    return None if index is None else lesson.steps[index]


def _played(lesson: Lesson, part: DrillItem) -> Step | None:
    """Return a step in its variant."""
    return _step(resolve_lesson(lesson, part.variant), part.step)


def _alone(step: Step, part: DrillItem) -> Step:
    """Return a step under the name of its part, whatever came before it in its lesson, and without cues."""
    named: dict[str, Any] = {"id": str(part), "when": ""}
    if isinstance(step, Practise):
        named["errorless"] = False
    return replace(step, **named)
