"""Screens: the targets of the movement, and how many people and homes each hamlet has."""

import asyncio
from datetime import date
from functools import partial
from pathlib import Path

from typing_extensions import override

from tutor.classroom.people import communes_of, hamlets_of
from tutor.content.text import fold_case
from tutor.dates import day_in_figures, parse_day_ahead
from tutor.i18n import N_, Translator
from tutor.lesson.view import Line
from tutor.paths import records_file
from tutor.reports.build import TARGETS
from tutor.reports.targets import HamletTotals, Measure, Targets, TargetsError, load_targets
from tutor.reports.targets_file import (
    next_target,
    save_targets,
    totals_of,
    with_target,
    with_totals,
)
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import AskScreen, FormScreen, Option, PickScreen

SKILLS, ORGANISATION, HAMLETS, TOPIC = 5, 6, 7, 8
_LARGEST = {"residents": 100, "households": 100, "access": 100, "classes": 1000}
_MOST_PEOPLE = 1_000_000
_MEASURES: dict[Measure, str] = {
    "residents": N_("People proficient (%)"),
    "households": N_("Homes reached (%)"),
    "access": N_("Class in the hamlet (%)"),
    "classes": N_("Classes in each hamlet"),
}


class TargetsForm(FormScreen):
    """A form over the file of the targets, which is read when the form opens and written with each value."""

    def __init__(self) -> None:
        super().__init__()
        self.targets = Targets()
        self._fault = ""

    @property
    def _file(self) -> Path:
        return records_file().parent / TARGETS

    @override
    def read_more(self) -> None:
        try:
            self.targets = load_targets(self._file, Translator(self.phrases.language))
        except TargetsError as error:
            self._fault = error.lines[0]

    async def put(self, targets: Targets) -> None:
        """Write the file, and show the new values; tell where it cannot be written."""
        try:
            await asyncio.to_thread(save_targets, self._file, targets)
        except OSError as error:
            self.note(self.refusal(error))
        else:
            self.targets = targets
            self.redraw()

    def number_fault(self, text: str, most: int = _MOST_PEOPLE) -> str:
        """Return the error if a typed text is no whole number up to `most`, else ""."""
        possible = text.isascii() and text.isdigit() and int(text) <= most
        said = N_("Please type a number from 0 to {most}.")
        return "" if possible else self.phrases(said, most=most)


class TargetsScreen(TargetsForm):
    """The form of the common targets, each with its day; 7 leads to the hamlets."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        if self._fault:
            lines = (Line(p("The file of the targets cannot be read:"), "lead"), Line(self._fault))
            return Menu(p("Targets"), lines, (), next_label=p("Go back"))
        items = [
            Item(p(label), partial(self._ask_target, measure), value=self._value(measure))
            for measure, label in _MEASURES.items()
        ]
        items += [
            Item(
                p("Skills that make proficient"),
                self._ask_skills,
                value=str(self.targets.proficient_skills),
                number=SKILLS,
            ),
            Item(
                p("Organisation"),
                self._ask_organisation,
                value=self.targets.organisation,
                number=ORGANISATION,
            ),
            Item(
                p("People and homes of the hamlets"),
                lambda: self.app.push_screen(HamletsScreen()),
                number=HAMLETS,
            ),
            Item(
                p("Which skills count"),
                self._ask_topic,
                value=self._topics().get(self.targets.proficient_of, ""),
                number=TOPIC,
            ),
        ]
        lead = p("Each value is kept as soon as it is typed. 0 takes a target away.")
        return Menu(p("Targets"), (Line(lead, "lead"),), items, next_label=p("Done"))

    def _value(self, measure: Measure) -> str:
        target = next_target(self.targets, measure, self.today)
        if target is None:
            return ""
        size = target.count if measure == "classes" else target.percent
        return f"{size} · {day_in_figures(target.by)}"

    @asking
    async def _ask_target(self, measure: Measure) -> None:
        p, title = self.phrases, self.phrases(_MEASURES[measure])
        most, now = _LARGEST[measure], next_target(self.targets, measure, self.today)
        text = await self.ask(
            AskScreen(
                title,
                p("How much is to be reached?"),
                lambda typed: self.number_fault(typed, most),
                value=self._value(measure),
                numeric=True,
            )
        )
        if text is None:
            return
        by = date(self.today.year, 12, 31) if now is None else now.by
        if int(text):
            question = p("By which day? Type it such as 31/12/2026.")
            value = day_in_figures(by)
            day = await self.ask(
                AskScreen(title, question, self._day_fault, value=value, edited=True)
            )
            if day is None:
                return
            by = parse_day_ahead(day, self.today) or by
        await self.put(with_target(self.targets, measure, int(text), by, self.today))

    def _day_fault(self, text: str) -> str:
        fine = parse_day_ahead(text, self.today) is not None
        return "" if fine else self.phrases("Please type a day such as 5/12.")

    @asking
    async def _ask_skills(self) -> None:
        p, now = self.phrases, self.targets.proficient_skills
        question = p("How many skills make somebody proficient?")
        text = await self.ask(
            AskScreen(
                p("Skills that make proficient"),
                question,
                lambda typed: self.number_fault(typed, 100),
                value=str(now),
                numeric=True,
            )
        )
        if text is not None:
            await self.put(self.targets.model_copy(update={"proficient_skills": max(1, int(text))}))

    def _topics(self) -> dict[str, str]:
        """Return the topics whose skills may be the ones that count; "" stands for all skills."""
        topics = self.catalogue.topics(self.language)
        trained = {
            topic.id: topic.name
            for topic in topics
            if any(entry.skills for entry in self.catalogue.lessons(self.language, topic.id))
        }
        return {"": self.phrases("all skills")} | trained

    @asking
    async def _ask_topic(self) -> None:
        p, now = self.phrases, self.targets.proficient_of
        options = [Option(name, topic, topic == now) for topic, name in self._topics().items()]
        question = p("Of which skills does somebody need that many?")
        topic = await self.ask(PickScreen(p("Which skills count"), question, options))
        if topic is not None:
            await self.put(self.targets.model_copy(update={"proficient_of": topic}))

    @asking
    async def _ask_organisation(self) -> None:
        p = self.phrases
        question = p("Whose reports are these? It stands at the top of the pages.")
        text = await self.ask(
            AskScreen(p("Organisation"), question, value=self.targets.organisation, edited=True)
        )
        if text is not None:
            await self.put(self.targets.model_copy(update={"organisation": text}))


class HamletsScreen(TargetsForm):
    """Menu of the hamlets on the roster and in the file; each opens its numbers."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(name, partial(self._open, commune, name), value=self._value(commune, name))
            for commune, name in self._hamlets()
        ]
        lead = p("Which hamlet?") if items else p("Hamlets come from the people of the class.")
        label = p("Choose") if items else p("Go back")
        title = p("People and homes of the hamlets")
        return Menu(title, (Line(lead, "lead"),), items, next_label=label, more=p("More"))

    def _hamlets(self) -> list[tuple[str, str]]:
        """Return commune and name of each hamlet, the largest first."""
        learners = self.learners()
        found: dict[tuple[str, str], None] = {}
        for hamlet in hamlets_of(learners):
            for commune in communes_of(learners, hamlet) or ("",):
                totals = totals_of(self.targets, commune, hamlet)
                found[totals.commune or commune, hamlet] = None
        for totals in self.targets.hamlets:
            if all(fold_case(name) != fold_case(totals.hamlet) for _, name in found):
                found[totals.commune, totals.hamlet] = None
        return list(found)

    def _value(self, commune: str, hamlet: str) -> str:
        residents = totals_of(self.targets, commune, hamlet).residents
        return "" if residents is None else str(residents)

    def _open(self, commune: str, hamlet: str) -> None:
        self.app.push_screen(HamletTotalsScreen(commune, hamlet))


class HamletTotalsScreen(TargetsForm):
    """The form of one hamlet: its people, those over 60, its homes; who counted them."""

    def __init__(self, commune: str, hamlet: str) -> None:
        super().__init__()
        self._commune, self._hamlet = commune, hamlet

    @property
    def _totals(self) -> HamletTotals:
        return totals_of(self.targets, self._commune, self._hamlet)

    @override
    def make_menu(self) -> Menu:
        p, totals = self.phrases, self._totals
        sure = p("counted") if totals.sure == "counted" else p("estimated")
        items = [
            self._number(p("All residents"), "residents"),
            self._number(p("Of these, over 60"), "over_60"),
            self._number(p("Homes"), "households"),
            Item(p("How sure"), self._switch_sure, value=sure),
            self.text_item(
                p("Who said it"),
                totals.source,
                lambda text: self._set(source=text, as_of=self.today),
                edited=True,
            ),
        ]
        return Menu(
            p("People and homes of the hamlets"),
            (Line(self._hamlet, "lead"),),
            items,
            next_label=p("Done"),
        )

    def _number(self, label: str, name: str) -> Item:
        value = getattr(self._totals, name)
        return self.text_item(
            label,
            "" if value is None else str(value),
            lambda text: self._set(**{name: int(text)}),
            check=partial(self._fault_of, name),
            numeric=True,
        )

    def _fault_of(self, name: str, text: str) -> str:
        fault = self.number_fault(text)
        if not fault:
            values = {"residents": self._totals.residents, "over_60": self._totals.over_60}
            values[name] = int(text)
            most = values["residents"]
            if most is not None and (values["over_60"] or 0) > most:
                fault = self.phrases("Those over 60 cannot be more than all residents.")
        return fault

    async def _switch_sure(self) -> None:
        await self._set(sure="estimated" if self._totals.sure == "counted" else "counted")

    async def _set(self, **changes: object) -> None:
        totals = self._totals.model_copy(update=changes)
        await self.put(with_totals(self.targets, totals))
