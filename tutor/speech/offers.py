"""Better voices that can be had: the table `voices/offers/piper.yaml`, and how their files get here.

A file comes from a folder (a stick, the downloads) or from the network. It counts only when its size and its
hash are those of the table. A download that breaks off is continued the next time.
"""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import yaml

from tutor.i18n import N_
from tutor.interpreter import python_command
from tutor.paths import bundled_voices
from tutor.speech.engines import piper
from tutor.speech.engines.recorded import VoiceFileError
from tutor.speech.installing import Installed, Prove, install_voice

_TABLE = "offers/piper.yaml"
_BLOCK_BYTES = 256 * 1024
# Sticks hold photos and films; voices lie at the top or in a folder there.
_MOST_FOLDERS = 200
_LONGEST_WAIT_SECONDS = 30.0
# The status code of HTTP for a part of a file.
_PARTIAL = 206

_NO_NETWORK = N_("The voice could not be fetched from the network. What came is kept: try again.")
_OTHER_BYTES = N_("{name} is not the file that was expected. It was deleted; please try again.")
_NOT_HERE = N_("The two files {name} and {config} are in none of these folders.")


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file of a voice: its address, its size in bytes and its SHA-256."""

    name: str
    address: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice that can be installed; `licence` is that of its recordings."""

    name: str
    language: str
    region: str
    title: str
    licence: str
    attribution: str
    files: tuple[OfferedFile, ...]

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def model(self) -> str:
        """The name of the model's file."""
        return f"{self.name}.onnx"

    @property
    def megabytes(self) -> int:
        """The size in megabytes, rounded."""
        return round(self.size / 1_000_000)


class Response(Protocol):
    """What a server sends: whether it continues where it was asked to, and the bytes."""

    @property
    def status(self) -> int:
        """The status code of HTTP."""
        ...

    def read(self, amount: int, /) -> bytes:
        """Return up to so many bytes, none at the end."""
        ...

    def close(self) -> None:
        """Release the connection."""
        ...


Open = Callable[[str, int], Response]
"""Opens an address from a byte on; raises OSError."""
Tell = Callable[[int], None]
"""Is told how many bytes of the voice are here."""


def read_offers(file: Path | None = None) -> tuple[Offer, ...]:
    """Return the table of voices that comes with the program."""
    table = (bundled_voices() / _TABLE) if file is None else file
    rows: list[dict[str, Any]] = yaml.safe_load(table.read_text(encoding="utf-8"))
    return tuple(
        Offer(**{**row, "files": tuple(OfferedFile(**file) for file in row["files"])})
        for row in rows
    )


def offers_for(language: str, installed: Iterable[str]) -> tuple[Offer, ...]:
    """Return the offers for a language that are not installed."""
    here = set(installed)
    return tuple(o for o in read_offers() if o.language == language and o.name not in here)


def installed_models(voices: Path) -> set[str]:
    """Return the names of the Piper models in a user's folder of voices."""
    return {file.stem for file in (voices / piper.FOLDER).glob("*.onnx")}


def open_address(address: str, first: int) -> Response:
    """Open an https address from byte `first` on.

    Raises:
        OSError: there is no network, or the server refuses.
    """
    from urllib.request import Request, urlopen

    if not address.startswith("https://"):
        raise OSError("only https is opened")
    headers = {"Range": f"bytes={first}-"} if first else {}
    request = Request(address, headers=headers)  # noqa: S310 - it is https
    response: Response = urlopen(request, timeout=_LONGEST_WAIT_SECONDS)  # noqa: S310
    return response


def fetch_offer(
    offer: Offer, voices: Path, prove: Prove, tell: Tell, open_at: Open = open_address
) -> Installed:
    """Fetch a voice from the network and install it; what came is continued the next time.

    Raises:
        VoiceFileError: there is no network, or a file is another than expected.
        OSError: the folder cannot be written.
    """
    folder = voices / piper.FOLDER / f".fetched-{offer.name}"
    folder.mkdir(parents=True, exist_ok=True)
    done = 0
    for file in offer.files:
        _fetch(file, folder / file.name, open_at, partial(_add, tell, done))
        done += file.size
    installed = install_voice(folder / offer.model, voices, prove)
    shutil.rmtree(folder, ignore_errors=True)
    return installed


def _add(tell: Tell, before: int, here: int) -> None:
    tell(before + here)


def _fetch(file: OfferedFile, target: Path, open_at: Open, tell: Callable[[int], None]) -> None:
    here = target.stat().st_size if target.is_file() else 0
    if here > file.size:
        target.unlink()
        here = 0
    if here < file.size:
        from http.client import HTTPException

        try:
            with closing(open_at(file.address, here)) as response:
                # A server that does not know where to continue sends all of it.
                here = here if response.status == _PARTIAL else 0
                with target.open("ab" if here else "wb") as out:
                    while block := response.read(_BLOCK_BYTES):
                        here += len(block)
                        if here > file.size:
                            break
                        out.write(block)
                        tell(here)
        # The page of a network that wants to be paid first may be no HTTP at all.
        except (OSError, HTTPException) as error:
            raise VoiceFileError(_NO_NETWORK) from error
        if here < file.size:
            raise VoiceFileError(_NO_NETWORK)
    if not is_expected(target, file):
        target.unlink(missing_ok=True)
        raise VoiceFileError(_OTHER_BYTES, name=file.name)


def is_expected(path: Path, file: OfferedFile) -> bool:
    """Return whether a file has the size and the hash of the table."""
    try:
        if path.stat().st_size != file.size:
            return False
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


def take_offer(offer: Offer, folders: Sequence[Path], voices: Path, prove: Prove) -> Installed:
    """Install a voice from the first of the folders (a stick, the downloads) that has its files.

    Raises:
        VoiceFileError: no folder has the files as expected, or the voice does not speak.
        OSError: the folder of voices cannot be written.
    """
    return install_voice(find_model(offer, folders), voices, prove)


def find_model(offer: Offer, folders: Sequence[Path]) -> Path:
    """Return the model of a voice in the first of the folders, or of the folders in them, that has its files.

    Raises:
        VoiceFileError: no folder has the files as expected.
    """
    for folder in _with_subfolders(folders):
        if all(is_expected(folder / file.name, file) for file in offer.files):
            return folder / offer.model
    raise VoiceFileError(_NOT_HERE, name=offer.model, config=f"{offer.model}.json")


def _with_subfolders(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield folder
        try:
            inner = sorted(path for path in folder.iterdir() if path.is_dir())
        except OSError:
            continue
        yield from inner[:_MOST_FOLDERS]


def voices_here() -> list[dict[str, Any]]:
    """Return the rows of `tutor voices --json`; none where the voices cannot be asked.

    Engines print, and some hang: a child process asks them.
    """
    command = python_command("-m", "tutor", "voices", "--json")
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=True
        )
        rows: list[dict[str, Any]] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return []
    return rows
