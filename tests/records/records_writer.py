"""Records a response and an attendance for each number and prints the number: FILE RUN COUNT [HOW].

"careless" does not wait for the disk, to show that the test detects that. "erasing" adds a person with the
name NAME, erases them at the end, and prints one more line. "migrating" opens the file at the end by the
migrations of a newer program, which backs it up first.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from tutor.engine.events import Responded
from tutor.records import database
from tutor.records.store import open_store

NAME = "Nguyễn Thị Hoa-Mẫu"
NEWER = (*database.migrations(), "ALTER TABLE person ADD COLUMN nickname TEXT;\n")


def main(file: str, run: str, count: str, how: str = "") -> None:
    if how == "careless":
        database._SETTINGS = (*database._SETTINGS, "PRAGMA synchronous = OFF")
    store = open_store(Path(file), clock=lambda: datetime.now(UTC))
    person = store.add_person(name=NAME) if how == "erasing" else None
    for number in range(1, int(count) + 1):
        event = Responded(
            at=datetime.now(UTC),
            run=run,
            lesson="l",
            step=0,
            response={"do": "choose", "number": number},
        )
        store.append("learner", [event])
        store.classes.note_attendances(run, {f"learner-{number:04}": ("present", "")})
        print(number, flush=True)
    if how == "migrating":
        store.close()
        database.migrations = lambda: NEWER
        open_store(Path(file), clock=lambda: datetime.now(UTC)).close()
        print("migrated", flush=True)
    if person is not None:
        store.erase_person(person.id)
        print("erased", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
