"""Screens: plan a class: day, hamlet, minutes, people and lessons; each value is saved at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, Literal

from typing_extensions import override

from tutor.classroom.evenings import needed_lessons
from tutor.classroom.people import (
    communes_of,
    hamlets_of,
    learners_of_hamlet,
    only_commune_of,
    usual_spelling,
)
from tutor.classroom.plan import MOST_PEOPLE
from tutor.classroom.planning import OTHER_DAY, can_be_planned
from tutor.content.catalogue import LessonEntry
from tutor.content.text import clean, fold_case
from tutor.dates import parse_day_ahead
from tutor.lesson.view import Line
from tutor.records.class_events import SessionKind
from tutor.records.class_views import Session
from tutor.records.people import clean_name
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.dialogs import (
    AskScreen,
    FormScreen,
    Option,
    PickScreen,
    VolunteerMenu,
)
from tutor.ui.screens.volunteer.list_screen import ListScreen
from tutor.ui.screens.volunteer.plan_detail import PlanDetailScreen

_LISTED = 6
NEW = 9
_DAYS_AHEAD = 6
_LENGTHS = (45, 60, 75, 90, 120)


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


@dataclass(slots=True)
class PlanDraft:
    """The values of a class or visit that is being planned; `session` is its id, "" before it is saved."""

    day: date
    hamlet: str = ""
    commune: str = ""
    minutes: int = 90
    expected: int = 0
    lessons: tuple[str, ...] = ()
    form: SessionKind = "class"
    session: str = ""

    @classmethod
    def of(cls, session: Session) -> "PlanDraft":
        """Return the draft of a class or visit that is stored."""
        values = {name: getattr(session, name) for name in cls.__slots__ if name != "session"}
        return cls(**values, session=session.id)

    async def change(self, screen: VolunteerScreen[Any], **changes: Any) -> bool:
        """Change some values and save all; return True on success, and change nothing otherwise."""
        values = {name: getattr(self, name) for name in self.__slots__} | changes
        planned = await screen.keep(lambda: screen.store.classes.plan_session(**values))
        if planned is None:
            return False
        for name, value in {**changes, "session": planned.id}.items():
            setattr(self, name, value)
        return True


class PlanScreen(FormScreen):
    """The form of one class; each value is saved at once."""

    def __init__(self, session: Session | None) -> None:
        super().__init__()
        self._session = session
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
        learners = self.learners()
        hamlet = next(iter(hamlets_of(learners)), "")
        return PlanDraft(
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
            items.append(Item(p("Take this plan away"), self._take_away))
        status = p("This plan is kept.") if plan.session else p("Enter keeps this plan.")
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
        p, first = self.phrases, self._first_day
        days = [first + timedelta(days=n) for n in range(_DAYS_AHEAD)]
        options: list[Option[date | Literal["other"]]] = [
            Option(self.day_text(day), day, day == self.plan.day) for day in days
        ]
        options.append(Option(p("Another day"), "other"))
        day = await self.ask(PickScreen(p("Day"), p("Which day?"), options))
        if day == "other":
            question = p("Which day? Type it such as 5/12.")
            text = await self.ask(AskScreen(p("Day"), question, self._day_fault))
            day = None if text is None else parse_day_ahead(text, first)
        if day is not None:
            await self.plan.change(self, day=day)
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

    async def _take_away(self) -> None:
        cancel, planned = self.store.classes.cancel_session, self.plan.session
        if await self.save(lambda: cancel(planned)):
            self.back()


NEEDED = 1


class LessonsPick(ListScreen):
    """List all lessons by topic; Enter adds or removes one, and each change of the plan is saved at once."""

    def __init__(self, plan: PlanDraft) -> None:
        super().__init__()
        self._plan = plan

    def _entries(self) -> Sequence[LessonEntry]:
        return self.catalogue.lessons(self.language)

    @override
    def make_menu(self) -> Menu:
        p, picked = self.phrases, self._plan.lessons
        topics = {topic.id: topic.name for topic in self.catalogue.topics(self.language)}
        entries = self._entries()
        items = [
            Item(
                clean(entry.title),
                partial(self._toggle, entry.id),
                value=p("{minutes} min", minutes=entry.minutes) + self._place(entry.id),
                detail=clean(topics.get(entry.topic, "")),
            )
            for entry in entries
        ]
        items.append(Item(p("What this group needs"), self._pick_needed, number=NEEDED))
        minutes = sum(entry.minutes for entry in entries if entry.id in picked)
        text = p("Picked: {count}, about {minutes} minutes.", count=len(picked), minutes=minutes)
        return Menu(p("Lessons"), (Line(text, "lead"),), items)

    def _place(self, lesson: str) -> str:
        """Return the place of a picked lesson in the class."""
        picked = self._plan.lessons
        return f" ✓ {picked.index(lesson) + 1}" if lesson in picked else ""

    @override
    def enter_label(self) -> str:
        entries = self._entries()
        picked = bool(entries) and entries[self.cursor].id in self._plan.lessons
        return self.phrases("Leave out") if picked else self.phrases("Take in")

    async def _pick_needed(self) -> None:
        """Pick the lessons that the group needs: due ones first, then new ones while there is time."""
        plan = self._plan
        lessons = await self.keep(
            lambda: needed_lessons(
                self.store,
                self.catalogue,
                self.language,
                day=plan.day,
                hamlet=plan.hamlet,
                minutes=plan.minutes,
                expected=plan.expected,
            )
        )
        if lessons is not None:
            await plan.change(self, lessons=lessons)
            self.redraw()

    async def _toggle(self, lesson: str) -> None:
        picked = self._plan.lessons
        without = tuple(other for other in picked if other != lesson)
        lessons = without if lesson in picked else (*picked, lesson)
        await self._plan.change(self, lessons=lessons)
        self.redraw()
