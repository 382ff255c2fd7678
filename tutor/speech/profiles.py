"""Voice profiles, the files `voices/*.yaml`: which engines speak a language, how fast, with which pauses.

A profile lists engines in the order in which they are tried, with the rate of each for every speed. This
module also has the rules for pauses: `is_question` and `clauses`.
"""

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

_MAX_FILE_BYTES = 64_000
# The safe loader in C is nine times as fast; some platforms lack it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Engines of recorded and neural voices take the rate in percent of the voice's natural pace.
_NATURAL = dict.fromkeys(SPEEDS, 100)
# A mark that ends a clause. Spoken text has single spaces and no closing quotes.
_CLAUSE_END = re.compile(r"[,;:….!?](?=\s)")
# A sentence this short is the label of what follows ("hai. Cúp máy") and gets the short pause.
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
        """Return the silence in seconds before the sentence `text`."""
        return self.question if is_question(text) else self.sentence

    def within(self, clause: str) -> float:
        """Return the silence in seconds after a clause that is not the last of its text."""
        ends = clause[-1:] in (".", "!", "?") and clause.count(" ") >= _LABEL_WORDS
        return self.sentence if ends else self.comma


@dataclass(frozen=True, slots=True)
class EngineVoice:
    """An engine's entry: its name of a voice (empty: any) and its rate for every speed, in its own unit."""

    voice: str = ""
    rates: Annotated[_BySpeed[_Rate], Field(alias="rate")] = field(default_factory=lambda: _NATURAL)


@dataclass(frozen=True, slots=True)
class Profile:
    """One voice profile; `order` lists names of `engines`, by system, the first to try first."""

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
    """Return whether a sentence ends with a question mark."""
    return text.rstrip(_CLOSING).endswith("?")


def clauses(spoken: str) -> Iterator[tuple[int, str]]:
    """Yield (start index, text) of each clause of a sentence; a mark belongs to the clause before it."""
    start = 0
    for match in _CLAUSE_END.finditer(spoken):
        yield start, spoken[start : match.end()]
        start = match.end() + 1
    if start < len(spoken):
        yield start, spoken[start:]


def this_system() -> System:
    """Return the name of the present operating system, as used in profiles."""
    if sys.platform == "win32":
        return "windows"
    return "macos" if sys.platform == "darwin" else "linux"


def read_profiles(folders: Iterable[Path]) -> tuple[list[Profile], list[ConfigError]]:
    """Return the profiles of every `*.yaml` in the folders, and the errors of files that are invalid.

    Files are sorted by name. Of profiles with one name the first folder's is taken.
    """
    by_name: dict[str, Profile] = {}
    problems: list[ConfigError] = []
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            try:
                profile = read_profile(file)
            except ConfigError as problem:
                problems.append(problem)
            else:
                by_name.setdefault(profile.name, profile)
    return list(by_name.values()), problems


def choose_profile(profiles: Sequence[Profile], language: str, name: str = "") -> Profile | None:
    """Return the named profile if it speaks the language, else the first that does, else None."""
    wanted = primary_subtag(language)
    matching = [p for p in profiles if primary_subtag(p.language) == wanted]
    return next((p for p in matching if p.name == name), matching[0] if matching else None)


def primary_subtag(language: str) -> str:
    """Return the primary subtag of a language code (BCP 47): `vi` for `vi-VN` and `vi_VN`."""
    return language.replace("_", "-").split("-")[0].lower()


def read_profile(file: Path) -> Profile:
    """Return the profile in a file.

    Raises:
        ConfigError: the file cannot be read or is not a voice profile.
    """
    values = load_yaml(file, _Loader, _MAX_FILE_BYTES)
    if isinstance(values, dict) and isinstance(values.get("engines"), dict):
        values.setdefault("order", list(values["engines"]))
    profile = check_values(file, values, Profile)
    for system, names in profile.order.items():
        if not set(names) <= set(profile.engines):
            raise ConfigError(f"{file.name}: order.{system} must be a list of names under engines")
    return profile
