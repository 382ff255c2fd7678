"""Sentences on bundles, figures and signers that the commands and the screens have in common."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tutor.hub.sealing import Fault
from tutor.hub.signers import number_of
from tutor.i18n import N_, Translator

if TYPE_CHECKING:
    # What makes figures loads the reports.
    from tutor.hub.figures import Fault as FigureFault

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
FIGURE_FAULTS: "Mapping[FigureFault, str]" = {
    "foreign": N_("{file} is no file of figures of this program."),
    "newer": FAULTS["newer"],
    "damaged": N_(
        "{file} was changed or cut off: its check number does not fit. Please ask for it again."
    ),
    "months": N_("These files are of different months. Please sum those of one month."),
}
COMPARE = N_(
    "Nobody here knows this signer yet. Ring {name} on a number that you have already, and let them read "
    "you theirs. Are the two numbers the same?"
)
NOTHING_CHANGED = N_("Nothing was changed.")
UNSIGNED = N_("Nobody signed it: compare the check numbers by telephone.")


def signer_lines(
    public: bytes, by: str, known: Mapping[bytes, str], translate: Translator
) -> tuple[str, str]:
    """Return who signed something, by the name under which they are known here, and their number."""
    message = N_("Signed by {name}.")
    if public not in known:
        message = N_("Signed by somebody who calls themselves {name}.")
    # A line of its own, so that no window breaks it.
    number = translate(N_("Number: {number}"), number=number_of(public))
    return translate(message, name=known.get(public, by)), number
