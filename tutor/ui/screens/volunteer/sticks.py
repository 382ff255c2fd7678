"""Menus of the volunteers' side that write onto a stick or read it, and ask for passphrases."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from typing_extensions import override

from tutor.classroom.roster import files
from tutor.hub import messages, signers
from tutor.hub.sealing import LEAST_LETTERS, Fault, SealError, is_long_enough
from tutor.hub.signers import Signer
from tutor.i18n import N_
from tutor.lesson.view import Entry, View
from tutor.paths import home_folder
from tutor.ui.screens.volunteer.dialogs import AskScreen, Option, PickScreen, VolunteerMenu

T = TypeVar("T")
_LONGEST_NAME = 80
_NEW_KEY = N_(
    "Choose a passphrase for the key, for example four words: whoever has both signs in your name. "
    "Capitals and marks do not count."
)
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


class SigningMenu(StickMenu):
    """A menu that signs what it writes with the key of this laptop."""

    async def ask_name(self, question: str) -> str:
        """Ask who makes or signs something, by default the name of the key; return "" for no answer."""
        p = self.phrases
        own = signers.own_key(home_folder())
        fault = p(N_("At most {letters} letters, please."), letters=_LONGEST_NAME)
        named = await self.ask(
            AskScreen(
                p(self.menu_title),
                p(question),
                lambda text: "" if len(text) <= _LONGEST_NAME else fault,
                value=own[0] if own else "",
                edited=own is not None,
            )
        )
        return named or ""

    async def open_signer(self, name: str = "") -> Signer | None:
        """Return the signer of this laptop, with a key that is made where there is none; None for no answer.

        `name` is whose key it becomes, asked for if it is "".
        """
        p, home = self.phrases, home_folder()
        own = signers.own_key(home)
        if own is None and not name:
            name = await self.ask_name(N_("Who signs it: the team, the commune?"))
            if not name:
                return None
        question = N_("Passphrase of the key") if own else _NEW_KEY
        passphrase = await self.ask_passphrase(p(question), new=own is None)
        if not passphrase:
            return None

        def open_key() -> Signer:
            if own is None:
                signers.keep_signer(home, signers.new_signer(name), passphrase)
            return signers.open_signer(home, passphrase)

        return await self.attempt(open_key)

    @override
    def tell_sealed(self, fault: Fault) -> None:
        self.tell(self.phrases(messages.FAULTS[fault], file=signers.KEY_FILE))
