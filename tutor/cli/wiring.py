"""Where the program meets the machine: records, lessons, voice and clocks for the commands that play."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from tutor.lesson.library import Library
from tutor.paths import lesson_roots, records_file
from tutor.records.database import Reason, StoreUnavailable
from tutor.records.store import Store, open_store
from tutor.speech.opening import open_speaker
from tutor.speech.speaker import SilentSpeaker, Speaker


def now() -> datetime:
    """Return the time of day with its zone."""
    return datetime.now(UTC).astimezone()


def new_id() -> str:
    """Return an id that no other run on any laptop has."""
    return os.urandom(16).hex()


@dataclass(frozen=True, slots=True)
class Records:
    """The store, and whether what it takes is still there tomorrow; `reason` says why it is not."""

    store: Store
    keeps: bool = True
    reason: Reason | Literal[""] = ""


def open_records(clock: Callable[[], datetime] = now) -> Records:
    """Open the records of this laptop, or records in memory where they can't be opened."""
    try:
        return Records(open_store(records_file(), clock=clock))
    except StoreUnavailable as error:
        return Records(open_store(None, clock=clock), keeps=False, reason=error.reason)


def guest_records(clock: Callable[[], datetime] = now) -> Records:
    """Return records in memory, in which nobody is known and nothing stays."""
    return Records(open_store(None, clock=clock), keeps=False)


def laptop_path() -> Path:
    """Return the file of what is remembered for this laptop."""
    return records_file().with_name("laptop.json")


def library() -> Library:
    """Return the lessons that come with the program and those of the user's own folder."""
    return Library(lesson_roots())


def speaker(speech: bool) -> Speaker:
    """Return a voice, or silence where none is wanted."""
    return open_speaker(records_file().parent) if speech else SilentSpeaker()


monotonic = time.monotonic
