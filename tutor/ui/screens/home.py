"""Screens: who learns, the home of a learner, the topics, the lessons, and a learner's own record.

The first screen of the app is here, so what plays or looks back on lessons is imported when it is shown.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from tutor.content.catalogue import LessonEntry, Topic
from tutor.languages import LANGUAGES
from tutor.lesson.view import Line, MarkedKey, View
from tutor.records.database import StoreUnavailable
from tutor.records.people import Person
from tutor.records.projections import LessonProgress
from tutor.ui.layout.pages import first_that_fits
from tutor.ui.lesson_lists import (
    all_lessons,
    due_today,
    find_lessons,
    finished_lessons,
    lessons_of,
    many_lessons,
    new_bulletin,
    next_lesson,
    numbers,
    read_history,
    topics,
    unfinished_lesson,
)
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.menu import Item, Menu, MenuScreen
from tutor.ui.session import Session

if TYPE_CHECKING:
    from tutor.learning.own_record import OwnRecord

# The first item where a window with large letters is offered.
WINDOW = 1
OTHER_LANGUAGE, NEW = 7, 9
FIND, ALL_LESSONS, OWN_RECORD, OTHER_PERSON = 6, 7, 8, 9
# On the page of topics, beside the number that shows more of them.
FIND_FROM_TOPICS = 9


class WhoScreen(MenuScreen):
    """Menu of the learners, latest first; a newcomer starts the first lesson without any question.

    Where this window cannot have large letters, a window that can is offered first.
    """

    _people: tuple[Person, ...] = ()
    offers_window = False
    # Where those without a name are in their lessons.
    _places: Mapping[str, str] = {}

    @override
    async def load(self) -> None:
        people = await asyncio.to_thread(self.session.people)
        # Staff are not listed: they begin as newcomers, without a form of address.
        self._people = tuple(person for person in people if person.role == "learner")
        nameless = [person.id for person in self._people if not person.name]
        self._places = {
            person: self._place(await read_history(self.session, person)) for person in nameless
        }

    def _place(self, history: Iterable[LessonProgress]) -> str:
        """Return in words where somebody is in their lessons, "" where they have begun none."""
        p, entry = self.phrases, self.services.library.catalogue.entry
        language = self.settings.language
        known = [progress for progress in history if entry(progress.lesson, language)]
        latest = max(known, key=lambda progress: progress.last_at, default=None)
        if latest is None:
            return ""
        title = self.services.library.catalogue.title(latest.lesson, language)
        if latest.open_run is None:
            return p("has finished “{lesson}”", lesson=title)
        return p("at “{lesson}”, step {step}", lesson=title, step=latest.step + 1)

    @override
    def make_menu(self) -> Menu:
        p, people = self.phrases, self._people
        self.offers_window = self.host.letters.needs_window
        window = Item(p("Open the window with large letters"), self.host.leave_for_window)
        if not people and self.offers_window:
            small = Line(p("The letters in this window are small."), "lead")
            press = Line(p("Please press Enter: a window with large letters opens."))
            here = Item(p("Learn here"), self.host.begin_as_newcomer)
            return Menu(p("Lessons"), (small, press), (window, here, self._language_item()))
        if not people:
            welcome = Line(p("Welcome. These lessons are for learning at your own pace."), "lead")
            calm = Line(p("A wrong press breaks nothing."))
            begin = Line(p("Please press Enter to begin."))
            items = [self._language_item()]
            return Menu(p("Lessons"), (welcome, calm, begin), items, next_label=p("Begin"))
        items = [
            Item(
                self.session.display_name(person, people) if person.name else p("Somebody new"),
                partial(self.host.come_home, person),
                detail=self._places.get(person.id, ""),
            )
            for person in people
        ]
        new = Item(p("I am new here"), self.host.begin_as_newcomer, number=NEW, way_out=True)
        if self.offers_window:
            items.insert(0, window)
        lines = (Line(p("Hello. Who is learning today?"), "lead"),)
        return Menu(p("Lessons"), lines, (*items, new), more=p("Other names"))

    @override
    def initial_focus(self) -> int | None:
        if len(self._people) == 1:
            # One person alone need not look for a number; the window stands above them.
            return 2 if self.offers_window else 1
        return WINDOW if self.offers_window and not self._people else None

    @override
    def make_view(self) -> View:
        view = super().make_view()
        if not view.next_label:
            return view
        # With few rows, omit the reassuring line.
        welcome, _, begin = view.lines
        whole = replace(view, picture=MarkedKey("enter"))
        shorter = replace(whole, lines=(welcome, begin))
        return first_that_fits((whole,), self.port, default=shorter, menu=True)

    def _language_item(self) -> Item:
        name = LANGUAGES[self.session.next_language].name
        return Item(name, self._switch_language, number=OTHER_LANGUAGE)

    async def _switch_language(self) -> None:
        await self.host.use_language(self.session.next_language)
        self.show_view()

    @override
    def enter_goes_on(self) -> bool:
        # The welcome page asks a newcomer to press Enter.
        return bool(self._view.next_label)

    @override
    async def go_on(self) -> None:
        self.host.begin_as_newcomer()

    @override
    async def go_back(self) -> None:
        # There is no earlier screen: read the page again.
        self.speak()


class HomeScreen(MenuScreen):
    """Menu of a learner: continue, a new scam, drill, next, all lessons. Enter picks the first item."""

    _history: tuple[LessonProgress, ...] = ()
    _due: tuple[LessonEntry, ...] = ()

    @override
    async def load(self) -> None:
        self._history = await read_history(self.session)
        due = due_today(self.session)
        self._due = await asyncio.to_thread(due.lessons, self.settings.language)

    @override
    def initial_focus(self) -> int | None:
        return next(choice.number for choice in self._view.numbered())

    @override
    def make_menu(self) -> Menu:
        p, session = self.phrases, self.session
        items = [
            *self._lessons(),
            *_find_item(self, FIND),
            Item(p("All lessons"), self._open_lessons, number=ALL_LESSONS),
        ]
        if session.person is not None and finished_lessons(self._history):
            items.append(
                Item(p("What you can do already"), self._open_own_record, number=OWN_RECORD)
            )
        items.append(
            Item(p("Somebody else learns"), self.host.ask_who, number=OTHER_PERSON, way_out=True)
        )
        named = session.person is not None and session.person.name
        hello = p("Hello {name}.", name=session.display_name(others=())) if named else p("Hello.")
        lines = (Line(f"{hello} {p('What would you like to learn today?')}", "lead"),)
        return Menu(p("Your lessons"), lines, items)

    def _lessons(self) -> list[Item]:
        """Return the items for what is begun, a new scam bulletin, the drill, and the next lesson."""
        from tutor.engine.drill import DRILL
        from tutor.learning.refresh import TITLE, drill_subject

        p = self.phrases
        items = []
        unfinished = unfinished_lesson(self.session, self._history)
        if unfinished is not None:
            entry, progress = unfinished
            text = p("Continue: {lesson}", lesson=entry.title)
            left = p.plural_steps(progress.steps - progress.step, minutes_left(entry, progress))
            items.append(self._lesson(entry.id, text, left))
        bulletin = new_bulletin(self.session, self._history)
        if bulletin is not None and (unfinished is None or unfinished[0] != bulletin):
            # In one line, so that home keeps to one page where it did without it.
            text = p("New scam this week: {lesson}", lesson=bulletin.title)
            items.append(self._lesson(bulletin.id, text))
        due = [p.fill(entry.title) for entry in self._due]
        if due and (unfinished is None or unfinished[0].id != DRILL):
            items.append(self._lesson(DRILL, p(TITLE), drill_subject(due, p)))
        following = next_lesson(self.session, self._history, bulletin)
        if following is not None:
            text = p("Next lesson: {lesson}", lesson=following.title)
            minutes = p("about {minutes} minutes", minutes=following.minutes)
            items.append(self._lesson(following.id, text, minutes))
        return items

    def _lesson(self, lesson: str, text: str, detail: str = "") -> Item:
        return Item(text, partial(self.host.open_lesson, lesson), detail=detail)

    def _open_lessons(self) -> None:
        self.app.push_screen(lesson_choice(self.session))

    def _open_own_record(self) -> None:
        self.app.push_screen(OwnRecordScreen())

    @override
    async def go_back(self) -> None:
        self.host.ask_who()


class FinishedLessonsScreen(MenuScreen):
    """Base class of the menus that tell which lessons were finished."""

    _finished: frozenset[str] = frozenset()

    @override
    async def load(self) -> None:
        self._finished = finished_lessons(await read_history(self.session))


class TopicsScreen(FinishedLessonsScreen):
    """Menu of the topics that have lessons, with the number of finished lessons."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = []
        for topic in topics(self.session):
            entries = lessons_of(self.session, topic.id)
            lessons = p.plural_lessons(len(entries))
            finished = sum(entry.id in self._finished for entry in entries)
            if finished:
                lessons = p("{lessons}, {finished} done", lessons=lessons, finished=finished)
            items.append(Item(topic.name, partial(self._open, topic), value=lessons))
        if self.session.person is None:
            # Guests have no home that offers it.
            items += _find_item(self, FIND_FROM_TOPICS)
        lines = (Line(p("Which topic would you like?"), "lead"),)
        return Menu(p("Topics"), lines, items, more=p("More topics"))

    def _open(self, topic: Topic) -> None:
        self.app.push_screen(LessonsScreen(topic.name, lessons_of(self.session, topic.id)))


class LessonsScreen(FinishedLessonsScreen):
    """Menu of lessons, of all where none are given, with their minutes or "done before".

    Where there are many, each shows the number by which it is found.
    """

    def __init__(self, title: str = "", entries: Sequence[LessonEntry] = ()) -> None:
        super().__init__()
        self._title_of_list = title
        self._entries = entries

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        known = numbers(self.session) if many_lessons(self.session) else {}
        items = [
            Item(
                entry.title,
                partial(self.host.open_lesson, entry.id),
                value=self._about(entry, known),
                mark="ticked" if entry.id in self._finished else "",
            )
            for entry in self._entries or all_lessons(self.session)
        ]
        lines = (Line(p("Which lesson would you like?"), "lead"),)
        return Menu(self._title_of_list or p("Lessons"), lines, items, more=p("More lessons"))

    def _about(self, entry: LessonEntry, known: Mapping[str, int]) -> str:
        p = self.phrases
        finished = entry.id in self._finished
        about = p("done before") if finished else p("{minutes} min", minutes=entry.minutes)
        number = known.get(entry.id)
        return p("{about} · no. {number}", about=about, number=number) if number else about


class FindScreen(PagedScreen):
    """Find a lesson by its number, or by a word of its title; one that is meant alone is opened at once."""

    @override
    def make_view(self) -> View:
        p = self.phrases
        lines = (
            Line(p("Type the number of a lesson, or a word from it."), "lead"),
            Line(p("Then press Enter."), "note"),
        )
        return View(p("Find a lesson"), lines, entry=self.text_entry())

    @override
    async def submit_text(self, text: str) -> None:
        found = find_lessons(self.session, text)
        if not found:
            self.show_view()
            self.note(self.phrases("No lesson is called that. Please try another word."))
        elif len(found) == 1:
            await self.host.open_lesson(found[0].id)
        else:
            self.app.push_screen(LessonsScreen(self.phrases("Find a lesson"), found))


def _find_item(screen: PagedScreen, number: int) -> list[Item]:
    """Return the item that finds a lesson, where there are many of them."""
    if not many_lessons(screen.session):
        return []

    def find() -> None:
        screen.app.push_screen(FindScreen())

    return [Item(screen.phrases("Find a lesson"), find, number=number)]


def lesson_choice(session: Session) -> PagedScreen:
    """Return the list of all lessons; where that would be long, the topics."""
    return TopicsScreen() if many_lessons(session) else LessonsScreen()


class OwnRecordScreen(PagedScreen):
    """Show the record of the current learner as sentences."""

    _record: "OwnRecord | None" = None

    @override
    async def load(self) -> None:
        from tutor.learning.own_record import read_own_record

        if self._record is None:
            with suppress(StoreUnavailable):
                self._record = await asyncio.to_thread(read_own_record, due_today(self.session))

    @override
    def make_view(self) -> View:
        from tutor.lesson.present_record import TITLE, own_words

        p = self.phrases
        catalogue = self.services.library.catalogue
        lines = () if self._record is None else own_words(self._record, catalogue, p)
        if not lines:
            lines = (Line(p("The laptop cannot look this up just now."), "lead"),)
        return View(p(TITLE), lines, next_label=p("Go back"))

    @override
    async def go_on(self) -> None:
        self.back()


def minutes_left(entry: LessonEntry, progress: LessonProgress) -> int:
    """Return the estimated minutes of the rest of an open run, at least 1."""
    steps = max(1, progress.steps)
    return max(1, round(entry.minutes * (steps - progress.step) / steps))
