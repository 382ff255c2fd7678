"""`tutor people import`: the list of a class out of a file, shown before anything of it is kept."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from tutor import places
from tutor.classroom import labels
from tutor.classroom.roster.encodings import NAMES
from tutor.classroom.roster.entries import REASONS, Entry, LeftOut, Roster, read_roster
from tutor.classroom.roster.matching import Answer, Ask, ImportPlan, PersonUpdate, make_plan
from tutor.classroom.roster.reading import read_table
from tutor.classroom.roster.table import Encoding, RosterError, Table
from tutor.cli import DONE, USER_DATA
from tutor.cli.console import confirm, report_refusals
from tutor.cli.group import translator_of
from tutor.cli.kept import guarded_records
from tutor.cli.params import CommuneCode, InFile, ShortText
from tutor.content.text import clean
from tutor.i18n import N_, Translator
from tutor.languages import LANGUAGES, address_of
from tutor.records.people import MAX_NAME, Person, looks_like_number
from tutor.records.store import Store

Same = Literal["skip", "new"]
_SAME: dict[Same, Answer] = {"skip": "leave", "new": "other"}
_ANSWERS: dict[str, Answer] = {"1": "same", "2": "other", "3": "leave"}

# What the records would cut is refused.
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
_DRY = N_("This was only a look: nothing was kept.")
_NONE = N_("There is nobody to add. Nothing was changed.")
_KEEP = N_("Keep it so?")
_NOTHING = N_("Nothing was kept.")
_DONE = N_("Added: {added}. Completed: {changed}.")
_CONSENT = N_(
    "Nobody was asked yet whether this may be noted: the roll call of their first class reads it "
    "aloud and asks. Please delete the file once you are done with it, if it has numbers or birthdays in it."
)
_ASK_SAME = N_(
    "Nothing was kept. Import in a terminal and answer for each, or say it for all of them: "
    "--same skip leaves these lines out, --same new adds them as other people."
)
_TWO = N_("{one}\n{other}\n1 the same person, 2 another person, 3 leave this line out")
_MORE = N_("It may be somebody else too, who is asked about next: {others}")
_WHICH_ONE = N_("1, 2 or 3")
_HERE = N_("here already: {person}")
NO_NUMBER = N_(
    "This looks like an ID or phone number. None is kept here: please write a name or a word."
)


@click.command("import", help=N_("Add a list of people from a CSV or XLSX file."))
@click.argument("file", type=InFile())
@click.option("--dry-run", is_flag=True, help=N_("Only show what would be kept."))
@click.option(
    "--hamlet", default="", type=NAME, help=N_("Hamlet of those for whom the file names none.")
)
@click.option(
    "--commune",
    default="",
    type=CommuneCode(),
    metavar="COMMUNE",
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
        "For those who may be on the list already: skip them, or add them as other people; "
        "otherwise you are asked."
    ),
)
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.pass_context
def import_(
    ctx: click.Context,
    file: Path,
    dry_run: bool,
    hamlet: str,
    commune: str,
    encoding: Encoding | None,
    same: Same | None,
    yes: bool,
) -> int:
    """Read, show, ask and keep a list."""
    translate = translator_of(ctx)
    if looks_like_number(hamlet):
        raise click.UsageError(translate(NO_NUMBER), ctx)
    with guarded_records(translate) as store:
        try:
            with report_refusals(translate):
                table = read_table(file, encoding)
            roster = read_roster(table.rows, _code_of, hamlet, commune)
        except RosterError as error:
            click.echo(error.message.translated(translate), err=True)
            return USER_DATA
        lines = _Lines(translate)
        lines.about(file, table, roster)
        return _import(store, roster, lines, dry_run=dry_run, same=same, yes=yes)


def _import(
    store: Store, roster: Roster, lines: "_Lines", *, dry_run: bool, same: Same | None, yes: bool
) -> int:
    translate = lines.translate
    declined = {one.learner for one in store.classes.consents() if not one.given}
    unsure: list[tuple[Entry, Person | Entry]] = []

    def note(entry: Entry, other: Person | Entry, more: Sequence[Person | Entry]) -> Answer:
        unsure.extend((entry, one) for one in (other, *more))
        return "leave"

    def ask(entry: Entry, other: Person | Entry, more: Sequence[Person | Entry]) -> Answer:
        click.echo(lines.two(entry, other, more), err=True)
        said = ""
        while said not in _ANSWERS:
            said = click.prompt(translate(_WHICH_ONE), err=True).strip()
        return _ANSWERS[said]

    asks = at_a_terminal() and not (dry_run or yes)
    answer: Ask = ask if asks else note
    if same is not None:
        answer = _always(_SAME[same])
    plan = make_plan(roster.entries, store.people(), declined, answer)
    lines.plan(plan, roster.left_out, unsure)
    if dry_run:
        click.echo(translate(_DRY), err=True)
        return USER_DATA if unsure or roster.left_out else DONE
    if unsure:
        click.echo(translate(_ASK_SAME), err=True)
        return USER_DATA
    if not (plan.added or plan.changed):
        click.echo(translate(_NONE), err=True)
        return USER_DATA if roster.left_out else DONE
    if not yes and not confirm(translate(_KEEP), translate):
        click.echo(translate(_NOTHING), err=True)
        return USER_DATA
    store.add_people(
        [one.changes() for one in plan.added],
        {one.before.id: one.changes() for one in plan.changed},
    )
    click.echo(translate(_DONE, added=len(plan.added), changed=len(plan.changed)))
    click.echo(translate(_CONSENT), err=True)
    return USER_DATA if roster.left_out else DONE


def at_a_terminal() -> bool:
    """Tell whether somebody is there who can be asked."""
    return sys.stdin.isatty()


def _always(answer: Answer) -> Ask:
    return lambda _entry, _other, _more: answer


def _code_of(said: str) -> str:
    """Return the code of the one commune that a code or a name means, "" where that is unsure."""
    found = places.find(said)
    return found[0].code if len(found) == 1 else ""


class _Lines:
    """Writes what was read and what would become of it."""

    def __init__(self, translate: Translator) -> None:
        self.translate = translate

    def about(self, file: Path, table: Table, roster: Roster) -> None:
        """Say how a file was taken."""
        encoding, name = NAMES[table.encoding], clean(file.name)
        click.echo(self.translate(_READ_AS, encoding=encoding, file=name), err=True)
        columns = roster.columns
        if not columns.headed:
            said = self.translate(_UNHEADED, column=columns.name[0] + 1)
            click.echo(said, err=True)
        if columns.passed_over:
            over = ", ".join(columns.passed_over)
            click.echo(self.translate(_PASSED_OVER, columns=over), err=True)
        if roster.unclear:
            values = {"communes": "; ".join(roster.unclear)}
            click.echo(self.translate(_UNCLEAR, **values), err=True)
        if table.unread:
            values = {"sheet": table.sheet, "unread": ", ".join(table.unread)}
            click.echo(self.translate(_UNREAD, **values), err=True)
        several = [str(row.line) for row in table.rows[columns.first :] if row.lines > 1]
        if several:
            click.echo(self.translate(_SEVERAL_LINES, lines=", ".join(several)), err=True)

    def plan(
        self,
        plan: ImportPlan,
        left_out: Sequence[LeftOut],
        unsure: Sequence[tuple[Entry, Person | Entry]],
    ) -> None:
        """Say what would be done with each line."""
        asked = {entry.line for entry, _ in unsure}
        self._group(_TO_ADD, [self._entry(one) for one in plan.added])
        self._group(_TO_CHANGE, [self._change(one) for one in plan.changed])
        self._group(_KNOWN, [self._entry(one) for one in plan.known])
        out = [(one.line, self._entry(one)) for one in plan.left_out if one.line not in asked]
        out += [(one.line, self._reason(one)) for one in left_out]
        self._group(_LEFT_OUT, [text for _, text in sorted(out)])
        pairs = [f"{self._entry(entry)} = {self._person(other)}" for entry, other in unsure]
        self._group(_MAYBE_SAME, pairs)

    def two(self, entry: Entry, other: Person | Entry, more: Sequence[Person | Entry]) -> str:
        """Return the question whether two are one, below who else it may be."""
        said = self.translate(_TWO, one=self._entry(entry), other=self._person(other))
        others = "; ".join(map(self._person, more))
        return self.translate(_MORE, others=others) + f"\n{said}" if more else said

    def _group(self, heading: str, lines: Sequence[str]) -> None:
        if lines:
            click.echo(self.translate(heading, count=len(lines)))
            for line in lines:
                click.echo(f"  {line}")

    def _line(self, line: int) -> str:
        return self.translate(_LINE, line=line)

    def _reason(self, one: LeftOut) -> str:
        said = self.translate(REASONS[one.reason], letters=MAX_NAME)
        return f"{self._line(one.line)}: {said}"

    def _entry(self, entry: Entry) -> str:
        called = self._called(entry.name, entry.address)
        about = self._about(entry)
        return f"{self._line(entry.line)}: {called}{about}"

    def _person(self, person: Person | Entry) -> str:
        if isinstance(person, Entry):
            return self._entry(person)
        called = self._called(person.name, person.address)
        about = self._about(person)
        return self.translate(_HERE, person=f"{called}{about}")

    def _change(self, change: PersonUpdate) -> str:
        after = change.after
        called = self._called(after.name, after.address)
        return f"{called}{self._about(after)}"

    def _called(self, name: str, address: str) -> str:
        return (
            f"{address_of(address).one} {name}"
            if LANGUAGES[self.translate.language].asks_address
            else name
        )

    def _about(self, one: Person | Entry) -> str:
        commune = str(places.commune(one.commune) or "")
        needs = (self.translate(labels.NEEDS[need]) for need in sorted(one.needs))
        said = [one.hamlet, commune, one.household, *needs]
        known = "; ".join(filter(None, said))
        return f" ({known})" if known else ""
