"""The volunteers' side as a Textual mode: opened with a PIN, locked after idle time, and left again.

The learner's screens stay unchanged in their own mode meanwhile.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen
from textual.timer import Timer

from tutor.content.catalogue import LessonError
from tutor.languages import CLASS_ADDRESS, DEFAULT_ADDRESS
from tutor.records.people import GUEST, Person
from tutor.ui.screen_kinds import PlayedLesson, VolunteersScreen
from tutor.ui.session import Session, Settings

if TYPE_CHECKING:
    from tutor.classroom.pin import Lock, Pin
    from tutor.lesson.run import LessonRun
    from tutor.ui.voting import Room

LEARNER, VOLUNTEERS = "learner", "volunteers"
_LOOK_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class ScreenFactories:
    """Factories for the home screen, the PIN screen and the screen of a lesson run."""

    home: Callable[[], Screen[Any]]
    pin: Callable[[], Screen[Any]]
    lesson: "Callable[[LessonRun], Screen[Any]]"


class VolunteerMode:
    """Opens, locks and closes the volunteers' side.

    While it is open, the session has no learner: lessons run as a guest unless a person is given, and no
    setting is saved for the previous learner.
    """

    def __init__(
        self,
        app: App[None],
        session: Session,
        screens: ScreenFactories,
        ask_who: Callable[[], None],
    ) -> None:
        self._app = app
        self._session = session
        self._screens = screens
        self._ask_who = ask_who
        # None until the PIN is typed.
        self._lock: Lock | None = None
        # The learner and their settings while this side is open.
        self._waiting: tuple[Person | None, Settings] | None = None
        self._timer: Timer | None = None
        # The volunteer's settings, saved while a lesson uses those of a learner.
        self._own_settings: Settings | None = None
        # The id of the staff member who witnesses consent; kept until the program ends.
        self.witness = ""
        self._rooms: dict[str, Room] = {}

    @cached_property
    def pin(self) -> "Pin":
        """The PIN, with its count of tries."""
        from tutor.classroom.pin import Pin

        services = self._session.services
        return Pin(services.store.pins, services.monotonic)

    def room(self, session: str) -> "Room":
        """Return the room of a class. It outlives the panel, because it holds events not yet written."""
        from tutor.classroom.live_class import LiveClass
        from tutor.ui.voting import Room

        if session not in self._rooms:
            live_class = LiveClass(self._session.services.store.classes, session)
            self._rooms[session] = Room(session, live_class)
        return self._rooms[session]

    @property
    def is_open(self) -> bool:
        """Whether the volunteers' side is open, even if it still asks for the PIN."""
        return self._waiting is not None

    @property
    def may_show(self) -> bool:
        """Whether names and notes may be shown now.

        True without usable records: there is nothing to guard, and no PIN can be stored.
        """
        services = self._session.services
        unlocked = self._lock is not None and self._lock.is_open(services.monotonic())
        return unlocked or not services.keeps

    # Keys.

    def admits_key(self) -> bool:
        """Keep the lock open after a key press, or ask for the PIN if the key came too late."""
        if self._lock is not None:
            self._lock = self._lock.after_key(self._session.services.monotonic())
        return not self.guard()

    async def toggle(self) -> None:
        """Handle V on a learner's screen: open this side, or return to it from a lesson."""
        if not self._session.services.volunteer:
            return
        if self.is_open:
            await self.come_back()
        else:
            self._enter()

    # Opening and locking.

    def _enter(self) -> None:
        session = self._session
        self._waiting = session.person, session.settings
        session.person = None
        session.adopt(replace(session.settings, size_step=None, address=CLASS_ADDRESS.id))
        self._timer = self._app.set_interval(_LOOK_SECONDS, self.guard)
        self._app.add_mode(VOLUNTEERS, self._screens.home)
        self._app.switch_mode(VOLUNTEERS)
        if session.services.keeps:
            self._app.push_screen(self._screens.pin())

    def unlock(self) -> None:
        """Open the lock after the right PIN and pop the PIN screen."""
        from tutor.classroom.pin import Lock

        self._lock = Lock(self._session.services.monotonic())
        self._app.pop_screen()

    def guard(self) -> bool:
        """Push the PIN screen if the present screen is guarded and the lock is closed; return True if so."""
        locked = self._is_guarded() and not self.may_show
        if locked:
            self._app.push_screen(self._screens.pin())
        return locked

    def _is_guarded(self) -> bool:
        """Return whether the present screen may show names.

        A screen of both sides, such as the question before leaving, is guarded like the one below it.
        """
        screen = self._uppermost(VolunteersScreen, PlayedLesson)
        return isinstance(screen, VolunteersScreen) and screen.guarded

    # The way back.

    async def leave(self) -> None:
        """Close the volunteers' side and return to the learner's screens."""
        if self._waiting is None:
            return
        person, settings = self._waiting
        now = await asyncio.to_thread(self._as_recorded, person)
        if not self.is_open:  # it was left while the records were read
            return
        self._waiting = self._own_settings = None
        self._lock = None
        if self._timer is not None:
            self._timer.stop()
        session = self._session
        session.person = now
        session.adopt(settings.of(now) if now and now != person else settings)
        self._app.switch_mode(LEARNER)
        self._app.remove_mode(VOLUNTEERS)
        if person is not None and now is None:
            self._ask_who()

    def _as_recorded(self, person: Person | None) -> Person | None:
        """Return the current record of the person, or None if they were erased."""
        people = self._session.people()
        if person is None or not people:
            return person
        return next((known for known in people if known.id == person.id), None)

    async def come_back(self) -> None:
        """Pop a lesson and the screens above it, down to the volunteers' screen that opened it."""
        screen = self._uppermost(VolunteersScreen)
        if screen is None:
            await self.leave()
            return
        if self._own_settings is not None:
            self._session.adopt(self._own_settings)
            self._own_settings = None
        self._pop_to(screen)

    def go_home(self) -> None:
        """Go back to the home screen of the volunteers' side."""
        if self.is_open:
            self._pop_to(self._app.screen_stack[0])

    def _pop_to(self, screen: object) -> None:
        while self._app.screen is not screen:
            self._app.pop_screen()

    def _uppermost(self, *kinds: type) -> object | None:
        """Return the uppermost screen of one of these kinds while this side is open."""
        stack = reversed(self._app.screen_stack if self.is_open else [])
        return next((screen for screen in stack if isinstance(screen, kinds)), None)

    # Lessons.

    async def begin_run(
        self, lesson_id: str, learner: str = GUEST, *, resume: bool
    ) -> "LessonRun | None":
        """Start a lesson, or resume it where it was left; return None if it cannot be read."""
        from tutor.lesson.run import open_run, start_run

        services = self._session.services
        try:
            script = services.library.script(lesson_id, self._session.settings.language)
        except LessonError:
            return None
        begin = open_run if resume else start_run
        run = await asyncio.to_thread(
            begin, script, learner, services.store, services.wall, services.new_id
        )
        self._session.report_saved(run.all_written)
        return run

    async def play(self, lesson_id: str, person: Person | None = None) -> bool:
        """Push a lesson for a person or a guest; return False if it cannot be read.

        The session uses the settings of the person until `come_back`.
        """
        learner = GUEST if person is None else person.id
        run = await self.begin_run(lesson_id, learner, resume=person is not None)
        if run is None:
            return False
        if person is not None:
            settings = self._own_settings = self._session.settings
            self._session.adopt(replace(settings, address=DEFAULT_ADDRESS.id).of(person))
        self._app.push_screen(self._screens.lesson(run))
        return True

    async def try_lesson(self, lesson_id: str) -> bool:
        """Push a lesson whose answers are kept nowhere; return False if it cannot be read."""
        from tutor.lesson.run import start_run
        from tutor.records.store import open_store

        services = self._session.services
        try:
            script = services.library.script(lesson_id, self._session.settings.language)
        except LessonError:
            return False
        nowhere = open_store(None, clock=services.wall)
        run = start_run(script, GUEST, nowhere, services.wall, services.new_id)
        self._app.push_screen(self._screens.lesson(run))
        return True

    async def finish_lesson(self, run: "LessonRun") -> None:
        """Go back to the volunteers' screen that opened the lesson, and notify it."""
        await self.come_back()
        screen = self._uppermost(VolunteersScreen)
        if isinstance(screen, VolunteersScreen):
            screen.finish_lesson(run)
