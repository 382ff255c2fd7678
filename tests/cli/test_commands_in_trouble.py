"""Every command beside damaged files: a sentence in the language of the program, and the right status."""

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from tutor.cli import DONE, MISSING, USAGE, USER_DATA, main
from tutor.records.database import Reason

LESSON = "lam-quen-phim"
# Those that take seconds of their own are left out: doctor, audio, print, check, PDF.
OF_RECORDS = (
    *("class list", "class show x", "class start x", "class cancel x", "class rehearse x"),
    *("class plan --day 31/12/2026", "people list", "people show Hoa", "people rename Hoa Lan"),
    *(
        "people add Hoa",
        "people consent Hoa",
        "people export Hoa --out {out}",
        "people import {list} --yes",
    ),
    *("people withdraw Hoa", "people erase Hoa", "report progress", "report coverage --json"),
    *("report scam", "report attendance", "pin reset"),
)
OTHERS = ("list", "list --json", f"show {LESSON}", f"play {LESSON} --plain", "voices add {list}")


def rubbish(home: Path) -> None:
    home.mkdir()
    (home / "tutor.db").write_bytes(b"rubbish" * 1000)


def folder(home: Path) -> None:
    (home / "tutor.db").mkdir(parents=True)


def home_is_a_file(home: Path) -> None:
    home.write_text("")


def newer(home: Path) -> None:
    home.mkdir()
    with closing(sqlite3.connect(home / "tutor.db")) as connection:
        connection.execute("PRAGMA user_version = 99")


def bad_settings(home: Path) -> None:
    home.mkdir()
    (home / "laptop.json").write_bytes(b"\xff[[[{")


def lessons_are_a_file(home: Path) -> None:
    home.mkdir()
    (home / "lessons").write_text("")


def bad_lessons(home: Path) -> None:
    lessons = home / "lessons"
    (lessons / "vi" / "lua-dao").mkdir(parents=True)
    (lessons / "phone").mkdir()
    for name in ("topics", "facts", "skills", "pictures", "contacts", "words", "phone/home"):
        (lessons / f"{name}.yaml").write_bytes(b"- [\xff")
    (lessons / "vi" / "lua-dao" / "a.yaml").write_bytes(b"\xff\xfe")


TROUBLES = (rubbish, folder, home_is_a_file, newer, bad_settings, lessons_are_a_file, bad_lessons)
CLOSED = {folder, home_is_a_file, newer}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.__name__)
def test_each_command_says_what_is_amiss(
    trouble: Callable[[Path], None],
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    people = tmp_path / "list.csv"
    people.write_text("Họ tên\nNguyễn Thị Mẫu\n", encoding="utf-8")
    for number, command in enumerate((*OF_RECORDS, *OTHERS)):
        home = tmp_path / str(number)
        trouble(home)
        monkeypatch.setenv("TUTOR_HOME", str(home))
        monkeypatch.setenv("TUTOR_LESSONS", str(home / "lessons"))
        monkeypatch.setattr("sys.stdin", io.StringIO(""))
        monkeypatch.chdir(tmp_path)
        places = command.replace("{list}", str(people)).replace("{out}", f"{number}.json")
        arguments = places.split(" ")
        status: object = DONE
        try:
            main(["--lang", language, *arguments])
        except SystemExit as ended:
            status = ended.code
        shown = capsys.readouterr().err
        assert not (tmp_path / str(number) / "error.log").exists(), command
        assert_plain(shown.replace(str(tmp_path), ""), language, command)
        if trouble in CLOSED and command in OF_RECORDS:
            assert (status, len(shown.splitlines())) == (MISSING, 1), command
        else:
            assert status in (DONE, USER_DATA, USAGE), (command, status, shown)


def assert_plain(shown: str, language: str, command: str) -> None:
    """Assert that an error output holds sentences, and neither words of the machine nor unfilled places."""
    for odd in (
        "Traceback",
        "Error",
        "{",
        "sqlite",
        *(f": {reason}." for reason in get_args(Reason)),
    ):
        assert odd not in shown, (command, shown)
    for line in filter(None, shown.splitlines()):
        vietnamese = any(sign.isalpha() and not sign.isascii() for sign in line)
        assert vietnamese == (language == "vi"), (command, line)
