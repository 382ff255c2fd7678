"""Sentences on bundles: why one cannot be read, and what joining met."""

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
NO_BUNDLE = N_("There is no bundle in {folder}.")
TOO_SHORT = N_("The passphrase needs at least {letters} letters, for example four words.")
NOT_WRITTEN = N_("What was written onto the stick cannot be read back. Please take another stick.")
DIFFERING = N_(
    "Notes that two laptops have with one number and another content: {count}. One of each is kept."
)
RENUMBERED = N_(
    "This laptop is a copy of another one. From now on it notes under a number of its own; nothing is lost."
)
