"""Voice files for tests: recorded packs and a Piper model with a valid header and no content."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from speech_kit import tone

from tutor.speech.clip import wav_bytes

MANIFEST = """
name: co-hoa
language: vi
title: Giọng cô Hoa
licence: CC BY 4.0
attribution: Cô Hoa đọc
clips:
  a.wav: Chào bác.
  b.wav: Gọi 113 trước 10:30.
"""


def pack(folder: Path, manifest: str = MANIFEST, **clips: float) -> Path:
    """Write a pack; `clips` gives the duration of clips in seconds."""
    folder.mkdir(parents=True)
    (folder / "manifest.yaml").write_text(manifest, encoding="utf-8")
    for name, seconds in ({"a": 1.0, "b": 3.0} | clips).items():
        (folder / f"{name}.wav").write_bytes(wav_bytes(tone(seconds)))
    return folder


def zipped(folder: Path, file: Path, extra: Mapping[str, bytes] | None = None) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            packed.write(path, path.name)
        for name, data in (extra or {}).items():
            packed.writestr(name, data)
    return file


def model(folder: Path, changes: Mapping[str, object] | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "vi_VN-hoa-low.onnx"
    file.write_bytes(b"\x08\x07" + bytes(100))
    config = {
        "audio": {"sample_rate": 22_050},
        "espeak": {"voice": "vi"},
        "num_symbols": 256,
        "phoneme_id_map": {"a": [1]},
        "language": {"code": "vi_VN"},
    }
    (folder / f"{file.name}.json").write_text(
        json.dumps(config | dict(changes or {})), encoding="utf-8"
    )
    return file
