"""The exact words that an engine is given for a sentence."""

from tutor.speech.normalise import Token, normalise, spoken
from tutor.speech.speaker import Utterance


def tokens_of(utterance: Utterance, region: str = "bac") -> tuple[Token, ...]:
    """Return what is said for each stretch of the sentence, as a voice of that region says it."""
    return normalise(utterance.text, utterance.language, region)


def spoken_text(utterance: Utterance, region: str = "bac") -> str:
    """Return the words to say, as a voice of that region says them."""
    return spoken(tokens_of(utterance, region))
