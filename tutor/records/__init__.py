"""What learners did on this machine, kept so that neither a power cut nor a harmed file loses it."""

from tutor.records.faults import Reason, StoreTooNew, StoreUnavailable
from tutor.records.journal import BUILD_DATE, ClockFlag, StoredEvent
from tutor.records.opening import open_store
from tutor.records.paths import default_path
from tutor.records.people import GUEST, Person, PersonChanges
from tutor.records.progress import LessonProgress, RunRecord
from tutor.records.store import Notice, Store

__all__ = [
    "BUILD_DATE",
    "GUEST",
    "ClockFlag",
    "LessonProgress",
    "Notice",
    "Person",
    "PersonChanges",
    "Reason",
    "RunRecord",
    "Store",
    "StoreTooNew",
    "StoreUnavailable",
    "StoredEvent",
    "default_path",
    "open_store",
]
