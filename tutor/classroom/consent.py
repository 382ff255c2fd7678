"""The consent text that is read aloud before anything is recorded of a person.

A change of a sentence needs a new version.
"""

from tutor.i18n import N_

VERSION = "2026-11-25"

SENTENCES: tuple[str, ...] = (
    N_(
        "We would like to note on this laptop what you learn. "
        "Then next time you go on where you stopped."
    ),
    N_(
        "We note the name you go by, your hamlet and your household. "
        "We note when you come, or stay away and why. "
        "We note what you practised, and what you did on your own phone. "
        "We note the kind of phone you have. "
        "We note what to mind when teaching, such as hearing or unsteady hands."
    ),
    N_("We note no number of any paper, no phone number, no date of birth and no password."),
    N_("The team of this class looks at it. The commune gets numbers without names."),
    N_(
        "You may see it, have it put right or have it erased at any time. "
        "You can change your mind later. Just tell one of the team."
    ),
    N_("You can learn here just as well if you say no."),
)
QUESTION = N_("Do you agree that we note this?")
