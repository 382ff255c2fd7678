"""Screens: plan a class: day, hamlet, minutes, people and lessons; each value is saved at once."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from typing_extensions import override

from tutor.classroom.people import communes_of, learners_of_hamlet, only_commune_of, usual_spelling
from tutor.classroom.planning import OTHER_DAY, can_be_planned, needed_lessons
from tutor.content.text import fold_case
from tutor.dates import parse_day_ahead
from tutor.lesson.view import Line
from tutor.records.class_views import Session
from tutor.records.people import clean_name
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import (
    AskScreen,
    FormScreen,
    Option,
    PickScreen,
    VolunteerMenu,
)
from tutor.ui.screens.volunteer.lessons import LessonsPick
from tutor.ui.screens.volunteer.plan_detail import PlanDetailScreen

_LISTED = 6
NEW = 9
_DAYS_AHEAD = 6
_LENGTHS = (45, 60, 75, 90, 120)
_MOST_PEOPLE = 500


class PlansScreen(VolunteerMenu):
    """List the planned classes and "A new class"."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(
                self.day_text(session.day),
                partial(self._open, session),
                detail=" · ".join(filter(None, (session.hamlet, self.titles(session.lessons)))),
            )
            for session in self.records.upcoming(self.today)[:_LISTED]
        ]
        items.append(Item(p("A new class"), partial(self._open, None), number=NEW, way_out=True))
        return Menu(p("Plan a class"), (Line(p("Which class?"), "lead"),), items)

    @override
    def initial_focus(self) -> int | None:
        return 1 if self.records.upcoming(self.today) else NEW

    def _open(self, session: Session | None) -> None:
        self.app.push_screen(PlanScreen(session))


@dataclass(frozen=True, slots=True)
class _Plan:
    """The values of a class; `session` is its id, "" before the first save."""

    day: date
    hamlet: str = ""
    commune: str = ""
    minutes: int = 90
    expected: int = 0
    lessons: tuple[str, ...] = ()
    session: str = ""


class PlanScreen(FormScreen):
    """The form of one class; each value is saved at once."""

    def __init__(self, session: Session | None) -> None:
        super().__init__()
        self._session = session
        self._plan: _Plan | None = None

    @property
    def plan(self) -> _Plan:
        """The values of the class; a new class starts with the defaults of `_default_plan`."""
        if self._plan is None:
            session = self._session
            if session is None:
                self._plan = self._default_plan()
            else:
                self._plan = _Plan(
                    day=session.day,
                    hamlet=session.hamlet,
                    commune=session.commune,
                    minutes=session.minutes,
                    expected=session.expected,
                    lessons=session.lessons,
                    session=session.id,
                )
        return self._plan

    @property
    def _first_day(self) -> date:
        """The first day that a class can be planned for, even if the clock is behind."""
        return self.day_passed or self.today

    def _default_plan(self) -> _Plan:
        learners = self.learners()
        hamlets = [
            usual_spelling(learners, learner.hamlet) for learner in learners if learner.hamlet
        ]
        hamlet = max(hamlets, key=hamlets.count) if hamlets else ""
        return _Plan(
            self._first_day + timedelta(days=1),
            hamlet,
            only_commune_of(learners, hamlet),
            expected=len(learners_of_hamlet(learners, hamlet)),
        )

    @override
    def make_menu(self) -> Menu:
        p, plan = self.phrases, self.plan
        items = [
            Item(p("Day"), self._ask_day, value=self.day_text(plan.day)),
            Item(p("Hamlet"), self._ask_hamlet, value=plan.hamlet),
            self.pick_item(
                p("Minutes"),
                str(plan.minutes),
                [
                    Option(p("{minutes} minutes", minutes=n), ticked=n == plan.minutes)
                    for n in _LENGTHS
                ],
                lambda place: self._change(minutes=_LENGTHS[place]),
                question=p("How long is the class?"),
            ),
            self.text_item(
                p("People expected"),
                str(plan.expected),
                lambda text: self._change(expected=int(text)),
                question=p("How many people do you expect?"),
                check=self._count_fault,
                numeric=True,
            ),
            Item(p("Lessons"), self._pick_lessons, detail=self.titles(plan.lessons)),
        ]
        if plan.session:
            items.append(Item(p("Minute by minute"), self._show))
            items.append(Item(p("Take this plan away"), self._take_away))
        status = p("This plan is kept.") if plan.session else p("Enter keeps this plan.")
        lines = (*self.about_clock(), Line(status, "lead"))
        return Menu(p("Plan a class"), lines, items, next_label=p("Keep it"))

    @override
    def initial_focus(self) -> int | None:
        return None

    @override
    async def go_on(self) -> None:
        if await self._change():
            self.back()

    async def _change(self, **changes: object) -> bool:
        """Change some values and save the plan; return True on success."""
        now = replace(self.plan, **changes)  # type: ignore[arg-type]
        plan = self.store.classes.plan_session
        planned = await self.keep(
            lambda: plan(
                day=now.day,
                hamlet=now.hamlet,
                commune=now.commune,
                minutes=now.minutes,
                expected=now.expected,
                lessons=now.lessons,
                session=now.session,
            )
        )
        if planned is not None:
            self._plan = replace(now, session=planned.id)
        return planned is not None

    @asking
    async def _ask_day(self) -> None:
        p, first = self.phrases, self._first_day
        days = [first + timedelta(days=n) for n in range(_DAYS_AHEAD)]
        options = [Option(self.day_text(day), ticked=day == self.plan.day) for day in days]
        options.append(Option(p("Another day")))
        place = await self.ask(PickScreen(p("Day"), p("Which day?"), options))
        day = None if place is None or place == len(days) else days[place]
        if place == len(days):
            question = p("Which day? Type it such as 5/12.")
            text = await self.ask(AskScreen(p("Day"), question, self._day_fault))
            day = None if text is None else parse_day_ahead(text, first)
        if day is not None:
            await self._change(day=day)
            self.redraw()

    def _day_fault(self, text: str) -> str:
        day = parse_day_ahead(text, self._first_day)
        if day is None:
            return self.phrases("Please type a day such as 5/12.")
        # The latest day in the records may itself be wrong, so a complete date is accepted.
        possible = can_be_planned(day, self._first_day, self.today)
        return "" if possible else self.phrases(OTHER_DAY)

    @asking
    async def _ask_hamlet(self) -> None:
        p, roster = self.phrases, self.roster()
        spellings = {usual_spelling(roster, person.hamlet) for person in roster if person.hamlet}
        hamlets = sorted(spellings, key=fold_case)
        place: int | None = len(hamlets)
        if hamlets:
            now = fold_case(self.plan.hamlet)
            options = [Option(hamlet, ticked=fold_case(hamlet) == now) for hamlet in hamlets]
            options.append(Option(p("Another hamlet")))
            place = await self.ask(PickScreen(p("Hamlet"), p("Where?"), options))
        hamlet = None if place is None or place == len(hamlets) else hamlets[place]
        if place == len(hamlets):
            question = p("Where? Type the hamlet.")
            text = await self.ask(
                AskScreen(p("Hamlet"), question, self.number_fault, value=self.plan.hamlet)
            )
            hamlet = None if text is None else usual_spelling(roster, clean_name(text))
        if hamlet is not None:
            await self._set_hamlet(hamlet)
            self.redraw()

    async def _set_hamlet(self, hamlet: str) -> None:
        """Save the hamlet with the commune of its learners; ask if there are several communes."""
        from tutor import places

        p, roster = self.phrases, self.roster()
        communes = communes_of(roster, hamlet)
        changed = await self._change(hamlet=hamlet, commune=only_commune_of(roster, hamlet))
        if not changed or len(communes) < 2:
            return
        options = [Option(str(places.commune(commune) or commune)) for commune in communes]
        question = p("In which commune is {hamlet}?", hamlet=self.plan.hamlet)
        place = await self.ask(PickScreen(p("Commune"), question, options))
        if place is not None:
            await self._change(commune=communes[place])

    def _count_fault(self, text: str) -> str:
        possible = text.isascii() and text.isdigit() and int(text) <= _MOST_PEOPLE
        return "" if possible else self.phrases("Please type a number.")

    def _pick_lessons(self) -> None:
        self.app.push_screen(LessonsPick(self.plan.lessons, self._take_lessons, self._needed))

    async def _take_lessons(self, lessons: tuple[str, ...]) -> bool:
        return await self._change(lessons=lessons)

    def _needed(self) -> tuple[str, ...]:
        """Return the lessons that the people of the hamlet need, as many as fit into the minutes."""
        plan = self.plan
        return needed_lessons(
            self.store,
            self.services.library.catalogue,
            self.settings.language,
            day=plan.day,
            hamlet=plan.hamlet,
            minutes=plan.minutes,
            expected=plan.expected,
        )

    def _show(self) -> None:
        session = self.records.session(self.plan.session)
        if session is not None:
            self.app.push_screen(PlanDetailScreen(session))

    async def _take_away(self) -> None:
        cancel, planned = self.store.classes.cancel_session, self.plan.session
        if await self.save(lambda: cancel(planned)):
            self.back()
