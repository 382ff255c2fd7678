"""What the words of the records are called on screens and pages; messages of the catalogue."""

from collections.abc import Mapping

from tutor.i18n import N_
from tutor.records.class_events import (
    AbsenceReason,
    AttendanceState,
    ConsentMethod,
    SessionKind,
    VisitReason,
)
from tutor.records.class_views import How, SessionState
from tutor.records.people import Need, Phone, Role

ATTENDANCE: Mapping[AttendanceState, str] = {
    "present": N_("present"),
    "late": N_("late"),
    "absent": N_("absent"),
}
ABSENCE: Mapping[AbsenceReason, str] = {
    "": N_("not said"),
    "ill": N_("unwell"),
    "harvest": N_("busy in the fields"),
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
VISITS: Mapping[VisitReason, str] = {
    "missed": N_("was not at the last classes"),
    "asked": N_("asked for it"),
    "practice": N_("to practise on their own phone"),
    "other": N_("something else"),
}
