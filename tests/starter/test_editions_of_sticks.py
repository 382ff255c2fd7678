"""Installing, updating and going back from small sticks, whose program prints the name of its edition."""

import base64
import json
import os
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from starter.environment import base_python
from starter.places import this_target

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.real


def _wheel(folder: Path, name: str, files: Mapping[str, str]) -> Path:
    """Write a wheel of version 1 with these files."""
    folder.mkdir(parents=True, exist_ok=True)
    about = f"{name}-1.dist-info"
    whole = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    hashes = {
        path: base64.urlsafe_b64encode(sha256(text.encode()).digest()).rstrip(b"=").decode()
        for path, text in whole.items()
    }
    rows = [f"{path},sha256={digest},{len(whole[path])}" for path, digest in hashes.items()]
    file = folder / f"{name}-1-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as packed:
        for path, text in whole.items():
            packed.writestr(path, text)
        packed.writestr(f"{about}/RECORD", "\n".join([*rows, f"{about}/RECORD,,", ""]))
    return file


def _stick(folder: Path, name: str, made: str, schema: int) -> Path:
    """Make a stick with the real starter, a package and a program."""
    stick = folder / f"USB của bác Tư {name}" / "chuong-trinh"
    shutil.copytree(ROOT / "starter", stick / "starter")
    shutil.copy(ROOT / "start.py", stick)
    package = _wheel(stick / "wheels", "nhohon", {"nhohon.py": ""})
    program = _wheel(
        stick / "wheels",
        "tutor",
        {
            "tutor/__init__.py": "",
            "tutor/__main__.py": f"import nhohon, os, sys; print('{name}', sys.argv[1:], os.getcwd())",
            "tutor/ui/app.py": "",
            "tutor/records/database.py": f"def migrations(): return {('',) * schema!r}",
        },
    )
    lock = stick / "requirements" / "run.txt"
    lock.parent.mkdir()
    digest = sha256(package.read_bytes()).hexdigest()
    lock.write_text(f"nhohon==1 --hash=sha256:{digest}\n", encoding="utf-8")
    files = {
        file.relative_to(stick).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in (program, lock)
    }
    fields = {"key": name, "made": made, "targets": [this_target()], "files": files}
    (stick / "stick.json").write_text(json.dumps(fields), encoding="utf-8")
    return stick


class Laptop:
    """An account of a user with Vietnamese letters and spaces in its folders."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "Bác Tư"
        self.home.mkdir()
        self.records = self.home / "sổ" / "tutor.db"

    def start(
        self, stick: Path, *arguments: str, answer: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run the starter of a stick."""
        kept = {name: value for name, value in os.environ.items() if name != "TUTOR_LESSONS"}
        mine = {"HOME": str(self.home), "TUTOR_HOME": str(self.records.parent), "LANG": "vi_VN"}
        mine["TUTOR_PROGRAM"] = str(self.home / "chương trình")
        return subprocess.run(
            [base_python(), stick / "start.py", *arguments],
            capture_output=True,
            text=True,
            input=answer,
            check=False,
            env=kept | mine | {"LC_ALL": "", "LANGUAGE": "", "PIP_NO_INDEX": ""},
        )

    def runs(self, stick: Path) -> str:
        """Return the name of the edition that starts."""
        done = self.start(stick, "run", "list")
        assert done.returncode == 0, done.stderr
        name, rest = done.stdout.split(" ", 1)
        assert rest == f"['list'] {self.home}\n"
        return name

    def write_records(self, version: int, word: str) -> None:
        """Write records as a program of this form does."""
        self.records.parent.mkdir(exist_ok=True)
        with closing(sqlite3.connect(self.records)) as file:
            file.execute("CREATE TABLE IF NOT EXISTS kept (word)")
            file.execute("INSERT INTO kept VALUES (?)", (word,))
            file.execute(f"PRAGMA user_version = {version}")
            file.commit()

    def words(self) -> list[str]:
        """Return what the records hold."""
        with closing(sqlite3.connect(self.records)) as file:
            return [word for (word,) in file.execute("SELECT word FROM kept")]

    def copies(self, why: str) -> list[Path]:
        """Return the copies of the records."""
        return sorted((self.records.parent / "backups").glob(f"before-{why}-*.db"))


def test_a_newer_stick_updates_and_going_back_loses_no_record(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path)
    first = _stick(tmp_path, "mot", "2026-01-01 08:00", schema=1)
    second = _stick(tmp_path, "hai", "2026-02-01 08:00", schema=2)
    assert laptop.runs(first) == "mot"
    laptop.write_records(1, "trước")
    own = laptop.records.parent / "lessons" / "bai.yaml"
    own.parent.mkdir()
    own.write_text("của lớp", encoding="utf-8")

    assert laptop.runs(second) == "hai"
    assert len(laptop.copies("update")) == 1
    assert own.read_text(encoding="utf-8") == "của lớp"
    older = laptop.start(first)
    assert older.stdout.startswith("hai ")
    assert "cũ hơn" in older.stderr

    laptop.write_records(2, "sau")
    assert "Không có gì thay đổi" in laptop.start(second, "back", answer="\n").stderr
    assert laptop.words() == ["trước", "sau"]
    assert "2026-01-01" in laptop.start(second, "back", answer="c\n").stderr
    assert laptop.words() == ["trước"]
    assert len(laptop.copies("return")) == 1
    declined = laptop.start(second)
    assert declined.stdout.startswith("mot ")
    assert "quay lại lần nữa" in declined.stderr
    assert laptop.start(first, "back").returncode == 0
    assert laptop.runs(second) == "hai"


def test_what_cannot_be_installed_leaves_the_present_edition(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path)
    first = _stick(tmp_path, "mot", "2026-01-01 08:00", schema=1)
    assert laptop.runs(first) == "mot"
    assert laptop.start(first, "back").returncode == 1

    damaged = _stick(tmp_path, "hong", "2026-02-01 08:00", schema=1)
    (damaged / "requirements" / "run.txt").write_text("x\n", encoding="utf-8")
    shown = laptop.start(damaged)
    assert shown.stdout.startswith("mot ")
    assert "bị hỏng" in shown.stderr

    incomplete = _stick(tmp_path, "thieu", "2026-02-02 08:00", schema=1)
    (incomplete / "wheels" / "nhohon-1-py3-none-any.whl").unlink()
    shown = laptop.start(incomplete)
    assert shown.stdout.startswith("mot ")
    assert "máy mở bản đang có" in shown.stderr

    elsewhere = _stick(tmp_path, "khac", "2026-02-03 08:00", schema=1)
    manifest = elsewhere / "stick.json"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace(this_target(), "3.9 os-2"), "utf-8"
    )
    shown = laptop.start(elsewhere)
    assert shown.stdout.startswith("mot ")
    assert this_target() in shown.stderr

    (laptop.home / "chương trình" / "editions" / "mot" / ".unfinished").touch()
    assert laptop.runs(first) == "mot"
