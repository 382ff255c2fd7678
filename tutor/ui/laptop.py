"""What is remembered about the laptop: keys that send other signs, terminals looked at, a window of our own.

It is kept in a small JSON file beside the records. Parts of the file that make no sense are ignored: at
worst a question is asked once more.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tutor.content.text import clean
from tutor.i18n import N_
from tutor.paths import write_atomic
from tutor.ui.keys import LEARNT_KEYS, learnable

_LARGEST_FILE = 20_000
_MOST_TERMINALS = 20
_LONGEST_NAME = 40
# Environment variables by which terminals can be known.
_TERMINALS = {
    "WT_SESSION": "windows-terminal",
    "KITTY_WINDOW_ID": "kitty",
    "KONSOLE_VERSION": "konsole",
    "XTERM_VERSION": "xterm",
    "VTE_VERSION": "vte",
}


@dataclass(frozen=True, slots=True)
class Laptop:
    """The signs that arrive for keys (`ă` for `1`), whether keys were tried, and the terminals looked at.

    With `own_window` the app opens in a window with large letters.
    """

    keys: tuple[tuple[str, str], ...] = ()
    keys_tried: bool = False
    letters_seen: frozenset[str] = frozenset()
    own_window: bool = False

    def key_of(self, sign: str | None) -> str | None:
        """Return the key that sends this sign, None if no key does."""
        return next((key for learnt, key in self.keys if learnt == sign), None)


class LaptopFile:
    """What is remembered `now`, and its file; without a path it lasts as long as the program."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.now = Laptop() if path is None else _read(path)

    def keep(self, laptop: Laptop) -> bool:
        """Remember this; return False if it could not be written."""
        self.now = laptop
        if self._path is None:
            return True
        try:
            _write(self._path, laptop)
        except OSError:
            return False
        return True


def terminal_name(environ: Mapping[str, str]) -> str:
    """Return a name for the terminal that the program runs in: each may have another font."""
    known = next((name for variable, name in _TERMINALS.items() if environ.get(variable)), "")
    named = environ.get("TERM_PROGRAM") or known or environ.get("TERM", "")
    return clean(named)[:_LONGEST_NAME]


def _read(path: Path) -> Laptop:
    try:
        with path.open(encoding="utf-8") as file:
            found = json.loads(file.read(_LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return Laptop()
    if not isinstance(found, dict):
        return Laptop()
    keys, seen = found.get("keys"), found.get("letters-seen")
    return Laptop(
        keys=tuple(_keys(keys)) if isinstance(keys, dict) else (),
        keys_tried=found.get("keys-tried") is True,
        letters_seen=frozenset(_names(seen)) if isinstance(seen, list) else frozenset(),
        own_window=found.get("own-window") is True,
    )


def _keys(found: dict[str, object]) -> Iterator[tuple[str, str]]:
    for sign, key in found.items():
        if isinstance(key, str) and key in LEARNT_KEYS and learnable(sign, key):
            yield sign, key


def _names(found: list[object]) -> Iterator[str]:
    for name in found[:_MOST_TERMINALS]:
        if isinstance(name, str):
            yield clean(name)[:_LONGEST_NAME]


def _write(path: Path, laptop: Laptop) -> None:
    page = {
        "keys": dict(laptop.keys),
        "keys-tried": laptop.keys_tried,
        "letters-seen": sorted(laptop.letters_seen)[:_MOST_TERMINALS],
        "own-window": laptop.own_window,
    }
    text = json.dumps(page, ensure_ascii=False, indent=1) + "\n"
    write_atomic(path, text.encode(), durable=True)


LETTERS = (
    ("ệ", "e mũ nặng"),
    ("ở", "o móc hỏi"),
    ("ữ", "u móc ngã"),
    ("ặ", "a trăng nặng"),
    ("ẫ", "a mũ ngã"),
    ("Ễ", "E mũ ngã"),
    ("Đ", "D gạch ngang"),
)
"""Letters that poor fonts spoil, each with its plain name."""

FONT_LINE = " ".join(letter for letter, _ in LETTERS)
GOOD_FONTS = "Cascadia Mono, JetBrains Mono, Noto Sans Mono, Liberation Mono"
TEST_SENTENCE = N_("Can you hear this well?")
"""What is said to try the sound."""
