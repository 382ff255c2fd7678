"""The engine `piper`: neural voices of Piper (package piper-tts, optional) from models on this machine.

A model is a pair of files in `<voices>/piper`: `NAME.onnx` and its description `NAME.onnx.json`. It reports
no words. Rendering is slow, so clips are cached on disk.
"""

import importlib.metadata
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tutor.paths import voice_folders
from tutor.speech.clip import Clip
from tutor.speech.engines import Engine, EngineUnavailableError, choose_voice
from tutor.speech.profiles import primary_subtag

FOLDER = "piper"
_PACKAGE = "piper-tts"


class PiperEngine(Engine):
    """The engine of Piper models; rates are in percent of the model's natural pace.

    A caller speaks by the same model: loading another for each line takes too long.
    """

    name = "piper"

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self._folders = folders
        self._models: dict[str, tuple[Path, str]] | None = None
        self._version = ""
        self._loaded: tuple[str, Any] = ("", None)

    def voice(self, language: str, wanted: str) -> str:
        """Return a model of this language, preferably one whose name contains `wanted`."""
        models = ((name, name, [spoken]) for name, (_, spoken) in self._open().items())
        model = choose_voice(models, language, wanted)
        if not self._version:
            try:
                self._version = importlib.metadata.version(_PACKAGE)
            except importlib.metadata.PackageNotFoundError as error:
                raise EngineUnavailableError("no-library", _PACKAGE) from error
        return model

    def cache_tag(self, voice: str) -> str:
        """Return the version of the package and the size and time of the model."""
        state = self._open()[voice][0].stat()
        return f"{self._version} {state.st_size} {state.st_mtime_ns}"

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        """Return the words as a clip without marks."""
        from piper import SynthesisConfig

        model = self._load(voice)
        # A larger scale means slower speech.
        config = SynthesisConfig(length_scale=model.config.length_scale * 100 / rate)
        chunks = list(model.synthesize(spoken, config))
        return Clip(b"".join(c.audio_int16_bytes for c in chunks), model.config.sample_rate)

    def _load(self, voice: str) -> Any:
        if self._loaded[0] != voice:
            self._loaded = (voice, load_model(self._open()[voice][0]))
        return self._loaded[1]

    def _open(self) -> dict[str, tuple[Path, str]]:
        if self._models is None:
            self._models = {}
            folders = voice_folders() if self._folders is None else self._folders
            for file in sorted(f for home in folders for f in (home / FOLDER).glob("*.onnx")):
                language = model_language(file)
                if language:
                    self._models.setdefault(file.stem, (file, language))
        return self._models


def config_of(model: Path) -> Path:
    """Return the path of a model's description."""
    return model.with_name(model.name + ".json")


def model_language(model: Path) -> str:
    """Return the language code of a model; empty when its description has none."""
    try:
        config = json.loads(config_of(model).read_text(encoding="utf-8"))
        code = config.get("language", {}).get("code") or config["espeak"]["voice"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""
    return primary_subtag(code) if isinstance(code, str) else ""


def load_model(model: Path) -> Any:
    """Load a model to run on one processor core, so that the screen has the others."""
    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(model), sess_options=options, providers=["CPUExecutionProvider"]
    )
    config = PiperConfig.from_dict(json.loads(config_of(model).read_text(encoding="utf-8")))
    return PiperVoice(session=session, config=config)
