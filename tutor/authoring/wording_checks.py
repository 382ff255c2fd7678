"""Checks of the texts of a lesson: undated claims, real names, forms of address, length.

Each check looks for a substring first where that is cheap, because most texts have nothing to report.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from tutor.authoring.script import Script
from tutor.content.decoding import nearest
from tutor.content.model import Fact, Place, Problem
from tutor.content.placeholders import find_placeholders, has_open_brace
from tutor.content.step_texts import Passage
from tutor.content.text import split_sentences
from tutor.languages import LANGUAGES, Wording

ANY_PLACEHOLDER = re.compile(r"\{[^{}\n]*\}")
# Every address, number, law and fee has a digit or a dot within a word.
_DIGIT = re.compile(r"\d")
_INNER_DOT = re.compile(r"\.[A-Za-z]")
_DOMAIN = re.compile(
    r"(?<![\w.-])(?:[a-z0-9-]+\.)+"
    r"(?:vn|com|net|org|gov|edu|info|biz|io|app|top|vip|xyz|site|online|club|shop|cc|link)(?![\w-]|\.\w)",
    re.IGNORECASE,
)
# What follows the slash of an invented address belongs to it, whatever it looks like.
_INVENTED_PATH = re.compile(r"(?<=\.example)/[\w./-]*")
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


def check_facts(script: Script) -> Iterator[Problem]:
    """Yield facts and contacts that are unknown, unconfirmed or outdated."""
    facts = script.context.facts
    for index, key in enumerate(script.lesson.facts):
        place = script.document.place("facts", index)
        fact = facts.facts.get(key)
        if fact is None:
            near = nearest(key, facts.facts) or "…"
            yield Problem(place, "fact-unknown", {"key": key, "near": near})
        elif fact.certainty == "C":
            yield Problem(place, "fact-unconfirmed", {"key": key})
        elif fact.recheck_after < script.context.today:
            yield overdue_problem(fact, place)
    unnamed = [
        fact
        for fact in script.context.overdue_facts(script.lesson.language)
        if fact.key not in script.lesson.facts
    ]
    for passage in script.passages:
        if "{" in passage.text:
            yield from _check_named_facts(script, passage)
        for fact in overdue_in(passage.text, unnamed, script.lesson.language):
            yield overdue_problem(fact, script.document.place(*passage.keys))


# A shorter value, as a number of two digits, stands in many texts that do not state the fact.
_SHORTEST_VALUE = 5


def overdue_in(text: str, overdue: Iterable[Fact], language: str) -> Iterator[Fact]:
    """Yield the overdue facts whose value stands in a text."""
    for fact in overdue:
        value = fact.value[language]
        if len(value) >= _SHORTEST_VALUE and value in text:
            yield fact


def overdue_problem(fact: Fact, place: Place) -> Problem:
    """Return the warning that a fact is used here and was to be verified again."""
    details = {"key": fact.key, "date": fact.recheck_after.isoformat()}
    return Problem(place, "fact-overdue", details, warning=True)


def _check_named_facts(script: Script, passage: Passage) -> Iterator[Problem]:
    language, facts = script.lesson.language, script.context.facts
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


def check_literal_claims(script: Script) -> Iterator[Problem]:
    """Yield addresses, numbers, laws and fees, which belong in the dated facts or have to be invented."""
    for passage in script.passages:
        if _DIGIT.search(passage.text) or _INNER_DOT.search(passage.text):
            yield from _check_literal_claims(script, passage)


def _check_literal_claims(script: Script, passage: Passage) -> Iterator[Problem]:
    text = _INVENTED_PATH.sub("", ANY_PLACEHOLDER.sub(" ", passage.text))
    for match in _DOMAIN.finditer(text):
        yield script.at(passage, "literal-address", text=match.group())
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


PLACEHOLDERS = ("bac", "Bac", "cac_bac", "Cac_bac")
_PREFIXES = ("fact:", "local:")

# Quoted speech, and placeholders.
_ASIDE = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|\{[^{}]*\}")


def check_placeholders(script: Script) -> Iterator[Problem]:
    """Yield unknown placeholders, and braces that are left open."""
    for passage in script.passages:
        if "{" not in passage.text and "}" not in passage.text:
            continue
        for name in find_placeholders(passage.text):
            if name not in PLACEHOLDERS and not name.startswith(_PREFIXES):
                near = nearest(name, PLACEHOLDERS) or "bac"
                yield script.at(passage, "place-unknown", name=name, near=near)
        if has_open_brace(passage.text):
            yield script.at(passage, "place-open")


def check_address(script: Script) -> Iterator[Problem]:
    """Yield forms of address that are written out, where learners choose theirs."""
    wording = LANGUAGES[script.lesson.language].wording
    for passage in _own_passages_with(script, wording.address_words):
        yield from _check_address(script, passage, wording)


def _check_address(script: Script, passage: Passage, wording: Wording) -> Iterator[Problem]:
    text = _ASIDE.sub("", passage.text)
    for match in _compiled(wording.address).finditer(text):
        word = match.group()
        after = text[match.end() : match.end() + 2]
        if after[:1] == " " and after[1:].isupper():
            continue  # "bác Hoa" is another person
        place = "cac_bac" if word.lower().startswith(wording.address_plurals) else "bac"
        if word[0].isupper():
            place = place.capitalize()
        yield script.at(passage, "literal-you", text=word, place="{" + place + "}")


def check_shaming(script: Script) -> Iterator[Problem]:
    """Yield words that shame the learner."""
    language = script.lesson.language
    for passage in _own_passages_with(script, LANGUAGES[language].wording.shaming):
        for match in shaming_words(language).finditer(_ASIDE.sub("", passage.text)):
            yield script.at(passage, "shaming-word", text=match.group())


@cache
def shaming_words(language: str) -> re.Pattern[str]:
    """Return the pattern of the words that shame in a language."""
    words = "|".join(map(re.escape, LANGUAGES[language].wording.shaming))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_compiled = cache(re.compile)


def _own_passages_with(script: Script, words: Iterable[str]) -> Iterator[Passage]:
    """Yield what the program itself says to the learner where it contains one of these words."""
    used = [word for word in words if word in script.lower_text]
    if used:
        for passage in script.passages:
            if passage.voice == "lesson":
                lower = passage.text.lower()
                if any(word in lower for word in used):
                    yield passage


COLUMNS = 34
LINES = 4
# Two successive lines are together longer than one line, so a sentence of this length always fits.
_SURE = (LINES + 1) // 2 * COLUMNS

LONG_PLACEHOLDER = re.compile(r"\{(?:fact|local):")
# The most words of a fact or contact; a form of address has two.
_FILLED = 12


def check_length(script: Script) -> Iterator[Problem]:
    """Yield steps with too many words, and sentences with too many lines."""
    most = LANGUAGES[script.lesson.language].most_words
    for at, step in script.played():
        text = f"{step.text}\n{step.say}"
        if _most_words(text) > most and any(script.says_itself(at, k) for k in (step.kind, "say")):
            count = _count_words(script.fill(text))
            if count > most:
                yield script.problem("too-much", *at, step.kind, count=str(count), most=str(most))
    for passage in script.passages:
        if passage.voice == "guide" or len(passage.text) <= _SURE:
            continue
        # Other placeholders are never shorter than the form of address that fills them.
        grows = LONG_PLACEHOLDER.search(passage.text) is not None
        for sentence in split_sentences(passage.text):
            if len(sentence) <= _SURE and not grows:
                continue
            text = script.fill(sentence)
            if len(text) > _SURE and _count_lines(text) > LINES:
                yield script.at(passage, "sentence-long", text=text[:COLUMNS] + "…")


def check_spoken(script: Script) -> Iterator[Problem]:
    """Yield `spoken` where it says the same as the step itself."""
    for index, step in enumerate(script.lesson.steps):
        same = (step.text.strip(), f"{step.text}\n{step.say}".strip())
        if step.spoken and step.spoken.strip() in same:
            yield script.problem("spoken-unneeded", index, "spoken")


def _most_words(text: str) -> int:
    """Return an upper bound of the words of a text with placeholders; counting them takes longer."""
    unknown = len(LONG_PLACEHOLDER.findall(text))
    return len(text.split()) + text.count("{") + _FILLED * unknown


def _count_lines(sentence: str) -> int:
    """Return how many lines a sentence takes on the narrowest screen."""
    lines, used = 1, 0
    for word in sentence.split():
        width = len(word)
        if used and used + 1 + width > COLUMNS:
            lines += 1
            used = 0
        used += width + bool(used)
        lines += (used - 1) // COLUMNS
        used = (used - 1) % COLUMNS + 1
    return lines


def _count_words(text: str) -> int:
    return sum(1 for word in text.split() if any(c.isalnum() for c in word))


# Apps and services that lessons teach by their real name: a caller may speak of them.
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
_BRAND_NAMES = tuple(name.replace(r"\b", "") for name in _BRANDS.split("|"))
_LINK_NAME = re.compile(r"\b[a-z0-9-]+\.[a-z]{2,}\b")
_INVENTED = (".example", ".apk")

# The keys under which invented people speak or are named.
_PLAYED = frozenset({"message", "cards", "from", "nodes"})


def looks_real(text: str) -> bool:
    """Return whether a text names a real brand or agency, or holds a link that may work."""
    if _ON_PHONE.search(text.lower()):
        return True
    return any(not link.endswith(_INVENTED) for link in _LINK_NAME.findall(text))


def check_played_names(script: Script) -> Iterator[Problem]:
    """Yield the real brands in the names and words of callers and in messages."""
    # Most lessons have no brand, and looking for each name is faster than the pattern of all of them.
    if not any(name in script.lower_text for name in _BRAND_NAMES):
        return
    words = LANGUAGES[script.lesson.language].wording.brands
    for passage in script.passages:
        if passage.voice != "quoted" or not _PLAYED.intersection(passage.keys):
            continue
        for match in _IN_WORDS.finditer(passage.text.lower()):
            if match.group() not in words:
                name = passage.text[match.start() : match.end()]
                yield script.at(passage, "real-brand", text=name)
