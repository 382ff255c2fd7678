"""Reading sentences aloud: voices, the process that speaks, and the way screens ask for it.

What is named here loads no sound library; those live in the worker process.
"""

from tutor.speech.opening import open_speaker
from tutor.speech.silent import SilentSpeaker
from tutor.speech.speaker import (
    SPEEDS,
    Degraded,
    DegradedReason,
    Finished,
    OnEvent,
    SentenceFinished,
    SentenceStarted,
    Speaker,
    SpeechEvent,
    Speed,
    Utterance,
    WordStarted,
)

__all__ = [
    "SPEEDS",
    "Degraded",
    "DegradedReason",
    "Finished",
    "OnEvent",
    "SentenceFinished",
    "SentenceStarted",
    "SilentSpeaker",
    "Speaker",
    "SpeechEvent",
    "Speed",
    "Utterance",
    "WordStarted",
    "open_speaker",
]
