"""The manifest of a pack: what it is called, who made it, which files it has; and which files it may have."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from tutor.content.text import one_line
from tutor.languages import LANGUAGES
from tutor.packs.faults import PackError

FORMAT = 1
Kind = Literal["lessons", "voice", "facts", "bulletin"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LARGEST_MANIFEST = 1 << 20
LARGEST_PACK = 300_000_000
# A recorded voice may have 2,000 clips.
MOST_FILES = 2_500
# Each lesson is checked before it is used, which takes time.
_MOST_TEXTS = 500
_LARGEST_TEXTS = 16 << 20
_LARGEST_TEXT = 1 << 20
_LONGEST_TITLE = 80
_NEWEST = 1_000_000_000

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_WORD = r"[a-z0-9][a-z0-9_-]{0,59}"
_MODEL = r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}"
_LESSONS = (
    rf"lessons/(?:{'|'.join(LANGUAGES)})/{_WORD}/{_WORD}\.yaml",
    r"lessons/(?:facts|words|pictures|skills|patterns|topics)\.yaml",
    rf"lessons/phone/{_WORD}\.yaml",
)
_MEDIA = rf"lessons/media/{_MODEL}\.(?:png|jpg|jpeg|wav)"
_SHEETS = r"lessons/(?:facts|words)\.yaml"
_TEXTS_OF_VOICES = (
    rf"voices/{_WORD}\.yaml",
    rf"voices/recorded/{_WORD}/manifest\.yaml",
    rf"voices/piper/{_MODEL}\.onnx\.json",
)
_SOUNDS = (
    rf"voices/recorded/{_WORD}/{_WORD}\.(?:wav|flac|ogg)",
    rf"voices/piper/{_MODEL}\.onnx",
)
# Which files a pack of each kind may have. The contacts of a place are its own and in none.
_FILES: Mapping[Kind, re.Pattern[str]] = {
    "lessons": re.compile("|".join((*_LESSONS, _MEDIA))),
    "voice": re.compile("|".join((*_TEXTS_OF_VOICES, *_SOUNDS))),
    "facts": re.compile(_SHEETS),
    "bulletin": re.compile("|".join((_LESSONS[0], _SHEETS, _MEDIA))),
}
_LARGE = re.compile("|".join((_MEDIA, *_SOUNDS)))
# On Windows these names open devices, with any suffix.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the maker of a pack says of it; `program` is the least version of the program, "" for any."""

    name: str
    title: Mapping[str, str]
    version: int
    kind: Kind
    program: str = ""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a pack, by its path with slashes, and the SHA-256 of its bytes in hexadecimal digits."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest; `by` is the name that the signer claims."""

    about: About
    by: str
    made_on: date
    files: tuple[PackedFile, ...]

    def title(self, language: str) -> str:
        """Return the title in a language, else in the one that it has."""
        titles = self.about.title
        return titles.get(language) or next(iter(titles.values()))


def is_name(name: str) -> bool:
    """Return True if a pack may have this name, which is that of a folder on every system."""
    return NAME.fullmatch(name) is not None and _DEVICE.fullmatch(name) is None


def may_hold(kind: Kind, path: str) -> bool:
    """Return True if a pack of this kind may have a file of this path."""
    named = _FILES[kind].fullmatch(path) is not None
    return named and not any(map(_DEVICE.fullmatch, path.split("/")))


def largest(path: str) -> int:
    """Return how many bytes a file of this path may have."""
    return LARGEST_PACK if _LARGE.fullmatch(path) else _LARGEST_TEXT


def write_manifest(manifest: Manifest) -> bytes:
    """Return the bytes of a manifest."""
    about = manifest.about
    values = {
        "format": FORMAT,
        "name": about.name,
        "title": dict(about.title),
        "version": about.version,
        "kind": about.kind,
        "program": about.program,
        "by": manifest.by,
        "made_on": manifest.made_on.isoformat(),
        "files": [[file.path, file.size, file.digest] for file in manifest.files],
    }
    return json.dumps(values, ensure_ascii=False, indent=1).encode() + b"\n"


def read_manifest(data: bytes) -> Manifest:
    """Return a manifest whose signature was checked; raise PackError.

    Whoever signed it may have meant harm: each value is checked.
    """
    try:
        values = json.loads(data)
        if values["format"] != FORMAT:
            raise PackError("newer")
        manifest = Manifest(
            about=read_about(values),
            by=_line(values["by"]),
            made_on=date.fromisoformat(_text(values["made_on"])),
            files=tuple(
                PackedFile(_text(path), _whole(size), _text(digest))
                for path, size, digest in values["files"]
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackError("damaged") from error
    check_files(manifest.about.kind, manifest.files)
    return manifest


def read_about(values: Mapping[str, Any]) -> About:
    """Return what a pack says of itself; raise ValueError, KeyError or TypeError for what it must not say."""
    kind, name, version = values["kind"], _text(values["name"]), _whole(values["version"])
    title = {_text(language): _line(text) for language, text in values["title"].items()}
    program = _text(values.get("program", ""))
    if kind not in KINDS:
        raise ValueError("kind")
    if not is_name(name):
        raise ValueError("name")
    if not 1 <= version <= _NEWEST:
        raise ValueError("version")
    if not title or not title.keys() <= LANGUAGES.keys():
        raise ValueError("title")
    if program and not _VERSION.fullmatch(program):
        raise ValueError("program")
    return About(name=name, title=title, version=version, kind=kind, program=program)


def check_files(kind: Kind, files: Sequence[PackedFile]) -> None:
    """Raise PackError for files that a pack must not have."""
    texts = [file.size for file in files if not _LARGE.fullmatch(file.path)]
    if len(texts) > _MOST_TEXTS or sum(texts) > _LARGEST_TEXTS:
        raise PackError("too-large")
    if not 0 < len(files) <= MOST_FILES or sum(file.size for file in files) > LARGEST_PACK:
        raise PackError("too-large")
    # Two names that differ in capitals alone are one file on some disks.
    if len({file.path.casefold() for file in files}) < len(files):
        raise PackError("damaged")
    for file in files:
        if not may_hold(kind, file.path) or not _DIGEST.fullmatch(file.digest):
            raise PackError("damaged")
        if not 0 <= file.size <= largest(file.path):
            raise PackError("too-large")


def is_newer_than(program: str, version: str) -> bool:
    """Return True if a version of the program, such as 1.2.3, comes after another."""
    return _numbers(program) > _numbers(version)


def _numbers(version: str) -> tuple[int, ...]:
    match = _VERSION.match(version)
    return tuple(map(int, match[0].split("."))) if match else ()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _line(value: object) -> str:
    text = _text(value)
    if not text or len(text) > _LONGEST_TITLE or one_line(text) != text:
        raise ValueError("text")
    return text


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value
