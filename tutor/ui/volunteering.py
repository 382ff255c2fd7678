"""The way to the volunteers' side and back: the learner's place waits below it, as it was."""

import asyncio
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.timer import Timer

from tutor.classroom.pin import Lock
from tutor.content.catalogue import LessonError
from tutor.languages import CLASS_ADDRESS, DEFAULT_ADDRESS
from tutor.records.people import GUEST, Person
from tutor.ui.settings import Settings

if TYPE_CHECKING:
    from tutor.classroom.pin import Pin
    from tutor.play.run import LessonRun
    from tutor.ui.app import TutorApp
    from tutor.ui.screens.volunteer.base import VolunteerScreen
    from tutor.ui.screens.volunteer.votes import Room

_LOOK_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the learner was: who it is, their settings, and how many screens there were."""

    person: Person | None
    settings: Settings
    depth: int


class Volunteering:
    """Opens the volunteers' side behind the PIN, closes it when nobody is at it, and leads back.

    As long as it is open nobody is the learner of the app: what is played counts as a guest's unless said
    otherwise, and nothing that is set is kept for the one who was learning.
    """

    def __init__(self, app: "TutorApp") -> None:
        self._app = app
        self._lock = Lock()
        self._place: _Place | None = None
        self._looking: Timer | None = None
        # How the volunteer has it, while a lesson is played the way that a learner has it.
        self._mine: Settings | None = None
        # Who of the team witnesses consent; chosen once, and asked for again with the next program run.
        self.witness = ""
        self._rooms: dict[str, Room] = {}

    @cached_property
    def pin(self) -> "Pin":
        """The PIN in this run of the program."""
        from tutor.classroom.pin import Pin

        services = self._app.services
        return Pin(services.store.pins, services.monotonic)

    def room(self, session: str) -> "Room":
        """Return where a class is held: it outlives its panel, for what could not be written waits there."""
        from tutor.classroom.live_class import LiveClass
        from tutor.ui.screens.volunteer.votes import Room

        if session not in self._rooms:
            held = LiveClass(self._app.services.store.classes, session)
            self._rooms[session] = Room(session, held)
        return self._rooms[session]

    @property
    def is_open(self) -> bool:
        """Whether the volunteers' side is above the learner's, its PIN perhaps still asked for."""
        return self._place is not None

    @property
    def may_show(self) -> bool:
        """Whether names and notes may be shown now.

        Where the records cannot be opened there are none to guard, and no PIN that would be known tomorrow.
        """
        return not self._app.services.keeps or self._lock.is_open(self._app.services.monotonic())

    # Keys.

    def touched(self) -> None:
        """Note that a key was pressed."""
        self._lock = self._lock.touched(self._app.services.monotonic())

    def pressed(self) -> None:
        """React to V: open, go back from a lesson to the volunteers' screens, or what such a screen says."""
        from tutor.ui.screens.volunteer.base import VolunteerScreen

        screen = self._app.screen
        if not self._app.services.volunteer:
            return
        if self._place is None:
            self._enter()
        elif isinstance(screen, VolunteerScreen):
            screen.v_pressed()
        else:
            self.come_back()

    # The way in.

    def _enter(self) -> None:
        from tutor.ui.screens.volunteer.home import VolunteerHomeScreen
        from tutor.ui.screens.volunteer.pin import PinScreen

        app = self._app
        self._place = _Place(app.person, app.settings, len(app.screen_stack))
        app.person = None
        self._fit(replace(app.settings, size_step=None, address=CLASS_ADDRESS.id))
        self._looking = app.set_interval(_LOOK_SECONDS, self.look)
        app.push_screen(PinScreen() if app.services.keeps else VolunteerHomeScreen())

    def unlocked(self) -> None:
        """Show the volunteers' side after the right PIN: its first screen, or what was open on it."""
        from tutor.ui.screens.volunteer.home import VolunteerHomeScreen

        app = self._app
        self._lock = self._lock.opened(app.services.monotonic())
        place = self._place
        if place is not None and len(app.screen_stack) > place.depth + 1:
            app.pop_screen()
        else:
            app.switch_screen(VolunteerHomeScreen())

    def look(self) -> None:
        """Cover what must not be seen any longer."""
        from tutor.ui.screens.volunteer.base import VolunteerScreen

        screen = self._app.screen
        if isinstance(screen, VolunteerScreen) and screen.guarded and not self.may_show:
            self.ask_again()

    def ask_again(self) -> None:
        """Ask for the PIN above what is open."""
        from tutor.ui.screens.volunteer.pin import PinScreen

        if self.is_open and not isinstance(self._app.screen, PinScreen):
            self._app.push_screen(PinScreen())

    # The way back.

    def leave(self) -> None:
        """Close the volunteers' side; the learner goes on where they were."""
        app, place = self._app, self._place
        if place is None:
            return
        self._place = None
        self._lock = self._lock.closed()
        if self._looking is not None:
            self._looking.stop()
        self._mine = None
        app.person = person = self._still(place.person)
        changed = person != place.person
        self._fit(place.settings.of(person) if person and changed else place.settings)
        while len(app.screen_stack) > place.depth:
            app.pop_screen()
        if place.person is not None and app.person is None:
            app.ask_who()

    def _still(self, person: Person | None) -> Person | None:
        """Return the person as they are called now, None where they were erased meanwhile."""
        people = self._app.people()
        if person is None or not people:
            return person
        return next((one for one in people if one.id == person.id), None)

    def come_back(self) -> None:
        """Go back from a lesson, or what is above it, to the volunteers' screen that it was opened from."""
        screen = self._uppermost()
        if screen is None:
            self.leave()
            return
        if self._mine is not None:
            self._fit(self._mine)
            self._mine = None
        while self._app.screen is not screen:
            self._app.pop_screen()

    def _fit(self, settings: Settings) -> None:
        self._app.settings = settings
        self._app.apply_voice()
        self._app.fit_letters()

    def go_home(self) -> None:
        """Go back to the first screen of the volunteers' side."""
        place = self._place
        while place is not None and len(self._app.screen_stack) > place.depth + 1:
            self._app.pop_screen()

    def _uppermost(self) -> "VolunteerScreen | None":
        from tutor.ui.screens.volunteer.base import VolunteerScreen

        stack: list[Screen[object]] = list(reversed(self._app.screen_stack))
        return next((one for one in stack if isinstance(one, VolunteerScreen)), None)

    # Lessons.

    async def play(self, lesson_id: str, person: Person | None = None) -> bool:
        """Play a lesson above the present screen, as a guest's unless somebody is named.

        Returns False for one that cannot be read.
        """
        from tutor.play.run import open_run, start_run

        services, language = self._app.services, self._app.settings.language
        learner, begin = (GUEST, start_run) if person is None else (person.id, open_run)
        try:
            script = services.library.script(lesson_id, language)
        except LessonError:
            return False
        run = await asyncio.to_thread(
            begin, script, learner, services.store, services.wall, services.new_id
        )
        self._app.kept(run.kept)
        if person is not None:
            self._mine = self._app.settings
            self._fit(replace(self._mine, address=DEFAULT_ADDRESS.id).of(person))
        self._app.play_above(run)
        return True

    def lesson_over(self, run: "LessonRun") -> None:
        """Go back to the volunteers' screen that a lesson was opened from, and tell it."""
        self.come_back()
        screen = self._uppermost()
        if screen is not None:
            screen.lesson_over(run)
