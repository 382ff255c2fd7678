"""Sounds of authors' own: short WAV files, brought to the loudness of every voice."""

from functools import lru_cache
from pathlib import Path

from tutor.speech.clip import Clip, SoundFileError, read_sound
from tutor.speech.loudness import faded, levelled

LARGEST_BYTES = 4_000_000
MOST_SECONDS = 20
_RATES = range(8_000, 48_001)


@lru_cache(maxsize=8)
def own_sound(file: Path) -> Clip | None:
    """Return the sound of a file, None for what is none, is too large or lasts too long."""
    try:
        if file.stat().st_size > LARGEST_BYTES:
            return None
        clip = read_sound(file.read_bytes())
    except (OSError, SoundFileError):
        return None
    if clip.rate not in _RATES or not 0 < clip.seconds <= MOST_SECONDS:
        return None
    return levelled(faded(clip))
