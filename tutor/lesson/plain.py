"""Plain mode: a lesson line by line on stdin and stdout, for screen readers, pipes and poor terminals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tutor.content.text import clean, strip_emphasis
from tutor.engine import responses as r
from tutor.engine.state import Practising, Ticking
from tutor.i18n import N_
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Choice, View
from tutor.phone import Gesture, parse_gesture, targets

Read = Callable[[], str | None]
Write = Callable[[str], None]

_GESTURES = ("tap", "hold", "swipe", "back", "home", "power", "volume", "type")


@dataclass(frozen=True, slots=True)
class Leave:
    """The learner stops here for now."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The learner wants to have it again."""


@dataclass(frozen=True, slots=True)
class TickAll:
    """Everything on the checklist is done."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line that means nothing here."""


Command = r.Response | Leave | Repeat | TickAll | Unknown


def transcript(view: View) -> Iterator[str]:
    """Yield the lines of a view, the same words that the screens show."""
    if view.steps:
        yield f"[{view.step}/{view.steps}] {view.title}"
    for line in view.lines:
        yield strip_emphasis(line.text)
    if view.phone is not None:
        yield f"{view.phone.label}: {view.phone.title}"
        yield from view.phone.lines
    for choice in view.numbered():
        yield _numbered(choice)


def _numbered(choice: Choice) -> str:
    parts = [strip_emphasis(choice.text)]
    if choice.value:
        parts.append(f"({choice.value})")
    if choice.detail:
        parts.append(strip_emphasis(choice.detail))
    pointer = "▶ " if choice.mark == "shown" else ""
    return f"{pointer}{choice.number}. {' '.join(parts)}"


class PlainSession:
    """Plays a run: prints each moment, reads an answer, until the lesson or the input ends."""

    def __init__(self, run: LessonRun, phrases: LessonPhrases, read: Read, write: Write) -> None:
        self._run = run
        self._phrases = phrases
        self._read = read
        self._write = write
        self._kept = True

    def play(self) -> bool:
        """Play to the end; return False when the learner left before it, with everything kept."""
        fresh = True
        while not self._run.state.finished:
            view = present(self._run.script, self._run.state, self._phrases)
            if fresh:
                self._print(view)
            line = self._read()
            command: Command = Leave() if line is None else self._command(line, view)
            fresh = self._obey(command, view)
            if isinstance(command, Leave):
                self._run.leave()
                self._write(self._phrases("The lesson stays just as it is."))
                return False
        title = self._phrases.fill(self._run.script.lesson.title)
        self._write(self._phrases("You have finished “{lesson}”.", lesson=title))
        return True

    def _print(self, view: View) -> None:
        self._write("")
        for line in transcript(view):
            self._write(line)
        if view.next_label:
            self._write(f"[Enter] {view.next_label}")
        elif view.entry is not None:
            self._write(self._phrases("Type the text, then press Enter."))

    def _obey(self, command: Command, view: View) -> bool:
        """Do what a line means; return whether the view is to be printed again."""
        match command:
            case Leave():
                return False
            case Repeat():
                return True
            case Unknown():
                return self._say(_HELP)
            case r.Choose(number):
                choice = view.choice(number)
                if choice is None:
                    return self._say("There is no number {number} here.", number=number)
                if choice.field:
                    example = f"type {strip_emphasis(choice.text)} …"
                    return self._say("Please write it like this: {example}", example=example)
            case r.Next() if not view.next_label:
                return True
            case _:
                pass
        if isinstance(command, r.Choose):
            command = self._run.choose(command.number)
        done = self._tick_all() if isinstance(command, TickAll) else self._run.respond(command)
        if self._kept and not self._run.all_written:
            self._say("The laptop cannot write just now. You can learn on all the same.")
        self._kept = self._run.all_written
        step = self._run.state.moment.step
        refused = isinstance(command, r.Act) and getattr(step, "strayed", False)
        if isinstance(command, r.Hint | r.Act) and not done and not refused:
            return self._say(_HELP)
        return True

    def _say(self, message: str, **values: object) -> bool:
        self._write(self._phrases(message, **values))
        return False

    def _tick_all(self) -> bool:
        state = self._run.state.moment.step
        if not isinstance(state, Ticking):
            return False
        step = self._run.script.lesson.steps[self._run.state.moment.index]
        items = len(getattr(step, "checklist", ()))
        for i in range(items):
            if i not in state.ticked:
                self._run.respond(r.Choose(i + 1))
        return True

    def _command(self, line: str, view: View) -> Command:
        text = clean(line).strip()
        if text == "":
            return r.Next()
        if text == "<":
            return r.Back()
        if text == "?":
            return r.Hint()
        if view.entry is not None:
            return r.Enter(text)
        word = text.split()[0].casefold()
        if text.isascii() and text.isdigit():
            return r.Choose(int(text[:3]))
        if word == "r":
            return Repeat()
        if text.casefold() == "done" and isinstance(self._run.state.moment.step, Ticking):
            return TickAll()
        if word in _GESTURES:
            gesture = self._gesture(text)
            return Unknown() if gesture is None else r.Act(gesture)
        return Unknown()

    def _gesture(self, words: str) -> Gesture | None:
        """Read a gesture that names an item by its id or by what is written on it."""
        state = self._run.state.moment.step
        if not isinstance(state, Practising):
            return None
        verb, _, rest = words.partition(" ")
        for target in targets(self._run.script.world, state.phone):
            label = strip_emphasis(self._phrases.fill(target.label))
            named = rest[: len(label)].casefold() == label.casefold()
            match verb.casefold(), rest[len(label) :].strip():
                case "type", text if named and target.kind == "field":
                    return replace(target.gesture, text=text)
                case "tap", "" if named and target.kind != "field":
                    return target.gesture
                case "hold", "" if named and target.gesture.kind == "tap":
                    return Gesture("hold", target.gesture.target)
        return parse_gesture(f"{verb.casefold()} {rest}")


_HELP = N_(
    "A number chooses. An empty line goes on. < goes back, r repeats, ? gives a hint. "
    "On the phone: tap NAME, hold NAME, type NAME TEXT, swipe up, back, home. "
    "done ticks a checklist."
)
