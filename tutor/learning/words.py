"""Texts of a drill: its title, its subject, and when the next one is due."""

from collections.abc import Sequence
from datetime import date

from tutor.i18n import N_, Translator

MINUTES = 5
TITLE = N_("Five minutes to refresh")
OBJECTIVE = N_("What is called to mind again stays longer.")

_NEXT_CLASS = N_("We will refresh this at the next class.")
# By the most days until then.
_WHEN = (
    (1, N_("We will refresh this tomorrow.")),
    (4, N_("We will refresh this in a few days.")),
    (10, N_("We will refresh this in about a week.")),
    (17, N_("We will refresh this in about two weeks.")),
    (24, N_("We will refresh this in about three weeks.")),
)
_LATER = N_("We will refresh this in about a month.")


def about(titles: Sequence[str], translate: Translator) -> str:
    """Return what a drill is about: the lesson that needs it most, and whether there are others."""
    if len(titles) == 1:
        return titles[0]
    return translate("“{lesson}” and others", lesson=titles[0])


def when_next(planned: date, classes: Sequence[date], today: date) -> str:
    """Return the message that says in plain words when it is time again."""
    if next((day for day in sorted(classes) if day > today), None) == planned:
        return _NEXT_CLASS
    days = (planned - today).days
    return next((said for most, said in _WHEN if days <= most), _LATER)
