"""Base class of the volunteers' screens: records snapshot, writes off the UI thread, lock; and their help."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from typing_extensions import override

from tutor.classroom.evenings import own_phone_tasks
from tutor.classroom.labels import NOTHING_KEPT, ON_PAPER, notice_messages, remedy_for
from tutor.classroom.people import roster_of
from tutor.classroom.planning import day_passed
from tutor.content.catalogue import Catalogue
from tutor.content.text import clean, fold_case
from tutor.i18n import N_
from tutor.languages import DEFAULT_ADDRESS, LANGUAGES
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Line
from tutor.records.class_views import ClassSnapshot, Session
from tutor.records.classes import ErasedError, RecordsDeclinedError
from tutor.records.database import StoreUnavailable
from tutor.records.people import NotHereError, Person, distinct_name, looks_like_number
from tutor.records.store import Store
from tutor.ui.host import HostedScreen
from tutor.ui.keys import Meaning
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.menu import Item, Menu, MenuScreen
from tutor.ui.screens.paged_view import Result, Start
from tutor.ui.session import SIZE_NAMES, THEME_NAMES
from tutor.ui.sheet import Sheet

if TYPE_CHECKING:
    from tutor.lesson.run import LessonRun
    from tutor.ui.volunteer_mode import VolunteerMode

T = TypeVar("T")
END = 9
# Short, because volunteers press fast on purpose: this only filters the repeats of a held key.
_QUIET_SECONDS = 0.15
NOT_KEPT = N_("The laptop cannot write just now. Please note it on paper.")
NOT_READ = N_("The records cannot be read just now.")
NO_LESSON = N_("This lesson cannot be read. Please pick another.")
NO_NUMBERS = N_("No long numbers, please: no paper's number and no phone number is kept here.")
GONE = N_("This person is no longer in the records.")
DECLINED = N_("This person said no: nothing is noted about them.")


def lesson_title(screen: HostedScreen, lesson: str) -> str:
    """Return the title of a lesson, or its id if it has no title in this language."""
    return clean(screen.services.library.catalogue.title(lesson, screen.settings.language))


def own_phone_acts(screen: HostedScreen, lesson: str) -> tuple[str, ...]:
    """Return what to do on one's own phone after a lesson: its tasks, or what one learns in it.

    There is nothing if the lesson is missing in this language.
    """
    catalogue, language = screen.services.library.catalogue, screen.settings.language
    tasks = own_phone_tasks(lesson, catalogue, language)
    entry = catalogue.entry(lesson, language)
    acts = tasks or (() if entry is None else (entry.objective,))
    return tuple(clean(screen.phrases.fill(act)) for act in acts)


class VolunteerScreen(PagedScreen[Result], Generic[Result]):
    """A screen that reads aloud only on request; unless `guarded`, it is shown while locked, too."""

    quiet = _QUIET_SECONDS
    stray_words = N_("This key does nothing on this page.")
    guarded = True

    def __init__(self) -> None:
        super().__init__()
        # The id of the person that this screen is about: it goes away when they are erased.
        self.person_id = ""
        self.records = ClassSnapshot()
        """The latest snapshot: read when the screen resumes, before a key press and after a write."""
        self._loaded = self._readable = False
        self._by_name: dict[str, list[Person]] | None = None

    @property
    def volunteers(self) -> "VolunteerMode":
        """The mode that opens, locks and closes the volunteers' side."""
        return self.host.volunteers

    @property
    def store(self) -> Store:
        """The store of the records."""
        return self.services.store

    @property
    def catalogue(self) -> Catalogue:
        """The lessons, topics and skills."""
        return self.services.library.catalogue

    @property
    def language(self) -> str:
        """The language of the screens."""
        return self.settings.language

    @property
    def today(self) -> date:
        """The current day by the laptop's clock."""
        return self.services.wall().date()

    @property
    def day_passed(self) -> date | None:
        """The latest day in the records if the laptop's clock is behind it, else None."""
        return day_passed(self.records.known_time, self.services.wall())

    def about_clock(self) -> list[Line]:
        """Return the warning about a clock that is behind, or no lines."""
        from tutor.dates import written_date

        passed = self.day_passed
        if passed is None:
            return []
        p = self.phrases
        warning = N_(
            "The clock of this laptop shows {today}, but {passed} has been already. "
            "Please mind the day of a class."
        )
        days = {"today": written_date(self.today, p), "passed": written_date(passed, p)}
        return [Line(p(warning, **days))]

    async def press_volunteer_key(self) -> None:
        """Handle V: go back to the learner's screens."""
        await self.volunteers.leave()

    def finish_lesson(self, run: "LessonRun") -> None:
        """Handle the end of a lesson that this screen opened."""

    @override
    async def go_on(self) -> None:
        self.back()

    # Records.

    def read_more(self) -> None:
        """Read other data for the view. Runs in a worker thread; may raise StoreUnavailable."""

    def read_records(self) -> None:
        """Read the snapshot. Runs in a worker thread; may raise StoreUnavailable."""
        self.records = self.store.classes.snapshot()

    async def reload(self, *, more: bool = True) -> None:
        """Read the records again off the UI thread. On failure use an empty snapshot and tell the user."""

        def read() -> None:
            self.read_records()
            if more:
                self.read_more()

        try:
            await asyncio.to_thread(read)
            self._readable = True
        except StoreUnavailable:
            self._readable = False
            self.records = ClassSnapshot()
            self.session.tell_once("not-read", self.phrases(NOT_READ))
        self._by_name = None
        self._loaded = True

    async def keep(self, write: Callable[[], T]) -> T | None:
        """Write to the records off the UI thread and read the snapshot again.

        Returns the result of `write`, or None after telling the user that nothing was written.
        """
        result: T | None = None
        fault = "" if self.services.keeps else NOT_KEPT
        try:
            result = await asyncio.to_thread(write)
        except StoreUnavailable:
            fault = NOT_KEPT
        except (NotHereError, ErasedError):
            fault = GONE
        except RecordsDeclinedError:
            fault = DECLINED
        await self.reload(more=False)
        if fault:
            self.tell(self.phrases(fault))
        return result

    async def save(self, write: Callable[[], object]) -> bool:
        """Write to the records like `keep`; return True on success."""

        def act() -> bool:
            write()
            return True

        return bool(await self.keep(act))

    def refusal(self, error: OSError) -> str:
        """Return that the computer did not allow something, and why."""
        p = self.phrases
        return p("This computer did not allow it: {reason}", reason=error.strerror or str(error))

    async def write_file(self, write: Callable[[], Path]) -> None:
        """Write a file off the UI thread, and tell where it is or why it could not be written."""
        try:
            file = await asyncio.to_thread(write)
        except OSError as error:
            self.note(self.refusal(error))
        else:
            self.note(self.phrases("The file is here: {file}", file=file))

    def about_records(self) -> list[Line]:
        """Return the problems of the records with their remedies."""
        p, services = self.phrases, self.services
        if not services.keeps:
            return [
                Line(f"{p(NOTHING_KEPT)} {p(remedy_for(services.fault))}", "lead"),
                Line(p(ON_PAPER)),
            ]
        return [
            Line(f"{p(notice)} {p(remedy)}", "lead")
            for notice, remedy in notice_messages(self.store.notices)
        ]

    def tell(self, text: str) -> None:
        """Show a notice on this page, or on the next one if a key press leads away."""
        self.session.tell_next(text)
        if self.is_active:
            self.call_later(self.tell_waiting)

    def _leave_if_erased(self) -> bool:
        """Go back with a notice if the person of this screen was erased; return True if so."""
        if not (self.person_id and self.is_active and self._may_show and self._readable):
            return False
        if self.records.person(self.person_id) is not None:
            return False
        self.session.tell_next(self.phrases(GONE))
        self.back()
        return True

    def roster(self) -> list[Person]:
        """Return the people of the class, sorted by name."""
        return roster_of(self.records.people)

    def learners(self) -> list[Person]:
        """Return the learners of the class."""
        return [person for person in self.roster() if person.role == "learner"]

    def team(self) -> list[Person]:
        """Return the staff of the class."""
        return [person for person in self.roster() if person.role == "staff"]

    def number_fault(self, text: str) -> str:
        """Return the error if a typed text looks like an ID or phone number, else ""."""
        return self.phrases(NO_NUMBERS) if looks_like_number(text) else ""

    def name_fault(self, text: str) -> str:
        """Return the error if a typed text is no name, else ""."""
        no_letters = "" if any(map(str.isalpha, text)) else self.phrases("A name needs letters.")
        return self.number_fault(text) or no_letters

    def name_of(self, person: Person) -> str:
        """Return the display name: staff without a form of address, namesakes with a suffix."""
        name = person.name if person.role == "staff" else self.session.display_name(person)
        return distinct_name(name, person, self._namesakes().get(fold_case(person.name), ()))

    def _namesakes(self) -> Mapping[str, Sequence[Person]]:
        """Return the people by case-folded name."""
        if self._by_name is None:
            self._by_name = {}
            for person in self.records.people:
                self._by_name.setdefault(fold_case(person.name), []).append(person)
        return self._by_name

    def names(self, people: Sequence[Person]) -> str:
        """Return the names of several people, joined by commas."""
        return ", ".join(self.name_of(person) for person in people)

    def day_text(self, day: date) -> str:
        """Return a day in words, "today" for the current day."""
        from tutor.dates import written_day

        if day == self.today:
            return self.phrases("today")
        return written_day(day, self.phrases)

    def phrases_to(self, people: Sequence[Person]) -> LessonPhrases:
        """Return the phrases with the form of address of one person, or of a group."""
        if len(people) != 1:
            return self.phrases
        address = people[0].address or DEFAULT_ADDRESS.id
        return self.services.library.phrases(self.language, address)

    def titles(self, lessons: Sequence[str]) -> str:
        """Return the titles of several lessons; there are commas in some."""
        return "; ".join(self.title_of(lesson) for lesson in lessons)

    def title_of(self, lesson: str) -> str:
        """Return the title of a lesson, or its id if it has no title in this language."""
        return lesson_title(self, lesson)

    def name_of_skill(self, skill: str) -> str:
        """Return the name of a skill in the language of the screens."""
        return clean(self.catalogue.skill_name(skill, self.language))

    def about(self, session: Session) -> str:
        """Return day, time, hamlet and lessons of a session in one line."""
        when = (self.day_text(session.day), session.time)
        parts = (*when, session.hamlet, self.titles(session.lessons))
        return " · ".join(part for part in parts if part)

    # Silence and lock: these screens read aloud only on request and show nothing private while locked.

    @override
    async def load(self) -> None:
        if self._may_show:
            await self.reload()

    @property
    def _may_show(self) -> bool:
        return not self.guarded or self.volunteers.may_show

    @override
    def show_view(self, start: Start = "anew") -> None:
        """Show the view, or ask for the PIN while the lock is closed."""
        if not self.is_active:
            # Popping several screens at once resumes each of them for a moment.
            return
        if not self._may_show:
            self.query_one(Sheet).say("", self.settings.theme)
            self.volunteers.guard()
        elif not self._leave_if_erased():
            super().show_view(start)

    def redraw(self) -> None:
        """Build the view again, unless the records are still being read."""
        if self._loaded:
            super().redraw()

    def speak(self, delay: float = 0.0, *, whole: bool = True) -> None:
        """Do nothing: a whole room would hear it."""

    def say(self, text: str) -> None:
        """Do nothing: a whole room would hear it."""

    @override
    async def perform(self, meant: Meaning) -> None:
        """Handle a key with fresh records."""
        if isinstance(meant, int) or meant in ("next", "on", "volunteer"):
            await self.reload(more=False)
        if meant != "volunteer" and self._leave_if_erased():
            return
        await super().perform(meant)

    async def _do(self, meant: Meaning) -> None:
        match meant:
            case "again":
                super().speak()
            case "help":
                self.app.push_screen(VolunteerHelpScreen())
            case "volunteer":
                await self.press_volunteer_key()
            case _:
                await super()._do(meant)


class VolunteerHelpScreen(MenuScreen, VolunteerScreen):
    """Help of the volunteers' side: keys, letter size, colours, language. It shows no names."""

    guarded = False

    @override
    def make_menu(self) -> Menu:
        p, settings = self.phrases, self.settings
        saved = [Line(p("Everything is kept as soon as you press it."), "lead")]
        lines = (
            *(saved if self.services.keeps else self.about_records()),
            Line(p("V leads to the learner's screen and back. R reads this page aloud.")),
        )
        larger = partial(self.host.letters.larger, self)
        items = (
            Item(p("Back to the learner's screen"), self.volunteers.leave),
            Item(p("Letter size"), larger, value=p(SIZE_NAMES[self.host.letters.step])),
            Item(p("Colours"), self._switch_colours, value=p(THEME_NAMES.get(settings.theme, ""))),
            Item(p("Language"), self._switch_language, value=LANGUAGES[settings.language].name),
            Item(p("Try the voice"), self._try_voice),
            Item(p("Close the program"), self.host.ask_to_leave, number=END, way_out=True),
        )
        return Menu(p("Help"), lines, items, next_label=p("Go back"))

    def _try_voice(self) -> None:
        """Say a sentence, so that somebody on the last chair can tell whether it is heard."""
        PagedScreen.say(self, self.phrases("Good evening. Can everybody hear me?"))

    async def _switch_colours(self) -> None:
        await self.session.switch_colours()
        self.redraw()

    async def _switch_language(self) -> None:
        await self.session.change(language=self.session.next_language)
        self.redraw()

    @override
    async def _do(self, meant: Meaning) -> None:
        if meant == "help":
            self.back()
        else:
            await super()._do(meant)
