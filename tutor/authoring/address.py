"""Forms of address and words that shame: what a lesson says to the learner, and how."""

import re
from collections.abc import Iterator

from tutor.authoring.script import Passage, Script
from tutor.content.decoding import nearest
from tutor.content.model import Problem
from tutor.content.placeholders import find_placeholders

PLACES = ("bac", "Bac", "cac_bac", "Cac_bac")
_PREFIXES = ("fact:", "local:")

# What somebody else says, and places to fill.
_ASIDE = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|\{[^{}]*\}")
# Words that look like a form of address and are none: "bác sĩ", "công cụ", "bác hàng xóm".
_ADDRESS = re.compile(
    r"(?<!\w)(?:[Cc]ác )?"
    r"(?:[Bb]ác(?! (?:sĩ|sỹ|bỏ|hàng|nào|ấy|này|kia)\b)"
    r"|(?<![Cc]ông )(?<![Dd]ụng )(?<![Đđ]ạo )(?<![Nn]hạc )[Cc]ụ(?! (?:thể|già|nào|ấy)\b)"
    r"|[Ôô]ng bà(?! (?:nội|ngoại|mình|cháu)\b)"
    r"|[Qq]uý vị)(?!\w)"
)

# What stings or sounds like a test, and what to say instead is for the author to find.
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
    """Yield literal forms of address, unknown places to fill, and words that shame."""
    language = script.lesson.language
    shame = _SHAME.get(language)
    for passage in script.passages:
        if "{" in passage.text or "}" in passage.text:
            yield from _places(script, passage)
        if passage.voice != "lesson":
            continue
        if language == "vi":
            yield from _literal(script, passage)
        if shame is not None:
            for match in shame.finditer(_ASIDE.sub("", passage.text)):
                yield script.at(passage, "shaming-word", text=match.group())


def _places(script: Script, passage: Passage) -> Iterator[Problem]:
    for name in find_placeholders(passage.text):
        if name not in PLACES and not name.startswith(_PREFIXES):
            near = nearest(name, PLACES) or "bac"
            yield script.at(passage, "place-unknown", name=name, near=near)
    if passage.text.count("{") != passage.text.count("}"):
        yield script.at(passage, "place-open")


def _literal(script: Script, passage: Passage) -> Iterator[Problem]:
    text = _ASIDE.sub("", passage.text)
    for match in _ADDRESS.finditer(text):
        word = match.group()
        after = text[match.end() : match.end() + 2]
        if after[:1] == " " and after[1:].isupper():
            continue  # "bác Hoa" is somebody else
        many = word.lower().startswith(("các", "ông", "quý"))
        place = "cac_bac" if many else "bac"
        if word[0].isupper():
            place = place.capitalize()
        yield script.at(passage, "literal-you", text=word, place="{" + place + "}")
