"""The lexicon of a language: spoken forms of words, letters, signs, units and parts of web addresses.

Read from `voices/lexicon/<language>.yaml`, where each region may have a layer of its own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from tutor.paths import bundled_voices
from tutor.speech.profiles import ConfigError, load_yaml
from tutor.vietnamese import is_syllable

Section = Literal["words", "letters", "signs", "units", "addresses"]
SECTIONS: tuple[Section, ...] = get_args(Section)
# Spoken form by written form.
Layer = Mapping[Section, Mapping[str, str]]

# A form of another shape is matched in the text before it is split into words.
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_NOTHING = re.compile(r"(?!)")
_MAX_FILE_BYTES = 256_000

# Every scalar is read as text: "on" is not a boolean and "08" not a number.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Spoken forms by written form: a lower-case form matches every case, any other form only itself.

    `dotted` has words that end with a dot, without the dot in the key. `compounds` has forms with other
    signs, digits or spaces; `compound_pattern` matches them. `phrases` maps the first word of each compound
    of words alone to the numbers of words of these compounds, in descending order. `plain` does so for the
    spoken forms of several words without marks, which `plain_forms` has.
    """

    words: Mapping[str, str]
    dotted: Mapping[str, str]
    compounds: Mapping[str, str]
    compound_pattern: re.Pattern[str]
    phrases: Mapping[str, tuple[int, ...]]
    plain: Mapping[str, tuple[int, ...]]
    plain_forms: frozenset[str]
    letters: Mapping[str, str]
    signs: Mapping[str, str]
    units: Mapping[str, str]
    addresses: Mapping[str, str]


def build_lexicon(*layers: Layer) -> Lexicon:
    """Return the lexicon of layers, each a map of `SECTIONS`; later layers take precedence."""
    merged: dict[Section, dict[str, str]] = {section: {} for section in SECTIONS}
    for layer in layers:
        for section, entries in layer.items():
            merged[section].update(entries)
    _add_unmarked(merged["words"])
    words: dict[str, str] = {}
    dotted: dict[str, str] = {}
    compounds: dict[str, str] = {}
    for written, spoken in merged["words"].items():
        if written.endswith(".") and written[:-1].isalpha():
            dotted[written[:-1]] = spoken
        elif not _WORD.fullmatch(written):
            compounds[written] = spoken
        else:
            words[written] = spoken
    plain = frozenset(
        spoken
        for entries in merged.values()
        for spoken in entries.values()
        if " " in spoken and spoken.isascii()
    )
    return Lexicon(
        words=words,
        dotted=dotted,
        compounds=compounds,
        compound_pattern=_compound_pattern(compounds),
        phrases=_phrases(compounds),
        plain=_phrases(plain),
        plain_forms=plain,
        letters=merged["letters"],
        signs=merged["signs"],
        units=merged["units"],
        addresses=merged["addresses"],
    )


def _add_unmarked(entries: dict[str, str]) -> None:
    """Add abbreviations without the bar of đ, as messages without marks have them: LDLD beside LĐLĐ."""
    for written, spoken in list(entries.items()):
        bare = written.replace("đ", "d").replace("Đ", "D")
        if bare != written and bare.isascii() and len(bare) > 2 and not is_syllable(bare):
            entries.setdefault(bare, spoken)


def look_up(entries: Mapping[str, str], written: str) -> str | None:
    """Return the spoken form of `written`, else that of its lower case, else None."""
    spoken = entries.get(written)
    return entries.get(written.lower()) if spoken is None else spoken


def _phrases(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    counts: dict[str, set[int]] = {}
    for form in forms:
        words = form.split(" ")
        if all(map(_WORD.fullmatch, words)) and form.islower():
            counts.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(numbers, reverse=True)) for first, numbers in counts.items()}


def _compound_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda f: (-len(f), f))
    if not longest_first:
        return _NOTHING
    # After a form that ends with a dot, any character may follow.
    behind = r"(?![\w@]|[./-]\w)"
    any_of = "|".join(re.escape(f) + (behind if f[-1].isalnum() else "") for f in longest_first)
    # The lookahead avoids trying every form at every letter.
    firsts = "".join(re.escape(c) for c in sorted({f[0] for f in longest_first}))
    return re.compile(rf"(?<![\w.@/-])(?=[{firsts}])(?:{any_of})", re.IGNORECASE)


@cache
def shipped_lexicon(language: str, region: str) -> Lexicon:
    """Return the lexicon that comes with the program.

    Raises:
        ConfigError: the file is missing or invalid.
    """
    return read_lexicon(bundled_voices() / "lexicon" / f"{language}.yaml", region)


def read_lexicon(file: Path, region: str = "") -> Lexicon:
    """Return the lexicon in a file, with the layer for a region, if any, over it.

    Raises:
        ConfigError: the file cannot be read or is not a lexicon.
    """
    values = load_yaml(file, _Loader, _MAX_FILE_BYTES)
    regions = values.pop("regions", {}) if isinstance(values, dict) else {}
    if not isinstance(regions, dict) or not all(map(_is_layer, (values, *regions.values()))):
        raise ConfigError(
            f"{file.name}: must hold {', '.join(SECTIONS)} and regions, each of texts"
        )
    return build_lexicon(values, regions.get(region, {}))


def _is_layer(values: Any) -> bool:
    return (
        isinstance(values, dict)
        and set(values) <= set(SECTIONS)
        and all(isinstance(entries, dict) for entries in values.values())
        and all(isinstance(text, str) for entries in values.values() for text in entries.values())
    )
