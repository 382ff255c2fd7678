"""Screens: lists of people that come in from files and go out as files, and undoing the last import."""

from functools import partial
from pathlib import Path

from typing_extensions import override

from tutor import places
from tutor.classroom.roster import files
from tutor.classroom.roster.sheets import present_list, template
from tutor.dates import short_day
from tutor.i18n import N_, Translator
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Line
from tutor.paths import prints_folder, write_atomic
from tutor.records.imports import LastImport
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import Option, PickScreen, VolunteerMenu
from tutor.ui.screens.volunteer.import_list import ImportScreen
from tutor.ui.screens.volunteer.list_screen import ListScreen
from tutor.ui.screens.volunteer.printing import names_no_list

AGAIN = 1
_ADDED, _COMPLETED = N_("Added: {count}."), N_("Completed: {count}.")
_REMOVED = N_("Off the list again: {count}.")
_RESTORED = N_("As before again: {count}.")
_STAYING = N_("{count} stay on the list: something is noted of them already.")
PLACES: dict[files.Place, str] = {
    "stick": N_("USB stick {name}"),
    "downloads": N_("Downloads"),
    "desktop": N_("Desktop"),
    "documents": N_("Documents"),
}


class RosterFilesScreen(VolunteerMenu):
    """Menu: bring in a list, undo the last import, save an empty list or the present one."""

    def __init__(self) -> None:
        super().__init__()
        self._last: LastImport | None = None

    @override
    def read_more(self) -> None:
        self._last = self.store.imports.last()

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(p("Bring in a list from a file"), self._bring_in),
            Item(p("Save an empty list to fill in"), self._save_template),
            Item(p("Save this list"), self._save_list, value=str(len(self.learners()) or "")),
        ]
        if self._last is not None:
            added = str(self._last.added or "")
            items.append(Item(p("Undo the last import"), self._undo, value=added))
        how = p(
            "A list may be an Excel, Word or CSV file or the contacts of a phone, on a USB stick or among "
            "the downloads."
        )
        return Menu(p("Lists"), (Line(how, "lead"),), items, next_label=p("Go back"))

    @asking
    async def _bring_in(self) -> None:
        file: Path | None = Path()
        while file is not None:
            file = await self.ask(ImportFilesScreen())
            if file is not None and await self.ask(ImportScreen(file)):
                self.back()
                return

    @asking
    async def _undo(self) -> None:
        p, last = self.phrases, self._last
        if last is None:
            return
        told = [
            p("The last list came in {day}.", day=self.day_text(last.at.astimezone().date())),
            *_counts(p, (_ADDED, last.added), (_COMPLETED, last.changed)),
            p("Take it back?"),
        ]
        question = " ".join(told)
        options = [Option(p("Leave it as it is"), False), Option(p("Take it back"), True)]
        if not await self.ask(PickScreen(p("Undo the last import"), question, options)):
            return
        undone = await self.keep(self.store.imports.undo)
        if undone is not None:
            counts = _counts(
                p,
                (_REMOVED, undone.removed),
                (_RESTORED, undone.restored),
                (_STAYING, undone.staying),
            )
            self.session.tell_next(" ".join(counts))
            self.back()

    async def _save_template(self) -> None:
        await self._save(self.phrases("empty-list"), template(self._translate))

    async def _save_list(self) -> None:
        data = present_list(self.learners(), places.name_of, self._translate)
        await self._save(self.phrases("class-list"), data)

    @property
    def _translate(self) -> Translator:
        return Translator(self.phrases.language)

    async def _save(self, name: str, data: bytes) -> None:
        file = prints_folder() / f"{name}-{self.today.isoformat()}.xlsx"
        await self.write_file(partial(write_atomic, file, data))


def _counts(p: LessonPhrases, *counts: tuple[str, int]) -> list[str]:
    """Return the messages whose count is not zero."""
    return [p(message, count=count) for message, count in counts if count]


class ImportFilesScreen(ListScreen[Path]):
    """List the files that may be lists; dismiss with the one that was picked."""

    def __init__(self) -> None:
        super().__init__()
        self._files: list[files.FoundFile] = []

    @override
    def read_more(self) -> None:
        found = files.find_lists(files.usual_folders())
        self._files = [file for file in found if not names_no_list(file.path)]

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(
                file.path.name,
                lambda path=file.path: self.dismiss(path),  # type: ignore[misc]
                value=short_day(file.written_at.date(), p),
                detail=p(PLACES[file.folder.place], name=file.folder.name),
            )
            for file in self._files
        ]
        items.append(Item(p("Look for files again"), self._look_again, number=AGAIN))
        if self._files:
            lead = p("Which file is the list?")
        else:
            lead = p(
                "There is no list on a stick, among the downloads, on the desktop or among the documents. "
                "Plug the stick in and press 1."
            )
        return Menu(p("Bring in a list"), (Line(lead, "lead"),), items, next_label=p("Open"))

    async def _look_again(self) -> None:
        await self.reload()
        self.show_view()
