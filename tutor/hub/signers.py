"""Who signs packs and figures, and whose signatures this laptop knows.

The secret key of a laptop is encrypted with a passphrase, as the bundles of records are: a laptop of a
village is open to many hands, and whoever has the key speaks in its owner's name. Whose packs are taken is a
list of public keys; one comes onto it when somebody has compared its number with the signer. Whose figures
are known is another list: who may count may not send lessons yet.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tutor.content.text import one_line
from tutor.hub.sealing import SealError, new_salt, seal, unseal
from tutor.paths import write_atomic, write_private

if TYPE_CHECKING:
    from nacl.signing import SigningKey

KEY_FILE = "pack-key.json"
Use = Literal["packs", "figures"]
_SIGNERS_FILES: Mapping[Use, str] = {
    "packs": "pack-signers.json",
    "figures": "figures-signers.json",
}
_LARGEST_FILE = 1 << 20
_LONGEST_NAME = 80
# What a signature is of begins so, that it can be one of nothing else.
_PURPOSE = b"tutor-pack-1\n"
_PURPOSES: Mapping[Use, bytes] = {"packs": _PURPOSE, "figures": b"tutor-figures-1\n"}
PUBLIC_BYTES, SIGNATURE_BYTES = 32, 64
_GROUPS, _DIGITS = 5, 4


@dataclass(frozen=True)
class Signer:
    """Who can sign packs: a name, and the secret key."""

    name: str
    seed: bytes

    @cached_property
    def _key(self) -> "SigningKey":
        from nacl.signing import SigningKey

        return SigningKey(self.seed)

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return bytes(self._key.verify_key)

    def sign(self, data: bytes, use: Use = "packs") -> bytes:
        """Return the public key and the signature of data."""
        signed = self._key.sign(_PURPOSES[use] + data)
        return self.public + signed.signature


def new_signer(name: str) -> Signer:
    """Return a signer with a new key."""
    from nacl.utils import random

    return Signer(one_line(name)[:_LONGEST_NAME], random(PUBLIC_BYTES))


def signer_of(data: bytes, signed: bytes, use: Use = "packs") -> bytes | None:
    """Return the public key that signed data; None where the signature is false."""
    from nacl import exceptions
    from nacl.signing import VerifyKey

    if len(signed) != PUBLIC_BYTES + SIGNATURE_BYTES:
        return None
    public = signed[:PUBLIC_BYTES]
    try:
        VerifyKey(public).verify(_PURPOSES[use] + data, signed[PUBLIC_BYTES:])
    except exceptions.CryptoError:
        return None
    return public


def number_of(public: bytes) -> str:
    """Return the number of a key by which people compare it on the telephone: five times four digits."""
    value = int.from_bytes(sha256(_PURPOSE + public).digest())
    digits = f"{value % 10 ** (_GROUPS * _DIGITS):0{_GROUPS * _DIGITS}}"
    return " ".join(digits[at : at + _DIGITS] for at in range(0, len(digits), _DIGITS))


# The key of this laptop.


def keep_signer(home: Path, signer: Signer, passphrase: str) -> None:
    """Write the key of this laptop, encrypted, and trust it; raise OSError, also where there is one."""
    sealed = base64.b64encode(seal(signer.seed, passphrase, new_salt())).decode()
    values = {"name": signer.name, "public": signer.public.hex(), "sealed": sealed}
    home.mkdir(parents=True, exist_ok=True)
    write_private({home / KEY_FILE: json.dumps(values, ensure_ascii=False)})
    trust(home, signer.public, signer.name)


def own_key(home: Path) -> tuple[str, bytes] | None:
    """Return the name and the public key of this laptop's signer; None where it has none that can be read."""
    values = _read(home / KEY_FILE)
    try:
        return one_line(values["name"]), bytes.fromhex(values["public"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def open_signer(home: Path, passphrase: str) -> Signer:
    """Return the signer of this laptop; raise SealError, OSError where there is none."""
    path = home / KEY_FILE
    path.stat()
    values = _read(path)
    try:
        sealed = base64.b64decode(values["sealed"])
        signer = Signer(one_line(values["name"]), unseal(sealed, passphrase))
        same = signer.public.hex() == values["public"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SealError("damaged") from error
    if not same:
        raise SealError("damaged")
    return signer


# Whose packs are taken, and whose figures are known.


def known_signers(home: Path) -> dict[bytes, str]:
    """Return the public keys whose figures are known, with names; whose packs are taken is among them."""
    return trusted_signers(home, "figures") | trusted_signers(home)


def trusted_signers(home: Path, use: Use = "packs") -> dict[bytes, str]:
    """Return the public keys on a list, with the names by which they are known here."""
    signers: dict[bytes, str] = {}
    for public, name in _read(home / _SIGNERS_FILES[use]).items():
        try:
            key = bytes.fromhex(public)
        except ValueError:
            continue
        if len(key) == PUBLIC_BYTES and isinstance(name, str):
            signers[key] = one_line(name)
    return signers


def trust(home: Path, public: bytes, name: str, use: Use = "packs") -> None:
    """Take packs of this key from now on, or know its figures; raise OSError."""
    _keep_trusted(home, trusted_signers(home, use) | {public: name}, use)


def distrust(home: Path, public: bytes) -> None:
    """Take no more packs of this key, nor know its figures; packs that are installed stay. Raises OSError."""
    for use in _SIGNERS_FILES:
        signers = trusted_signers(home, use)
        if signers.pop(public, None) is not None:
            _keep_trusted(home, signers, use)


def _keep_trusted(home: Path, signers: Mapping[bytes, str], use: Use) -> None:
    values = {public.hex(): name for public, name in signers.items()}
    text = json.dumps(values, ensure_ascii=False, indent=1)
    write_atomic(home / _SIGNERS_FILES[use], text.encode(), durable=True)


def _read(path: Path) -> dict[str, str]:
    """Return the values of a file of ours, none where it is missing or damaged."""
    try:
        with path.open("rb") as opened:
            values = json.loads(opened.read(_LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
