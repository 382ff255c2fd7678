"""Events as text for COPY: of rows one by one, and of the lines of a bundle many at a time.

To read a line for itself takes longer than PostgreSQL takes to store it. So lines are matched, hashed and
parsed by thousands, in C; lines that are not written as nearly all are read in full.
"""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from operator import ne
from random import SystemRandom
from typing import Any

from tutor.hub.areas import CLASS_KINDS
from tutor.records.class_events import CLASS_EVENT_KINDS, has_sound_numbers
from tutor.records.exchange import AT, DEVICE, ID, KIND, LEARNER, RUN, SEQ, BadRowError, EventRow
from tutor.records.journal import FOLLOWED_SEQ, LAST_SEQ, NAMES
from tutor.records.people import GUEST

_HEX = "[0-9a-f]"
_ID = f"{_HEX}{{8}}(?:-{_HEX}{{4}}){{3}}-{_HEX}{{12}}"
_UUID = re.compile(_ID)
_TEXT, _NUMBER = '"([^"]*+)"', "(0|[1-9][0-9]{0,14})"
_FORMS = {
    "id": f'"({_ID})"',
    **dict.fromkeys(("seq", "wall_ms", "v"), _NUMBER),
    "payload": '"(.*)"',
}
# The form of a line; what is matched less strictly than it is written is checked for all lines together.
_LINE = re.compile(
    rf"^\[{','.join(_FORMS.get(name, _TEXT) for name in NAMES)},\"(.{{64}})\"\]$",
    re.MULTILINE,
)
_TAIL = len(',""]') + 64
_PRINTED = bytes(range(ord(" "), ord("~") + 1)) + b"\n"
_random = SystemRandom()


@dataclass(slots=True)
class EventText:
    """Events as the text that COPY reads, and what is asked of them besides; those of guests are left out."""

    text: str = ""
    ids: Sequence[str] = ()
    devices: Collection[str] = ()
    learners: Collection[str] = ()
    runs: Collection[str] = ()
    classes: set[str] = field(default_factory=set)
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
        f"{text}\t\\\\x{digest}\n",
        [row[ID]],
        {row[DEVICE]},
        {row[LEARNER]},
        {row[RUN]},
        {row[RUN]} if row[KIND] in CLASS_KINDS else set(),
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
    of, so that neither is made anew.
    """
    whole = b"\n".join(lines)
    if whole.translate(None, _PRINTED):
        return None
    rows = _LINE.findall(whole.decode("ascii"))
    if len(rows) != len(lines):
        return None
    *columns, payloads, digests = zip(*rows, strict=True)
    payload_text = "\n".join(payloads)
    # A backslash elsewhere than in a payload begins a sign that is written in two ways.
    if payload_text.count("\\") != whole.count(b"\\"):
        return None
    kinds, learners, runs = columns[KIND], columns[LEARNER], columns[RUN]
    hashes = (sha256(line[:-_TAIL] + b"]").hexdigest() for line in lines)
    numbers = list(map(int, columns[SEQ]))
    if max(numbers) > LAST_SEQ or GUEST in learners or any(map(ne, hashes, digests)):
        return None
    try:
        copied, parsed = _payloads(payload_text, len(lines))
        for at in set(columns[AT]):
            datetime.fromisoformat(at)
    except (ValueError, RecursionError):
        return None
    for kind, values in zip(kinds, parsed, strict=True):
        if kind in CLASS_EVENT_KINDS and not has_sound_numbers(kind, values):
            return None
    texts = map("\t".join, zip(*columns, copied, strict=True))
    return EventText(
        "".join([f"{text}\t\\\\x{digest}\n" for text, digest in zip(texts, digests, strict=True)]),
        columns[ID],
        set(columns[DEVICE]),
        set(learners),
        set(runs),
        {run for kind, run in zip(kinds, runs, strict=True) if kind in CLASS_KINDS},
        _last_seq(numbers),
    )


def _payloads(escaped: str, count: int) -> tuple[Sequence[str], Sequence[dict[str, Any]]]:
    """Return payloads, given one a line as they stand in a text of JSON, as COPY reads them, and parsed.

    Raises ValueError if one of them is not written as this program writes it, or is none.
    """
    # The mark of a backslash is no printable sign, so that no payload holds it.
    marked = escaped.replace("\\\\", "\0")
    quotes = marked.count('\\"')
    if marked.count('"') != quotes or marked.count("\\") != quotes:
        raise ValueError("escapes")
    plain = marked.replace('\\"', '"')
    copied = plain.replace("\0", "\\\\").split("\n")
    # Parsed all at once. What is no whole value cannot hold a separator that was drawn by lot.
    separator = _random.getrandbits(64)
    text = plain.replace("\0", "\\").replace("\n", f",{separator},")
    values = json.loads(f"[{text}]")
    payloads = values[::2]
    if len(payloads) != count or any(value != separator for value in values[1::2]):
        raise ValueError("values")
    if not all(isinstance(payload, dict) for payload in payloads):
        raise ValueError("payloads")
    return copied, payloads
