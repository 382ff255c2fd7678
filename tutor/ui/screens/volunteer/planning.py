"""Screens: plan a class: day, hamlet, minutes, people and lessons; each value is saved at once."""

from datetime import date, timedelta
from typing import Literal

from typing_extensions import override

from tutor.classroom.people import (
    communes_of,
    hamlets_of,
    learners_of_hamlet,
    only_commune_of,
    usual_spelling,
)
from tutor.classroom.plan import MOST_PEOPLE
from tutor.classroom.planning import (
    OTHER_DAY,
    can_be_planned,
    last_class,
    next_class_day,
    usual_time_and_place,
)
from tutor.classroom.roster.names import hamlet_of_line
from tutor.content.text import fold_case
from tutor.dates import parse_day_ahead, parse_hour
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
)
from tutor.ui.screens.volunteer.lessons_pick import LessonsPick, PlanDraft
from tutor.ui.screens.volunteer.plan_detail import PlanDetailScreen

_LISTED = 6
TIME, PLACE = 8, 9
_DAYS = 8
_LENGTHS = (45, 60, 75, 90, 120)
_TIMES = ("07:30", "08:00", "14:00", "15:00", "18:30", "19:00", "19:30", "20:00")


class PlanScreen(FormScreen):
    """The form of one class; each value is saved at once.

    A new class follows `after` in its hamlet: one weekday, time and place are kept for all.
    """

    def __init__(self, session: Session | None, after: Session | None = None) -> None:
        super().__init__()
        self._session = session
        self._after = after
        self._draft: PlanDraft | None = None

    @property
    def plan(self) -> PlanDraft:
        """The values of the class; those of a new class are proposed from the roster."""
        if self._draft is None:
            now = self._session
            self._draft = self._propose() if now is None else PlanDraft.of(now)
        return self._draft

    @property
    def _first_day(self) -> date:
        """The first day that a class can be planned for, even if the clock is behind."""
        return self.day_passed or self.today

    def _propose(self) -> PlanDraft:
        learners, after = self.learners(), self._after
        hamlet = next(iter(hamlets_of(learners)), "") if after is None else after.hamlet
        last = last_class(self.records.sessions, hamlet)
        draft = PlanDraft(
            self._proposed_day(hamlet),
            hamlet,
            only_commune_of(learners, hamlet),
            expected=len(learners_of_hamlet(learners, hamlet)),
        )
        if last is not None:
            draft.minutes = last.minutes
            draft.time, draft.place = usual_time_and_place(self.records.sessions, hamlet)
        return draft

    def _proposed_day(self, hamlet: str) -> date:
        return next_class_day(self.records.sessions, hamlet, self._first_day)

    @override
    def make_menu(self) -> Menu:
        p, plan = self.phrases, self.plan
        items = [
            Item(p("Day"), self._ask_day, value=self.day_text(plan.day)),
            Item(p("Hamlet"), self._ask_hamlet, value=plan.hamlet),
            self.pick_item(
                p("Minutes"),
                str(plan.minutes),
                [Option(p("{minutes} minutes", minutes=n), n, n == plan.minutes) for n in _LENGTHS],
                lambda minutes: plan.change(self, minutes=minutes),
                question=p("How long is the class?"),
            ),
            self.text_item(
                p("People expected"),
                str(plan.expected),
                lambda text: plan.change(self, expected=int(text)),
                question=p("How many people do you expect?"),
                check=self._count_fault,
                numeric=True,
            ),
            Item(
                p("Lessons"),
                lambda: self.app.push_screen(LessonsPick(plan)),
                detail=self.titles(plan.lessons),
            ),
        ]
        if plan.session:
            items.append(Item(p("Minute by minute"), self._show))
            stored = self.records.session(plan.session)
            # A class that was held has records; that it was not held is said on its own page.
            if stored is not None and stored.state == "planned":
                items.append(Item(p("Take this plan away"), self._take_away))
        items += [
            Item(p("Time"), self._ask_time, value=plan.time, number=TIME),
            Item(p("Place"), self._ask_place, value=plan.place, number=PLACE),
        ]
        status = p("This plan is kept.") if plan.session else p("Enter keeps this plan.")
        if not plan.lessons:
            status = p("{status} It has no lesson yet: 5 picks them.", status=status)
        lines = (*self.about_clock(), Line(status, "lead"))
        return Menu(p("Plan a class"), lines, items, next_label=p("Keep it"))

    @override
    def initial_focus(self) -> int | None:
        return None

    @override
    async def go_on(self) -> None:
        if await self.plan.change(self):
            self.back()

    @asking
    async def _ask_day(self) -> None:
        p = self.phrases
        options: list[Option[date | Literal["other"]]] = [
            Option(self.day_text(day), day, day == self.plan.day) for day in self._days()
        ]
        options.append(Option(p("Another day"), "other"))
        day = await self.ask(PickScreen(p("Day"), p("Which day?"), options))
        if day == "other":
            question = p("Which day? Type it such as 5/12.")
            text = await self.ask(AskScreen(p("Day"), question, self._day_fault))
            day = None if text is None else self._parse_day(text)
        if day is not None:
            await self.plan.change(self, day=day)
            self.redraw()

    def _days(self) -> list[date]:
        """Return the days to choose from: a week, and the same weekday of the next."""
        return [self._first_day + timedelta(days=n) for n in range(_DAYS)]

    def _parse_day(self, text: str) -> date | None:
        return parse_day_ahead(text, self._first_day)

    def _day_fault(self, text: str) -> str:
        day = self._parse_day(text)
        if day is None:
            return self.phrases("Please type a day such as 5/12.")
        # The latest day in the records may itself be wrong, so a complete date is accepted.
        possible = can_be_planned(day, self._first_day, self.today)
        return "" if possible else self.phrases(OTHER_DAY)

    @asking
    async def _ask_time(self) -> None:
        p = self.phrases
        options = [Option(time, time, time == self.plan.time) for time in _TIMES]
        options.append(Option(p("Another time"), ""))
        time = await self.ask(PickScreen(p("Time"), p("When does it begin?"), options))
        if time == "":
            question = p("When does it begin? Type it such as 19:30.")
            text = await self.ask(AskScreen(p("Time"), question, self._time_fault))
            time = None if text is None else parse_hour(text)
        if time is not None:
            await self.plan.change(self, time=time)
            self.redraw()

    def _time_fault(self, text: str) -> str:
        return "" if parse_hour(text) else self.phrases("Please type a time such as 19:30.")

    @asking
    async def _ask_place(self) -> None:
        p, plan = self.phrases, self.plan
        used = [session.place for session in reversed(self.records.sessions) if session.place]
        # Within a phrase: Nhà văn hóa thôn Đông Hòa.
        within = plan.hamlet[:1].lower() + plan.hamlet[1:]
        hamlet = within if hamlet_of_line(plan.hamlet) else plan.hamlet
        usual = [p("Cultural house of {hamlet}", hamlet=hamlet)] if hamlet else []
        places = list(dict.fromkeys((*used, *usual)))[:_LISTED]
        place: str | None = ""
        if places:
            options = [Option(name, name, name == plan.place) for name in places]
            options.append(Option(p("Another place"), ""))
            place = await self.ask(PickScreen(p("Place"), p("Where do people meet?"), options))
        if place == "":
            question = p("Where do people meet? Type the place.")
            text = await self.ask(
                AskScreen(p("Place"), question, self.number_fault, value=plan.place)
            )
            place = None if text is None else clean_name(text)
        if place is not None:
            await plan.change(self, place=place)
            self.redraw()

    @asking
    async def _ask_hamlet(self) -> None:
        p, roster = self.phrases, self.roster()
        hamlets = sorted(hamlets_of(roster), key=fold_case)
        hamlet: str | None = ""
        if hamlets:
            now = fold_case(self.plan.hamlet)
            options = [Option(name, name, fold_case(name) == now) for name in hamlets]
            options.append(Option(p("Another hamlet"), ""))
            hamlet = await self.ask(PickScreen(p("Hamlet"), p("Where?"), options))
        if hamlet == "":
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

        p, plan, roster = self.phrases, self.plan, self.roster()
        communes = communes_of(roster, hamlet)
        commune: str | None = only_commune_of(roster, hamlet)
        if not await plan.change(self, hamlet=hamlet, commune=commune) or len(communes) < 2:
            return
        options = [Option(str(places.commune(code) or code), code) for code in communes]
        question = p("In which commune is {hamlet}?", hamlet=plan.hamlet)
        commune = await self.ask(PickScreen(p("Commune"), question, options))
        if commune is not None:
            await plan.change(self, commune=commune)

    def _count_fault(self, text: str) -> str:
        possible = text.isascii() and text.isdigit() and int(text) <= MOST_PEOPLE
        return "" if possible else self.phrases("Please type a number.")

    def _show(self) -> None:
        session = self.records.session(self.plan.session)
        if session is not None:
            self.app.push_screen(PlanDetailScreen(session))

    @asking
    async def _take_away(self) -> None:
        p, cancel, planned = self.phrases, self.store.classes.cancel_session, self.plan.session
        options = [Option(p("Leave it as it is"), False), Option(p("Take this plan away"), True)]
        question = p("Take this class out of the plan?")
        if await self.ask(PickScreen(p("Plan a class"), question, options)) and await self.save(
            lambda: cancel(planned)
        ):
            self.back()
