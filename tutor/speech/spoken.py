"""The exact words that an engine is given for a sentence."""

from tutor.speech.normalise import normalise, spoken
from tutor.speech.speaker import Utterance


def spoken_text(utterance: Utterance, region: str = "bac") -> str:
    """Return the words to say, as a voice of that region says them."""
    return spoken(normalise(utterance.text, utterance.language, region))
