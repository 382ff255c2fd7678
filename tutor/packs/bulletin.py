"""A scam bulletin as a signed pack, in all its languages."""

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.authoring.bulletin import FACT
from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.content.facts import FACTS_FILE
from tutor.content.yaml_reader import Value, read_path
from tutor.hub.signers import Signer
from tutor.packs.contents import examine
from tutor.packs.pack import ABOUT_FILE, SUFFIX, about_of, write_pack
from tutor.paths import lessons_folder, write_atomic


def bulletin_entries(catalogue: Catalogue, bulletin: str) -> list[LessonEntry]:
    """Return a bulletin in each of its languages, nothing for a lesson that is none."""
    found = (catalogue.entry(bulletin, language) for language in catalogue.languages())
    return [entry for entry in found if entry is not None and entry.bulletin]


def pack_name(bulletin: str, number: int) -> str:
    """Return the name of the file of a pack."""
    return f"{bulletin}-{number}{SUFFIX}"


def next_number(folder: Path, bulletin: str) -> int:
    """Return the number after those of the packs of a bulletin in a folder; raise OSError."""
    named = re.compile(rf"{re.escape(bulletin)}-(\d{{1,4}}){re.escape(SUFFIX)}")
    matches = (named.fullmatch(file.name) for file in folder.iterdir())
    return max((int(match[1]) for match in matches if match), default=0) + 1


def lay_out(entries: Sequence[LessonEntry], number: int, folder: Path) -> None:
    """Write what a pack of a bulletin is made of into a folder, with the facts of its own; raise OSError."""
    about = {
        "name": entries[0].id,
        "title": {entry.language: entry.title for entry in entries},
        "version": number,
        "kind": "bulletin",
    }
    facts: dict[str, Value] = {}
    for entry in entries:
        copy = folder / "lessons" / entry.language / entry.topic / entry.path.name
        write_atomic(copy, entry.path.read_bytes())
        facts |= _own_facts(entry.path)
    if facts:
        values = {"format": 1, "facts": facts}
        write_atomic(folder / "lessons" / FACTS_FILE, json.dumps(values).encode())
    # What YAML reads, too.
    write_atomic(folder / ABOUT_FILE, json.dumps(about).encode())


def _own_facts(lesson: Path) -> dict[str, Value]:
    """Return the facts of a lesson that stand in the facts file of its own folder of lessons."""
    root = lesson.parents[2]
    if root.samefile(lessons_folder()) or not (root / FACTS_FILE).is_file():
        return {}
    document, _ = read_path(root / FACTS_FILE)
    facts = document.data.get("facts") if document and isinstance(document.data, dict) else None
    used = set(FACT.findall(lesson.read_text(encoding="utf-8")))
    return {key: facts[key] for key in used & facts.keys()} if isinstance(facts, dict) else {}


def pack_onto(place: Path, entries: Sequence[LessonEntry], signer: Signer, today: date) -> Path:
    """Write the next pack of a bulletin into the folder of a stick; raise PackError, OSError."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        number = next_number(place, entries[0].id)
        lay_out(entries, number, folder)
        about = about_of(folder)
        examine(folder, about.kind, today, None)
        return write_pack(folder, signer, about, today, place / pack_name(about.name, number))
