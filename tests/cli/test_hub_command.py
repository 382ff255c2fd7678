"""`tutor hub` without a server: what cannot go on is said in one sentence, with its status."""

import sys
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from tutor.cli import MISSING, USER_DATA
from tutor.cli.group import run
from tutor.hub import postgres
from tutor.hub.postgres import HubError


def hub(*arguments: object) -> int:
    return run(["--lang", "en", "hub", *map(str, arguments)])


def sentences(capsys: pytest.CaptureFixture[str]) -> list[str]:
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err.splitlines()


def test_without_the_package_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert hub("init") == MISSING
    [sentence] = sentences(capsys)
    assert sentence.startswith("The store needs the package psycopg. Please run:")
    assert "install 'psycopg[binary]>=3.2'" in sentence


def test_a_server_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hub("init", "--db", f"host={tmp_path}") == MISSING
    [sentence] = sentences(capsys)
    assert sentence.startswith("The store does not answer: ")
    assert hub("load", tmp_path, "--db", f"host={tmp_path}") == USER_DATA
    assert sentences(capsys) == [f"There is no bundle in {tmp_path}."]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.DiskFull("could not extend file"), "The disk of the store is full"),
        (errors.InsufficientPrivilege("permission denied"), "may not do that: permission denied"),
        (
            errors.AdminShutdown("terminating connection\nmore"),
            "broke off: terminating connection.",
        ),
        (psycopg.OperationalError("FATAL:  no space left."), "broke off: no space left."),
        (errors.UndefinedTable("no such table"), "refused it: no such table"),
    ],
)
def test_each_error_of_the_server_has_its_sentence(
    error: psycopg.Error,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Broken:
        def __enter__(self) -> "Broken":
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def execute(self, *_: object) -> None:
            raise error

    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: Broken())
    with pytest.raises(HubError), postgres.connected("") as connection:
        connection.execute("SELECT 1")
    assert hub("report", "coverage", "--commune", "12472") == MISSING
    [sentence] = sentences(capsys)
    assert words in sentence
