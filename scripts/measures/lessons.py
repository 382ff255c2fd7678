"""`tutor check` on many lessons, against merely parsing the same files."""

import re
import shutil
import sys
from pathlib import Path

from measures.commands import seconds
from measures.figures import Figure
from tutor.content.catalogue import lesson_files
from tutor.paths import lessons_folder

COPIES = 2000
RUNS = 3

_PARSE = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1]).glob("*/*/*.yaml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
_ID = re.compile(r"^id: (\S+)$", re.MULTILINE)


def checking(folder: Path) -> Figure:
    """Return how long a check takes of copies of the lessons; `folder` takes them."""
    count = _multiply(folder)
    tutor = [str(Path(sys.executable).parent / "tutor"), "check", str(folder)]
    parse = [sys.executable, "-c", _PARSE, str(folder)]
    ours, bare = [], []
    for _ in range(RUNS):
        # Its status tells of problems in the lessons, which take no less time.
        ours.append(seconds(tutor, may_fail=True))
        bare.append(seconds(parse))
    what = f"tutor check, {count} lessons"
    return Figure(what, "s", ours, bare, "yaml.load, CSafeLoader", 3)


def _multiply(folder: Path) -> int:
    """Copy the lessons under new ids until there are enough, translations together."""
    source = lessons_folder()
    shutil.copytree(source / "phone", folder / "phone")
    for name in ("facts.yaml", "topics.yaml"):
        shutil.copy(source / name, folder)
    files = [
        (path.relative_to(source), path.read_text(encoding="utf-8"))
        for path in lesson_files(source)
    ]
    count = 0
    for turn in range(COPIES // len(files)):
        for place, text in files:
            target = folder / place.with_stem(f"{place.stem}-{turn}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_ID.sub(rf"id: \1-{turn}", text, count=1), encoding="utf-8")
            count += 1
    return count
