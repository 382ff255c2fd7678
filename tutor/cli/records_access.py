"""Access to the records for a command: opens them, prints their notices, and asks for the PIN."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from tutor.classroom.labels import notice_messages
from tutor.classroom.pin import Pin
from tutor.cli import MISSING, USER_DATA, wiring
from tutor.i18n import N_, Translator
from tutor.paths import records_file
from tutor.records.database import StoreUnavailable
from tutor.records.store import Store, open_store


@contextmanager
def open_records(translate: Translator) -> Iterator[Store]:
    """Open the records; end the program with 3 if they cannot be read or written."""
    try:
        store = open_store(records_file(), clock=wiring.now)
        try:
            print_notices(store, translate)
            yield store
        finally:
            store.close()
    except StoreUnavailable as error:
        click.echo(
            translate(
                N_("The records cannot be read or written: {reason}. `tutor doctor` says more."),
                reason=error.reason,
            ),
            err=True,
        )
        raise SystemExit(MISSING) from error


def print_notices(store: Store, translate: Translator) -> None:
    """Print the notices of the opening, one a line."""
    for notice, remedy in notice_messages(store.notices):
        click.echo(f"{translate(notice)} {translate(remedy)}", err=True)


@contextmanager
def unlocked_records(translate: Translator) -> Iterator[Store]:
    """Open the records and ask for the PIN, if one is set; end the program with 1 if it is locked."""
    with open_records(translate) as store:
        _ask_pin(Pin(store.pins, wiring.monotonic), translate)
        yield store


def _ask_pin(pin: Pin, translate: Translator) -> None:
    while pin.is_set:
        if pin.wait() > 0:
            _refuse(pin.wait(), translate)
        given = click.prompt(translate(N_("PIN")), hide_input=True, err=True)
        match pin.check(given):
            case "right" | "none":
                return
            case "locked":
                _refuse(pin.wait(), translate)
            case "wrong":
                click.echo(translate(N_("That is not the PIN.")), err=True)


def _refuse(wait: float, translate: Translator) -> None:
    """End the command: the wait is counted only within one run of a program, such as the app."""
    click.echo(
        translate(
            N_(
                "The PIN was wrong too often. Open the volunteers' side in the app and leave it open for "
                "{minutes} minutes, then try again; or: tutor pin reset"
            ),
            minutes=max(1, round(wait / 60)),
        ),
        err=True,
    )
    raise SystemExit(USER_DATA)
