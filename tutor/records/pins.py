"""What is kept of the PIN: its hash, and how often it was tried in vain. No time, for clocks can be set."""

import sqlite3
from dataclasses import dataclass

from tutor.records.database import Connections


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRecord:
    """The PIN as it stands: tries since the last right one, and how often there were too many."""

    hash: str
    wrong: int
    lockouts: int


class PinRecords:
    """The PIN of this machine; every method raises StoreUnavailable if the file cannot be read or written."""

    def __init__(self, reading: Connections, writing: Connections) -> None:
        self._reading = reading
        self._writing = writing

    def find(self) -> PinRecord | None:
        """Return what is kept, None where no PIN is set."""
        with self._reading() as connection:
            return _find(connection)

    def put(self, hash_: str) -> None:
        """Set a PIN, in the place of one that may be there."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO pin (one, hash, wrong, lockouts) VALUES (1, ?, 0, 0) "
                "ON CONFLICT (one) DO UPDATE SET hash = excluded.hash, wrong = 0",
                (hash_,),
            )

    def clear(self) -> None:
        """Take the PIN away; lockouts are counted on, so that none is taken for one that was waited for."""
        with self._writing() as connection:
            connection.execute("UPDATE pin SET hash = '', wrong = 0")

    def take_try(self, most: int) -> bool:
        """Count one try as wrong before it is looked at; return whether there was one left of `most`.

        It is on disk then: a program that is killed in between has not won a try.
        """
        with self._writing() as connection:
            taken = connection.execute(
                "UPDATE pin SET wrong = wrong + 1, lockouts = lockouts + (wrong + 1 = :most) "
                "WHERE wrong < :most",
                {"most": most},
            )
            return taken.rowcount == 1

    def settle(self, lockouts: int | None = None) -> None:
        """Give all tries back: after a right one, or when the wait after this lockout is over."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE pin SET wrong = 0 WHERE :lockouts IS NULL OR lockouts = :lockouts",
                {"lockouts": lockouts},
            )


def _find(connection: sqlite3.Connection) -> PinRecord | None:
    row = connection.execute("SELECT hash, wrong, lockouts FROM pin WHERE hash <> ''").fetchone()
    return None if row is None else PinRecord(hash=row[0], wrong=row[1], lockouts=row[2])
