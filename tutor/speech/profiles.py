"""Voice profiles: which engines speak a language, in which order, how fast, with which pauses."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from tutor.speech.speaker import SPEEDS, Speed

System = Literal["linux", "windows", "macos"]
SYSTEMS: tuple[System, ...] = ("linux", "windows", "macos")

_LARGEST_FILE = 64_000
# The safe loader in C is nine times as fast; some platforms lack it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Engines of recorded and neural voices count in hundredths of the voice's own pace.
_NATURAL = dict.fromkeys(SPEEDS, 100)
# A mark that ends a clause; what an engine is given has single spaces and no closing quotes.
_CLAUSE_END = re.compile(r"[,;:….!?](?=\s)")
# What is no longer than a number in words belongs to what comes: "hai. Cúp máy".
_LABEL_WORDS = 2
_CLOSING = " \t\n\"'”’»)]*"
_FIELDS = {"name", "language", "region", "title", "engines", "order", "pauses", "attribution"}


class ProfileError(ValueError):
    """A voice profile cannot be used; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds of silence at a comma, after a sentence, and before a sentence that is a question."""

    comma: float
    sentence: float
    question: float

    def before(self, text: str) -> float:
        """Return the silence between the sentence before and this one."""
        return self.question if is_question(text) else self.sentence

    def within(self, clause: str) -> float:
        """Return the silence after a clause with more of its sentence to come."""
        ends = clause[-1:] in (".", "!", "?") and clause.count(" ") >= _LABEL_WORDS
        return self.sentence if ends else self.comma


@dataclass(frozen=True, slots=True)
class EngineVoice:
    """One engine's part: its own name of a voice (empty: any) and its own rate for every speed."""

    voice: str
    rates: Mapping[Speed, int]


@dataclass(frozen=True, slots=True)
class Profile:
    """A voice that can be chosen: `order` names engines of `engines`."""

    name: str
    language: str
    region: str
    title: str
    engines: Mapping[str, EngineVoice]
    order: Mapping[System, tuple[str, ...]]
    pauses: Mapping[Speed, Pauses]
    attribution: str


def is_question(text: str) -> bool:
    """Tell whether a sentence ends by asking."""
    return text.rstrip(_CLOSING).endswith("?")


def clauses(spoken: str) -> Iterator[tuple[int, str]]:
    """Yield the clauses of a sentence with their places; marks stay with the clause before them."""
    start = 0
    for match in _CLAUSE_END.finditer(spoken):
        yield start, spoken[start : match.end()]
        start = match.end() + 1
    if start < len(spoken):
        yield start, spoken[start:]


def this_system() -> System:
    """Return the name that profiles use for the system we run on."""
    if sys.platform == "win32":
        return "windows"
    return "macos" if sys.platform == "darwin" else "linux"


def read_profiles(folders: Iterable[Path]) -> tuple[list[Profile], list[ProfileError]]:
    """Read every `*.yaml` of the folders, by file name; a name met again is the earlier folder's.

    A file that cannot be used is left out and told in the second list.
    """
    found: dict[str, Profile] = {}
    problems: list[ProfileError] = []
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            try:
                profile = read_profile(file)
            except ProfileError as problem:
                problems.append(problem)
            else:
                found.setdefault(profile.name, profile)
    return list(found.values()), problems


def choose_profile(profiles: Sequence[Profile], language: str, name: str = "") -> Profile | None:
    """Return the named profile if it speaks the language, else the first that does, else None."""
    wanted = primary(language)
    able = [p for p in profiles if primary(p.language) == wanted]
    return next((p for p in able if p.name == name), able[0] if able else None)


def primary(language: str) -> str:
    """Return the language of a code without its region: `vi` of `vi-VN` and `vi_VN`."""
    return language.replace("_", "-").split("-")[0].lower()


def read_profile(file: Path) -> Profile:
    """Read one profile.

    Raises:
        ProfileError: the file cannot be read or is not a voice profile.
    """
    try:
        data = file.read_bytes()
        if len(data) > _LARGEST_FILE:
            raise ProfileError(f"{file.name}: larger than {_LARGEST_FILE} bytes")
        values = yaml.load(data.decode("utf-8"), Loader=_Loader)  # noqa: S506 - it is a safe one
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ProfileError(f"{file.name}: cannot be read: {error}") from error
    return _Reader(file.name).profile(values)


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file

    def profile(self, values: Any) -> Profile:
        values = self._mapping(values, "the file")
        if unknown := sorted(str(key) for key in set(values) - _FIELDS):
            self._refuse(f"unknown: {', '.join(unknown)}")
        engines = {
            str(name): self._engine(part, f"engines.{name}")
            for name, part in self._mapping(values.get("engines"), "engines").items()
        }
        return Profile(
            name=self._text(values, "name"),
            language=self._text(values, "language"),
            region=self._text(values, "region", ""),
            title=self._text(values, "title", ""),
            engines=engines,
            order=self._order(values.get("order", list(engines)), set(engines)),
            pauses=self._pauses(values.get("pauses")),
            attribution=self._text(values, "attribution", ""),
        )

    def _engine(self, part: Any, where: str) -> EngineVoice:
        part = self._mapping(part, where)
        rates = self._numbers(part.get("rate", _NATURAL), SPEEDS, f"{where}.rate", 1, 1000)
        return EngineVoice(
            voice=self._text(part, "voice", ""),
            rates={speed: round(rates[speed]) for speed in SPEEDS},
        )

    def _pauses(self, part: Any) -> dict[Speed, Pauses]:
        part = self._mapping(part, "pauses")
        names = ("comma", "sentence", "question")
        return {
            speed: Pauses(**self._numbers(part.get(speed), names, f"pauses.{speed}", 0, 5))
            for speed in SPEEDS
        }

    def _order(self, order: Any, known: set[str]) -> dict[System, tuple[str, ...]]:
        by_system = order if isinstance(order, dict) else dict.fromkeys(SYSTEMS, order)
        found: dict[System, tuple[str, ...]] = {}
        for system in SYSTEMS:
            names = by_system.get(system, [])
            if not isinstance(names, list) or not set(names) <= known:
                self._refuse(f"order.{system} must be a list of names under engines")
            found[system] = tuple(names)
        return found

    def _numbers(
        self, part: Any, names: Sequence[str], where: str, low: float, high: float
    ) -> dict[str, float]:
        part = self._mapping(part, where)
        found: dict[str, float] = {}
        for name in names:
            value = part.get(name)
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if not number or not low <= value <= high:
                self._refuse(f"{where}.{name} must be a number from {low:g} to {high:g}")
            found[name] = float(value)
        return found

    def _mapping(self, value: Any, where: str) -> dict[Any, Any]:
        if not isinstance(value, dict):
            self._refuse(f"{where} must hold named values")
        return value  # type: ignore[no-any-return]

    def _text(self, values: dict[Any, Any], key: str, default: str | None = None) -> str:
        value = values.get(key, default)
        if not isinstance(value, str) or (default is None and not value):
            self._refuse(f"{key} must be text")
        return str(value)

    def _refuse(self, what: str) -> None:
        raise ProfileError(f"{self._file}: {what}")
