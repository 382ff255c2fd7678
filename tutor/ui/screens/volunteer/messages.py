"""Screens: messages to send before a class, each to copy, to show as a QR code, or to take from a file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from typing_extensions import override

from tutor.classroom import messages
from tutor.classroom.follow_up import away_often
from tutor.classroom.people import expected_at
from tutor.languages import DEFAULT_ADDRESS
from tutor.lesson.view import Line, View
from tutor.paths import prints_folder, write_atomic
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.ui.layout.codes import Code, code_that_fits
from tutor.ui.layout.rows import Row, Run, wrap
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu
from tutor.ui.screens.volunteer.printing import MESSAGE, file_name
from tutor.ui.sheet import Sheet

_BESIDE_CODE = 3
_NARROWEST_TEXT = 18


class MessagesScreen(VolunteerMenu):
    """Menu of the messages about one class: who is invited, who is reminded, who was away."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def _learners(self) -> list[Person]:
        """Return the learners who are expected at the class."""
        expected = expected_at(self._session, self.roster(), {})
        return [person for person in expected if person.role == "learner"]

    @override
    def make_menu(self) -> Menu:
        p, session, learners = self.phrases, self._session, self._learners()
        away = away_often(self.records, learners)
        titles = self.titles(session.lessons)
        invitation = messages.invitation(session, titles, p)
        reminder = messages.reminder(session, p, self.today)
        # It goes to each of them alone.
        one = self.services.library.phrases(self.language, DEFAULT_ADDRESS.id)
        word = messages.word_to_absent(session, self.phrases_to(away) if len(away) == 1 else one)
        kinds = (
            (p("Invitation"), invitation, learners),
            (p("Reminder the day before"), reminder, learners),
            (p("A word to those who were away"), word, away),
        )
        items = [
            Item(label, partial(self._open, label, text, to), value=str(len(to) or ""))
            for label, text, to in kinds
        ]
        lines = (Line(self.about(session), "lead"),)
        return Menu(p("Messages to send"), lines, items, next_label=p("Go back"))

    def _open(self, label: str, text: str, to: Sequence[Person]) -> None:
        self.app.push_screen(MessageScreen(self._session, label, text, self.names(to)))


class MessageScreen(VolunteerMenu):
    """One message and to whom it goes: copied, shown as a code, or written as a file."""

    def __init__(self, session: Session, label: str, text: str, names: str) -> None:
        super().__init__()
        self._session, self._label = session, label
        self._text, self._names = text, names

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = (
            Item(p("Copy it, for Zalo"), self._copy),
            Item(p("Show it as a QR code"), self._show_code),
            Item(p("Save it as a file"), self._save),
        )
        lines = [Line(line, typed=True) for line in self._text.split("\n")]
        if self._names:
            lines.append(Line(p("To: {names}", names=self._names), "note"))
        return Menu(self._label, lines, items, next_label=p("Go back"))

    def _copy(self) -> None:
        self.app.copy_to_clipboard(self._text)
        self.note(self.phrases("Copied. In Zalo: Ctrl and V. If nothing comes: 3."))

    def _show_code(self) -> None:
        texts = tuple(messages.shorter(self._text, self._session, self.phrases))
        self.app.push_screen(CodeScreen(self._label, texts))

    async def _save(self) -> None:
        what = f"{self.phrases(MESSAGE)} {self._label}"
        await self.write_file(partial(write_message, what, self._session, self._text))


class CodeScreen(VolunteerScreen):
    """A message as a code over the whole window, the longest of `texts` that has room there."""

    menu = False

    def __init__(self, label: str, texts: Sequence[str]) -> None:
        super().__init__()
        self._label = label
        self._texts = texts

    def _code(self) -> Code | None:
        window = self.app.size
        return code_that_fits(self._texts, window.width - _NARROWEST_TEXT, window.height)

    @override
    def make_view(self) -> View:
        p = self.phrases
        lead = p("The letters are too large for a code. Hold Ctrl and press - once or twice.")
        return View(self._label, (Line(lead, "lead"),), next_label=p("Go back"))

    @override
    def _draw(self) -> None:
        code = self._code() if self.is_attached and self.query(Sheet) else None
        if code is None or self.notice:
            super()._draw()
            return
        sheet = self.query_one(Sheet)
        # Keys are answered once it is painted.
        sheet.call_after_refresh(self._read_page)
        self._undrawn = False
        sheet.show_rows(self._rows(code), self.settings.theme)

    def _rows(self, code: Code) -> list[Row]:
        """Return the code with what it says beside it, in the middle of the window's height."""
        p, window = self.phrases, self.app.size
        columns = window.width - code.columns - _BESIDE_CODE
        how = p("Point the phone's camera, or the QR of Zalo, at it.")
        texts = (self._label, how, *code.text.split("\n"), p("ENTER: go back"))
        beside = [row for text in texts for row in (*wrap(text, columns), ())]
        top = max(0, (window.height - code.height) // 2)
        rows: list[Row] = [() for _ in range(top)]
        for place, row in enumerate(code.rows()):
            aside = beside[place] if place < len(beside) else ()
            rows.append((*row, Run(" " * _BESIDE_CODE), *aside))
        return rows


def write_message(what: str, session: Session, text: str) -> Path:
    """Write a message as a text file; `what` it is stands in its name. Raise OSError."""
    file = prints_folder() / file_name(what, session, "txt")
    # Notepad takes a file for UTF-8 by this mark, and needs its own ends of lines.
    return write_atomic(file, text.replace("\n", "\r\n").encode("utf-8-sig"))
