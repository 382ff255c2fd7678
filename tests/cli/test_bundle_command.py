"""`tutor bundle`: records go to another laptop on a stick; what goes wrong is one sentence and a status."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cheap_keys import make_cheap_keys

from tutor.cli import DONE, MISSING, USAGE, USER_DATA, wiring
from tutor.cli.group import run
from tutor.paths import records_file
from tutor.records.store import open_store

WORDS = "bốn con trâu đỏ"
Typing = Callable[..., None]


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap_keys(monkeypatch.setattr)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "Bác Tư’s USB"
    folder.mkdir()
    return folder


def at_laptop(monkeypatch: pytest.MonkeyPatch, home: Path, *names: str) -> None:
    """Go to a laptop, and put people on its list."""
    monkeypatch.setenv("TUTOR_HOME", str(home))
    store = open_store(records_file(), clock=wiring.now)
    for name in names:
        store.add_person(name=name, on_roster=True)
    store.close()


def names() -> list[str]:
    store = open_store(records_file(), clock=wiring.now)
    found = sorted(person.name for person in store.people())
    store.close()
    return found


def bundle(*arguments: object) -> int:
    return run(["--lang", "en", "bundle", *map(str, arguments)])


def test_records_go_round_and_namesakes_are_asked_about(
    tmp_path: Path,
    stick: Path,
    typing: Typing,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at_laptop(monkeypatch, tmp_path / "a", "Nguyễn Thị Hoa", "Lan")
    typing(WORDS, WORDS)
    assert bundle("pack", stick) == DONE
    at_laptop(monkeypatch, tmp_path / "b", "Nguyễn Thị Hoa")
    typing(WORDS)
    assert bundle("show", stick) == DONE
    out = capsys.readouterr().out
    assert "New: 0 notes, 2 people." in out
    assert names() == ["Nguyễn Thị Hoa"]
    typing(WORDS, "y")
    assert bundle("join", stick) == DONE
    assert "Pairs that may be one person: 1." in capsys.readouterr().err
    assert names() == ["Lan", "Nguyễn Thị Hoa", "Nguyễn Thị Hoa"]
    typing("y")
    assert bundle("same") == DONE
    assert names() == ["Lan", "Nguyễn Thị Hoa"]
    assert bundle("same") == DONE
    assert "nobody to ask about" in capsys.readouterr().out
    assert bundle("apart", "Nguyễn Thị Hoa") == DONE
    assert names() == ["Lan", "Nguyễn Thị Hoa", "Nguyễn Thị Hoa"]
    assert bundle("apart", "Lan") == USAGE


def test_what_goes_wrong_is_one_sentence(
    tmp_path: Path,
    stick: Path,
    typing: Typing,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at_laptop(monkeypatch, tmp_path / "a", "Hoa")

    def said(status: int, *arguments: object) -> str:
        assert bundle(*arguments) == status
        err = capsys.readouterr().err.strip()
        assert "\n" not in err
        return err

    assert said(USER_DATA, "join", stick) == f"There is no bundle in {stick}."
    typing("ngắn")
    assert bundle("pack", stick) == USAGE
    typing(WORDS, "khác")
    assert bundle("pack", stick) == USAGE
    capsys.readouterr()
    typing(WORDS, WORDS)
    assert bundle("pack", stick) == DONE
    capsys.readouterr()
    (file,) = stick.iterdir()
    typing("một câu khác hẳn")
    assert "does not open with this passphrase" in said(USER_DATA, "join", stick)
    typing("một câu khác hẳn")
    assert bundle("pack", stick) == USER_DATA
    assert [path.name for path in stick.iterdir()] == [file.name]
    capsys.readouterr()
    file.write_bytes(file.read_bytes()[:-9])
    typing(WORDS)
    assert "was cut off" in said(USER_DATA, "join", file)
    file.write_bytes(b"PK")
    typing(WORDS)
    assert "is no bundle" in said(USER_DATA, "show", stick)


@pytest.mark.skipif(os.name != "posix" or not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_stick_is_said_and_keeps_what_it_had(
    tmp_path: Path,
    stick: Path,
    typing: Typing,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at_laptop(monkeypatch, tmp_path / "a", "Hoa")
    typing(WORDS, WORDS)
    assert bundle("pack", stick) == DONE
    before = [(path.name, path.read_bytes()) for path in stick.iterdir()]
    at_laptop(monkeypatch, tmp_path / "b", "Lan")
    real_open = Path.open

    def full(path: Path, mode: str = "r", *rest: object, **named: object) -> object:
        return real_open(Path("/dev/full"), "wb") if mode == "xb" else real_open(path, mode)

    monkeypatch.setattr(Path, "open", full)
    typing(WORDS)
    assert bundle("pack", stick) == MISSING
    monkeypatch.undo()
    assert "The disk is full" in capsys.readouterr().err
    assert [(path.name, path.read_bytes()) for path in stick.iterdir()] == before
