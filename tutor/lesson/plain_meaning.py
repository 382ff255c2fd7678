"""What a typed line means at a moment of a lesson in plain mode: nothing is done here, only understood."""

from dataclasses import dataclass

from tutor.content.text import clean, fold_case
from tutor.engine import responses as r
from tutor.engine.state import Practising, Ticking, Typing
from tutor.i18n import N_
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.plain_commands import Numbered, Spoken, command_of, is_left_arrow, number_of
from tutor.lesson.plain_page import choice_called, named_choice
from tutor.lesson.plain_phone import (
    NotOnScreen,
    field_for,
    gesture_of_command,
    is_for_numbers,
    named_text,
    typed_into,
)
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Choice, View
from tutor.phone import Gesture


@dataclass(frozen=True, slots=True)
class Leave:
    """The learner stops here for now."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The learner wants to have it again."""


@dataclass(frozen=True, slots=True)
class Help:
    """The learner wants to hear the commands."""


@dataclass(frozen=True, slots=True)
class Explain:
    """The learner asks what words mean; where none is named, those of this page."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TickAll:
    """Everything on the checklist is done."""


@dataclass(frozen=True, slots=True)
class AskText:
    """The number of a field: its text is asked for next."""

    field: Choice


@dataclass(frozen=True, slots=True)
class Refuse:
    """A line that means nothing here, with the message that says so; `typed` is quoted in it."""

    message: str
    typed: str


Command = r.Response | Leave | Repeat | Help | Explain | TickAll | AskText | Refuse

NO_COMMAND = N_("“{typed}” is of no use here. For the commands, type: help.")
NO_NUMBER = N_("There is no number {typed} here.")
NOT_ON_PHONE = N_("“{typed}” is not on this screen of the phone.")

_GESTURES = ("tap", "hold", "type", "swipe", "power", "volume up", "volume down")


def meaning_of(line: str, view: View, run: LessonRun, phrases: LessonPhrases) -> Command:
    """Return what a line means: a number, a command, or the text that a step or a field asks for."""
    text = clean(line).strip()
    if is_left_arrow(line):
        return r.Back()
    if text == "":
        return _enter_alone(view, run)
    spoken = command_of(text)
    if isinstance(run.state.moment.step, Typing) and _is_answer(text, spoken, run, phrases):
        return _typed_answer(text, spoken, run)
    number = number_of(text)
    called = choice_called(view, text)
    # Digits alone are a number or an amount, whatever is written on a choice.
    if called is not None and (number is None or (number.rest and not _is_live(view))):
        return _picked(called, view)
    if number is not None:
        # In "type number 0912" the word before the digits is the name of a field, if the phone has one.
        named = gesture_of_command(run, phrases, spoken) if spoken.verb == "type" else None
        return r.Act(named) if isinstance(named, Gesture) else _numbered(number, text, view, run)
    asked = phrases.glossary.find_word(spoken.rest) if spoken.verb == "word" else ""
    if asked:
        return Explain((asked,))
    if spoken.verb in _GESTURES:
        called = choice_called(view, spoken.rest) if spoken.verb == "tap" else None
        return _picked(called, view) if called else _gesture(spoken, text, run, phrases)
    if spoken.verb is None or spoken.rest:
        return _free_text(text, view, run, phrases)
    return _command(spoken, text, view, run, phrases)


def meaning_in_field(line: str, field: Choice, words: str, run: LessonRun) -> Command | None:
    """Return what a line means where the text of a field was asked for, None where nothing was typed.

    `words` is the text that was named, which Enter alone takes.
    """
    text = clean(line).strip()
    if is_left_arrow(line):
        return Repeat()
    if text == "" and not words:
        return None
    if text == "" or fold_case(text) == fold_case(words):
        return typed_into(run, field, words)
    spoken = command_of(text)
    if spoken.verb == "type" and spoken.rest and is_for_numbers(run, field):
        return typed_into(run, field, spoken.rest)
    # One letter is a letter to be typed, and so is a command with something after it.
    if not spoken.rest and not (len(text) == 1 and text.isalpha()):
        match spoken.verb:
            case "back" | "undo":
                return Repeat()
            case "hint":
                return r.Hint()
            case "help":
                return Help()
            case "repeat":
                return AskText(field)
            case "leave":
                return Leave()
    return typed_into(run, field, text)


def items_left(run: LessonRun) -> tuple[int, ...]:
    """Return the numbers of the checklist that are not ticked, none where there is no checklist."""
    state = run.state.moment.step
    step = run.script.lesson.steps[run.state.moment.index]
    if not isinstance(state, Ticking):
        return ()
    items = range(len(getattr(step, "checklist", ())))
    return tuple(i + 1 for i in items if i not in state.ticked)


def is_explained(run: LessonRun) -> bool:
    """Tell whether the page is the reason of a wrong answer, after which the question comes again."""
    return run.state.moment.phase == "explain"


def _enter_alone(view: View, run: LessonRun) -> Command:
    """Return what Enter alone does: it goes on, or does what was named, and nothing else."""
    named = named_choice(view)
    if view.next_label:
        return r.Next()
    if named is None:
        return Repeat()
    if not named.field:
        return r.Choose(named.number)
    words = named_text(run)
    return typed_into(run, named, words) if words else AskText(named)


def _is_answer(text: str, spoken: Spoken, run: LessonRun, phrases: LessonPhrases) -> bool:
    """Tell whether a line is what a step asks to be typed, rather than a command."""
    step = run.script.lesson.steps[run.state.moment.index]
    expected = (phrases.fill(known) for known in getattr(step, "expect", ()))
    if fold_case(text) in map(fold_case, expected):
        return True
    commands = ("undo", "back", "repeat", "hint", "help", "word", "done", "leave", "next")
    # One letter is a letter to be typed, and so is a command with something after it.
    letter = len(text) == 1 and text.isalpha()
    return letter or spoken.verb not in commands or bool(spoken.rest)


def _typed_answer(text: str, spoken: Spoken, run: LessonRun) -> Command:
    if run.state.moment.phase == "done":
        return Refuse(NO_COMMAND, text)
    return r.Enter(spoken.rest if spoken.verb == "type" and spoken.rest else text)


def _picked(choice: Choice, view: View) -> Command:
    return AskText(choice) if choice.field and _is_live(view) else r.Choose(choice.number)


def _is_live(view: View) -> bool:
    """Tell whether the page has a practice phone in the learner's hands."""
    return view.phone is not None and view.phone.live


def _numbered(number: Numbered, text: str, view: View, run: LessonRun) -> Command:
    """Return what a line means that begins with a number: a choice, an amount, or a field and its text."""
    choice = view.choice(number.value)
    live = _is_live(view)
    if choice is not None and not number.rest:
        return _picked(choice, view)
    if choice is not None and choice.field and live and _fits(choice, number.rest, run):
        return typed_into(run, choice, number.rest)
    field = field_for(view)
    if field is not None and live:
        spoken = command_of(text)
        return typed_into(run, field, spoken.rest if spoken.verb == "type" else text)
    if number.rest:
        return Refuse(NO_COMMAND, text)
    if is_explained(run) and number.value > 0:
        return r.Choose(number.value)
    return Refuse(NO_NUMBER, number.digits)


def _fits(field: Choice, text: str, run: LessonRun) -> bool:
    """Tell whether what stands after a number can be for the field: "1 triệu" is an amount, all of it."""
    return not is_for_numbers(run, field) or any(sign.isdigit() for sign in text)


def _gesture(spoken: Spoken, text: str, run: LessonRun, phrases: LessonPhrases) -> Command:
    made = gesture_of_command(run, phrases, spoken)
    match made:
        case None:
            return Refuse(NO_COMMAND, text)
        case NotOnScreen(name):
            return Refuse(NOT_ON_PHONE, name)
        case Choice():
            return AskText(made)
        case _:
            return r.Act(made)


def _free_text(text: str, view: View, run: LessonRun, phrases: LessonPhrases) -> Command:
    """Return what a text means that is no command: a field and its text, or that of the field just named."""
    made = gesture_of_command(run, phrases, Spoken("type", text))
    if isinstance(made, Gesture):
        return r.Act(made)
    named = named_choice(view)
    if named is not None and named.field and _is_live(view):
        return typed_into(run, named, text)
    return Refuse(NO_COMMAND, text)


def _command(
    spoken: Spoken, text: str, view: View, run: LessonRun, phrases: LessonPhrases
) -> Command:
    state = run.state.moment.step
    match spoken.verb:
        case "back" | "home" if isinstance(state, Practising) and state.phase == "ask":
            return _gesture(spoken, text, run, phrases)
        case "back" | "undo":
            return r.Back()
        case "next":
            return _enter_alone(view, run)
        case "repeat":
            return Repeat()
        case "hint":
            return r.Hint()
        case "help":
            return Help()
        case "word":
            return Explain(())
        case "done" if isinstance(state, Ticking):
            return TickAll() if items_left(run) else r.Next()
        case "done" | "leave":
            return Leave()
        case _:
            return Refuse(NO_COMMAND, text)
