"""What a pack brings, whether that is sound, and what of the program it would replace."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from tutor.content.catalogue import (
    PATTERNS_FILE,
    PHONE_FOLDER,
    SKILLS_FILE,
    TOPICS_FILE,
    Catalogue,
    lesson_files,
)
from tutor.content.facts import FACTS_FILE, PICTURES_FILE, WORDS_FILE
from tutor.content.yaml_reader import read_path
from tutor.i18n import Message
from tutor.packs.faults import PackError
from tutor.packs.manifest import Kind
from tutor.paths import bundled_voices, lessons_folder, own_lessons, own_voices
from tutor.speech.engines.recorded import VoiceFileError
from tutor.speech.installing import Prove, check_voices, voices_in

_LISTS = (FACTS_FILE, WORDS_FILE, PATTERNS_FILE, PICTURES_FILE, SKILLS_FILE, TOPICS_FILE)
# A topic of a pack may name further lessons without replacing anything.
_ADDED = frozenset({"id", "lessons"})


@dataclass(frozen=True, slots=True)
class Contents:
    """What folders of lessons and voices hold.

    `lessons` are titles by language and id, `apps` the apps of the practice phone. `entries` are facts, words
    and the like by the section of their file and their key.
    """

    lessons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    apps: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    entries: Mapping[tuple[str, str], Any] = field(default_factory=dict)

    def facts(self, language: str) -> list[str]:
        """Return the facts, each by its key with its value in a language."""
        texts = (
            (key, fact.get("value"))
            for (section, key), fact in self.entries.items()
            if section == "facts" and isinstance(fact, dict)
        )
        return [
            f"{key}: {value.get(language) or next(iter(value.values()), '')}"
            for key, value in texts
            if isinstance(value, dict)
        ]


def contents_of(folder: Path) -> Contents:
    """Return what the folders `lessons` and `voices` in a folder hold; what cannot be read is left out."""
    return _contents(folder / "lessons", folder / "voices")


def shipped_contents() -> Contents:
    """Return what comes with the program."""
    return _contents(lessons_folder(), bundled_voices())


def own_contents() -> Contents:
    """Return the user's own lessons and voices, which go before those of packs."""
    return _contents(own_lessons(), own_voices())


def _contents(lessons: Path, voices: Path) -> Contents:
    catalogue = Catalogue([lessons])
    entries = (
        entry for code in catalogue.languages() for entry in catalogue.lessons(code, audience=None)
    )
    return Contents(
        lessons={(entry.language, entry.id): entry.title for entry in entries},
        apps=frozenset(path.stem for path in (lessons / PHONE_FOLDER).glob("*.yaml")),
        voices=frozenset(voices_in(voices)),
        entries=dict(_entries(lessons)),
    )


def _entries(lessons: Path) -> Iterator[tuple[tuple[str, str], Any]]:
    for name in _LISTS:
        path = lessons / name
        document = read_path(path)[0] if path.is_file() else None
        data = document.data if document is not None else None
        for section, values in data.items() if isinstance(data, dict) else ():
            if isinstance(values, dict):
                yield from (((section, key), value) for key, value in values.items())
            elif isinstance(values, list):
                for value in values:
                    if isinstance(value, dict) and isinstance(value.get("id"), str):
                        yield (section, str(value["id"])), value


def in_both(contents: Contents, other: Contents) -> list[str]:
    """Return what two contents have under one name and not alike: titles of lessons, keys of the rest."""
    lessons = [title for key, title in contents.lessons.items() if key in other.lessons]
    keys = [
        key[1]
        for key, value in contents.entries.items()
        if key in other.entries and not _agree(key[0], value, other.entries[key])
    ]
    return [
        *lessons,
        *sorted(contents.apps & other.apps),
        *sorted(contents.voices & other.voices),
        *keys,
    ]


def _agree(section: str, value: Any, other: Any) -> bool:
    if section == "topics":
        own = {key: text for key, text in value.items() if key not in _ADDED}
        return all(other.get(key) == text for key, text in own.items())
    return bool(value == other)


def examine(folder: Path, kind: Kind, today: date, prove: Prove | None) -> Contents:
    """Return what an unpacked pack holds, after its lessons and voices were checked.

    Without `prove` no voice is opened: libraries in C read them, and nobody may know yet who made them.
    Raises PackError with the problems of its lessons, for a voice that is none, for a fact that is there in
    too few languages, and for a pack that has not what its kind says.
    """
    contents = contents_of(folder)
    needed = {
        "lessons": contents.lessons,
        "bulletin": contents.lessons,
        "voice": contents.voices,
        "facts": contents.entries,
    }
    lessons = folder / "lessons"
    if lessons.is_dir():
        # What lists or removes packs needs none of it.
        from tutor.authoring.check import check

        report = check([lessons], lessons_folder(), today)
        if report.failed:
            raise PackError(
                "problems",
                problems=[
                    replace(
                        problem,
                        place=replace(problem.place, file=_within(problem.place.file, folder)),
                    )
                    for problem in report.all()
                    if not problem.warning
                ],
            )
    try:
        if prove is not None:
            check_voices(folder / "voices", prove)
    except VoiceFileError as error:
        raise PackError("voice", reason=Message(error.message, error.values)) from error
    lacking = _lacking(contents, shipped_contents())
    if lacking:
        raise PackError("languages", what=lacking)
    if not needed[kind] or len(lesson_files(lessons)) > len(contents.lessons):
        raise PackError("empty")
    return contents


def _lacking(contents: Contents, shipped: Contents) -> str:
    """Return a fact that has no value in a language in which that of the program has one, "" for none.

    A lesson of the program in that language would show the name of the fact instead.
    """
    for (section, key), fact in contents.entries.items():
        before = shipped.entries.get((section, key))
        if section == "facts" and before and not before["value"].keys() <= fact["value"].keys():
            return key
    return ""


def _within(file: str, folder: Path) -> str:
    return file.removeprefix(f"{folder}{os.sep}")
