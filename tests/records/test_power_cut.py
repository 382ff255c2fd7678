"""Power cuts, replayed from the recorded writes of a program.

Disks are made that hold what was synced, with none, all, some or torn halves of what was not.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from patience import PATIENCE_SECONDS
from records_samples import WRITER, attended, numbers, opened
from records_writer import NAME, NEWER

from tutor.records import database
from tutor.records.database import StoreUnavailable

pytestmark = pytest.mark.real

SECTOR = 512
CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


@dataclass(frozen=True)
class Write:
    """Bytes at an offset, or for None the length that a file was cut to."""

    offset: int
    data: bytes | None

    def onto(self, content: bytearray) -> None:
        if self.data is None:
            del content[self.offset :]
            content.extend(bytes(self.offset - len(content)))
        else:
            content.extend(bytes(max(0, self.offset - len(content))))
            content[self.offset : self.offset + len(self.data)] = self.data

    def torn(self, random: Random) -> "Write":
        if self.data is None or len(self.data) <= SECTOR:
            return self
        return Write(self.offset, self.data[: SECTOR * random.randrange(len(self.data) // SECTOR)])


@dataclass
class File:
    synced: bytearray = field(default_factory=bytearray)
    listed: bool = False
    pending: list[Write] = field(default_factory=list)


def record(path: Path, count: int, log: Path, care: str = "careful") -> None:
    calls = "trace=openat,close,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"
    command = ["strace", "-xx", "-s", "100000", "-e", calls, "-o", str(log)]
    done = subprocess.run(
        [*command, sys.executable, str(WRITER), str(path), "r", str(count), care],
        capture_output=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    if done.returncode:
        pytest.skip("programs cannot be traced here")


def text_of(arguments: str) -> bytes:
    match = TEXT.search(arguments)
    assert match is not None
    assert not match.group(2), "strace cut a write short"
    return bytes.fromhex(match.group(1).replace("\\x", ""))


def disks(
    log: Path, folder: Path, per_point: int, random: Random
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Yield the number of acknowledged events and the possible contents of the disk after each call."""
    files: dict[str, File] = {}
    open_now: dict[int, Path] = {}
    acknowledged = 0
    for line in log.read_text().splitlines():
        match = CALL.match(line)
        if match is None or int(match.group(3)) < 0:
            continue
        name, arguments, result = match.group(1), match.group(2), int(match.group(3))
        if name == "openat":
            path = Path(text_of(arguments).decode())
            open_now[result] = path
            if path.parent == folder and path.is_file():
                files.setdefault(path.name, File())
            continue
        if name in ("unlink", "rename"):
            # Copies lie in a folder of their own.
            assert Path(text_of(arguments.split(", ")[0]).decode()).parent != folder
            continue
        number = int(arguments.split(",")[0])
        path = open_now.get(number, Path())
        if name == "write" and number == 1:
            acknowledged += text_of(arguments).count(b"\n")
        elif name == "close":
            open_now.pop(number, None)
        elif path == folder:
            for file in files.values():
                file.listed = True
        elif path.name in files and path.parent == folder:
            file = files[path.name]
            if name == "pwrite64":
                file.pending.append(Write(int(arguments.rsplit(", ", 1)[1]), text_of(arguments)))
            elif name == "ftruncate":
                file.pending.append(Write(int(arguments.split(", ")[1]), None))
            else:
                for write in file.pending:
                    write.onto(file.synced)
                file.pending.clear()
        for variant in range(per_point):
            yield acknowledged, one_disk(files, variant, random)


def one_disk(files: dict[str, File], variant: int, random: Random) -> dict[str, bytes]:
    disk = {}
    for name, file in files.items():
        if not file.listed and (variant == 0 or (variant > 1 and random.random() < 0.5)):
            continue
        content = bytearray(file.synced)
        for write in file.pending:
            if variant == 1 or (variant > 1 and random.random() < 0.5):
                (write.torn(random) if variant % 2 else write).onto(content)
        disk[name] = bytes(content)
    return disk


def losses(tmp_path: Path, count: int, per_point: int, care: str = "careful") -> tuple[int, int]:
    """Return the number of disks tried, and on how many of them an acknowledged event was lost."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not here")
    folder, log = tmp_path / "before", tmp_path / "log"
    folder.mkdir()
    record(folder / "tutor.db", count, log, care)
    tried = lost = 0
    seen: set[tuple[int, tuple[tuple[str, bytes], ...]]] = set()
    for acknowledged, disk in disks(log, folder, per_point, Random(count)):
        tried += 1
        key = (acknowledged, tuple(sorted(disk.items())))
        if key in seen:
            continue
        seen.add(key)
        after = tmp_path / "after"
        shutil.rmtree(after, ignore_errors=True)
        after.mkdir()
        for name, content in disk.items():
            (after / name).write_bytes(content)
        # A migration is acknowledged by a line of its own.
        lost += not whole(after / "tutor.db", min(acknowledged, count))
    return tried, lost


def whole(path: Path, acknowledged: int) -> bool:
    try:
        store = opened(path)
    except StoreUnavailable:
        return False
    try:
        answered, present = numbers(store, "r"), attended(store, "r")
        return (
            store.notices == ()
            and store.verify() == []
            and answered == list(range(1, len(answered) + 1))
            and present == answered[: len(present)]
            and len(answered) >= len(present) >= acknowledged
        )
    finally:
        store.close()


def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    tried, lost = losses(tmp_path, 1, 3)
    assert tried > 300
    assert lost == 0


def test_the_replay_detects_a_store_that_does_not_sync(tmp_path: Path) -> None:
    tried, lost = losses(tmp_path, 1, 2, "careless")
    print(f"{tried} disks, {lost} of them without an answer that was acknowledged")
    assert lost > 0


def test_an_erased_name_does_not_come_back_after_a_power_cut(tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not here")
    folder, log = tmp_path / "before", tmp_path / "log"
    folder.mkdir()
    record(folder / "tutor.db", 1, log, "erasing")
    name = NAME.encode()
    replays = [
        (acknowledged, any(name in content for content in disk.values()))
        for acknowledged, disk in disks(log, folder, 20, Random(1))
    ]
    assert (1, True) in replays
    assert (2, True) not in replays
    assert (2, False) in replays


@pytest.mark.slow
def test_5000_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    tried, lost = losses(tmp_path, 8, 6)
    print(f"{tried} disks, {lost} of them without an answer that was acknowledged")
    assert tried >= 5000
    assert lost == 0


@pytest.mark.slow
def test_power_cuts_during_a_backup_and_a_migration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "migrations", lambda: NEWER)
    tried, lost = losses(tmp_path, 1, 6, "migrating")
    print(f"{tried} disks, {lost} of them without an answer that was acknowledged")
    assert lost == 0
