"""Menus of the volunteers' side that write onto a stick or read it, and ask for passphrases."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from typing_extensions import override

from tutor.classroom.roster import files
from tutor.hub import messages
from tutor.hub.sealing import LEAST_LETTERS, Fault, SealError, is_long_enough
from tutor.i18n import N_
from tutor.lesson.view import Entry, View
from tutor.ui.screens.volunteer.dialogs import AskScreen, Option, PickScreen, VolunteerMenu

T = TypeVar("T")
_NO_STICK = N_("No stick is plugged in. Plug it in and choose again.")


def sticks() -> list[files.Folder]:
    """Return the folders of the sticks that are plugged in."""
    return [folder for folder in files.usual_folders() if folder.place == "stick"]


class PassphraseScreen(AskScreen):
    """Ask for a passphrase and show dots for it; letters are typed without marks."""

    @override
    def make_view(self) -> View:
        view = super().make_view()
        return View(view.title, view.lines, entry=Entry("any"), next_label=view.next_label)

    @override
    def displayed_draft(self) -> str:
        return "●" * len(self.draft)


class StickMenu(VolunteerMenu):
    """A menu with a title whose items do something with a stick."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.menu_title = title

    async def pick_stick(self) -> Path | None:
        """Return the folder of the stick, asked for where there are several; say it if there is none."""
        found = await asyncio.to_thread(sticks)
        if len(found) > 1:
            options = [Option(folder.name, folder.path) for folder in found]
            question = self.phrases("Which stick?")
            return await self.ask(PickScreen(self.phrases(self.menu_title), question, options))
        if not found:
            self.tell(self.phrases(_NO_STICK))
        return found[0].path if found else None

    async def ask_passphrase(self, question: str, *, new: bool) -> str:
        """Ask for a passphrase, a new one twice; return "" if it was not given."""
        p = self.phrases
        title = p(self.menu_title)
        fault = p(messages.TOO_SHORT, letters=LEAST_LETTERS)

        def check(text: str) -> str:
            return "" if not new or is_long_enough(text) else fault

        typed = await self.ask(PassphraseScreen(title, question, check))
        if typed and new:
            differs = p(messages.NOT_THE_SAME)
            again = PassphraseScreen(
                title, p(messages.ONCE_MORE), lambda text: "" if text == typed else differs
            )
            typed = await self.ask(again)
        return typed or ""

    async def attempt(self, act: Callable[[], T]) -> T | None:
        """Do something with files off the UI thread; return None after saying why it failed."""
        try:
            return await asyncio.to_thread(act)
        except SealError as error:
            self.tell_sealed(error.fault)
        except OSError as error:
            self.tell(self.refusal(error))
        return None

    def tell_sealed(self, fault: Fault) -> None:
        """Say why sealed data could not be opened."""
        raise NotImplementedError
