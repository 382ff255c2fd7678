"""Sentences on packs that the command and the screen have in common."""

from collections.abc import Mapping

from tutor.content.text import clean
from tutor.i18n import N_, Message, Translator
from tutor.packs.faults import Fault, PackError
from tutor.packs.manifest import Kind

FAULTS: Mapping[Fault, str] = {
    "foreign": N_("{file} is no pack of this program."),
    "newer": N_(
        "{file} was made by a newer version of this program. Please update this laptop first."
    ),
    "damaged": N_(
        "{file} was changed or cut off: nothing of it was taken. Please get it once more."
    ),
    "too-large": N_("{file} is larger than a pack may be."),
    "program": N_(
        "{file} needs version {version} of this program. Please update this laptop first."
    ),
    "not-allowed": N_("A pack of this kind may not hold {path}."),
    "languages": N_("The fact {what} lacks a language in which the program has it."),
    "about": N_("{path} must name the pack: name, title, version, kind. docs/packs.md shows one."),
    "empty": N_("{file} does not hold what it is named for."),
    "unknown-signer": N_(
        "Nobody has compared the number of who signed {file} yet, so nothing was taken."
    ),
    "other-signer": N_(
        "{name} was signed by somebody else here before. Remove that one first if this is the right one."
    ),
    "older": N_("{file} is version {version}, and version {here} is here already."),
    "same": N_("Version {version} of {name} is here already."),
    "clash": N_("“{what}” is in the pack {name} too. Remove that one first."),
    "replaces": N_("{file} would replace something of the program, so it is not taken unasked."),
    "problems": N_("What is in {file} has problems, so nothing of it was taken."),
    "no-previous": N_("There is no version before this one of {name}."),
    "not-installed": N_("There is no pack {name} here."),
}
KINDS: Mapping[Kind, str] = {
    "lessons": N_("lessons"),
    "voice": N_("a voice"),
    "facts": N_("facts"),
    "bulletin": N_("news of a scam"),
}
ADDED = N_("Added: {title}.")
WENT_BACK = N_("Version {version} of {name} is used again.")
REMOVED = N_("Removed: {name}.")


def describe_fault(error: PackError, file: str, translate: Translator) -> str:
    """Return why a pack is refused, in one sentence."""
    reason = error.values.get("reason")
    if isinstance(reason, Message):
        return clean(reason.translated(translate))
    return clean(translate(FAULTS[error.fault], **{"file": file, **error.values}))
