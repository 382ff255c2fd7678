"""Sound that is like speech, computed: tests need neither a voice nor a microphone."""

import math
from array import array
from random import Random

from tutor.speech.clip import Clip

FULL = 32_767


def babble(seconds: float, level: float, rate: int = 22_050) -> Clip:
    """Return made speech: the harmonics of a voice at 110 hertz, in four syllables a second."""
    chance = Random(5)
    harmonics = [(k, chance.random() / k**0.5, chance.random() * 7) for k in range(1, 30)]
    turn = 2 * math.pi / rate
    # One period of the voice is enough: the syllables make the rest.
    period = round(rate / 110)
    voiced = [
        sum(share * math.sin(turn * 110 * k * frame + phase) for k, share, phase in harmonics)
        for frame in range(period)
    ]
    highest = max(map(abs, voiced))
    samples = array("h")
    for frame in range(int(seconds * rate)):
        syllable = 0.5 - 0.5 * math.cos(4 * turn * frame)
        samples.append(int(FULL * level * syllable * voiced[frame % period] / highest))
    return Clip(samples.tobytes(), rate)
