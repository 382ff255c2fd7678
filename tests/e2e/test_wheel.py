"""The wheel, installed into an empty environment and used from somewhere else."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS
from plain_lines import LINES_OF_THE_KEYS
from terminal_kit import environment

from tutor.cli import help_page
from tutor.i18n import Translator

ROOT = Path(__file__).parents[2]
LESSON = "lam-quen-phim"
pytestmark = pytest.mark.real

_BIN = "Scripts" if sys.platform == "win32" else "bin"


def ran(command: Sequence[str | Path], **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=dict(os.environ) | more
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it, and return the environment; what it needs is borrowed from ours."""
    wheels = tmp_path_factory.mktemp("wheels")
    ran([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, ROOT])
    (wheel,) = wheels.glob("*.whl")
    place = tmp_path_factory.mktemp("installed")
    venv.create(place, with_pip=False)
    python = place / _BIN / "python"
    # The environment of the tests may have no pip of its own; that of its Python does.
    pips = (sys.executable, getattr(sys, "_base_executable", sys.executable))
    pip = next(
        (
            p
            for p in pips
            if not subprocess.run([p, "-m", "pip", "--version"], capture_output=True).returncode
        ),
        None,
    )
    if pip is None:
        pytest.skip("there is no pip to install with")
    install = [pip, "-m", "pip", "--disable-pip-version-check", "--python", python, "install"]
    ran([*install, "--quiet", "--no-deps", "--no-index", wheel])
    where = ran([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    borrowed = Path(where.stdout.strip()) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place


class Installed:
    def __init__(self, place: Path, cwd: Path) -> None:
        self._place = place
        self._cwd = cwd
        cwd.mkdir()

    def tutor(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        environ = environment(self._cwd / "home")
        environ.pop("PYTHONPATH", None)
        return subprocess.run(
            [self._place / _BIN / "tutor", *arguments],
            input=text,
            capture_output=True,
            encoding="utf-8",
            env=environ,
            cwd=self._cwd,
            check=False,
            timeout=PATIENCE_SECONDS,
        )


@pytest.fixture
def away(installed: Path, tmp_path: Path) -> Installed:
    return Installed(installed, tmp_path / "elsewhere")


def test_it_ships_its_lessons_voices_words_and_tables(installed: Path) -> None:
    (package,) = installed.glob("**/site-packages/tutor") or installed.glob("**/tutor")
    used = ran([installed / _BIN / "python", "-P", "-c", "import tutor; print(tutor.__file__)"])
    assert Path(used.stdout.strip()).parent == package
    shipped = {str(path.relative_to(package)) for path in package.rglob("*") if path.is_file()}
    lessons = {
        f"_data/lessons/{path.relative_to(ROOT / 'lessons')}"
        for path in (ROOT / "lessons").rglob("*.yaml")
    }
    voices = {f"_data/voices/{path.name}" for path in (ROOT / "voices").glob("*.yaml")}
    assert len(lessons) > 20
    assert lessons | voices <= shipped
    assert "locale/vi/LC_MESSAGES/tutor.mo" in shipped
    assert any(name.startswith("records/migrations/") for name in shipped)
    assert not any(name.startswith(("tests", "_data/tests")) for name in shipped)


def test_it_plays_a_lesson(away: Installed) -> None:
    lines = "".join(f"{line}\n" for line in LINES_OF_THE_KEYS)
    done = away.tutor("play", LESSON, "--plain", text=lines)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Bước 6 trong 6. Làm quen phím" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Bác đã học xong")


def test_it_checks_and_lists_its_lessons(away: Installed) -> None:
    checked = away.tutor("check")
    assert (checked.returncode, checked.stdout) == (0, "")
    listed = json.loads(away.tutor("list", "--json").stdout)
    assert LESSON in {lesson["id"] for lesson in listed}


def test_it_speaks_with_its_own_voices_and_words(away: Installed) -> None:
    assert away.tutor("--help").stdout == help_page(Translator("vi"))
    voices = json.loads(away.tutor("voices", "--json").stdout)
    assert {"vi", "en"} <= {voice["language"].split("-")[0] for voice in voices}
