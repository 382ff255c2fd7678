"""Screen: the plan of a class minute by minute, with the papers to bring; rehearse or print it."""

import asyncio
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

from tutor.classroom.evenings import papers_of, plan_of
from tutor.classroom.people import expected_at, learners_of_hamlet
from tutor.classroom.plan import phone_tables
from tutor.classroom.plan_text import (
    TIMETABLE,
    PlanText,
    about_class,
    describe_plan,
    item_title,
    rehearsal_lines,
    timetable,
    where,
)
from tutor.content.catalogue import LessonError
from tutor.content.text import clean
from tutor.dates import written_day
from tutor.i18n import N_
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Line, View
from tutor.paths import prints_folder, write_atomic
from tutor.records.class_views import Session
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import VolunteerScreen
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


class PlanDetailScreen(PrintingMenu):
    """List the items of the plan with their minutes, page by page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def _describe(self) -> PlanText:
        catalogue, language = self.catalogue, self.language
        plan = plan_of(self._session, self.records, catalogue, language)
        people = learners_of_hamlet(self.records.people, self._session.hamlet)
        seats = phone_tables(person.phone for person in people)
        papers = papers_of(plan, catalogue, language)
        return describe_plan(plan, self.phrases, self.title_of, papers, seats)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        plan = self._describe()
        lines = [Line(self.print_message or self.about(self._session), "lead")]
        for entry in plan.items:
            start, end = entry.item.start, entry.item.start + entry.item.minutes
            text = p("{start}–{end} {item}", start=start, end=end, item=entry.title)
            lines += [Line(text, "keep"), Line(entry.note), Line(entry.power)]
        lines += [Line(text, "note") for text in plan.below]
        items = (
            Item(p(N_("Go through it once beforehand")), self._rehearse),
            Item(p("Print it"), self._print),
            Item(p("Pages of the lessons"), self._open_papers),
        )
        return Menu(p("Minute by minute"), lines, items, next_label=p("Go back"))

    def _rehearse(self) -> None:
        self.app.push_screen(RehearsalScreen(self._session))

    def _open_papers(self) -> None:
        self.app.push_screen(PapersScreen(self._session))

    async def _print(self) -> None:
        about = about_class(self._session, self.phrases, self.titles)
        plan = self._describe()
        await self.write_files(lambda: plan_sheet(self._session, about, plan, self.phrases))


class PapersScreen(PrintingMenu):
    """Menu of the pages to print of a class: of each of its lessons one file."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        plan = plan_of(self._session, self.records, self.catalogue, self.language)
        cards = [
            copies.lesson
            for copies in papers_of(plan, self.catalogue, self.language)
            if copies.paper == "card"
        ]
        copies = p("{count} of each", count=max(1, plan.people))
        handout = partial(self._print, "handout", plan.lessons)
        items = [
            Item(p("Pages to take home"), handout, value=copies),
            Item(p(N_("Sign-in sheet")), self._print_names),
            Item(p(N_("Cards with the numbers 1 to 4")), self._print_cards, value=copies),
        ]
        if cards:
            card = partial(self._print, "card", cards)
            items.append(Item(p("Cards for the fridge"), card, value=copies))
        items.append(
            Item(p("Notes for whoever leads"), partial(self._print, "notes", plan.lessons))
        )
        lead = self.print_message or p("Each is a file to print.")
        if not plan.lessons:
            lead, items = p("No lesson is on the plan of this class."), []
        return Menu(
            p("Pages of the lessons"), (Line(lead, "lead"),), items, next_label=p("Go back")
        )

    async def _print(self, kind: "PageKind", lessons: Sequence[str]) -> None:
        await self.write_files(lambda: pages(self.catalogue, kind, lessons, self.language))

    async def _print_names(self) -> None:
        about = about_class(self._session, self.phrases, self.titles)
        session, p = self._session, self.phrases
        names = [self.name_of(person) for person in expected_at(session, self.roster(), {})]
        await self.write_files(lambda: sign_in(session, about, names, p))

    async def _print_cards(self) -> None:
        p = self.phrases
        await self.write_files(lambda: cards_to_hold_up(p))


class RehearsalScreen(VolunteerScreen):
    """Show the notes of one item at a time; Enter goes to the next item. Nothing is stored."""

    guarded = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._place = 0
        self._last = False

    @override
    def make_view(self) -> View:
        p = self.phrases
        items = plan_of(self._session, self.records, self.catalogue, self.language).items
        self._last = self._place + 1 >= len(items)
        item = items[self._place]
        minutes = p("{minutes} minutes", minutes=item.minutes)
        lines = (
            Line(f"{item_title(item, p, self.title_of)}: {minutes}", "lead"),
            *map(Line, rehearsal_lines(item, p, self.catalogue)),
        )
        label = p("Go back") if self._last else p("Next item")
        title = p(N_("Rehearsal. Nothing is noted."))
        return View(title, lines, next_label=label)

    @override
    async def go_on(self) -> None:
        if self._last:
            self.back()
        else:
            self._place += 1
            self.show_view()

    @override
    async def go_back(self) -> None:
        if self._place == 0:
            self.back()
        else:
            self._place -= 1
            self.show_view()


# Length of the id prefix in file names; it separates classes of one day and hamlet.
_SHORT_ID = 4


def _file_name(kind: str, session: Session) -> str:
    """Return the name of a file to print, with the day and the hamlet of its class."""
    words = re.findall("[a-z0-9]+", unmarked(session.hamlet))
    return "-".join((kind, str(session.day), *words, session.id[:_SHORT_ID])) + ".pdf"


def plan_sheet(session: Session, about: str, plan: PlanText, phrases: LessonPhrases) -> list[Path]:
    """Write the plan of a class minute by minute. Raise OSError."""
    from tutor.publish.typesetting import class_sheet

    file = prints_folder() / _file_name("class", session)
    rows = timetable(plan, phrases, session.time)
    sheet = class_sheet(phrases(TIMETABLE), rows, phrases, about=about, below=plan.below)
    return [write_atomic(file, sheet)]


def pages(
    catalogue: "Catalogue", kind: "PageKind", lessons: Sequence[str], language: str
) -> list[Path]:
    """Write one kind of page of each lesson. Raise LessonError and OSError."""
    from tutor.publish.handouts import render
    from tutor.publish.material import load_material

    files = []
    for lesson in lessons:
        file = prints_folder() / f"{lesson}-{kind}-{language}.pdf"
        files.append(write_atomic(file, render(kind, load_material(catalogue, lesson, language))))
    return files


def sign_in(
    session: Session, about: str, names: Sequence[str], phrases: LessonPhrases
) -> list[Path]:
    """Write the sheet on which those who are there sign. Raise OSError."""
    from tutor.publish.typesetting import sign_in_sheet

    file = prints_folder() / _file_name("sign-in", session)
    return [write_atomic(file, sign_in_sheet(about, names, phrases))]


def cards_to_hold_up(phrases: LessonPhrases) -> list[Path]:
    """Write the four cards of one person. Raise OSError."""
    from tutor.publish.handouts import number_cards

    return [write_atomic(prints_folder() / "cards-1-4.pdf", number_cards(phrases))]


def invitation_text(following: Session, titles: str, phrases: LessonPhrases) -> str:
    """Return the invitation to a class as a message to send, as by Zalo."""
    where = ", ".join(filter(None, (following.place, following.hamlet)))
    rows = (
        (N_("Time: {what}"), following.time),
        (N_("Place: {what}"), where),
        (N_("We will learn: {what}"), titles),
    )
    day = written_day(following.day, phrases)
    return "\n".join(
        (
            phrases(N_("The class invites you: {day}."), day=day),
            *(phrases(message, what=what) for message, what in rows if what),
            phrases(N_("If you have a phone and glasses, please bring them.")),
        )
    )


def text_to_send(following: Session, text: str) -> list[Path]:
    """Write a message as a text file. Raise OSError."""
    file = prints_folder() / _file_name("message", following).replace(".pdf", ".txt")
    # Notepad takes a file for UTF-8 by this mark, and needs its own ends of lines.
    return [write_atomic(file, text.replace("\n", "\r\n").encode("utf-8-sig"))]


def invitation(
    catalogue: "Catalogue", following: Session, language: str, names: Sequence[str] = ()
) -> list[Path]:
    """Write the invitations to a class, one for each name. Raise LessonError and OSError."""
    from tutor.publish.handouts import invitation_page
    from tutor.publish.material import Occasion, load_material

    occasion = Occasion(on=following.day, at=following.time, place=where(following))
    materials = [load_material(catalogue, lesson, language) for lesson in following.lessons]
    file = prints_folder() / _file_name("invitation", following)
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
    file = prints_folder() / _file_name("missed", missed)
    return [write_atomic(file, missed_class_page(materials, occasion))]
