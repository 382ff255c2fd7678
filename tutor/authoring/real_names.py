"""Real names and links: what is played is invented, so that nothing is taken for the real thing."""

import re
from collections.abc import Iterator

from tutor.authoring.script import Passage, Script
from tutor.content.model import Problem

# What lessons teach under its own name, and of the state: a lesson about it may let a caller speak of it.
_TAUGHT = (
    r"zalo|facebook|telegram|tiktok|android|ch play|vneid|vssid|vnetraffic|etax|ntrust|\bevn"
    r"|postmart"
)
_BRANDS = (
    r"messenger|instagram|youtube|google|apple|iphone|samsung|oppo|xiaomi|huawei|shopee|lazada"
    r"|tiki\b|sendo|\bgrab|\bmomo\b|viettel|vinaphone|mobifone|vietnamobile|vnpt|fpt|vietcombank"
    r"|vietinbank|agribank|bidv|techcombank|mbbank|vpbank|acb\b|sacombank|lpbank|tpbank|vietnam post"
)
_LINKS = r"https?:|www\.|\.(?:com|vn|gov|net|org|info|top|vip|xyz|shop|cc)\b"
_ON_PHONE = re.compile(f"{_TAUGHT}|{_BRANDS}|{_LINKS}")
_IN_WORDS = re.compile(rf"(?<!\w)(?:{_BRANDS})(?!\w)")
_ALSO_WORDS = {"en": frozenset({"apple", "grab", "messenger"})}
_ADDRESS = re.compile(r"\b[a-z0-9-]+\.[a-z]{2,}\b")
_INVENTED = (".example", ".apk")

# Where somebody who is played speaks or is named: the sender and parts of a message, a card, a caller.
_PLAYED = frozenset({"message", "cards", "from", "nodes"})


def looks_real(text: str) -> bool:
    """Tell whether a text names a real brand or agency, or holds a link that may lead somewhere."""
    if _ON_PHONE.search(text.lower()):
        return True
    return any(not found.endswith(_INVENTED) for found in _ADDRESS.findall(text))


def check_played_names(script: Script) -> Iterator[Problem]:
    """Yield the real brands that callers and messages of a lesson bear or speak of."""
    words = _ALSO_WORDS.get(script.lesson.language, frozenset())
    for passage in script.passages:
        if passage.voice == "quoted" and _PLAYED.intersection(passage.keys):
            yield from _brands(script, passage, words)


def _brands(script: Script, passage: Passage, words: frozenset[str]) -> Iterator[Problem]:
    for found in _IN_WORDS.finditer(passage.text.lower()):
        if found.group() not in words:
            name = passage.text[found.start() : found.end()]
            yield script.at(passage, "real-brand", text=name)
