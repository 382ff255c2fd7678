"""Screen: the end of a lesson or drill."""

import asyncio
from dataclasses import replace
from functools import partial

from typing_extensions import override

from tutor.content.catalogue import LessonEntry
from tutor.learning.refresh import when_next
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Line, View
from tutor.ui.layout.pages import first_that_fits
from tutor.ui.lesson_lists import due_today, next_lesson, read_history
from tutor.ui.screens.menu import Item, Menu, MenuScreen


class DoneScreen(MenuScreen):
    """Say with a picture what the learner can do now, and offer the next lesson."""

    def __init__(self, run: LessonRun) -> None:
        super().__init__()
        self._run = run
        self._following: LessonEntry | None = None
        self._when_next = ""

    @property
    @override
    def phrases(self) -> LessonPhrases:
        """The program's sentences for whoever took this lesson."""
        return self.session.phrases_in(self._run.script.lesson)

    @override
    async def load(self) -> None:
        self._following = next_lesson(self.session, await read_history(self.session))
        if self._run.script.parts:
            self._when_next = await asyncio.to_thread(self._read_when_next)

    def _read_when_next(self) -> str:
        """Return the sentence about the next drill, "" if there is none to announce."""
        now = due_today(self.session)
        classes = now.classes
        day = now.next_day(self._run.script.parts, classes)
        return "" if day is None else when_next(day, classes, now.day)

    @override
    def initial_focus(self) -> int | None:
        return 1

    @override
    def make_menu(self) -> Menu:
        p, following = self.phrases, self._following
        items = [
            Item(p("To the start"), self.host.go_home),
            Item(p("Rest"), self.host.ask_to_leave),
        ]
        if following is not None:
            title = p("Next lesson: {lesson}", lesson=following.title)
            items.insert(0, Item(title, partial(self.host.open_lesson, following.id)))
        return Menu(p("Finished"), self._joy(), items)

    @override
    def make_view(self) -> View:
        view = super().make_view()
        # With few rows, show the words alone.
        pictured = replace(view, picture=self.phrases.picture("lotus"))
        return first_that_fits((pictured,), self.port, default=view, menu=True)

    def _joy(self) -> tuple[Line, ...]:
        """Return what the learner can do now; after a drill, the day of the next one."""
        p, script = self.phrases, self._run.script
        objective = p.fill(script.lesson.objective)
        if script.parts:
            refreshed = Line(p("You have refreshed it all."), "lead")
            return (refreshed, Line(objective, "keep"), *p.note(self._when_next))
        able = f"{objective[:1].lower()}{objective[1:]}".rstrip(".")
        return (Line(p("How good. This is what you can do now: {do}.", do=able), "lead"),)

    @override
    async def go_back(self) -> None:
        # The lesson is over: read the page again.
        self.speak()


class FirstDoneScreen(DoneScreen):
    """Say what a newcomer can do after the first lesson; form of address and name are asked next."""

    @override
    async def load(self) -> None:
        # Nothing is offered here.
        return

    @override
    def initial_focus(self) -> int | None:
        return None

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        return Menu(p("Finished"), self._joy(), (), next_label=p("Continue"))

    @override
    async def go_on(self) -> None:
        from tutor.ui.screens.setup import NameScreen

        self.app.switch_screen(NameScreen())
