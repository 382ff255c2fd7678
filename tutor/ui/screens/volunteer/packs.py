"""Screens: packs with lessons, voices and facts are found, looked at, added, taken back and removed."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from typing_extensions import override

from tutor.classroom.roster import files
from tutor.hub import signers
from tutor.hub.messages import COMPARE
from tutor.i18n import N_, Translator
from tutor.lesson.view import Line
from tutor.packs import messages, store
from tutor.packs.describe import describe, headline, signer_lines
from tutor.packs.faults import PackError
from tutor.packs.finding import FoundPack, find_packs
from tutor.packs.pack import Pack, read_pack
from tutor.packs.store import Installed, Preview
from tutor.paths import home_folder, lesson_roots
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import Option, PickScreen, VolunteerMenu
from tutor.ui.screens.volunteer.list_screen import ListScreen
from tutor.ui.screens.volunteer.lists import PLACES

TITLE = N_("New lessons and voices")
AGAIN, ADD, LEAVE = 1, 1, 9
_VERSION = N_("version {version}")
_NONE = N_(
    "New lessons, voices and facts come in files that end in .tutorpack. There is none on a stick, among "
    "the downloads, on the desktop or among the documents. Plug the stick in and press 1."
)
_REREAD = N_("The voice reads from now on.")


class PacksScreen(ListScreen[None]):
    """List the packs that were found, as far as they are not here yet, and those of this laptop."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[FoundPack] = []
        self._here: list[Installed] = []

    @override
    def read_more(self) -> None:
        self._here = store.installed(home_folder())
        here = {(each.name, each.version) for each in self._here}
        self._found = [
            found
            for found in find_packs(files.usual_folders())
            if found.pack is None or (found.pack.name, found.pack.version) not in here
        ]

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            *map(self._found_item, self._found),
            *(
                Item(
                    each.manifest.title(self.language),
                    partial(self._open_installed, each),
                    p(_VERSION, version=each.version),
                    p("On this laptop"),
                )
                for each in self._here
            ),
            Item(p("Look for files again"), self._look_again, number=AGAIN),
        ]
        lead = p("Which one?") if self._found or self._here else p(_NONE)
        return Menu(p(TITLE), (Line(lead, "lead"),), items, next_label=p("Open"))

    def _found_item(self, found: FoundPack) -> Item:
        p, file, pack = self.phrases, found.file, found.pack
        label, value = file.path.name, ""
        if pack is not None:
            label = pack.manifest.title(self.language)
            value = p(_VERSION, version=pack.version)
        place = p(PLACES[file.folder.place], name=file.folder.name)
        return Item(label, partial(self._open_found, file.path), value, place)

    @asking
    async def _open_found(self, file: Path) -> None:
        added = await self.ask(PackScreen(file))
        if added is None:
            return
        p, manifest = self.phrases, added.manifest
        sentences = [p(messages.ADDED, title=manifest.title(self.language))]
        if manifest.about.kind == "voice":
            sentences.append(p(_REREAD))
        await self._read_anew(" ".join(sentences))

    @asking
    async def _open_installed(self, pack: Installed) -> None:
        p, home = self.phrases, home_folder()
        translate = Translator(p.language)
        about = (
            headline(pack.manifest, translate),
            *signer_lines(pack, home, translate),
        )
        before = store.previous(home, pack.name)
        options: list[Option[Callable[[], str]]] = [Option(p("Leave it as it is"), lambda: "")]
        if before is not None:
            label = p("Go back to version {version}", version=before.version)
            options.append(Option(label, partial(self._roll_back, pack.name)))
        options.append(Option(p("Remove it"), partial(self._remove, pack.name)))
        act = await self.ask(PickScreen(p(TITLE), " ".join(about), options))
        if act is None:
            return
        try:
            result = await asyncio.to_thread(act)
        except (PackError, OSError) as error:
            result = _reason(self, error, pack.name)
        if result:
            await self._read_anew(result)

    def _roll_back(self, name: str) -> str:
        used = store.roll_back(home_folder(), name)
        return self.phrases(messages.WENT_BACK, name=name, version=used.version)

    def _remove(self, name: str) -> str:
        store.remove(home_folder(), name)
        return self.phrases(messages.REMOVED, name=name)

    async def _read_anew(self, result: str) -> None:
        """Read the lessons, which are others now, and say what was done."""
        self.services.library.read_anew(lesson_roots())
        await self._look_again()
        self.tell(result)

    async def _look_again(self) -> None:
        await self.reload()
        self.show_view()


def _reason(screen: VolunteerMenu[Any], error: PackError | OSError, name: str) -> str:
    """Return the sentence on what was refused; `name` is that of the pack or of its file."""
    if isinstance(error, OSError):
        return screen.refusal(error)
    return messages.describe_fault(error, name, Translator(screen.phrases.language))


class PackScreen(VolunteerMenu[Pack]):
    """Say what a pack brings and who signed it; dismiss with it once it was added."""

    # What is added has been seen: a number of a page that was not shown shows that page.
    picks_unseen = False

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._pack: Pack | None = None
        self._preview: Preview | None = None
        self._lines: Sequence[str] = ()
        self._known = False
        self._fault = ""

    @override
    def read_more(self) -> None:
        """Read the file, once."""
        if self._preview is not None or self._fault:
            return
        home, translate = home_folder(), Translator(self.phrases.language)
        try:
            self._pack = pack = read_pack(self._file)
            self._known = pack.signer in signers.trusted_signers(home)
            self._preview = preview = store.look_at(pack, home, self.today)
            self._lines = list(describe(pack, preview, home, translate))
        except (PackError, OSError) as error:
            self._fault = _reason(self, error, self._file.name)

    @override
    def make_menu(self) -> Menu:
        p, pack = self.phrases, self._pack
        if self._fault or pack is None:
            lines = [Line(self._fault, "lead", typed=True)]
            return Menu(p(TITLE), lines, (), next_label=p("Go back"))
        lines = [Line(line, typed=True) for line in self._lines]
        label, number = p("Add it"), ""
        if not self._known:
            number = signers.number_of(pack.signer)
            lines.append(Line(p(COMPARE, name=pack.manifest.by), "lead", typed=True))
            label = p("The numbers are the same: add it")
        items = (
            # The number stands where the answer is given: its line may be on another page.
            Item(label, partial(self._add, pack), detail=number, number=ADD),
            Item(p("Leave it"), self.back, number=LEAVE, way_out=True),
        )
        return Menu(p(TITLE), lines, items)

    @override
    def enter_goes_on(self) -> bool:
        """Let Enter turn the pages, so that it adds only what was seen."""
        return False

    @override
    def initial_focus(self) -> int | None:
        """Focus what leaves the pack, as long as nobody knows who signed it."""
        if self._fault:
            return None
        return ADD if self._known else LEAVE

    async def _add(self, pack: Pack) -> None:
        try:
            await asyncio.to_thread(self._install, pack)
        except (PackError, OSError) as error:
            self._fault = _reason(self, error, self._file.name)
        else:
            self.dismiss(pack)
            return
        self.show_view()

    def _install(self, pack: Pack) -> None:
        """Trust the signer, whose number was compared, and add the pack. Runs in a worker thread."""
        home = home_folder()
        if not self._known:
            signers.trust(home, pack.signer, pack.manifest.by)
        replaced = bool(self._preview and self._preview.replaced)
        store.install(pack, home, self.today, replacing=replaced)
