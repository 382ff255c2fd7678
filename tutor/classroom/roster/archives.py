"""Checks of packed files before they are read: none may unpack into far more than a list."""

import io
import zipfile

from tutor.classroom.roster.encodings import RosterError
from tutor.i18n import N_

_MAX_PARTS = 500
_MAX_UNPACKED = 30_000_000
# Sheets compress well, but a ratio above 100 is an archive made to fill the memory.
_MAX_RATIO, _SMALL = 100, 1_000_000
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")

UNSAFE = N_("This file would unpack into far more than a list. Nothing of it was read.")


def refuse_bombs(data: bytes) -> None:
    """Raise RosterError for an archive that would fill the memory, or whose XML declares entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > _MAX_PARTS or unpacked > _MAX_UNPACKED:
            raise RosterError(UNSAFE)
        if unpacked > _SMALL and unpacked > _MAX_RATIO * len(data):
            raise RosterError(UNSAFE)
        for part in parts:
            content = packed.read(part)
            # UTF-16 would hide a declaration; no program writes workbooks in it.
            head = content.replace(b"\0", b"")
            if part.filename.endswith((".xml", ".rels")) and any(d in head for d in _DECLARATIONS):
                raise RosterError(UNSAFE)
