"""`tutor people import`: adds the people of a list, after showing what would be stored."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from tutor import places
from tutor.classroom import labels
from tutor.classroom.roster.encodings import NAMES, Encoding, RosterError
from tutor.classroom.roster.entries import REASONS, Entry, Roster, SkippedLine, read_roster
from tutor.classroom.roster.matching import Answer, Ask, ImportPlan, make_plan
from tutor.classroom.roster.rows import Table
from tutor.classroom.roster.table import read_table
from tutor.cli import DONE, USER_DATA
from tutor.cli.console import NOTHING_KEPT, confirm, print_note, report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import CommuneCode, InFile, ShortText
from tutor.cli.records_access import unlocked_records
from tutor.content.text import clean
from tutor.dates import day_in_figures
from tutor.i18n import N_, Translator
from tutor.languages import LANGUAGES, address_of
from tutor.records.people import MAX_NAME, Person, looks_like_number
from tutor.records.store import Store

Same = Literal["skip", "new", "same"]
_SAME: dict[Same, Answer] = {"skip": "leave", "new": "other", "same": "same"}
_ANSWERS: dict[str, Answer] = {"1": "same", "2": "other", "3": "leave"}
_ALL_SAME = "4"

# Longer names are refused, for the records would cut them.
NAME = ShortText(MAX_NAME)

_READ_AS = N_("{file}: read as {encoding}.")
_UNHEADED = N_(
    "The list has no line of headings: column {column} was taken for the names, and no other was read."
)
_PASSED_OVER = N_("These columns were not read, and nothing of them is kept: {columns}")
_UNREAD = N_(
    "Only the sheet “{sheet}” was read, and not these: {unread}. To import one of them, save it as a file "
    "of its own."
)
_UNCLEAR = N_(
    "Which communes these are is not certain, so none is kept for their people: {communes}. Please write "
    "the code, or the name with its province."
)
_SEVERAL_LINES = N_(
    "Cells of several lines begin in these lines: {lines}. If a quotation mark is missing or too much "
    "there, people are missing below: please look."
)
_TO_ADD = N_("To add: {count}")
_TO_CHANGE = N_("Here already, and to be completed: {count}")
_KNOWN = N_("Here already, or on the list twice; nothing to add: {count}")
_LEFT_OUT = N_("Left out: {count}")
_MAYBE_SAME = N_("Maybe the same person: {count}")
_LINE = N_("line {line}")
_DONE = N_("Added: {added}. Completed: {changed}.")
_CONSENT = N_(
    "Nobody was asked yet whether this may be noted: the roll call of their first class reads it "
    "aloud and asks. Please delete the file once you are done with it, if it has numbers or birthdays in it."
)
_ASK_SAME = N_(
    "Nothing was kept. Import in a terminal and answer for each, or say it for all of them: "
    "--same same takes them for the people here, --same skip leaves these lines out, --same new adds them as "
    "other people."
)
_TWO = N_(
    "Are these two the same person?\n{one}\n{other}\n"
    "1 the same person, 2 another person, 3 leave this line out, 4 this one and all others are the same"
)
_NUMBERS = N_(
    "Numbers beside a name, hamlet or household are not kept, nor a hamlet or household longer than "
    "{letters} letters; the people are. Lines: {lines}"
)
_UNDO = N_("To take this back: tutor people import --undo")
_NOTHING_TO_UNDO = N_("There is no import to take back.")
_ASK_UNDO = N_("Take back the import of {day}: {added} added, {changed} completed?")
_UNDONE = N_("Taken back: {removed} off the list, {restored} as before.")
_STAYING = N_("{count} stay on the list: something is noted of them already.")
_MORE = N_("It may be somebody else too, who is asked about next: {others}")
_NO_FILE = N_("Please name the file of the list.")
NO_NUMBER = N_(
    "This looks like an ID or phone number. None is kept here: please write a name or a word."
)


@click.command("import", help=N_("Add a list of people from a CSV or XLSX file."))
@click.argument("file", type=InFile(), required=False)
@click.option("--undo", is_flag=True, help=N_("Take back the last import."))
@click.option("--dry-run", is_flag=True, help=N_("Only show what would be kept."))
@click.option(
    "--hamlet", default="", type=NAME, help=N_("Hamlet of those for whom the file names none.")
)
@click.option(
    "--commune",
    default="",
    type=CommuneCode(),
    help=N_("Commune of those for whom the file names none: its code, or its name."),
)
@click.option(
    "--encoding",
    type=click.Choice(list(NAMES)),
    help=N_("The encoding of the file, where it cannot be told for certain."),
)
@click.option(
    "--same",
    type=click.Choice(list(_SAME)),
    help=N_(
        "For those who may be on the list already: skip them, add them as other people, or take them for the "
        "same; otherwise you are asked."
    ),
)
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
def import_(
    file: Path | None,
    undo: bool,
    dry_run: bool,
    hamlet: str,
    commune: str,
    encoding: Encoding | None,
    same: Same | None,
    yes: bool,
) -> int:
    """Read a list, show it, ask, and store it; or take the last import back."""
    translate = current_translator()
    if undo:
        return _undo(translate, yes=yes)
    if file is None:
        raise usage_error(_NO_FILE)
    if looks_like_number(hamlet):
        raise usage_error(NO_NUMBER)
    with unlocked_records() as store:
        try:
            with report_refusals(translate):
                table = read_table(file, encoding)
            roster = read_roster(table, places.only_code, hamlet, commune)
        except RosterError as error:
            click.echo(error.message.translated(translate), err=True)
            return USER_DATA
        report = _Report(translate)
        report.print_file(file, table, roster)
        return _import(store, roster, report, dry_run=dry_run, same=same, yes=yes)


def _import(
    store: Store, roster: Roster, report: "_Report", *, dry_run: bool, same: Same | None, yes: bool
) -> int:
    translate = report.translate
    unsure: list[tuple[Entry, Person | Entry]] = []
    all_same: list[bool] = []

    def note(entry: Entry, other: Person | Entry, more: Sequence[Person | Entry]) -> Answer:
        unsure.extend((entry, candidate) for candidate in (other, *more))
        return "leave"

    def ask(entry: Entry, other: Person | Entry, more: Sequence[Person | Entry]) -> Answer:
        if all_same:
            return "same"
        click.echo(report.question(entry, other, more), err=True)
        typed = ""
        while typed not in (*_ANSWERS, _ALL_SAME):
            typed = click.prompt(translate(N_("1, 2, 3 or 4")), err=True).strip()
        if typed == _ALL_SAME:
            all_same.append(True)
        return _ANSWERS.get(typed, "same")

    asks = at_a_terminal() and not (dry_run or yes)
    answer: Ask = ask if asks else note
    if same is not None:
        answer = _always(_SAME[same])
    known = store.classes.snapshot()
    imported = store.imports.marks()
    plan = make_plan(roster.entries, known.people, known.declined, answer, imported)
    report.print_plan(plan, roster.skipped, unsure)
    missed = any(line.reason != "below" for line in roster.skipped)
    if dry_run:
        print_note(translate, N_("This was only a look: nothing was kept."))
        return USER_DATA if unsure or missed else DONE
    if unsure:
        print_note(translate, _ASK_SAME)
        return USER_DATA
    if not (plan.added or plan.changed):
        # What was answered is known when the same list comes again.
        if not plan.marks.keys() <= imported.keys():
            store.imports.add(*plan.records())
        print_note(translate, N_("There is nobody to add. Nothing was changed."))
        return USER_DATA if missed else DONE
    if not yes and not confirm(translate(N_("Keep it so?")), translate):
        print_note(translate, NOTHING_KEPT)
        return USER_DATA
    store.imports.add(*plan.records())
    click.echo(translate(_DONE, added=len(plan.added), changed=len(plan.changed)))
    print_note(translate, _UNDO)
    print_note(translate, _CONSENT)
    return USER_DATA if missed else DONE


def at_a_terminal() -> bool:
    """Return True if there is somebody to ask."""
    return sys.stdin.isatty()


def _undo(translate: Translator, *, yes: bool) -> int:
    with unlocked_records() as store:
        last = store.imports.last()
        if last is None:
            print_note(translate, _NOTHING_TO_UNDO)
            return USER_DATA
        day = day_in_figures(last.at.astimezone().date())
        question = translate(_ASK_UNDO, day=day, added=last.added, changed=last.changed)
        if not (yes or confirm(question, translate)):
            print_note(translate, N_("Nothing was changed."))
            return USER_DATA
        undone = store.imports.undo()
    click.echo(translate(_UNDONE, removed=undone.removed, restored=undone.restored))
    if undone.staying:
        print_note(translate, _STAYING, count=undone.staying)
    return DONE


def _always(answer: Answer) -> Ask:
    return lambda _entry, _other, _more: answer


class _Report:
    """Prints how a file was read and what the import would do."""

    def __init__(self, translate: Translator) -> None:
        self.translate = translate

    def _note(self, message: str, **values: object) -> None:
        print_note(self.translate, message, **values)

    def print_file(self, file: Path, table: Table, roster: Roster) -> None:
        """Print how a file was read."""
        self._note(_READ_AS, encoding=NAMES[table.encoding], file=clean(file.name))
        columns = roster.columns
        if not columns.headed:
            self._note(_UNHEADED, column=columns.name[0] + 1)
        if columns.ignored:
            self._note(_PASSED_OVER, columns=", ".join(columns.ignored))
        if roster.numbers:
            lines = ", ".join(map(str, roster.numbers))
            self._note(_NUMBERS, lines=lines, letters=MAX_NAME)
        if roster.unclear:
            self._note(_UNCLEAR, communes="; ".join(roster.unclear))
        if table.unread:
            self._note(_UNREAD, sheet=table.sheets[0].title, unread=", ".join(table.unread))
        below = (row for sheet in table.sheets for row in sheet.rows[columns.first :])
        several = [str(row.line) for row in below if row.lines > 1]
        if several:
            self._note(_SEVERAL_LINES, lines=", ".join(several))

    def print_plan(
        self,
        plan: ImportPlan,
        skipped: Sequence[SkippedLine],
        unsure: Sequence[tuple[Entry, Person | Entry]],
    ) -> None:
        """Print what would be done with each line."""
        unsure_lines = {entry.line for entry, _ in unsure}
        out = [(entry.line, self._describe(entry)) for entry in plan.left_out]
        out = [(line, text) for line, text in out if line not in unsure_lines]
        out += [(line.line, self._reason(line)) for line in skipped]
        pairs = [f"{self._describe(entry)} = {self._describe(other)}" for entry, other in unsure]
        for heading, lines in (
            (_TO_ADD, list(map(self._describe, plan.added))),
            (_TO_CHANGE, [self._in_brief(update.after) for update in plan.changed]),
            (_KNOWN, list(map(self._describe, plan.known))),
            (_LEFT_OUT, [text for _, text in sorted(out)]),
            (_MAYBE_SAME, pairs),
        ):
            if lines:
                click.echo(self.translate(heading, count=len(lines)))
                for line in lines:
                    click.echo(f"  {line}")

    def question(self, entry: Entry, other: Person | Entry, more: Sequence[Person | Entry]) -> str:
        """Return the question whether two are the same person, below others that it may be."""
        others = "; ".join(map(self._describe, more))
        first = f"{self.translate(_MORE, others=others)}\n" if more else ""
        return first + self.translate(_TWO, one=self._describe(entry), other=self._describe(other))

    def _reason(self, line: SkippedLine) -> str:
        reason = self.translate(REASONS[line.reason], letters=MAX_NAME)
        place = self.translate(_LINE, line=line.line)
        return f"{line.sheet}, {place}: {reason}" if line.sheet else f"{place}: {reason}"

    def _describe(self, who: Person | Entry) -> str:
        """Return a line of the list with its number, or a person who is here already."""
        if isinstance(who, Entry):
            return f"{self.translate(_LINE, line=who.line)}: {self._in_brief(who)}"
        return self.translate(N_("here already: {person}"), person=self._in_brief(who))

    def _in_brief(self, who: Person | Entry) -> str:
        """Return name, home and needs in one line."""
        asks_address = LANGUAGES[self.translate.language].asks_address
        name = f"{address_of(who.address).singular} {who.name}" if asks_address else who.name
        commune = str(places.commune(who.commune) or "")
        needs = (self.translate(labels.NEEDS[need]) for need in sorted(who.needs))
        about = "; ".join(filter(None, (who.hamlet, commune, who.household, *needs)))
        return f"{name} ({about})" if about else name
