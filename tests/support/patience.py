"""Waiting for a state on a machine of any speed."""

import time
from collections.abc import Callable, Iterator

# Only a test that fails waits so long.
PATIENCE_SECONDS = 120.0


def patiently(pause: float = 0.0) -> Iterator[None]:
    """Yield again and again, with a pause in seconds between, until the patience is at its end."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        yield
        time.sleep(pause)


def wait_until(is_so: Callable[[], object], why: Callable[[], str] = lambda: "") -> None:
    """Poll a state until it holds; fails with `why()` when it never does."""
    for _ in patiently(0.002):
        if is_so():
            return
    raise AssertionError(why() or "waited in vain")
