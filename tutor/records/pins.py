"""The stored PIN: its hash and the wrong tries. No times are stored, for clocks can be set."""

from dataclasses import dataclass

from tutor.records.database import Connections


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRecord:
    """The PIN: its hash, the wrong tries since the last right one, and the number of lockouts."""

    hash: str
    wrong: int
    lockouts: int


class PinRecords:
    """The PIN of this machine; every method may raise StoreUnavailable."""

    def __init__(self, reading: Connections, writing: Connections) -> None:
        self._reading = reading
        self._writing = writing

    def find(self) -> PinRecord | None:
        """Return the PIN, None if none is set."""
        query = "SELECT hash, wrong, lockouts FROM pin WHERE hash <> ''"
        with self._reading() as connection:
            row = connection.execute(query).fetchone()
        return None if row is None else PinRecord(hash=row[0], wrong=row[1], lockouts=row[2])

    def put(self, hash_: str) -> None:
        """Set a PIN, or replace it."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO pin (one, hash, wrong, lockouts) VALUES (1, ?, 0, 0) "
                "ON CONFLICT (one) DO UPDATE SET hash = excluded.hash, wrong = 0",
                (hash_,),
            )

    def clear(self) -> None:
        """Remove the PIN; lockouts stay counted, so that a later one is not taken for an earlier one."""
        with self._writing() as connection:
            connection.execute("UPDATE pin SET hash = '', wrong = 0")

    def take_try(self, most: int) -> bool:
        """Count one try as wrong before it is checked; return True if one of `most` was left.

        It is on disk when this returns, so that killing the program gains no try.
        """
        with self._writing() as connection:
            taken = connection.execute(
                "UPDATE pin SET wrong = wrong + 1, lockouts = lockouts + (wrong + 1 = :most) "
                "WHERE wrong < :most",
                {"most": most},
            )
            return taken.rowcount == 1

    def settle(self, lockouts: int | None = None) -> None:
        """Restore all tries: after a right one, or when the wait of this lockout is over."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE pin SET wrong = 0 WHERE :lockouts IS NULL OR lockouts = :lockouts",
                {"lockouts": lockouts},
            )
