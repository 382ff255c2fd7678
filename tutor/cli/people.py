"""`tutor people`: who is on the list, and what each of them may ask for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os.path import lexists
from pathlib import Path
from typing import get_args

import click

from tutor.classroom import labels, rights
from tutor.classroom.roster.entries import Entry
from tutor.classroom.roster.matching import may_be_same
from tutor.cli import COMMANDS, DONE, USER_DATA, wiring
from tutor.cli.console import confirm, print_json, print_note, report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import CommuneCode, OutFile
from tutor.cli.people_import import NAME, NO_NUMBER, Same, import_
from tutor.cli.records_access import unlocked_records
from tutor.content.text import one_line, strip_emphasis
from tutor.dates import day_in_figures
from tutor.i18n import N_, Translator
from tutor.records.class_events import ConsentMethod
from tutor.records.people import LooksLikeNumber, Need, Person, PersonChanges, Phone
from tutor.records.store import Store

_WHO = N_("No one here is called {asked}. `tutor people list` shows everybody.")
_WHICH = N_("{asked} may be several people. Take the id: {ids}")
ERASE = N_("Erase {name} for good? This cannot be undone")
NOTHING_ERASED = N_("Nothing was erased.")
_NO_LETTERS = N_("A name needs letters; nothing was kept.")
_HERE = N_("{name} may be on the list already: {known}.")
_HOW_ANOTHER = N_("Nothing was kept. If this is another person: --same new adds them.")


_yes_option = click.option("--yes", is_flag=True, help=N_("Do not ask."))


@click.group(help=COMMANDS["people"])
def command() -> None:
    """Group the commands about people."""


def find_person(store: Store, asked: str, nobody: str = _WHO) -> Person:
    """Return the person of a name or id; raise a usage error for several, or with `nobody` for none."""
    matches = rights.find_people(store.people(), asked)
    if len(matches) == 1:
        return matches[0]
    ids = "; ".join(_told_apart(store, person) for person in matches)
    message = _WHICH if matches else nobody
    raise usage_error(message, asked=one_line(asked), ids=ids)


def _told_apart(store: Store, person: Person) -> str:
    """Return the id of a person with home, needs and last class, by which people know whom it is."""
    translate, records = current_translator(), store.classes.snapshot()
    sessions = (
        records.session(mark.session)
        for mark in records.attendance
        if mark.learner == person.id and mark.state != "absent"
    )
    days = [session.day for session in sessions if session is not None]
    last = translate(N_("last class {day}"), day=day_in_figures(max(days))) if days else ""
    needs = (translate(labels.NEEDS[need]) for need in sorted(person.needs))
    about = ", ".join(filter(None, (person.hamlet, person.household, *needs, last)))
    return f"{person.id[:8]} ({about})" if about else person.id[:8]


def _change_for_good(
    person: str,
    yes: bool,
    question: str,
    unchanged: str,
    change: Callable[[Store, Person, Translator], tuple[str, ...]],
) -> int:
    """Change a person once the user agrees, which is not asked with `yes`; print what `change` returns."""
    translate = current_translator()
    with unlocked_records() as store:
        whom = find_person(store, person)
        name = rights.display_name(whom, translate)
        if not (yes or confirm(translate(question, name=name), translate)):
            print_note(translate, unchanged)
            return USER_DATA
        _print_lines(change(store, whom, translate))
    return DONE


def _print_lines(lines: tuple[str, ...]) -> None:
    for line in lines:
        click.echo(line)


@command.command("template", help=N_("Write an empty list to fill in, as XLSX."))
@click.option("--out", required=True, type=OutFile(), help=N_("The XLSX file to write."))
def template_(out: Path) -> int:
    """Write the list and print its path."""
    from tutor.classroom.roster.sheets import template
    from tutor.paths import write_atomic

    translate = current_translator()
    with report_refusals(translate):
        click.echo(write_atomic(out, template(translate)))
    return DONE


@command.command("list", help=N_("List everybody whom this laptop knows."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print the list as JSON."))
@click.option(
    "--out", type=OutFile(), help=N_("Write the learners of the class to this XLSX file instead.")
)
def list_(as_json: bool, out: Path | None) -> int:
    """Print the people by name, or write those of the class."""
    translate = current_translator()
    if out is not None:
        return _write_list(out, translate)
    with unlocked_records() as store:
        people = sorted(store.people(), key=lambda person: (person.role, person.name.casefold()))
        given = {consent.learner: consent.given for consent in store.classes.snapshot().consents}
    if as_json:
        print_json([_row(person, given.get(person.id)) for person in people])
        return DONE
    answers = {True: N_("agreed"), False: N_("wants nothing kept"), None: N_("not asked yet")}
    for person in people:
        name = rights.display_name(person, translate)
        place = ", ".join(filter(None, (person.hamlet, person.household)))
        answer = translate(answers[given.get(person.id)])
        about = "; ".join(filter(None, (translate(labels.ROLES[person.role]), place, answer)))
        click.echo(f"{person.id[:8]}  {name}  ({about})")
    return DONE


def _write_list(out: Path, translate: Translator) -> int:
    from tutor import places
    from tutor.classroom.people import roster_of
    from tutor.classroom.roster.sheets import present_list
    from tutor.paths import write_atomic

    with unlocked_records() as store:
        learners = [person for person in roster_of(store.people()) if person.role == "learner"]
    data = present_list(learners, places.name_of, translate)
    with report_refusals(translate):
        click.echo(write_atomic(out, data))
    return DONE


def _row(person: Person, consent: bool | None) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "hamlet": person.hamlet,
        "commune": person.commune,
        "household": person.household,
        "needs": sorted(person.needs),
        "phone": person.phone,
        "on_roster": person.on_roster,
        "consent": consent,
    }


@command.command("add", help=N_("Put somebody on the list."))
@click.argument("name", type=NAME)
@click.option("--hamlet", default="", type=NAME, help=N_("Hamlet."))
@click.option(
    "--commune", default="", type=CommuneCode(), help=N_("Commune: its code, or its name.")
)
@click.option(
    "--household", default="", type=NAME, help=N_("A word that those of one home have in common.")
)
@click.option(
    "--need",
    "needs",
    multiple=True,
    type=click.Choice(get_args(Need)),
    help=N_("What makes learning harder; may be given several times."),
)
@click.option(
    "--phone",
    default=None,
    type=click.Choice([kind for kind in get_args(Phone) if kind]),
    help=N_("Which phone they have."),
)
@click.option("--staff", is_flag=True, help=N_("One of the team, not a learner."))
@click.option(
    "--same",
    type=click.Choice(["skip", "new"]),
    help=N_("For somebody who may be on the list already: skip, or add as another person."),
)
def add(
    name: str,
    hamlet: str,
    commune: str,
    household: str,
    needs: tuple[Need, ...],
    phone: Phone | None,
    staff: bool,
    same: Same | None,
) -> int:
    """Add a person to the roster; print the id, by which commands know them, and the name."""
    translate = current_translator()
    _need_name(name)
    details: PersonChanges = {
        "name": name,
        "hamlet": hamlet,
        "commune": commune,
        "household": household,
        "needs": frozenset(needs),
        "phone": phone or "",
        "role": "staff" if staff else "learner",
        "on_roster": True,
    }
    with unlocked_records() as store, _no_numbers():
        entry = Entry(line=0, name=name, hamlet=hamlet)
        alike = [person for person in store.people() if may_be_same(entry, person)]
        if alike and same != "new":
            return _report_same(name, alike, translate, same)
        person = store.add_person(**details)
    about = ", ".join(filter(None, (person.name, person.hamlet)))
    click.echo(f"{person.id[:8]}  {about}")
    if not staff:
        message = N_("Please read to {name} what is noted, and ask: tutor people consent {id}")
        print_note(translate, message, name=person.name, id=person.id[:8])
    return DONE


def _report_same(name: str, alike: list[Person], translate: Translator, same: Same | None) -> int:
    """Print who may be the same person; return the exit code."""
    known = "; ".join(
        f"{person.id[:8]} {', '.join(filter(None, (person.name, person.hamlet)))}"
        for person in alike
    )
    print_note(translate, _HERE, name=name, known=known)
    if same == "skip":
        return DONE
    print_note(translate, _HOW_ANOTHER)
    return USER_DATA


def _need_name(name: str) -> None:
    """Raise a usage error for a name without a visible letter."""
    if not any(map(str.isalpha, name)):
        raise usage_error(_NO_LETTERS)


@contextmanager
def _no_numbers() -> Iterator[None]:
    """Raise a usage error for text that looks like an ID or phone number."""
    try:
        yield
    except LooksLikeNumber as error:
        raise usage_error(NO_NUMBER) from error


@command.command("rename", help=N_("Write somebody's name in another way."))
@click.argument("person")
@click.argument("name", type=NAME)
def rename(person: str, name: str) -> int:
    """Change a name."""
    _need_name(name)
    with unlocked_records() as store, _no_numbers():
        changed = store.change_person(find_person(store, person).id, name=name)
    click.echo(f"{changed.id[:8]}  {changed.name}")
    return DONE


@command.command("consent", help=N_("Read aloud what is noted, ask, and write the answer down."))
@click.argument("person")
@click.option(
    "--method",
    default="aloud",
    type=click.Choice(get_args(ConsentMethod)),
    help=N_("How the person answers."),
)
@click.option("--witness", default="", help=N_("Who of the team hears the answer."))
def consent(person: str, method: ConsentMethod, witness: str) -> int:
    """Print the text, ask for the answer and record it."""
    translate = current_translator()
    with unlocked_records() as store:
        whom = find_person(store, person)
        heard_by = find_person(store, witness).id if witness else ""
        phrases = wiring.library().phrases(whom.language, whom.address)
        _print_lines(tuple(phrases(sentence) for sentence in rights.CONSENT_SENTENCES))
        if confirm(phrases(rights.CONSENT_QUESTION), translate, needed=True):
            store.classes.give_consent(whom.id, rights.CONSENT_VERSION, method, heard_by)
            click.echo(translate(N_("Noted: {name} agrees."), name=whom.name))
        else:
            _print_lines(rights.withdraw(store, whom, translate))
    return DONE


@command.command("withdraw", help=N_("Note that somebody wants nothing more to be kept."))
@click.argument("person")
@_yes_option
def withdraw(person: str, yes: bool) -> int:
    """Withdraw a person's consent."""
    question = N_("Note that {name} wants nothing more to be kept?")
    unchanged = N_("Nothing was changed.")
    return _change_for_good(person, yes, question, unchanged, rights.withdraw)


@command.command("show", help=N_("Print for somebody what they can do already, in plain words."))
@click.argument("person")
def show(person: str) -> int:
    """Print what the person's own screen shows, in the person's language."""
    from tutor.learning.own_record import read_own_record
    from tutor.learning.refresh import RefreshPlan
    from tutor.lesson.present_record import own_words

    library = wiring.library()
    with unlocked_records() as store:
        whom = find_person(store, person)
        today = RefreshPlan(store, whom.id, library.catalogue, wiring.now().date())
        record = read_own_record(today)
    phrases = library.phrases(whom.language, whom.address)
    lines = own_words(record, library.catalogue, phrases)
    nothing = (phrases("No lesson is finished yet."),)
    _print_lines(tuple(strip_emphasis(line.text) for line in lines) or nothing)
    return DONE


@command.command("export", help=N_("Write all that is kept of somebody: as JSON and as a page."))
@click.argument("person")
@click.option(
    "--out",
    required=True,
    type=OutFile(),
    help=N_("The name for both: the JSON gets .json after it, the page .txt."),
)
def export(person: str, out: Path) -> int:
    """Write both files, readable for this user alone; existing files are not overwritten."""
    from tutor.content.catalogue import Catalogue
    from tutor.paths import lesson_roots, write_private

    translate = current_translator()
    plain_name = out.with_suffix("") if out.suffix.lower() in (".json", ".txt") else out
    data, page = (plain_name.with_name(plain_name.name + end) for end in (".json", ".txt"))
    for file in (data, page):
        if lexists(file):
            message = N_("{file} is there already: please choose another name.")
            raise usage_error(message, file=file)
    with unlocked_records() as store:
        whom = find_person(store, person)
        texts = rights.export_texts(store, whom.id, Catalogue(lesson_roots()))
    with report_refusals(translate):
        write_private(dict(zip((data, page), texts, strict=True)))
    click.echo(data)
    click.echo(page)
    hand_over = N_("Give both to {name} and delete them here: erasing does not reach them.")
    print_note(translate, hand_over, name=rights.display_name(whom, translate))
    return DONE


@command.command("erase", help=N_("Erase somebody and all that is kept of them, for good."))
@click.argument("person")
@_yes_option
def erase(person: str, yes: bool) -> int:
    """Erase a person from the records and their backups."""
    return _change_for_good(person, yes, ERASE, NOTHING_ERASED, rights.erase)


command.add_command(import_)
