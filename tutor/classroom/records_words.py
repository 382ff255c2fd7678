"""What is said of the records where something is amiss with them, and what to do about it."""

from collections.abc import Mapping, Sequence

from tutor.i18n import N_
from tutor.records.database import Reason
from tutor.records.store import Notice

_MENDS: Mapping[Reason, str] = {
    "too-new": N_("A newer program wrote them: please install the newest version."),
    "busy": N_("Another program holds them: please close it and try again."),
    "disk-full": N_("The disk is full: please free some space."),
}
_MEND = N_("Make the folder writable, or set TUTOR_HOME to one that is.")
NOTHING_KEPT = N_("The records cannot be opened: nothing is kept today.")
ON_PAPER = N_("Please note names and attendance on paper; the lessons work.")
_NOTICES: Mapping[Notice, tuple[str, str]] = {
    "restored": (
        N_(
            "The records were harmed; the newest copy, and what could still be read, took their place."
        ),
        N_("Please look whether the last class is complete, and copy their folder to a USB stick."),
    ),
    "recovered": (
        N_("The file of the records was missing; the newest copy took its place."),
        N_("If it was deleted on purpose, please delete the folder backups beside it too."),
    ),
    "started-empty": (
        N_("The records were harmed, and no good copy was there: they begin anew, empty."),
        N_("Please keep the harmed file beside them: somebody may still be able to read it."),
    ),
    "backup-failed": (
        N_("Today's copy of the records could not be made."),
        N_("Please look whether the disk has room, and the folder backups can be written."),
    ),
}


def mend_of(reason: Reason | str) -> str:
    """Return the message that says what to do where records cannot be opened for a reason."""
    return next((said for known, said in _MENDS.items() if known == reason), _MEND)


def told(notices: Sequence[Notice]) -> list[tuple[str, str]]:
    """Return for each notice of an opening the message of what was met, and that of what to do."""
    return [_NOTICES[one] for one in notices]
