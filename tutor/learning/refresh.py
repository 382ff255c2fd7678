"""The drill of a day: its questions (met before, of due skills, the weakest first) and its texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest
from pathlib import Path

from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.engine.drill import DRILL, parse_drill_item
from tutor.engine.evidence import Outcome
from tutor.i18n import N_, Translator
from tutor.learning.schedule import Memory, day_to_ask, is_due, memory_of
from tutor.learning.skills import SkillRecord, SkillsOf, skill_record, skills_by_lesson
from tutor.records.class_views import Session
from tutor.records.database import StoreUnavailable
from tutor.records.store import Store

MINUTES = 5
TITLE = N_("Five minutes to refresh")
OBJECTIVE = N_("What is called to mind again stays longer.")

_NEXT_CLASS = N_("We will refresh this at the next class.")
# By the most days until then.
_WHEN = (
    (1, N_("We will refresh this tomorrow.")),
    (4, N_("We will refresh this in a few days.")),
    (10, N_("We will refresh this in about a week.")),
    (17, N_("We will refresh this in about two weeks.")),
    (24, N_("We will refresh this in about three weeks.")),
)
_LATER = N_("We will refresh this in about a month.")


@dataclass(frozen=True, slots=True)
class Question:
    """A step of a lesson that the learner has answered; `variants` are those it was met in, in order."""

    lesson: str
    step_id: str
    variants: tuple[int, ...]


def memories(record: SkillRecord, skills_of: SkillsOf, today: date) -> dict[str, Memory]:
    """Return how each skill is remembered that was ever asked for."""
    runs = record.recalls(skills_of)
    found = {}
    for skill in {*runs, *(seen.skill for seen in record.observed)}:
        seen = (observation for observation in record.observed if observation.skill == skill)
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
        Question(lesson, step_id, tuple(outcome.variant for outcome in asked[lesson, step_id]))
        for lesson, step_id in chosen
    )


_Place = tuple[str, str]


def _asked(record: SkillRecord) -> Mapping[_Place, list[Outcome]]:
    """Return all that came of each step of the lessons that were finished, the oldest first."""
    finished = {outcome.lesson for outcome in record.answered if outcome.finished}
    asked: dict[_Place, list[Outcome]] = {}
    for outcome in sorted(record.answered, key=lambda outcome: outcome.at):
        if outcome.lesson in finished:
            asked.setdefault((outcome.lesson, outcome.step_id), []).append(outcome)
    return asked


def _of_skill(
    skill: str, asked: Mapping[_Place, list[Outcome]], skills_of: SkillsOf
) -> Iterator[_Place]:
    """Yield the questions of a skill: first where most help was needed last time, then the longest ago."""
    places = (place for place in asked if skill in asked[place][-1].skills(skills_of))
    yield from sorted(
        places, key=lambda place: (-asked[place][-1].rung, asked[place][-1].at, place)
    )


def drill_entry(language: str) -> LessonEntry:
    """Return what a list shows of a drill."""
    translate = Translator(language)
    return LessonEntry(
        id=DRILL,
        language=language,
        topic="",
        title=translate(TITLE),
        objective=translate(OBJECTIVE),
        minutes=MINUTES,
        step_count=0,
        after=(),
        skills=(),
        languages=(language,),
        path=Path(),
    )


def class_days(sessions: Iterable[Session], day: date) -> tuple[date, ...]:
    """Return the days of the classes that are planned or going on, from this day on."""
    return tuple(
        session.day
        for session in sessions
        if session.form == "class"
        and session.state in ("planned", "running")
        and session.day >= day
    )


def due_lessons(
    record: SkillRecord, classes: Sequence[date], catalogue: Catalogue, day: date, language: str
) -> tuple[LessonEntry, ...]:
    """Return the lessons with skills that one learner should refresh on a day, the most needed first.

    `classes` are the days of the coming classes.
    """
    questions = _due_questions(record, classes, catalogue, day, language)
    return _lessons_of(questions, catalogue, language)


def _due_questions(
    record: SkillRecord, classes: Sequence[date], catalogue: Catalogue, day: date, language: str
) -> tuple[Question, ...]:
    found = due_questions(record, skills_by_lesson(catalogue), classes, day)
    return tuple(question for question in found if catalogue.entry(question.lesson, language))


def _lessons_of(
    questions: Iterable[Question], catalogue: Catalogue, language: str
) -> tuple[LessonEntry, ...]:
    names = dict.fromkeys(question.lesson for question in questions)
    return tuple(entry for name in names if (entry := catalogue.entry(name, language)))


@dataclass(frozen=True, slots=True)
class RefreshPlan:
    """One learner on one day, with the records that say what was learned and when there are classes."""

    store: Store
    learner: str
    catalogue: Catalogue
    day: date

    @property
    def classes(self) -> tuple[date, ...]:
        """The days on which there are classes, from this one on, as far as known."""
        with suppress(StoreUnavailable):
            return class_days(self.store.classes.sessions(), self.day)
        return ()

    def questions(self, language: str) -> tuple[Question, ...]:
        """Return what a drill may ask, of lessons in this language, the most needed first.

        Nothing where no skill is due, or where the records cannot be read.
        """
        record = self._record()
        if record is None:
            return ()
        return _due_questions(record, self.classes, self.catalogue, self.day, language)

    def lessons(self, language: str) -> tuple[LessonEntry, ...]:
        """Return the lessons that need it, the one that needs it most first."""
        return _lessons_of(self.questions(language), self.catalogue, language)

    def next_day(self, parts: Iterable[str], classes: Sequence[date]) -> date | None:
        """Return the first day on which a skill of these parts is to be asked for again.

        `classes` are the days of the coming classes.
        """
        record = self._record()
        if record is None:
            return None
        skills_of = skills_by_lesson(self.catalogue)
        places = {
            (part.lesson, part.step) for part in map(parse_drill_item, parts) if part is not None
        }
        met = (
            outcome for outcome in record.answered if (outcome.lesson, outcome.step_id) in places
        )
        asked = {skill for outcome in met for skill in outcome.skills(skills_of)}
        known = memories(record, skills_of, self.day)
        days = (day_to_ask(known[skill], classes, self.day) for skill in asked & known.keys())
        return min(days, default=None)

    def _record(self) -> SkillRecord | None:
        with suppress(StoreUnavailable):
            return skill_record(self.store.events(self.learner))
        return None


def drill_subject(titles: Sequence[str], translate: Translator) -> str:
    """Return what a drill is about: the lesson that needs it most, and whether there are others."""
    if len(titles) == 1:
        return titles[0]
    return translate("“{lesson}” and others", lesson=titles[0])


def when_next(planned: date, classes: Sequence[date], today: date) -> str:
    """Return the message that says in plain words when it is time again."""
    if next((day for day in sorted(classes) if day > today), None) == planned:
        return _NEXT_CLASS
    days = (planned - today).days
    return next((message for most, message in _WHEN if days <= most), _LATER)
