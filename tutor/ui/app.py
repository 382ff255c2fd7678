"""The app: lessons, and the way from screen to screen."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tutor.content.catalogue import LessonEntry, LessonError, Topic
from tutor.records import LessonProgress, Person, StoreUnavailable
from tutor.ui.learning import LearnerApp
from tutor.ui.screens.address import AddressScreen
from tutor.ui.screens.help import CallHelperScreen, HelpScreen
from tutor.ui.screens.home import HomeScreen, LessonsScreen, TopicsScreen
from tutor.ui.screens.leave import LeaveScreen
from tutor.ui.screens.paged import PagedScreen
from tutor.ui.screens.who import NameScreen, WhoScreen
from tutor.ui.services import Services
from tutor.ui.settings import Settings

if TYPE_CHECKING:
    from tutor.play.run import LessonRun
    from tutor.ui.screens.lesson import LessonScreen

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
        self._newcomer = False
        self._lesson: LessonScreen | None = None
        self._asked_for = lesson

    def other_language(self) -> None:
        """Change to the next language; a lesson goes on at the same place."""
        self.change(language=self.next_language)
        lesson = self.lesson_screen()
        if lesson is not None:
            try:
                script = self.services.library.script(
                    lesson.run_now.script.lesson.id, self.settings.language
                )
            except LessonError:
                return
            lesson.run_now = lesson.run_now.translated(script)

    # People.

    def come_home(self, person: Person) -> None:
        """Make this person the present one, and show their home."""
        self.person = person
        self.settings = self.settings.of(person)
        self.apply_voice()
        self.fit_letters()
        try:
            self.services.store.seen(person.id)
        except StoreUnavailable:
            self.kept(False)
        self.go_home()

    async def begin_as_newcomer(self) -> None:
        """Start the first lesson for somebody new; address and name are asked after it."""
        self._newcomer = True
        try:
            self.person = self.services.store.add_person(language=self.settings.language)
        except StoreUnavailable:
            self.person = None
            self.kept(False)
        await self.open_lesson(WARM_UP)

    def ask_who(self) -> None:
        """Show the names."""
        self.person = None
        self.settings = self._first_settings
        self.apply_voice()
        self.fit_letters()
        self._show_alone(WhoScreen())

    def ask_name(self) -> None:
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
        """Return the lesson that was left last, with how far it went."""
        entries = self._entries()
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
        from tutor.play.run import open_run
        from tutor.ui.screens.lesson import LessonScreen

        services = self.services
        try:
            script = services.library.script(lesson_id, self.settings.language)
            run = await asyncio.to_thread(
                open_run, script, self.learner, services.store, services.wall, services.new_id
            )
        except LessonError:
            self.tell_once(
                lesson_id, self.phrases("This lesson cannot be read. Please pick another.")
            )
            return
        self.kept(run.kept)
        self._lesson = LessonScreen(run)
        self._show_above_home(self._lesson)

    def finished_lesson(self, run: "LessonRun") -> None:
        """Show what was learned; a newcomer is asked for the form of address first."""
        from tutor.ui.screens.lesson import DoneScreen

        if self._newcomer and self.person is not None:
            self._newcomer = False
            vietnamese = self.settings.language == "vi"
            self._show_alone(AddressScreen() if vietnamese else NameScreen())
        else:
            self._show_above_home(DoneScreen(run))

    async def pause_lesson(self) -> None:
        """Leave the lesson for home; it is kept at this step."""
        lesson = self.lesson_screen()
        if lesson is not None:
            await asyncio.to_thread(lesson.run_now.leave)
        self.go_home()

    def lesson_screen(self) -> "LessonScreen | None":
        """Return the lesson that is open, perhaps under help."""
        return self._lesson if self._lesson in self.screen_stack else None

    async def give_hint(self) -> None:
        """Close help and climb the hint ladder of the present step, or begin what comes first."""
        lesson = self.lesson_screen()
        self.back()
        if lesson is not None:
            await lesson.hint()
        elif isinstance(self.screen, PagedScreen):
            self.screen.note(self.phrases("Please press Enter, or a number."))

    # From screen to screen.

    def on_mount(self) -> None:
        """Open the first screen."""
        self.apply_voice()
        if not self.services.keeps:
            self._notices.append(
                self.phrases("This laptop cannot keep what is learned today. The lessons work.")
            )
        self.push_screen(WhoScreen())
        if self._asked_for is not None:
            self.call_later(self.open_lesson, self._asked_for)

    def go_home(self) -> None:
        """Show home, or the names when nobody is known."""
        self._show_alone(WhoScreen() if self.person is None else HomeScreen())

    def open_topics(self) -> None:
        """Show the topics."""
        self.push_screen(TopicsScreen())

    def open_topic(self, topic: Topic) -> None:
        """Show the lessons of a topic."""
        self.push_screen(LessonsScreen(topic))

    def open_help(self) -> None:
        """Show help above the present screen; from help the same key leads back."""
        if isinstance(self.screen, HelpScreen | CallHelperScreen | LeaveScreen):
            self.back()
        else:
            self.push_screen(HelpScreen())

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
        lesson = self.lesson_screen()
        if lesson is not None:
            lesson.run_now.leave()
        self.exit()

    def back(self) -> None:
        """Go back to the screen below."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
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
