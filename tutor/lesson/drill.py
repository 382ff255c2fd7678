"""Builds a drill: a lesson of about five minutes from steps of several lessons."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any, assert_never, cast

from tutor.content.catalogue import LessonError, LoadedLesson
from tutor.content.steps import (
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
    Do,
    Language,
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
from tutor.content.text import strip_emphasis
from tutor.engine.drill import DRILL, DrillItem, next_variant, parse_drill_item, resolve_lesson
from tutor.i18n import Translator
from tutor.learning.refresh import MINUTES, OBJECTIVE, TITLE, Question

Read = Callable[[str], LoadedLesson | None]
"""Gives a lesson by its id, None where it is not there any more or cannot be read."""

# The last half minute is for the sentence to keep.
_BUDGET = MINUTES * 60 - 30
# What hearing a syllable and giving an answer take, at the pace of a learner who listens to all of it.
_SYLLABLE_SECONDS = 0.4
_ANSWER_SECONDS = 8
_TURNS = 3
_PRESSES = 5

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
        seconds = _seconds(_played(loaded.lesson, part))
        if parts and seconds > left:
            continue
        parts.append(part)
        left -= seconds
        if left < _ANSWER_SECONDS:
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


def _seconds(step: Step | None) -> float:
    """Return about how long a step takes to hear and to answer."""
    if step is None:
        return 0.0
    heard, answers = _asks(step)
    syllables = sum(len(strip_emphasis(text).split()) for text in (step.text, step.say, *heard))
    return syllables * _SYLLABLE_SECONDS + answers * _ANSWER_SECONDS


def _asks(step: Step) -> tuple[list[str], int]:
    """Return what is heard beside the words of the step, and how many answers it takes."""
    match step:
        case Choose():
            right = [option.because for option in step.options if option.right]
            return [*(option.text for option in step.options), *right], len(right)
        case Sort():
            return [f"{c.text} {c.because}" for c in step.cards], len(step.cards)
        case Compare():
            return [step.genuine.text, step.scam.text, step.because], 1
        case Pairs():
            means = [pair.means for pair in step.items]
            each = [f"{pair.text} {pair.because}" for pair in step.items]
            return [*each, *means * len(means)], len(step.items)
        case Spot():
            parts = step.message.parts
            flagged = sum(bool(part.flag) for part in parts)
            return [f"{part.text} {part.because}" for part in parts], max(1, flagged)
        case Call() | Chat():
            nodes = list(step.nodes.values())[:_TURNS]
            texts = [node.says for node in nodes]
            return [*texts, *(a.text for node in nodes for a in node.answers)], len(nodes)
        case Order():
            return [item.text for item in step.items], len(step.items)
        case Practise():
            return [], _PRESSES
        case Recap():
            return [step.keep], 1
        case Aloud():
            return [step.sentence, step.answers], 2 if step.answers else 1
        case Say() | Show() | Type() | Do():
            return [], 1
        case _:
            assert_never(step)
