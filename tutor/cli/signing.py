"""The key of this laptop, which signs packs and figures: its passphrase is asked for."""

from pathlib import Path

from tutor.cli import USER_DATA
from tutor.cli.console import fail
from tutor.cli.records_access import prompt_hidden
from tutor.hub import signers
from tutor.hub.messages import FAULTS
from tutor.hub.sealing import SealError
from tutor.i18n import N_, Translator

PASSPHRASE = N_("Passphrase of the key")


def ask_signer(home: Path, translate: Translator) -> signers.Signer:
    """Return the signer of this laptop after its passphrase was typed; end the command without one."""
    if signers.own_key(home) is None:
        fail(USER_DATA, translate, N_("This laptop has no key yet: tutor pack key --by NAME"))
    try:
        return signers.open_signer(home, prompt_hidden(translate(PASSPHRASE)))
    except SealError as error:
        fail(USER_DATA, translate, FAULTS[error.fault], file=signers.KEY_FILE)
