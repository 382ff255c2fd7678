"""Installs a voice from a file: a Piper model with its JSON description, or a pack of recordings.

Files come from strangers: every size, name and format is checked before anything is copied, and a voice
appears under its name only when it is complete, and a model only when it has spoken.
"""

import errno
import json
import secrets
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tutor.i18n import N_
from tutor.speech.clip import SoundFileError
from tutor.speech.engines import piper, recorded
from tutor.speech.engines.recorded import (
    MANIFEST,
    MAX_CLIP_BYTES,
    MAX_CLIPS,
    Pack,
    VoiceFileError,
    allowed_name,
    read_pack,
    read_recording,
)
from tutor.speech.profiles import read_profiles
from tutor.speech.proving import prove_model

MAX_PACK_BYTES = 300_000_000
# Sound compresses to a tenth at best; a higher ratio marks a zip bomb.
MAX_RATIO = 20
_MAX_MODEL_BYTES = 500_000_000
_MAX_CONFIG_BYTES = 1_000_000
_RATES = range(8_000, 48_001)

# The range from a quick reader to a slow one, with a breath before and after. A clip outside of it does
# not contain its sentence.
_SECONDS_PER_WORD = (0.08, 2.0)
_SECONDS_AROUND = 4.0

# What `zipfile` raises on damaged and on encrypted files.
_UNPACK_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    UnicodeError,
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_NOT_A_VOICE = N_(
    "{name} is neither a Piper voice (.onnx) nor a recorded voice (.zip or a folder)."
)
_DAMAGED = N_("{name} is damaged or not a voice.")
_TOO_LARGE = N_("{name} is larger than a voice may be.")


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed voice: the engine that uses it, its name in that engine, its language."""

    engine: str
    name: str
    language: str


Prove = Callable[[Path, str], None]
"""Lets a model speak a language; raises VoiceFileError where it does not."""


def install_voice(source: Path, voices: Path, prove: Prove = prove_model) -> Installed:
    """Check a voice and copy it to `voices`, the user's folder, completely or not at all.

    Raises:
        VoiceFileError: the file is not a voice, is damaged, or does not speak.
        OSError: the file cannot be read or the folder cannot be written.
    """
    if source.is_dir():
        return _install_pack(source, voices)
    if source.suffix.lower() == ".onnx":
        return _install_model(source, voices, prove)
    if source.suffix.lower() == ".zip":
        with _temporary_folder(voices / recorded.FOLDER) as unpacked:
            _unpack(source, unpacked)
            return _install_pack(unpacked, voices)
    raise VoiceFileError(_NOT_A_VOICE, name=source.name)


def voices_in(voices: Path) -> list[str]:
    """Return the names of the profiles, recorded voices and models in a folder of voices, read or not."""
    profiles, _ = read_profiles([voices])
    models = (voices / piper.FOLDER).glob("*.onnx")
    return [
        *(profile.name for profile in profiles),
        *(pack.name for pack in recorded.read_packs([voices])),
        *(model.stem for model in models),
    ]


def check_voices(voices: Path, prove: Prove = prove_model) -> None:
    """Check every profile, recorded voice and model in a folder of voices.

    Raises:
        VoiceFileError: one of them is damaged, or does not speak.
        OSError: a file cannot be read.
    """
    for problem in read_profiles([voices])[1]:
        raise VoiceFileError("{reason}", reason=str(problem))
    for folder in sorted((voices / recorded.FOLDER).glob("*")):
        pack = read_pack(folder)
        if pack.name != folder.name:
            raise VoiceFileError(_DAMAGED, name=folder.name)
        _check_recordings(pack)
    models = (voices / piper.FOLDER).glob("*.onnx*")
    for model in sorted({file.with_name(file.name.removesuffix(".json")) for file in models}):
        if not (model.is_file() and piper.config_of(model).is_file()):
            raise VoiceFileError(_DAMAGED, name=model.name)
        _check_model(model)
        prove(model, _check_config(piper.config_of(model)))


# Piper models.


def _install_model(source: Path, voices: Path, prove: Prove) -> Installed:
    config = piper.config_of(source)
    if not source.stem.isascii():
        raise VoiceFileError(N_("Please give {name} a name in plain letters."), name=source.name)
    if not config.is_file():
        raise VoiceFileError(
            N_("The file {config} belongs beside {name}."), config=config.name, name=source.name
        )
    language = _check_config(config)
    _check_model(source)
    home = voices / piper.FOLDER
    with _temporary_folder(home) as copies:
        # The model last: the engine ignores a model without its description.
        trial = copies / piper.FOLDER
        trial.mkdir()
        for file in (config, source):
            shutil.copyfile(file, trial / file.name)
        prove(trial / source.name, language)
        for file in (config, source):
            (trial / file.name).replace(home / file.name)
    return Installed("piper", source.stem, language)


def _check_config(config: Path) -> str:
    damaged = VoiceFileError(_DAMAGED, name=config.name)
    if config.stat().st_size > _MAX_CONFIG_BYTES:
        raise damaged
    try:
        values = json.loads(config.read_bytes())
        sound = values["audio"]["sample_rate"] in _RATES and values["num_symbols"] > 0
        whole = sound and isinstance(values["phoneme_id_map"], dict) and values["espeak"]["voice"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged from error
    language = piper.model_language(config.with_suffix(""))
    if not whole or not language:
        raise damaged
    return language


def _check_model(model: Path) -> None:
    if model.stat().st_size > _MAX_MODEL_BYTES:
        raise VoiceFileError(_TOO_LARGE, name=model.name)
    with model.open("rb") as stream:
        # An ONNX file begins with its format version, a protobuf field of tag 0x08 and a small number.
        head = stream.read(2)
    if len(head) < 2 or head[0] != 0x08 or not 3 <= head[1] <= 20:
        raise VoiceFileError(_DAMAGED, name=model.name)


# Packs of recordings.


def _install_pack(source: Path, voices: Path) -> Installed:
    pack = read_pack(source)
    _check_recordings(pack)
    home = voices / recorded.FOLDER
    with _temporary_folder(home) as fresh, _temporary_folder(home) as old:
        for file in (MANIFEST, *pack.texts):
            shutil.copyfile(source / file, fresh / file)
        target = home / pack.name
        if target.exists():
            target.replace(old / pack.name)
        fresh.replace(target)
    return Installed("recorded", pack.name, pack.language)


def _check_recordings(pack: Pack) -> None:
    words = pack.by_words()
    if "" in words or len(words) < len(pack.texts):
        raise VoiceFileError(N_("Two clips say the same, or one says nothing."))
    size = 0
    for spoken, name in words.items():
        file = pack.folder / name
        if not file.is_file() or file.is_symlink():
            raise VoiceFileError(N_("The file {file} is missing."), file=name)
        size += file.stat().st_size
        if file.stat().st_size > MAX_CLIP_BYTES or size > MAX_PACK_BYTES:
            raise VoiceFileError(_TOO_LARGE, name=name)
        try:
            clip = read_recording(file.read_bytes())
        except SoundFileError as error:
            raise VoiceFileError(N_("{file} is no sound that can be played."), file=name) from error
        if not fits_length(spoken, clip.seconds):
            raise VoiceFileError(N_("The length of {file} does not fit what it says."), file=name)


def fits_length(spoken: str, seconds: float) -> bool:
    """Return whether a recording of so many seconds can hold these words."""
    quick, slow = (len(spoken.split()) * each for each in _SECONDS_PER_WORD)
    return quick <= seconds <= slow + _SECONDS_AROUND


def _unpack(source: Path, folder: Path) -> None:
    """Unpack a zip file, after checks of its size, its member names and the sizes it claims."""
    damaged = VoiceFileError(_DAMAGED, name=source.name)
    if source.stat().st_size > MAX_PACK_BYTES:
        raise VoiceFileError(_TOO_LARGE, name=source.name)
    try:
        with zipfile.ZipFile(source) as packed:
            members = packed.infolist()
            _check_members(source.name, members)
            for member in members:
                with packed.open(member) as stream:
                    data = stream.read(member.file_size + 1)
                if len(data) != member.file_size:
                    raise damaged
                (folder / member.filename).write_bytes(data)
    except _UNPACK_ERRORS as error:
        raise damaged from error
    except OSError as error:
        # The directory of the zip file refers to a negative offset.
        if error.errno == errno.EINVAL:
            raise damaged from error
        raise


def _check_members(source: str, members: list[zipfile.ZipInfo]) -> None:
    if not members or len(members) > MAX_CLIPS + 1:
        raise VoiceFileError(_DAMAGED, name=source)
    if len({member.filename for member in members}) < len(members):
        raise VoiceFileError(_DAMAGED, name=source)
    for member in members:
        name = member.filename
        kind = stat.S_IFMT(member.external_attr >> 16)
        if not allowed_name(name) or kind not in (0, stat.S_IFREG):
            raise VoiceFileError(N_("A file may not be called {name}."), name=name)
        if member.compress_type not in _METHODS:
            raise VoiceFileError(_DAMAGED, name=source)
        if member.file_size > MAX_CLIP_BYTES:
            raise VoiceFileError(_TOO_LARGE, name=name)
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if size > MAX_PACK_BYTES or size > MAX_RATIO * packed:
        raise VoiceFileError(_TOO_LARGE, name=source)


@contextmanager
def _temporary_folder(home: Path) -> Iterator[Path]:
    """Make a temporary folder in `home`, on the same disk; engines ignore its name."""
    home.mkdir(parents=True, exist_ok=True)
    folder = home / f".new-{secrets.token_hex(8)}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
