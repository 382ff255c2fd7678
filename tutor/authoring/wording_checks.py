"""Checks of the texts of a lesson: undated claims, real names, forms of address, length, abbreviations.

Each check looks for a substring first where that is cheap, because most texts have nothing to report.
"""

import re
from collections.abc import Iterator
from datetime import date

from tutor.authoring.script import Passage, Script
from tutor.content.decoding import nearest
from tutor.content.facts import Facts
from tutor.content.model import Problem
from tutor.content.placeholders import Filler, find_placeholders
from tutor.content.text import split_sentences, strip_emphasis
from tutor.languages import LANGUAGES
from tutor.speech.normalise import (
    normalise,
)
from tutor.speech.normalise.lexicon import (
    shipped_lexicon,
)
from tutor.speech.normalise.text import (
    join_spoken,
)

_PLACEHOLDER = re.compile(r"\{[^{}\n]*\}")
_DIGIT = re.compile(r"\d")
_DOT_IN_WORD = re.compile(r"\.[A-Za-z]")
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
    """Yield unknown or outdated facts, and claims that belong in the dated facts file."""
    yield from _listed_facts(script, facts, today)
    for passage in script.passages:
        if "{" in passage.text:
            yield from _named_facts(script, passage, facts)
        yield from _literal_claims(script, passage)


def _listed_facts(script: Script, facts: Facts, today: date) -> Iterator[Problem]:
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


def _named_facts(script: Script, passage: Passage, facts: Facts) -> Iterator[Problem]:
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


def _literal_claims(script: Script, passage: Passage) -> Iterator[Problem]:
    text = _PLACEHOLDER.sub(" ", passage.text) if "{" in passage.text else passage.text
    if _DOT_IN_WORD.search(text):
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


PLACEHOLDERS = ("bac", "Bac", "cac_bac", "Cac_bac")
_PREFIXES = ("fact:", "local:")

# Quoted speech, and placeholders.
_ASIDE = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|\{[^{}]*\}")
# The exceptions look like a form of address and are none: "bác sĩ", "công cụ", "bác hàng xóm".
_FORM_OF_ADDRESS = re.compile(
    r"(?<!\w)(?:[Cc]ác )?"
    r"(?:[Bb]ác(?! (?:sĩ|sỹ|bỏ|hàng|nào|ấy|này|kia)\b)"
    r"|(?<![Cc]ông )(?<![Dd]ụng )(?<![Đđ]ạo )(?<![Nn]hạc )[Cc]ụ(?! (?:thể|già|nào|ấy)\b)"
    r"|[Ôô]ng bà(?! (?:nội|ngoại|mình|cháu)\b)"
    r"|[Qq]uý vị)(?!\w)"
)

# A substring of every match of _FORM_OF_ADDRESS, in lower case.
_ADDRESS_WORDS = ("bác", "cụ", "ông bà", "quý vị")

# Words that shame or sound like an examination.
_SHAMING = {
    "vi": (
        "bài kiểm tra",
        "trí nhớ",
        "lớn tuổi",
        "tuổi già",
        "người già",
        "sai rồi",
        "chọn nhầm",
        "quên rồi à",
        "giỏi quá",
        "tuyệt vời",
        "ngoan",
        "dễ lắm mà",
        "dễ ợt",
        "nhanh lên",
        "điểm số",
        "xếp hạng",
        "xếp thứ",
        "thi trượt",
        "không hợp lệ",
        "ngu",
        "dốt",
        "kém cỏi",
    ),
    "en": (
        "test",
        "your memory",
        "at your age",
        "elderly",
        "old people",
        "wrong!",
        "you forgot",
        "well done",
        "good job",
        "good girl",
        "good boy",
        "easy as",
        "obviously",
        "hurry up",
        "your score",
        "ranked",
        "you failed",
        "invalid",
        "stupid",
        "silly",
    ),
}
_SHAME = {
    language: re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE
    )
    for language, words in _SHAMING.items()
}


def check_address(script: Script) -> Iterator[Problem]:
    """Yield literal forms of address, unknown placeholders, and words that shame."""
    language = script.lesson.language
    shaming = [word for word in _SHAMING.get(language, ()) if word in script.lower_text]
    words = _ADDRESS_WORDS if language == "vi" else ()
    forms = [word for word in words if word in script.lower_text]
    for passage in script.passages:
        if "{" in passage.text or "}" in passage.text:
            yield from _unknown_placeholders(script, passage)
        if passage.voice != "lesson":
            continue
        lower = passage.text.lower()
        if any(word in lower for word in forms):
            yield from _literal_address(script, passage)
        if any(word in lower for word in shaming):
            for match in _SHAME[language].finditer(_ASIDE.sub("", passage.text)):
                yield script.at(passage, "shaming-word", text=match.group())


def _unknown_placeholders(script: Script, passage: Passage) -> Iterator[Problem]:
    for name in find_placeholders(passage.text):
        if name not in PLACEHOLDERS and not name.startswith(_PREFIXES):
            near = nearest(name, PLACEHOLDERS) or "bac"
            yield script.at(passage, "place-unknown", name=name, near=near)
    if passage.text.count("{") != passage.text.count("}"):
        yield script.at(passage, "place-open")


def _literal_address(script: Script, passage: Passage) -> Iterator[Problem]:
    text = _ASIDE.sub("", passage.text)
    for match in _FORM_OF_ADDRESS.finditer(text):
        word = match.group()
        after = text[match.end() : match.end() + 2]
        if after[:1] == " " and after[1:].isupper():
            continue  # "bác Hoa" is another person
        many = word.lower().startswith(("các", "ông", "quý"))
        place = "cac_bac" if many else "bac"
        if word[0].isupper():
            place = place.capitalize()
        yield script.at(passage, "literal-you", text=word, place="{" + place + "}")


COLUMNS = 34
LINES = 4
# Two successive lines are together longer than one line, so a sentence of this length always fits.
_SURE = (LINES + 1) // 2 * COLUMNS

_LONG_PLACEHOLDER = re.compile(r"\{(?:fact|local):")
# The most words of a fact, contact or form of address.
_FILLED = 12


def check_reading(script: Script, filler: Filler) -> Iterator[Problem]:
    """Yield steps with too many words, sentences with too many lines, and needless `spoken`."""
    most = LANGUAGES[script.lesson.language].most_words
    for at, step in script.played():
        if not any(script.says_itself(at, key) for key in (step.kind, "say")):
            continue
        spoken_sentences = f"{step.text}\n{step.say}"
        if _at_most(spoken_sentences) > most:
            count = _words(filler.fill(strip_emphasis(spoken_sentences)))
            if count > most:
                at_once, allowed = str(count), str(most)
                yield script.problem("too-much", *at, step.kind, count=at_once, most=allowed)
        if step.spoken and step.spoken.strip() in (step.text.strip(), spoken_sentences.strip()):
            yield script.problem("spoken-unneeded", *at, "spoken")
    for passage in script.passages:
        if passage.voice == "guide" or len(passage.text) <= _SURE:
            continue
        for sentence in split_sentences(passage.text):
            # A form of address is never longer than its placeholder.
            if len(sentence) <= _SURE and not _LONG_PLACEHOLDER.search(sentence):
                continue
            shown = filler.fill(strip_emphasis(sentence))
            if len(shown) > _SURE and _lines(shown) > LINES:
                yield script.at(passage, "sentence-long", text=shown[:COLUMNS] + "…")


def _at_most(text: str) -> int:
    """Return an upper bound of the words of a text with placeholders; counting them takes longer."""
    return len(text.split()) + _FILLED * text.count("{")


def _lines(sentence: str) -> int:
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


def _words(text: str) -> int:
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
_ALSO_WORDS = {"en": frozenset({"apple", "grab", "messenger"})}
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
    if _IN_WORDS.search(script.lower_text) is None:
        return
    words = _ALSO_WORDS.get(script.lesson.language, frozenset())
    for passage in script.passages:
        if passage.voice == "quoted" and _PLAYED.intersection(passage.keys):
            yield from _brands(script, passage, words)


def _brands(script: Script, passage: Passage, words: frozenset[str]) -> Iterator[Problem]:
    for match in _IN_WORDS.finditer(passage.text.lower()):
        if match.group() not in words:
            name = passage.text[match.start() : match.end()]
            yield script.at(passage, "real-brand", text=name)


REGION = "bac"
# Two or more capitals, with their digits: an abbreviation, or a word in capitals.
_ABBREVIATION = re.compile(r"(?<![\w.@/-])[A-ZĐ][A-ZĐ0-9]*[A-ZĐ][A-ZĐ0-9]*(?![\w@]|[./-]\w)")
# A substring of every abbreviation.
_CAPITALS = re.compile(r"[A-ZĐ][0-9]*[A-ZĐ]")


def check_speakable(script: Script) -> Iterator[Problem]:
    """Yield abbreviations that are not in the lexicon, which a voice would spell."""
    language = script.lesson.language
    replaced = {("steps", i, s.kind) for i, s in enumerate(script.lesson.steps) if s.spoken}
    for passage in script.passages:
        if passage.voice == "guide" or passage.keys in replaced:
            continue
        if _CAPITALS.search(passage.text) is None:
            continue
        lexicon = shipped_lexicon(language, REGION)
        for word in _ABBREVIATION.findall(strip_emphasis(passage.text)):
            if not any(form in lexicon.words for form in (word, word.lower())):
                yield script.at(passage, "voice-spells", text=word)


def spoken_sentences(script: Script, filler: Filler) -> Iterator[tuple[str, str]]:
    """Yield each sentence that a lesson shows with the words that a voice speaks for it."""
    for passage in script.passages:
        if passage.voice == "guide":
            continue
        for sentence in split_sentences(filler.fill(passage.text)):
            shown = strip_emphasis(sentence)
            yield shown, join_spoken(normalise(shown, script.lesson.language, REGION))
