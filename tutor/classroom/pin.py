"""The PIN of the volunteers' side, and the lock that closes it when nobody presses a key.

The PIN keeps curious hands out; nothing is encrypted. After five wrong tries the next one has to wait for
five minutes. The wait is measured on a monotonic clock from when this run of the program first saw the
lockout, so that neither a restart nor setting the date shortens it. Each try is stored as a wrong one before
it is checked, so that killing the program gains no try, and all programs on one file share the tries.

Whoever owns the account of this machine can read the file anyway, and may therefore remove a forgotten PIN:
by `tutor pin reset`, or by a code that the program writes into a file of that account.
"""

import secrets
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
IDLE_SECONDS = 300.0
_SEQUENCE = "01234567890"
_RESET_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Hashing:
    """The cost of one argon2 hash: rounds, and memory in KiB."""

    rounds: int
    memory_kib: int


# 0.08 s on a fast processor, about 0.2 s on a cheap laptop.
HASHING = Hashing(rounds=3, memory_kib=32 * 1024)


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=HASHING.rounds, memory_cost=HASHING.memory_kib, parallelism=1)


def pin_fault(pin: str) -> Fault | None:
    """Validate a new PIN: return the fault, or None. "easy" is one repeated digit, or digits in sequence."""
    if not (pin.isascii() and pin.isdigit()):
        return "digits"
    if not SHORTEST <= len(pin) <= LONGEST:
        return "length"
    if len(set(pin)) == 1 or pin in _SEQUENCE or pin in _SEQUENCE[::-1]:
        return "easy"
    return None


class Pin:
    """The PIN in one run of the program; `monotonic` returns seconds of a clock that never goes back."""

    def __init__(self, records: PinRecords, monotonic: Callable[[], float]) -> None:
        self._records = records
        self._monotonic = monotonic
        self._seen: dict[int, float] = {}

    @property
    def is_set(self) -> bool:
        """Whether a PIN is set."""
        return self._records.find() is not None

    def set(self, pin: str) -> Fault | None:
        """Set the first PIN; return the fault if it was refused, else None."""
        fault: Fault | None = "set" if self.is_set else pin_fault(pin)
        if fault is None:
            self._records.put(_hasher().hash(pin))
        return fault

    def take_away(self) -> None:
        """Remove the PIN, so that a new one can be set; all other records stay."""
        self._records.clear()

    def wait(self) -> float:
        """Return the seconds until the next try, 0.0 if it is allowed now."""
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
        """Return the number of tries before the next wait."""
        record = self._records.find()
        return MOST_TRIES if record is None else max(0, MOST_TRIES - record.wrong)

    def check(self, pin: str) -> Verdict:
        """Check a PIN; return "locked" if no try is allowed now, "none" if no PIN is set."""
        record = self._records.find()
        if record is None:
            return "none"
        if self.wait() > 0 or not self._records.take_try(MOST_TRIES):
            return "locked"
        if _matches(record.hash, pin):
            self._records.settle()
            return "right"
        # The wait of a lockout that begins with this try starts now.
        self.wait()
        return "wrong"


class ResetCode:
    """A code that takes a forgotten PIN away: whoever can read the account's files can read it there.

    A few wrong tries make it worthless.
    """

    def __init__(self) -> None:
        self.digits = f"{secrets.randbelow(10**_RESET_DIGITS):0{_RESET_DIGITS}}"
        self._tries_left = MOST_TRIES

    @property
    def is_worthless(self) -> bool:
        """Whether no try is left."""
        return self._tries_left == 0

    def matches(self, typed: str) -> bool:
        """Return True for the code; each wrong try counts."""
        if self.is_worthless:
            return False
        if secrets.compare_digest(typed.encode(), self.digits.encode()):
            return True
        self._tries_left -= 1
        return False


def _matches(hash_: str, pin: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hash_, pin)
    except (VerificationError, InvalidHashError):
        return False


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock of the volunteers' side: open for five minutes after each key.

    `last_key` is in seconds of a monotonic clock; None if the lock is closed.
    """

    last_key: float | None = None

    def is_open(self, now: float) -> bool:
        """Return True if the volunteers' side may be shown."""
        return self.last_key is not None and now - self.last_key < IDLE_SECONDS

    def after_key(self, now: float) -> "Lock":
        """Return the lock after a key; a lock that closed meanwhile stays closed."""
        return Lock(now) if self.is_open(now) else Lock()
