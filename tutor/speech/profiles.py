"""Voice profiles: which engines speak a language, in which order, how fast, with which pauses."""

import math
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from tutor.speech.config_files import ConfigError, check_values, load_yaml
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
_T = TypeVar("_T")


def _for_every_speed(values: Mapping[Speed, _T]) -> Mapping[Speed, _T]:
    if len(values) < len(SPEEDS):
        raise ValueError(f"must hold {', '.join(SPEEDS)}")
    return values


def _for_every_system(order: Any) -> Any:
    by_system = order if isinstance(order, dict) else dict.fromkeys(SYSTEMS, order)
    return {system: by_system.get(system, []) for system in SYSTEMS}


def _rounded(rate: Any) -> Any:
    return round(rate) if isinstance(rate, float) and math.isfinite(rate) else rate


_Text = Annotated[str, Field(min_length=1)]
_Seconds = Annotated[float, Field(strict=True, ge=0, le=5)]
_Rate = Annotated[int, BeforeValidator(_rounded), Field(strict=True, ge=1, le=1000)]
_BySpeed = Annotated[Mapping[Speed, _T], AfterValidator(_for_every_speed)]


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds of silence at a comma, after a sentence, and before a sentence that is a question."""

    comma: _Seconds
    sentence: _Seconds
    question: _Seconds

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

    voice: str = ""
    rates: Annotated[_BySpeed[_Rate], Field(alias="rate")] = field(default_factory=lambda: _NATURAL)


@dataclass(frozen=True, slots=True)
class Profile:
    """A voice that can be chosen: `order` names engines of `engines`."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    name: _Text
    language: _Text
    engines: Mapping[str, EngineVoice]
    order: Annotated[Mapping[System, tuple[str, ...]], BeforeValidator(_for_every_system)]
    pauses: _BySpeed[Pauses]
    region: str = ""
    title: str = ""
    attribution: str = ""


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


def read_profiles(folders: Iterable[Path]) -> tuple[list[Profile], list[ConfigError]]:
    """Read every `*.yaml` of the folders, by file name; a name met again is the earlier folder's.

    A file that cannot be used is left out and told in the second list.
    """
    found: dict[str, Profile] = {}
    problems: list[ConfigError] = []
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            try:
                profile = read_profile(file)
            except ConfigError as problem:
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
        ConfigError: the file cannot be read or is not a voice profile.
    """
    values = load_yaml(file, _Loader, _LARGEST_FILE)
    if isinstance(values, dict) and isinstance(values.get("engines"), dict):
        values.setdefault("order", list(values["engines"]))
    profile = check_values(file, values, Profile)
    for system, names in profile.order.items():
        if not set(names) <= set(profile.engines):
            raise ConfigError(f"{file.name}: order.{system} must be a list of names under engines")
    return profile
