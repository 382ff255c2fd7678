"""Screens: home visits: follow up absences, choose a household, and start, teach and end its visit."""

import asyncio
from collections.abc import Sequence
from functools import partial

from typing_extensions import override

from tutor.classroom import labels
from tutor.classroom.follow_up import (
    absent_once,
    end_visit,
    household_of,
    last_absence_reason,
    note_visit,
    often_absent,
    open_visits,
    present_at,
    running_visit,
    running_visits,
    visit_marks,
)
from tutor.classroom.people import never_asked
from tutor.classroom.planning import finished_lessons
from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.records.class_views import Session
from tutor.records.database import StoreUnavailable
from tutor.records.people import Person
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import DECLINED, NO_LESSON
from tutor.ui.screens.volunteer.consent import consent_answers
from tutor.ui.screens.volunteer.dialogs import Option, PickScreen, TickScreen, VolunteerMenu
from tutor.ui.screens.volunteer.evidence import SkillsScreen
from tutor.ui.screens.volunteer.lessons_pick import PlanDraft
from tutor.ui.screens.volunteer.list_screen import ListScreen

WHO, HERE, END = 3, 4, 9


class VisitsScreen(ListScreen):
    """List the learners: running visits first, then open visits, then all others."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        begun = frozenset[str]().union(*(ids for _, ids in running_visits(self.records)))
        waiting = {visit.learner for visit in open_visits(self.records)}
        people = sorted(
            self.learners(), key=lambda person: (person.id not in begun, person.id not in waiting)
        )

        def group(person: Person) -> str:
            if person.id in begun:
                return p("Visit going on")
            return p("To be visited") if person.id in waiting else p("All others")

        # "All others" says something only below somebody who is not among them.
        grouped = any(person.id in begun | waiting for person in people)
        items = [
            Item(
                self.name_of(person),
                partial(self._open, person),
                value=" · ".join(part for part in (person.household, person.hamlet) if part),
                detail=group(person) if grouped else "",
            )
            for person in people
        ]
        return Menu(p("Home visit"), (Line(p("Whom do you visit?"), "lead"),), items)

    def _open(self, person: Person) -> None:
        self.app.push_screen(HouseScreen(person))


class HouseScreen(VolunteerMenu):
    """The visit of one household: start, lessons, notes, end. A running visit is resumed."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._person, self.person_id = person, person.id
        self._who = person.id
        self._present_ids: frozenset[str] | None = None
        self._noting = asyncio.Lock()

    def _members(self) -> list[Person]:
        return household_of(self._person, self.learners())

    def _visit(self) -> Session | None:
        return running_visit(self.records, self._members())

    def _present(self, now: Session | None) -> list[Person]:
        """Return the people present; people without consent are only known to this screen."""
        members = self._members()
        here = self._present_ids
        if here is None and now is not None:
            here = present_at(self.records, now.id)
        return members if here is None else [member for member in members if member.id in here]

    @override
    def initial_focus(self) -> int | None:
        """Focus "Start the visit" or "Open a lesson"."""
        return 1

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        now = self._visit()
        present = self._present(now)
        title, lines = p("Home visit"), (Line(self.names(present), "lead"),)
        if now is None:
            return Menu(title, lines, (Item(p("Start the visit"), self._start),))
        items = [
            Item(
                p("Open a lesson"),
                partial(self._pick_lesson, now),
                detail=self.titles(now.lessons),
            ),
            Item(p("Seen on own phones"), self._note_skills),
        ]
        if len(present) > 1:
            learns = self.name_of(self._learning(present))
            items.append(Item(p("Who learns now"), self._next_learner, value=learns, number=WHO))
        if len(self._members()) > 1:
            ask = partial(self._ask_who_is_there, present)
            items.append(Item(p("Who is at home"), ask, number=HERE))
        over = partial(self._end, now)
        items.append(Item(p("The visit is over"), over, number=END, way_out=True))
        return Menu(title, lines, items)

    def _learning(self, present: Sequence[Person]) -> Person:
        picked = [person for person in present if person.id == self._who]
        return next(iter([*picked, *present]), self._person)

    def _start(self) -> None:
        if self._present_ids is None and len(self._members()) > 1:
            self._ask_who_is_there([self._person])
        else:
            self._welcome()

    async def _note_skills(self) -> None:
        now = self._visit()
        present = self._present(now)
        learnt = await asyncio.to_thread(self._learnt, present)
        if now is not None:
            self.app.push_screen(SkillsScreen(now.id, present, learnt))

    def _next_learner(self) -> None:
        present = self._present(self._visit())
        place = present.index(self._learning(present))
        self._who = present[(place + 1) % len(present)].id
        self.redraw()

    def _learnt(self, people: Sequence[Person]) -> list[str]:
        """Return the lessons that any of these people finished, in catalogue order."""
        learners = [person.id for person in people]
        try:
            finished = finished_lessons(self.store, learners, self.today, self.records)
        except StoreUnavailable:
            finished = {}
        lessons = frozenset[str]().union(*finished.values())
        entries = self.catalogue.lessons(self.language)
        return [entry.id for entry in entries if entry.id in lessons]

    @asking
    async def _ask_who_is_there(self, ticked: Sequence[Person]) -> None:
        """Ask who is present; start the visit with them or update the running one."""
        p, members = self.phrases, self._members()
        present = {person.id for person in ticked}
        here = await self.ask(
            TickScreen(
                p("Home visit"),
                p("Who is at home? Each press ticks or unticks one."),
                [Option(self.name_of(one), one.id, one.id in present) for one in members],
            )
        )
        if here is None:
            return
        if not here:
            self.tell(p("A visit is noted for those at home. Please tick who is there."))
            return
        self._present_ids = here
        await self._greet()

    @asking
    async def _welcome(self) -> None:
        await self._greet()

    async def _greet(self) -> None:
        """Store who is present; ask the others for consent and store those who agree."""
        await self._note_present()
        unasked = never_asked(self.records, self._present(self._visit()))
        if unasked:
            async for _said_yes in consent_answers(self, unasked, ""):
                await self.reload()
                await self._note_present()

    async def _note_present(self) -> None:
        """Store who is present and gave consent; the first mark starts the visit."""
        # A key can start the visit once more while a slow disk writes.
        async with self._noting:
            now = self._visit()
            present = self._present(now)
            noted = frozenset[str]() if now is None else present_at(self.records, now.id)
            marks = visit_marks(self.records, present, noted)
            if marks:
                classes, day = self.store.classes, self.today
                await self.save(lambda: note_visit(classes, now, self._person, day, marks))
        if all(person.id in self.records.declined for person in present):
            self.note(self.phrases(DECLINED))
        else:
            self.show_view()

    @asking
    async def _pick_lesson(self, now: Session) -> None:
        p = self.phrases
        entries = self.catalogue.lessons(self.language)
        options = [
            Option(p.fill(entry.title), entry.id, entry.id in now.lessons) for entry in entries
        ]
        question = self.phrases_to(self._present(now))("Which lesson would you like?")
        lesson = await self.ask(PickScreen(p("Home visit"), question, options))
        if lesson is not None:
            await self._play(now, lesson)

    async def _play(self, now: Session, lesson: str) -> None:
        if lesson not in now.lessons:
            await PlanDraft.of(now).change(self, lessons=(*now.lessons, lesson))
        person = self._learning(self._present(now))
        if not await self.volunteers.play(lesson, person):
            self.note(self.phrases(NO_LESSON))

    async def _end(self, now: Session) -> None:
        classes, present = self.store.classes, self._present(now)
        if await self.save(lambda: end_visit(classes, self.records, now.id, present)):
            self.back()


class FollowUpScreen(ListScreen):
    """List people absent twice or more and open visits; Enter assigns a visitor or starts the visit."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        people = {person.id: person for person in self.roster()}
        items = [
            Item(
                self.name_of(person),
                partial(self._assign, person),
                value=self._reason(person),
                detail=p("Absent twice or more"),
            )
            for person in often_absent(self.records, self.learners())
        ]
        items += [
            Item(
                self.name_of(people[visit.learner]),
                partial(self._visit, people[visit.learner]),
                value=self._visitor(people.get(visit.staff)),
                detail=p("To be visited"),
            )
            for visit in open_visits(self.records)
            if visit.learner in people
        ]
        # Who was away once may only like to be rung up; they come last.
        items += [
            Item(
                self.name_of(person),
                partial(self._assign, person),
                value=self._reason(person),
                detail=p(N_("Absent once: a word or a call")),
            )
            for person in absent_once(self.records, self.learners())
        ]
        lead = p(N_("Nobody was absent, and no visit is waiting."))
        if items:
            lead = p("Who looks in on them? Pick a name, then Enter.")
        return Menu(p("Follow-up"), (Line(lead, "lead"),), items)

    def _reason(self, person: Person) -> str:
        reason = last_absence_reason(self.records, person.id)
        # Before a yes nobody is asked for one.
        return self.phrases(labels.ABSENCE[reason]) if reason else ""

    def _visitor(self, staff: Person | None) -> str:
        return self.phrases("nobody yet") if staff is None else self.name_of(staff)

    def _visit(self, person: Person) -> None:
        self.app.push_screen(HouseScreen(person))

    @asking
    async def _assign(self, person: Person) -> None:
        p, team = self.phrases, self.team()
        if not team:
            self.note(
                p("Nobody of the team is on the list yet: add them under People of the class.")
            )
            return
        question = p("Who looks in on {name}?", name=self.name_of(person))
        options = [Option(member.name, member.id) for member in team]
        staff = await self.ask(PickScreen(p("Home visit"), question, options))
        if staff is not None:
            assign = self.store.classes.assign_visit
            await self.save(lambda: assign(person.id, staff, "missed"))
            self.redraw()
