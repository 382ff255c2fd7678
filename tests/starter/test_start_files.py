"""What is clicked twice, and what a stick holds."""

import json
import os
import re
import shlex
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from stick import FILES, last_error, put
from wheels import TARGETS, Pin, Target, Wheel, choose, needed, read_lock, tags_of

from starter.environment import base_python
from starter.places import VERSIONS, read_stick
from starter.words import Refusal

ROOT = Path(__file__).parents[2]
WINDOWS, LINUX = Target("3.12", "win-amd64"), Target("3.12", "linux-x86_64")


def test_the_files_for_windows_are_as_its_command_interpreter_wants_them() -> None:
    for file in (ROOT / "Bat-dau-Windows.cmd", FILES / "Quay-lai-ban-truoc.cmd"):
        data = file.read_bytes()
        assert data.isascii()
        assert data.count(b"\n") == data.count(b"\r\n")
        labels = set(re.findall(rb"(?:call|goto) :?(\w+)", data))
        assert labels - set(re.findall(rb"^:(\w+)", data, re.MULTILINE)) <= {b"python", b"tar"}
    versions = " ".join(reversed(VERSIONS)).encode()
    assert b"(" + versions + b")" in (ROOT / "Bat-dau-Windows.cmd").read_bytes()


def _stand_in(folder: Path) -> Path:
    """Make a folder like a stick, whose starter prints what it is given."""
    stick = folder / "USB của bác Tư"
    (stick / "chuong-trinh" / "starter").mkdir(parents=True)
    for name in ("Bat-dau-Linux.sh", "Bat-dau-Linux.desktop", "Bat-dau-macOS.command"):
        shutil.copy(ROOT / name, stick)
    shutil.copy(ROOT / "starter" / "missing-python.txt", stick / "chuong-trinh" / "starter")
    said = "import sys; print(sys.argv); sys.exit(3 * (sys.argv[1:] == ['three']))"
    (stick / "chuong-trinh" / "start.py").write_text(said, encoding="utf-8")
    return stick


def _path(folder: Path) -> str:
    """Return a search path on which the Python of the tests is the first one."""
    folder.mkdir(exist_ok=True)
    (folder / "python3").symlink_to(base_python())
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def _ran(*command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        env=os.environ | more,
    )


def test_the_files_for_linux_and_macos_start_it_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = _stand_in(tmp_path)
    start = str(stick / "chuong-trinh" / "start.py")
    monkeypatch.setenv("PATH", _path(tmp_path / "bin"))
    done = _ran("sh", stick / "Bat-dau-macOS.command", "play", "bài một")
    assert done.stdout == f"{[start, 'play', 'bài một']}\n"
    assert _ran("sh", stick / "Bat-dau-Linux.sh", "three").returncode == 3
    entry = (stick / "Bat-dau-Linux.desktop").read_text(encoding="utf-8")
    # A desktop undoes the escapes of the file, splits by quotes, and fills in the place of the entry.
    line = next(x for x in entry.splitlines() if x.startswith("Exec="))[5:].replace("\\\\", "\\")
    parts = [part.replace("\\$", "$") for part in shlex.split(line)]
    words = [str(stick / "Bat-dau-Linux.desktop") if part == "%k" else part for part in parts]
    assert _ran(*words).stdout == f"{[start]}\n"


def test_without_python_one_sentence_says_where_it_is(tmp_path: Path) -> None:
    stick = _stand_in(tmp_path)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "cat"):
        (tools / name).symlink_to(shutil.which(name) or name)
    script = (stick / "Bat-dau-Linux.sh").read_text(encoding="utf-8")
    elsewhere = script.replace("/usr/local/bin/", "/none/").replace("/opt/", "/none/")
    (stick / "Bat-dau-Linux.sh").write_text(elsewhere, encoding="utf-8")
    done = _ran("sh", stick / "Bat-dau-Linux.sh", PATH=str(tools))
    assert done.returncode == 3
    assert done.stdout == (ROOT / "starter" / "missing-python.txt").read_text(encoding="utf-8")


LOCK = """\
rich==15.0.0 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via x
winrt==4!10.0 ; sys_platform == 'win32' \\
    --hash=sha256:{c}
mini==1 ; platform_machine == 'AMD64' or platform_machine == 'x86_64' \\
    --hash=sha256:{d}
""".format(**{letter: letter * 64 for letter in "abcd"})


def test_a_locked_list_is_read_for_another_computer() -> None:
    pins = read_lock(LOCK)
    assert pins[0] == Pin("rich", "15.0.0", "", frozenset({"a" * 64, "b" * 64}))
    assert [pin.name for pin in needed(pins, WINDOWS)] == ["rich", "winrt", "mini"]
    assert [pin.name for pin in needed(pins, LINUX)] == ["rich", "mini"]
    assert [pin.name for pin in needed(pins, Target("3.12", "linux-aarch64"))] == ["rich"]


def test_a_wheel_counts_by_its_hash_and_its_tags() -> None:
    pin = Pin("x", "1", "", frozenset({"a"}))

    def wheel(name: str, digest: str) -> Wheel:
        from packaging.utils import parse_wheel_filename

        return Wheel(Path(name), digest, parse_wheel_filename(name)[3])

    stable = wheel("x-1-cp310-abi3-win_amd64.whl", "a")
    newer = wheel("x-1-cp312-cp312-manylinux_2_28_x86_64.whl", "a")
    assert choose(pin, WINDOWS, [newer, stable]) == stable
    assert choose(pin, LINUX, [stable, newer]) == newer
    assert choose(pin, LINUX, [wheel("x-1-py3-none-any.whl", "b")]) is None
    # A laptop's older system cannot load what was built for a newer one.
    assert choose(pin, LINUX, [wheel("x-1-py3-none-manylinux_2_39_x86_64.whl", "a")]) is None


def test_the_locked_lists_have_a_hash_for_each_package_of_each_target() -> None:
    assert len({*map(str, TARGETS)}) == 12
    for name in ("run.txt", "stick.txt"):
        pins = read_lock((ROOT / "requirements" / name).read_text(encoding="utf-8"))
        assert pins
        assert [
            pin.name for target in TARGETS for pin in needed(pins, target) if not pin.hashes
        ] == []
        assert all(tags_of(target) for target in TARGETS)


def test_no_locked_list_asks_for_the_release_of_the_system() -> None:
    """The pip of Debian 13 stops at such a marker where the kernel is called 6.1.0-18-amd64."""
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "platform_release" not in lock.read_text(encoding="utf-8"), lock.name


def _manifest(folder: Path, content: bytes) -> None:
    wheel = folder / "wheels" / "tutor-1-py3-none-any.whl"
    put(b"program", wheel)
    fields = {
        "key": "k",
        "made": "2026-01-01 08:00",
        "targets": ["3.11 win-amd64"],
        "files": {"wheels/tutor-1-py3-none-any.whl": sha256(content).hexdigest()},
    }
    (folder / "stick.json").write_text(json.dumps(fields), encoding="utf-8")


def test_a_damaged_stick_is_refused(tmp_path: Path) -> None:
    assert read_stick(tmp_path) is None
    _manifest(tmp_path, b"program")
    stick = read_stick(tmp_path)
    assert stick is not None
    assert stick.program().name == "tutor-1-py3-none-any.whl"
    _manifest(tmp_path, b"other")
    stick = read_stick(tmp_path)
    assert stick is not None
    with pytest.raises(Refusal, match="damaged"):
        stick.program()
    (tmp_path / "stick.json").write_text("{", encoding="utf-8")
    with pytest.raises(Refusal, match="damaged"):
        read_stick(tmp_path)


def test_what_pip_said_last_is_said() -> None:
    output = "WARNING: slow\nTraceback:\n  x\nOSError: [Errno 28] No space left on device: 'a'\n\n"
    assert last_error(output).startswith("OSError: [Errno 28]")
    assert last_error("ERROR: No matching distribution found for x==1\nhint").endswith("for x==1")
    assert last_error("") == "pip"


def test_a_file_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    file = put(b"a", tmp_path / "x" / "y")
    before = file.stat().st_ino
    assert put(b"a", file).stat().st_ino == before
    assert put(b"b", file).read_bytes() == b"b"
