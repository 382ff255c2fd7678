"""The exact words that an engine is given for a sentence."""

import re
import unicodedata

from tutor.speech.speaker import Utterance


def spoken_text(utterance: Utterance) -> str:
    """Return the words to say: composed letters, single spaces."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", utterance.text)).strip()
