"""The lines that a learner types in plain mode, as words: a command of either language, or a number.

Marks and case do not matter: "vuốt lên", "VUOT LEN" and "swipe up" are one command. What a command does
is decided where the lesson is played.
"""

from dataclasses import dataclass
from typing import Literal

from tutor.vietnamese import unmarked

Verb = Literal[
    "tap",
    "hold",
    "type",
    "swipe",
    "back",
    "home",
    "power",
    "volume up",
    "volume down",
    "next",
    "undo",
    "repeat",
    "hint",
    "help",
    "word",
    "done",
    "leave",
]

# Without marks and in small letters; the words of every language are understood in every lesson.
_WORDS: dict[Verb, tuple[str, ...]] = {
    "tap": ("bam", "nhan", "an", "cham", "chon", "tap", "press", "choose"),
    "hold": ("giu", "bam giu", "nhan giu", "hold"),
    "type": ("go", "nhap", "type"),
    "swipe": ("vuot", "vuot sang", "swipe"),
    "back": ("lui", "lui lai", "quay lai", "back"),
    "home": ("ve dau", "man hinh chinh", "home"),
    "power": ("nut nguon", "power"),
    "volume up": ("tang tieng", "volume up"),
    "volume down": ("giam tieng", "volume down"),
    "next": ("enter", "bam enter", "press enter", "tiep tuc", "di tiep"),
    "undo": ("<",),
    "repeat": ("nghe lai", "doc lai", "repeat", "r"),
    "hint": ("goi y", "hint", "?"),
    "help": ("giup", "tro giup", "lenh", "help", "h"),
    "word": ("tu", "tu nay", "tu nay la gi", "word", "what is this word", "t"),
    "done": ("xong", "done"),
    "leave": ("nghi", "thoat", "quit", "exit"),
}
_VERBS: dict[tuple[str, ...], Verb] = {
    tuple(words.split()): verb for verb, phrases in _WORDS.items() for words in phrases
}
_LONGEST = max(map(len, _VERBS))

# What may stand before a number: "bấm số 3", "press number 3".
_BEFORE_NUMBER = frozenset(("so", "phim", "o", "number", "key", *_WORDS["tap"], *_WORDS["type"]))

_DIRECTIONS = {
    **dict.fromkeys(("len", "len tren", "up"), "up"),
    **dict.fromkeys(("xuong", "xuong duoi", "down"), "down"),
    **dict.fromkeys(("trai", "sang trai", "left"), "left"),
    **dict.fromkeys(("phai", "sang phai", "right"), "right"),
}

# What the left arrow key sends to a program that reads whole lines.
_LEFT_ARROW = ("\x1b[D", "\x1bOD")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line in its parts: a command and what follows it, empty where the line begins with none."""

    verb: Verb | None
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number, as it was typed, and what follows it."""

    digits: str
    rest: str = ""

    @property
    def value(self) -> int:
        """The number of a choice, from 0 to 99; -1 where it is an amount: "80.000", "80k", "80000"."""
        return int(self.digits) if self.digits.isdigit() and len(self.digits) < 3 else -1


def command_of(text: str) -> Spoken:
    """Return the command that a cleaned line begins with; the longest one counts."""
    words = tuple(unmarked(text).split())
    for count in range(min(_LONGEST, len(words)), 0, -1):
        verb = _VERBS.get(words[:count])
        if verb is not None:
            return Spoken(verb, _after(text, count))
    return Spoken(None, text)


def number_of(text: str) -> Numbered | None:
    """Return the number that a cleaned line begins with, as in "3", "số 3" or "3 Hoa", None without one."""
    words = unmarked(text).split()
    place = next((i for i, word in enumerate(words) if word not in _BEFORE_NUMBER), len(words))
    if place == len(words):
        return None
    digits = words[place].rstrip(".:,)")
    if not (digits.isascii() and digits[:1].isdigit()):
        return None
    return Numbered(digits, _after(text, place + 1))


def direction_of(words: str) -> str:
    """Return the direction of a swipe as gestures write it, empty for what is none."""
    return _DIRECTIONS.get(unmarked(words), "")


def is_left_arrow(line: str) -> bool:
    """Return whether a raw line is the left arrow key, which the lessons name for going back."""
    return line.strip() in _LEFT_ARROW


def _after(text: str, count: int) -> str:
    """Return what stands after so many words, as it was typed."""
    parts = text.split(maxsplit=count)
    return parts[count] if len(parts) > count else ""
