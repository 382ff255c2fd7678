"""Screen: what was understood of a list, before anything of it is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from typing_extensions import override

from tutor import places
from tutor.classroom.roster.draft import (
    ImportDraft,
    Unsure,
    columns_read,
    hamlet_counts,
    read_draft,
)
from tutor.classroom.roster.encodings import NAMES, Encoding, RosterError
from tutor.classroom.roster.entries import REASONS, Entry, Roster, SkippedLine
from tutor.classroom.roster.matching import Answer, ImportPlan
from tutor.i18n import N_
from tutor.languages import LANGUAGES, address_of
from tutor.lesson.view import Line, View
from tutor.records.people import MAX_NAME, Person
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.dialogs import FormScreen, Option, PickScreen, TickScreen

ACCEPT, EVERYBODY, HAMLET, COMMUNE, LETTERS, DOUBTFUL, LEAVE = 1, 2, 3, 4, 5, 6, 9
_NAMED_AT_MOST = 4


class ImportScreen(FormScreen[bool]):
    """Show what a file was understood as; dismiss with True once its people are on the list."""

    # What is accepted has been seen: a number of a page that was not shown shows that page.
    picks_unseen = False

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._encoding: Encoding | None = None
        self._draft: ImportDraft | None = None
        self._roster: Roster | None = None
        self._plan: ImportPlan | None = None
        self._unsure: list[Unsure] = []
        self._fault = ""

    @override
    def read_more(self) -> None:
        """Read the file, once, and what the import of it would change."""
        self._fault = ""
        self._roster = self._plan = None
        try:
            if self._draft is None:
                self._draft = read_draft(self._file, self._encoding)
            self._roster = self._draft.roster()
        except RosterError as error:
            self._fault = self.phrases(error.message.text, **error.message.values)
        except OSError as error:
            self._fault = self.refusal(error)
        else:
            marks = self.store.imports.marks()
            self._plan, self._unsure = self._draft.plan(self._roster, self.records, marks)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        title = p("Bring in a list")
        letters = Item(p("The letters look wrong"), self._ask_encoding, number=LETTERS)
        leave = Item(p("Do not bring it in"), self.back, number=LEAVE, way_out=True)
        name = Line(self._file.name, "keep", typed=True)
        plan, roster, draft = self._plan, self._roster, self._draft
        if plan is None or roster is None or draft is None:
            fault = Line(self._fault, "lead")
            return Menu(title, (name, fault), (letters, leave), next_label=p("Go back"))
        items = [
            *self._accepting(plan),
            Item(p("See everybody"), self._show_everybody, number=EVERYBODY),
        ]
        if draft.hamlet or not all(entry.hamlet for entry in roster.entries):
            label = p("Hamlet of those without one")
            item = self.text_item(label, draft.hamlet, self._set_hamlet, check=self.number_fault)
            items.append(replace(item, number=HAMLET))
        if draft.commune or not all(entry.commune for entry in roster.entries):
            question = p(
                "Which commune? Write its code, or its name and province: Quỳnh Phụ, Hưng Yên"
            )
            item = self.text_item(
                p("Commune"),
                str(places.commune(draft.commune) or ""),
                self._set_commune,
                question=question,
                check=self._commune_fault,
            )
            items.append(replace(item, number=COMMUNE))
        items.append(letters)
        if roster.doubtful:
            label = p("Look at lines in doubt: {count}", count=len(roster.doubtful))
            items.append(Item(label, self._ask_about_doubtful, number=DOUBTFUL))
        lines = (name, *self._lines(roster, plan))
        label = "" if list(self._accepting(plan)) else p("Go back")
        return Menu(title, lines, (*items, leave), next_label=label)

    @override
    def enter_goes_on(self) -> bool:
        """Let Enter turn the pages, so that it accepts only what was seen."""
        return False

    @override
    def initial_focus(self) -> int | None:
        """Return None: the Enter that opened the file may be pressed twice, and accepts nothing."""
        return None

    @override
    def _turn(self, index: int) -> None:
        """Turn the page; who has turned one reads, and Enter on the last page accepts."""
        if index and self._view.choice(ACCEPT) is not None:
            self._focus(ACCEPT)
        super()._turn(index)

    @override
    async def prompt_choice(self) -> None:
        """Show the item that accepts; Enter once more picks it."""
        choice = self._view.choice(ACCEPT)
        if choice is not None:
            self._focus(ACCEPT)
            self._turn(self._page_of(ACCEPT))
            self.note(self.phrases("Is this right? Enter once more: {what}.", what=choice.text))

    def _accepting(self, plan: ImportPlan) -> Iterator[Item]:
        p = self.phrases
        if self._unsure:
            label = p("Say who is who: {count} to ask about", count=len(self._unsure))
            yield Item(label, self._ask_who, number=ACCEPT)
        elif plan.added:
            label = p.plural(
                "Put this person on the list",
                "Put these {count} people on the list",
                len(plan.added),
            )
            yield Item(label, self._accept, number=ACCEPT)
        elif plan.changed:
            yield Item(p("Complete those who are here"), self._accept, number=ACCEPT)

    def _lines(self, roster: Roster, plan: ImportPlan) -> Iterator[Line]:
        p = self.phrases
        here = len(plan.known) + len(plan.changed)
        summary = p(
            N_("{people} people. New: {new}. Here already: {here}."),
            people=len(roster.entries),
            new=len(plan.added),
            here=here,
        )
        yield Line(summary, "lead")
        if not (plan.added or plan.changed or self._unsure):
            yield Line(p("Everybody is here already: there is nothing to bring in."))
        if roster.entries:
            ends = p(
                N_("First: {first}. Last: {last}."),
                first=self._in_brief(roster.entries[0]),
                last=self._in_brief(roster.entries[-1]),
            )
            yield Line(ends, typed=True)
        counts = (
            f"{hamlet or p('no hamlet')} ({count})"
            for hamlet, count in hamlet_counts(roster.entries)
        )
        yield Line(p("Hamlets: {hamlets}.", hamlets=", ".join(counts)), typed=True)
        if not roster.columns.headed:
            number = roster.columns.name[0] + 1
            yield Line(p("There are no headings: the names are in column {number}.", number=number))
        else:
            quoted = ", ".join(f"“{heading}”" for heading in columns_read(roster))
            yield Line(p("Columns read: {columns}.", columns=quoted), typed=True)
        yield from self._notes(roster)

    def _notes(self, roster: Roster) -> Iterator[Line]:
        """Yield what was not read."""
        p = self.phrases
        if roster.columns.ignored:
            quoted = ", ".join(f"“{heading}”" for heading in roster.columns.ignored)
            yield Line(p("Not read, nothing of it is kept: {columns}.", columns=quoted), typed=True)
        if roster.numbers:
            lines = _some(list(map(str, roster.numbers)))
            yield Line(p("Numbers beside a name are not kept. Lines: {lines}.", lines=lines))
        if roster.skipped:
            reasons = _some(list(map(self._reason, roster.skipped)), "; ")
            yield Line(p("Lines left out: {lines}.", lines=reasons), typed=True)
        if roster.unclear:
            unclear = _some(list(roster.unclear), "; ")
            message = N_("Not certain which communes these are: {communes}.")
            yield Line(p(message, communes=unclear), typed=True)
        unread = self._draft.table.unread if self._draft else ()
        if unread:
            yield Line(p("Sheets not read: {sheets}.", sheets=", ".join(unread)), typed=True)

    def _reason(self, line: SkippedLine) -> str:
        """Return the number of a line and why it was left out."""
        reason = self.phrases(REASONS[line.reason], letters=MAX_NAME)
        return f"{line.sheet} {line.line} ({reason})".strip()

    def _in_brief(self, who: Entry | Person) -> str:
        """Return form of address, name and hamlet in one line."""
        asks_address = LANGUAGES[self.language].asks_address
        address = address_of(who.address).singular if asks_address and who.address else ""
        return ", ".join(filter(None, (f"{address} {who.name}".strip(), who.hamlet)))

    def _show_everybody(self) -> None:
        if self._roster is not None:
            lines = (self._in_brief(entry) for entry in self._roster.entries)
            numbered = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
            self.app.push_screen(ImportedPeopleScreen(numbered))

    def _commune_fault(self, text: str) -> str:
        if places.only_code(text):
            return ""
        return self.phrases("Not certain which commune this is. Please write its province too.")

    async def _set_hamlet(self, hamlet: str) -> None:
        if self._draft is not None:
            self._draft.hamlet = hamlet
            await self._read_again()

    async def _set_commune(self, commune: str) -> None:
        if self._draft is not None:
            self._draft.commune = places.only_code(commune)
            await self._read_again()

    @asking
    async def _ask_encoding(self) -> None:
        p = self.phrases
        options = [
            Option(name, encoding, encoding == self._encoding) for encoding, name in NAMES.items()
        ]
        question = p(
            "Which letters was the file written with? Lists with fonts such as .VnTime are TCVN3, such as "
            "VNI-Times VNI."
        )
        encoding = await self.ask(PickScreen[Encoding](p("Letters"), question, options))
        if encoding is not None:
            self._encoding, self._draft = encoding, None
            await self._read_again()

    @asking
    async def _ask_about_doubtful(self) -> None:
        """Ask which of the lines in doubt are people who come to class."""
        p, draft = self.phrases, self._draft
        if self._roster is None or draft is None:
            return
        options = [
            Option(
                f"{self._in_brief(line.person)}: {self._reason(line)}",
                line.key,
                line.key in draft.taken,
            )
            for line in self._roster.doubtful
            if line.person is not None
        ]
        question = p("These lines were left out. Whose number you press comes in after all.")
        taken = await self.ask(
            TickScreen[tuple[str, int, str]](p("Lines in doubt"), question, options)
        )
        if taken is not None:
            draft.taken = taken
            await self._read_again()

    async def _read_again(self) -> None:
        await self.reload()
        self.show_view()

    @asking
    async def _ask_who(self) -> None:
        """Ask about each two who may be the same person, until all is certain."""
        while self._unsure and self._draft is not None:
            pair = self._unsure[0]
            answer = await self.ask(self._question(pair, len(self._unsure)))
            match answer:
                case "same" | "other" | "leave":
                    self._draft.answers[pair.key] = answer
                case "all-same":
                    self._draft.others_same = True
                case None:
                    break
            await self.reload()
        self.show_view()

    def _question(self, pair: Unsure, count: int) -> PickScreen[Answer | Literal["all-same"]]:
        p = self.phrases
        where = p("on this list too") if isinstance(pair.other, Entry) else p("here already")
        question = p(
            N_("Are these two the same person? {one} (line {line}) — {other} ({where})"),
            one=self._in_brief(pair.entry),
            line=pair.entry.line,
            other=self._in_brief(pair.other),
            where=where,
        )
        options: list[Option[Answer | Literal["all-same"]]] = [
            Option(p("The same person"), "same"),
            Option(p("Two different people"), "other"),
            Option(p("Leave this line out"), "leave"),
        ]
        if count > 1:
            options.append(Option(p("The same, and so are all the others"), "all-same"))
        return PickScreen(p("Who is who?"), question, options)

    async def _accept(self) -> None:
        plan = self._plan
        if plan is None:
            return
        added = await self.keep(lambda: self.store.imports.add(*plan.records()))
        if added is None:
            return
        p = self.phrases
        told = [p("Added: {count}.", count=len(added))]
        if plan.changed:
            told.append(p("Completed: {count}.", count=len(plan.changed)))
        told.append(p("To take it back: 2."))
        if self._roster and self._roster.columns.ignored:
            told.append(p("Please delete the file if it has numbers or birthdays in it."))
        self.session.tell_next(" ".join(told))
        self.dismiss(True)


def _some(texts: Sequence[str], joint: str = ", ") -> str:
    """Return the first of some texts; "…" stands for the rest."""
    rest = ["…"] if len(texts) > _NAMED_AT_MOST else []
    return joint.join((*texts[:_NAMED_AT_MOST], *rest))


class ImportedPeopleScreen(VolunteerScreen):
    """The people of a list that may be imported, page by page."""

    menu = False

    def __init__(self, people: Sequence[str]) -> None:
        super().__init__()
        self._people = people

    @override
    def make_view(self) -> View:
        lines = tuple(Line(text, typed=True) for text in self._people)
        return View(self.phrases("See everybody"), lines, next_label=self.phrases("Go back"))
