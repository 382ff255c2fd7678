"""Files to print of a class, and the base of menus that write them."""

import asyncio
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.classroom.plan_text import TIMETABLE, PlanText, timetable, timetable_headings, where
from tutor.content.catalogue import LessonError
from tutor.content.text import clean
from tutor.i18n import N_, Translator
from tutor.languages import LANGUAGES
from tutor.lesson.phrases import LessonPhrases
from tutor.paths import prints_folder, write_atomic
from tutor.records.class_views import Session
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu
from tutor.vietnamese import unmarked

if TYPE_CHECKING:
    from tutor.content.catalogue import Catalogue
    from tutor.publish.handouts import Kind as PageKind


class PrintingMenu(VolunteerMenu):
    """A menu that writes files to print; `print_message` tells of the last ones, "" before any."""

    print_message = ""

    async def write_files(self, write: Callable[[], Sequence[Path]]) -> None:
        """Write files off the UI thread, and tell their paths or the error."""
        p = self.phrases
        try:
            files = await asyncio.to_thread(write)
        except LessonError:
            self.tell_printing(p("This page cannot be made on this laptop."))
        except OSError:
            self.tell_printing(p("The file could not be written. Is there room on the disk?"))
        else:
            self.tell_printing(p("To print: {files}", files=clean(", ".join(map(str, files)))))

    def tell_printing(self, text: str) -> None:
        """Show what came of printing."""
        self.print_message = text
        self.show_view()


# What begins the names of files that are no pages of a class.
MESSAGE, PERSON, REPORT = N_("Message"), N_("Person"), N_("Report")
_DAY_OR_ID = r"(.+-)?(\d{4}-\d\d-\d\d(-.+)?|[0-9a-f]{8}(-\d+)?)"
# Length of the id prefix in file names; it separates classes of one day and hamlet.
_SHORT_ID = 4


def in_file_name(text: str) -> str:
    """Return a text as a part of the name of a file: small letters without marks, joined by hyphens."""
    return "-".join(re.findall("[a-z0-9]+", unmarked(text)))


def file_name(what: str, session: Session, ending: str = "pdf") -> str:
    """Return the name of a file to print or to send: what it is, the day and the hamlet of its class."""
    parts = map(in_file_name, (what, str(session.day), session.hamlet, session.id[:_SHORT_ID]))
    return "-".join(filter(None, parts)) + f".{ending}"


def names_no_list(file: Path) -> bool:
    """Return whether a file bears a name that this program gives to what is no list of people.

    Reports are told so in the folder of prints alone: elsewhere such a name may be that of a list.
    """
    at_home = file.parent == prints_folder()
    words = (MESSAGE, PERSON, REPORT) if at_home else (MESSAGE,)
    translators = [Translator(language) for language in LANGUAGES]
    if at_home and any(file.stem == translate("new-pin-code") for translate in translators):
        return True
    first = "|".join(in_file_name(translate(word)) for translate in translators for word in words)
    named = re.fullmatch(f"({first})-{_DAY_OR_ID}", file.stem) is not None
    return named and (at_home or file.suffix == ".txt")


def plan_sheet(session: Session, about: str, plan: PlanText, phrases: LessonPhrases) -> list[Path]:
    """Write the plan of a class minute by minute. Raise OSError."""
    from tutor.publish.typesetting import class_sheet

    file = prints_folder() / file_name(phrases(N_("Class plan")), session)
    rows = timetable(plan, phrases, session.time)
    headings = timetable_headings(phrases, session.time)
    sheet = class_sheet(phrases(TIMETABLE), rows, phrases, headings, about, plan.below)
    return [write_atomic(file, sheet)]


def pages(
    catalogue: "Catalogue", kind: "PageKind", what: str, lessons: Sequence[str], language: str
) -> list[Path]:
    """Write one kind of page of each lesson; `what` it is stands in the name of the file.

    Raise LessonError and OSError.
    """
    from tutor.publish.handouts import render
    from tutor.publish.material import load_material

    files = []
    for lesson in lessons:
        file = prints_folder() / f"{lesson}-{in_file_name(what)}-{language}.pdf"
        files.append(write_atomic(file, render(kind, load_material(catalogue, lesson, language))))
    return files


def sign_in(
    session: Session,
    about: str,
    names: Sequence[str],
    team: Sequence[str],
    phrases: LessonPhrases,
) -> list[Path]:
    """Write the sheet on which those who are there sign, the team apart. Raise OSError."""
    from tutor.publish.typesetting import sign_in_sheet

    file = prints_folder() / file_name(phrases("Sign-in sheet"), session)
    return [write_atomic(file, sign_in_sheet(about, names, team, phrases))]


def cards_to_hold_up(phrases: LessonPhrases) -> list[Path]:
    """Write the four cards of one person. Raise OSError."""
    from tutor.publish.handouts import number_cards

    file = prints_folder() / f"{in_file_name(phrases('Cards with the numbers 1 to 4'))}.pdf"
    return [write_atomic(file, number_cards(phrases))]


def invitation(
    catalogue: "Catalogue", following: Session, language: str, names: Sequence[str] = ()
) -> list[Path]:
    """Write the invitations to a class, one for each name. Raise LessonError and OSError."""
    from tutor.publish.handouts import invitation_page
    from tutor.publish.material import Occasion, load_material

    occasion = Occasion(on=following.day, at=following.time, place=where(following))
    materials = [load_material(catalogue, lesson, language) for lesson in following.lessons]
    file = prints_folder() / file_name(Translator(language)("Invitation"), following)
    return [write_atomic(file, invitation_page(materials, occasion, names))]


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
    file = prints_folder() / file_name(
        Translator(language)("Page for those who were absent"), missed
    )
    return [write_atomic(file, missed_class_page(materials, occasion))]
