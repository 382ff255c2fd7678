"""Plain mode: a lesson line by line on stdin and stdout, for screen readers, pipes and poor terminals.

What a page says is in `plain_page`, what a typed line means in `plain_meaning`.
"""

from collections.abc import Callable
from typing import assert_never

from tutor.content.text import strip_emphasis
from tutor.engine import responses as r
from tutor.engine.state import Talking
from tutor.i18n import N_, fill
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.plain_meaning import (
    NO_NUMBER,
    AskText,
    Command,
    Explain,
    Help,
    Leave,
    Refuse,
    Repeat,
    TickAll,
    is_explained,
    items_left,
    meaning_in_field,
    meaning_of,
)
from tutor.lesson.plain_page import (
    heading,
    invitation,
    label_of,
    named_choice,
    remarks,
    transcript,
)
from tutor.lesson.plain_phone import is_for_numbers, named_text
from tutor.lesson.present import present
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Choice, View
from tutor.lesson.words import (
    explanation,
    marked_words,
    name_of,
    new_words,
    with_marked_words,
    words_of,
)

Read = Callable[[], str | None]
Write = Callable[[str], None]

HELP = (
    N_("A number chooses."),
    N_("Enter alone goes on, or does what was just named."),
    N_("hint: a hint. repeat: this page again. back: one step back."),
    N_("word: what the words of this page mean. word NAME: that word."),
    N_("On the practice phone: tap NAME, hold NAME, type NAME TEXT."),
    N_("Also: swipe up, swipe down, swipe left, swipe right, back, home."),
    N_("There, “<” goes back one step of the lesson."),
    N_("On a list of tasks, “done” ticks them all."),
    N_("Elsewhere, “done” leaves the lesson, and it stays just as it is."),
)


class PlainSession:
    """Plays a run: prints each moment, reads an answer, until the lesson or the input ends.

    `restart` is the command that goes on with this lesson another time, "" where nothing can be
    recorded, None where nothing shall be.
    """

    def __init__(
        self, run: LessonRun, phrases: LessonPhrases, read: Read, write: Write, restart: str | None
    ) -> None:
        self._run = run
        self._phrases = phrases
        self._read = read
        self._write = write
        self._restart = restart
        self._all_written = True
        self._step = 0

    def play(self) -> bool:
        """Play to the end; return False when the learner left before it."""
        self._say("Type a number or a word, then press Enter. To hear the commands, type: help.")
        fresh = True
        while not self._run.state.finished:
            view = self._view()
            if fresh:
                self._print(view)
            line = self._read()
            command = Leave() if line is None else meaning_of(line, view, self._run, self._phrases)
            if isinstance(command, AskText):
                # The choice of the view tells whether the field was named.
                command = self._ask_text(view.choice(command.field.number) or command.field)
            if isinstance(command, Leave):
                self._leave()
                return False
            fresh = self._obey(command, view)
        title = self._phrases.fill(self._run.script.lesson.title)
        self._say("You have finished “{lesson}”.", lesson=title)
        return True

    def _leave(self) -> None:
        self._run.leave()
        if self._restart is None:
            self._say("Nothing of this was recorded.")
        elif self._restart and self._run.all_written:
            self._say("The lesson stays just as it is.")
            self._say("To go on another time, type: {command}", command=self._restart)
        else:
            self._say("This laptop cannot keep what was learned today.")

    def _view(self) -> View:
        return present(self._run.script, self._run.state, self._phrases)

    def _print(self, view: View) -> None:
        """Print a moment; the first one of a step says which step it is."""
        self._write("")
        if view.step != self._step:
            self._step = view.step
            self._write(heading(view, self._phrases))
        for line in (*transcript(view), *remarks(view, self._phrases)):
            self._write(line)
        if new := self._new_words(view):
            names = ", ".join(name_of(word, self._phrases) for word in new)
            self._say("New here: {words}. To hear what it means, type: word.", words=names)
        self._write(invitation(view, self._phrases))

    def _say(self, message: str, **values: object) -> None:
        self._write(self._phrases(message, **values))

    def _obey(self, command: Command, view: View) -> bool:
        """Do what a line means; return whether the view is to be printed again."""
        match command:
            case Repeat():
                self._step = 0
                return True
            case Help():
                return self._help()
            case Explain(words):
                return self._explain(words, view)
            case Refuse():
                return self._refuse(command, view)
            case TickAll():
                for number in items_left(self._run):
                    self._respond(r.Choose(number))
                return True
            case r.Choose(number):
                return self._choose(number, view)
            case r.Enter() if is_explained(self._run):
                # Typed on the page of a reason, it is the next try.
                self._respond(r.Next())
                return self._respond(command)
            case r.Hint():
                return self._hint(view)
            case r.Next() | r.Back() | r.Enter() | r.Act() | r.Sit():
                return self._respond(command)
            case Leave() | AskText():
                return True
            case _:
                assert_never(command)

    def _respond(self, response: r.Response) -> bool:
        self._run.respond(response)
        if self._all_written and not self._run.all_written:
            self._say("The laptop cannot write just now. You can learn on all the same.")
        self._all_written = self._run.all_written
        return True

    def _hint(self, view: View) -> bool:
        """Give the next hint; after the page of a reason the question comes with it by itself."""
        if is_explained(self._run):
            return self._respond(r.Next())
        before = self._run.state
        self._respond(r.Hint())
        if self._run.state != before or named_choice(view) is not None:
            return True
        self._say("There is no hint here.")
        self._write(invitation(view, self._phrases))
        return False

    def _choose(self, number: int, view: View) -> bool:
        """Answer with a number; on the page of a reason it answers the question again."""
        if view.choice(number) is None:
            self._respond(r.Next())
            view = self._view()
        choice = view.choice(number)
        if choice is None:
            self._print(view)
            return self._refuse(Refuse(NO_NUMBER, str(number)), view)
        if isinstance(self._run.state.moment.step, Talking) and not choice.way_out:
            words = self._phrases.quoted(strip_emphasis(choice.text))
            self._say("You answer: {words}", words=words)
        return self._respond(self._run.choose(number))

    def _refuse(self, refused: Refuse, view: View) -> bool:
        # What was typed is no lesson text: braces in it stay as they are.
        self._write(fill(self._phrases(refused.message), {"typed": refused.typed}))
        self._write(invitation(view, self._phrases))
        return False

    def _help(self) -> bool:
        for message in HELP:
            self._say(message)
        return False

    def _explain(self, words: tuple[str, ...], view: View) -> bool:
        """Explain words; the page is not left, and its last line comes again."""
        asked = words or self._new_words(view) or words_of(view, self._phrases.glossary)
        if not asked:
            self._say("No word on this page has an explanation.")
        for word in asked:
            for line in explanation(word, self._phrases):
                self._write(line.plain)
        self._write(invitation(view, self._phrases))
        return False

    def _new_words(self, view: View) -> tuple[str, ...]:
        """Return the words of a page that are new in this lesson."""
        lesson = self._run.script.lesson
        if not lesson.explains:
            return ()
        glossary = self._phrases.glossary
        new = new_words(lesson, self._run.state.moment.index, glossary)
        return marked_words(with_marked_words(view, new, glossary))

    def _ask_text(self, field: Choice) -> Command:
        """Ask for the text of a field until there is one; Enter alone takes the text that was named."""
        words = named_text(self._run) if field.mark == "shown" else ""
        asked = N_("Please type the text for “{field}”, then press Enter.")
        if is_for_numbers(self._run, field):
            asked = N_("Please type the number for “{field}”, then press Enter.")
        while True:
            self._say(asked, field=label_of(field))
            if words:
                self._say("Enter alone types “{text}”.", text=words)
            else:
                self._say("For help, type: hint. To leave this field, type: back.")
            line = self._read()
            if line is None:
                return Leave()
            match meaning_in_field(line, field, words, self._run):
                case None:
                    self._say("Nothing is typed yet.")
                case AskText():
                    pass
                case Help():
                    self._help()
                case command:
                    return command
