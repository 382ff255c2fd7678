"""Erasing somebody in the store: an event as of a laptop, which every laptop follows that receives it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from tutor.engine.events import to_payload
from tutor.hub.bundle import pack
from tutor.hub.decoding import decode
from tutor.hub.loading import merge
from tutor.hub.postgres import Connection, lock
from tutor.records.class_events import PersonErased
from tutor.records.exchange import Content
from tutor.records.journal import PAYLOAD_VERSION, StoredEvent, milliseconds, row_of


def erase(
    connection: Connection,
    entries: Sequence[str],
    *,
    staff: bool,
    now: datetime,
    new_id: Callable[[], str],
) -> None:
    """Erase somebody under all their entries; how many people came to each class stays."""
    with connection.transaction():
        lock(connection)
        [(device, last)] = connection.execute("SELECT device, last_seq FROM hub")
        erasures = (PersonErased(at=now, learner=entry, staff=staff) for entry in entries)
        stored = (
            StoredEvent(
                id=new_id(),
                device=device,
                seq=number,
                at=now.astimezone(UTC),
                wall_ms=milliseconds(now),
                tz=f"{now:%z}",
                clock_flag="",
                kind=event.kind,
                v=PAYLOAD_VERSION,
                learner=event.learner,
                lesson="",
                run=event.run,
                payload=to_payload(event),
            )
            for number, event in enumerate(erasures, start=last + 1)
        )
        merge(connection, decode(pack(Content(tuple(map(row_of, stored))))))
