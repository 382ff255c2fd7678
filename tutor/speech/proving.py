"""Proof that a Piper model speaks: a child process renders a sentence with it, and the sound is measured.

A model is foreign data for a library in C, which may crash or hang; the program itself goes on.
"""

import contextlib
import importlib.util
import subprocess
import sys
from pathlib import Path

from tutor.i18n import N_
from tutor.interpreter import install_command, pip_command, python_command
from tutor.speech.engines.recorded import VoiceFileError

# A sentence of some seconds; a model that says less, or much more, does not read it.
_SENTENCES = {
    "vi": "Chào bác ạ, hôm nay mình cùng tập gọi điện thoại.",
    "en": "Hello, today we practise a phone call.",
}
_SHORTEST_SECONDS, _LONGEST_SECONDS = 1.0, 15.0
# Quieter than this no loudspeaker makes it speech.
_QUIETEST_LUFS = -45.0
_PATIENCE_SECONDS = 120
_INSTALL_SECONDS = 1_800
_PACKAGE = "piper-tts>=1.8,<2"

_NO_PIPER = N_(
    "The program Piper is not on this computer. With a network: {command}. Then install the voice again."
)
_SILENT = N_("{name} does not speak on this computer. Nothing was installed; the old voice stays.")


def prove_model(model: Path, language: str) -> None:
    """Let a model in a folder `piper` say a sentence in a process of its own.

    Raises:
        VoiceFileError: Piper is missing, or there is no speech.
    """
    if importlib.util.find_spec("piper") is None:
        raise VoiceFileError(_NO_PIPER, command=install_command("piper-tts"))
    options = ("-m", __name__, str(model.parent.parent), model.stem, language)
    try:
        done = subprocess.run(
            python_command(*options),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise VoiceFileError(_SILENT, name=model.name) from error
    if done.returncode:
        raise VoiceFileError(_SILENT, name=model.name)


def install_piper(folder: Path | None) -> None:
    """Install the package piper-tts where it is missing, from the network or from the wheels in a folder.

    What comes of it is seen when the model is to speak: an error here is none yet.
    """
    if importlib.util.find_spec("piper") is not None:
        return
    links = [] if folder is None else ["--no-index", "--find-links", str(folder)]
    options = (
        *pip_command(),
        "install",
        "--disable-pip-version-check",
        "--no-input",
        *links,
        _PACKAGE,
    )
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        subprocess.run(
            options,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_INSTALL_SECONDS,
            check=False,
        )
    importlib.invalidate_caches()


def speaks(voices: Path, name: str, language: str) -> bool:
    """Return whether a model in a folder of voices renders a sentence as speech."""
    from tutor.speech.engines.piper import PiperEngine
    from tutor.speech.loudness import loudness
    from tutor.speech.normalise import spoken_text

    engine = PiperEngine([voices])
    if engine.voice(language, name) != name:
        return False
    sentence = _SENTENCES.get(language, _SENTENCES["en"])
    clip = engine.render(spoken_text(sentence, language), name, 100).trim()
    lasts = _SHORTEST_SECONDS <= clip.seconds <= _LONGEST_SECONDS
    return lasts and loudness(clip) >= _QUIETEST_LUFS


if __name__ == "__main__":
    sys.exit(0 if speaks(Path(sys.argv[1]), sys.argv[2], sys.argv[3]) else 1)
