"""Checks of signs: lessons have *one pair of stars* and no other markup, and letters that can be read."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from tutor.authoring.script import Script
from tutor.content.model import Problem
from tutor.content.text import split_emphasis, split_sentences

# Codes that are dialled, as *101#, and a product of two numbers have stars of their own.
_OWN_STARS = re.compile(r"\\\*|[*#]+\d[\d*•]*#|(?<=\d) ?\* ?(?=\d)")
_STAR = re.compile(r"\S*\*\S*")
TAG = re.compile(
    r"</?(?:a|b|big|br|center|em|font|h\d|i|img|li|p|s|small|span|strong|sub|sup|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_TYPED = "expect"


def check_markup(script: Script) -> Iterator[Problem]:
    """Yield stars that emphasise nothing, and tags, which are both shown as they are."""
    for passage in script.passages:
        if _TYPED in passage.keys:
            continue
        if "*" in passage.text:
            written = _OWN_STARS.sub(" ", passage.text)
            plain = "".join(" " if span.strong else span.text for span in split_emphasis(written))
            if match := _STAR.search(plain):
                yield script.at(passage, "stray-star", text=match.group())
        if "<" in passage.text and (match := TAG.search(passage.text)):
            yield script.at(passage, "markup-tag", text=match.group())


# Letters of all scripts but Latin: Greek to Georgian, Hangul, Han and the others. Pictures are none of them.
_FOREIGN = re.compile(
    r"[\u0370-\u1cff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2dff\u2e80-\ua71f\ua800-\uab2f\uab70-\uf8ff"
    r"\uf900-\ufaff\ufb07-\ufdff\ufe70-\ufefc\uff66-\uffdc\U00010000-\U0001bfff\U00020000-\U0003ffff]+"
)


def check_letters(script: Script) -> Iterator[Problem]:
    """Yield words with letters of another script, also of one whose letters look like those of Latin."""
    if _FOREIGN.search(script.lower_text):
        for passage in script.passages:
            for word in dict.fromkeys(passage.text.split()):
                letters = "".join(_FOREIGN.findall(word))
                scripts = dict.fromkeys(unicodedata.name(c, "?").split()[0] for c in letters)
                if scripts:
                    names = ", ".join(name.capitalize() for name in scripts)
                    yield script.at(passage, "foreign-letters", text=word, letters=names)


def check_silent(script: Script) -> Iterator[Problem]:
    """Yield sentences without a letter or digit, as of a lone picture sign: nothing is said for them."""
    for passage in script.passages:
        if passage.voice != "guide" and not passage.text.isascii() and _SIGN.search(passage.text):
            for sentence in split_sentences(passage.text):
                if _SIGN.search(sentence) and not any(c.isalnum() for c in sentence):
                    yield replace(script.at(passage, "voice-silent", text=sentence), warning=True)


# Arrows, shapes, and all that is drawn in place of words.
_SIGN = re.compile(r"[\u2190-\u21ff\u2300-\u2bff\U0001f000-\U0001faff]")
