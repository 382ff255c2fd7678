"""A lesson line by line over stdin and stdout, for screen readers, pipes and poor terminals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tutor.content.model import clean, plain
from tutor.engine import responses as r
from tutor.engine.state import Practising, Ticking
from tutor.phone import Gesture, parse_gesture, targets
from tutor.play.phrases import Phrases
from tutor.play.present import present
from tutor.play.run import LessonRun
from tutor.play.view import Choice, View

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
class Unknown:
    """A line that means nothing here."""


Command = r.Response | Leave | Repeat | Unknown


def transcript(view: View) -> Iterator[str]:
    """Yield the lines of a view, the same words that the screens show."""
    if view.steps:
        yield f"[{view.step}/{view.steps}] {view.title}"
    for line in view.lines:
        yield plain(line.text)
    if view.phone is not None:
        yield f"{view.phone.label}: {view.phone.title}"
        yield from view.phone.lines
    for choice in view.choices:
        yield _numbered(choice)
    if view.phone is not None and view.phone.live:
        for choice in view.phone.choices:
            yield _numbered(choice)


def _numbered(choice: Choice) -> str:
    parts = [plain(choice.text)]
    if choice.value:
        parts.append(f"({choice.value})")
    if choice.detail:
        parts.append(plain(choice.detail))
    pointer = "▶ " if choice.mark == "shown" else ""
    return f"{pointer}{choice.number}. {' '.join(parts)}"


class PlainSession:
    """Plays a run: prints each moment, reads an answer, until the lesson or the input ends."""

    def __init__(self, run: LessonRun, phrases: Phrases, read: Read, write: Write) -> None:
        self._run = run
        self._phrases = phrases
        self._read = read
        self._write = write

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
        match command:
            case Leave():
                return False
            case Repeat():
                return True
            case Unknown():
                self._write(self._phrases(_HELP))
                return False
            case r.Hint():
                if self._run.respond(command):
                    return True
                self._write(self._phrases(_HELP))
                return False
            case r.Choose(number) if view.choice(number) is None:
                self._write(self._phrases("There is no number {number} here.", number=number))
                return False
            case r.Next() if not view.next_label:
                return True
            case _:
                done = self._ticked_all() if command == _TICK_ALL else self._run.respond(command)
                if not self._run.kept:
                    self._write(
                        self._phrases(
                            "The laptop cannot write just now. You can learn on all the same."
                        )
                    )
                return done or view.next_label == ""

    def _ticked_all(self) -> bool:
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
            return _TICK_ALL
        if word in _GESTURES:
            gesture = self._gesture(text)
            return Unknown() if gesture is None else r.Act(gesture)
        return Unknown()

    def _gesture(self, words: str) -> Gesture | None:
        """Read a gesture that names an item by its id or by what is written on it."""
        state = self._run.state.moment.step
        if not isinstance(state, Practising):
            return None
        verb, _, name = words.partition(" ")
        for target in targets(self._run.script.world, state.phone):
            label = plain(self._phrases.fill(target.label)).casefold()
            if name.strip().casefold() == label and target.gesture.kind == verb.casefold():
                return target.gesture
        return parse_gesture(words)


# A checklist ticked as a whole: no number on the screen stands for it.
_TICK_ALL = r.Choose(0)

_HELP = (
    "A number chooses. An empty line goes on. < goes back, r repeats, ? gives a hint. "
    "On the phone: tap NAME, hold NAME, swipe up, back, home. done ticks a checklist."
)
