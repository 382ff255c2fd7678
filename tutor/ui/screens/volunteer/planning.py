"""Planning a class: day, hamlet, minutes, people and lessons, each kept as soon as it is said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tutor.classroom.people import communes_of, learners_of_hamlet, only_commune_of, usual_spelling
from tutor.classroom.planning import OTHER_DAY, can_be_planned, needed_lessons
from tutor.content.text import fold_case
from tutor.dates import parse_day_ahead
from tutor.lesson.view import Choice, Line, View
from tutor.records.class_views import Session
from tutor.records.people import clean_name, looks_like_number
from tutor.ui.screens.volunteer.asking import AskScreen, Option, PickScreen
from tutor.ui.screens.volunteer.base import NO_NUMBERS, VolunteerScreen
from tutor.ui.screens.volunteer.lessons import LessonsPick
from tutor.ui.screens.volunteer.show import ShowScreen

_LISTED = 6
NEW = 9
DAY, HAMLET, MINUTES, EXPECTED, LESSONS, SHOW, CANCEL = range(1, 8)
_DAYS_AHEAD = 6
_LENGTHS = (45, 60, 75, 90, 120)
_MOST_PEOPLE = 500


class PlansScreen(VolunteerScreen):
    """The classes that are planned, and a new one."""

    def _plans(self) -> Sequence[Session]:
        coming = self.records.upcoming(self.today)
        return coming[:_LISTED]

    def make_view(self) -> View:
        """List what is planned."""
        p = self.phrases
        choices = [
            Choice(i + 1, self.written(one.day), detail=" · ".join(_what(self, one)))
            for i, one in enumerate(self._plans())
        ]
        choices.append(Choice(NEW, p("A new class"), way_out=True))
        return View(p("Plan a class"), (Line(p("Which class?"), "lead"),), tuple(choices))

    def first_focus(self) -> int | None:
        """Let Enter open the class that comes next, or begin one where none is planned."""
        return 1 if self._plans() else NEW

    async def chosen(self, number: int) -> None:
        """Open a plan."""
        plans = self._plans()
        self.app.push_screen(PlanScreen(None if number == NEW else plans[number - 1]))


def _what(screen: VolunteerScreen, session: Session) -> list[str]:
    parts = (session.hamlet, screen.titles(session.lessons))
    return [part for part in parts if part]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is said of a class so far."""

    day: date
    hamlet: str = ""
    commune: str = ""
    minutes: int = 90
    expected: int = 0
    lessons: tuple[str, ...] = ()
    session: str = ""


class PlanScreen(VolunteerScreen):
    """One class; whatever is set is kept at once."""

    def __init__(self, session: Session | None) -> None:
        super().__init__()
        self._session = session
        self._plan: _Plan | None = None

    @property
    def plan(self) -> _Plan:
        """What is planned; of a new class tomorrow, the hamlet and the people that there are."""
        if self._plan is None:
            one = self._session
            if one is None:
                self._plan = self._usual()
            else:
                self._plan = _Plan(
                    day=one.day,
                    hamlet=one.hamlet,
                    commune=one.commune,
                    minutes=one.minutes,
                    expected=one.expected,
                    lessons=one.lessons,
                    session=one.id,
                )
        return self._plan

    @property
    def _first_day(self) -> date:
        """The first day that a class can be planned for: no clock that was set back tells it."""
        return self.day_passed or self.today

    def _usual(self) -> _Plan:
        learners = self.learners()
        hamlets = [usual_spelling(learners, one.hamlet) for one in learners if one.hamlet]
        hamlet = max(hamlets, key=hamlets.count) if hamlets else ""
        return _Plan(
            self._first_day + timedelta(days=1),
            hamlet,
            only_commune_of(learners, hamlet),
            expected=len(learners_of_hamlet(learners, hamlet)),
        )

    def make_view(self) -> View:
        """List what is planned."""
        p = self.phrases
        now = self.plan
        choices = [
            Choice(DAY, p("Day"), value=self.written(now.day)),
            Choice(HAMLET, p("Hamlet"), value=now.hamlet),
            Choice(MINUTES, p("Minutes"), value=str(now.minutes)),
            Choice(EXPECTED, p("People expected"), value=str(now.expected)),
            Choice(LESSONS, p("Lessons"), detail=self.titles(now.lessons)),
        ]
        if now.session:
            choices.append(Choice(SHOW, p("Minute by minute")))
            choices.append(Choice(CANCEL, p("Take this plan away")))
        kept = p("This plan is kept.") if now.session else p("Enter keeps this plan.")
        lines = (*self.about_clock(), Line(kept, "lead"))
        return View(p("Plan a class"), lines, tuple(choices), next_label=p("Keep it"))

    def first_focus(self) -> int | None:
        """Let Enter keep the plan, whatever is on it."""
        return None

    def enter_goes_on(self) -> bool:
        """Let Enter keep the plan from any page."""
        return True

    async def went_on(self) -> None:
        """Keep the plan as it is, and go back."""
        if await self._change():
            self.back()

    async def _change(self, **changes: object) -> bool:
        """Take something over and keep the plan."""
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

    async def chosen(self, number: int) -> None:
        """Ask for what was picked."""
        match number:
            case 1:
                self._ask_day()
            case 2:
                self._ask_hamlet()
            case 3:
                self._ask_minutes()
            case 4:
                self._ask_number()
            case 5:
                pick = LessonsPick(self.plan.lessons, self._take_lessons, self._needed)
                self.app.push_screen(pick)
            case 6:
                self._show()
            case _:
                await self._take_away()

    def _ask_day(self) -> None:
        p = self.phrases
        days = [self._first_day + timedelta(days=n) for n in range(_DAYS_AHEAD)]
        options = [Option(self.written(day), ticked=day == self.plan.day) for day in days]
        options.append(Option(p("Another day")))

        async def take(place: int) -> None:
            if place < len(days):
                await self._change(day=days[place])
            else:
                asked = p("Which day? Type it such as 5/12.")
                self.app.switch_screen(AskScreen(p("Day"), asked, self._take_day))

        self.app.push_screen(PickScreen(p("Day"), p("Which day?"), lambda: options, take))

    async def _take_day(self, text: str) -> str:
        first = self._first_day
        day = parse_day_ahead(text, first)
        if day is None:
            return self.phrases("Please type a day such as 5/12.")
        # The last day in the records may be the one that is wrong: a whole date is taken at its word.
        if not can_be_planned(day, first, self.today):
            return self.phrases(OTHER_DAY)
        await self._change(day=day)
        return ""

    def _ask_hamlet(self) -> None:
        p = self.phrases
        roster = self.roster()
        spelled = {usual_spelling(roster, one.hamlet) for one in roster if one.hamlet}
        hamlets = sorted(spelled, key=fold_case)

        async def take(place: int) -> None:
            if place < len(hamlets):
                await self._set_hamlet(hamlets[place])
            else:
                self.app.switch_screen(self._typed_hamlet())

        if hamlets:
            now = fold_case(self.plan.hamlet)
            options = [Option(one, ticked=fold_case(one) == now) for one in hamlets]
            options.append(Option(p("Another hamlet")))
            self.app.push_screen(PickScreen(p("Hamlet"), p("Where?"), lambda: options, take))
        else:
            self.app.push_screen(self._typed_hamlet())

    def _typed_hamlet(self) -> AskScreen:
        p = self.phrases
        return AskScreen(
            p("Hamlet"), p("Where? Type the hamlet."), self._take_hamlet, now=self.plan.hamlet
        )

    async def _take_hamlet(self, text: str) -> str:
        if looks_like_number(text):
            return self.phrases(NO_NUMBERS)
        await self._set_hamlet(usual_spelling(self.roster(), clean_name(text)))
        return ""

    async def _set_hamlet(self, hamlet: str) -> None:
        """Take over a hamlet with the commune of those who learn there; asked where there are several."""
        communes = communes_of(self.roster(), hamlet)
        only = only_commune_of(self.roster(), hamlet)
        if await self._change(hamlet=hamlet, commune=only) and len(communes) > 1:
            self._ask_commune(communes)

    def _ask_commune(self, communes: Sequence[str]) -> None:
        from tutor import places

        p = self.phrases

        async def take(place: int) -> None:
            await self._change(commune=communes[place])

        options = [Option(str(places.commune(one) or one)) for one in communes]
        asked = p("In which commune is {hamlet}?", hamlet=self.plan.hamlet)
        self.app.switch_screen(PickScreen(p("Commune"), asked, lambda: options, take))

    def _ask_minutes(self) -> None:
        p = self.phrases

        async def take(place: int) -> None:
            await self._change(minutes=_LENGTHS[place])

        options = [
            Option(p("{minutes} minutes", minutes=n), ticked=n == self.plan.minutes)
            for n in _LENGTHS
        ]
        self.app.push_screen(
            PickScreen(p("Minutes"), p("How long is the class?"), lambda: options, take)
        )

    def _ask_number(self) -> None:
        p = self.phrases
        now = str(self.plan.expected)
        asked = p("How many people do you expect?")
        self.app.push_screen(
            AskScreen(p("People expected"), asked, self._take_number, now=now, number=True)
        )

    async def _take_number(self, text: str) -> str:
        if not (text.isascii() and text.isdigit() and int(text) <= _MOST_PEOPLE):
            return self.phrases("Please type a number.")
        await self._change(expected=int(text))
        return ""

    async def _take_lessons(self, lessons: tuple[str, ...]) -> bool:
        return await self._change(lessons=lessons)

    def _needed(self) -> tuple[str, ...]:
        """Return the lessons that the people of the hamlet need on that day, as many as there is time for."""
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
            self.app.push_screen(ShowScreen(session))

    async def _take_away(self) -> None:
        cancel, planned = self.store.classes.cancel_session, self.plan.session
        if await self.save(lambda: cancel(planned)):
            self.back()
