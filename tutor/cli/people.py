"""`tutor people`: who is on the list, and what each of them may ask for."""

import json
from os.path import lexists
from pathlib import Path
from typing import get_args

import click

from tutor.classroom import labels, rights
from tutor.cli import DONE, USER_DATA, wiring
from tutor.cli.console import confirm, report_refusals
from tutor.cli.group import Context, translator_of
from tutor.cli.params import OutFile
from tutor.cli.people_add import add, need_name, no_numbers
from tutor.cli.people_import import NAME, import_
from tutor.cli.records_access import unlocked_records
from tutor.content.text import one_line, strip_emphasis
from tutor.i18n import N_, Translator
from tutor.records.class_events import ConsentMethod
from tutor.records.people import Person, distinct_name
from tutor.records.store import Store

_WHO = N_("No one here is called {asked}. `tutor people list` shows everybody.")
_WHICH = N_("{asked} may be several people. Take the id: {ids}")


@click.group(help=N_("See who is on the list; export, erase, ask for consent."))
def command() -> None:
    """Group the commands about people."""


def _person(ctx: click.Context, store: Store, asked: str) -> Person:
    translate = translator_of(ctx)
    matches = rights.find_people(store.people(), asked)
    if len(matches) == 1:
        return matches[0]
    ids = ", ".join(distinct_name(person.id[:8], person, matches) for person in matches)
    message = _WHICH if matches else _WHO
    raise click.UsageError(translate(message, asked=one_line(asked), ids=ids), ctx)


def _confirm(question: str, whom: Person, translate: Translator) -> bool:
    """Ask before a change of a person that cannot be undone."""
    return confirm(translate(question, name=rights.display_name(whom, translate)), translate)


def _say(lines: tuple[str, ...]) -> None:
    for line in lines:
        click.echo(line)


@command.command("list", help=N_("List everybody whom this laptop knows."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print the list as JSON."))
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> int:
    """Print the people by name."""
    translate = translator_of(ctx)
    with unlocked_records(translate) as store:
        people = sorted(store.people(), key=lambda person: (person.role, person.name.casefold()))
        given = {consent.learner: consent.given for consent in store.classes.snapshot().consents}
    if as_json:
        rows = [_row(person, given.get(person.id)) for person in people]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return DONE
    answers = {True: N_("agreed"), False: N_("wants nothing kept"), None: N_("not asked yet")}
    for person in people:
        name = rights.display_name(person, translate)
        place = ", ".join(filter(None, (person.hamlet, person.household)))
        answer = translate(answers[given.get(person.id)])
        about = "; ".join(filter(None, (translate(labels.ROLES[person.role]), place, answer)))
        click.echo(f"{person.id[:8]}  {name}  ({about})")
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


@command.command("rename", help=N_("Write somebody's name in another way."))
@click.argument("person")
@click.argument("name", type=NAME)
@click.pass_context
def rename(ctx: click.Context, person: str, name: str) -> int:
    """Change a name."""
    need_name(ctx, name)
    with unlocked_records(translator_of(ctx)) as store, no_numbers(ctx):
        changed = store.change_person(_person(ctx, store, person).id, name=name)
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
@click.pass_context
def consent(ctx: click.Context, person: str, method: ConsentMethod, witness: str) -> int:
    """Print the text, ask for the answer and record it."""
    translate = translator_of(ctx)
    with unlocked_records(translate) as store:
        asked = _person(ctx, store, person)
        heard_by = _person(ctx, store, witness).id if witness else ""
        phrases = wiring.library().phrases(asked.language, asked.address)
        _say(tuple(phrases(sentence) for sentence in rights.CONSENT_SENTENCES))
        if confirm(phrases(rights.CONSENT_QUESTION), translate, needed=True):
            store.classes.give_consent(asked.id, rights.CONSENT_VERSION, method, heard_by)
            click.echo(translate(N_("Noted: {name} agrees."), name=asked.name))
        else:
            _say(rights.withdraw(store, asked, translate))
    return DONE


@command.command("withdraw", help=N_("Note that somebody wants nothing more to be kept."))
@click.argument("person")
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.pass_context
def withdraw(ctx: click.Context, person: str, yes: bool) -> int:
    """Withdraw a person's consent."""
    translate = translator_of(ctx)
    with unlocked_records(translate) as store:
        whom = _person(ctx, store, person)
        asked = N_("Note that {name} wants nothing more to be kept?")
        if not (yes or _confirm(asked, whom, translate)):
            click.echo(translate(N_("Nothing was changed.")), err=True)
            return USER_DATA
        _say(rights.withdraw(store, whom, translate))
    return DONE


@command.command("show", help=N_("Print for somebody what they can do already, in plain words."))
@click.argument("person")
@click.pass_context
def show(ctx: click.Context, person: str) -> int:
    """Print what the person's own screen shows, in the person's language."""
    from tutor.learning.own_record import read_own_record
    from tutor.learning.refresh import RefreshPlan
    from tutor.lesson.present_record import own_words

    translate = translator_of(ctx)
    library = wiring.library()
    with unlocked_records(translate) as store:
        whom = _person(ctx, store, person)
        today = RefreshPlan(store, whom.id, library.catalogue, wiring.now().date())
        record = read_own_record(today)
    phrases = library.phrases(whom.language, whom.address)
    lines = own_words(record, library.catalogue, phrases)
    nothing = (phrases("No lesson is finished yet."),)
    _say(tuple(strip_emphasis(line.text) for line in lines) or nothing)
    return DONE


@command.command("export", help=N_("Write all that is kept of somebody: as JSON and as a page."))
@click.argument("person")
@click.option(
    "--out",
    required=True,
    type=OutFile(),
    help=N_("The name for both: the JSON gets .json after it, the page .txt."),
)
@click.pass_context
def export(ctx: click.Context, person: str, out: Path) -> int:
    """Write both files, readable for this user alone; existing files are not overwritten."""
    from tutor.content.catalogue import Catalogue
    from tutor.paths import lesson_roots, write_private

    translate = translator_of(ctx)
    plain_name = out.with_suffix("") if out.suffix.lower() in (".json", ".txt") else out
    data, page = (plain_name.with_name(plain_name.name + end) for end in (".json", ".txt"))
    for file in (data, page):
        if lexists(file):
            taken = N_("{file} is there already: please choose another name.")
            raise click.UsageError(translate(taken, file=file), ctx)
    with unlocked_records(translate) as store:
        whom = _person(ctx, store, person)
        exported = rights.export_person(store, whom.id)
    translate_for_them = Translator(whom.language)
    catalogue = Catalogue(lesson_roots())
    titles = {entry.id: entry.title for entry in catalogue.lessons(whom.language)}
    text = rights.person_page(
        exported, translate_for_them, titles, lambda id: catalogue.skill_name(id, whom.language)
    )
    with report_refusals(translate):
        write_private({data: json.dumps(exported, ensure_ascii=False, indent=2) + "\n", page: text})
    click.echo(data)
    click.echo(page)
    hand_over = N_("Give both to {name} and delete them here: erasing does not reach them.")
    click.echo(translate(hand_over, name=rights.display_name(whom, translate)), err=True)
    return DONE


@command.command("erase", help=N_("Erase somebody and all that is kept of them, for good."))
@click.argument("person")
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.pass_context
def erase(ctx: click.Context, person: str, yes: bool) -> int:
    """Erase a person from the records and their backups."""
    translate = translator_of(ctx)
    with unlocked_records(translate) as store:
        whom = _person(ctx, store, person)
        asked = N_("Erase {name} for good? This cannot be undone")
        if not (yes or _confirm(asked, whom, translate)):
            click.echo(translate(N_("Nothing was erased.")), err=True)
            return USER_DATA
        _say(rights.erase(store, whom, translate))
    return DONE


command.add_command(add)
command.add_command(import_)
for subcommand in command.commands.values():
    subcommand.context_class = Context
