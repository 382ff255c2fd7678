"""Screens: what a person may ask for: to see what is noted, to take it home, no more notes, to be erased."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from typing_extensions import override

from tutor.classroom import rights
from tutor.i18n import N_, Translator
from tutor.lesson.view import Line, View
from tutor.paths import prints_folder, write_private
from tutor.records.database import StoreUnavailable
from tutor.records.people import Person
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import NOT_READ, VolunteerScreen
from tutor.ui.screens.volunteer.dialogs import Option, PickScreen, VolunteerMenu
from tutor.ui.screens.volunteer.printing import PERSON, in_file_name

SEE, SAVE, STOP, OFF, ERASE = range(1, 6)
_STAYS = N_("Take {name} off the list? What was noted stays until it is erased.")
_STOP = N_("Note nothing more about {name}? What was noted before stays until it is erased.")
_ERASE = N_("Erase {name} and all that is noted, for good? This cannot be undone.")
_HAND_OVER = N_("{files}. Give both to {name}, then delete them: erasing does not reach them.")


class TextScreen(VolunteerScreen):
    """A text to read, page by page."""

    # The title is repeated on every page.
    menu = False

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title_bar = title
        self._lines = tuple(map(Line, lines))

    @override
    def make_view(self) -> View:
        return View(self._title_bar, self._lines, next_label=self.phrases("Go back"))


class RightsScreen(VolunteerMenu):
    """Menu of what one person may ask for, at once and without a reason."""

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person_id = person
        # What came of saving the files, "" before.
        self._message = ""

    def _person(self) -> Person | None:
        return self.records.person(self.person_id)

    @override
    def make_menu(self) -> Menu:
        p, person = self.phrases, self._person()
        if person is None:
            return Menu(p("What is noted"), (Line(p(NOT_READ), "lead"),), ())
        items = [
            Item(p("See what is noted"), self._see, number=SEE),
            Item(p("Take it home as files"), self._save, number=SAVE),
        ]
        if person.id not in self.records.declined:
            items.append(Item(p("Note nothing more"), partial(self._ask_stop, person), number=STOP))
        if person.on_roster:
            items.append(Item(p("Take off the list"), partial(self._ask_off, person), number=OFF))
        items.append(Item(p("Erase for good"), partial(self._ask_erase, person), number=ERASE))
        lines = (Line(self._message or self.name_of(person), "lead"),)
        return Menu(p("What is noted"), lines, items, next_label=p("Go back"))

    async def _texts(self) -> tuple[str, str] | None:
        """Return all that is noted, as JSON and as a page; None after telling that it cannot be read."""
        try:
            return await asyncio.to_thread(
                lambda: rights.export_texts(self.store, self.person_id, self.catalogue)
            )
        except (StoreUnavailable, KeyError):
            self.note(self.phrases(NOT_READ))
            return None

    async def _see(self) -> None:
        texts = await self._texts()
        if texts is not None:
            lines = [line for line in texts[1].splitlines() if line]
            self.app.push_screen(TextScreen(self.phrases("What is noted"), lines))

    async def _save(self) -> None:
        texts, person = await self._texts(), self._person()
        if texts is None or person is None:
            return

        def write() -> str:
            prints_folder().mkdir(parents=True, exist_ok=True)
            files = _free_names(f"{in_file_name(self.phrases(PERSON))}-{person.id[:8]}")
            write_private(dict(zip(files, texts, strict=True)))
            return ", ".join(map(str, files))

        try:
            files = await asyncio.to_thread(write)
        except OSError as error:
            self._message = self.refusal(error)
        else:
            self._message = self.phrases(_HAND_OVER, files=files, name=self.name_of(person))
        self.show_view()

    async def _agreed(self, title: str, question: str, person: Person) -> bool:
        p = self.phrases
        options = [Option(p("Leave it as it is"), False), Option(title, True)]
        asked: PickScreen[bool] = PickScreen(title, p(question, name=self.name_of(person)), options)
        answer: bool | None = await self.ask(asked)
        return bool(answer)

    @asking
    async def _ask_stop(self, person: Person) -> None:
        withdraw = self.store.classes.withdraw_consent
        if await self._agreed(self.phrases("Note nothing more"), _STOP, person) and await self.save(
            lambda: withdraw(person.id)
        ):
            said = N_("From now on nothing more is noted about {name}.")
            self.tell(self.phrases(said, name=self.name_of(person)))
            self.redraw()

    @asking
    async def _ask_off(self, person: Person) -> None:
        change = self.store.change_person
        if await self._agreed(
            self.phrases("Take off the list"), _STAYS, person
        ) and await self.save(lambda: change(person.id, on_roster=False)):
            self.back()

    @asking
    async def _ask_erase(self, person: Person) -> None:
        title = self.phrases("Erase for good")
        if not await self._agreed(title, _ERASE, person):
            return
        translate = Translator(self.phrases.language)
        lines = await self.keep(lambda: rights.erase(self.store, person, translate))
        if lines is not None:
            self.app.switch_screen(TextScreen(title, lines))


def _free_names(stem: str) -> tuple[Path, Path]:
    """Return the names of two files in the folder of prints that are not there yet."""
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        data, page = (prints_folder() / f"{name}{end}" for end in (".json", ".txt"))
        if not (data.exists() or page.exists()):
            return data, page
        number += 1
