"""Screens: help, calling a helper, and the question before the program closes."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from textual.screen import Screen
from typing_extensions import override

from tutor.i18n import N_
from tutor.languages import LANGUAGES
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.turns import TOGETHER
from tutor.lesson.view import Line, View
from tutor.speech.speaker import LOUDEST
from tutor.ui.host import HostedScreen
from tutor.ui.layout.pages import first_that_fits
from tutor.ui.screens.menu import Item, Menu, MenuScreen
from tutor.ui.session import SIZE_NAMES, SPEED_NAMES

SPEED = 3
SOFTER, LOUDER, OTHER_VOICE = 1, 2, 3
REST, STAY = 1, 2
_SEATS = {1: N_("One learns alone"), 2: N_("Two learn together"), 3: N_("Three learn together")}


class HelpScreen(MenuScreen):
    """Menu of help and settings; what was not seen yet is shown before it acts."""

    repeatable = frozenset({SPEED})
    picks_unseen = False

    @override
    def make_menu(self) -> Menu:
        p, now, host = self.phrases, self.settings, self.host
        hint = p("A hint for this step") if host.lesson else p("Where do I begin?")
        items = (
            Item(hint, host.give_hint),
            Item(p("Call the helper over"), self._opens(CallHelperScreen)),
            Item(p("Reading speed"), self._next_speed, p(SPEED_NAMES[now.speed])),
            Item(p("Loudness"), self._opens(LoudnessScreen), loudness(now.volume, p)),
            self._word_or_size(),
            Item(p("Set up letters, sound, colours"), self._set_up),
            Item(p("Language"), self._opens(LanguageScreen), LANGUAGES[now.language].name),
            Item(p("To the start"), host.go_home),
            Item(p("Rest, leave"), host.ask_to_leave, way_out=True),
        )
        calm = p("Everything stays as it is. Nothing is lost.")
        lines = (Line(f"{p('What do you need?')} {calm}", "lead"),)
        return Menu(p("Help"), lines, items, next_label=back_label(self))

    def _word_or_size(self) -> Item:
        """Return the item that explains a word; without one that for letters, which set-up has as well."""
        p, host = self.phrases, self.host
        if host.lesson and host.lesson.words:
            return Item(p("What is this word?"), host.explain_words)
        size = p(SIZE_NAMES[host.letters.step])
        return Item(p("Letter size"), partial(host.letters.larger, self), size)

    def _opens(self, screen: Callable[[], Screen[Any]]) -> Callable[[], object]:
        return lambda: self.app.push_screen(screen())

    async def _next_speed(self) -> None:
        await self.session.next_speed()
        self.redraw()
        self.speak()

    def _set_up(self) -> None:
        from tutor.ui.screens.setup import SetupScreen

        self.app.push_screen(SetupScreen())


def back_label(screen: HostedScreen) -> str:
    """Return what Enter does on a page of help."""
    return screen.phrases("Back to the lesson") if screen.host.lesson else screen.phrases("Go back")


def loudness(volume: int, phrases: LessonPhrases) -> str:
    """Return how loud the voice is in words."""
    return phrases("{volume} of 10", volume=volume)


class LoudnessScreen(MenuScreen):
    """Make the voice softer or louder; a sentence is said at once, so that the change is heard."""

    repeatable = frozenset({SOFTER, LOUDER})

    @override
    def make_menu(self) -> Menu:
        p, volume = self.phrases, self.settings.volume
        lines = (
            Line(p("Loudness: {loudness}", loudness=loudness(volume, p)), "lead"),
            Line("●" * volume + "○" * (LOUDEST - volume), spoken=" "),
        )
        items = (
            Item(p("Softer"), partial(self._change, -1), number=SOFTER),
            Item(p("Louder"), partial(self._change, 1), number=LOUDER),
            Item(p("A better voice"), self._open_voices, number=OTHER_VOICE),
        )
        return Menu(p("Help"), lines, items, next_label=p("Loud enough"))

    def _open_voices(self) -> None:
        from tutor.ui.screens.voices import VoicesScreen

        self.app.push_screen(VoicesScreen())

    async def _change(self, by: int) -> None:
        p = self.phrases
        changed = await self.session.change_volume(by)
        self.redraw()
        self.say(p("It sounds like this."))
        if not changed:
            self.note(p("This is the softest.") if by < 0 else p("This is the loudest."))


class LanguageScreen(MenuScreen):
    """Ask for the language, in every language; Enter keeps the present one."""

    @override
    def make_menu(self) -> Menu:
        phrases, now = self.services.library.phrases, self.settings
        known = {code: phrases(code, now.address) for code in LANGUAGES}
        lines = [
            Line(
                p("Which language would you like to read?"),
                "lead" if code == now.language else "body",
            )
            for code, p in known.items()
        ]
        items = [
            Item(
                language.name,
                partial(self._use, code),
                mark="ticked" if code == now.language else "",
            )
            for code, language in LANGUAGES.items()
        ]
        return Menu(
            self.phrases("Language"), lines, items, next_label=self.phrases("Keep this language")
        )

    async def _use(self, language: str) -> None:
        if language != self.settings.language:
            await self.host.use_language(language)
        self.back()


class CallHelperScreen(MenuScreen):
    """Call a helper in large words; the helper can set how many people learn together."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        lines = (
            Line(p("Please, a helper to this table."), "keep"),
            Line(p("The lesson waits. Press Enter when the helper is here.")),
        )
        seats = self.session.seats
        items = tuple(
            Item(
                p(name),
                partial(self._sit, number),
                number=number,
                mark="ticked" if number == seats else "",
            )
            for number, name in _SEATS.items()
            if number > 1 or seats > 1
        )
        return Menu(p("Help"), lines, items, next_label=back_label(self))

    async def _sit(self, seats: int) -> None:
        await self.host.sit(seats)
        self.session.tell_next(self.phrases(TOGETHER[seats]))
        await self.go_on()

    @override
    async def go_on(self) -> None:
        # Pop this screen and the help screen below it.
        self.back()
        self.back()


class LeaveScreen(MenuScreen):
    """Ask before the program closes, with a farewell: nobody waits for one afterwards. Enter stays."""

    @override
    def initial_focus(self) -> int | None:
        return STAY

    def _is_kept(self) -> bool:
        """Return whether all that was answered is on disk."""
        lesson = self.host.lesson
        return self.services.keeps and (lesson is None or lesson.run_now.all_written)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        reassurance = (
            p("The lesson stays just as it is.")
            if self._is_kept()
            else p("This laptop cannot keep what was learned today.")
        )
        lines = (Line(p("Would you like to rest here?"), "lead"), Line(reassurance))
        items = (
            Item(p("Rest"), self.host.leave, number=REST),
            Item(p("Keep learning"), self.back, number=STAY),
        )
        return Menu(p("Leave"), lines, items)

    @override
    def make_view(self) -> View:
        view = super().make_view()
        farewell = Line(self.phrases("If you rest now: well done today, and see you again."))
        warm = replace(view, lines=(*view.lines, farewell))
        return first_that_fits((warm,), self.port, default=view, menu=True)
