"""Events as text for COPY: of rows one by one, and of the lines of a bundle many at a time.

To read a line for itself takes longer than PostgreSQL takes to store it. So lines are parsed, hashed and
joined by hundreds, in C and Rust; lines that are not written as nearly all are read in full.
"""

import json
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from operator import ne

from pydantic_core import SchemaValidator, core_schema

from tutor.hub.areas import CLASS_KINDS
from tutor.records.class_events import NUMBERED_KINDS, has_sound_numbers
from tutor.records.exchange import (
    AT,
    DEVICE,
    ID,
    KIND,
    LARGEST_NUMBER,
    LEARNER,
    NUMBERS,
    RUN,
    SEQ,
    BadRowError,
    EventRow,
)
from tutor.records.journal import FOLLOWED_SEQ, LAST_SEQ, NAMES
from tutor.records.people import GUEST

COPIED_COLUMNS = ", ".join(("hash", *NAMES))
"""The columns of the text in their order; what stands before a hash stands between two rows so."""

_HEX = "[0-9a-f]"
_UUID = re.compile("-".join(f"{_HEX}{{{count}}}" for count in (8, 4, 4, 4, 12)))
_UUIDS = re.compile(f"(?:{_UUID.pattern}\n)+")

_COLUMNS = range(len(NAMES) + 1)
_LINE = core_schema.tuple_schema(
    [
        core_schema.int_schema(strict=True)
        if at in NUMBERS
        else core_schema.str_schema(strict=True)
        for at in _COLUMNS
    ]
)
# Of a payload nothing is made: it is an object of JSON, whatever it holds.
_PAYLOAD = core_schema.typed_dict_schema({}, extra_behavior="ignore")
_read_line = SchemaValidator(_LINE).validate_json
_check_payload = SchemaValidator(_PAYLOAD).validate_json

# The one sign of ASCII that is written as an escape, though JSON does not ask for that.
_DELETE = "\x7f"
_TAIL = len(',""]') + 64
_BEFORE_ROW, _AFTER_ROW = "\\\\x", "\n"
# Brackets, commas and quotes of a line, less what stands for them in the text.
_SIGNS = (
    len("[]")
    + len(",") * len(NAMES)
    + len('""') * (len(_COLUMNS) - len(NUMBERS))
    - len("\t") * len(NAMES)
    - len(_BEFORE_ROW + _AFTER_ROW)
)


@dataclass(slots=True)
class EventText:
    """Events as the text that COPY reads, and what is asked of them besides; those of guests are left out."""

    text: bytes = b""
    count: int = 0
    first: str = ""
    """The id of the first of them."""
    devices: Set[str] = frozenset()
    learners: Set[str] = frozenset()
    runs: Set[str] = frozenset()
    classes: Set[str] = frozenset()
    """Those of the runs that are classes."""
    last_seq: int = 0
    """The greatest number that is followed."""


def text_of(row: EventRow) -> EventText:
    """Return the text of a row that was checked; raise BadRowError for what no column takes."""
    if not _UUID.fullmatch(row[ID]):
        raise BadRowError("id")
    if row[LEARNER] == GUEST:
        return EventText()
    *columns, digest = row
    text = "\t".join(_escaped(str(column)) for column in columns)
    if "\0" in text:
        raise BadRowError("texts")
    return EventText(
        f"{_BEFORE_ROW}{digest}\t{text}{_AFTER_ROW}".encode(),
        1,
        row[ID],
        {row[DEVICE]},
        {row[LEARNER]},
        {row[RUN]},
        {row[RUN]} if row[KIND] in CLASS_KINDS else frozenset(),
        _last_seq([row[SEQ]]),
    )


def _last_seq(numbers: Iterable[int]) -> int:
    return max((number for number in numbers if number <= FOLLOWED_SEQ), default=0)


def _escaped(text: str) -> str:
    for sign, code in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(sign, code)
    return text


def text_of_lines(lines: Sequence[bytes]) -> EventText | None:
    """Return the text of lines of events that are written as nearly all, each checked.

    None tells that one of them is to be read in full. A line of this form is the very text that its hash is
    of, so that this is not made anew.
    """
    try:
        *columns, payloads, digests = zip(*map(_read_line, lines), strict=True)
        for payload in payloads:
            _check_payload(payload)
        for at in set(columns[AT]):
            datetime.fromisoformat(at)
    except ValueError:
        return None
    kinds, learners, runs, seqs = (columns[at] for at in (KIND, LEARNER, RUN, SEQ))
    if max(seqs) > LAST_SEQ or GUEST in learners:
        return None
    if not _UUIDS.fullmatch("\n".join((*columns[ID], ""))):
        return None
    for at in NUMBERS:
        numbers = columns[at]
        if min(numbers) < 0 or max(numbers) >= LARGEST_NUMBER:
            return None
        columns[at] = tuple(map(str, numbers))
    whole = "\n".join(payloads)
    texts = whole.replace("\\", "\\\\").split("\n") if "\\" in whole else payloads
    rows = map("\t".join, zip(digests, *columns, texts, strict=False))
    text = f"{_BEFORE_ROW}{f'{_AFTER_ROW}{_BEFORE_ROW}'.join(rows)}{_AFTER_ROW}"
    # A line is no shorter than this, whoever wrote it, and so short only with no other escapes than those of
    # quotes and backslashes in its payload: these are doubled in the text too.
    shortest = len(text) + _SIGNS * len(lines) + whole.count('"')
    if sum(map(len, lines)) != shortest or _DELETE in text:
        return None
    hashes = (sha256(line[:-_TAIL] + b"]").hexdigest() for line in lines)
    if any(map(ne, hashes, digests)):
        return None
    if not NUMBERED_KINDS.isdisjoint(kinds):
        for kind, payload in zip(kinds, payloads, strict=True):
            if kind in NUMBERED_KINDS and not has_sound_numbers(kind, json.loads(payload)):
                return None
    return EventText(
        text.encode("ascii"),
        len(lines),
        columns[ID][0],
        set(columns[DEVICE]),
        set(learners),
        set(runs),
        {run for kind, run in zip(kinds, runs, strict=True) if kind in CLASS_KINDS},
        _last_seq(seqs),
    )
