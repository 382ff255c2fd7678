"""Screens: a month of evenings: how often and how long, then the evenings to keep as classes or to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from typing_extensions import override

from tutor.classroom.evening_text import TITLE, EveningTexts, keep_evenings
from tutor.classroom.evenings import Evening, days_of, plan_evenings
from tutor.classroom.people import hamlets_of, learners_of_hamlet
from tutor.classroom.planning import last_class, next_class_day, usual_time_and_place
from tutor.dates import WEEKDAYS
from tutor.i18n import Translator
from tutor.lesson.view import Line
from tutor.paths import prints_folder, write_atomic
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import FormScreen, Option, PickScreen, TickScreen
from tutor.ui.screens.volunteer.printing import PrintingMenu, in_file_name

_WEEKS = (2, 4, 6, 8, 12)
_LENGTHS = (45, 60, 75, 90, 120)
_DAYS = 8


@dataclass(slots=True)
class MonthDraft:
    """The values of a row of evenings that is being planned."""

    first: date
    weekdays: frozenset[int]
    weeks: int
    hamlet: str
    minutes: int
    expected: int
    time: str
    place: str

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the evenings."""
        return days_of(self.first, self.weeks, self.weekdays)


class MonthScreen(FormScreen):
    """The form of a row of evenings; Enter proposes them. Nothing is stored here."""

    def __init__(self) -> None:
        super().__init__()
        self._draft: MonthDraft | None = None

    @property
    def values(self) -> MonthDraft:
        """The values, at first those of the last class of the largest hamlet."""
        if self._draft is None:
            self._draft = self._propose(next(iter(hamlets_of(self.learners())), ""))
        return self._draft

    def _propose(self, hamlet: str) -> MonthDraft:
        first_day = self.day_passed or self.today
        first = next_class_day(self.records.sessions, hamlet, first_day)
        last = last_class(self.records.sessions, hamlet)
        time, place = usual_time_and_place(self.records.sessions, hamlet)
        return MonthDraft(
            first=first,
            weekdays=frozenset({first.weekday()}),
            weeks=4,
            hamlet=hamlet,
            minutes=90 if last is None else last.minutes,
            expected=len(learners_of_hamlet(self.learners(), hamlet)),
            time=time,
            place=place,
        )

    @override
    def make_menu(self) -> Menu:
        p, draft = self.phrases, self.values
        weekdays = ", ".join(p(WEEKDAYS[day]) for day in sorted(draft.weekdays))
        weeks = [Option(_weeks(self, n), n, n == draft.weeks) for n in _WEEKS]
        lengths = [
            Option(p("{minutes} minutes", minutes=n), n, n == draft.minutes) for n in _LENGTHS
        ]
        hamlets = [Option(name, name, name == draft.hamlet) for name in hamlets_of(self.learners())]
        items = [
            Item(p("First evening"), self._ask_first, value=self.day_text(draft.first)),
            Item(p("Days of the week"), self._ask_weekdays, value=weekdays),
            self.pick_item(p("Weeks"), str(draft.weeks), weeks, self._set_weeks),
            self.pick_item(p("Hamlet"), draft.hamlet, hamlets, self._set_hamlet),
            self.pick_item(p("Minutes"), str(draft.minutes), lengths, self._set_minutes),
        ]
        evenings = self.translate.plural("{count} evening", "{count} evenings", len(draft.days))
        lead = p("{evenings}. Enter shows what each of them is about.", evenings=evenings)
        return Menu(p("A whole month"), (Line(lead, "lead"),), items, next_label=p("Show them"))

    @property
    def translate(self) -> Translator:
        """The translator of this language."""
        return Translator(self.phrases.language)

    @override
    def initial_focus(self) -> int | None:
        return None

    async def _set_weeks(self, weeks: int) -> None:
        self.values.weeks = weeks

    async def _set_minutes(self, minutes: int) -> None:
        self.values.minutes = minutes

    async def _set_hamlet(self, hamlet: str) -> None:
        self._draft = self._propose(hamlet)

    @asking
    async def _ask_first(self) -> None:
        p, draft, first = self.phrases, self.values, self.day_passed or self.today
        days = dict.fromkeys((*(first + timedelta(days=n) for n in range(_DAYS)), draft.first))
        options = [Option(self.day_text(day), day, day == draft.first) for day in days]
        day = await self.ask(PickScreen(p("First evening"), p("Which day?"), options))
        if day is not None:
            if draft.weekdays == {draft.first.weekday()}:
                draft.weekdays = frozenset({day.weekday()})
            draft.first = day
            self.redraw()

    @asking
    async def _ask_weekdays(self) -> None:
        p, draft = self.phrases, self.values
        options = [Option(p(name), n, n in draft.weekdays) for n, name in enumerate(WEEKDAYS)]
        picked = await self.ask(
            TickScreen(p("Days of the week"), p("On which days? Press those, then Enter."), options)
        )
        if picked:
            draft.weekdays = picked
            self.redraw()

    @override
    async def go_on(self) -> None:
        draft = self.values
        evenings = await self.keep(
            lambda: plan_evenings(
                self.store,
                self.catalogue,
                self.language,
                days=draft.days,
                hamlet=draft.hamlet,
                minutes=draft.minutes,
                expected=draft.expected,
            )
        )
        if evenings is not None:
            self.app.push_screen(EveningsScreen(draft, evenings))


def _weeks(screen: MonthScreen, count: int) -> str:
    return screen.translate.plural("{count} week", "{count} weeks", count)


class EveningsScreen(PrintingMenu):
    """List the evenings with their lessons; 1 keeps them as classes, 2 prints them."""

    def __init__(self, draft: MonthDraft, evenings: Sequence[Evening]) -> None:
        super().__init__()
        self._draft = draft
        self._evenings = evenings
        self._kept = False

    @property
    def _texts(self) -> EveningTexts:
        entries = self.catalogue.lessons(self.language)
        minutes = {entry.id: entry.minutes for entry in entries}
        translate = Translator(self.phrases.language)
        return EveningTexts(self.phrases, translate, self.title_of, minutes)

    def _about(self) -> str:
        draft = self._draft
        return self._texts.about(len(self._evenings), draft.hamlet, draft.minutes, draft.expected)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        lead = self.print_message or self._about()
        if not self._evenings:
            lead = p("Everything on the path was learnt.")
        lines = [Line(lead, "lead")]
        for day, lessons, note in self._texts.rows(self._evenings):
            lines += [Line(f"{day}: {lessons}", "keep"), Line(note)]
        items = []
        if self._evenings and not self._kept:
            items.append(Item(p("Keep each as a class"), self._keep))
        if self._evenings:
            items.append(Item(p("Print it"), self._print, number=2))
        return Menu(p(TITLE), lines, items, next_label=p("Go back"))

    async def _keep(self) -> None:
        draft = self._draft

        def write() -> None:
            keep_evenings(
                self.store,
                self._evenings,
                hamlet=draft.hamlet,
                minutes=draft.minutes,
                expected=draft.expected,
                time=draft.time,
                place=draft.place,
            )

        if await self.save(write):
            self._kept = True
            self.tell_printing(self.phrases("Each evening is kept as a class."))

    async def _print(self) -> None:
        draft, texts, about = self._draft, self._texts, self._about()
        file = prints_folder() / f"{in_file_name(texts.phrases(TITLE))}-{draft.first}.pdf"

        def write() -> list[Path]:
            from tutor.publish.typesetting import class_sheet

            rows, copies = texts.rows(self._evenings), [texts.copies(draft.expected)]
            title, headings = texts.phrases(TITLE), texts.headings()
            sheet = class_sheet(title, rows, texts.translate, headings, about, copies)
            return [write_atomic(file, sheet)]

        await self.write_files(write)
