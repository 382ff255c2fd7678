"""Sentences on bundles that the command and the screen have in common."""

from collections.abc import Mapping

from tutor.hub.sealing import Fault
from tutor.i18n import N_

FAULTS: Mapping[Fault, str] = {
    "foreign": N_("{file} is no bundle of this program."),
    "newer": N_(
        "{file} was made by a newer version of this program. Please update this laptop first."
    ),
    "damaged": N_(
        "{file} is damaged or was cut off: nothing of it was taken. Please pack it anew."
    ),
    "passphrase": N_("{file} does not open with this passphrase."),
    "too-large": N_("{file} is too large for a bundle of this program."),
}
ONCE_MORE = N_("The same once more")
NOT_THE_SAME = N_("The two are not the same. Please begin anew.")
NEW = N_("New: {events} notes, {people} people.")
NOTHING_NEW = N_("The stick has everything of this laptop already.")
PULL_OUT = N_("You can pull the stick out now.")
NO_BUNDLE = N_("There is no bundle in {folder}.")
TOO_SHORT = N_("The passphrase needs at least {letters} letters, for example four words.")
NOT_WRITTEN = N_("What was written onto the stick cannot be read back. Please take another stick.")
DIFFERING = N_(
    "Notes that two laptops have with one number and another content: {count}. One of each is kept."
)
RENUMBERED = N_(
    "This laptop is a copy of another one. From now on it notes under a number of its own; nothing is lost."
)
