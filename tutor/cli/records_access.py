"""Access to the records for a command: opens them, prints their notices, and asks for the PIN.

`tutor pin` takes a forgotten PIN away, for whoever owns the account of this machine.
"""

import getpass
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from tutor.classroom.labels import notice_messages, remedy_for
from tutor.classroom.pin import Pin
from tutor.cli import COMMANDS, DONE, MISSING, USER_DATA, wiring
from tutor.cli.console import fail, print_note
from tutor.cli.group import current_translator
from tutor.i18n import N_, Translator
from tutor.paths import records_file
from tutor.records.database import StoreUnavailable
from tutor.records.store import Store, open_store


@contextmanager
def open_records() -> Iterator[Store]:
    """Open the records; end the program with 3 if they cannot be read or written."""
    translate = current_translator()
    try:
        store = open_store(records_file(), clock=wiring.now)
        try:
            print_notices(store, translate)
            yield store
        finally:
            store.close()
    except StoreUnavailable as error:
        message = N_("The records in {folder} cannot be read or written. {remedy}")
        remedy = translate(remedy_for(error.reason))
        fail(MISSING, translate, message, folder=records_file().parent, remedy=remedy)


def print_notices(store: Store, translate: Translator) -> None:
    """Print the notices of the opening, one a line."""
    for notice, remedy in notice_messages(store.notices):
        click.echo(f"{translate(notice)} {translate(remedy)}", err=True)


@contextmanager
def unlocked_records() -> Iterator[Store]:
    """Open the records and ask for the PIN, if one is set; end the program with 1 if it is locked."""
    with open_records() as store:
        _ask_pin(Pin(store.pins, wiring.monotonic), current_translator())
        yield store


def _ask_pin(pin: Pin, translate: Translator) -> None:
    while pin.is_set:
        if pin.wait() > 0:
            _refuse(pin.wait(), translate)
        given = prompt_hidden(translate(N_("PIN")))
        match pin.check(given):
            case "right" | "none":
                return
            case "locked":
                _refuse(pin.wait(), translate)
            case "wrong":
                print_note(translate, N_("That is not the PIN."))


def prompt_hidden(text: str) -> str:
    """Ask for a text that is not shown; without a terminal it is read from the input as it is."""
    with warnings.catch_warnings():
        # Python warns, in English, that it cannot hide what no terminal shows.
        warnings.simplefilter("ignore", getpass.GetPassWarning)
        return str(click.prompt(text, hide_input=True, err=True))


def _refuse(wait: float, translate: Translator) -> NoReturn:
    """End the command: the wait is counted only within one run of a program, such as the app."""
    message = N_(
        "The PIN was wrong too often. Open the volunteers' side in the app and leave it open for "
        "{minutes} minutes, then try again; or: tutor pin reset"
    )
    fail(USER_DATA, translate, message, minutes=max(1, round(wait / 60)))


@click.group(help=COMMANDS["pin"])
def pin() -> None:
    """Group the commands about the PIN."""


@pin.command("reset", help=N_("Take the PIN away; records are kept, and a new PIN can be set."))
def reset_pin() -> int:
    """Remove the PIN after the user has typed a word, so that nobody does it by mistake."""
    translate = current_translator()
    word = translate(N_("RESET"))
    with open_records() as store:
        if store.pins.find() is None:
            click.echo(translate(N_("There is no PIN. The volunteers' side asks for a new one.")))
            return DONE
        question = translate(N_("To take the PIN away, type {word}"), word=word)
        typed = click.prompt(question, err=True, default="", show_default=False)
        if typed.strip().upper() != word:
            print_note(translate, N_("The PIN stays as it was."))
            return USER_DATA
        store.pins.clear()
    click.echo(translate(N_("The PIN is taken away. All records are as they were.")))
    return DONE
