"""The interface of speech engines, `Engine`, how engines choose a voice, and the engines of the program.

An engine renders words to a clip.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from tutor.speech.clip import Clip
from tutor.speech.profiles import primary_subtag

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
    """An engine, or its voice for a language, is not available here; `detail` is for the log."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason
        self.detail = detail


class Engine(Protocol):
    """Renders words to clips. Its constructor must be cheap; only one thread uses it.

    `name` is the name that voice profiles use. With `clauses` a sentence is rendered clause by clause, with
    the pauses of the profile between them.
    """

    name: str
    clauses: bool = True

    def voice(self, language: str, wanted: str) -> str:
        """Return the engine's own name of the voice to use; the first call opens the engine.

        Raises:
            EngineUnavailableError: the engine cannot speak this language here.
        """
        ...

    def caller_voice(self, voice: str) -> str | None:
        """Return the voice for the words of a caller, in the same language as `voice`.

        Return `voice` itself when the engine has no other that fits; its pitch is then lowered. Return None
        for recordings of a person, which are never changed.
        """
        return voice

    def cache_tag(self, voice: str) -> str:  # noqa: ARG002 - of some engines it depends on the voice
        """Return what the sound depends on beside words, voice and rate: the versions of engine and model.

        It is part of the key in the disk cache. Empty for an engine that renders faster than a disk reads.
        """
        return ""

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        """Return the words as a clip; `rate` is in the engine's own unit.

        Marks refer to characters of `spoken`; none where the engine reports no words.

        Raises:
            EngineUnavailableError: the engine cannot say this sentence.
        """
        ...


def choose_voice(
    voices: Iterable[tuple[str, str, Sequence[str]]], language: str, wanted: str
) -> str:
    """Return the id of a voice of this language, of voices given as (id, name, language codes).

    A voice is preferred whose id is `wanted`, then one with `wanted` in its id or name, then one of the same
    country.

    Raises:
        EngineUnavailableError: no voice speaks the language.
    """
    matching = [
        (identifier, name, codes)
        for identifier, name, codes in voices
        if primary_subtag(language) in map(primary_subtag, codes)
    ]
    if not matching:
        raise EngineUnavailableError("no-language", language)

    def misses(voice: tuple[str, str, Sequence[str]]) -> tuple[bool, ...]:
        identifier, name, codes = voice
        country = language.lower().replace("_", "-")
        return (
            identifier.rsplit("/", 1)[-1] != wanted,
            not wanted or wanted.lower() not in f"{identifier} {name}".lower(),
            country not in (code.lower().replace("_", "-") for code in codes),
        )

    return min(matching, key=misses)[0]


def builtin_engines() -> Iterable[Engine]:
    """Return the engines that come with the program."""
    from tutor.speech.engines.espeak import EspeakEngine
    from tutor.speech.engines.onecore import OneCoreEngine
    from tutor.speech.engines.piper import PiperEngine
    from tutor.speech.engines.recorded import RecordedEngine
    from tutor.speech.engines.system import SystemEngine

    return (RecordedEngine(), PiperEngine(), OneCoreEngine(), SystemEngine(), EspeakEngine())
