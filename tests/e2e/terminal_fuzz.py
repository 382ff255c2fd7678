"""A fuzzer of the app on a pseudo-terminal: bursts of keys, keys while the window changes, foreign bytes."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from random import Random

from patience import patiently
from plain_lines import NOW
from terminal_kit import CTRL_Q, ENTER, Terminal, environment

from tutor.authoring.right_way import right_response
from tutor.classroom.pin import Pin
from tutor.content.placeholders import Filler
from tutor.engine.state import LessonState, Practising, Talking
from tutor.languages import LANGUAGES
from tutor.lesson.library import Library
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.run import open_run
from tutor.paths import lessons_folder
from tutor.records.store import open_store
from tutor.ui.laptop import Laptop, LaptopFile

PIN = "2580"
NAMES = ("Nguyễn Thị Mẫu", "Trần Văn Thử", "Lê Thị Ví Dụ")
FIRST_LESSON, PHONE_LESSON, CALL_LESSON = "lam-quen-phim", "dt-bat-tat-khoa", "ld-gia-cong-an"
WINDOW = (17, 66)
# Rows and columns; some are too small for any page.
WINDOWS = (
    *(WINDOW, (12, 40), (30, 100), (8, 32), (9, 34), (40, 120), (10, 200), (60, 33)),
    *((1, 1), (2, 5), (5, 60), (26, 100), (13, 50)),
)
_RIGHT, _LEFT, _UP, _DOWN = "\x1b[C", "\x1b[D", "\x1b[A", "\x1b[B"
_F1, _F2, _PAGE_UP, _PAGE_DOWN, _SHIFT_TAB = "\x1bOP", "\x1bOQ", "\x1b[5~", "\x1b[6~", "\x1b[Z"
_MOVING = (ENTER, _RIGHT, _LEFT, "\x7f", _UP, _DOWN, "\t", _SHIFT_TAB, _PAGE_UP, _PAGE_DOWN, " ")
_COMMANDS = ("r", "h", "p", "v", "t", "b", "0", "\x1b", _F1, _F2, "*", "/", "+", "-", ".")
_STRANGE = ("x", "ă", "đ", "ộ", "~", "&", "é", "w", "\n", "\x00", "\x04", "\x1a")
_LEAVING = (CTRL_Q, "\x03")
_LIBRARY = Library((lessons_folder(),))
# How each language asks before the app is left, without the form of address at the beginning.
_LEAVE_QUESTIONS = tuple(
    LessonPhrases(Filler(language))("Would you like to rest here?").partition(" ")[2]
    for language in LANGUAGES
)
# After so many inputs the fuzzer waits until the app has answered them all, and whether it still answers.
_SETTLE_EVERY, _ASK_EVERY = 20, 250
# A page has more signs than this.
_FEW_SIGNS = 40
# How the app asks the terminal where its cursor is.
_ASKED = b"\x1b[6n"
# So many of the latest inputs are told with a failure.
_TOLD = 40


class Broken(AssertionError):
    """The app is gone, or answers no key."""


@dataclass(frozen=True)
class Place:
    """Where inputs arrive: how the laptop is prepared, how the app is started, which keys lead there."""

    prepare: Callable[[Path], None]
    arguments: tuple[str, ...]
    way: tuple[str, ...] = ()
    # What the terminal answers when it is asked how it can magnify letters.
    answer: bytes = b""


def _known(home: Path, *, name: str = NAMES[0], count: int = 1) -> None:
    """Prepare a laptop that was looked after, with people on it."""
    with closing(open_store(home / "tutor.db", clock=lambda: NOW)) as store:
        store.add_person(name=name, language="vi", address="ba", on_roster=True)
        for other in NAMES[1:count]:
            store.add_person(name=other, language="vi", on_roster=True)
        Pin(store.pins, lambda: 0.0).set(PIN)
    LaptopFile(home / "laptop.json").keep(Laptop(keys_tried=True, letters_seen=_TERMINAL))


_TERMINAL = frozenset({"xterm-256color"})


def _at(lesson: str, is_there: Callable[[LessonState], bool]) -> Callable[[Path], None]:
    """Return what prepares a laptop whose guest stands in a lesson where something is so."""

    def prepare(home: Path) -> None:
        _known(home)
        with closing(open_store(home / "tutor.db", clock=lambda: NOW)) as store:
            script = _LIBRARY.script(lesson, "vi")
            run = open_run(script, "guest", store, lambda: NOW, lambda: "run-1")
            while not is_there(run.state):
                run.respond(right_response(run.script, run.state))

    return prepare


def _nameless(home: Path) -> None:
    """Prepare a laptop with somebody who has finished a lesson and gave no name."""
    _known(home, name="")
    with closing(open_store(home / "tutor.db", clock=lambda: NOW)) as store:
        (person,) = store.people()
        script = _LIBRARY.script(FIRST_LESSON, "vi")
        run = open_run(script, person.id, store, lambda: NOW, lambda: "run-1")
        while not run.state.finished:
            run.respond(right_response(run.script, run.state))


_APP = ("--lang", "vi")
# The cursor was seen in the second row after a line of double width with too many letters for it.
_DOUBLE = b"\x1b[2;3R\x1b[4;2R"
PLACES = {
    "newcomer": Place(lambda home: None, _APP),
    "pages": Place(lambda home: _known(home, count=3), _APP, ("1",)),
    "lesson": Place(lambda home: _known(home), (*_APP, "play", FIRST_LESSON)),
    "magnified": Place(
        _at(CALL_LESSON, lambda _: True), (*_APP, "play", CALL_LESSON), (_F2,), _DOUBLE
    ),
    "phone": Place(
        _at(PHONE_LESSON, lambda now: isinstance(now.moment.step, Practising)),
        (*_APP, "play", PHONE_LESSON),
    ),
    "call": Place(
        _at(CALL_LESSON, lambda now: isinstance(now.moment.step, Talking)),
        (*_APP, "play", CALL_LESSON),
    ),
    "name": Place(_nameless, _APP, ("1",)),
    "volunteer": Place(lambda home: _known(home, count=3), _APP, ("v", "v")),
}


# What is sent.


@dataclass(frozen=True)
class Input:
    """Bytes that arrive in one write, or a window size in rows and columns."""

    data: bytes = b""
    size: tuple[int, int] | None = None

    def __repr__(self) -> str:
        return repr(self.data) if self.size is None else f"{self.size[0]}x{self.size[1]}"


def _key(random: Random, place: str) -> str:
    """Return a key: mostly one that does something, seldom one that leaves."""
    keys = random.choices(
        (_MOVING, "123456789", _COMMANDS, _STRANGE, _LEAVING), weights=(8, 6, 5, 2, 1 / 3)
    )[0]
    if place == "volunteer" and random.random() < 0.03:
        return PIN + ENTER
    return random.choice(keys)


def bursts(random: Random, place: str) -> Input:
    """Return some keys in one write, as from a hand that falls on the keyboard."""
    count = random.choice((1, 1, 2, 3, 4, 5))
    return Input("".join(_key(random, place) for _ in range(count)).encode())


def resizes(random: Random, place: str) -> Input:
    """Return a key or two, or another size of the window."""
    if random.random() < 0.4:
        return Input(size=random.choice(WINDOWS))
    return Input("".join(_key(random, place) for _ in range(random.choice((1, 1, 2)))).encode())


_FINALS = "ABCDHFPQRSZ~uMmtcnRIOyh$"
_NUMBERS = ("", "0", "1", "2", "13", "27", "255", "999", "65536", "55296", "57344", "57399")
_BEYOND = ("1114112", "4294967296", "99999999999999999999", "-1")


def _number(random: Random) -> str:
    return random.choice((*_NUMBERS, *_BEYOND, str(random.randrange(2_000_000))))


def _sequence(random: Random) -> bytes:
    """Return an escape sequence with a shape of its own and any numbers in it."""
    numbers = ";".join(_number(random) for _ in range(random.randrange(6)))
    lead = random.choice(("[", "[", "[<", "[?", "O", "[M", "[[", "[>", "[1;", "[48;"))
    return f"\x1b{lead}{numbers}{random.choice(_FINALS)}".encode()


def _mouse(random: Random) -> bytes:
    """Return a report of the mouse, often far outside the window."""
    x, y = (random.choice((-99999, -1, 0, 1, 5, 17, 30, 66, 9999, 10**12)) for _ in range(2))
    button = random.choice((0, 1, 2, 3, 32, 35, 64, 65, 66, 67, 128, 999999))
    return f"\x1b[<{button};{x};{y}{random.choice('mM')}".encode()


def _key_code(random: Random) -> bytes:
    """Return a key as kitty's protocol writes it, often beyond Unicode or half of a surrogate pair."""
    codes = ":".join(_number(random) for _ in range(random.choice((1, 1, 2, 3))))
    text = ":".join(_number(random) for _ in range(random.choice((0, 1, 2))))
    return f"\x1b[{codes};{_number(random)};{text}u".encode()


def _paste(random: Random) -> bytes:
    """Return a paste of random bytes; some have no end, some only an end."""
    begin, end = random.choice(
        (("\x1b[200~", "\x1b[201~"),) * 4 + (("\x1b[200~", ""), ("", "\x1b[201~"))
    )
    return begin.encode() + random.randbytes(random.choice((0, 3, 40, 900))) + end.encode()


def _report(random: Random) -> bytes:
    """Return an answer that the app asked for, or did not, with numbers of any size."""
    shape = random.choice(
        (
            "\x1b[?2026;{}$y",
            "\x1b[?2048;{}$y",
            "\x1b[48;{};{};{};{}t",
            "\x1b[{};{}R",
            "\x1b[5;{};{}t",
        )
    )
    numbers = (
        random.choice(("0", "1", "2", "17", "66", "99999")) for _ in range(shape.count("{}"))
    )
    return shape.format(*numbers).encode()


ODD = (
    *(b"\x80", b"\xbf", b"\xc3", b"\xe1\xbb", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xff\xfe"),
    *(b"\xc0\xaf", b"\xf0\x9f", b"\x1b", b"\x1b\x1b\x1b", b"\x1b[", b"\x1b[I", b"\x1b[O", b"\x9b"),
    *(
        b"\x1b]52;c;YQ==\x07",
        b"\x1bP\x1b\\",
        b"\x1b]0;x\x1b\\",
        b"\x1b_x\x1b\\",
        b"\x1b[" + b"1;" * 60,
    ),
    *("\u202e\u200b\ufeff\ue000".encode(), "\U0010ffff".encode(), b"\x00" * 30, b"\x08\x7f" * 9),
)


def foreign(random: Random, place: str) -> Input:
    """Return bytes that no key sends, and sometimes a key, so that pages change."""
    make = random.choices((_sequence, _mouse, _key_code, _paste, _report), weights=(5, 5, 5, 2, 1))[
        0
    ]
    what = random.random()
    if what < 0.4:
        return Input(_key(random, place).encode())
    if what < 0.6:
        return Input(random.choice(ODD))
    if what < 0.65:
        return Input(random.randbytes(random.randrange(1, 60)))
    data = make(random)
    return Input(data if random.random() < 0.9 else data[: random.randrange(len(data) + 1)])


Maker = Callable[[Random, str], Input]
MAKERS: dict[str, Maker] = {"bursts": bursts, "resizes": resizes, "foreign": foreign}


# How it is sent.


@dataclass
class Figures:
    """What happened to the app in one run of the fuzzer."""

    inputs: int = 0
    starts: int = 0
    left: int = 0
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = (
            f"{self.inputs} inputs, started {self.starts} times, left in order {self.left} times"
        )
        return f"{counts}, broken {len(self.broken)} times"


class Fuzzer:
    """Sends inputs to the app in one place; starts it anew when it was left or is gone."""

    def __init__(self, folder: Path, place: str, random: Random) -> None:
        self.figures = Figures()
        self._place = place
        self._random = random
        self._folder = folder
        self._template = folder / "template"
        self._template.mkdir(parents=True)
        PLACES[place].prepare(self._template)
        self._sent: list[Input] = []

    def run(self, inputs: Sequence[Input] | Iterator[Input]) -> Figures:
        """Send all inputs, to one start of the app after the other."""
        waiting = iter(inputs)
        more = True
        while more:
            self.figures.starts += 1
            home = self._folder / f"home-{self.figures.starts}"
            shutil.copytree(self._template, home)
            try:
                more = self._play(home, waiting)
            except Broken as error:
                told = " ".join(map(repr, self._sent[-_TOLD:]))
                self.figures.broken.append(f"{error}\nafter: {told}")
            shutil.rmtree(home)
        return self.figures

    def _play(self, home: Path, waiting: Iterator[Input]) -> bool:
        """Send inputs until the app is left; return whether there are more. Raises Broken."""
        self._sent = []
        with _started(PLACES[self._place], home) as app:
            for one in waiting:
                self.figures.inputs += 1
                self._sent.append(one)
                self._send(app, one)
                if is_leaving(app):
                    break
                if self.figures.inputs % _ASK_EVERY == 0 and not answers(app):
                    break
            else:
                if answers(app):
                    app.kill()
                    look_for_errors(app, home)
                    return False
            look_at_the_end(app, home)
            self.figures.left += 1
            return True

    def _send(self, app: Terminal, one: Input) -> None:
        if one.size is not None:
            resize(app, one.size)
        else:
            app.press_bytes(one.data)
        app.read(self._random.choice((0.0, 0.0, 0.003, 0.01)))
        if self.figures.inputs % _SETTLE_EVERY == 0:
            app.settle()


def _words(app: Terminal) -> str:
    """Return what stands on the screen; each half of a line of double height holds all its letters."""
    return " ".join(" ".join(line for line, _ in groupby(app.text.splitlines())).split())


def resize(app: Terminal, size: tuple[int, int]) -> None:
    """Give the window so many rows and columns."""
    app.child.setwinsize(*size)
    app.screen.resize(*size)


def answers(app: Terminal) -> bool:
    """Return whether the app asks before it is left, False where it was left; raises Broken otherwise."""
    resize(app, WINDOW)
    app.settle()
    for _ in patiently():
        if is_leaving(app):
            return False
        app.press(CTRL_Q)
        app.read(1.0)
        app.settle()
        if any(words in _words(app) for words in _LEAVE_QUESTIONS):
            app.press(ENTER)
            app.settle()
            return not is_leaving(app)
    raise Broken(f"the app answers no key:\n{app.text}")


def is_leaving(app: Terminal) -> bool:
    """Return whether the app has given the terminal back: keys are signals of the terminal again."""
    return not app.child.isalive() or app.child.getecho()


def look_at_the_end(app: Terminal, home: Path) -> None:
    """See that the app was left in good order. Raises Broken."""
    status = app.end()
    if status != 0 or app.child.signalstatus is not None:
        raise Broken(f"exit status {status}, signal {app.child.signalstatus}\n{told(app, home)}")
    look_for_errors(app, home)


def look_for_errors(app: Terminal, home: Path) -> None:
    """See that no error was noted, and that the records are whole. Raises Broken."""
    if (home / "error.log").exists() or b"Traceback" in app.raw:
        raise Broken(told(app, home))
    if (home / "tutor.db").exists():
        with closing(open_store(home / "tutor.db", clock=lambda: NOW)) as store:
            if store.notices or store.verify():
                raise Broken(f"the records: {store.notices} {store.verify()}")


def told(app: Terminal, home: Path) -> str:
    """Return the error that was noted and what the terminal got last."""
    log = home / "error.log"
    noted = log.read_text(encoding="utf-8")[-3000:] if log.exists() else ""
    return f"{noted}\n{app.raw[-1500:]!r}"


@contextmanager
def _started(place: Place, home: Path) -> Iterator[Terminal]:
    """Start the app and come to the place."""
    rows, columns = WINDOW
    app = Terminal(place.arguments, environment(home), columns, rows)
    try:
        if place.answer:
            app.wait(lambda: _ASKED in app.raw, "the question what it can do")
            app.press_bytes(place.answer)
        app.wait(lambda: len(app.words) > _FEW_SIGNS, "the first page")
        app.settle()
        for key in place.way:
            app.press_and_see_change(key)
        yield app
    finally:
        app.kill()
