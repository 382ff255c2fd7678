"""Ids: UUIDv7 for events, so that an index grows at its end, and random ones for people and machines."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from random import Random
from uuid import UUID

from tutor.records.times import milliseconds

_TAIL_BITS = 74
_TAIL_END = 1 << _TAIL_BITS
_LOW_BITS = 62


def random_id(random: Random) -> str:
    """Return an id that tells nothing, as a UUID of version 4."""
    return str(UUID(int=random.getrandbits(128), version=4))


def nameless_id(event_id: str) -> str:
    """Return the one id that goes with another and tells nothing of it, not even the time."""
    return str(UUID(bytes=sha256(event_id.encode()).digest()[:16], version=4))


class EventIds:
    """Makes UUIDv7 ids, each greater than the one before, even when the clock stands still or goes back."""

    def __init__(self, clock: Callable[[], datetime], random: Random) -> None:
        self._clock = clock
        self._random = random
        self._ms = 0
        self._tail = 0

    def __call__(self) -> str:
        """Return the next id."""
        now = max(0, milliseconds(self._clock()))
        if now > self._ms:
            self._ms = now
            self._tail = self._random.getrandbits(_TAIL_BITS)
        else:
            # A random stride keeps ids of two processes apart that share a millisecond.
            self._tail += 1 + self._random.getrandbits(32)
            if self._tail >= _TAIL_END:
                self._ms += 1
                self._tail %= _TAIL_END
        high, low = divmod(self._tail, 1 << _LOW_BITS)
        return str(UUID(int=self._ms << 80 | 7 << 76 | high << 64 | 2 << 62 | low))
