"""What learners did on this machine, kept so that neither a power cut nor a harmed file loses it."""

from importlib import import_module
from typing import TYPE_CHECKING

from tutor.records.erasing import Erasure
from tutor.records.faults import Reason, StoreTooNew, StoreUnavailable
from tutor.records.journal import BUILD_DATE, ClockFlag, StoredEvent
from tutor.records.opening import open_store
from tutor.records.people import (
    GUEST,
    LooksLikeNumber,
    Need,
    NotHereError,
    Person,
    PersonChanges,
    Phone,
    Role,
    looks_like_number,
)
from tutor.records.pins import PinRecord, PinRecords
from tutor.records.progress import LessonProgress, RunRecord
from tutor.records.store import Notice, Store

if TYPE_CHECKING:
    from tutor.records.class_records import (
        Attendance,
        Consent,
        Hands,
        ItemRecord,
        Observation,
        Session,
        Visit,
    )
    from tutor.records.classes import ClassRecords, ErasedError, RecordsDeclinedError

__all__ = [
    "BUILD_DATE",
    "GUEST",
    "Attendance",
    "ClassRecords",
    "ClockFlag",
    "Consent",
    "ErasedError",
    "Erasure",
    "Hands",
    "ItemRecord",
    "LessonProgress",
    "LooksLikeNumber",
    "Need",
    "NotHereError",
    "Notice",
    "Observation",
    "Person",
    "PersonChanges",
    "Phone",
    "PinRecord",
    "PinRecords",
    "Reason",
    "RecordsDeclinedError",
    "Role",
    "RunRecord",
    "Session",
    "Store",
    "StoreTooNew",
    "StoreUnavailable",
    "StoredEvent",
    "Visit",
    "looks_like_number",
    "open_store",
]

# A learner's start does without classes, and their many kinds of rows and events take time to make.
_OF_CLASSES = {
    "Attendance": "class_records",
    "ClassRecords": "classes",
    "Consent": "class_records",
    "ErasedError": "classes",
    "Hands": "class_records",
    "ItemRecord": "class_records",
    "Observation": "class_records",
    "RecordsDeclinedError": "classes",
    "Session": "class_records",
    "Visit": "class_records",
}


def __getattr__(name: str) -> object:
    """Import what belongs to classes when it is asked for."""
    if name not in _OF_CLASSES:
        raise AttributeError(name)
    module = import_module(f"{__name__}.{_OF_CLASSES[name]}")
    found: object = getattr(module, name)
    return found
