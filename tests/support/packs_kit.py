"""Packs of facts, signed by an invented commune, and a few lessons beside which they are checked."""

import zlib
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.hub.signers import Signer
from tutor.packs import contents
from tutor.packs.archive import directory_of, header_of, place_members
from tutor.packs.manifest import About
from tutor.packs.pack import write_pack

SIGNER, OTHER = Signer("Công an xã Mẫu", b"1" * 32), Signer("Người lạ", b"2" * 32)
DAY = date(2026, 12, 7)
_FACTS = """format: 1
facts:
  %s:
    value: {vi: "%s", en: "%s"}
    source: Báo Mẫu 12/2026
    certainty: A
    verified_on: 2026-12-01
    recheck_after: 2100-01-01
"""


def have_few_lessons(set_attribute: Callable[[object, str, object], None]) -> None:
    """Compare packs with a few lessons of tests, which are read sooner than those of the program."""
    ground = Path(__file__).parents[1] / "content" / "ground"
    set_attribute(contents, "lessons_folder", lambda: ground)


def write_facts(folder: Path, version: int, key: str = "so-mau") -> Path:
    """Write a fact whose value is a version into a folder that becomes a pack, and return the folder."""
    (folder / "lessons").mkdir(parents=True)
    facts = _FACTS % (key, version, version)
    (folder / "lessons" / "facts.yaml").write_text(facts, encoding="utf-8")
    return folder


def put_pack(folder: Path, version: int, signer: Signer = SIGNER, name: str = "so-moi") -> Path:
    """Write a pack of this version into a folder, and return its file."""
    title = {"vi": "Số điện thoại mới", "en": "New numbers"}
    about = About(name=name, title=title, version=version, kind="facts")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        made = write_facts(Path(place), version)
        return write_pack(made, signer, about, DAY, folder / f"{name}-{version}.tutorpack")


def archive_of(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the archive of files, given as name and content."""
    members = place_members([(name, zlib.crc32(data), len(data)) for name, data in files])
    parts = ((header_of(member), data) for member, (_, data) in zip(members, files, strict=True))
    return b"".join((*chain.from_iterable(parts), directory_of(members)))
