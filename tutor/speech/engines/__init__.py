"""What turns a sentence into sound, and how an engine of somebody else is added."""

import importlib
from collections.abc import Iterable
from typing import Literal, Protocol

from tutor.speech.clip import Clip

Reason = Literal[
    "no-library",
    "no-data",
    "no-language",
    "no-recording",
    "in-use",
    "fault",
    "unknown-engine",
]


class EngineUnavailableError(Exception):
    """An engine, or a language of it, is not to be had on this machine; `detail` is for the log."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason
        self.detail = detail


class Engine(Protocol):
    """Turns sentences into clips. Made cheaply; used from one thread alone."""

    @property
    def name(self) -> str:
        """The name that voice profiles use."""
        ...

    @property
    def clauses(self) -> bool:
        """Whether a sentence is given clause by clause, so that the pauses between them are ours."""
        ...

    def voice(self, language: str, wanted: str) -> str:
        """Return the engine's own name of the voice it would use; opens the engine at first.

        Raises:
            EngineUnavailableError: it cannot speak this language here.
        """
        ...

    def second(self, voice: str) -> str | None:
        """Return the voice that speaks for somebody else in the same language.

        It is the same voice where the engine has no other that fits: its pitch is changed then. None where
        a person spoke, whose voice stays what it is.
        """
        ...

    def kept_as(self, voice: str) -> str:
        """Return what its sound depends on beside words, voice and rate: its version, its model.

        Clips are kept on disk under this. Empty for an engine that is as quick as a disk.
        """
        ...

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        """Return the words as sound, at the engine's own measure of rate.

        Its marks are over the spoken words; none where the engine does not tell.

        Raises:
            EngineUnavailableError: it cannot say this sentence, and others perhaps.
        """
        ...


def load_engine(spec: str) -> Engine:
    """Make the engine that `module:factory` names.

    Raises:
        EngineUnavailableError: there is no such module or factory.
    """
    module, _, factory = spec.partition(":")
    try:
        engine: Engine = getattr(importlib.import_module(module), factory)()
    except (ImportError, AttributeError, ValueError) as error:
        raise EngineUnavailableError("unknown-engine", f"{spec}: {error}") from error
    return engine


def own_engines() -> Iterable[Engine]:
    """Make the engines that come with the program."""
    from tutor.speech.engines.espeak import EspeakEngine
    from tutor.speech.engines.onecore import OneCoreEngine
    from tutor.speech.engines.piper import PiperEngine
    from tutor.speech.engines.recorded import RecordedEngine
    from tutor.speech.engines.system import SystemEngine

    return (RecordedEngine(), PiperEngine(), OneCoreEngine(), SystemEngine(), EspeakEngine())
