"""Screens: note which skills people showed on their own phones, and list what the group should repeat."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from typing_extensions import override

from tutor.classroom import labels
from tutor.classroom.planning import lessons_of_class
from tutor.classroom.weak_spots import card_counts, weak_questions, weak_skills
from tutor.content.catalogue import LessonError
from tutor.content.steps import Lesson
from tutor.content.text import split_sentences
from tutor.i18n import N_
from tutor.learning.skills import skill_record, skills_by_lesson
from tutor.lesson.view import Line, View
from tutor.records.class_events import Statement
from tutor.records.class_views import How
from tutor.records.journal import StoredEvent
from tutor.records.people import Person
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.list_screen import ListScreen

ALONE, HELPED, TAKE_BACK, CAN, NOT_YET = 1, 2, 3, 4, 5
_OBSERVATIONS: Mapping[int, How] = {ALONE: "alone", HELPED: "helped"}
_STATEMENTS: Mapping[int, Statement] = {CAN: "can", NOT_YET: "not-yet"}
_SHOWN_AT_MOST = 4


class SkillsScreen(ListScreen):
    """List the skills of a session's lessons and of the `learnt` lessons; Enter opens one skill.

    1 and 2 note the skill of the row for everybody of whom nothing is noted on it yet, and move on.
    """

    def __init__(self, session: str, people: Sequence[Person], learnt: Sequence[str] = ()) -> None:
        super().__init__()
        self._session = session
        self._people = people
        self._learnt = learnt

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        session = self.records.session(self._session)
        noted = self.records.items.get(self._session, ())
        taught = () if session is None else lessons_of_class(session, noted)
        lessons = list(dict.fromkeys((*taught, *self._learnt)))
        entries = [self.catalogue.entry(lesson, self.language) for lesson in lessons]
        items = [
            Item(
                self.name_of_skill(skill),
                partial(self._open, entry.id, skill),
                value=str(self._count(skill) or ""),
                detail=self.title_of(entry.id),
            )
            for entry in entries
            if entry is not None
            for skill in entry.skills
        ]
        if not lessons:
            lead = N_(
                "Open a lesson first: what those here do on their own phones is noted for the lessons "
                "they had."
            )
        elif not items:
            lead = N_("The lessons of this class train nothing on a phone of one's own.")
        else:
            lead = N_("What did you see on people's own phones?")
        if items and self._people:
            rows = [
                (entry.id, skill)
                for entry in entries
                if entry is not None
                for skill in entry.skills
            ]
            items += [
                Item(p("All did it alone"), partial(self._note_all, rows, ALONE), number=ALONE),
                Item(p("All with help"), partial(self._note_all, rows, HELPED), number=HELPED),
            ]
        return Menu(p("Seen on own phones"), (Line(p(lead), "lead"),), items)

    async def _note_all(self, rows: Sequence[tuple[str, str]], number: int) -> None:
        """Note the skill under the cursor for everybody who is here and not noted yet."""
        lesson, skill = rows[self.cursor]
        noted = {
            note.learner
            for note in self.records.observations
            if (note.session, note.skill) == (self._session, skill)
        } | self.records.declined
        people = [person.id for person in self._people if person.id not in noted]
        note, alone = self.store.classes.note_skill, number == ALONE

        def write() -> None:
            for learner in people:
                note(learner, skill, lesson=lesson, alone=alone, session=self._session)

        if await self.save(write):
            self.move_on()

    def _count(self, skill: str) -> int:
        """Return how many people were observed with a skill in this session."""
        return len(
            {
                note.learner
                for note in self.records.observations
                if note.how in _OBSERVATIONS.values()
                and (note.session, note.skill) == (self._session, skill)
            }
        )

    def _open(self, lesson: str, skill: str) -> None:
        self.app.push_screen(SeenScreen(self._session, self._people, lesson, skill))


class SeenScreen(ListScreen):
    """Note for each person how they did one skill on their own phone.

    1 notes "alone", 2 "with help"; 4 and 5 note the person's own statement; 3 takes the notes back. The
    last note counts. Enter skips a person.
    """

    def __init__(self, session: str, people: Sequence[Person], lesson: str, skill: str) -> None:
        super().__init__()
        self._session = session
        self._people = people
        self._lesson = lesson
        self._skill = skill
        self._notes: dict[str, list[How]] = {}

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        self._notes = {}
        for note in self.records.observations:
            if (note.session, note.skill) == (self._session, self._skill):
                self._notes.setdefault(note.learner, []).append(note.how)
        items = [
            Item(
                self.name_of(person),
                self.move_on,
                value=" · ".join(p(labels.HOW[how]) for how in self._notes.get(person.id, ())),
            )
            for person in self._people
        ]
        actions = {number: labels.HOW[how] for number, how in _OBSERVATIONS.items()}
        actions[TAKE_BACK] = N_("take it back")
        actions |= {number: labels.HOW[how] for number, how in _STATEMENTS.items()}
        items += [
            Item(p(label), partial(self._note, number), number=number)
            for number, label in actions.items()
        ]
        lines = (Line(self.name_of_skill(self._skill), "lead"),)
        return Menu(p("Seen on own phones"), lines, items, next_label=p("Next name"))

    async def _note(self, number: int) -> None:
        """Store the note of a digit, and move on to the next person unless it took notes back."""
        if not self._people:
            return
        learner = self._people[self.cursor].id
        if number == TAKE_BACK and learner not in self._notes:
            return
        if not await self.save(self._writer(learner, number)):
            return
        if number == TAKE_BACK:
            self.redraw()
        else:
            self.move_on()

    def _writer(self, learner: str, number: int) -> Callable[[], None]:
        """Return the function that stores the note of a digit."""
        classes, skill, session = self.store.classes, self._skill, self._session
        if number in _STATEMENTS:
            return lambda: classes.note_statement(learner, skill, _STATEMENTS[number], session)
        if number == TAKE_BACK:
            return lambda: classes.retract_skill(learner, skill, session)
        alone = number == ALONE
        return lambda: classes.note_skill(
            learner, skill, lesson=self._lesson, alone=alone, session=session
        )


class WeakSpotsScreen(VolunteerScreen):
    """Show what to repeat with a group: weak questions and skills as numbers, without names."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self._session = session
        self._events: Mapping[str, Sequence[StoredEvent]] = {}
        self._lessons: dict[str, Lesson | None] = {}

    @override
    def read_more(self) -> None:
        learners = [learner.id for learner in self.learners()]
        self._events = self.store.events_by_learner(learners)

    @override
    def make_view(self) -> View:
        p = self.phrases
        weak_spots = [*self._weak_questions(), *self._weak_skills()]
        lead = p("This is worth doing once more:")
        if not weak_spots:
            lead = p(
                N_(
                    "Nothing stands out. It shows here once three people have practised the same, "
                    "or when many cards were not right yet."
                )
            )
        lines = (Line(lead, "lead"), *map(Line, weak_spots))
        return View(p("What to go over again"), lines, next_label=p("Go back"))

    def _weak_questions(self) -> list[str]:
        p = self.phrases
        counts = card_counts(self.records, self._session)
        return [
            p(
                "“{question}” ({lesson}): {right} of {of} cards were right the last time",
                question=split_sentences(p.fill(weak.asked))[-1],
                lesson=self.title_of(weak.lesson),
                right=weak.right,
                of=weak.of,
            )
            for weak in weak_questions(counts, self._lesson)[:_SHOWN_AT_MOST]
        ]

    def _weak_skills(self) -> list[str]:
        p = self.phrases
        skills_of = skills_by_lesson(self.catalogue)
        weak_spots = weak_skills(map(skill_record, self._events.values()), skills_of)
        return [
            p(
                "{skill}: {helped} of {of} needed help the last time",
                skill=self.name_of_skill(weak.skill),
                helped=weak.helped,
                of=weak.of,
            )
            for weak in weak_spots[:_SHOWN_AT_MOST]
        ]

    def _lesson(self, lesson: str) -> Lesson | None:
        if lesson not in self._lessons:
            try:
                self._lessons[lesson] = self.catalogue.load(lesson, self.language).lesson
            except LessonError:
                self._lessons[lesson] = None
        return self._lessons[lesson]
