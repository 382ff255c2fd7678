"""How loud speech is, and how it is made equally loud in every voice: ITU-R BS.1770 without a library.

Loudness is in LUFS: the power of the sound after a filter that hears as people do, over blocks of 400 ms, of
which silent and quiet ones do not count.
"""

import math
from array import array
from collections.abc import Sequence

from tutor.speech.clip import Clip

# The loudness of speech that podcasts and phones are made for, and the highest sample: -1 dBFS, which leaves
# room for what a converter draws between two samples.
TARGET_LUFS = -16.0
CEILING = 29_204

# A recording that needs more is mostly noise.
_LARGEST_GAIN_DB = 20.0

# Power is summed over pieces of 2 ms, in which the limiter works too; 50 of them are a step of the measure.
_PIECE_SECONDS = 0.002
_PIECES_IN_A_STEP = 50
_STEPS_IN_A_BLOCK = 4
_SILENT_LUFS = -70.0
_QUIET_LU = 10.0
_FULL_SCALE = 32_768

# At a higher rate the speech is measured at half of it: what is above 5 kHz adds less than 0.2 LU.
_ENOUGH_RATE = 16_000

# Pieces over which the limiter turns fully down ahead of a loud piece, and comes back after it.
_ATTACK_PIECES = 3
_RELEASE_PIECES = 20
# What the limiter takes away is added to the gain, so often.
_ROUNDS = 4

_FADE_SECONDS = 0.005


def loudness(clip: Clip) -> float:
    """Return the loudness of the speech in a clip in LUFS; minus infinity where there is none."""
    return _gated(_power(clip))


def levelled(clip: Clip) -> Clip:
    """Return the clip at `TARGET_LUFS`, no sample above `CEILING`; silence stays silence."""
    power = _power(clip)
    missing = TARGET_LUFS - _gated(power)
    if missing == math.inf:
        return clip
    samples = memoryview(clip.pcm).cast("h")
    length = _piece(clip.rate)
    pieces = [samples[first : first + length] for first in range(0, len(samples), length)]
    extremes = ((max(piece), min(piece)) for piece in pieces)
    peaks = [max(high, -low) for high, low in extremes]
    gain_db, gains = 0.0, [1.0]
    for _ in range(_ROUNDS):
        gain_db = min(gain_db + missing, _LARGEST_GAIN_DB)
        gains = _limited(peaks, 10 ** (gain_db / 20))
        missing = TARGET_LUFS - _gated([p * g * g for p, g in zip(power, gains, strict=False)])
    # At the border of two pieces the lower gain holds: in between the gain stays below that of each piece.
    borders = [gains[0], *map(min, gains, gains[1:]), gains[-1]]
    changed = array("h")
    for piece, first, last in zip(pieces, borders, borders[1:], strict=False):
        if first == last:
            factor = int(first * 65_536)
            changed.extend([sample * factor >> 16 for sample in piece])
        else:
            slope = (last - first) / len(piece)
            changed.extend([int(sample * (first + slope * i)) for i, sample in enumerate(piece)])
    return Clip(changed.tobytes(), clip.rate, clip.marks)


def faded(clip: Clip) -> Clip:
    """Return the clip with its first and last milliseconds faded, so that no edge clicks."""
    length = min(int(_FADE_SECONDS * clip.rate), clip.frames // 2)
    if not length:
        return clip
    samples = array("h", clip.pcm)
    for place in range(length):
        samples[place] = samples[place] * place // length
        samples[-1 - place] = samples[-1 - place] * place // length
    return Clip(samples.tobytes(), clip.rate, clip.marks)


def _piece(rate: int) -> int:
    """Return the samples of a piece; an even number, for half of the rate."""
    return max(2, round(_PIECE_SECONDS * rate / 2) * 2)


def _power(clip: Clip) -> list[float]:
    """Return the mean power of each piece, as ears weight it."""
    samples: Sequence[float] = memoryview(clip.pcm).cast("h")
    length, rate = _piece(clip.rate), clip.rate
    if rate > _ENOUGH_RATE:
        samples = [(even + odd) / 2 for even, odd in zip(samples[::2], samples[1::2], strict=False)]
        length, rate = length // 2, rate // 2
    squares = _heard_squares(samples, rate)
    return [sum(squares[i : i + length]) / length for i in range(0, len(squares), length)]


def _gated(power: Sequence[float]) -> float:
    """Return the loudness of pieces without the blocks that are silent or quiet."""
    size = _PIECES_IN_A_STEP
    steps = [sum(power[i : i + size]) for i in range(0, len(power) - size + 1, size)]
    starts = range(len(steps) - _STEPS_IN_A_BLOCK + 1)
    blocks = [sum(steps[i : i + _STEPS_IN_A_BLOCK]) / (_STEPS_IN_A_BLOCK * size) for i in starts]
    if not blocks and power:
        # A word that is shorter than a block counts as it is.
        blocks = [sum(power) / len(power)]
    loud = [block for block in blocks if _lufs(block) > _SILENT_LUFS]
    if not loud:
        return -math.inf
    least = _lufs(sum(loud) / len(loud)) - _QUIET_LU
    loud = [block for block in loud if _lufs(block) > least]
    return _lufs(sum(loud) / len(loud))


def _heard_squares(samples: Sequence[float], rate: int) -> list[float]:
    """Return the squares of the samples after the two filters of BS.1770, for any rate."""
    (b0, b1, b2), (a1, a2) = _shelf(rate)
    c1, c2 = _high_pass(rate)
    p = q = u = v = 0.0
    squares: list[float] = []
    add = squares.append
    for x in samples:
        y = b0 * x + p
        p = b1 * x - a1 * y + q
        q = b2 * x - a2 * y
        z = y + u
        u = -2 * y - c1 * z + v
        v = y - c2 * z
        add(z * z)
    return squares


def _shelf(rate: int) -> tuple[tuple[float, float, float], tuple[float, float]]:
    """Return the filter that stands for the head: 4 dB more above 1.7 kHz.

    The standard gives coefficients for 48 kHz alone; these are the analogue values behind them.
    """
    hertz, gain, q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
    k = math.tan(math.pi * hertz / rate)
    high = 10 ** (gain / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    zeros = (
        (high + band * k / q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
    )
    return zeros, (2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)


def _high_pass(rate: int) -> tuple[float, float]:
    hertz, q = 38.13547087602444, 0.5003270373238773
    k = math.tan(math.pi * hertz / rate)
    a0 = 1 + k / q + k * k
    return 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0


def _lufs(power: float) -> float:
    return -0.691 + 10 * math.log10(power / _FULL_SCALE**2) if power > 0 else -math.inf


def _limited(peaks: Sequence[int], gain: float) -> list[float]:
    """Return the gain of each piece: less where it would exceed the ceiling, and around that."""
    gains = [gain if peak * gain <= CEILING else CEILING / peak for peak in peaks]
    for index in range(1, len(gains)):
        gains[index] = min(gains[index], gains[index - 1] + gain / _RELEASE_PIECES)
    for index in range(len(gains) - 2, -1, -1):
        gains[index] = min(gains[index], gains[index + 1] + gain / _ATTACK_PIECES)
    return gains
