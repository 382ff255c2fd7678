"""Neural voices by Piper, an optional package, from models that were installed on this machine."""

import importlib.metadata
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tutor.paths import voice_folders
from tutor.speech.clip import Clip
from tutor.speech.engines import EngineUnavailableError
from tutor.speech.profiles import primary

FOLDER = "piper"
_PACKAGE = "piper-tts"


class PiperEngine:
    """Speaks by `<voices>/piper/*.onnx` with their `.onnx.json`; the rate is hundredths of a voice's own."""

    name = "piper"
    clauses = True

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self._folders = folders
        self._models: dict[str, tuple[Path, str]] | None = None
        self._version = ""
        self._loaded: tuple[str, Any] = ("", None)

    def voice(self, language: str, wanted: str) -> str:
        """Return a model of this language, one whose name holds `wanted` before others."""
        able = [n for n, (_, spoken) in self._open().items() if spoken == primary(language)]
        if not able:
            raise EngineUnavailableError("no-language", language)
        if not self._version:
            try:
                self._version = importlib.metadata.version(_PACKAGE)
            except importlib.metadata.PackageNotFoundError as error:
                raise EngineUnavailableError("no-library", _PACKAGE) from error
        return next((n for n in able if wanted and wanted.lower() in n.lower()), able[0])

    def second(self, voice: str) -> str:
        """Return the same voice: to load another model for each line of a caller takes too long."""
        return voice

    def kept_as(self, voice: str) -> str:
        """Return the version of the package and what tells this model from another."""
        state = self._open()[voice][0].stat()
        return f"{self._version} {state.st_size} {state.st_mtime_ns}"

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        """Return the words as sound."""
        from piper import SynthesisConfig

        model = self._load(voice)
        # A larger scale is slower speech.
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
    """Return the file beside a model that describes it."""
    return model.with_name(model.name + ".json")


def model_language(model: Path) -> str:
    """Return the language that a model speaks, empty when its description does not say."""
    try:
        config = json.loads(config_of(model).read_text(encoding="utf-8"))
        code = config.get("language", {}).get("code") or config["espeak"]["voice"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""
    return primary(code) if isinstance(code, str) else ""


def load_model(model: Path) -> Any:
    """Load a model to speak on one processor core, so that the screen keeps the others."""
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
