"""Everything outside that the app needs, passed in: records, lessons, voice, clocks and fresh ids."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tutor.play.library import Library
from tutor.records.database import Reason
from tutor.records.store import Store
from tutor.speech import Speaker
from tutor.ui.laptop import LaptopFile


@dataclass(frozen=True, slots=True)
class Services:
    """What the app is wired to; `keeps` is False when records live in memory only, for the `fault`.

    `terminal` is a name for the terminal that it runs in.
    Without `volunteer` no screen for volunteers can be reached. With `guests_only` nobody's name is shown or
    asked for: the lessons come first.

    `monotonic` is in seconds and never goes back; `wall` is the time of day, aware of its zone.
    """

    store: Store
    library: Library
    speaker: Speaker
    wall: Callable[[], datetime]
    monotonic: Callable[[], float]
    new_id: Callable[[], str]
    keeps: bool = True
    fault: Reason | Literal[""] = ""
    laptop: LaptopFile = field(default_factory=LaptopFile)
    terminal: str = ""
    volunteer: bool = True
    guests_only: bool = False
