"""Claims that age: numbers, addresses and rules stand in the facts file, where they are dated."""

import re
from collections.abc import Iterator
from datetime import date

from tutor.authoring.script import Passage, Script
from tutor.content.decoding import nearest
from tutor.content.facts import Facts
from tutor.content.model import Problem
from tutor.content.placeholders import find_placeholders

_PLACE = re.compile(r"\{[^{}\n]*\}")
_DIGIT = re.compile(r"\d")
_DOMAIN = re.compile(
    r"(?<![\w.-])(?:[a-z0-9-]+\.)+"
    r"(?:vn|com|net|org|gov|edu|info|biz|io|app|top|vip|xyz|site|online|club|shop|cc|link)(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\d•.,])(?:\+?84|0)(?:[ .-]?\d){8,10}(?![ .-]?[\d•])")
_HOTLINE = re.compile(
    r"(?<![\d.,/])(?:11[2-5]|156|5656|8079|1[89]00[ .]?\d{3,4}(?:[ .]?\d{2,4})?)(?![\d.,/]*\d)"
)
_LAW = re.compile(
    r"(?:Luật|Nghị định|Thông tư|Quyết định|Chỉ thị|Law|Decree|Circular|Decision|Directive)"
    r"(?: số| No\.?)? \d+[/\d-]*",
)
_FEE = re.compile(
    r"\b(?:phí|phạt|fee|fine)\b[^.?!\n]{0,30}?"
    r"\b(\d[\d.,]* ?(?:đồng|nghìn|triệu|tỷ|đ|dong|VND))\b",
    re.IGNORECASE,
)


def check_claims(script: Script, facts: Facts, today: date) -> Iterator[Problem]:
    """Yield the problems of facts that a lesson names, and of claims that it makes by itself."""
    yield from _listed(script, facts, today)
    for passage in script.passages:
        if "{" in passage.text:
            yield from _used(script, passage, facts)
        yield from _literal(script, passage)


def _listed(script: Script, facts: Facts, today: date) -> Iterator[Problem]:
    for index, key in enumerate(script.lesson.facts):
        place = script.document.place("facts", index)
        fact = facts.facts.get(key)
        if fact is None:
            yield Problem(
                place, "fact-unknown", {"key": key, "near": nearest(key, facts.facts) or "…"}
            )
        elif fact.certainty == "C":
            yield Problem(place, "fact-unconfirmed", {"key": key})
        elif fact.recheck_after < today:
            details = {"key": key, "date": fact.recheck_after.isoformat()}
            yield Problem(place, "fact-overdue", details, warning=True)


def _used(script: Script, passage: Passage, facts: Facts) -> Iterator[Problem]:
    language = script.lesson.language
    for name in find_placeholders(passage.text):
        kind, _, key = name.partition(":")
        if kind == "fact":
            if key not in facts.facts:
                near = nearest(key, facts.facts) or "…"
                yield script.at(passage, "fact-unknown", key=key, near=near)
            elif facts.value(key, language) is None:
                yield script.at(passage, "fact-language", key=key, language=language)
            elif key not in script.lesson.facts:
                yield script.at(passage, "fact-unlisted", key=key)
        elif kind == "local" and facts.contact(key, language) is None:
            near = nearest(key, facts.contacts) or "…"
            yield script.at(passage, "contact-unknown", key=key, near=near)


def _literal(script: Script, passage: Passage) -> Iterator[Problem]:
    text = _PLACE.sub(" ", passage.text) if "{" in passage.text else passage.text
    if "." in text:
        for match in _DOMAIN.finditer(text):
            yield script.at(passage, "literal-address", text=match.group())
    if not _DIGIT.search(text):
        return
    for match in _PHONE.finditer(text):
        yield script.at(passage, "literal-phone", text=match.group())
    if passage.voice == "quoted":
        return
    for match in _HOTLINE.finditer(text):
        yield script.at(passage, "literal-hotline", text=match.group())
    for match in _LAW.finditer(text):
        yield script.at(passage, "literal-law", text=match.group())
    for match in _FEE.finditer(text):
        yield script.at(passage, "literal-fee", text=match.group(1))
