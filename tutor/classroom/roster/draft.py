"""An import in the making: what a file says, what was answered about it, and what it would change."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tutor import places
from tutor.classroom.roster.encodings import Encoding
from tutor.classroom.roster.entries import Entry, Roster, read_roster
from tutor.classroom.roster.headings import Kind
from tutor.classroom.roster.matching import Answer, ImportPlan, make_plan
from tutor.classroom.roster.rows import Table
from tutor.classroom.roster.table import read_table
from tutor.records.class_views import ClassSnapshot
from tutor.records.people import Person

READ_KINDS: tuple[Kind, ...] = (
    "name", "address", "hamlet", "locality", "commune", "household", "needs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unsure:
    """An entry of the list, and somebody who may be the same person."""

    entry: Entry
    other: Person | Entry

    @property
    def key(self) -> tuple[str, str]:
        """Tells this pair from others."""
        other = self.other.mark if isinstance(self.other, Entry) else self.other.id
        return self.entry.mark, other


@dataclass
class ImportDraft:
    """A list that may be imported. `hamlet` and `commune` are for those for whom the file names none."""

    table: Table
    hamlet: str = ""
    commune: str = ""
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    taken: frozenset[tuple[str, int, str]] = frozenset()
    """The keys of the lines in doubt that are people."""
    others_same: bool = False
    """Whether all who were not asked about are the same people."""

    def roster(self) -> Roster:
        """Return the people of the list; raise RosterError."""
        return read_roster(self.table, places.only_code, self.hamlet, self.commune, self.taken)

    def plan(
        self, roster: Roster, records: ClassSnapshot, imported: Mapping[str, str]
    ) -> tuple[ImportPlan, list[Unsure]]:
        """Return what the import would do, and the pairs about which nobody answered yet."""
        unsure: list[Unsure] = []

        def answer(entry: Entry, other: Person | Entry, _more: Sequence[Person | Entry]) -> Answer:
            pair = Unsure(entry, other)
            known = self.answers.get(pair.key)
            if known is None and not self.others_same:
                unsure.append(pair)
                return "leave"
            return known or "same"

        plan = make_plan(roster.entries, records.people, records.declined, answer, imported)
        return plan, unsure


def read_draft(file: Path, encoding: Encoding | None = None) -> ImportDraft:
    """Return the import of a file; raise RosterError, OSError."""
    return ImportDraft(read_table(file, encoding))


def columns_read(roster: Roster) -> list[str]:
    """Return the headings of the columns that are read."""
    headings = map(roster.columns.heading, READ_KINDS)
    return list(dict.fromkeys(heading for heading in headings if heading))


def hamlet_counts(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Return the hamlets of a list in their order, with the number of people; "" for those without one."""
    return list(Counter(entry.hamlet for entry in entries).items())
