"""How large the installed program is, and how long its installation from a stick takes."""

import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from measures.figures import Figure

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from starter.environment import Environment, base_python  # noqa: E402
from starter.packages import find_pip, locked  # noqa: E402
from starter.progress import Progress  # noqa: E402

_MB = 1_000_000
_MOST_MB = 300


def installing(folder: Path) -> list[Figure]:
    """Install what the lessons need, without what tests need, from wheels that are fetched before."""
    lock, wheels = ROOT / "requirements" / "run.txt", folder / "wheels"
    environment = Environment(folder / "environment")
    pip = find_pip(base_python(), None)
    fetch = [*pip.command(Path(sys.executable)), "download", "--quiet", "--require-hashes"]
    subprocess.run([*fetch, "-r", str(lock), "-d", str(wheels)], check=True)
    began = perf_counter()
    environment.make()
    request = locked(lock, wheels, network=False)
    log = folder / "install.log"
    environment.install(pip, [request], (".run", "1"), Progress("en"), log)
    installed = perf_counter()
    shutil.copytree(environment.folder, folder / "copy", symlinks=True)
    copied = perf_counter() - installed
    files = (file for file in environment.folder.rglob("*") if not file.is_symlink())
    size = sum(file.stat().st_blocks * 512 for file in files) / _MB
    took = installed - began
    return [
        Figure("installed size", "MB", [size], [], "", _MOST_MB),
        Figure("installing from a stick", "s", [took], [copied], "copying the files", None),
    ]
