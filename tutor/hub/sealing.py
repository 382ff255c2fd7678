"""Sealed data: encrypted with a passphrase of the team, so that a lost stick shows nobody's name.

A sealed file is a header in clear, which says how the key is made and what the rest must be, and the rest
encrypted by XChaCha20-Poly1305 under a key that Argon2id makes of the passphrase.
"""

import struct
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from tutor.vietnamese import unmarked

MAGIC = b"tutor-goi\n"
VERSION = 1
LEAST_LETTERS = 12
"""A passphrase has at least so many letters and digits."""

_OPERATIONS, _MEBIBYTES = 3, 64
_MOST_OPERATIONS, _MOST_MEBIBYTES = 10, 1024
_SALT, _NONCE = 16, 24
# Version, operations, mebibytes, salt, nonce, length and digest of what is encrypted.
_HEADER = struct.Struct(f">BBH{_SALT}s{_NONCE}sQ32s")

Fault = Literal["foreign", "newer", "damaged", "passphrase", "too-large"]


class SealError(Exception):
    """The data cannot be opened for `fault`; nothing of it was used."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


@dataclass(frozen=True, slots=True)
class _Header:
    operations: int
    mebibytes: int
    salt: bytes
    nonce: bytes
    length: int
    digest: bytes


def plain_passphrase(typed: str) -> str:
    """Return a passphrase as it counts: without capitals and marks, which not every keyboard types alike."""
    return " ".join(unmarked(typed).casefold().split())


def is_long_enough(typed: str) -> bool:
    """Return True if a passphrase has enough letters and digits."""
    return sum(map(str.isalnum, plain_passphrase(typed))) >= LEAST_LETTERS


@lru_cache(maxsize=8)
def _key(passphrase: str, salt: bytes, operations: int, mebibytes: int) -> bytes:
    from nacl import exceptions
    from nacl.pwhash import argon2id

    try:
        key: bytes = argon2id.kdf(
            32, passphrase.encode(), salt, opslimit=operations, memlimit=mebibytes << 20
        )
    except exceptions.RuntimeError as error:
        # A header may ask for more memory than this laptop has.
        raise SealError("too-large") from error
    return key


def new_salt() -> bytes:
    """Return a new salt; the files of one stick share theirs, so that its key is made once."""
    from nacl.utils import random

    return random(_SALT)


def seal(data: bytes, typed: str, salt: bytes) -> bytes:
    """Return data encrypted with a passphrase."""
    from nacl import bindings
    from nacl.utils import random

    nonce = random(_NONCE)
    key = _key(plain_passphrase(typed), salt, _OPERATIONS, _MEBIBYTES)
    associated = MAGIC + _HEADER.pack(VERSION, _OPERATIONS, _MEBIBYTES, salt, nonce, 0, b"")
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(data, associated, nonce, key)
    header = _HEADER.pack(
        VERSION, _OPERATIONS, _MEBIBYTES, salt, nonce, len(sealed), sha256(sealed).digest()
    )
    return MAGIC + header + sealed


def salt_of(sealed: bytes) -> bytes:
    """Return the salt of sealed data; raise SealError."""
    return _read_header(sealed).salt


def unseal(sealed: bytes, typed: str) -> bytes:
    """Return what was sealed; raise SealError."""
    from nacl import bindings, exceptions

    header = _read_header(sealed)
    rest = sealed[len(MAGIC) + _HEADER.size :]
    # Compared first, so that a damaged file is not taken for a wrong passphrase.
    if len(rest) != header.length or sha256(rest).digest() != header.digest:
        raise SealError("damaged")
    key = _key(plain_passphrase(typed), header.salt, header.operations, header.mebibytes)
    associated = MAGIC + _HEADER.pack(
        VERSION, header.operations, header.mebibytes, header.salt, header.nonce, 0, b""
    )
    try:
        data: bytes = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            rest, associated, header.nonce, key
        )
    except exceptions.CryptoError as error:
        raise SealError("passphrase") from error
    return data


def _read_header(sealed: bytes) -> _Header:
    if not sealed.startswith(MAGIC):
        # A file that was cut off within the first bytes may be one of ours.
        raise SealError("damaged" if sealed and MAGIC.startswith(sealed) else "foreign")
    fixed = sealed[len(MAGIC) : len(MAGIC) + _HEADER.size]
    if fixed and fixed[0] > VERSION:
        raise SealError("newer")
    if len(fixed) < _HEADER.size:
        raise SealError("damaged")
    version, operations, mebibytes, salt, nonce, length, digest = _HEADER.unpack(fixed)
    sound = 1 <= operations <= _MOST_OPERATIONS and 8 <= mebibytes <= _MOST_MEBIBYTES
    if version != VERSION or not sound:
        raise SealError("damaged")
    return _Header(operations, mebibytes, salt, nonce, length, digest)
