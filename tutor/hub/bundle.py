"""A bundle: the records of one or more laptops as one sealed file."""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from tutor.hub.sealing import SealError, seal, unseal
from tutor.records.exchange import BadRowError, Content, check_event, check_person

FORMAT = 1
LARGEST_FILE = 256 << 20
_LARGEST_DATA = 2 << 30
_LONGEST_LINE = 1 << 20


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
    with gzip.GzipFile(fileobj=data, mode="wb", mtime=0) as file:
        for line in lines:
            file.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
    return data.getvalue()


def unpack(data: bytes) -> Content:
    """Return the records of compressed lines; raise SealError for others than this program writes."""
    try:
        return _content(_lines(data))
    except (OSError, EOFError, ValueError, zlib.error, StopIteration, RecursionError) as error:
        raise SealError("damaged") from error


def _content(lines: Iterator[Any]) -> Content:
    head = next(lines)
    if not isinstance(head, Mapping) or type(head.get("format")) is not int:
        raise BadRowError("head")
    if head["format"] > FORMAT:
        raise SealError("newer")
    events, people = [], []
    for line in lines:
        if isinstance(line, list):
            events.append(check_event(line))
        elif isinstance(line, dict):
            people.append(check_person(line))
        else:
            raise BadRowError("line")
    if (head.get("events"), head.get("people")) != (len(events), len(people)):
        raise BadRowError("counts")
    return Content(tuple(events), tuple(people))


def _lines(data: bytes) -> Iterator[Any]:
    size = 0
    with gzip.GzipFile(fileobj=BytesIO(data)) as file:
        while line := file.readline(_LONGEST_LINE + 1):
            size += len(line)
            if len(line) > _LONGEST_LINE or size > _LARGEST_DATA:
                raise SealError("too-large")
            yield json.loads(line)
