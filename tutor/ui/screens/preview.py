"""Screens: a lesson that its author tries, with the problems of its file beside it or on a key."""

from collections.abc import Sequence
from typing import Protocol

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widgets import Static
from typing_extensions import override

from tutor.content.messages import describe
from tutor.content.model import Problem
from tutor.i18n import N_, Translator
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Line, View
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.menu import Item, Menu, MenuScreen
from tutor.ui.themes import rich_styles

# A window of so many columns has room for the problems beside a lesson.
_ROOM_BESIDE = 100
_PANEL_COLUMNS = 34

# Keys that send no letter, so that they act where something is typed as well.
PROBLEMS_KEY = "f4"
_KEYS = (
    N_("F4 problems"),
    N_("F5 this step anew"),
    N_("F6 the step before"),
    N_("F7 the next step"),
    N_("F8 its other variant"),
)


class Desk(Protocol):
    """What the screens ask of the app in which an author tries a lesson."""

    watched: bool
    translate: Translator

    @property
    def problems(self) -> Sequence[Problem]:
        """The problems of the file as it is now."""

    def begin(self) -> None:
        """Play the lesson from its first step."""

    def play_again(self) -> None:
        """Play the present step anew."""

    def move(self, by: int) -> None:
        """Play a step before or after the present one."""

    def vary(self) -> None:
        """Play the present step in its next variant."""

    def show_problems(self) -> None:
        """Show the problems on a page of their own, or close it."""

    async def leave(self) -> None:
        """Close the app."""


def problem_lines(desk: Desk) -> list[str]:
    """Return the problems of the file, each with the number of its line."""
    lines = []
    for problem in desk.problems:
        what, fix = describe(problem, desk.translate)
        line = problem.place.line
        where = desk.translate(N_("Line {line}"), line=line) if line else ""
        lines.append(": ".join(filter(None, (where, f"{what} — {fix}"))))
    return lines


def count_of(desk: Desk) -> str:
    """Return in words how many problems the file has."""
    return desk.translate.plural("{count} problem", "{count} problems", len(desk.problems))


class PreviewScreen(LessonScreen):
    """Play a lesson whose file is edited meanwhile."""

    DEFAULT_CSS = f"""
    PreviewScreen {{ layout: horizontal; }}
    PreviewScreen #problems {{ width: {_PANEL_COLUMNS}; height: 100%; padding: 0 1; display: none; }}
    """

    def __init__(self, run: LessonRun, desk: Desk) -> None:
        super().__init__(run)
        self._desk = desk

    @override
    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield Static(id="problems")

    @property
    @override
    def room(self) -> Size:
        width, height = self.app.size
        return Size(width - _PANEL_COLUMNS if self._is_beside() else width, height)

    def _is_beside(self) -> bool:
        return self._desk.watched and self.app.size.width >= _ROOM_BESIDE

    @override
    def make_view(self) -> View:
        self.show_beside()
        return super().make_view()

    def show_beside(self) -> None:
        """Show the problems of the file beside the lesson, where there is room."""
        for panel in self.query("#problems").results(Static):
            panel.display = self._is_beside()
            style = rich_styles(self.settings.theme)["speech"]
            lines = [count_of(self._desk), *problem_lines(self._desk)]
            keys = (self._desk.translate(key) for key in _KEYS)
            panel.update(Text("\n\n".join([*lines, "\n".join(keys)]), style=style))
            panel.styles.background = style.bgcolor.name if style.bgcolor else None

    def say_news(self) -> None:
        """Tell how many problems there are, where they do not stand beside the lesson."""
        if not self._is_beside():
            say = self._desk.translate(N_("{problems}: F4"), problems=count_of(self._desk))
            self.note(say)

    @override
    async def on_key(self, event: events.Key) -> None:
        actions = {
            PROBLEMS_KEY: self._desk.show_problems,
            "f5": self._desk.play_again,
            "f6": lambda: self._desk.move(-1),
            "f7": lambda: self._desk.move(1),
            "f8": self._desk.vary,
        }
        if self._desk.watched and event.key in actions:
            event.stop()
            event.prevent_default()
            self.session.speaker.stop()
            actions[event.key]()
        else:
            await super().on_key(event)


class ProblemsScreen(PagedScreen):
    """Show the problems of the file, and the keys of the preview."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    @override
    def make_view(self) -> View:
        t = self._desk.translate
        lines = [Line(count_of(self._desk), "lead")]
        lines += [Line(text, typed=True) for text in problem_lines(self._desk)]
        lines += [Line(t(key), "note") for key in _KEYS]
        return View(t(N_("Problems of the lesson")), tuple(lines), next_label=t(N_("Back")))

    @override
    def speak(self, delay: float = 0.0, *, whole: bool = True) -> None:
        """Stay silent: this page is for the author."""

    @override
    async def on_key(self, event: events.Key) -> None:
        if event.key == PROBLEMS_KEY:
            event.stop()
            self._desk.show_problems()
        else:
            await super().on_key(event)

    @override
    async def go_on(self) -> None:
        self._desk.show_problems()

    @override
    async def go_back(self) -> None:
        self._desk.show_problems()


class PlayedScreen(MenuScreen):
    """The end of a lesson that was tried."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    @override
    def make_menu(self) -> Menu:
        t = self._desk.translate
        items = (
            Item(t(N_("From the beginning")), self._desk.begin),
            Item(t(N_("The last step anew")), self._desk.play_again),
            Item(t(N_("Close")), self._desk.leave),
        )
        return Menu(
            t(N_("Finished")), (Line(t(N_("Nothing of this was recorded.")), "lead"),), items
        )

    @override
    async def go_back(self) -> None:
        self._desk.play_again()
