"""Screens: past classes, to correct them, to end one whose end was forgotten, or to enter one from paper."""

from datetime import date, timedelta
from functools import partial

from typing_extensions import override

from tutor.classroom.people import count_called
from tutor.classroom.planning import past_classes
from tutor.dates import parse_day_past
from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.class_menu import ClassMenuScreen
from tutor.ui.screens.volunteer.dialogs import FormScreen, Option, PickScreen
from tutor.ui.screens.volunteer.evidence import SkillsScreen
from tutor.ui.screens.volunteer.list_screen import ListScreen
from tutor.ui.screens.volunteer.planning import PlanScreen
from tutor.ui.screens.volunteer.roll import (
    HELPING_PEOPLE,
    UNNAMED_PEOPLE,
    Count,
    RollScreen,
    ask_count,
)

FROM_PAPER = 1
HELPERS = 8
_DAYS = 8
_YEAR = timedelta(days=366)
_NOT_PAST = N_("A class on paper was within the last year, up to today. Please type another day.")


class PastClassesScreen(ListScreen):
    """List the past classes, the latest first; Enter opens one, 1 enters one from paper."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(self.day_text(session.day), partial(self._open, session), self._value(session))
            for session in past_classes(self.records.sessions, self.today)
        ]
        items.append(Item(p("A class held on paper"), self._enter_one, number=FROM_PAPER))
        lead = p("Enter opens a class, to put it right or add to it.")
        if len(items) == 1:
            lead = p("No class is past yet.")
        return Menu(p("Past classes"), (Line(lead, "lead"),), items, next_label=p("Open"))

    def _value(self, session: Session) -> str:
        """Return the hamlet and how many people came, or what is amiss; the team is counted apart."""
        team = {person.id for person in self.records.people if person.role != "learner"}
        marks = self.records.attendance_at(session.id)
        came = sum(mark.state != "absent" and mark.learner not in team for mark in marks)
        counted = str(came + session.unnamed) if session.held else ""
        amiss = "" if session.state == "ended" else self.phrases(_states(session)[0])
        return " · ".join(part for part in (session.hamlet, amiss or counted) if part)

    def _open(self, session: Session) -> None:
        self.app.push_screen(PastClassScreen(session.id))

    def _enter_one(self) -> None:
        self.app.push_screen(PaperClassScreen(None))


def _states(session: Session) -> tuple[str, str]:
    """Return the state of a past class in few words and as a sentence."""
    if session.state == "running":
        return N_("not ended"), N_("This class was not ended yet.")
    if session.state == "planned":
        return N_("not begun"), N_("This class was planned. Was it held?")
    if session.state == "cancelled":
        return N_("not held"), N_("This class was not held.")
    if session.on_paper:
        return N_("on paper"), N_("This class was held with notes on paper.")
    return N_("over"), N_("This class is over. What is put right here counts in reports.")


class PastClassScreen(FormScreen):
    """Menu of one past class; whether it was held, who came, what was seen."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self._session_id = session

    @override
    def make_menu(self) -> Menu:
        p, session = self.phrases, self.records.session(self._session_id)
        if session is None:
            return Menu(p("Past classes"), (), (), next_label=p("Go back"))
        items = []
        if session.state == "running":
            items.append(Item(p("That class is over"), self._end))
            items.append(Item(p("Go on with the class"), self._go_on))
        if session.held:
            items += [
                Item(p("Roll call"), self._call, value=self._called(session)),
                self._count_item(session, UNNAMED_PEOPLE),
                Item(p("Seen on own phones"), self._note_skills),
            ]
        else:
            items.append(Item(p("It was held, with notes on paper"), self._hold))
        items.append(Item(p("Day, place, lessons"), partial(self._correct, session)))
        if session.state != "cancelled":
            items.append(Item(p("It was not held"), self._ask_cancel))
        if session.held:
            items.append(self._count_item(session, HELPING_PEOPLE, HELPERS))
        lines = (Line(p(_states(session)[1]), "lead"), Line(self.about(session)))
        return Menu(p("Past classes"), lines, items, next_label=p("Done"))

    @asking
    async def _count(self, count: Count) -> None:
        await ask_count(self, self._session_id, count)

    def _count_item(self, session: Session, count: Count, number: int | None = None) -> Item:
        label, action = self.phrases(count.label), partial(self._count, count)
        return Item(label, action, count.text(session), number=number)

    def _called(self, session: Session) -> str:
        called, people = count_called(self.records, session, self.roster())
        return self.phrases("{called} of {people}", called=called, people=people)

    def _call(self) -> None:
        self.app.push_screen(RollScreen(self._session_id))

    def _note_skills(self) -> None:
        self.app.push_screen(SkillsScreen(self._session_id, self._present()))

    def _present(self) -> list[Person]:
        noted = self.records.attendance_at(self._session_id)
        present = {mark.learner for mark in noted if mark.state != "absent"}
        return [learner for learner in self.learners() if learner.id in present]

    def _correct(self, session: Session) -> None:
        self.app.push_screen(PaperClassScreen(session))

    def _go_on(self) -> None:
        self.app.push_screen(ClassMenuScreen(self._session_id))

    async def _end(self) -> None:
        now, live_class = self.services.wall(), self.volunteers.room(self._session_id).live_class
        await self.save(lambda: live_class.end(now))
        self.redraw()

    async def _hold(self) -> None:
        await self.save(lambda: self.store.classes.hold_on_paper(self._session_id))
        self.redraw()

    @asking
    async def _ask_cancel(self) -> None:
        p = self.phrases
        question = p("Was this class not held? Then it counts in no report.")
        options = [Option(p("Leave it as it is"), False), Option(p("It was not held"), True)]
        if await self.ask(PickScreen(p("It was not held"), question, options)):
            await self.save(lambda: self.store.classes.cancel_session(self._session_id))
            self.redraw()


class PaperClassScreen(PlanScreen):
    """The form of a class of a past day: one entered from paper, or one to put right."""

    @override
    def _proposed_day(self, hamlet: str) -> date:
        return self.today - timedelta(days=1)

    @override
    def _days(self) -> list[date]:
        return [self.today - timedelta(days=n) for n in range(_DAYS)]

    @override
    def _parse_day(self, text: str) -> date | None:
        return parse_day_past(text, self.today)

    @override
    def _day_fault(self, text: str) -> str:
        day = self._parse_day(text)
        if day is None:
            return self.phrases("Please type a day such as 5/12.")
        return "" if self.today - _YEAR <= day <= self.today else self.phrases(_NOT_PAST)

    @override
    async def go_on(self) -> None:
        """Keep the class as held, and go on to its roll call."""
        if self._session is not None:
            self.back()
            return
        if await self.plan.change(self):
            planned = self.plan.session
            if await self.save(lambda: self.store.classes.hold_on_paper(planned)):
                self.app.switch_screen(PastClassScreen(planned))
