"""`tutor bundle`: records that are carried to another laptop on a stick, and joined there."""

from collections.abc import Sequence
from pathlib import Path

import click

from tutor.cli import COMMANDS, DONE, MISSING, USER_DATA
from tutor.cli.console import confirm, fail, print_note, report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import InPath
from tutor.cli.records_access import prompt_hidden, unlocked_records
from tutor.hub import messages, namesakes, stick
from tutor.hub.namesakes import Pair
from tutor.hub.sealing import LEAST_LETTERS, SealError, is_long_enough
from tutor.hub.summary import describe
from tutor.i18n import N_, Translator
from tutor.records.exchange import Content
from tutor.records.people import Person
from tutor.records.store import Store

PASSPHRASE = N_("Passphrase of the team")

_place = click.argument("place", type=InPath())


@click.group(help=COMMANDS["bundle"])
def command() -> None:
    """Group the commands about records that are carried."""


@command.command(
    "pack", help=N_("Put all records of this laptop onto a stick, beside what it holds.")
)
@_place
@click.option(
    "--new",
    is_flag=True,
    help=N_("Begin a bundle of another passphrase beside those that are there."),
)
def pack(place: Path, new: bool) -> int:
    """Write one bundle that holds what was on the stick and what is here."""
    check_folder(place)
    with unlocked_records() as store:
        return pack_content(place, store.exchange.content(), new=new)


def check_folder(place: Path) -> None:
    """Raise a usage error unless a bundle can be packed into this folder."""
    if not place.is_dir():
        raise usage_error(
            N_("{place} is no folder. Please name the folder of the stick."), place=place
        )


def pack_content(place: Path, own: Content, *, new: bool) -> int:
    """Ask for the passphrase, write one bundle and say what it holds."""
    translate = current_translator()
    with report_refusals(translate):
        bundles = stick.bundles_at(place)
        passphrase = _ask_passphrase(translate, twice=new or not bundles)
        read = stick.read_bundles(place, passphrase)
        if not new and stick.is_of_others(read):
            _print_faults(read, translate)
            fail(USER_DATA, translate, _OTHER_TEAM)
        try:
            packed = stick.pack_onto(place, own, read, passphrase)
        except SealError:
            fail(MISSING, translate, messages.NOT_WRITTEN)
        _print_faults(read, translate)
    if packed.file is None:
        click.echo(translate(messages.NOTHING_NEW))
    else:
        click.echo(packed.file)
        print_new(packed.new_events, packed.new_people, translate)
    for line in describe([packed.content], translate):
        click.echo(line)
    click.echo(translate(messages.PULL_OUT))
    return DONE


_OTHER_TEAM = N_(
    "Nothing was written. If another team has this stick too: --new begins a bundle of your own."
)


def print_new(events: int, people: int, translate: Translator) -> None:
    """Print how many notes and people are new."""
    click.echo(translate(messages.NEW, events=events, people=people))


@command.command("show", help=N_("Say what a stick brings, without joining it."))
@_place
def show(place: Path) -> int:
    """Print what the bundles hold and what of it is new here."""
    translate = current_translator()
    with unlocked_records() as store:
        contents, whole = _read(place, translate)
        _describe(store, contents, translate)
    return DONE if whole else USER_DATA


@command.command("join", help=N_("Join what a stick brings with the records of this laptop."))
@_place
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
def join(place: Path, yes: bool) -> int:
    """Print what the bundles hold, ask, and join them."""
    translate = current_translator()
    with unlocked_records() as store:
        contents, whole = _read(place, translate)
        _describe(store, contents, translate)
        if not (yes or confirm(translate(N_("Join this?")), translate)):
            print_note(translate, N_("Nothing was changed."))
            return USER_DATA
        joined = store.exchange.join(contents)
        print_new(joined.new_events, joined.new_people, translate)
        for noted, message in (
            (joined.differing, messages.DIFFERING),
            (joined.renumbered, messages.RENUMBERED),
        ):
            if noted:
                print_note(translate, message, count=noted)
        pairs = namesakes.pairs_to_ask(store.people(), store.exchange.entries())
    if pairs:
        message = N_("Pairs that may be one person: {count}. Please look: tutor bundle same")
        print_note(translate, message, count=len(pairs))
    return DONE if whole else USER_DATA


def _ask_passphrase(translate: Translator, *, twice: bool) -> str:
    """Ask for the passphrase of the team; one that begins a bundle is long enough and typed twice."""
    typed = prompt_hidden(translate(PASSPHRASE))
    if twice:
        if not is_long_enough(typed):
            raise usage_error(messages.TOO_SHORT, letters=LEAST_LETTERS)
        if prompt_hidden(translate(messages.ONCE_MORE)) != typed:
            raise usage_error(messages.NOT_THE_SAME)
    return typed


def _read(place: Path, translate: Translator) -> tuple[list[Content], bool]:
    """Return the records of the bundles at a place, and whether each could be read; end without any."""
    with report_refusals(translate):
        if not stick.bundles_at(place):
            fail(USER_DATA, translate, messages.NO_BUNDLE, folder=place)
        read = stick.read_bundles(place, _ask_passphrase(translate, twice=False))
    _print_faults(read, translate)
    contents = stick.contents_of(read)
    if not contents:
        raise click.exceptions.Exit(USER_DATA)
    return contents, len(contents) == len(read)


def _print_faults(read: Sequence[stick.Read], translate: Translator) -> None:
    for bundle in read:
        if bundle.fault is not None:
            print_note(translate, messages.FAULTS[bundle.fault], file=bundle.file.name)


def _describe(store: Store, contents: Sequence[Content], translate: Translator) -> None:
    for line in describe(contents, translate):
        click.echo(line)
    events, people = store.exchange.unknown(contents)
    print_new(events, people, translate)


@command.command(
    "same", help=N_("Ask of each two namesakes of different laptops whether they are one person.")
)
def same() -> int:
    """Ask about each pair once; what is left without an answer is asked again."""
    translate = current_translator()
    with unlocked_records() as store:
        pairs = namesakes.pairs_to_ask(store.people(), store.exchange.entries())
        for pair in pairs:
            answer = _ask_about(pair, translate)
            if answer is not None:
                one, other = pair
                store.classes.compare_people([(one.id, other.id)], same=answer)
    if not pairs:
        click.echo(translate(N_("There is nobody to ask about.")))
    return DONE


def _ask_about(pair: Pair, translate: Translator) -> bool | None:
    for person in pair:
        click.echo(_entry(person))
    message = N_("One person? y: yes, n: two people, Enter: not certain")
    typed = click.prompt(translate(message), default="", show_default=False, err=True)
    return {"y": True, "c": True, "n": False, "k": False}.get(typed.strip().casefold()[:1])


def _entry(person: Person) -> str:
    about = ", ".join(filter(None, (person.hamlet, person.household)))
    entry = f"{person.id[:8]}  {person.name}"
    return f"{entry} ({about})" if about else entry


@command.command("apart", help=N_("Take two entries apart again that were said to be one person."))
@click.argument("person")
def apart(person: str) -> int:
    """Take apart all entries of a person."""
    from tutor.classroom.rights import find_people

    translate = current_translator()
    with unlocked_records() as store:
        entries = store.exchange.entries()
        matches = find_people(namesakes.joined_people(store.people(), entries), person)
        if len(matches) != 1:
            raise usage_error(
                N_("{asked} is nobody with several entries, or several people."), asked=person
            )
        store.classes.compare_people(namesakes.pairs_of(matches[0].id, entries), same=False)
    click.echo(translate(N_("Taken apart. What was noted since stays with one of the two.")))
    return DONE
