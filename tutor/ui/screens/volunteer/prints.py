"""Pages for after a class, as files to print: where they go and what is on them."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.records.class_records import Session

if TYPE_CHECKING:
    from tutor.content.catalogue import Catalogue
    from tutor.publish.handouts import Kind
    from tutor.publish.material import Occasion


def prints_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return where pages go: the folder TUTOR_HOME if it is set, else the documents of this account."""
    home = environ.get("TUTOR_HOME", "")
    if home:
        return Path(home) / "prints"
    from platformdirs import user_documents_path

    return user_documents_path() / "tutor"


def invitation(catalogue: "Catalogue", following: Session, language: str) -> list[Path]:
    """Write the invitation to a class; raises LessonError and OSError."""
    from tutor.publish.material import Occasion

    occasion = Occasion(on=following.day, place=following.hamlet)
    return _pages(catalogue, "invitation", following.lessons[:1], language, occasion)


def recap(
    catalogue: "Catalogue", missed: Session, following: Session | None, language: str
) -> list[Path]:
    """Write a page of each lesson for those who were not there; the name is a line to write on."""
    from tutor.publish.material import Occasion

    occasion = Occasion(on=missed.day, next_on=None if following is None else following.day)
    return _pages(catalogue, "missed", missed.lessons, language, occasion)


def _pages(
    catalogue: "Catalogue",
    kind: "Kind",
    lessons: Sequence[str],
    language: str,
    occasion: "Occasion",
) -> list[Path]:
    from tutor.publish.files import write_whole
    from tutor.publish.handouts import render
    from tutor.publish.material import load_material

    written = []
    for lesson in lessons:
        pdf = render(kind, load_material(catalogue, lesson, language), occasion)
        day = f"{occasion.on:%Y-%m-%d}" if occasion.on else ""
        written.append(write_whole(prints_folder() / f"{kind}-{day}-{lesson}.pdf", pdf))
    return written
