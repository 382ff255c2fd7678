"""Screens: the short check before the first lesson and after the course, person by person."""

from collections.abc import Mapping, Sequence
from functools import partial

from typing_extensions import override

from tutor.classroom import labels
from tutor.classroom.course_check import results_by_stage, stage_of
from tutor.i18n import N_
from tutor.learning.skills import skills_by_lesson
from tutor.lesson.view import Line
from tutor.records.class_events import CheckResult, CheckStage
from tutor.records.journal import StoredEvent
from tutor.records.people import Person
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.list_screen import ListScreen

TITLE = N_("Short check")
_RESULTS: Mapping[int, CheckResult] = {1: "alone", 2: "helped", 3: "not-yet"}


class CourseCheckScreen(ListScreen):
    """List who agreed to notes, with the tasks that they were asked for; Enter opens a person."""

    def __init__(self) -> None:
        super().__init__()
        self._events: Mapping[str, Sequence[StoredEvent]] = {}

    @override
    def read_more(self) -> None:
        self._events = self.store.events_by_learner(learner.id for learner in self.learners())

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        agreed = {consent.learner for consent in self.records.consents if consent.given}
        items = [
            Item(self.name_of(person), partial(self._open, person), value=self._figures(person))
            for person in self.learners()
            if person.id in agreed
        ]
        lead = N_(
            "Five tasks on their own phone: once before the first lesson, once after the course."
        )
        return Menu(p(TITLE), (Line(p(lead), "lead"),), items, next_label=p("Open"))

    def _figures(self, person: Person) -> str:
        results = results_by_stage(self._events.get(person.id, ()))
        tasks = len(self.catalogue.check_tasks(self.language))
        figures = {
            stage: "–" if not noted else f"{sum(r == 'alone' for r in noted.values())}/{tasks}"
            for stage, noted in results.items()
        }
        return self.phrases(N_("before {before} · after {after}"), **figures)

    def _open(self, person: Person) -> None:
        self.app.push_screen(PersonTasksScreen(person))


class PersonTasksScreen(ListScreen):
    """Note how one person does each task: 1 alone, 2 with help, 3 not yet; the last note counts."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person_id = person.id
        self._events: Sequence[StoredEvent] = ()

    @override
    def read_more(self) -> None:
        self._events = self.store.events_by_learner((self.person_id,)).get(self.person_id, ())

    def _stage(self) -> CheckStage:
        skills = skills_by_lesson(self.catalogue)
        return stage_of(self.person_id, self.records, self._events, skills)

    @override
    def make_menu(self) -> Menu:
        p, stage = self.phrases, self._stage()
        noted = results_by_stage(self._events)[stage]
        items = [
            Item(
                text,
                self.move_on,
                value=p(labels.RESULTS[noted[skill]]) if skill in noted else "",
            )
            for skill, text in self.catalogue.check_tasks(self.language).items()
        ]
        items += [
            Item(p(labels.RESULTS[result]), partial(self._note, result), number=number)
            for number, result in _RESULTS.items()
        ]
        person = self.records.person(self.person_id)
        name = "" if person is None else self.name_of(person)
        lead = f"{name}: {p(labels.STAGES[stage])}"
        return Menu(p(TITLE), (Line(lead, "lead"),), items, next_label=p("Next task"))

    async def _note(self, result: CheckResult) -> None:
        skills = list(self.catalogue.check_tasks(self.language))
        if not skills:
            return
        note, stage, skill = self.store.classes.note_task, self._stage(), skills[self.cursor]

        def act() -> None:
            note(self.person_id, skill, stage, result)
            self.read_more()

        if await self.save(act):
            self.move_on()
