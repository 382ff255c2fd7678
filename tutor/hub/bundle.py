"""A bundle: the records of one or more laptops as one sealed file."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any, TypeVar

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
# Small enough for what is made of it to stay near the processor.
_BLOCK = 1 << 16

_Made = TypeVar("_Made")


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
    data: bytes, quick: Callable[[Sequence[bytes]], _Made | None] = lambda _: None
) -> Iterator[EventRow | PersonRow | _Made]:
    """Yield the people and the events of compressed lines, each checked.

    What `quick` makes of lines of events that it finds undamaged is yielded instead of their rows.
    Raises SealError for others than this program writes, perhaps at the end: then no row may be used.
    """
    try:
        yield from _rows(_blocks(data), quick)
    except (OSError, EOFError, ValueError, zlib.error, RecursionError) as error:
        raise SealError("damaged") from error


def _rows(
    blocks: Iterator[list[bytes]], quick: Callable[[Sequence[bytes]], _Made | None]
) -> Iterator[EventRow | PersonRow | _Made]:
    head = None
    events = people = 0
    for block in blocks:
        if head is None:
            head = _checked_head(block.pop(0))
        for are_events, lines in _groups(block):
            made = quick(lines) if are_events else None
            if made is not None:
                yield made
                events += len(lines)
                continue
            for line in lines:
                row = json.loads(line)
                if isinstance(row, list):
                    yield check_event(row)
                    events += 1
                elif isinstance(row, dict):
                    yield check_person(row)
                    people += 1
                else:
                    raise BadRowError("line")
    if head is None or (head.get("events"), head.get("people")) != (events, people):
        raise BadRowError("counts")


def _groups(block: list[bytes]) -> Iterator[tuple[bool, list[bytes]]]:
    """Yield the lines that follow each other and are of events, or of people."""
    # Nearly always all are of events.
    if block and _is_event(min(block)) and _is_event(max(block)):
        yield True, block
        return
    for are_events, group in groupby(block, _is_event):
        yield are_events, list(group)


def _is_event(line: bytes) -> bool:
    return line.startswith(b"[")


def _checked_head(line: bytes) -> Mapping[str, Any]:
    head = json.loads(line)
    if not isinstance(head, Mapping) or type(head.get("format")) is not int:
        raise BadRowError("head")
    if head["format"] > FORMAT:
        raise SealError("newer")
    return head


def _blocks(data: bytes) -> Iterator[list[bytes]]:
    """Yield compressed lines, many at a time, without what ends them."""
    size = 0
    rest = b""
    with gzip.GzipFile(fileobj=BytesIO(data)) as file:
        while part := file.read(_BLOCK):
            size += len(part)
            *lines, rest = (rest + part).split(b"\n")
            # Only a line that began in an earlier part can be too long.
            if (
                size > _LARGEST_DATA
                or max(len(rest), len(lines[0]) if lines else 0) > _LONGEST_LINE
            ):
                raise SealError("too-large")
            if lines:
                yield lines
    if rest:
        yield [rest]
