"""Screens: how the people of the class stand, with their names, for the team alone; nothing is printed."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from typing_extensions import override

from tutor.classroom.standings import (
    Concern,
    SkillStanding,
    Standing,
    helpers_for,
    skill_standings,
    standings_of,
)
from tutor.i18n import N_
from tutor.learning.skills import skills_by_lesson
from tutor.lesson.view import Line, View
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.course_check import TITLE as CHECK_TITLE
from tutor.ui.screens.volunteer.course_check import CourseCheckScreen
from tutor.ui.screens.volunteer.list_screen import ListScreen

TITLE = N_("Our people, with names")
BY_SKILL, CHECK = 1, 2
_HEADINGS: Mapping[Concern, str] = {
    "missed": N_("Missed the last class"),
    "behind": N_("Behind the others of the hamlet"),
    "": N_("Coming along"),
}
_NOTHING_KNOWN = N_("Nothing is known of any skill yet.")
_HELPERS_AT_MOST = 3


class StandingsScreen(ListScreen):
    """A list that reads how everybody stands."""

    def __init__(self) -> None:
        super().__init__()
        self.standings: Sequence[Standing] = ()
        """How the learners stand, in the order of their names."""

    @override
    def read_more(self) -> None:
        learners, skills = self.learners(), skills_by_lesson(self.catalogue)
        events = self.store.events_by_learner(learner.id for learner in learners)
        self.standings = standings_of(learners, self.records, events, skills)


class OurPeopleScreen(StandingsScreen):
    """List the learners with their figures: who missed classes, who is behind, the others."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        # Of somebody who was never called and has practised nothing there is nothing to tell.
        standings = [each for each in self.standings if each.called or each.met]
        items = [
            Item(
                self.name_of(standing.person),
                partial(self._open, standing, standings),
                value=self._figures(standing),
                detail=p(heading),
            )
            for concern, heading in _HEADINGS.items()
            for standing in sorted(standings, key=lambda each: -each.missed)
            if standing.concern == concern
        ]
        by_skill = Item(p("By skill: who can help whom"), self._open_skills, number=BY_SKILL)
        note = Line(p("For the team alone: nothing of this goes into a report."), "note")
        check = Item(p(CHECK_TITLE), self._open_check, number=CHECK)
        return Menu(p(TITLE), (note,), [*items, by_skill, check], next_label=p("Open"))

    def _figures(self, standing: Standing) -> str:
        return self.phrases(
            N_("came {came}/{called} · skills {mastered}/{met}"),
            came=standing.came,
            called=standing.called,
            mastered=len(standing.mastered),
            met=len(standing.met),
        )

    def _open(self, standing: Standing, standings: Sequence[Standing]) -> None:
        name, lines = self.name_of(standing.person), tuple(self._lines(standing, standings))
        self.app.push_screen(StandingScreen(standing.person.id, name, lines))

    def _lines(self, standing: Standing, standings: Sequence[Standing]) -> Iterator[Line]:
        """Yield what is known of one person, sentence by sentence."""
        p = self.phrases
        yield Line(
            p(
                N_("Came to {came} of {called} classes."),
                came=standing.came,
                called=standing.called,
            ),
            "lead",
        )
        if standing.last_came is not None:
            yield Line(p(N_("Last time: {day}."), day=self.day_text(standing.last_came)))
        if standing.missed:
            yield Line(p(N_("Missed in a row: {count}."), count=standing.missed))
        parts = (
            (N_("Can do: {skills}."), standing.mastered),
            (N_("Still learning: {skills}."), standing.learning),
        )
        for text, skills in parts:
            if skills:
                yield Line(p(text, skills="; ".join(map(self.name_of_skill, skills))))
        if not standing.met:
            yield Line(p(_NOTHING_KNOWN))
        helpers = helpers_for(standing, standings)[:_HELPERS_AT_MOST]
        if helpers:
            yield Line(p(N_("Can sit beside them: {names}."), names=self.names(helpers)))

    def _open_check(self) -> None:
        self.app.push_screen(CourseCheckScreen())

    def _open_skills(self) -> None:
        self.app.push_screen(OurSkillsScreen())


class OurSkillsScreen(StandingsScreen):
    """List the skills, those that most need help with first; Enter names who can help whom."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(
                self.name_of_skill(each.skill),
                partial(self._open, each),
                value=p(
                    N_("can {can} · learning {learning}"),
                    can=len(each.can_help),
                    learning=len(each.need_help),
                ),
            )
            for each in skill_standings(self.standings)
        ]
        lead = N_("Who can, and who still needs help.") if items else _NOTHING_KNOWN
        return Menu(p("By skill"), (Line(p(lead), "lead"),), items, next_label=p("Open"))

    def _open(self, standing: SkillStanding) -> None:
        p = self.phrases
        parts = (
            (N_("Can help others: {names}."), standing.can_help),
            (N_("Still need help: {names}."), standing.need_help),
        )
        lines = tuple(Line(p(text, names=self.names(people))) for text, people in parts if people)
        self.app.push_screen(StandingScreen("", self.name_of_skill(standing.skill), lines))


class StandingScreen(VolunteerScreen):
    """One person or one skill, in sentences."""

    # Its title is repeated on every page.
    menu = False

    def __init__(self, person: str, title: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self.person_id = person
        self._lines = (Line(title, "banner"), *lines)

    @override
    def make_view(self) -> View:
        p = self.phrases
        return View(p(TITLE), self._lines, next_label=p("Go back"))
