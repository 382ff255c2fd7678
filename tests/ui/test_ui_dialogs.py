"""A screen asks a dialog and goes on with its result."""

import pytest
from ui_kit import staged

from tutor.lesson.view import Choice, Line, View
from tutor.ui.screens.base import PagedScreen, asking


class Colour(PagedScreen[str]):
    """A dialog that is answered by a number."""

    def make_view(self) -> View:
        return View("", (Line("Which colour?", "lead"),), (Choice(1, "red"), Choice(2, "blue")))

    async def choose(self, number: int) -> None:
        self.dismiss(("red", "blue")[number - 1])


class Asker(PagedScreen):
    """Asks for two colours one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[str | None] = []

    def make_view(self) -> View:
        return View("", (Line("Colours", "lead"),), (Choice(1, "Ask"),))

    async def choose(self, number: int) -> None:
        self.ask_twice()

    @asking
    async def ask_twice(self) -> None:
        for dialog in (Colour(), Colour()):
            answer = await self.ask(dialog)
            self.answers.append(answer)


@pytest.mark.parametrize(
    ("keys", "answers"),
    [(("2", "1"), ["blue", "red"]), (("left", "2"), [None, "blue"])],
)
async def test_a_screen_gets_what_its_dialogs_are_dismissed_with(
    keys: tuple[str, ...], answers: list[str | None]
) -> None:
    async with staged() as stage:
        asker = Asker()
        await stage.app.push_screen(asker)
        await stage.press("1", *keys)
        assert asker.answers == answers
        assert stage.app.screen is asker


async def test_the_key_of_help_above_a_dialog_leads_back_to_it() -> None:
    async with staged() as stage:
        asker = Asker()
        await stage.app.push_screen(asker)
        await stage.press("1", "h", "h", "1", "2")
        assert asker.answers == ["red", "blue"]


async def test_nobody_waits_for_a_dialog_whose_asker_is_gone() -> None:
    async with staged() as stage:
        asker = Asker()
        await stage.app.push_screen(asker)
        await stage.press("1")
        assert [worker.is_running for worker in stage.app.workers] == [True]
        stage.app.ask_who()
        await stage.pilot.pause()
        assert not any(worker.is_running for worker in stage.app.workers)
        assert (asker.answers, stage.screen) == ([], "WhoScreen")
