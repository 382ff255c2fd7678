"""`tutor check` on many lessons, against parsing the same files with PyYAML's C loader."""

import re
import shutil
import sys
import time
from pathlib import Path

from measures.commands import seconds
from measures.figures import Figure
from tutor.content.catalogue import lesson_files
from tutor.content.yaml_reader import read_document
from tutor.paths import lessons_folder

COPIES = 600
RUNS = 3

_PARSE = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1]).glob("*/*/*.yaml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
_ID = re.compile(r"^id: (\S+)$", re.MULTILINE)

# Files made to keep their reader busy: depth, anchors, keys, letters that are not composed, an open quote.
_HOSTILE = (
    b"[" * 200_000,
    b"&a " * 300_000,
    b"\n".join(b"a%d: 1" % number for number in range(60_000)),
    ("Gia\u0309 " * 30_000).encode(),
    b'a: "' + b"x\n" * 400_000,
)


def refusing() -> Figure:
    """Return the processor time until the slowest of some hostile files is refused."""
    slowest = 0.0
    for raw in _HOSTILE:
        times = []
        for _ in range(RUNS):
            began = time.process_time()
            read_document(raw, "hostile.yaml")
            times.append(time.process_time() - began)
        slowest = max(slowest, min(times))
    return Figure("slowest hostile lesson file", "ms", [slowest * 1000], [], "", 50)


def checking(folder: Path) -> Figure:
    """Return the wall time of checking many copies of the lessons, which are written into `folder`."""
    count = _multiply(folder)
    tutor = [str(Path(sys.executable).parent / "tutor"), "check", str(folder)]
    parse = [sys.executable, "-c", _PARSE, str(folder)]
    ours, bare = [], []
    for _ in range(RUNS):
        # A status that tells of problems in the lessons does not matter here.
        ours.append(seconds(tutor, may_fail=True))
        bare.append(seconds(parse))
    what = f"tutor check, {count} lessons"
    return Figure(what, "s", ours, bare, "yaml.load, CSafeLoader", 2.5)


def _multiply(folder: Path) -> int:
    """Copy the lessons, with their translations, under new ids; return how many copies there are."""
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
