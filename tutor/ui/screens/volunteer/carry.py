"""Screens: records go onto a stick and come from it, and namesakes of two laptops are told apart."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from typing_extensions import override

from tutor.hub import messages, namesakes, stick
from tutor.hub.namesakes import Pair
from tutor.hub.sealing import Fault, SealError
from tutor.hub.summary import describe
from tutor.i18n import N_, Translator
from tutor.lesson.view import Line
from tutor.records.exchange import Content, Entries, Joined
from tutor.records.people import Person
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.dialogs import Option, PickScreen, VolunteerMenu
from tutor.ui.screens.volunteer.sticks import StickMenu

TITLE = N_("Carry records to another laptop")
TAKE_IN, FIGURES, PACKS, BULLETINS, LEAVE = 1, 5, 6, 7, 9
_PASSPHRASE = N_("What is the passphrase of the team? Capitals and marks do not count.")
_NEW_PASSPHRASE = N_(
    "Choose a passphrase for the team, for example four words: without it nobody reads the stick. "
    "Capitals and marks do not count."
)
_OTHERS = N_("Another passphrase, or the stick of another team: nothing was written.")


class CarryScreen(StickMenu):
    """Menu: put records onto the stick, take in what it brings, say who is one person."""

    def __init__(self) -> None:
        super().__init__(TITLE)
        self._passphrase = ""
        self._pairs: list[Pair] = []
        self._joined: list[Person] = []
        self._entries = Entries({}, {}, {})

    @override
    def read_more(self) -> None:
        people = self.store.people()
        self._entries = self.store.exchange.entries()
        self._pairs = namesakes.pairs_to_ask(people, self._entries)
        self._joined = namesakes.joined_people(people, self._entries)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        lead = N_(
            "A stick carries the records from laptop to laptop: in any order, as often as you like."
        )
        items = [
            Item(p("Put our records onto the stick"), self._pack),
            Item(p("Take in what the stick brings"), self._take_in),
            Item(p("Monthly figures without names"), self._open_figures, number=FIGURES),
            Item(p("New lessons and voices"), self._open_packs, number=PACKS),
            Item(p("Scam bulletins"), self._open_bulletins, number=BULLETINS),
        ]
        if self._pairs:
            count = str(len(self._pairs))
            items.append(Item(p("Say who is one person"), self._compare, count))
        if self._joined:
            count = str(len(self._joined))
            items.append(Item(p("Take two apart again"), self._take_apart, count))
        return Menu(p(TITLE), (Line(p(lead), "lead"),), items, next_label=p("Go back"))

    def _open_figures(self) -> None:
        # Imported here, because it loads the reports.
        from tutor.ui.screens.volunteer.figures import FiguresScreen

        self.app.push_screen(FiguresScreen())

    def _open_bulletins(self) -> None:
        # Imported here, because it loads what checks lessons.
        from tutor.ui.screens.volunteer.bulletins import BulletinsScreen

        self.app.push_screen(BulletinsScreen())

    def _open_packs(self) -> None:
        # Imported here, because it loads what reads voices.
        from tutor.ui.screens.volunteer.packs import PacksScreen

        self.app.push_screen(PacksScreen())

    @property
    def _translate(self) -> Translator:
        return Translator(self.phrases.language)

    # The stick.

    @asking
    async def _pack(self) -> None:
        folder = await self.pick_stick()
        if folder is None:
            return
        found = await self.attempt(partial(stick.bundles_at, folder))
        if found is None or not await self._ask_passphrase(new=not found):
            return
        packed = await self.attempt(partial(self._write_bundle, folder))
        if packed is None:
            return
        p = self.phrases
        new = p(messages.NEW, events=packed.new_events, people=packed.new_people)
        lines = [
            p(messages.NOTHING_NEW) if packed.file is None else new,
            *describe([packed.content], self._translate),
        ]
        await self.ask(CarriedScreen(p(messages.PULL_OUT), lines))

    def _write_bundle(self, folder: Path) -> stick.Packed:
        """Write the bundle; raise SealError or OSError. Runs in a worker thread."""
        read = stick.read_bundles(folder, self._passphrase)
        if stick.is_of_others(read):
            raise SealError("passphrase")
        return stick.pack_onto(folder, self.store.exchange.content(), read, self._passphrase)

    @asking
    async def _take_in(self) -> None:
        p, folder = self.phrases, await self.pick_stick()
        if folder is None:
            return
        found = await self.attempt(partial(stick.bundles_at, folder))
        if not found:
            self.tell(p(messages.NO_BUNDLE, folder=folder.name))
            return
        if not await self._ask_passphrase(new=False):
            return
        read = await self.attempt(partial(stick.read_bundles, folder, self._passphrase))
        if read is None:
            return
        faults = [
            p(messages.FAULTS[bundle.fault], file=bundle.file.name)
            for bundle in read
            if bundle.fault is not None
        ]
        contents = stick.contents_of(read)
        if not contents:
            self._passphrase = ""
            self.tell(" ".join(faults))
            return
        unknown = await self.keep(partial(self.store.exchange.unknown, contents))
        if unknown is None:
            return
        new = p(messages.NEW, events=unknown[0], people=unknown[1])
        lines = [*faults, *describe(contents, self._translate)]
        if await self.ask(CarriedScreen(new, lines, take_in=True)):
            await self._join(contents)

    async def _join(self, contents: Sequence[Content]) -> None:
        joined: Joined | None = await self.keep(partial(self.store.exchange.join, contents))
        if joined is None:
            return
        await self.reload()
        p = self.phrases
        sentences = [p(messages.NEW, events=joined.new_events, people=joined.new_people)]
        if joined.differing:
            sentences.append(p(messages.DIFFERING, count=joined.differing))
        if joined.renumbered:
            sentences.append(p(messages.RENUMBERED))
        self.tell(" ".join(sentences))
        self.redraw()

    async def _ask_passphrase(self, *, new: bool) -> bool:
        """Ask for the passphrase unless it is known; return False if it was not given."""
        if not self._passphrase:
            question = self.phrases(_NEW_PASSPHRASE if new else _PASSPHRASE)
            self._passphrase = await self.ask_passphrase(question, new=new)
        return bool(self._passphrase)

    @override
    def tell_sealed(self, fault: Fault) -> None:
        if fault == "passphrase":
            self._passphrase = ""
        self.tell(self.phrases(_OTHERS if fault == "passphrase" else messages.NOT_WRITTEN))

    # Who is one person.

    @asking
    async def _compare(self) -> None:
        p = self.phrases
        for one, other in self._pairs:
            question = p(
                N_("{one} – and {other}. Two laptops have this name: is it one person?"),
                one=self._about(one),
                other=self._about(other),
            )
            options = [
                Option(p("One person"), "same"),
                Option(p("Two people"), "two"),
                Option(p("Not certain yet"), ""),
            ]
            answer = await self.ask(PickScreen(p(TITLE), question, options))
            if answer:
                compare, pairs = self.store.classes.compare_people, [(one.id, other.id)]
                await self.save(partial(compare, pairs, same=answer == "same"))
        await self.reload()
        self.redraw()

    def _about(self, person: Person) -> str:
        return ", ".join(filter(None, (person.name, person.hamlet, person.household)))

    @asking
    async def _take_apart(self) -> None:
        p = self.phrases
        options = [Option(self._about(person), person.id) for person in self._joined]
        question = p("Who are two people after all? What was noted since stays with one of them.")
        person = await self.ask(PickScreen(p(TITLE), question, options))
        if person is not None:
            pairs = namesakes.pairs_of(person, self._entries)
            await self.save(partial(self.store.classes.compare_people, pairs, same=False))
            await self.reload()
            self.redraw()


class CarriedScreen(VolunteerMenu[bool]):
    """Say what a stick holds; with `take_in` dismiss with True once that is chosen."""

    def __init__(self, lead: str, lines: Sequence[str], *, take_in: bool = False) -> None:
        super().__init__()
        self._lead, self._about, self._take_in = lead, lines, take_in

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        lines = (Line(self._lead, "lead"), *(Line(line, typed=True) for line in self._about))
        items = []
        if self._take_in:
            take_in = partial(self.dismiss, True)
            items.append(Item(p("Take this in"), take_in, number=TAKE_IN))
            items.append(Item(p("Leave it"), self.back, number=LEAVE, way_out=True))
        return Menu(p(TITLE), lines, items, next_label=p("Go back"))

    @override
    def initial_focus(self) -> int | None:
        """Focus what takes it in, which Enter does once its page was seen."""
        return TAKE_IN if self._take_in else None
