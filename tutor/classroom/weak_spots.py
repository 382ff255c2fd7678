"""What a group should repeat, without names: skills that needed help, questions answered wrong with cards."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from tutor.content.steps import (
    FALSE_ONE,
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
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
from tutor.content.text import fold_case
from tutor.learning.skills import SkillRecord, SkillsOf
from tutor.records.class_views import ClassSnapshot, Hands

FEWEST = 3
"""A figure about fewer people than this would tell who they were."""


@dataclass(frozen=True, slots=True)
class WeakSkill:
    """Of `of` people who practised a skill, `helped` needed help the last time."""

    skill: str
    helped: int
    of: int


def weak_skills(records: Iterable[SkillRecord], skills_of: SkillsOf) -> tuple[WeakSkill, ...]:
    """Return the skills that some needed help with at their last practice, the largest share first."""
    helped: dict[str, int] = {}
    practised: dict[str, int] = {}
    for record in records:
        for skill, runs in record.recalls(skills_of).items():
            practised[skill] = practised.get(skill, 0) + 1
            helped[skill] = helped.get(skill, 0) + (not runs[-1].unaided)
    weak = (
        WeakSkill(skill, helped[skill], of)
        for skill, of in practised.items()
        if of >= FEWEST and helped[skill]
    )
    return tuple(sorted(weak, key=lambda skill: (-skill.helped / skill.of, skill.skill)))


@dataclass(frozen=True, slots=True)
class WeakQuestion:
    """A question of a lesson: `right` of the `of` cards raised for it last were right."""

    lesson: str
    asked: str
    right: int
    of: int


def card_counts(records: ClassSnapshot, session: str) -> list[tuple[Hands, ...]]:
    """Return the counted cards of each class in the hamlet of a session, the latest class last."""
    of_session = records.session(session)
    if of_session is None:
        return []
    return [
        records.hands.get(other.id, ())
        for other in records.sessions
        if other.form == "class" and fold_case(other.hamlet) == fold_case(of_session.hamlet)
    ]


def weak_questions(
    classes: Iterable[Sequence[Hands]], lesson_of: Callable[[str], Lesson | None]
) -> tuple[WeakQuestion, ...]:
    """Return the questions that fewer than half of the cards answered right, the smallest share first.

    `classes` are the counted cards of each class, the latest class last. Of each question only the last
    round in the latest class counts.
    """
    latest: dict[tuple[str, str], Hands] = {}
    for hands_of_class in classes:
        rounds: dict[tuple[str, str], Hands] = {}
        for hands in hands_of_class:
            before = rounds.get((hands.lesson, hands.step_id))
            if before is None or before.round <= hands.round:
                rounds[hands.lesson, hands.step_id] = hands
        latest |= rounds
    weak = (_weak_question(hands, lesson_of(hands.lesson)) for hands in latest.values())
    return tuple(
        sorted(
            filter(None, weak),
            key=lambda question: (question.right / question.of, question.lesson, question.asked),
        )
    )


def _weak_question(hands: Hands, lesson: Lesson | None) -> WeakQuestion | None:
    answers = None if lesson is None else _answers(lesson, hands.step_id)
    cards = sum(hands.counts)
    if answers is None or cards < FEWEST or answers.choices != len(hands.counts):
        return None
    right = sum(hands.counts[place] for place in answers.right)
    return WeakQuestion(hands.lesson, answers.asked, right, cards) if 2 * right < cards else None


def counted_step_id(step: Step, place: int) -> str:
    """Return the id under which the cards raised for a step are counted; its place counts from 0."""
    return step.id or f"step-{place + 1}"


@dataclass(frozen=True, slots=True)
class _Answers:
    """The text of a question, the number of its choices, and the places of the right ones."""

    asked: str
    choices: int
    right: tuple[int, ...]


def _answers(lesson: Lesson, step_id: str) -> _Answers | None:
    """Return the question that cards were counted for, or None if the lesson no longer asks it."""
    name, _, card = step_id.partition("/")
    steps = (step for i, step in enumerate(lesson.steps) if counted_step_id(step, i) == name)
    match next(steps, None):
        case Choose() as step:
            right = (i for i, option in enumerate(step.options) if option.right)
            return _Answers(step.text, len(step.options), tuple(right))
        case Sort() as step:
            if not card.isdecimal() or not 0 < int(card) <= len(step.cards):
                return None
            asked = step.cards[int(card) - 1]
            return _Answers(asked.text, len(step.sides), (list(step.sides).index(asked.side),))
        case Compare() as step:
            return _Answers(step.text, len(step.messages), (FALSE_ONE,))
        case Pairs() as step:
            if not card.isdecimal() or not 0 < int(card) <= len(step.items):
                return None
            place = int(card) - 1
            return _Answers(step.items[place].text, len(step.items), (place,))
        case Spot() as step:
            # Any sign not found yet is right, and after the last sign the answer that there is none.
            parts = step.message.parts
            signs = (i for i, part in enumerate(parts) if part.flag)
            nothing = () if step.message.has_details else (len(parts),)
            return _Answers(step.text, len(parts) + 1, (*signs, *nothing))
        case (
            None
            | Say()
            | Show()
            | Practise()
            | Call()
            | Chat()
            | Order()
            | Type()
            | Aloud()
            | Do()
            | Recap()
        ):
            return None
        case step:
            assert_never(step)
