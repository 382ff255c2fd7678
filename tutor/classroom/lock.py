"""The volunteers' side is open for a while after each key, and closes itself when nobody is at it."""

from dataclasses import dataclass

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
