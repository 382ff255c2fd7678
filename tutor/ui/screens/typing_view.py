"""What is typed on a page: by keys, by the drawn keyboard, or pasted; with the marks of Vietnamese."""

from typing import TYPE_CHECKING, Generic

from textual import events

from tutor.content.text import clean
from tutor.languages import LANGUAGES
from tutor.lesson.view import ERASE, TURN, Entry
from tutor.ui.keys import is_vietnamese
from tutor.ui.screens.paged_view import PagedView, Result

if TYPE_CHECKING:
    from tutor.lesson.present_phone import Face

_LONGEST_DRAFT = 120
# A cap that is clicked again sooner was meant once.
_TREMBLE_SECONDS = 0.25
# Backspace leads back from an empty place to type, unless it comes this soon after the last one.
_ERASING_SECONDS = 1.5


class TypingView(PagedView[Result], Generic[Result]):
    """Pages with a place to type."""

    def __init__(self) -> None:
        super().__init__()
        self._face: Face = "letters"
        # An input method writes the letters with marks: keys are letters as they come.
        self._composed = False

    def text_entry(self) -> Entry:
        """Return a place to type with the letters of the present language, without a drawn keyboard."""
        return Entry("telex" if LANGUAGES[self.settings.language].telex else "any")

    def entry(self, keyboard: str, language: str = "") -> Entry:
        """Return the place to type with the practice phone's keyboard, as a language is typed there."""
        from tutor.lesson.present_phone import boards

        telex = LANGUAGES[language or self.settings.language].telex
        keyboard = "any" if keyboard == "telex" and not telex else keyboard
        return Entry(keyboard, boards(keyboard, self._face, self.phrases))

    def leave_entry(self) -> None:
        """React to Backspace in an empty place to type."""
        raise NotImplementedError

    def _now(self) -> float:
        return self.services.monotonic()

    def _drop_notice(self) -> None:
        if self._notice:
            self._notice = None
            self._stale = self._undrawn = True
            # What the key does mostly draws: laying out twice would slow every answer down.
            self.call_next(self._draw_if_undrawn)

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text into what is typed."""
        if self._view.entry is not None:
            event.stop()
            self._edit(self.draft + clean(event.text).replace("\n", " "))

    def _type(self, event: events.Key) -> None:
        if event.key == "backspace" and self.draft:
            self.host.filter.accepts("backspace", self._now())
            self._erase()
        elif event.key == "backspace":
            # Who goes on erasing does not mean to leave.
            if self.host.filter.accepts("backspace", self._now(), _ERASING_SECONDS):
                self.leave_entry()
        elif event.key == "left" and self.draft:
            self._erase()
        elif event.key == "left":
            self.leave_entry()
        elif event.character and event.is_printable:
            number = self._view.entry is not None and self._view.entry.keyboard == "number"
            learnt = self.services.laptop.now.key_of(event.character) if number else None
            sign = clean(learnt or event.character)
            if number and sign.isalpha():
                self.note(self.phrases("Only digits are typed here."))
            else:
                self._drop_notice()
                self._composed = self._composed or is_vietnamese(sign)
                self._write(sign)

    def _press_cap(self, sign: str) -> None:
        """Do what a cap of the drawn keyboard does, unless the hand trembled on it."""
        if not self.host.filter.accepts(("cap", sign), self._now(), _TREMBLE_SECONDS):
            return
        self._drop_notice()
        if sign == TURN:
            self._face = "signs" if self._face == "letters" else "letters"
            self.redraw()
        elif sign == ERASE:
            self._erase()
        else:
            self._composed = False
            self._write(sign)

    def _erase(self) -> None:
        self.pressed = ERASE
        self._edit(self.draft[:-1])

    def _write(self, sign: str) -> None:
        """Add what a key sends; what an input method has already composed is left as it is."""
        self.pressed = sign.lower()
        vietnamese = self._view.entry is not None and self._view.entry.keyboard == "telex"
        if vietnamese and len(sign) == 1 and sign.isascii() and not self._composed:
            from tutor.telex import telex

            self._edit(telex(self.draft, sign))
        else:
            self._edit(self.draft + sign)

    def _edit(self, draft: str) -> None:
        self.session.speaker.stop()
        self.draft = draft[:_LONGEST_DRAFT]
        self.redraw()
        there = [i for i, page in enumerate(self._pages) if page.takes_text]
        if there and self.page_index not in there:
            self.page_index = there[0]
            self._draw()
