"""Screen: pick the learner, or begin as a newcomer. It is the first screen of the app."""

import asyncio
from dataclasses import replace
from functools import partial

from typing_extensions import override

from tutor.languages import LANGUAGES
from tutor.lesson.view import Line, View
from tutor.records.people import Person
from tutor.ui.layout.pages import first_that_fits
from tutor.ui.screens.menu import Item, Menu, MenuScreen

OTHER_LANGUAGE = 7
NEW = 9


class WhoScreen(MenuScreen):
    """Menu of the learners, latest first; a newcomer starts the first lesson without any question."""

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Person, ...] = ()

    @override
    async def load(self) -> None:
        people = await asyncio.to_thread(self.session.people)
        # Staff are not listed: they begin as newcomers, without a form of address.
        self._people = tuple(person for person in people if person.role == "learner")

    @override
    def make_menu(self) -> Menu:
        p, people = self.phrases, self._people
        if not people:
            welcome = Line(p("Welcome. These lessons are for learning at your own pace."), "lead")
            calm = Line(p("A wrong press breaks nothing."))
            begin = Line(p("Please press Enter to begin."))
            language = LANGUAGES[self.session.next_language].name
            items = [Item(language, self._switch_language, number=OTHER_LANGUAGE)]
            return Menu(p("Lessons"), (welcome, calm, begin), items, next_label=p("Begin"))
        items = [
            Item(self.session.display_name(person, people), partial(self.host.come_home, person))
            for person in people
        ]
        new = Item(p("I am new here"), self.host.begin_as_newcomer, number=NEW, way_out=True)
        lines = (Line(p("Hello. Who is learning today?"), "lead"),)
        return Menu(p("Lessons"), lines, (*items, new), more=p("Other names"))

    @override
    def make_view(self) -> View:
        view = super().make_view()
        if not view.next_label:
            return view
        # With few rows, omit the reassuring line.
        welcome, _, begin = view.lines
        shorter = replace(view, lines=(welcome, begin))
        return first_that_fits((view,), self.port, default=shorter, menu=True)

    async def _switch_language(self) -> None:
        await self.host.switch_language()
        self.show_view()

    @override
    def enter_goes_on(self) -> bool:
        # The welcome page asks a newcomer to press Enter.
        return bool(self._view.next_label)

    @override
    async def go_on(self) -> None:
        self.host.begin_as_newcomer()

    @override
    async def go_back(self) -> None:
        # There is no earlier screen: read the page again.
        self.speak()
