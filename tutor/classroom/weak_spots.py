"""What a group has forgotten, without names: skills that needed help, questions that cards missed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tutor.content.steps import Choose, Lesson, Sort, Spot, Step
from tutor.play.skills import SkillRecord, SkillsOf
from tutor.records.class_views import Hands

# Of fewer people a number would tell who it was.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class WeakSkill:
    """Of those who practised a skill, how many needed help the last time."""

    skill: str
    helped: int
    of: int


def weak_skills(records: Iterable[SkillRecord], skills_of: SkillsOf) -> tuple[WeakSkill, ...]:
    """Return the skills that some needed help with when they last practised, those of most people first."""
    helped: dict[str, int] = {}
    practised: dict[str, int] = {}
    for record in records:
        for skill, runs in record.recalls(skills_of).items():
            practised[skill] = practised.get(skill, 0) + 1
            helped[skill] = helped.get(skill, 0) + (not runs[-1].unaided)
    found = (
        WeakSkill(skill, helped[skill], of)
        for skill, of in practised.items()
        if of >= FEWEST and helped[skill]
    )
    return tuple(sorted(found, key=lambda one: (-one.helped / one.of, one.skill)))


@dataclass(frozen=True, slots=True)
class WeakQuestion:
    """A question of a lesson, and how many of the cards that were raised for it last were right."""

    lesson: str
    asked: str
    right: int
    of: int


def weak_questions(
    classes: Iterable[Sequence[Hands]], lesson_of: Callable[[str], Lesson | None]
) -> tuple[WeakQuestion, ...]:
    """Return the questions where fewer than half of the cards were right, those with fewest first.

    `classes` are the counted cards of each class, the latest class last. Of each question only its last round
    in the latest class that was asked it counts.
    """
    latest: dict[tuple[str, str], Hands] = {}
    for counted in classes:
        rounds: dict[tuple[str, str], Hands] = {}
        for one in counted:
            before = rounds.get((one.lesson, one.step_id))
            if before is None or before.round <= one.round:
                rounds[one.lesson, one.step_id] = one
        latest |= rounds
    found = filter(None, (_weak_question(one, lesson_of(one.lesson)) for one in latest.values()))
    return tuple(sorted(found, key=lambda one: (one.right / one.of, one.lesson, one.asked)))


def _weak_question(hands: Hands, lesson: Lesson | None) -> WeakQuestion | None:
    known = None if lesson is None else _answers(lesson, hands.step_id)
    cards = sum(hands.counts)
    if known is None or cards < FEWEST or known.choices != len(hands.counts):
        return None
    right = sum(hands.counts[place] for place in known.right)
    return WeakQuestion(hands.lesson, known.asked, right, cards) if 2 * right < cards else None


def counted_step_id(step: Step, place: int) -> str:
    """Return the name under which the cards raised for a step are counted; its place counts from 0."""
    return step.id or f"step-{place + 1}"


@dataclass(frozen=True, slots=True)
class _Answers:
    """What is asked, how many choices there are, and the places of those that are right."""

    asked: str
    choices: int
    right: tuple[int, ...]


def _answers(lesson: Lesson, step_id: str) -> _Answers | None:
    """Return what is asked under the id that cards are counted by; None where the lesson asks it no more."""
    name, _, card = step_id.partition("/")
    steps = (one for i, one in enumerate(lesson.steps) if counted_step_id(one, i) == name)
    match next(steps, None):
        case Choose() as step:
            right = (i for i, option in enumerate(step.options) if option.right)
            return _Answers(step.text, len(step.options), tuple(right))
        case Sort() as step if card.isdecimal() and 0 < int(card) <= len(step.cards):
            asked = step.cards[int(card) - 1]
            return _Answers(asked.text, len(step.sides), (list(step.sides).index(asked.side),))
        case Spot() as step:
            # Whoever finds the next sign is right, and so is who says, after the last, that there is none.
            parts = step.message.parts
            signs = (i for i, part in enumerate(parts) if part.flag)
            return _Answers(step.text, len(parts) + 1, (*signs, len(parts)))
        case _:
            return None
