"""Voice profiles, the files `voices/*.yaml`: which engines speak a language, how fast, with which pauses.

A profile lists engines in the order in which they are tried, with the rate of each for every speed. This
module also has the rules for pauses: `is_question` and `clauses`.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from tutor.paths import bundled_voices
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


class ConfigError(ValueError):
    """A profile or a lexicon is invalid; the message names the file, the place and the fault."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds of silence at a comma, after a sentence, and before a sentence that is a question."""

    comma: float
    sentence: float
    question: float

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

    voice: str
    rates: Mapping[Speed, int]


@dataclass(frozen=True, slots=True)
class Profile:
    """One voice profile; `order` lists names of `engines`, by system, the first to try first."""

    name: str
    language: str
    engines: Mapping[str, EngineVoice]
    order: Mapping[System, tuple[str, ...]]
    pauses: Mapping[Speed, Pauses]
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

    Files are sorted by name. Of profiles with one name the first folder's is taken. The program's own
    profiles are not checked: its tests do so.
    """
    by_name: dict[str, Profile] = {}
    problems: list[ConfigError] = []
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            try:
                profile = read_profile(file, trusted=folder == bundled_voices())
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


def read_profile(file: Path, *, trusted: bool = False) -> Profile:
    """Return the profile in a file; the values of a `trusted` file are not checked.

    Raises:
        ConfigError: the file cannot be read or is not a voice profile.
    """
    values = load_yaml(file, _Loader, _MAX_FILE_BYTES)
    if not trusted:
        # Imported only here: pydantic costs the worker a third of its start and several megabytes.
        from tutor.speech.profile_checks import fault_in_profile

        if fault := fault_in_profile(values):
            raise ConfigError(f"{file.name}: {fault}")
    engines = {
        name: EngineVoice(
            entry.get("voice", ""),
            {speed: round(rate) for speed, rate in entry.get("rate", _NATURAL).items()},
        )
        for name, entry in values["engines"].items()
    }
    pauses = {
        speed: Pauses(entry["comma"], entry["sentence"], entry["question"])
        for speed, entry in values["pauses"].items()
    }
    order = values.get("order", list(engines))
    # One list alone is for every system.
    by_system = order if isinstance(order, dict) else dict.fromkeys(SYSTEMS, order)
    order = {system: tuple(by_system.get(system, ())) for system in SYSTEMS}
    return Profile(**{**values, "engines": engines, "order": order, "pauses": pauses})


def load_yaml(file: Path, loader: Any, largest: int) -> Any:
    """Return the content of a YAML file of at most `largest` bytes; `loader` must be a safe loader.

    Raises:
        ConfigError: the file cannot be read, is too large or is not YAML.
    """
    try:
        data = file.read_bytes()
        if len(data) > largest:
            raise ConfigError(f"{file.name}: larger than {largest} bytes")
        return yaml.load(data.decode("utf-8"), Loader=loader)  # noqa: S506 - the caller's is safe
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{file.name}: cannot be read: {error}") from error
