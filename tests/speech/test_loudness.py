"""How loud the voice is: the measure against the values of its standard, and the files that are written."""

import math
from array import array
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from made_speech import babble

from tutor.cli.voice import say
from tutor.speech.clip import (
    WAKE_SECONDS,
    Clip,
    Mark,
    join_clips,
    read_sound,
    silence,
    with_silence,
)
from tutor.speech.loudness import CEILING, TARGET_LUFS, faded, levelled, loudness

FULL = 32_767


def sine(hertz: float, seconds: float, level_db: float, rate: int = 48_000) -> Clip:
    peak = FULL * 10 ** (level_db / 20)
    turn = 2 * math.pi * hertz / rate
    wave = (round(peak * math.sin(turn * frame)) for frame in range(int(seconds * rate)))
    return Clip(array("h", wave).tobytes(), rate)


def peak_db(clip: Clip) -> float:
    samples = array("h", clip.pcm)
    return 20 * math.log10(max(map(abs, samples)) / (FULL + 1))


def true_peak_db(clip: Clip) -> float:
    """Return the highest value between samples in dBFS, of a curve through all of them (BS.1770, 4 times)."""
    samples = array("h", clip.pcm)
    reach = 12
    highest = 0.0
    for place in range(reach, len(samples) - reach):
        # Between low samples there is no high peak.
        if max(abs(samples[place]), abs(samples[place + 1])) < 0.7 * CEILING:
            continue
        for part in (0.25, 0.5, 0.75):
            total = 0.0
            for near in range(1 - reach, reach + 1):
                distance = part - near
                window = 0.5 + 0.5 * math.cos(math.pi * distance / (reach + 1))
                total += samples[place + near] * _sinc(distance) * window
            highest = max(highest, abs(total))
    return max(peak_db(clip), 20 * math.log10(max(highest, 1) / (FULL + 1)))


def _sinc(x: float) -> float:
    return math.sin(math.pi * x) / (math.pi * x) if x else 1.0


@pytest.mark.parametrize("rate", [48_000, 44_100, 22_050, 16_000])
@pytest.mark.parametrize("level", [-3, -23])
def test_the_measure_gives_the_value_of_the_standard(rate: int, level: int) -> None:
    """A tone of 997 Hz at full scale in one channel is -3.01 LUFS."""
    assert loudness(sine(997, 2, level, rate)) == pytest.approx(-3.01 + level, abs=0.2)


def test_high_tones_count_more_than_low_ones() -> None:
    middle, high, low = (loudness(sine(hertz, 1, -20, 22_050)) for hertz in (500, 3_000, 30))
    assert high - middle > 2
    assert middle - low > 4


def test_silence_between_words_does_not_count() -> None:
    words = babble(2, 0.3)
    rest = silence(5, words.rate)
    apart = join_clips([words, rest, words])
    assert loudness(apart) == pytest.approx(loudness(words), abs=0.5)
    assert loudness(rest) == loudness(Clip(b"", 8_000)) == -math.inf


@pytest.mark.parametrize("level", [0.1, 0.3, 1.0])
@pytest.mark.parametrize("rate", [8_000, 22_050])
def test_speech_comes_to_one_loudness_below_the_ceiling(level: float, rate: int) -> None:
    spoken = levelled(babble(3, level, rate))
    assert loudness(spoken) == pytest.approx(TARGET_LUFS, abs=0.3)
    assert peak_db(spoken) <= -1.0
    assert true_peak_db(spoken) < 0


def test_what_is_mostly_noise_is_not_made_loud() -> None:
    faint = babble(1, 0.002)
    assert loudness(levelled(faint)) < -30
    assert levelled(silence(0.1)) == silence(0.1)


def test_words_keep_their_places() -> None:
    clip = Clip(babble(1, 0.5).pcm, 22_050, (Mark(500, 0, 4), Mark(9_000, 5, 8)))
    assert levelled(faded(clip)).marks == clip.marks
    assert levelled(clip).frames == clip.frames
    lead = int(WAKE_SECONDS * clip.rate)
    assert with_silence(clip).marks == (Mark(500 + lead, 0, 4), Mark(9_000 + lead, 5, 8))


def test_edges_do_not_click() -> None:
    clip = faded(sine(300, 0.1, -3, 8_000))
    cut = Clip(array("h", [20_000] * 400).tobytes(), 8_000)
    for samples in (array("h", clip.pcm), array("h", faded(cut).pcm)):
        assert samples[0] == samples[-1] == 0
        assert max(abs(samples[1]), abs(samples[-2])) < 1_000
    assert faded(Clip(b"", 8_000)).frames == 0


VOICES = [("vi", "vi-bac"), ("vi", "vi-nam"), ("en", "en")]
SENTENCES = {
    "vi": "Chào bác ạ. Hôm nay mình tập gọi điện thoại.",
    "en": "Hello. Today we practise a phone call.",
}


@pytest.fixture(scope="module")
def spoken_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clip]:
    pytest.importorskip("espeakng_loader")
    folder = tmp_path_factory.mktemp("said")
    clips = {}
    for language, voice in VOICES:
        file = folder / f"{voice}.wav"
        arguments = ["--lang", language, "--voice", voice, "--out", str(file), SENTENCES[language]]
        assert CliRunner().invoke(say, arguments).exit_code == 0
        clips[voice] = read_sound(file.read_bytes())
    return clips


def speech(clip: Clip) -> Clip:
    """Return the clip without the pauses between its sentences."""
    samples = array("h", clip.pcm)
    size = clip.rate // 20
    pieces = [samples[first : first + size] for first in range(0, len(samples), size)]
    sound = b"".join(piece.tobytes() for piece in pieces if max(map(abs, piece)) > 100)
    return Clip(sound, clip.rate)


def _sound(clip: Clip) -> Iterator[int]:
    return (place for place, sample in enumerate(array("h", clip.pcm)) if abs(sample) > 30)


def test_every_voice_writes_files_of_one_loudness(spoken_files: dict[str, Clip]) -> None:
    for voice, clip in spoken_files.items():
        assert loudness(speech(clip)) == pytest.approx(TARGET_LUFS, abs=0.5), voice
        assert peak_db(clip) <= -1.0, voice
        assert true_peak_db(clip) < 0, voice


def test_files_begin_and_end_with_silence(spoken_files: dict[str, Clip]) -> None:
    for voice, clip in spoken_files.items():
        places = list(_sound(clip))
        before, after = places[0] / clip.rate, (clip.frames - places[-1]) / clip.rate
        assert 0.3 <= before < 0.33, voice
        assert 0.3 <= after < 0.33, voice
