"""The PIN of the volunteers' side: it keeps curious hands out, and is no encryption.

After five wrong tries the next has to wait for five minutes. These are counted while the program runs, on
a clock that nobody can set, from when this run of the program first saw the lockout: a restart begins the
five minutes anew, and setting the date ends nothing. Each try is on disk as a wrong one before it is
looked at, so that ending the program half-way wins none, and all programs on one file share the tries.

Whoever owns the account of this machine could read the file itself, and may therefore take a forgotten
PIN away: `tutor pin reset`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tutor.records.pins import PinRecords

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Fault = Literal["digits", "length", "easy", "set"]
Verdict = Literal["right", "wrong", "locked", "none"]

SHORTEST, LONGEST = 4, 8
MOST_TRIES = 5
WAIT_SECONDS = 300.0
_UP = "01234567890"


@dataclass(frozen=True, slots=True)
class Hashing:
    """How much work argon2 does for one try of a PIN: rounds, and KiB of memory in each."""

    rounds: int
    memory_kib: int


# Takes 0.08 s on a fast processor, and so a fifth of a second on a cheap laptop.
HASHING = Hashing(rounds=3, memory_kib=32 * 1024)


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=HASHING.rounds, memory_cost=HASHING.memory_kib, parallelism=1)


def pin_fault(pin: str) -> Fault | None:
    """Return why a PIN can not be taken, None if it can: "easy" are one digit again and again, and 1234."""
    if not (pin.isascii() and pin.isdigit()):
        return "digits"
    if not SHORTEST <= len(pin) <= LONGEST:
        return "length"
    if len(set(pin)) == 1 or pin in _UP or pin in _UP[::-1]:
        return "easy"
    return None


class Pin:
    """The PIN in one run of the program; `monotonic` gives seconds that only go on."""

    def __init__(self, records: PinRecords, monotonic: Callable[[], float]) -> None:
        self._records = records
        self._monotonic = monotonic
        self._seen: dict[int, float] = {}

    @property
    def is_set(self) -> bool:
        """Whether there is a PIN."""
        return self._records.find() is not None

    def set(self, pin: str) -> Fault | None:
        """Set the first PIN; return why it was not taken, None if it was."""
        fault: Fault | None = "set" if self.is_set else pin_fault(pin)
        if fault is None:
            self._records.put(_hasher().hash(pin))
        return fault

    def wait(self) -> float:
        """Return how many seconds there are until the next try, 0.0 if it may be now."""
        record = self._records.find()
        if record is None or record.wrong < MOST_TRIES:
            return 0.0
        since = self._seen.setdefault(record.lockouts, self._monotonic())
        left = WAIT_SECONDS - (self._monotonic() - since)
        if left > 0:
            return left
        self._records.settle(record.lockouts)
        return 0.0

    def tries_left(self) -> int:
        """Return how many tries there are before the next wait."""
        record = self._records.find()
        return MOST_TRIES if record is None else max(0, MOST_TRIES - record.wrong)

    def check(self, pin: str) -> Verdict:
        """Tell whether this is the PIN; "locked" if it may not be tried now, "none" if there is none."""
        record = self._records.find()
        if record is None:
            return "none"
        if self.wait() > 0 or not self._records.take_try(MOST_TRIES):
            return "locked"
        if _fits(record.hash, pin):
            self._records.settle()
            return "right"
        # A lockout that begins with this try is seen now.
        self.wait()
        return "wrong"


def _fits(hash_: str, pin: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hash_, pin)
    except (VerificationError, InvalidHashError):
        return False


IDLE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Lock:
    """Open until five minutes after `last_key`, in seconds of a clock that only goes on; None: closed."""

    last_key: float | None = None

    def is_open(self, now: float) -> bool:
        """Tell whether the volunteers' side may be shown."""
        return self.last_key is not None and now - self.last_key < IDLE_SECONDS

    def opened(self, now: float) -> "Lock":
        """Return the lock after the right PIN."""
        return Lock(now)

    def touched(self, now: float) -> "Lock":
        """Return the lock after a key: one that closed meanwhile stays closed."""
        return Lock(now) if self.is_open(now) else Lock()

    def closed(self) -> "Lock":
        """Return the lock after somebody closed it."""
        return Lock()
