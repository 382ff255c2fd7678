"""The Textual app: opens and closes the screens of the learner, and the mode of the volunteers."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from tutor.content.catalogue import LessonError
from tutor.records.people import Person
from tutor.terminal.letters import magnifying_driver
from tutor.ui.keys import KeyFilter
from tutor.ui.lesson_lists import due_today, finished_lessons, read_history
from tutor.ui.letters import Letters, window_font
from tutor.ui.screen_kinds import PlayedLesson
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.home import HomeScreen, WhoScreen, lesson_choice
from tutor.ui.session import Services, Session, Settings
from tutor.ui.volunteer_mode import LEARNER, ScreenFactories, VolunteerMode

if TYPE_CHECKING:
    from tutor.lesson.run import LessonRun

FIRST_LESSON = "lam-quen-phim"


class TutorApp(App[None]):
    """Lessons in large letters. `lesson` opens that lesson at once instead of asking who learns.

    It is the `Host` of its screens. What only some screens need is imported when they open: the first
    screen is there without it.
    """

    # The lowest screen of the learner's mode stays empty: Textual replaces screens above it only.
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {LEARNER: Screen}
    DEFAULT_MODE = LEARNER
    ENABLE_COMMAND_PALETTE = False
    # Textual would quit at once; leaving is always asked first.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "ask_to_leave", show=False, priority=True)
    ]

    def __init__(self, services: Services, settings: Settings, lesson: str | None = None) -> None:
        super().__init__(driver_class=magnifying_driver(os.environ))
        self.session = Session(services, settings, self)
        font = window_font(services.own_window, self._write)
        self.letters = Letters(
            self.session, lambda: self._driver, lambda: self.size, self._offer_window, font
        )
        screens = ScreenFactories(home=_volunteer_home, pin=_pin, lesson=_lesson_screen)
        self.volunteers = VolunteerMode(self, self.session, screens, self.ask_who)
        self.filter = KeyFilter()
        self.failure: Exception | None = None
        self.wants_window = False
        self._lesson_to_open = lesson

    def first_screen(self) -> PagedScreen:
        """Return the first screen: the names, or the lessons where nobody's name is asked for."""
        guests = self.session.services.guests_only
        return lesson_choice(self.session) if guests else WhoScreen()

    # Textual's events.

    def on_mount(self) -> None:
        """Open the first screens as soon as Textual draws: nothing is painted before this returns."""
        self._tell_of_records()
        self.call_later(self._open_first_screens)

    async def _open_first_screens(self) -> None:
        """Open the first screen, and above it the lesson that was asked for."""
        lesson = self._lesson_to_open
        run = None if lesson is None else await self._read_run(lesson)
        self.push_screen(self.first_screen())
        if run is not None:
            self._show_above_home(_lesson_screen(run))

    def _tell_of_records(self) -> None:
        """Say what a learner should know of the records; whoever leads the class is told more."""
        session = self.session
        if session.services.guests_only:
            return
        if not session.services.keeps:
            session.tell_next(
                session.phrases("This laptop cannot keep what is learned today. The lessons work.")
            )
        if session.services.store.notices and session.services.volunteer:
            session.tell_next(
                session.phrases("Please call a helper to look at the records (key V).")
            )

    async def on_event(self, event: events.Event) -> None:
        """Keep the volunteers' side open while somebody is at the keys; once locked, it takes none."""
        pressed = isinstance(event, events.Key | events.MouseDown | events.Paste)
        if not pressed or self.volunteers.admits_key():
            await super().on_event(event)

    def on_resize(self) -> None:
        """Fit the letters to the window, whose terminal may only now have said what it can do."""
        self.letters.fit_window()
        screen = self.screen
        if isinstance(screen, WhoScreen) and screen.offers_window != self.letters.needs_window:
            screen.show_view("same-page")

    def _handle_exception(self, error: Exception) -> None:
        """Keep the first failure for `cli.app` to report."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.failure = self.failure or (cause if isinstance(cause, Exception) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close; Textual's own page of an error shows the values of variables: names and typed text."""
        self._close_messages_no_wait()

    def _write(self, data: str) -> None:
        if self._driver is not None:
            self._driver.write(data)

    # What the session changes in the window.

    def fit_letters(self) -> None:
        """Magnify the letters to the size step of the settings."""
        self.letters.fit()

    def fit_ground(self) -> None:
        """Give the edge of the window the colours of the settings."""
        self.letters.fit_ground()

    def announce(self, text: str, *, urgent: bool) -> None:
        """Show a notice on the present page; while another one is shown, only an urgent one replaces it.

        One that comes with a change of the page waits for the next page.
        """
        screen = self.screen
        if not (isinstance(screen, PagedScreen) and screen.takes_notices) or (
            screen.notice and not urgent
        ):
            self.session.tell_next(text, first=urgent)
            return
        if screen.notice:
            self.session.tell_next(screen.notice, first=True)
        screen.note(text)

    # The learner's screens.

    def back(self) -> None:
        """Go back to the screen below; from the lowest one, to the first screen."""
        if self._has_below():
            self.screen.dismiss()
        else:
            self.ask_who()

    async def go_home(self) -> None:
        """Show home, or the first screen for a guest; a volunteer goes back to the volunteers' screen."""
        if self.volunteers.is_open:
            await self.volunteers.come_back()
        else:
            self._show_alone(self.first_screen() if self.session.person is None else HomeScreen())

    def ask_who(self) -> None:
        """Show the first screen; nobody is known to be learning."""
        self.session.begin_anew()
        self._show_alone(self.first_screen())

    async def come_home(self, person: Person) -> None:
        """Let this person learn, and show their home; who gave no name yet is asked for it once more.

        Before the first lesson is finished nobody is asked.
        """
        await self.session.sign_in(person)
        if person.name or not finished_lessons(await read_history(self.session)):
            await self.go_home()
        else:
            from tutor.ui.screens.setup import NameScreen

            self._show_alone(NameScreen(known=True))

    def begin_as_newcomer(self) -> None:
        """Fit letters, voice and keys to somebody new; the first lesson follows, then address and name."""
        from tutor.ui.screens.checks import SizeScreen

        self.push_screen(SizeScreen(first_run=True))

    async def begin_first_lesson(self) -> None:
        """Add somebody new to the records, and start the first lesson."""
        await self.session.add_newcomer()
        await self.open_lesson(FIRST_LESSON)

    def _show_alone(self, screen: PagedScreen) -> None:
        """Show a screen with nothing below it."""
        self._pop_to_lowest()
        self.switch_screen(screen)

    def _show_above_home(self, screen: PagedScreen) -> None:
        """Show a screen right above the lowest one, so that Back leads there."""
        self._pop_to_lowest()
        self.push_screen(screen)

    def _pop_to_lowest(self) -> None:
        while self._has_below():
            self.pop_screen()

    def _has_below(self) -> bool:
        """Tell whether there is a screen to go back to."""
        return len(self.screen_stack) > (2 if self.current_mode == LEARNER else 1)

    # Lessons.

    @property
    def lesson(self) -> PlayedLesson | None:
        """The lesson that is open, perhaps under help."""
        stack = reversed(self.screen_stack)
        return next((screen for screen in stack if isinstance(screen, PlayedLesson)), None)

    async def open_lesson(self, lesson_id: str) -> None:
        """Open a lesson where it was left, or from its start."""
        run = await self._read_run(lesson_id)
        if run is not None:
            self._show_above_home(_lesson_screen(run))

    async def _read_run(self, lesson_id: str) -> "LessonRun | None":
        """Return the run of a lesson; None after telling that the lesson cannot be read."""
        try:
            run = await self._run_of(lesson_id)
        except LessonError:
            self.session.tell_once(
                lesson_id,
                self.session.phrases("This lesson cannot be read. Please pick another."),
            )
            return None
        self.session.report_saved(run.all_written)
        return run

    async def _run_of(self, lesson_id: str) -> "LessonRun":
        from tutor.engine.drill import DRILL
        from tutor.lesson.run import open_drill, open_run

        session, services = self.session, self.session.services
        language, sources = session.settings.language, (services.wall, services.new_id)
        if lesson_id == DRILL:
            library = services.library
            return await asyncio.to_thread(
                open_drill, library, language, due_today(session), *sources
            )
        script = services.library.script(lesson_id, language)
        return await asyncio.to_thread(
            open_run, script, session.learner, services.store, *sources, seats=session.seats
        )

    async def finish_lesson(self, run: "LessonRun") -> None:
        """Show what was learned; a newcomer is then asked for form of address and name."""
        from tutor.ui.screens.done import DoneScreen, FirstDoneScreen

        if self.volunteers.is_open:
            await self.volunteers.finish_lesson(run)
        elif await self._first_success():
            self._show_alone(FirstDoneScreen(run))
        else:
            self._show_above_home(DoneScreen(run))

    async def _first_success(self) -> bool:
        """Tell whether somebody whose name is not known has just finished a lesson for the first time."""
        person = self.session.person
        if person is None or person.name:
            return False
        return sum(p.times_finished for p in await read_history(self.session)) == 1

    async def pause_lesson(self) -> None:
        """Leave the lesson for home; it is kept at this step."""
        lesson = self.lesson
        if lesson is not None:
            await asyncio.to_thread(lesson.run_now.leave)
        await self.go_home()

    async def give_hint(self) -> None:
        """Close help and climb the hint ladder, or say what to press where no lesson is open."""
        if self.lesson is None:
            # The screen below is drawn anew when help is gone, and shows it then.
            self.session.tell_next(self.session.phrases("Please press Enter, or a number."))
        self.back()
        screen: object = self.screen
        if isinstance(screen, PlayedLesson):
            await screen.hint()

    def explain_words(self) -> None:
        """Close help and explain a word of the lesson below it."""
        self.back()
        screen: object = self.screen
        if isinstance(screen, PlayedLesson):
            screen.explain_words()

    async def sit(self, seats: int) -> None:
        """Let this many people learn together, in the lesson that is open and in those opened next."""
        self.session.seats = seats
        if self.lesson is not None:
            await self.lesson.sit(seats)

    async def use_language(self, language: str) -> None:
        """Change to a language; a lesson goes on at the same place."""
        session = self.session
        await session.change(language=language)
        lesson = self.lesson
        if lesson is not None:
            run, library = lesson.run_now, session.services.library
            try:
                script = library.translated(run.script, session.settings.language)
            except LessonError:
                return
            lesson.run_now = run.translated(script)

    # From any screen.

    def open_help(self) -> None:
        """Show help above the present screen; from help and what it opened, go back."""
        from tutor.ui.screens.help import HelpScreen, LeaveScreen

        helped = any(isinstance(screen, HelpScreen) for screen in self.screen_stack)
        if helped or isinstance(self.screen, LeaveScreen):
            self.back()
        else:
            self.push_screen(HelpScreen())

    def try_keys(self) -> None:
        """Show the screen that tries the keys, above the present one."""
        from tutor.ui.screens.checks import KeysScreen

        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen())

    def ask_to_leave(self) -> None:
        """Ask before the app closes; once is enough."""
        from tutor.ui.screens.help import LeaveScreen

        if not isinstance(self.screen, LeaveScreen):
            self.push_screen(LeaveScreen())

    action_ask_to_leave = ask_to_leave

    async def leave(self) -> None:
        """Close the app; the lessons that are open are kept as they are, those of the other mode too."""
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, PlayedLesson):
                    await asyncio.to_thread(screen.run_now.leave)
        self.exit()

    async def leave_for_window(self) -> None:
        """Close the app, to be opened again in a window of its own, at once and from now on."""
        self.remember_window(chosen=True)
        self.wants_window = True
        await self.leave()

    def remember_window(self, *, chosen: bool) -> None:
        """Remember whether the app opens in a window of its own on this laptop."""
        laptop = self.session.services.laptop
        self.session.report_saved(laptop.keep(replace(laptop.now, own_window=chosen)))

    def _offer_window(self) -> None:
        """Offer a window with large letters; once is enough."""
        from tutor.ui.screens.window import WindowScreen

        if not isinstance(self.screen, WindowScreen):
            self.push_screen(WindowScreen())


def _volunteer_home() -> Screen[Any]:
    from tutor.ui.screens.volunteer.home import VolunteerHomeScreen

    return VolunteerHomeScreen()


def _pin() -> Screen[Any]:
    from tutor.ui.screens.volunteer.pin import PinScreen

    return PinScreen()


def _lesson_screen(run: "LessonRun") -> PagedScreen:
    from tutor.ui.screens.lesson import LessonScreen

    return LessonScreen(run)
