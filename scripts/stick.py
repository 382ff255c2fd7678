"""Fill a folder from which laptops without network install the program: `make stick DEST=FOLDER`.

What is there already is left alone, so a second run fetches only what has changed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from wheels import TARGETS, Pin, Target, Wheel, choose, needed, read_lock, wheels_in  # noqa: E402

from starter.environment import base_python  # noqa: E402
from starter.packages import find_pip  # noqa: E402
from starter.places import MANIFEST  # noqa: E402
from starter.words import Refusal, language_of  # noqa: E402
from tutor.paths import write_atomic  # noqa: E402

PROGRAM = "chuong-trinh"
FILES = ROOT / "scripts" / "stick_files"
_LOCKS = ("run.txt", "stick.txt")
_START = (
    "Bat-dau-Windows.cmd",
    "Bat-dau-Linux.sh",
    "Bat-dau-Linux.desktop",
    "Bat-dau-macOS.command",
)
_MB = 1_000_000


def say(vietnamese: str, english: str) -> None:
    """Print a line in the language of the locale."""
    print(english if language_of(os.environ) == "en" else vietnamese, flush=True)


def put(data: bytes, target: Path, *, executable: bool = False) -> Path:
    """Write a file unless it has this content already, and return it."""
    if not target.exists() or target.read_bytes() != data:
        write_atomic(target, data)
    if executable:
        target.chmod(0o755)
    return target


def fetch(pins: Sequence[Pin], target: Target, folder: Path) -> None:
    """Have pip download these packages for a target; raise OSError with what pip said last."""
    platforms = [word for name in target.platforms() for word in ("--platform", name)]
    with tempfile.TemporaryDirectory() as place:
        lock = Path(place) / "lock.txt"
        lock.write_text("".join(pin.line() for pin in pins), encoding="utf-8")
        asked = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
        kind = [*platforms, "--python-version", target.version, "--implementation", "cp"]
        pip = find_pip(base_python(), None).command(Path(sys.executable))
        command = [*pip, "download", "--quiet", *asked, *kind, "-d", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(last_error(done.stderr))


def last_error(output: str) -> str:
    """Return the last error in what pip has printed."""
    lines = [line for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"ERROR|\w*Error", line)]
    return (errors or lines or ["pip"])[-1]


def fill_wheels(folder: Path) -> set[Path]:
    """Fetch the wheels that are missing; return those that are needed. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    pins = [
        pin
        for name in _LOCKS
        for pin in read_lock((ROOT / "requirements" / name).read_text(encoding="utf-8"))
    ]
    there = list(wheels_in(folder))
    used: set[Path] = set()
    for target in TARGETS:
        wanted = needed(pins, target)
        missing, chosen = _compare(wanted, target, there)
        if missing:
            count = len(missing)
            say(f"Đang tải {count} gói cho {target}", f"Fetching {count} packages for {target}")
            fetch(missing, target, folder)
            there = list(wheels_in(folder))
            missing, chosen = _compare(wanted, target, there)
        if missing:
            raise FileNotFoundError(f"{target}: {', '.join(pin.name for pin in missing)}")
        used.update(wheel.file for wheel in chosen)
    return used


def _compare(
    pins: Iterable[Pin], target: Target, wheels: Sequence[Wheel]
) -> tuple[list[Pin], list[Wheel]]:
    """Return the packages that no wheel is there for, and the wheels of the others."""
    found = [(pin, choose(pin, target, wheels)) for pin in pins]
    return [p for p, wheel in found if wheel is None], [w for _, w in found if w is not None]


def build_program(folder: Path) -> Path:
    """Build the wheel of the program into a folder and return it; the same tree gives the same bytes."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
        (wheel,) = Path(place).glob("*.whl")
        return put(wheel.read_bytes(), folder / wheel.name)


def made() -> str:
    """Return when the tree was last changed, in UTC: the time of its commit, or now."""

    def git(*words: str) -> str:
        command = ["git", "-C", str(ROOT), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    when = datetime.now(UTC)
    try:
        if not git("status", "--porcelain", "--untracked-files=no"):
            when = datetime.fromtimestamp(int(git("log", "-1", "--format=%ct")), UTC)
    except (OSError, subprocess.CalledProcessError, ValueError):
        pass
    return f"{when:%Y-%m-%d %H:%M}"


def fill_fonts(folder: Path) -> set[Path]:
    """Copy the font of the window with its licence; return the files."""
    import fontpkg_jetbrains_mono as package

    sources = [
        file for file in package.ROOT.rglob("*") if re.search(r"\.ttf$|OFL|LICENSE", file.name)
    ]
    return {put(file.read_bytes(), folder / file.name) for file in sources if file.is_file()}


def unpack_pythons(folder: Path) -> None:
    """Unpack the zips of Windows' Python that somebody has put into the folder."""
    for file in sorted(folder.glob("python-3*-embed-amd64.zip")):
        target = folder / file.stem
        if not target.exists():
            draft = folder / "unpacking"
            shutil.rmtree(draft, ignore_errors=True)
            with zipfile.ZipFile(file) as packed:
                packed.extractall(draft)
            draft.replace(target)


def fill(dest: Path) -> None:
    """Fill a folder; raise OSError, CalledProcessError or Refusal where that fails."""
    program = dest / PROGRAM
    used = fill_wheels(program / "wheels")
    wheel = build_program(program / "wheels")
    used.add(wheel)
    locks = {
        put((ROOT / "requirements" / name).read_bytes(), program / "requirements" / name)
        for name in _LOCKS
    }
    used |= locks | fill_fonts(program / "fonts")
    for name in ("start.py", "LICENSE", "docs/third-party.md"):
        used.add(put((ROOT / name).read_bytes(), program / Path(name).name))
    for file in (ROOT / "starter").iterdir():
        if file.is_file():
            used.add(put(file.read_bytes(), program / "starter" / file.name))
    for file in FILES.glob("Quay-lai*"):
        used.add(put(file.read_bytes(), program / file.name, executable=True))
    for name in _START:
        put((ROOT / name).read_bytes(), dest / name, executable=True)
    put((FILES / "doc-truoc.html").read_bytes(), dest / "Đọc trước.html")
    put((FILES / "python.txt").read_bytes(), dest / "python" / "Để bộ cài Python ở đây.txt")
    unpack_pythons(dest / "python")
    # Last, so that a stick that was filled in part does not look whole.
    used.add(write_manifest(program, wheel, locks))
    for file in [*program.rglob("*")]:
        if file.is_file() and file not in used:
            file.unlink()


def write_manifest(program: Path, wheel: Path, locks: Iterable[Path]) -> Path:
    """Write what `starter.places` reads, and return the file."""
    files = {
        file.relative_to(program).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in [wheel, *sorted(locks)]
    }
    key = sha256("".join(f"{name}\n{digest}\n" for name, digest in sorted(files.items())).encode())
    fields = {
        "key": key.hexdigest()[:12],
        "made": made(),
        "targets": [str(target) for target in TARGETS],
        "files": files,
    }
    text = json.dumps(fields, indent=1, ensure_ascii=False) + "\n"
    return put(text.encode(), program / MANIFEST)


def main(arguments: Sequence[str]) -> int:
    """Fill the folder that is named; return the exit status."""
    if not arguments or not arguments[0].strip():
        say(
            "Cần tên thư mục: make stick DEST=THƯ_MỤC", "A folder is needed: make stick DEST=FOLDER"
        )
        return 2
    dest = Path(arguments[0]).expanduser()
    try:
        fill(dest)
    except (OSError, subprocess.CalledProcessError, zipfile.BadZipFile) as error:
        say(f"Chưa chép xong vào {dest}: {error}", f"{dest} is not filled: {error}")
        return 1
    except Refusal as refusal:
        print(refusal.text(language_of(os.environ)))
        return 1
    size = sum(file.stat().st_size for file in dest.rglob("*") if file.is_file()) // _MB
    say(f"Đã chép xong vào {dest}: {size} MB.", f"{dest} is filled: {size} MB.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
