"""Messages for the coded values of the records, and for what can be wrong with the records."""

from collections.abc import Mapping, Sequence

from tutor.i18n import N_
from tutor.records.class_events import (
    AbsenceReason,
    AttendanceState,
    CheckResult,
    CheckStage,
    ConsentMethod,
    SessionKind,
    VisitReason,
)
from tutor.records.class_views import How, SessionState
from tutor.records.database import Reason
from tutor.records.opening import Notice
from tutor.records.people import Need, Phone, Role

ATTENDANCE: Mapping[AttendanceState, str] = {
    "present": N_("present"),
    "late": N_("late"),
    "absent": N_("absent"),
}
ABSENCE: Mapping[AbsenceReason, str] = {
    "": N_("no reason noted"),
    "ill": N_("unwell"),
    "harvest": N_("busy in the fields"),
    "grandchildren": N_("grandchildren"),
    "travelling": N_("travelling"),
    "transport": N_("no way to get here"),
    "embarrassed": N_("shy about coming"),
    "no-phone": N_("has no phone"),
    "other": N_("something else"),
}
NEEDS: Mapping[Need, str] = {
    "large-letters": N_("large letters"),
    "hearing": N_("hard of hearing"),
    "hands": N_("unsteady hands"),
    "reading": N_("reads slowly"),
}
PHONES: Mapping[Phone, str] = {
    "": N_("not known"),
    "android": N_("Android phone"),
    "iphone": N_("iPhone"),
    "basic": N_("phone with keys"),
    "none": N_("no phone"),
}
ROLES: Mapping[Role, str] = {"learner": N_("learner"), "staff": N_("of the team")}
SESSIONS: Mapping[SessionKind, str] = {"class": N_("class"), "visit": N_("home visit")}
STATES: Mapping[SessionState, str] = {
    "planned": N_("planned"),
    "running": N_("going on"),
    "ended": N_("over"),
    "cancelled": N_("cancelled"),
}
METHODS: Mapping[ConsentMethod, str] = {"aloud": N_("said aloud"), "written": N_("in writing")}
HOW: Mapping[How, str] = {
    "alone": N_("did it alone"),
    "helped": N_("did it with help"),
    "can": N_("says: I can"),
    "not-yet": N_("says: not yet"),
}
RESULTS: Mapping[CheckResult, str] = {
    "alone": HOW["alone"],
    "helped": HOW["helped"],
    "not-yet": N_("not yet"),
}
STAGES: Mapping[CheckStage, str] = {
    "before": N_("Before the first lesson"),
    "after": N_("After the lessons"),
}
VISITS: Mapping[VisitReason, str] = {
    "missed": N_("was not at the last classes"),
    "asked": N_("asked for it"),
    "practice": N_("to practise on their own phone"),
    "other": N_("something else"),
}


_REMEDIES: Mapping[Reason | str, str] = {
    "too-new": N_("A newer program wrote them: please install the newest version."),
    "busy": N_("Another program holds them: please close it and try again."),
    "disk-full": N_("The disk is full: please free some space."),
    "disk-fault": N_(
        "The disk may be failing: please copy the folder of the records to a USB stick."
    ),
    "damaged": N_(
        "They are harmed: please start the program again, the newest copy takes their place."
    ),
}
_DEFAULT_REMEDY = N_("Make the folder writable, or set TUTOR_HOME to one that is.")
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


def remedy_for(reason: Reason | str) -> str:
    """Return the message that says what to do if the records cannot be opened for this reason."""
    return _REMEDIES.get(reason, _DEFAULT_REMEDY)


def notice_messages(notices: Sequence[Notice]) -> list[tuple[str, str]]:
    """Return for each notice the message of what happened and the message of what to do."""
    return [_NOTICES[notice] for notice in notices]
