"""`tutor web`: serve the app to browsers of this computer or of the local network."""

import asyncio
import contextlib
import os
import signal
import socket
import webbrowser
from functools import partial
from pathlib import Path

import click

from tutor.cli import DONE, MISSING
from tutor.cli.group import translator_of
from tutor.i18n import N_, Translator
from tutor.interpreter import python_command
from tutor.web.gate import LOOPBACK, Gate, lan_addresses, listen
from tutor.web.pages import PagePartError, PageWords

_LOG_NAME = "web.log"


@click.command(help=N_("Open the app in a browser, on this computer or in the room."))
@click.option("--port", type=click.IntRange(1024, 65535), help=N_("The port to listen on."))
@click.option("--lan", is_flag=True, help=N_("Let other devices in this room in, each by a code."))
@click.option("--open", "opens", is_flag=True, help=N_("Open the browser at once."))
@click.pass_context
def command(ctx: click.Context, port: int | None, lan: bool, opens: bool) -> int:
    """Serve until Ctrl-C; print the address, and with `--lan` a code for the next browser."""
    translate = translator_of(ctx)
    network = lan_addresses() if lan else ()
    if lan and not network:
        click.echo(translate(N_("This computer is in no network now.")), err=True)
        return MISSING
    try:
        sockets = listen((*network, LOOPBACK), port)
    except OSError:
        taken_port = N_("Port {port} is taken. Please ask for another one, or for none.")
        click.echo(translate(taken_port, port=port), err=True)
        return MISSING
    taken = sockets[0].getsockname()[1]
    names = (*network, LOOPBACK, "localhost")
    gate = Gate((f"{name}:{taken}" for name in names), codes=lan)
    try:
        asyncio.run(_serve(gate, sockets, translate, opens=opens))
    except KeyboardInterrupt:
        # Windows reports Ctrl-C as this exception.
        return DONE
    except PagePartError as error:
        missing = N_("What pages are made of is missing or of another version: {part}")
        click.echo(translate(missing, part=error), err=True)
        return MISSING
    return DONE


async def _serve(
    gate: Gate, sockets: list[socket.socket], translate: Translator, *, opens: bool
) -> None:
    from tutor.paths import records_file
    from tutor.speech.player import PAGE_SOUND
    from tutor.web.server import WebServer

    guests = ["--guests-only"] if gate.code else []
    session = ("-m", "tutor.cli.web_session", "--lang", translate.language)
    server = WebServer(
        gate,
        python_command(*session, *guests),
        page_words(translate),
        voice=PAGE_SOUND,
        log=new_log(records_file().parent),
        let_in=partial(_say_code, gate, translate),
    )
    addresses = ["http://{}:{}".format(*listening.getsockname()) for listening in sockets]
    click.echo(addresses[0])
    if gate.code:
        _say_code(gate, translate)
    click.echo(translate(N_("Ctrl-C ends it.")), err=True)
    if opens:
        webbrowser.open(addresses[-1])
    await server.serve(sockets, end_request())


def new_log(folder: Path) -> Path:
    """Create the empty error log of the browser processes, private to this user, and return its path."""
    log = folder / _LOG_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        log.unlink(missing_ok=True)
        log.touch(mode=0o600)
    except OSError:
        return Path(os.devnull)
    return log


def end_request() -> asyncio.Event:
    """Return an event that SIGINT and SIGTERM set; on Windows Ctrl-C raises an exception instead."""
    end = asyncio.Event()
    for asked in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(asked, end.set)
    return end


def _say_code(gate: Gate, translate: Translator) -> None:
    code = gate.code or ""
    click.echo(
        translate(N_("Code for the next device: {code}"), code=f"{code[:3]} {code[3:]}"), err=True
    )


def page_words(translate: Translator) -> PageWords:
    """Return the translated texts of the pages."""
    return PageWords(
        language=translate.language,
        title=translate(N_("Learning the smartphone")),
        begin=translate(N_("Begin")),
        begin_hint=translate(N_("Please press this button, or Enter. The lessons are read aloud.")),
        ended=translate(N_("The lesson is over.")),
        ended_hint=translate(N_("You can begin again at any time.")),
        lost=translate(N_("The lesson has stopped.")),
        lost_hint=translate(
            N_("The laptop that shows it cannot be reached just now. Please ask a helper.")
        ),
        full=translate(N_("All places are taken just now.")),
        full_hint=translate(
            N_("As soon as somebody rests, there is a place. Please wait a little.")
        ),
        anew=translate(N_("Begin again")),
        code=translate(N_("Which six digits does the laptop show?")),
        code_hint=translate(N_("The helper at the laptop can read them out.")),
        code_done=translate(N_("Done")),
        code_wrong=translate(N_("Those are other digits. Please look at the laptop again.")),
        code_wait=translate(N_("Please wait {seconds} seconds, then type the digits again.")),
    )
