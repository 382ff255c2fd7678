"""Detection of the encoding of a list, and the two Vietnamese font encodings older than Unicode.

The encoding is known from the bytes of the file, or it is the one in which the text reads as Vietnamese.
TCVN3 (ABC) and VNI put Vietnamese letters at the code points of other letters and left the rest to the font.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from tutor.i18n import N_, UserError
from tutor.vietnamese import SpellingCount, count_spelling

Encoding = Literal["utf-8", "utf-16", "cp1258", "tcvn3", "vni"]
NAMES: Mapping[Encoding, str] = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1258": "Windows 1258",
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
}

UNKNOWN = "\ufffd"
"""Stands for letters that a font encoding does not have, so that other text is not taken for it."""

# TCVN3: one code a letter. Capitals with a tone have no codes: a font of capitals (.VnTimeH) showed them.
_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3 = {
    chr(start + place): letter
    for start, letters in _TCVN3_RUNS.items()
    for place, letter in enumerate(letters)
}

# VNI: i, đ, ơ, ư and ỵ have codes of their own; all other marks are a second letter after the vowel.
VNI_LETTERS = dict(zip("ñôöíìæóòîÑÔÖÍÌÆÓÒÎ", "đơưíìỉĩịỵĐƠƯÍÌỈĨỊỴ", strict=True))
# The signs of the tones alone, with a roof and with a breve: none, grave, acute, hook, tilde, dot.
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_VNI_SHAPES = {"": ("", *"øùûõï"), "\u0302": "âàáåãä", "\u0306": "êèéúüë"}
VNI_MARKS = {
    sign: shape + tone
    for shape, signs in _VNI_SHAPES.items()
    for sign, tone in zip(signs, _TONES, strict=True)
    if sign
}
_MARKS = "".join(VNI_MARKS)
_VNI = re.compile(f"([aeouyôö])([{_MARKS}])|([^\\x00-\\xa0])", re.IGNORECASE)
# Quotes and dashes that Windows has in all of these encodings.
_BESIDE = frozenset("‘’“”–—…•")


def from_tcvn3(text: str) -> str:
    """Convert text that was typed with a TCVN3 (ABC) font; unknown letters become U+FFFD."""
    return "".join(TCVN3.get(sign) or _common_sign(sign) for sign in text)


def from_vni(text: str) -> str:
    """Convert text that was typed with a VNI font; unknown letters become U+FFFD."""
    return _VNI.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    base, mark, single = match.groups()
    if single:
        return VNI_LETTERS.get(single) or _common_sign(single)
    letter = unicodedata.normalize("NFC", VNI_LETTERS.get(base, base) + VNI_MARKS[mark.lower()])
    # Only Vietnamese vowels compose to one letter, and of those only "a" takes a breve.
    return letter if len(letter) == 1 and letter not in "ĕĔŏŎŭŬûÛŷŶ" else UNKNOWN


def _common_sign(sign: str) -> str:
    return sign if sign <= "\xa0" or sign in _BESIDE else UNKNOWN


FONTS: Mapping[Encoding, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni}
# The best reading must score this many times as high as the next one.
_CLEARLY = 1.5

_WHICH = N_(
    "It is not certain which letters this file is written in. Please say it: --encoding followed by "
    "one of {encodings}. Lists with fonts such as .VnTime are tcvn3, such as VNI-Times vni."
)
_NOT_SO = N_("This file is not written in {encoding}.")
_NO_TEXT = N_("This is neither a CSV file nor a workbook (XLSX) nor a Word document (DOCX).")


class RosterError(UserError):
    """A file cannot be read as a roster; nothing was imported."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A decoded text and its encoding."""

    text: str
    encoding: Encoding


def decode(data: bytes, asked: Encoding | None = None) -> DecodedText:
    """Decode a file; raise RosterError if it is no text or its encoding is ambiguous."""
    readings = _readings(data)
    if asked is None:
        return clearest(readings)
    by_encoding = {reading.encoding: reading for reading in (*readings, *_in_1258(data))}
    if asked not in by_encoding:
        raise RosterError(_NOT_SO, encoding=NAMES[asked])
    return by_encoding[asked]


def clearest(readings: Sequence[DecodedText]) -> DecodedText:
    """Return the reading that is Vietnamese; raise RosterError if that is ambiguous.

    The first reading is taken if it is plausible.
    """
    counts = [count_spelling(reading.text) for reading in readings]
    if _is_plausible(counts[0], readings[0].encoding, counts[1:]):
        return readings[0]
    ranked = sorted(zip(counts, readings, strict=True), key=lambda pair: -pair[0].score)
    best, decoded = ranked[0]
    rivals = (count.score for count, other in ranked[1:] if other.text != decoded.text)
    rival = max(rivals, default=0)
    if not best.is_vietnamese or best.score <= max(1, rival * _CLEARLY):
        raise RosterError(_WHICH, encodings=", ".join(NAMES))
    return decoded


def _is_plausible(
    first: SpellingCount, encoding: Encoding, others: Sequence[SpellingCount]
) -> bool:
    """Return True if Unicode text is plausible as it is; it need not be Vietnamese."""
    if encoding not in ("utf-8", "utf-16"):
        return False
    return first.odd == 0 or not any(count.is_vietnamese and count.score > 1 for count in others)


def unicode_readings(decoded: DecodedText) -> tuple[DecodedText, ...]:
    """Return the readings of a Unicode text: as it is, and as typed with each of the old fonts."""
    return (decoded, *_in_old_fonts(decoded.text))


def _in_old_fonts(text: str) -> Iterator[DecodedText]:
    return (DecodedText(read(text), encoding) for encoding, read in FONTS.items())


def _readings(data: bytes) -> tuple[DecodedText, ...]:
    known = _unicode(data)
    if known is not None:
        return unicode_readings(known)
    # The old fonts replace Western letters of Windows.
    return (*_in_1258(data), *_in_old_fonts(data.decode("cp1252", "replace")))


def _in_1258(data: bytes) -> tuple[DecodedText, ...]:
    with suppress(UnicodeDecodeError):
        return (DecodedText(data.decode("cp1258"), "cp1258"),)
    return ()


def _unicode(data: bytes) -> DecodedText | None:
    """Decode a file as Unicode; return None if it is in another encoding."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return DecodedText(data.decode("utf-16"), "utf-16")
        if b"\0" in data:
            return DecodedText(_without_mark(data), "utf-16")
        return DecodedText(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise RosterError(_NO_TEXT) from error
        return None


def _without_mark(data: bytes) -> str:
    """Decode UTF-16 without a byte order mark: the high bytes are mostly zero."""
    first, second = data[0::2].count(0), data[1::2].count(0)
    if max(first, second) * 4 < len(data) // 2 or min(first, second) > 0:
        raise RosterError(_NO_TEXT)
    return data.decode("utf-16-be" if first else "utf-16-le")
