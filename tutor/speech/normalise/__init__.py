"""Text normalisation: turn shown text into words that a voice can say.

Numbers, dates, amounts, codes, web addresses and abbreviations are put into words by rules and a lexicon.

`normalise` is a pure function of the text, its language, the region of the voice, and a lexicon. A second
normalisation of its result changes nothing.
"""

import unicodedata
from dataclasses import replace
from importlib import import_module

from tutor.languages import LANGUAGES
from tutor.speech.normalise.lexicon import Lexicon, look_up, shipped_lexicon
from tutor.speech.normalise.rules import Rule, Voice, apply_rules
from tutor.speech.normalise.text import (
    Token,
    join_spoken,
    place_spoken,
    prepare_text,
    settle_pauses,
)
from tutor.speech.normalise.words import pieces, settle_phrases
from tutor.speech.profiles import primary_subtag


def normalise(
    text: str, language: str, region: str = "bac", lexicon: Lexicon | None = None
) -> tuple[Token, ...]:
    """Return the spoken words for each span of the text; the tokens cover the text exactly, in order.

    `region` is that of the voice: `bac` or `nam` in Vietnamese. Without a `lexicon` the shipped one
    is taken. A text in a language without rules here is only composed, with single spaces.
    """
    code = primary_subtag(language)
    if code not in LANGUAGES:
        composed = " ".join(unicodedata.normalize("NFC", text).split())
        return (Token(0, len(text), composed),) if text else ()
    # Each language has a module of its code here. Import it late: a session speaks one language and need
    # not compile the patterns of the others.
    rules = import_module(f"{__name__}.{code}")
    lexicon = shipped_lexicon(code, region) if lexicon is None else lexicon
    voice: Voice = rules.voice(lexicon, region)
    prepared = prepare_text(text)
    prepared = replace(prepared, text=voice.restore(prepared.text))
    matched = apply_rules((_compounds(lexicon), *rules.RULES), prepared.text, voice)
    parts = pieces(prepared, matched, voice)
    settle_pauses(parts)
    settle_phrases(parts, lexicon)
    tokens: list[Token] = []
    for piece in parts:
        start, end = prepared.starts[piece.start], prepared.starts[piece.end]
        if start < end or piece.spoken:
            # A replaced look-alike may compose with the mark after it.
            tokens.append(Token(start, end, unicodedata.normalize("NFC", piece.spoken)))
    return _restored(tokens, voice)


def _restored(tokens: list[Token], voice: Voice) -> tuple[Token, ...]:
    """Return the tokens with the marks that a second normalisation would put back.

    Once abbreviations and numbers are words, a sentence may be known that was not.
    """
    spoken = join_spoken(tokens)
    restored = voice.restore(spoken)
    if restored == spoken:
        return tuple(tokens)
    restored = voice.respell(restored)
    places = {id(token): place for place, token in place_spoken(tokens)}
    return tuple(
        replace(token, spoken=restored[place : place + len(token.spoken)])
        if (place := places.get(id(token))) is not None
        else token
        for token in tokens
    )


def _compounds(lexicon: Lexicon) -> Rule:
    return Rule(
        lexicon.compound_pattern, lambda match, _: look_up(lexicon.compounds, match[0]), needs=""
    )


def spoken_text(text: str, language: str, region: str = "bac") -> str:
    """Return the words that a voice of the region speaks for a text."""
    return join_spoken(normalise(text, language, region))
