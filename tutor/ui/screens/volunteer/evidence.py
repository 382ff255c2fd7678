"""Screens: note which skills people showed on their own phones, and list the weak skills of the group."""

from collections.abc import Callable, Mapping, Sequence

from typing_extensions import override

from tutor.classroom import labels
from tutor.classroom.weak_spots import weak_skills
from tutor.i18n import N_
from tutor.learning.skills import skill_record, skills_by_lesson
from tutor.lesson.view import Choice, Line, View
from tutor.records.class_events import Statement
from tutor.records.class_views import How, Observation
from tutor.records.journal import StoredEvent
from tutor.records.people import Person
from tutor.ui.layout.list_pages import ListRow
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.listed import ListScreen

ALONE, HELPED, TAKE_BACK, CAN, NOT_YET = 1, 2, 3, 4, 5
_OBSERVATIONS: Mapping[int, How] = {ALONE: "alone", HELPED: "helped"}
_STATEMENTS: Mapping[int, Statement] = {CAN: "can", NOT_YET: "not-yet"}
_FORGOTTEN_AT_MOST = 4


class SkillsScreen(ListScreen):
    """List the skills of a session's lessons and of the `learnt` lessons; Enter opens one skill."""

    def __init__(self, session: str, people: Sequence[Person], learnt: Sequence[str] = ()) -> None:
        super().__init__()
        self._session = session
        self._people = people
        self._learnt = learnt
        self._skills: list[tuple[str, str]] = []

    @override
    def bar(self) -> str:
        return self.phrases("Seen on own phones")

    @override
    def heading(self) -> Sequence[Line]:
        p = self.phrases
        if not self._lessons():
            none = N_(
                "Open a lesson first: what those here do on their own phones is noted for the lessons "
                "they had."
            )
            return (Line(p(none), "lead"),)
        if not self._rows:
            return (
                Line(p("The lessons of this class train nothing on a phone of one's own."), "lead"),
            )
        return (Line(p("What did you see on people's own phones?"), "lead"),)

    def _lessons(self) -> list[str]:
        session = self.records.session(self._session)
        return list(dict.fromkeys((*(() if session is None else session.lessons), *self._learnt)))

    @override
    def make_rows(self) -> Sequence[ListRow]:
        catalogue = self.services.library.catalogue
        entries = (catalogue.entry(lesson, self.settings.language) for lesson in self._lessons())
        self._skills = [
            (entry.id, s) for entry in entries if entry is not None for s in entry.skills
        ]
        seen = [note for note in self.records.observations if note.how in _OBSERVATIONS.values()]
        counts = {
            skill: len({note.learner for note in seen if self._is_counted(note, skill)})
            for _, skill in self._skills
        }
        return [
            ListRow(self.name_of_skill(skill), str(counts[skill] or ""), self.title_of(lesson))
            for lesson, skill in self._skills
        ]

    def _is_counted(self, note: Observation, skill: str) -> bool:
        return note.session == self._session and note.skill == skill

    @override
    def enter_label(self) -> str:
        return self.phrases("Choose") if self._rows else self.phrases("Go back")

    @override
    async def open_row(self) -> None:
        """Open the people list for the skill under the cursor."""
        if self._skills:
            lesson, skill = self._skills[self.cursor]
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
    def bar(self) -> str:
        return self.phrases("Seen on own phones")

    @override
    def heading(self) -> Sequence[Line]:
        return (Line(self.name_of_skill(self._skill), "lead"),)

    @override
    def make_rows(self) -> Sequence[ListRow]:
        self._notes = {}
        for observation in self.records.observations:
            if observation.session == self._session and observation.skill == self._skill:
                self._notes.setdefault(observation.learner, []).append(observation.how)
        p = self.phrases
        return [
            ListRow(
                self.name_of(person),
                " · ".join(p(labels.HOW[how]) for how in self._notes.get(person.id, ())),
            )
            for person in self._people
        ]

    @override
    def actions(self) -> tuple[Choice, ...]:
        p = self.phrases
        return (
            *(Choice(number, p(labels.HOW[how])) for number, how in _OBSERVATIONS.items()),
            Choice(TAKE_BACK, p("take it back")),
            *(Choice(number, p(labels.HOW[how])) for number, how in _STATEMENTS.items()),
        )

    @override
    def enter_label(self) -> str:
        return self.phrases("Next name") if self._rows else self.phrases("Go back")

    @override
    async def act(self, number: int) -> None:
        """Store the note of a digit. An observation moves on to the next person; other notes stay."""
        if not self._people:
            return
        learner = self._people[self.cursor].id
        if number == TAKE_BACK and learner not in self._notes:
            return
        if not await self.save(self._writer(learner, number)):
            return
        if number in _OBSERVATIONS:
            self.move_on()
        else:
            self.redraw()

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

    @override
    async def open_row(self) -> None:
        """Skip this person."""
        self.move_on()


class WeakSkillsScreen(VolunteerScreen):
    """Show the weak skills of the group as numbers, without names."""

    def __init__(self) -> None:
        super().__init__()
        self._events: Mapping[str, Sequence[StoredEvent]] = {}

    @override
    def read_more(self) -> None:
        learners = [learner.id for learner in self.learners()]
        self._events = self.store.events_by_learner(learners)

    @override
    def make_view(self) -> View:
        p = self.phrases
        skills_of = skills_by_lesson(self.services.library.catalogue)
        weak_spots = weak_skills(map(skill_record, self._events.values()), skills_of)[
            :_FORGOTTEN_AT_MOST
        ]
        lead = (
            p("This is worth doing once more:")
            if weak_spots
            else p(
                N_(
                    "Nothing stands out. It shows here once three people have practised the same, "
                    "or when many cards were not right yet."
                )
            )
        )
        lines = [
            Line(
                p(
                    "{skill}: {helped} of {of} needed help the last time",
                    skill=self.name_of_skill(weak.skill),
                    helped=weak.helped,
                    of=weak.of,
                )
            )
            for weak in weak_spots
        ]
        title = p("What to go over again")
        return View(title, (Line(lead, "lead"), *lines), next_label=p("Go back"))

    @override
    async def go_on(self) -> None:
        self.back()
