"""A scam bulletin as a signed pack, in all its languages."""

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.hub.signers import Signer
from tutor.packs.contents import examine
from tutor.packs.pack import ABOUT_FILE, SUFFIX, about_of, write_pack
from tutor.paths import write_atomic


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
    """Write what a pack of a bulletin is made of into a folder; raise OSError."""
    about = {
        "name": entries[0].id,
        "title": {entry.language: entry.title for entry in entries},
        "version": number,
        "kind": "bulletin",
    }
    for entry in entries:
        copy = folder / "lessons" / entry.language / entry.topic / entry.path.name
        write_atomic(copy, entry.path.read_bytes())
    # What YAML reads, too.
    write_atomic(folder / ABOUT_FILE, json.dumps(about).encode())


def pack_onto(place: Path, entries: Sequence[LessonEntry], signer: Signer, today: date) -> Path:
    """Write the next pack of a bulletin into the folder of a stick; raise PackError, OSError."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        number = next_number(place, entries[0].id)
        lay_out(entries, number, folder)
        about = about_of(folder)
        examine(folder, about.kind, today, None)
        return write_pack(folder, signer, about, today, place / pack_name(about.name, number))
