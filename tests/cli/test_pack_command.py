"""`tutor pack`: a pack goes from the laptop that signs it to another; what is wrong is one sentence."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cheap_keys import make_cheap_keys
from packs_kit import have_few_lessons, write_facts

from tutor.cli import DONE, MISSING, USAGE, USER_DATA
from tutor.cli.group import run
from tutor.hub.signers import KEY_FILE
from tutor.packs import store

WORDS = "bốn con trâu đỏ"
Typing = Callable[..., None]
AtLaptop = Callable[[str], Path]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap_keys(monkeypatch.setattr)
    have_few_lessons(monkeypatch.setattr)


@pytest.fixture
def at_laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AtLaptop:
    """Return what goes to the laptop of a name."""

    def go(name: str) -> Path:
        monkeypatch.setenv("TUTOR_HOME", str(tmp_path / name))
        return tmp_path / name

    return go


def pack(*arguments: object) -> int:
    return run(["--lang", "en", "pack", *map(str, arguments)])


def folder_of(place: Path, version: int, key: str = "so-mau") -> Path:
    folder = write_facts(place / f"xã {version}", version, key)
    about = f"name: so-moi\ntitle: {{vi: Số mới}}\nversion: {version}\nkind: facts\n"
    (folder / "pack.yaml").write_text(about, encoding="utf-8")
    return folder


@pytest.fixture
def made(tmp_path: Path, typing: Typing, at_laptop: AtLaptop) -> Callable[..., Path]:
    """Return what makes a pack at the laptop of the commune, and returns its file."""
    at_laptop("commune")
    typing(WORDS, WORDS)
    assert pack("key", "--by", "Xã Mẫu") == DONE

    def make(version: int, key: str = "so-mau") -> Path:
        at_laptop("commune")
        typing(WORDS)
        assert pack("make", folder_of(tmp_path, version, key)) == DONE
        return tmp_path / f"so-moi-{version}.tutorpack"

    return make


def test_a_pack_is_compared_added_renewed_and_taken_back(
    made: Callable[..., Path],
    typing: Typing,
    at_laptop: AtLaptop,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = made(1), made(2)
    capsys.readouterr()
    assert pack("key") == DONE
    number = capsys.readouterr().out.removeprefix("Xã Mẫu: ").strip()
    home = at_laptop("village")
    assert pack("add", "--yes", first) == USER_DATA
    typing("n")
    assert pack("add", first) == USER_DATA
    assert store.installed(home) == []
    assert f"calls themselves Xã Mẫu.\nNumber: {number}\n" in capsys.readouterr().out
    typing("y", "y")
    assert pack("add", first) == DONE
    # The signer is asked about once.
    assert pack("add", "--yes", second) == DONE
    assert pack("add", "--yes", first) == USER_DATA
    assert "is version 1, and version 2 is here already." in capsys.readouterr().err
    assert pack("check", second) == DONE
    assert pack("list") == DONE
    assert "Số mới: facts, version 2, made on" in capsys.readouterr().out
    assert pack("back", "so-moi") == DONE
    assert [each.version for each in store.installed(home)] == [1]
    assert pack("back", "so-moi") == USER_DATA
    assert pack("trust", "--remove", number) == DONE
    assert pack("add", "--yes", second) == USER_DATA
    assert pack("remove", "--yes", "so-moi") == DONE
    assert store.installed(home) == []
    assert pack("remove", "--yes", "so-moi") == USER_DATA


def test_what_the_program_has_is_replaced_only_after_a_question(
    made: Callable[..., Path],
    typing: Typing,
    at_laptop: AtLaptop,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = made(1, "cong-an-113")
    home = at_laptop("village")
    typing("y")
    assert pack("trust", file) == DONE
    assert pack("add", "--yes", file) == USER_DATA
    assert store.installed(home) == []
    assert "in place of what the program has: cong-an-113." in capsys.readouterr().out
    typing("y")
    assert pack("add", file) == DONE


def test_a_full_disk_leaves_everything_as_it_was(
    made: Callable[..., Path],
    typing: Typing,
    at_laptop: AtLaptop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = made(1), made(2)
    home = at_laptop("village")
    typing("y", "y")
    assert pack("add", first) == DONE

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(store, "_use", full)
    assert pack("add", "--yes", second) == MISSING
    assert [each.version for each in store.installed(home)] == [1]
    assert [each.name for each in (home / "packs").iterdir()] == ["so-moi"]


def test_a_folder_that_is_no_pack_is_refused(
    tmp_path: Path, made: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    made(1)
    folder = folder_of(tmp_path, 2)
    facts, about = folder / "lessons" / "facts.yaml", folder / "pack.yaml"
    for file, text, sentence in (
        (facts, "facts: {x: 1}", "What is in xã 2 has problems"),
        (folder / "lessons" / "contacts.yaml", "x: y", "may not hold lessons/contacts.yaml"),
        (about, "name: ../x\n", "pack.yaml must name the pack"),
    ):
        before = file.read_text(encoding="utf-8") if file.exists() else None
        file.write_text(text, encoding="utf-8")
        assert pack("make", folder) == USER_DATA
        assert sentence in capsys.readouterr().err
        file.unlink()
        if before is not None:
            file.write_text(before, encoding="utf-8")
    assert not (tmp_path / "so-moi-2.tutorpack").exists()


def test_a_key_has_a_passphrase_that_is_asked_for(
    made: Callable[..., Path],
    tmp_path: Path,
    typing: Typing,
    at_laptop: AtLaptop,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made(1)
    typing("ba con trâu đỏ đỏ")
    assert pack("make", folder_of(tmp_path, 2)) == USER_DATA
    assert f"{KEY_FILE} does not open with this passphrase." in capsys.readouterr().err
    home = at_laptop("village")
    assert pack("make", tmp_path / "xã 2") == USER_DATA
    assert pack("key") == USAGE
    typing("ngắn")
    assert pack("key", "--by", "Xã Mẫu") == USAGE
    assert not (home / KEY_FILE).exists()
