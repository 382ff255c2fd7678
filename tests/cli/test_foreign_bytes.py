"""Names, hamlets, files and arguments that would steer a terminal: no command prints anything of them."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tutor import paths
from tutor.cli import main, wiring
from tutor.content.text import is_unsafe
from tutor.paths import records_file
from tutor.records.store import open_store

# Writes to the clipboard, sets colours in two ways, clears the screen, turns the direction of reading.
FOREIGN = "\x1b]52;c;aGk=\x07\x9b31m\x1b[2J\u202e\u200b\ufeff\r"
NAME = f"{FOREIGN}Hoa"
DAY = date(2026, 11, 30)

COMMANDS = (
    *(["list"], ["show", "ld-gia-cong-an"], ["voices"], ["doctor"], ["--help"], []),
    *(["people", "list"], ["people", "show", "Hoa"], ["people", "show", "Lan"]),
    *(["people", "export", "Hoa", "--out", "{folder}"], ["people", "consent", "Hoa"]),
    *(["people", "rename", "Hoa", f"{FOREIGN}Hoa"], ["people", "withdraw", "Hoa"]),
    *(["people", "add", f"{FOREIGN}Mai"], ["people", "erase", "Hoa"]),
    *(["class", "list"], ["class", "show", "{session}"], ["class", "start", "{session}"]),
    *(["class", "rehearse", "{session}"], ["class", "cancel", "{session}"]),
    *(["class", "plan", "--hamlet", FOREIGN, "--day", "2026-12-02"],),
    *(["report", kind] for kind in ("progress", "attendance", "coverage", "scam")),
    *(["report", "coverage", "--format", kind] for kind in ("csv", "json")),
    *(["check", "{lessons}"], ["show", "vi-du"], ["play", "vi-du", "--plain"]),
    # Wrong usage: what was typed is told.
    *([FOREIGN], ["--" + FOREIGN], ["show", FOREIGN], ["play", FOREIGN], ["list", FOREIGN]),
    *(
        ["report", FOREIGN],
        ["report", "coverage", "--hamlet", FOREIGN],
        ["people", "show", FOREIGN],
    ),
    *(["report", "coverage", "--out", f"{FOREIGN}/x.csv"], ["check", FOREIGN], ["print", FOREIGN]),
    *(["people", "import", f"{FOREIGN}.csv"], ["class", "show", FOREIGN], ["say", ""]),
    *(["class", "plan", "--day", FOREIGN], ["people", "list", FOREIGN], ["audio", FOREIGN]),
)
_LESSON = f"""format: 1
id: vi-du
language: vi
topic: lua-dao
title: "Một \\e]52;c;aGk=\\a hai \\u202e"
objective: B
minutes: 5
steps:
  - say: "Xin chào \\e[2J"
  - {FOREIGN!r}: 1
"""


@pytest.fixture
def values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Have people, classes and lessons with foreign signs; return what stands for the fields of a command."""
    with closing(open_store(records_file(), clock=wiring.now)) as store:
        for household in ("một", "hai"):
            store.add_person(name="Lan", hamlet="Đông", household=household, on_roster=True)
        store.add_person(name="Hoa", hamlet="Đông", on_roster=True)
        lessons = ("ld-gia-cong-an",)
        session = store.classes.plan_session(day=DAY, hamlet=f"{FOREIGN}Đông", lessons=lessons)
    with closing(sqlite3.connect(records_file())) as connection, connection:
        for column in ("name", "hamlet", "household"):
            connection.execute(f"UPDATE person SET {column} = ? || {column}", (FOREIGN,))
    lessons_folder = tmp_path / f"lessons{FOREIGN}"
    file = lessons_folder / "vi" / "lua-dao" / "vi-du.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(_LESSON, encoding="utf-8")
    monkeypatch.setenv("TUTOR_LESSONS", str(lessons_folder))
    return {"folder": str(tmp_path), "session": session.id, "lessons": str(lessons_folder)}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: ascii(" ".join(command))[1:-1])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_command_prints_foreign_bytes(
    command: list[str],
    language: str,
    values: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Those of the program, which are checked elsewhere, take seconds.
    if command == ["doctor"]:
        monkeypatch.setattr(paths, "lesson_roots", lambda: (Path(values["lessons"]),))
    arguments = [part.format(**values) if "{" in part else part for part in command]
    status: object = 0
    try:
        main(["--lang", language, *arguments])
    except SystemExit as ended:
        status = ended.code
    # The lines of a CSV file end so.
    printed = "".join(capsys.readouterr()).replace("\r\n", "\n")
    assert printed
    assert {sign for sign in printed if is_unsafe(sign)} == set()
    assert "Traceback" not in printed
    assert status in (0, 1, 2, 3)
