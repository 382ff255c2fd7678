"""Appends to a file of records and says so: FILE RUN COUNT [careless].

Careless, it does not wait for the disk: to show that a test would notice.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from tutor.engine.events import Responded
from tutor.records import database, open_store


def main(file: str, run: str, count: str, care: str = "") -> None:
    if care == "careless":
        database._SETTINGS = (*database._SETTINGS, "PRAGMA synchronous = OFF")
    store = open_store(Path(file), clock=lambda: datetime.now(UTC))
    for number in range(1, int(count) + 1):
        event = Responded(
            at=datetime.now(UTC),
            run=run,
            lesson="l",
            step=0,
            response={"do": "choose", "number": number},
        )
        store.append("learner", [event])
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
