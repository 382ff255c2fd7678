"""Real records, lessons, voice and clocks for the commands that play; tests pass others in."""

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tutor.lesson.library import Library
from tutor.paths import lesson_roots, lessons_folder, records_file
from tutor.records.database import Reason, StoreUnavailable
from tutor.records.store import Store, open_store
from tutor.speech.client import WorkerSpeaker
from tutor.speech.speaker import SilentSpeaker, Speaker

if TYPE_CHECKING:
    from tutor.authoring.lesson_file import LessonFile


def now() -> datetime:
    """Return the local time with its zone."""
    return datetime.now(UTC).astimezone()


def new_id() -> str:
    """Return a random id of 128 bits, in hexadecimal digits."""
    return os.urandom(16).hex()


@dataclass(frozen=True, slots=True)
class Records:
    """An open store, and whether it is on disk; `reason` says why it is not."""

    store: Store
    keeps: bool = True
    reason: Reason | Literal[""] = ""


def open_records() -> Records:
    """Open the records of this laptop; where that fails, open records in memory."""
    try:
        return Records(open_store(records_file(), clock=now))
    except StoreUnavailable as error:
        return Records(open_store(None, clock=now), keeps=False, reason=error.reason)


def guest_records() -> Records:
    """Open empty records in memory."""
    return Records(open_store(None, clock=now), keeps=False)


def laptop_path() -> Path:
    """Return the path of the settings of this laptop."""
    return records_file().with_name("laptop.json")


def library() -> Library:
    """Return the shipped lessons with the user's own over them."""
    return Library(lesson_roots())


def lesson_file(path: Path) -> "LessonFile":
    """Return a lesson file that its author tries, over the lessons that there are."""
    from tutor.authoring.lesson_file import LessonFile

    return LessonFile(path, lesson_roots(), lessons_folder(), lambda: now().date())


def speaker(speech: bool) -> Speaker:
    """Return the speaker, or a silent one without `speech`."""
    return WorkerSpeaker(records_file().parent) if speech else SilentSpeaker()


monotonic = time.monotonic
