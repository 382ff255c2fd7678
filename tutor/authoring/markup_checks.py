"""Check of marks that authors know from elsewhere: lessons have *one pair of stars* and no other markup."""

import re
from collections.abc import Iterator

from tutor.authoring.script import Script
from tutor.content.model import Problem
from tutor.content.text import split_emphasis

# Codes that are dialled, as *101#, and a product of two numbers have stars of their own.
_OWN_STARS = re.compile(r"\\\*|[*#]+\d[\d*•]*#|(?<=\d) ?\* ?(?=\d)")
_STAR = re.compile(r"\S*\*\S*")
_TAG = re.compile(
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
        if "<" in passage.text and (match := _TAG.search(passage.text)):
            yield script.at(passage, "markup-tag", text=match.group())
