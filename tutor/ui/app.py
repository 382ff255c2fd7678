"""The app: lessons, and the way from screen to screen."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from tutor.content.catalogue import LessonEntry, LessonError, Topic
from tutor.languages import LANGUAGES
from tutor.records.database import StoreUnavailable
from tutor.records.people import Person
from tutor.records.projections import LessonProgress
from tutor.ui.learning import LearnerApp
from tutor.ui.screens.address import AddressScreen
from tutor.ui.screens.help import CallHelperScreen, HelpScreen
from tutor.ui.screens.home import HomeScreen, LessonsScreen, TopicsScreen
from tutor.ui.screens.leave import LeaveScreen
from tutor.ui.screens.paged import PagedScreen
from tutor.ui.screens.who import NameScreen, WhoScreen
from tutor.ui.services import Services
from tutor.ui.settings import Settings
from tutor.ui.volunteering import Volunteering

if TYPE_CHECKING:
    from tutor.play.refresh.today import Today
    from tutor.play.run import LessonRun
    from tutor.ui.screens.lesson import LessonScreen
    from tutor.ui.screens.setup_check import CheckScreen

WARM_UP = "lam-quen-phim"


class TutorApp(LearnerApp):
    """Lessons in large letters. `lesson` opens that lesson at once instead of asking who learns."""

    ENABLE_COMMAND_PALETTE = False
    # Textual would quit at once; leaving is always asked first.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "ask_to_leave", show=False, priority=True)
    ]

    def __init__(self, services: Services, settings: Settings, lesson: str | None = None) -> None:
        super().__init__(services, settings)
        self.wants_window = False
        self.seats = 1
        self._lessons: list[LessonScreen] = []
        self._asked_for = lesson
        self.volunteering = Volunteering(self)

    def other_language(self) -> None:
        """Change to the next language; a lesson goes on at the same place."""
        self.change(language=self.next_language)
        lesson = self.lesson_screen()
        if lesson is not None:
            try:
                script = self.services.library.translated(
                    lesson.run_now.script, self.settings.language
                )
            except LessonError:
                return
            lesson.run_now = lesson.run_now.translated(script)

    # People.

    def come_home(self, person: Person) -> None:
        """Make this person the present one, and show their home."""
        self.person = person
        self.settings = self._first_settings.of(person)
        self.apply_voice()
        self.fit_letters()
        try:
            self.services.store.mark_seen(person.id)
        except StoreUnavailable:
            self.kept(False)
        self.go_home()

    async def begin_as_newcomer(self) -> None:
        """Fit letters and voice to somebody new, then start the first lesson.

        Address and name are asked after it. What is asked here is imported here: the first screen is there
        without it.
        """
        from tutor.ui.first_run import questions

        await self._ask_one_by_one(questions(self.services, heard=self.heard))

    async def _ask_one_by_one(self, pages: "Sequence[type[CheckScreen]]") -> None:
        if not pages:
            await self._begin_first_lesson()
            return
        first, *others = pages
        self.push_screen(first(partial(self._ask_one_by_one, others)))

    async def _begin_first_lesson(self) -> None:
        """Take somebody new into the records, with what was chosen so far."""
        chosen = self.settings
        try:
            self.person = self.services.store.add_person(language=chosen.language)
        except StoreUnavailable:
            self.person = None
            self.kept(False)
        self.change_person(
            size_step=chosen.size_step,
            theme=chosen.theme,
            speech_speed=chosen.speed,
            speech_volume=chosen.volume,
        )
        await self.open_lesson(WARM_UP)

    def ask_who(self) -> None:
        """Show the names."""
        self.seats = 1
        self.person = None
        self.settings = self._first_settings
        self.apply_voice()
        self.fit_letters()
        self._show_alone(self._front())

    def ask_address(self) -> None:
        """Ask for the form of address, where the language has several, then for the name."""
        self._show_alone(
            AddressScreen(self.ask_name)
            if LANGUAGES[self.settings.language].asks_address
            else NameScreen()
        )

    async def ask_name(self) -> None:
        """Ask for the name of the present person."""
        self._show_alone(NameScreen())

    # Lessons.

    def topics(self) -> tuple[Topic, ...]:
        """Return the topics that have lessons in this language."""
        catalogue = self.services.library.catalogue
        used = {entry.topic for entry in catalogue.lessons(self.settings.language)}
        return tuple(t for t in catalogue.topics(self.settings.language) if t.id in used)

    def lessons_of(self, topic: str) -> tuple[LessonEntry, ...]:
        """Return the lessons of a topic in the order of the curriculum."""
        lessons = self.services.library.catalogue.lessons(self.settings.language)
        return tuple(entry for entry in lessons if entry.topic == topic)

    def _history(self) -> tuple[LessonProgress, ...]:
        try:
            return self.services.store.history(self.learner)
        except StoreUnavailable:
            return ()

    def finished_lessons(self) -> frozenset[str]:
        """Return the lessons that the present person finished at least once."""
        return frozenset(p.lesson for p in self._history() if p.times_finished)

    def unfinished(self) -> tuple[LessonEntry, LessonProgress] | None:
        """Return the lesson that was left last, with how far it went; it may be a drill."""
        from tutor.play.refresh.today import drill_entry

        drill = drill_entry(self.settings.language)
        entries = {**self._entries(), drill.id: drill}
        left = [p for p in self._history() if p.open_run is not None and p.lesson in entries]
        if not left:
            return None
        newest = max(left, key=lambda p: p.last_at)
        return entries[newest.lesson], newest

    def suggested(self) -> LessonEntry | None:
        """Return the first lesson of the curriculum that was neither finished nor begun."""
        known = {p.lesson for p in self._history() if p.times_finished or p.open_run is not None}
        return next((e for e in self._entries().values() if e.id not in known), None)

    def _entries(self) -> dict[str, LessonEntry]:
        lessons = self.services.library.catalogue.lessons(self.settings.language)
        return {entry.id: entry for entry in lessons}

    async def open_lesson(self, lesson_id: str) -> None:
        """Open a lesson where it was left, or from its start.

        What plays lessons is imported here: the first screen is there without it.
        """
        from tutor.ui.screens.lesson import LessonScreen

        try:
            run = await self._run_of(lesson_id)
        except LessonError:
            self.tell_once(
                lesson_id, self.phrases("This lesson cannot be read. Please pick another.")
            )
            return
        self.kept(run.kept)
        self._show_above_home(self._opened(LessonScreen(run)))

    def play_above(self, run: "LessonRun") -> None:
        """Show a run above the present screen, which waits; who plays may be another than who learns."""
        from tutor.ui.screens.lesson import LessonScreen

        self.show_lesson(LessonScreen(run))

    def show_lesson(self, screen: "LessonScreen") -> None:
        """Show a lesson above the present screen, which waits."""
        self.push_screen(self._opened(screen))

    def _opened(self, screen: "LessonScreen") -> "LessonScreen":
        self._lessons = [*(one for one in self._lessons if one in self.screen_stack), screen]
        return screen

    async def _run_of(self, lesson_id: str) -> "LessonRun":
        from tutor.engine.parts import DRILL
        from tutor.play.refresh.opening import open_drill
        from tutor.play.run import open_run

        services, language = self.services, self.settings.language
        makings = services.wall, services.new_id
        if lesson_id == DRILL:
            library = services.library
            return await asyncio.to_thread(open_drill, library, language, self.today(), *makings)
        script = services.library.script(lesson_id, language)
        return await asyncio.to_thread(
            open_run, script, self.learner, services.store, *makings, seats=self.seats
        )

    def today(self) -> "Today":
        """Return what tells what there is to refresh for the present person."""
        from tutor.play.refresh.today import Today

        services = self.services
        day = services.wall().date()
        return Today(services.store, self.learner, services.library.catalogue, day)

    def finished_lesson(self, run: "LessonRun") -> None:
        """Show what was learned; a newcomer is asked for the form of address first."""
        if self.volunteering.is_open:
            self.volunteering.lesson_over(run)
            return
        from tutor.ui.screens.lesson import DoneScreen

        if self._first_success():
            self.ask_address()
        else:
            self._show_above_home(DoneScreen(run))

    def _first_success(self) -> bool:
        """Tell whether somebody whose name is not known has just finished a lesson for the first time."""
        unnamed = self.person is not None and not self.person.name
        return unnamed and sum(p.times_finished for p in self._history()) == 1

    async def pause_lesson(self) -> None:
        """Leave the lesson for home; it is kept at this step."""
        lesson = self.lesson_screen()
        if lesson is not None:
            await asyncio.to_thread(lesson.run_now.leave)
        self.go_home()

    def lesson_screen(self) -> "LessonScreen | None":
        """Return the lesson that is open, perhaps under help."""
        found = (one for one in reversed(self._lessons) if one in self.screen_stack)
        return next(found, None)

    async def give_hint(self) -> None:
        """Close help and climb the hint ladder of the present step, or begin what comes first."""
        lesson = self.lesson_screen()
        self.back()
        if lesson is not None and lesson is self.screen:
            await lesson.hint()
        elif isinstance(self.screen, PagedScreen):
            self.screen.note(self.phrases("Please press Enter, or a number."))

    # From screen to screen.

    async def on_event(self, event: events.Event) -> None:
        """Keep the volunteers' side open while somebody is at the keys."""
        if isinstance(event, events.Key | events.MouseDown):
            self.volunteering.touched()
        await super().on_event(event)

    def on_mount(self) -> None:
        """Open the first screen."""
        self.apply_voice()
        self._tell_of_records()
        self.push_screen(self._front())
        if self._asked_for is not None:
            self.call_later(self.open_lesson, self._asked_for)

    def _tell_of_records(self) -> None:
        """Say what a learner should know of the records; who leads the class is told more."""
        if self.services.guests_only:
            return
        if not self.services.keeps:
            self.tell_next(
                self.phrases("This laptop cannot keep what is learned today. The lessons work.")
            )
        if self.services.store.notices and self.services.volunteer:
            self.tell_next(self.phrases("Please call a helper to look at the records (key V)."))

    def go_home(self) -> None:
        """Show home, or the names when nobody is known; a volunteer goes back to the volunteers' screens."""
        if self.volunteering.is_open:
            self.volunteering.come_back()
            return
        self._show_alone(self._front() if self.person is None else HomeScreen())

    def _front(self) -> PagedScreen:
        """Return the first screen: the names, or the lessons where nobody is to be known."""
        return TopicsScreen() if self.services.guests_only else WhoScreen()

    def open_topics(self) -> None:
        """Show the topics."""
        self.push_screen(TopicsScreen())

    def open_own_record(self) -> None:
        """Show what the present person can do already."""
        from tutor.ui.screens.own_record import OwnRecordScreen

        self.push_screen(OwnRecordScreen())

    def open_topic(self, topic: Topic) -> None:
        """Show the lessons of a topic."""
        self.push_screen(LessonsScreen(topic))

    def open_help(self) -> None:
        """Show help above the present screen; from help and what it opened the same key leads back."""
        helped = any(isinstance(screen, HelpScreen) for screen in self.screen_stack)
        if helped or isinstance(self.screen, LeaveScreen):
            self.back()
        else:
            self.push_screen(HelpScreen())

    def open_setup(self) -> None:
        """Show what can be set up anew."""
        from tutor.ui.screens.setup import SetupScreen

        self.push_screen(SetupScreen())

    async def sit(self, seats: int) -> None:
        """Let so many people learn together, in the lesson that is open and in those opened next."""
        self.seats = seats
        lesson = self.lesson_screen()
        if lesson is not None:
            await lesson.sit(seats)

    def try_keys(self) -> None:
        """Show what tries the keys, and lead back to where the learner is."""
        from tutor.ui.screens.setup_keys import KeysScreen

        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen(self._keys_tried))

    async def _keys_tried(self) -> None:
        self.back()

    def call_helper(self) -> None:
        """Show the call for a helper."""
        self.push_screen(CallHelperScreen())

    def ask_to_leave(self) -> None:
        """Ask before the app closes; once is enough."""
        if not isinstance(self.screen, LeaveScreen):
            self.push_screen(LeaveScreen())

    def action_ask_to_leave(self) -> None:
        """Ask before the app closes."""
        self.ask_to_leave()

    def leave(self) -> None:
        """Close the app with everything kept."""
        for lesson in self._lessons:
            if lesson in self.screen_stack:
                lesson.run_now.leave()
        self.exit()

    def leave_for_window(self) -> None:
        """Close the app, so that it is opened again in a window of its own."""
        self.wants_window = True
        self.leave()

    def back(self) -> None:
        """Go back to the screen below."""
        if len(self.screen_stack) > 2:
            self.screen.dismiss()
        else:
            self.ask_who()

    def _show_alone(self, screen: PagedScreen) -> None:
        """Show a screen with nothing but Textual's own below it."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        self.switch_screen(screen)

    def _show_above_home(self, screen: PagedScreen) -> None:
        """Show a screen right above home, so that back leads there."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        self.push_screen(screen)
