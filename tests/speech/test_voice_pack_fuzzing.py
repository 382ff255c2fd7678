"""Zip files of voices, damaged or made to do harm: installed whole, or refused and nothing written."""

import io
import zipfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from fuzzing import round_of, seeds
from voice_files_kit import pack, zipped

from tutor.i18n import Translator
from tutor.speech.engines.recorded import VoiceFileError
from tutor.speech.installing import install_voice

NAMES = (
    *(
        "../x.wav",
        "..\\x.wav",
        "/x.wav",
        "C:\\x.wav",
        "C:x.wav",
        "CON.wav",
        "con.yaml",
        "AUX",
        "nul.wav",
    ),
    *(
        "A.wav",
        "a.WAV",
        "a.wav ",
        "a.wav.",
        "ả.wav",
        "a\u0309.wav",
        "sub/a.wav",
        ".a.wav",
        "a\0.wav",
        "",
    ),
    *(
        "manifest.yaml",
        "MANIFEST.YAML",
        "a" * 300 + ".wav",
        "-a.wav",
        "~.wav",
        "a.wav/",
        "\u202ea.wav",
    ),
)
LINK = 0o120777 << 16


def attacked(whole: bytes, random: Random) -> bytes:
    """Return a zip file with more members, or with damaged bytes."""
    raw = bytearray(whole)
    if random.random() < 0.6:
        stream = io.BytesIO(whole)
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as packed:
            for _ in range(random.choice((1, 1, 3))):
                info = zipfile.ZipInfo("x")
                info.filename = random.choice(NAMES)
                info.compress_type = random.choice((0, 8, 8, 12, 14))
                info.external_attr = random.choice((0, 0, LINK, 0o040755 << 16, 0o010644 << 16))
                data = random.choice((b"", b"/etc/passwd", bytes(3_000_000), random.randbytes(400)))
                if info.filename not in packed.namelist():
                    packed.writestr(info, data)
        raw = bytearray(stream.getvalue())
    for _ in range(random.choice((0, 1, 1, 4))):
        match random.randrange(3):
            case 0 if raw:
                raw[random.randrange(len(raw))] ^= 1 << random.randrange(8)
            case 1:
                del raw[random.randrange(len(raw) + 1) :]
            case _:
                place = random.randrange(len(raw) + 1)
                raw[place:place] = random.randbytes(random.choice((1, 30)))
    return bytes(raw)


def install(folder: Path, file: Path, whole: bytes, random: Random) -> str:
    file.write_bytes(attacked(whole, random))
    voices = folder / "voices"
    before = {path for path in folder.rglob("*") if voices not in path.parents}
    try:
        install_voice(file, voices)
    except VoiceFileError as error:
        reasons = [Translator(of)(error.message, **error.values) for of in ("vi", "en")]
        outcome = "refused"
    else:
        reasons = []
        outcome = "installed"
    assert "{" not in "".join(reasons)
    left = {path for path in folder.rglob("*") if voices not in path.parents}
    assert left - {voices} == before - {voices}
    names = {str(path.relative_to(voices)) for path in voices.rglob("*") if path.is_file()}
    assert names <= {f"recorded/co-hoa/{name}" for name in ("a.wav", "b.wav", "manifest.yaml")}
    return outcome


def test_a_few_attacked_voices(tmp_path: Path) -> None:
    whole = zipped(pack(tmp_path / "source"), tmp_path / "voice.zip").read_bytes()
    for seed in range(40):
        with round_of(seed) as random:
            install(tmp_path, tmp_path / "voice.zip", whole, random)


@pytest.mark.slow
def test_attacked_voices(tmp_path: Path) -> None:
    whole = zipped(pack(tmp_path / "source"), tmp_path / "voice.zip").read_bytes()
    outcomes: Counter[str] = Counter()
    for seed in seeds(2_000):
        with round_of(seed) as random:
            outcomes[install(tmp_path, tmp_path / "voice.zip", whole, random)] += 1
    print(dict(outcomes))
