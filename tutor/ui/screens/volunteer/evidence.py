"""What the team saw people do on their own phones and what these say, and what the group has forgotten."""

from collections.abc import Callable, Mapping, Sequence

from typing_extensions import override

from tutor.classroom import labels
from tutor.classroom.weak_spots import weak_skills
from tutor.i18n import N_
from tutor.learning.skills import skill_record, skills_by_lesson
from tutor.lesson.view import Choice, Line, View
from tutor.records.class_events import Statement
from tutor.records.class_views import How
from tutor.records.journal import StoredEvent
from tutor.records.people import Person
from tutor.ui.layout.list_pages import ListRow
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.listed import ListScreen

ALONE, HELPED, TAKE_BACK, CAN, NOT_YET = 1, 2, 3, 4, 5
_SEEN: Mapping[int, How] = {ALONE: "alone", HELPED: "helped"}
_SAID: Mapping[int, Statement] = {CAN: "can", NOT_YET: "not-yet"}
_FORGOTTEN_AT_MOST = 4


class SkillsScreen(ListScreen):
    """The skills of the lessons of a session, and of others that were `learnt`; Enter opens the people."""

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
        found = self.records.session(self._session)
        return list(dict.fromkeys((*(() if found is None else found.lessons), *self._learnt)))

    @override
    def listed(self) -> Sequence[ListRow]:
        catalogue = self.services.library.catalogue
        entries = (catalogue.entry(one, self.settings.language) for one in self._lessons())
        self._skills = [(one.id, s) for one in entries if one is not None for s in one.skills]
        seen = [one for one in self.records.observations if one.how in _SEEN.values()]
        counts = {
            skill: len({one.learner for one in seen if self._counts(one.session, one.skill, skill)})
            for _, skill in self._skills
        }
        return [
            ListRow(self.name_of_skill(skill), str(counts[skill] or ""), self.title_of(lesson))
            for lesson, skill in self._skills
        ]

    def _counts(self, session: str, seen: str, skill: str) -> bool:
        return session == self._session and seen == skill

    @override
    def enter_label(self) -> str:
        return self.phrases("Choose") if self._rows else self.phrases("Go back")

    @override
    async def entered(self) -> None:
        """Open the people for this skill."""
        if self._skills:
            lesson, skill = self._skills[self.cursor]
            self.app.push_screen(SeenScreen(self._session, self._people, lesson, skill))


class SeenScreen(ListScreen):
    """Who did it on their own phone? 1 alone, 2 with help, 4 and 5 what they say themselves.

    The last word counts, 3 takes it back, and who was not seen is passed over.
    """

    def __init__(self, session: str, people: Sequence[Person], lesson: str, skill: str) -> None:
        super().__init__()
        self._session = session
        self._people = people
        self._lesson = lesson
        self._skill = skill
        self._noted: dict[str, list[How]] = {}

    @override
    def bar(self) -> str:
        return self.phrases("Seen on own phones")

    @override
    def heading(self) -> Sequence[Line]:
        return (Line(self.name_of_skill(self._skill), "lead"),)

    @override
    def listed(self) -> Sequence[ListRow]:
        self._noted = {}
        for one in self.records.observations:
            if one.session == self._session and one.skill == self._skill:
                self._noted.setdefault(one.learner, []).append(one.how)
        p = self.phrases
        return [
            ListRow(
                self.name_of(one),
                " · ".join(p(labels.HOW[how]) for how in self._noted.get(one.id, ())),
            )
            for one in self._people
        ]

    @override
    def actions(self) -> tuple[Choice, ...]:
        p = self.phrases
        return (
            *(Choice(number, p(labels.HOW[how])) for number, how in _SEEN.items()),
            Choice(TAKE_BACK, p("take it back")),
            *(Choice(number, p(labels.HOW[how])) for number, how in _SAID.items()),
        )

    @override
    def enter_label(self) -> str:
        return self.phrases("Next name") if self._rows else self.phrases("Go back")

    @override
    async def acted(self, number: int) -> None:
        """Note what was seen, and go on to the next; after a word of the person, or none, stay."""
        if not self._people:
            return
        learner = self._people[self.cursor].id
        if number == TAKE_BACK and learner not in self._noted:
            return
        if not await self.save(self._word(learner, number)):
            return
        if number in _SEEN:
            self.move_on()
        else:
            self.redraw()

    def _word(self, learner: str, number: int) -> Callable[[], None]:
        """Return what writes down what a digit says of somebody."""
        classes, skill, session = self.store.classes, self._skill, self._session
        if number in _SAID:
            return lambda: classes.note_statement(learner, skill, _SAID[number], session)
        if number == TAKE_BACK:
            return lambda: classes.retract_skill(learner, skill, session)
        alone = number == ALONE
        return lambda: classes.note_skill(
            learner, skill, lesson=self._lesson, alone=alone, session=session
        )

    @override
    async def entered(self) -> None:
        """Pass over this one."""
        self.move_on()


class WeakSkillsScreen(VolunteerScreen):
    """What the group needs once more, in numbers without names."""

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
        found = weak_skills(map(skill_record, self._events.values()), skills_of)[
            :_FORGOTTEN_AT_MOST
        ]
        lead = (
            p("This is worth doing once more:")
            if found
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
                    skill=self.name_of_skill(one.skill),
                    helped=one.helped,
                    of=one.of,
                )
            )
            for one in found
        ]
        title = p("What to go over again")
        return View(title, (Line(lead, "lead"), *lines), next_label=p("Go back"))

    @override
    async def went_on(self) -> None:
        self.back()
