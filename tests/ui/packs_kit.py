"""Packs of facts for the screens, signed by an invented commune."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.packs import contents
from tutor.packs.manifest import About
from tutor.packs.pack import write_pack
from tutor.packs.signers import Signer

SIGNER = Signer("Công an xã Mẫu", b"1" * 32)
DAY = date(2026, 12, 7)
_FACTS = """format: 1
facts:
  so-mau:
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


def put_pack(folder: Path, version: int) -> Path:
    """Write a pack of this version into a folder, and return its file."""
    title = {"vi": "Số điện thoại mới", "en": "New numbers"}
    about = About(name="so-moi", title=title, version=version, kind="facts")
    with TemporaryDirectory() as place:
        lessons = Path(place) / "lessons"
        lessons.mkdir()
        (lessons / "facts.yaml").write_text(_FACTS % (version, version), encoding="utf-8")
        return write_pack(
            lessons.parent, SIGNER, about, DAY, folder / f"so-moi-{version}.tutorpack"
        )
