"""What COPY reads is the same whether a line is read quickly or in full, and is refused alike."""

import gzip
import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hub_kit import village

from tutor.hub import decoding, event_lines
from tutor.hub.bundle import pack
from tutor.hub.decoding import decode
from tutor.hub.sealing import SealError
from tutor.records.exchange import ID, Content, EventRow
from tutor.records.journal import LAST_SEQ, NAMES, hash_of

LONG = '{"a":"' + "a" * 100 + '"}\n'
"""Many letters before a sign that no quick reading takes: these are read once, not in all their parts."""


def changed(row: EventRow, **columns: object) -> EventRow:
    """Return a row with other columns and a hash that fits."""
    values = [*row]
    for name, value in columns.items():
        values[NAMES.index(name)] = value
    values[-1] = hash_of(values[:-1])
    return tuple(values)


def test_lines_that_are_read_quickly_are_as_those_read_in_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = village(1, "12472").store.exchange.content()
    strange = [
        changed(content.events[0], run=run, payload=payload)
        for run in ('a"b', "a\\b", "Xóm", "a\tb\nc\r", "", "\\.")
        for payload in ('{"a":"\\\\"}', '{"a":"\\""}', '{"a":"\\u1ea1"}', "{}", LONG)
    ]
    usual = [json.dumps(row, separators=(",", ":")).encode() for row in content.events]
    assert event_lines.text_of_lines(usual) is not None
    content = Content((*content.events, *strange), content.people)
    quick = decode(pack(content))
    monkeypatch.setattr(decoding, "text_of_lines", lambda _: None)
    slow = decode(pack(content))
    assert b"".join(slow.events) == b"".join(quick.events)
    assert set(quick.probes) <= {row[ID] for row in content.events}
    parts: dict[str, Any] = {"events": [], "probes": []}
    assert replace(slow, **parts) == replace(quick, **parts)
    assert quick.event_count == len(content.events)


@pytest.mark.parametrize(
    "columns",
    [
        {"id": "no-uuid"},
        {"seq": LAST_SEQ + 1},
        {"at": "yesterday"},
        {"payload": "[]"},
        {"payload": "{"},
        {"kind": "unnamed-counted", "payload": '{"unnamed":"x"}'},
        {"kind": "unnamed-counted", "payload": '{"unnamed":1.5}'},
        {"kind": "unnamed-counted", "payload": '{"unnamed":1000000000000}'},
        {"run": "a\0b"},
        {"run": "a" * 9000},
        {"learner": "ạ" * 9000},
    ],
)
def test_a_row_that_no_column_takes_makes_no_bundle(columns: dict[str, object]) -> None:
    content = village(1, "12472").store.exchange.content()
    bad = changed(content.events[0], **columns)
    with pytest.raises(SealError, match="damaged"):
        decode(pack(Content((bad,), ())))
    with pytest.raises(SealError, match="damaged"):
        decode(pack(Content((), ({**content.people[0], "stamps": "\0"},))))
    with pytest.raises(SealError, match="damaged"):
        decode(pack(Content((), ({**content.people[0], "id": "a" * 9000},))))


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ('"attended"', '"\\u0061ttended"'),
        ('"attended"', '"att\x7fended"'),
        ('"attended"', '"attạended"'),
        ('"",', "5  ,"),
        ('"",', '"" ,'),
        ('"",', '"","",'),
        (",1,", ",1.0,"),
        (",1,", ",-1,"),
        (',"{', ',{"a":1},"{'),
        ('\\"state\\"', '\\u0022state\\"'),
        ("present", "\\/"),
        (',"{', ',"[{'),
        ('"attended"', '"unnamed-counted"'),
    ],
)
def test_a_text_with_its_hash_is_no_line_if_its_columns_are_written_otherwise(
    written: str, otherwise: str
) -> None:
    """Whoever forges a line can give it a hash: quick reading looks at all of its text."""
    event = village(1, "12472").store.exchange.content().events[0]
    payload = '{"state":"present","unnamed":"x"}'
    row = changed(event, kind="attended", clock_flag="", v=1, lesson="", run="r", payload=payload)
    text = json.dumps(row, separators=(",", ":"))
    assert event_lines.text_of_lines([text.encode()]) is not None
    *_, digest = row
    text = text.replace(written, otherwise, 1).removesuffix(f',"{digest}"]') + "]"
    digest = sha256(text.encode()).hexdigest()
    assert event_lines.text_of_lines([f'{text[:-1]},"{digest}"]'.encode()]) is None


def test_a_line_that_is_written_otherwise_has_the_hash_of_its_columns() -> None:
    """Spaces change the text of a line, and neither its columns nor their hash."""
    row = village(1, "12472").store.exchange.content().events[0]
    head = {"format": 1, "events": 1, "people": 0}
    for text, sound in ((json.dumps(row), True), (json.dumps([*row[:-1], "0" * 64]), False)):
        data = gzip.compress(f"{json.dumps(head)}\n{text}\n".encode())
        if sound:
            assert decode(data).events == decode(pack(Content((row,), ()))).events
        else:
            with pytest.raises(SealError, match="damaged"):
                decode(data)
