"""Which letters a file is written in: told by its bytes, or by which reading of them is Vietnamese."""

import codecs
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from tutor.classroom.roster.faults import RosterError
from tutor.classroom.roster.legacy import from_tcvn3, from_vni
from tutor.i18n import N_
from tutor.vietnamese import SpellingCount, count_spelling

Encoding = Literal["utf-8", "utf-16", "cp1258", "tcvn3", "vni"]
NAMES: Mapping[Encoding, str] = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1258": "Windows 1258",
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
}
FONTS: Mapping[Encoding, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni}
# How much more must speak for the best reading than for the next one.
_CLEARLY = 1.5

_WHICH = N_(
    "It is not certain which letters this file is written in. Please say it: --encoding followed by "
    "one of {encodings}. Lists with fonts such as .VnTime are tcvn3, such as VNI-Times vni."
)
_NOT_SO = N_("This file is not written in {encoding}.")
_NO_TEXT = N_("This is neither a CSV file nor an XLSX workbook.")


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and in which letters it was written."""

    text: str
    encoding: Encoding


def decode(data: bytes, asked: Encoding | None = None) -> Written:
    """Return the text of a file; raises RosterError where it is none, or could be several."""
    known = _unicode(data)
    if asked is None:
        return clearest(_readings(data, known))
    readings = {one.encoding: one for one in (*_readings(data, known), *_in_1258(data))}
    if asked not in readings:
        raise RosterError(_NOT_SO, encoding=NAMES[asked])
    return readings[asked]


def clearest(readings: Sequence[Written]) -> Written:
    """Return the reading that is Vietnamese; raises RosterError where it is not clear which.

    The first one stands where nothing speaks against it.
    """
    looks = [(count_spelling(one.text), one) for one in readings]
    if _stands(looks[0][0], readings[0].encoding, [one for one, _ in looks[1:]]):
        return readings[0]
    ranked = sorted(looks, key=lambda pair: -pair[0].score)
    (best, written), others = ranked[0], ranked[1:]
    rival = max((one.score for one, other in others if other.text != written.text), default=0)
    if not best.is_vietnamese or best.score <= max(1, rival * _CLEARLY):
        raise RosterError(_WHICH, encodings=", ".join(NAMES))
    return written


def _stands(first: SpellingCount, encoding: Encoding, others: Sequence[SpellingCount]) -> bool:
    """Tell whether a text in Unicode is what it seems: names of other languages are no reason to doubt it."""
    if encoding not in ("utf-8", "utf-16"):
        return False
    return first.odd == 0 or not any(one.is_vietnamese and one.score > 1 for one in others)


def typed_with(written: Written) -> tuple[Written, ...]:
    """Return how a text in Unicode may be read: as it is, or as typed with an old font."""
    old = (Written(read(written.text), name) for name, read in FONTS.items())
    return (written, *old)


def _readings(data: bytes, known: Written | None) -> tuple[Written, ...]:
    if known is not None:
        return typed_with(known)
    # The old fonts stood on the Western letters of Windows.
    western = data.decode("cp1252", "replace")
    old = (Written(read(western), name) for name, read in FONTS.items())
    return (*_in_1258(data), *old)


def _in_1258(data: bytes) -> tuple[Written, ...]:
    with suppress(UnicodeDecodeError):
        return (Written(data.decode("cp1258"), "cp1258"),)
    return ()


def _unicode(data: bytes) -> Written | None:
    """Return the text of a file in Unicode; None for bytes of another kind."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return Written(data.decode("utf-16"), "utf-16")
        if b"\0" in data:
            return Written(_without_mark(data), "utf-16")
        return Written(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise RosterError(_NO_TEXT) from error
        return None


def _without_mark(data: bytes) -> str:
    """Return text in UTF-16 that does not say which byte comes first: the one that is mostly zero."""
    first, second = data[0::2].count(0), data[1::2].count(0)
    if max(first, second) * 4 < len(data) // 2 or min(first, second) > 0:
        raise RosterError(_NO_TEXT)
    return data.decode("utf-16-be" if first else "utf-16-le")
