"""A bundle: the records of one or more laptops as one sealed file."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import TypeVar

from tutor.hub.sealing import SealError, seal, unseal
from tutor.records.exchange import (
    BadRowError,
    Content,
    EventRow,
    PersonRow,
    check_event,
    check_person,
)

FORMAT = 1
LARGEST_FILE = 256 << 20
_LARGEST_DATA = 2 << 30
_LONGEST_LINE = 1 << 20

_Row = TypeVar("_Row")


def write_bundle(content: Content, passphrase: str, salt: bytes) -> bytes:
    """Return a sealed file of records; equal records give equal data before they are sealed."""
    return seal(pack(content), passphrase, salt)


def read_bundle(sealed: bytes, passphrase: str) -> Content:
    """Return the records of a sealed file, each row checked; raise SealError."""
    return unpack(unseal(sealed, passphrase))


def pack(content: Content) -> bytes:
    """Return records as compressed lines of JSON."""
    lines = [
        {"format": FORMAT, "events": len(content.events), "people": len(content.people)},
        *content.people,
        *content.events,
    ]
    data = BytesIO()
    # The highest level takes twice the time and saves three bytes of a hundred.
    with gzip.GzipFile(fileobj=data, mode="wb", compresslevel=6, mtime=0) as file:
        for line in lines:
            file.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
    return data.getvalue()


def unpack(data: bytes) -> Content:
    """Return the records of compressed lines; raise SealError for others than this program writes."""
    events: list[EventRow] = []
    people: list[PersonRow] = []
    for row in checked_rows(data):
        if isinstance(row, tuple):
            events.append(row)
        else:
            people.append(row)
    return Content(tuple(events), tuple(people))


def checked_rows(
    data: bytes, quick: Callable[[bytes], _Row | None] = lambda _: None
) -> Iterator[EventRow | PersonRow | _Row]:
    """Yield the people and the events of compressed lines, each checked.

    What `quick` makes of the line of an event that it finds undamaged is yielded instead of the row.
    Raises SealError for others than this program writes, perhaps at the end: then no row may be used.
    """
    try:
        yield from _rows(_lines(data), quick)
    except (OSError, EOFError, ValueError, zlib.error, RecursionError) as error:
        raise SealError("damaged") from error


def _rows(
    lines: Iterator[bytes], quick: Callable[[bytes], _Row | None]
) -> Iterator[EventRow | PersonRow | _Row]:
    head = json.loads(next(lines, b""))
    if not isinstance(head, Mapping) or type(head.get("format")) is not int:
        raise BadRowError("head")
    if head["format"] > FORMAT:
        raise SealError("newer")
    events = people = 0
    for line in lines:
        made = quick(line)
        row = json.loads(line) if made is None else None
        if made is not None:
            yield made
            events += 1
        elif isinstance(row, list):
            yield check_event(row)
            events += 1
        elif isinstance(row, dict):
            yield check_person(row)
            people += 1
        else:
            raise BadRowError("line")
    if (head.get("events"), head.get("people")) != (events, people):
        raise BadRowError("counts")


def _lines(data: bytes) -> Iterator[bytes]:
    size = 0
    with gzip.GzipFile(fileobj=BytesIO(data)) as file:
        while line := file.readline(_LONGEST_LINE + 1):
            size += len(line)
            if len(line) > _LONGEST_LINE or size > _LARGEST_DATA:
                raise SealError("too-large")
            yield line
