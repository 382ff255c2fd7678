"""The app in which an author tries a lesson: one file, read again whenever it is saved."""

import asyncio
from collections.abc import Sequence

from typing_extensions import override

from tutor.authoring.lesson_file import LessonFile, at_step, same_step
from tutor.content.model import Problem
from tutor.i18n import Translator
from tutor.lesson.run import LessonRun
from tutor.records.people import GUEST
from tutor.ui.app import TutorApp
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.preview import PlayedScreen, PreviewScreen, ProblemsScreen
from tutor.ui.session import Services, Settings

_LOOK_SECONDS = 0.5


class PreviewApp(TutorApp):
    """Plays the lesson of a file from a step; where it is `watched`, what is saved is shown at the same step.

    The problems of the file are told in the language of `translate`. The store has to be in memory: the
    author is no learner.
    """

    def __init__(
        self,
        services: Services,
        settings: Settings,
        file: LessonFile,
        translate: Translator,
        *,
        watched: bool,
        step: int = 0,
    ) -> None:
        super().__init__(services, settings)
        self.translate = translate
        self.watched = watched
        self._file = file
        self._played = file.script
        self._step = step
        self._variant = 0
        # What is saved keeps the order in which answers are shown.
        self._seed = services.new_id()

    @property
    def problems(self) -> Sequence[Problem]:
        """The problems of the file as it is now."""
        return self._file.problems

    @override
    def first_screen(self) -> PagedScreen:
        return self._screen()

    @override
    def on_mount(self) -> None:
        super().on_mount()
        if self.watched:
            self.set_interval(_LOOK_SECONDS, self.look)

    async def look(self) -> None:
        """Read the file again if it was saved, and show it at the same step."""
        if not self._file.has_changed():
            return
        self._step = self._present_step()
        await asyncio.to_thread(self._file.read)
        before, now = self._played, self._file.script
        if before is not None and now is not None:
            self._step = same_step(before.lesson, self._step, now.lesson)
        self._played = now
        self._show()

    def _present_step(self) -> int:
        lesson = self.lesson
        return self._step if lesson is None else lesson.run_now.state.moment.index

    def _screen(self) -> PagedScreen:
        """Return the screen of the present step, that of the problems where nothing can be played."""
        if self._played is None:
            return ProblemsScreen(self)
        services = self.session.services
        script, state = at_step(self._played, self._step, self._variant, self._seed)
        run = LessonRun(script, state, GUEST, services.store, services.wall)
        return PreviewScreen(run, self)

    def _show(self) -> None:
        """Show the present step anew, and the number of problems."""
        screen = self._screen()
        self._show_alone(screen)
        if self.watched and isinstance(screen, PreviewScreen):
            self.call_after_refresh(screen.say_news)

    # What the screens ask for.

    def begin(self) -> None:
        """Play the lesson from its first step."""
        self._step = self._variant = 0
        self._show()

    def play_again(self) -> None:
        """Play the present step anew, its answers in another order."""
        self._seed = self.session.services.new_id()
        self._step = self._present_step()
        self._show()

    def move(self, by: int) -> None:
        """Play a step before or after the present one."""
        last = 0 if self._played is None else len(self._played.lesson.steps) - 1
        self._step = min(max(self._present_step() + by, 0), last)
        self._show()

    def vary(self) -> None:
        """Play the present step in its next variant."""
        self._variant += 1
        self.play_again()

    def show_problems(self) -> None:
        """Show the problems on a page of their own, or close it."""
        if not isinstance(self.screen, ProblemsScreen):
            self.push_screen(ProblemsScreen(self))
        elif self._has_below():
            self.back()

    # What the app does elsewhere.

    @override
    async def go_home(self) -> None:
        self.begin()

    @override
    def ask_who(self) -> None:
        self.begin()

    @override
    async def pause_lesson(self) -> None:
        self.move(-1)

    @override
    async def finish_lesson(self, run: LessonRun) -> None:
        self._step = run.state.moment.index
        self._show_alone(PlayedScreen(self))

    @override
    async def use_language(self, language: str) -> None:
        await self.session.change(language=language)
