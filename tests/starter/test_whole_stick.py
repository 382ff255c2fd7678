"""The whole path: a stick is filled, put into a read-only image, and installs without any network."""

import json
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from stick import PROGRAM
from wheels import TARGETS, choose, needed, read_lock, wheels_in

ROOT = Path(__file__).parents[2]
_TOOLS = ("mkfs.ext4", "mount", "unshare", "setpriv")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name != "posix" or os.getuid() != 0 or not all(map(shutil.which, _TOOLS)),
        reason="an image is mounted by root alone",
    ),
]
# Every Python of the system that may run the program; those of one user are out of the new user's reach.
PYTHONS = [
    python for minor in range(11, 15) if (python := Path(f"/usr/bin/python3.{minor}")).exists()
]
# In namespaces of its own: no network but what unshare leaves, and a mount that ends with it.
_SCRIPT = """
set -e
mount -o loop,ro,noexec "$1" "$2"
cd "$2"
if touch "$2/x" 2>/dev/null; then exit 9; fi
exec setpriv --reuid=nobody --regid=nogroup --clear-groups sh "$2/Bat-dau-Linux.sh" --lang vi {command}
"""


def _fill(dest: Path) -> str:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "stick.py", dest],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"LANG": "en_US.UTF-8", "LC_ALL": "", "LANGUAGE": ""},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick") / "Lớp của bác Tư"
    assert "Fetching" in _fill(folder)
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that another user may enter: pytest closes its own ones."""
    with tempfile.TemporaryDirectory(prefix="tutor-stick-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_second_run_fetches_and_writes_nothing(stick: Path) -> None:
    before = {file: file.stat().st_ino for file in stick.rglob("*") if file.is_file()}
    assert "Fetching" not in _fill(stick)
    assert {file: file.stat().st_ino for file in stick.rglob("*") if file.is_file()} == before
    # What is damaged or missing is fetched again, alone.
    wheels = stick / PROGRAM / "wheels"
    damaged = next(iter(wheels.glob("textual-8*.whl")))
    damaged.write_bytes(b"")
    (wheels / "old-1-py3-none-any.whl").write_bytes(b"")
    assert re.findall(r"Fetching \d+ packages", _fill(stick)) == ["Fetching 1 packages"]
    assert damaged.stat().st_size > 0
    assert not (wheels / "old-1-py3-none-any.whl").exists()


def test_every_locked_package_has_a_wheel_for_every_target(stick: Path) -> None:
    wheels = list(wheels_in(stick / PROGRAM / "wheels"))
    for name in ("run.txt", "stick.txt"):
        pins = read_lock((ROOT / "requirements" / name).read_text(encoding="utf-8"))
        for target in TARGETS:
            wanted = needed(pins, target)
            assert [pin.name for pin in wanted if choose(pin, target, wheels) is None] == []


@pytest.mark.parametrize("python", PYTHONS, ids=lambda path: path.name)
def test_a_read_only_stick_installs_without_network(
    stick: Path, python: Path, open_folder: Path
) -> None:
    image, mounted, home = (open_folder / name for name in ("stick.img", "USB đỏ", "Bác Tư"))
    tools = open_folder / "tools"
    for folder in (mounted, home, tools):
        folder.mkdir()
    with image.open("wb") as file:
        file.truncate(600_000_000)
    subprocess.run(["mkfs.ext4", "-q", "-d", stick, image], check=True)
    (tools / "python3").symlink_to(python)
    nobody = pwd.getpwnam("nobody").pw_uid
    os.chown(home, nobody, -1)

    def ran(command: str) -> subprocess.CompletedProcess[str]:
        script = ["unshare", "--mount", "--net", "sh", "-c", _SCRIPT.format(command=command), "sh"]
        environ = {
            "HOME": str(home),
            "PATH": f"{tools}:/usr/bin:/bin:/usr/sbin:/sbin",
            "LANG": "vi_VN",
        }
        return subprocess.run(
            [*script, image, mounted], capture_output=True, text=True, check=False, env=environ
        )

    first = ran("--version")
    assert first.stdout.startswith("tutor "), first.stderr
    assert "Đã cài xong" in first.stderr
    # The second time nothing is installed; the program reads its lessons.
    second = ran("list")
    assert second.returncode == 0, second.stderr
    assert second.stderr == ""
    assert "lam-quen-phim" in second.stdout
    program = home / ".local" / "share" / "tutor-program"
    (edition,) = (program / "editions").iterdir()
    # Voices that need a package can be added later: a pip is left there.
    (pip,) = edition.glob("pip-*.whl")
    asked = [str(edition / "bin" / "python"), str(pip / "pip"), "--version"]
    assert subprocess.run(asked, capture_output=True, check=False).returncode == 0
    # An interruption leaves its mark, and the next start installs anew.
    (edition / ".unfinished").touch()
    shutil.rmtree(next(edition.glob("lib/*/site-packages/textual")))
    assert "Đã cài xong" in ran("--version").stderr
    assert json.loads((program / "state.json").read_text(encoding="utf-8"))["previous"] is None
    assert (home / ".local" / "share" / "applications" / "tutor.desktop").exists()
