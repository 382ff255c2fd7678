"""What a drill may ask a learner: questions met before of skills that are due, the weakest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest

from tutor.engine.evidence import Outcome
from tutor.play.refresh.schedule import Memory, is_due, memory_of
from tutor.play.skills import SkillRecord, SkillsOf


@dataclass(frozen=True, slots=True)
class Question:
    """A step of a lesson that the learner has answered; `faces` are the disguises it was met in, in order."""

    lesson: str
    step_id: str
    faces: tuple[int, ...]


def memories(record: SkillRecord, skills_of: SkillsOf, today: date) -> dict[str, Memory]:
    """Return how each skill is remembered that was ever asked for."""
    runs = record.recalls(skills_of)
    found = {}
    for skill in {*runs, *(seen.skill for seen in record.observed)}:
        seen = (one for one in record.observed if one.skill == skill)
        memory = memory_of(runs.get(skill, ()), seen, today)
        if memory is not None:
            found[skill] = memory
    return found


def due_questions(
    record: SkillRecord, skills_of: SkillsOf, sessions: Sequence[date], today: date
) -> tuple[Question, ...]:
    """Return what may be asked today, in the order in which to ask it; nothing where no skill is due.

    Skills take turns, the one that is known least first, so that each question is about something else than
    the one before. Only lessons that were finished are asked about.
    """
    asked = _asked(record)
    due = {
        skill: memory
        for skill, memory in memories(record, skills_of, today).items()
        if is_due(memory, sessions, today)
    }
    weakest = sorted(due, key=lambda skill: (due[skill].chance, due[skill].stability, skill))
    in_turn = zip_longest(*(_of_skill(skill, asked, skills_of) for skill in weakest))
    chosen = dict.fromkeys(place for place in chain.from_iterable(in_turn) if place is not None)
    return tuple(
        Question(lesson, step_id, tuple(one.face for one in asked[lesson, step_id]))
        for lesson, step_id in chosen
    )


_Place = tuple[str, str]


def _asked(record: SkillRecord) -> Mapping[_Place, list[Outcome]]:
    """Return all that came of each step of the lessons that were finished, the oldest first."""
    finished = {one.lesson for one in record.answered if one.finished}
    asked: dict[_Place, list[Outcome]] = {}
    for one in sorted(record.answered, key=lambda one: one.at):
        if one.lesson in finished:
            asked.setdefault((one.lesson, one.step_id), []).append(one)
    return asked


def _of_skill(
    skill: str, asked: Mapping[_Place, list[Outcome]], skills_of: SkillsOf
) -> Iterator[_Place]:
    """Yield the questions of a skill: first where most help was needed last time, then the longest ago."""
    places = (place for place in asked if skill in asked[place][-1].skills(skills_of))
    yield from sorted(
        places, key=lambda place: (-asked[place][-1].rung, asked[place][-1].at, place)
    )
