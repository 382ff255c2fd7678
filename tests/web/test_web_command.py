"""`tutor web` as it is started, and what it says when it cannot be."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from patience import PATIENCE_SECONDS

from tutor.cli import DONE, MISSING, web
from tutor.cli.group import group
from tutor.paths import records_file
from tutor.web.gate import LOOPBACK, lan_addresses, listen

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(sys.platform == "win32", reason="ended by a signal"),
]


@contextmanager
def started(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the command on a free port; it is ended as with Ctrl-C."""
    with listen((LOOPBACK,), 0)[0] as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tutor", "--lang", "en", "web", f"--port={port}", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    running = subprocess.Popen(command, text=True, env=dict(os.environ), **pipes)  # type: ignore[call-overload]
    assert running.stdout is not None
    try:
        yield running, running.stdout.readline().strip()
    finally:
        running.send_signal(signal.SIGINT)


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def run(*options: str) -> tuple[int, str]:
    result = CliRunner().invoke(group, ["--lang", "en", "web", *options], standalone_mode=False)
    return result.return_value, result.output


def test_the_address_is_printed_and_ctrl_c_ends_it_quietly() -> None:
    with started() as (running, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
        assert status(address) == 200
    out, said = running.communicate(timeout=PATIENCE_SECONDS)
    assert (running.returncode, out) == (DONE, "")
    assert said == "Ctrl-C ends it.\n"


@pytest.mark.skipif(not lan_addresses(), reason="this computer is in no network")
def test_for_the_room_a_code_is_said_and_nothing_is_written_of_who_came() -> None:
    with started("--lan") as (running, address):
        assert address.startswith(f"http://{lan_addresses()[0]}:")
        assert status(address) == 401
    _, said = running.communicate(timeout=PATIENCE_SECONDS)
    assert re.fullmatch(r"Code for the next device: \d{3} \d{3}\nCtrl-C ends it\.\n", said)
    log = records_file().parent / "web.log"
    assert log.read_text() == ""
    assert log.stat().st_mode & 0o077 == 0


def test_a_port_that_is_taken_is_said() -> None:
    with listen((LOOPBACK,), 0)[0] as taken:
        port = taken.getsockname()[1]
        done, said = run(f"--port={port}")
    assert done == MISSING
    assert f"Port {port} is taken" in said


def test_without_a_network_nobody_in_the_room_can_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "lan_addresses", lambda: ())
    done, said = run("--lan")
    assert done == MISSING
    assert "no network" in said
