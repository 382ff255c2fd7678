"""Reads lexicon files: `voices/lexicon/<language>.yaml`, with a layer for each region."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tutor.paths import bundled_voices
from tutor.speech.normalise.lexicon import SECTIONS, Lexicon, build_lexicon

_LARGEST_FILE = 256_000

# Every scalar stays the text that it is: "on" is no truth value and "08" no number.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class LexiconError(ValueError):
    """A lexicon cannot be used; the message names the file and what is wrong."""


@cache
def shipped_lexicon(language: str, region: str) -> Lexicon:
    """Return the lexicon that comes with the program.

    Raises:
        LexiconError: its file is missing or damaged.
    """
    return read_lexicon(bundled_voices() / "lexicon" / f"{language}.yaml", region)


def read_lexicon(file: Path, region: str = "") -> Lexicon:
    """Read a lexicon file with the layer that it has for a region.

    Raises:
        LexiconError: the file cannot be read or is not a lexicon.
    """
    try:
        data = file.read_bytes()
        if len(data) > _LARGEST_FILE:
            raise LexiconError(f"{file.name}: larger than {_LARGEST_FILE} bytes")
        values = yaml.load(data.decode("utf-8"), Loader=_Loader)  # noqa: S506 - it makes only texts
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LexiconError(f"{file.name}: cannot be read: {error}") from error
    if not isinstance(values, dict):
        raise LexiconError(f"{file.name}: must hold named sections")
    regions = values.pop("regions", {})
    if not isinstance(regions, dict):
        raise LexiconError(f"{file.name}: regions must hold named regions")
    layers = [_layer(values, file.name)]
    if region in regions:
        layers.append(_layer(regions[region], f"{file.name}: regions.{region}"))
    return build_lexicon(*layers)


def _layer(values: Any, where: str) -> Mapping[str, Mapping[str, str]]:
    if not isinstance(values, dict) or not set(values) <= set(SECTIONS):
        raise LexiconError(f"{where}: its sections are {', '.join(SECTIONS)}")
    for section, entries in values.items():
        if not isinstance(entries, dict) or not all(
            isinstance(part, str) for entry in entries.items() for part in entry
        ):
            raise LexiconError(f"{where}: {section} must name what is said for each written form")
    return values
