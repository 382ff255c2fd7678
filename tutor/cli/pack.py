"""`tutor pack`: lessons, voices and facts as one signed file, made, checked, added and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tutor.cli import COMMANDS, DONE, USER_DATA, wiring
from tutor.cli.console import confirm, fail, print_all, print_note, report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import InFile, InPath, OutFile, ShortText
from tutor.cli.records_access import prompt_hidden
from tutor.cli.signing import PASSPHRASE, ask_signer
from tutor.hub import signers
from tutor.hub.messages import COMPARE, NOT_THE_SAME, NOTHING_CHANGED, ONCE_MORE, TOO_SHORT
from tutor.hub.sealing import LEAST_LETTERS, is_long_enough
from tutor.hub.signers import number_of
from tutor.i18n import N_, Translator
from tutor.packs import messages, store
from tutor.packs.contents import examine
from tutor.packs.describe import describe, headline, signer_lines
from tutor.packs.faults import PackError
from tutor.packs.pack import Pack, SignedPack, about_of, files_of, read_pack, write_pack
from tutor.paths import home_folder
from tutor.speech.proving import prove_model

_YES = N_("Do not ask.")
_file = click.argument("file", type=InFile())
_name = click.argument("name")


@click.group(help=COMMANDS["pack"])
def command() -> None:
    """Group the commands about packs."""


@contextmanager
def _refusals(file: Path | str, translate: Translator) -> Iterator[None]:
    """Say why a pack is refused in one sentence, after the problems of its lessons, and exit."""
    name = file if isinstance(file, str) else file.name
    try:
        with report_refusals(translate):
            yield
    except PackError as error:
        print_all(error.problems, translate, err=True)
        click.echo(messages.describe_fault(error, name, translate), err=True)
        raise click.exceptions.Exit(USER_DATA) from error


# Making.


@command.command("key", help=N_("Make the key that signs packs here, or show its number."))
@click.option(
    "--by", type=ShortText(80), help=N_("Who signs with it: the team, the commune, the province.")
)
def key(by: str | None) -> int:
    """Print the number of this laptop's key; make one first where there is none."""
    translate, home = current_translator(), home_folder()
    own = signers.own_key(home)
    if own is None:
        if not by:
            raise usage_error(N_("{name} is missing."), name="--by")
        typed = prompt_hidden(translate(PASSPHRASE))
        if not is_long_enough(typed):
            raise usage_error(TOO_SHORT, letters=LEAST_LETTERS)
        if prompt_hidden(translate(ONCE_MORE)) != typed:
            raise usage_error(NOT_THE_SAME)
        signer = signers.new_signer(by)
        with report_refusals(translate):
            signers.keep_signer(home, signer, typed)
        own = signer.name, signer.public
    click.echo(f"{own[0]}: {number_of(own[1])}")
    print_note(translate, N_("Read this number to those who ask whether a pack is yours."))
    return DONE


@command.command("make", help=N_("Make a signed pack of the lessons and voices in a folder."))
@click.argument("folder", type=InPath())
@click.option("--out", type=OutFile(), help=N_("The file to write."))
def make(folder: Path, out: Path | None) -> int:
    """Check what is in a folder, and write and print the file of a pack."""
    translate, home, today = current_translator(), home_folder(), wiring.now().date()
    with _refusals(folder, translate):
        about = about_of(folder)
        # Names and sizes first, then what takes longer.
        files_of(folder, about)
        examine(folder, about.kind, today, prove_model)
        target = out or folder.absolute().parent / f"{about.name}-{about.version}.tutorpack"
        signer = ask_signer(home, translate)
        click.echo(write_pack(folder, signer, about, today, target))
    return DONE


# Taking.


@command.command("check", help=N_("Check a pack and say what it brings, without adding it."))
@_file
def check(file: Path) -> int:
    """Print what adding a pack would do."""
    translate = current_translator()
    with _refusals(file, translate):
        pack = read_pack(file)
        try:
            _describe(pack, translate)
        except PackError as error:
            # It is whole, and who made it may be told.
            click.echo(headline(pack.manifest, translate))
            _print_signer(pack, translate)
            if error.fault != "same":
                raise
            print_note(translate, messages.FAULTS["same"], **error.values)
    return DONE


@command.command("add", help=N_("Add a pack, or a later version of one that is here."))
@_file
@click.option("--yes", is_flag=True, help=_YES)
def add(file: Path, yes: bool) -> int:
    """Say what a pack brings, ask who signed it where nobody has yet, and add it."""
    translate, home = current_translator(), home_folder()
    with _refusals(file, translate):
        pack = read_pack(file)
        preview = _describe(pack, translate)
        known = pack.signer in signers.trusted_signers(home)
        # Neither a new signer nor the place of something shipped is taken without a question.
        if yes and not known:
            raise PackError("unknown-signer")
        if yes and preview.replaced:
            raise PackError("replaces")
        if not known:
            _ask_about(pack, home, translate)
        if not yes and not confirm(translate(N_("Add this pack?")), translate):
            fail(USER_DATA, translate, NOTHING_CHANGED)
        today = wiring.now().date()
        store.install(pack, home, today, replacing=bool(preview.replaced))
    title = pack.manifest.title(translate.language)
    print_note(translate, messages.ADDED, title=title)
    return DONE


def _describe(pack: Pack, translate: Translator) -> store.Preview:
    preview = store.look_at(pack, home_folder(), wiring.now().date())
    for line in describe(pack, preview, home_folder(), translate):
        click.echo(line)
    return preview


def _print_signer(pack: SignedPack, translate: Translator) -> None:
    for line in signer_lines(pack, home_folder(), translate):
        click.echo(line)


def _ask_about(pack: Pack, home: Path, translate: Translator) -> None:
    """Trust the signer of a pack once somebody has compared the number; end the command otherwise."""
    question = translate(COMPARE, name=pack.manifest.by)
    if not confirm(question, translate):
        fail(USER_DATA, translate, NOTHING_CHANGED)
    signers.trust(home, pack.signer, pack.manifest.by)


@command.command("trust", help=N_("Say whose packs are taken; FILE is a pack of one more signer."))
@click.argument("file", type=InFile(), required=False)
@click.option(
    "--remove", metavar="NUMBER", help=N_("Forget the signer of this number, for figures too.")
)
def trust(file: Path | None, remove: str | None) -> int:
    """Ask about the signer of a pack, take one off the list, and print the list."""
    translate, home = current_translator(), home_folder()
    if file is not None:
        with _refusals(file, translate):
            pack = read_pack(file)
            _print_signer(pack, translate)
            if pack.signer not in signers.trusted_signers(home):
                _ask_about(pack, home, translate)
    if remove is not None:
        numbers = {
            number_of(public).replace(" ", ""): public for public in signers.known_signers(home)
        }
        public = numbers.get(remove.replace(" ", ""))
        if public is None:
            raise usage_error(N_("No signer here has the number {number}."), number=remove)
        with report_refusals(translate):
            signers.distrust(home, public)
    for public, name in signers.trusted_signers(home).items():
        click.echo(f"{number_of(public)}  {name}")
    return DONE


# What is here.


@command.command("list", help=N_("List the packs of this laptop, and check their files."))
def list_() -> int:
    """Print each pack, and which one is damaged."""
    translate, home = current_translator(), home_folder()
    damaged = store.damaged_packs(home)
    for each in store.installed(home):
        click.echo(f"{each.name}  {headline(each.manifest, translate)}")
        _print_signer(each, translate)
    for name in damaged:
        message = N_("{name} is damaged on this disk. Please add it once more, or remove it.")
        print_note(translate, message, name=name)
    return USER_DATA if damaged else DONE


@command.command("back", help=N_("Go back to the version of a pack before this one."))
@_name
def back(name: str) -> int:
    """Use the version before again."""
    translate = current_translator()
    with _refusals(name, translate):
        used = store.roll_back(home_folder(), name)
    print_note(translate, messages.WENT_BACK, name=name, version=used.version)
    return DONE


@command.command("remove", help=N_("Remove a pack with all its versions."))
@_name
@click.option("--yes", is_flag=True, help=_YES)
def remove(name: str, yes: bool) -> int:
    """Remove a pack after a question."""
    translate = current_translator()
    with _refusals(name, translate):
        if not yes and not confirm(translate(N_("Remove {name}?"), name=name), translate):
            fail(USER_DATA, translate, NOTHING_CHANGED)
        store.remove(home_folder(), name)
    print_note(translate, messages.REMOVED, name=name)
    return DONE
