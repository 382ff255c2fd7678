"""The kinds of screens that the app tells apart without importing them."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from tutor.lesson.run import LessonRun


@runtime_checkable
class PlayedLesson(Protocol):
    """A screen that plays a lesson."""

    run_now: "LessonRun"

    async def hint(self) -> None:
        """Climb one rung of the hint ladder."""

    async def sit(self, seats: int) -> None:
        """Let this many people learn together."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of this moment that can be explained."""

    def explain_words(self) -> None:
        """Explain the word of this page; where there are several, ask which."""


@runtime_checkable
class VolunteersScreen(Protocol):
    """A screen of the volunteers' side; unless `guarded`, it is shown while the lock is closed, too."""

    guarded: bool

    def finish_lesson(self, run: "LessonRun") -> None:
        """Handle the end of a lesson that this screen opened."""
