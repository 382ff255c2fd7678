"""Write the printable PDF files of a class: plan, invitation, page for those who were absent."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.classroom.plan_text import TIMETABLE, PlanText, timetable
from tutor.content.catalogue import LessonError
from tutor.content.text import clean
from tutor.lesson.phrases import LessonPhrases
from tutor.paths import prints_folder, write_atomic
from tutor.records.class_views import Session

if TYPE_CHECKING:
    from tutor.content.catalogue import Catalogue

# Length of the id prefix in file names; it separates classes of the same day.
_SHORT_ID = 8


async def print_files(make: Callable[[], Sequence[Path]], phrases: LessonPhrases) -> str:
    """Write files off the UI thread; return a message with their paths, or with the error."""
    try:
        files = await asyncio.to_thread(make)
    except LessonError:
        return phrases("This page cannot be made on this laptop.")
    except OSError:
        return phrases("The file could not be written. Is there room on the disk?")
    return phrases("To print: {files}", files=clean(", ".join(map(str, files))))


def plan_sheet(session: Session, about: str, plan: PlanText, phrases: LessonPhrases) -> list[Path]:
    """Write the plan of a class minute by minute. Raise OSError."""
    from tutor.publish.typesetting import class_sheet

    file = prints_folder() / f"class-{session.day}-{session.id[:_SHORT_ID]}.pdf"
    title = phrases(TIMETABLE)
    sheet = class_sheet(title, timetable(plan, phrases), phrases, about=about, below=plan.below)
    return [write_atomic(file, sheet)]


def invitation(catalogue: "Catalogue", following: Session, language: str) -> list[Path]:
    """Write the invitation to a class with all its lessons. Raise LessonError and OSError."""
    from tutor.publish.handouts import invitation_page
    from tutor.publish.material import Occasion, load_material

    occasion = Occasion(on=following.day, place=following.hamlet)
    materials = [load_material(catalogue, lesson, language) for lesson in following.lessons]
    file = prints_folder() / f"invitation-{following.day}-{following.id[:_SHORT_ID]}.pdf"
    return [write_atomic(file, invitation_page(materials, occasion))]


def recap(
    catalogue: "Catalogue",
    missed: Session,
    lessons: Sequence[str],
    following: Session | None,
    language: str,
) -> list[Path]:
    """Write one page about the lessons of a class for absent people, with a blank line for the name.

    Raise LessonError and OSError.
    """
    from tutor.publish.handouts import missed_class_page
    from tutor.publish.material import Occasion, load_material

    occasion = Occasion(on=missed.day, next_on=None if following is None else following.day)
    materials = [load_material(catalogue, lesson, language) for lesson in lessons]
    file = prints_folder() / f"missed-{missed.day}-{missed.id[:_SHORT_ID]}.pdf"
    return [write_atomic(file, missed_class_page(materials, occasion))]
