"""What a screen may ask of the app: the state that screens share, and the ways to other screens.

Screens open the screens below them by themselves; the ways up and across lead through here, so that no
screen imports one that imports it.
"""

from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.app import App

from tutor.lesson.phrases import LessonPhrases
from tutor.records.people import Person
from tutor.ui.keys import KeyFilter
from tutor.ui.letters import Letters
from tutor.ui.screen_kinds import PlayedLesson
from tutor.ui.session import Services, Session, Settings
from tutor.ui.volunteer_mode import VolunteerMode

if TYPE_CHECKING:
    from tutor.lesson.run import LessonRun


class Host(Protocol):
    """The app as its screens see it."""

    session: Session
    letters: Letters
    volunteers: VolunteerMode
    filter: KeyFilter

    # The learner's screens.

    def back(self) -> None:
        """Go back to the screen below."""

    async def go_home(self) -> None:
        """Show home, or the first screen for a guest; a volunteer goes back to the volunteers' screen."""

    def ask_who(self) -> None:
        """Show the first screen; nobody is known to be learning."""

    async def come_home(self, person: Person) -> None:
        """Let this person learn, and show their home."""

    def begin_as_newcomer(self) -> None:
        """Fit letters, voice and keys to somebody new."""

    async def begin_first_lesson(self) -> None:
        """Add somebody new to the records, and start the first lesson."""

    # Lessons.

    @property
    def lesson(self) -> PlayedLesson | None:
        """The lesson that is open, perhaps under help."""

    async def open_lesson(self, lesson_id: str) -> None:
        """Open a lesson where it was left, or from its start."""

    async def finish_lesson(self, run: "LessonRun") -> None:
        """Show what was learned in a lesson that has ended."""

    async def pause_lesson(self) -> None:
        """Leave the lesson for home; it is kept at this step."""

    async def give_hint(self) -> None:
        """Close help and climb the hint ladder, or say what to press where no lesson is open."""

    def explain_words(self) -> None:
        """Close help and explain a word of the lesson below it."""

    async def sit(self, seats: int) -> None:
        """Let this many people learn together, in the lesson that is open and in those opened next."""

    async def use_language(self, language: str) -> None:
        """Change to a language; a lesson goes on at the same place."""

    # From any screen.

    def open_help(self) -> None:
        """Show help above the present screen; from help and what it opened, go back."""

    def try_keys(self) -> None:
        """Show the screen that tries the keys, above the present one."""

    def ask_to_leave(self) -> None:
        """Ask before the app closes."""

    async def leave(self) -> None:
        """Close the app; everything is kept."""

    async def leave_for_window(self) -> None:
        """Close the app, to be opened again in a window of its own, at once and from now on."""

    def remember_window(self, *, chosen: bool) -> None:
        """Remember whether the app opens in a window of its own on this laptop."""


class HostedScreen:
    """Gives a Textual screen typed access to the app that it runs in."""

    app: App[Any]

    @property
    def host(self) -> Host:
        """The app, as far as screens know it."""
        return cast(Host, self.app)

    @property
    def session(self) -> Session:
        """Who learns now, with which settings."""
        return self.host.session

    @property
    def services(self) -> Services:
        """Records, lessons, voice and clocks."""
        return self.session.services

    @property
    def settings(self) -> Settings:
        """How the program looks and sounds now."""
        return self.session.settings

    @property
    def phrases(self) -> LessonPhrases:
        """The program's sentences for the person who learns now."""
        return self.session.phrases
