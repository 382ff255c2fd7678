"""Keys of passphrases that cost little: how much a real one costs is tried by one test alone."""

from collections.abc import Callable

from tutor.hub import sealing


def make_cheap_keys(set_attribute: Callable[[object, str, object], None]) -> None:
    """Have the key of a passphrase cost little memory and time."""
    set_attribute(sealing, "_MEBIBYTES", 8)
    set_attribute(sealing, "_OPERATIONS", 1)
