"""Screens: a scam bulletin is made from a few questions, and goes onto a stick as a signed pack."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

from typing_extensions import override

from tutor.authoring.bulletin_desk import (
    LONGEST,
    PRETENDS,
    QUESTIONS,
    SAYS_QUESTION,
    TODAYS,
    WANTS,
    WAY,
    WAYS,
    BulletinDesk,
    Text,
    with_text,
)
from tutor.authoring.bulletin_form import DISGUISES, SAYS, SENDER, Disguise
from tutor.authoring.bulletin_words import LANGUAGE, bulletin_words
from tutor.content.bulletins import bulletins_of
from tutor.content.catalogue import LessonEntry
from tutor.content.messages import describe
from tutor.content.text import one_line
from tutor.dates import day_in_figures
from tutor.i18n import N_, Translator
from tutor.lesson.present_talk import TACTIC_NAMES
from tutor.lesson.view import Line
from tutor.packs.bulletin import bulletin_entries, pack_onto
from tutor.packs.faults import PackError
from tutor.packs.messages import describe_fault
from tutor.paths import lesson_roots, own_lessons
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import (
    AskScreen,
    FormScreen,
    Option,
    PickScreen,
    TickScreen,
)
from tutor.ui.screens.volunteer.sticks import SigningMenu

TITLE = N_("Scam bulletins")
_LABELS: Mapping[Text, str] = {
    "title": N_("What it is about"),
    "instead": N_("What to do instead"),
    "source": N_("Who says so"),
}
_WRITTEN = N_("The bulletin is made: {title}. Home shows it for two weeks.")
_ON_STICK = N_("The bulletin is on the stick: {file}. You can pull it out now.")
_DAY = N_("On which day?")
_DAYS = 8
_NEXT = N_("Enter asks the next question.")
_TELLS = N_("Which of these do they do? Press those, then Enter.")
T = TypeVar("T")


class BulletinsScreen(SigningMenu):
    """Menu: make a bulletin, or choose one that goes onto a stick."""

    def __init__(self) -> None:
        super().__init__(TITLE)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        lead = N_(
            "A short lesson of a trick that is going round, from about ten answers; in Vietnamese."
        )
        entries = bulletins_of(self.catalogue.lessons(LANGUAGE))
        items = [
            Item(p("Make a new one"), self._make),
            *(
                Item(entry.title, partial(self._pack, entry), p("Put it onto a stick"))
                for entry in entries
            ),
        ]
        return Menu(p(TITLE), (Line(p(lead), "lead"),), items, next_label=p("Go back"))

    @asking
    async def _make(self) -> None:
        desk = await self.attempt(lambda: BulletinDesk(own_lessons(), self.today))
        if desk is None:
            return
        title = await self.ask(BulletinScreen(desk))
        if title is not None:
            self.services.library.read_anew(lesson_roots())
            await self.reload()
            self.redraw()
            self.tell(self.phrases(_WRITTEN, title=title))

    @asking
    async def _pack(self, entry: LessonEntry) -> None:
        folder = await self.pick_stick()
        if folder is None:
            return
        signer = await self.open_signer()
        if signer is None:
            return
        try:
            entries = bulletin_entries(self.catalogue, entry.id)
            file = await self.attempt(partial(pack_onto, folder, entries, signer, self.today))
        except PackError as error:
            self.tell(describe_fault(error, entry.title, Translator(self.phrases.language)))
            return
        if file is not None:
            self.tell(self.phrases(_ON_STICK, file=file.name))


class BulletinScreen(FormScreen[str]):
    """The questions of a bulletin; Enter asks the next one, and at the end writes it."""

    def __init__(self, desk: BulletinDesk) -> None:
        super().__init__()
        self._desk = desk
        self._form = desk.blank()
        self._answered: set[str] = set()
        self._disguises: list[Disguise] = []
        self._fault = ""

    @property
    def _translate(self) -> Translator:
        return Translator(self.phrases.language)

    @override
    def make_menu(self) -> Menu:
        p, form, words = self.phrases, self._form, bulletin_words()
        ways = {way: p(name) for way, name in WAYS.items()}
        pretends = {key: each.name for key, each in words.pretends.items()}
        wants = {key: each.name for key, each in words.wants.items()}
        items = [
            self._text_item("title", form.title),
            self._choice_item("way", WAY, ways, form.way),
            self._choice_item("pretends", PRETENDS, pretends, form.pretends),
            self._choice_item("wants", WANTS, wants, form.wants),
            *map(self._disguise_item, range(DISGUISES[1])),
            self._text_item("instead", form.instead),
            self._text_item("source", form.source),
        ]
        missing = self._missing()
        lead = N_("All is there: Enter writes it.") if missing is None else _NEXT
        lines = [Line(p(lead), "lead")]
        if self._fault:
            lines.insert(0, Line(self._fault, "keep"))
        elif there := self._desk.of_today():
            lines.append(Line(p(TODAYS, names=", ".join(there))))
        label = p("Write it") if missing is None else p("Next question")
        return Menu(p(TITLE), lines, items, next_label=label)

    @override
    def initial_focus(self) -> int | None:
        return None

    def _text_item(self, key: Text, value: str) -> Item:
        shown = value if key in self._answered else ""
        day = f", {day_in_figures(self._form.day)}" if shown and key == "source" else ""
        return Item(self.phrases(_LABELS[key]), partial(self._ask_text, key, shown), shown + day)

    @asking
    async def _ask_text(self, key: Text, value: str) -> None:
        """Ask for a text that the check of the lesson with it accepts, and for the day of the source."""
        p = self.phrases
        label = p(_LABELS[key])

        def check(typed: str) -> str:
            text = one_line(typed)
            form = with_text(self._form, key, text)
            return self._length_fault(text, LONGEST[key]) or self._desk.fault(
                form, key, self._translate
            )

        question = p(QUESTIONS[key])
        typed = await self.ask(AskScreen(label, question, check, value=value, edited=True))
        if typed is None:
            return
        if key == "source":
            days = [self._desk.today - timedelta(days=ago) for ago in range(_DAYS)]
            options = [Option(day_in_figures(day), day, day == self._form.day) for day in days]
            day = await self.ask(PickScreen(label, p(_DAY), options))
            if day is None:
                return
            await self._set("day", day)
        await self._set(key, typed)
        self.redraw()

    def _choice_item(self, key: str, label: str, names: Mapping[T, str], value: T) -> Item:
        answered = key in self._answered
        options = [Option(name, each, answered and each == value) for each, name in names.items()]
        shown = names[value] if answered else ""
        return self.pick_item(self.phrases(label), shown, options, partial(self._set, key))

    async def _set(self, key: str, value: object) -> None:
        value = one_line(value) if isinstance(value, str) else value
        self._form = replace(self._form, **{key: value})  # type: ignore[arg-type]
        self._answered.add(key)
        self._fault = ""

    def _length_fault(self, text: str, most: int) -> str:
        p = self.phrases
        if not any(map(str.isalnum, text)):
            return p("Please write some words.")
        if len(text) > most:
            return p("Please write it in {count} letters at most.", count=most)
        return ""

    # The disguises.

    def _disguise_item(self, place: int) -> Item:
        p = self.phrases
        value = p(N_("only if there is a third way")) if place >= DISGUISES[0] else ""
        if place < len(self._disguises):
            value = self._disguises[place].says
        label = p(N_("Their words, {number}"), number=place + 1)
        return Item(label, partial(self._ask_disguise, place), value)

    @asking
    async def _ask_disguise(self, place: int) -> None:
        """Ask for the words, for the name above a message, and for the signs that they show."""
        p = self.phrases
        # The second words are not asked for before the first.
        place = min(place, len(self._disguises))
        label = p(N_("Their words, {number}"), number=place + 1)
        before = self._disguises[place].says if place < len(self._disguises) else ""

        def words_fault(typed: str) -> str:
            disguise = Disguise(says=one_line(typed))
            return self._length_fault(disguise.says, SAYS) or self._fault_of(disguise, "says")

        question = p(SAYS_QUESTION, number=place + 1)
        says = await self.ask(AskScreen(label, question, words_fault, value=before, edited=True))
        if says is None:
            return
        disguise = Disguise(says=one_line(says))
        if self._form.way == "message":
            named = await self._ask_sender(label, disguise)
            if named is None:
                return
            disguise = named
        known = bulletin_words().tells
        found = bulletin_words().tells_in(disguise.says)
        options = [Option(p(TACTIC_NAMES[tell]), tell, tell in found) for tell in known]
        tells = await self.ask(TickScreen(label, p(_TELLS), options))
        if tells is None:
            return
        disguise = replace(disguise, tells=tuple(tell for tell in known if tell in tells))
        self._disguises[place : place + 1] = [disguise]
        self._fault = ""
        self.redraw()

    async def _ask_sender(self, label: str, disguise: Disguise) -> Disguise | None:
        p = self.phrases
        options = [Option(p(N_("A stranger")), 0), Option(p(N_("A name")), 1)]
        named = await self.ask(PickScreen(label, p(N_("Whose name stands above it?")), options))
        if not named:
            return None if named is None else disguise

        def fault(typed: str) -> str:
            sent = replace(disguise, sender=one_line(typed))
            return self._length_fault(sent.sender, SENDER) or self._fault_of(sent, "sender")

        question = p(N_("Whose name stands above it?"))
        name = await self.ask(AskScreen(label, question, fault, edited=True))
        return None if name is None else replace(disguise, sender=one_line(name))

    def _fault_of(self, disguise: Disguise, key: str) -> str:
        form = replace(self._form, disguises=(disguise, disguise))
        return self._desk.fault(form, key, self._translate)

    # Writing.

    def _missing(self) -> int | None:
        """Return the number of the first question without an answer."""
        answers = [
            *(key in self._answered for key in ("title", "way", "pretends", "wants")),
            *(place < len(self._disguises) for place in range(DISGUISES[0])),
            True,
            *(key in self._answered for key in ("instead", "source")),
        ]
        return answers.index(False) + 1 if False in answers else None

    @override
    async def go_on(self) -> None:
        missing = self._missing()
        if missing is not None:
            await self.choose(missing)
            return
        form = replace(self._form, disguises=tuple(self._disguises))
        text, problems = await asyncio.to_thread(self._desk.compose, form)
        faults = [found.problem for found in problems if not found.problem.warning]
        if faults:
            self._fault = " ".join(describe(faults[0], self._translate))
        else:
            try:
                await asyncio.to_thread(self._desk.write, form, text)
            except OSError as error:
                self._fault = self.refusal(error)
            else:
                self.dismiss(form.title)
                return
        self.redraw()
