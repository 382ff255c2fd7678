"""The ring of a telephone, computed from two tones that alternate: no sound file is needed."""

import math
from array import array
from collections.abc import Iterator
from functools import cache

from tutor.speech.clip import Clip

_RATE = 22_050
# In hertz: high enough for small loudspeakers, low enough for old ears.
_TONES = (660, 880)
_TONE_SECONDS = 0.06
_TONES_IN_A_BURST = 8
_BURSTS = 2
_SILENCE_SECONDS = 0.2
_AMPLITUDE = 11_000
# The overtone makes the ring heard where a loudspeaker is weak below a thousand hertz.
_OVERTONE = 0.4
# Each tone fades in and out, or it would click.
_FADE_SECONDS = 0.006


@cache
def ring_tone() -> Clip:
    """Return two bursts of ringing."""
    samples = array("h")
    for burst in range(_BURSTS):
        if burst:
            samples.extend([0] * round(_SILENCE_SECONDS * _RATE))
        for number in range(_TONES_IN_A_BURST):
            samples.extend(_tone(_TONES[number % len(_TONES)]))
    return Clip(samples.tobytes(), _RATE)


def _tone(hertz: float) -> Iterator[int]:
    frames = round(_TONE_SECONDS * _RATE)
    fade = _FADE_SECONDS * _RATE
    for frame in range(frames):
        phase = 2 * math.pi * hertz * frame / _RATE
        loudness = min(1.0, frame / fade, (frames - frame) / fade)
        wave = (math.sin(phase) + _OVERTONE * math.sin(2 * phase)) / (1 + _OVERTONE)
        yield round(_AMPLITUDE * loudness * wave)
