"""The records of this laptop for a command: opened or said why not, and behind the PIN where there is one."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from tutor.classroom.pin import Pin
from tutor.classroom.records_words import told
from tutor.cli import MISSING, USER_DATA, wiring
from tutor.i18n import N_, Words
from tutor.records import Store, StoreUnavailable, default_path, open_store


@contextmanager
def kept_records(words: Words) -> Iterator[Store]:
    """Give the records; ends the program with 3 where they cannot be read or written."""
    try:
        store = open_store(default_path(), clock=wiring.now)
        try:
            say_notices(store, words)
            yield store
        finally:
            store.close()
    except StoreUnavailable as error:
        said = words(
            N_("The records cannot be read or written: {reason}. `tutor doctor` says more.")
        )
        click.echo(said.replace("{reason}", error.reason), err=True)
        raise SystemExit(MISSING) from error


def say_notices(store: Store, words: Words) -> None:
    """Say what opening the records met, each in a line."""
    for said, mend in told(store.notices):
        click.echo(f"{words(said)} {words(mend)}", err=True)


@contextmanager
def guarded_records(words: Words) -> Iterator[Store]:
    """Give the records once the PIN was given, if there is one; ends the program with 1 if it is locked."""
    with kept_records(words) as store:
        _ask_pin(Pin(store.pins, wiring.monotonic), words)
        yield store


def _ask_pin(pin: Pin, words: Words) -> None:
    while pin.is_set:
        if pin.wait() > 0:
            _refuse(pin.wait(), words)
        given = click.prompt(words(N_("PIN")), hide_input=True, err=True)
        match pin.check(given):
            case "right" | "none":
                return
            case "locked":
                _refuse(pin.wait(), words)
            case "wrong":
                click.echo(words(N_("That is not the PIN.")), err=True)


def _refuse(wait: float, words: Words) -> None:
    """End the command: the wait counts only while one program runs, as the app does."""
    said = words(
        N_(
            "The PIN was wrong too often. Open the volunteers' side in the app and leave it open for "
            "{minutes} minutes, then try again; or: tutor pin reset"
        )
    )
    click.echo(said.replace("{minutes}", str(max(1, round(wait / 60)))), err=True)
    raise SystemExit(USER_DATA)
