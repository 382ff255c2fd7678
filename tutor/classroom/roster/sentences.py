"""Finds who is meant by a line of a chat: “em đăng ký cho mẹ em là bà Vũ Thị Thơm ạ”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tutor.classroom.roster.likeness import Likeness, is_common, is_surname, likeness
from tutor.classroom.roster.names import hamlet_in

_ADDRESS = r"ông|bà|cụ(?: ông| bà)?|bác|cô|chú|anh|chị|mẹ|bố|thầy|u|bu"
# So many letters before a name say whose it is.
_NEAR = 60
# What a name with a form of address before it is worth.
_CALLED = 2
# So many words are read of a name, one more than any has.
_LONGEST = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Who stands behind these is asked, rung up or thanked, and does not come.
_NOT_THEM = re.compile(
    r"\b(con|cháu|em|e|c|a|anh|chị|con (gái|trai|dâu|rể)|dâu|rể|gặp|gọi|liên hệ|lh|hỏi|sđt|sdt|đt|zalo"
    r"|mình là|tôi là|em là|cháu là|nhà|vợ|chồng|người đăng ký)( là)?"
    r"( (anh|chị|em|e|cháu|cô|chú|bạn))?[\s:,]*$",
    re.IGNORECASE,
)
# Names of places and offices.
_PLACE = re.compile(
    r"(?<!trưởng )(?<!phó )\b(thôn|thon|xóm|xom|xã|phường|tổ|khu|bản|làng|ấp|huyện|tỉnh|trường|thpt|thcs"
    r"|đường|phố|hội|clb|chùa|đình|nhà văn hóa)( số)?\s+$",
    re.IGNORECASE,
)
_FOR_SOMEBODY = re.compile(
    r"\b(cho|giúp|hộ|thay|mẹ|bố|ông|bà)( (nội|ngoại|vợ|chồng|của|nhà|em|e|mình|tôi|cháu|con|anh|a|chị|c|bố|mẹ"
    r"|ông|bà|ạ|với|là|tên))*[\s:,]*$",
    re.IGNORECASE,
)
# Bà ngoại em Hoàng Thị Thìn.
_GRANDPARENT = re.compile(
    r"\b(ông|bà) (?:nội|ngoại)(?: (?:em|e|cháu|mình|con|tôi))?(?: là)?[\s:]*$", re.IGNORECASE
)
_BEFORE = re.compile(rf"(?:^|(?<!các)(?<!mấy)[\s,;:(-])({_ADDRESS})[.:]?\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    written: str
    worth: int
    start: int
    end: int


@lru_cache(maxsize=4096)
def people_of_line(text: str) -> tuple[str, ...]:
    """Return those who come by a line: form of address, name and, behind a comma, the hamlet."""
    found = _found_in(text)
    best = max((run.worth for run in found), default=0)
    ends = [*(run.start for run in found[1:]), len(text)]
    people: list[str] = []
    for run, end in zip(found, ends[: len(found)], strict=True):
        if best > _CALLED:
            # Whoever signs somebody up is named before them.
            comes = run.worth == best or (bool(people) and run.worth >= _CALLED)
        else:
            # Two words may be a place: Hà Nội.
            comes = run.worth == best > 0 or (run.worth > 0 and len(run.written.split()) > 2)
        if comes:
            people.append(run.written + _hamlet_behind(text[run.end : end]))
    return tuple(people)


def signs_somebody_up(text: str) -> bool:
    """Return True for a line that says for whom it is: bố tôi là Trần Văn Sửu."""
    return any(run.worth > _CALLED for run in _found_in(text))


def _found_in(text: str) -> list[_Found]:
    return [
        run
        for part in re.finditer(r"[^,;:.()\[\]{}\n+/–—|]+", text)
        for run in _names_in(text, part.start(), part.end())
    ]


def _hamlet_behind(rest: str) -> str:
    hamlet = hamlet_in(rest)
    return f", {hamlet}" if hamlet else ""


def _names_in(text: str, start: int, end: int) -> Iterator[_Found]:
    """Yield the names in one part of a line."""
    words = list(_WORD.finditer(text, start, end))
    has_capitals = any(map(str.isupper, text))
    read_to = start
    for at, word in enumerate(words):
        if word.start() < read_to or not is_surname(word[0]):
            continue
        run = [word, *_following(text, words[at : at + _LONGEST], has_capitals=has_capitals)]
        is_capital = word[0][0].isupper() or not has_capitals
        name = " ".join(part[0] for part in run)
        if is_capital and len(run) > 1 and likeness(name) is Likeness.SURE:
            read_to = run[-1].end()
            yield _worth(text, word.start(), read_to)


def _following(
    text: str, words: Sequence[re.Match[str]], *, has_capitals: bool
) -> Iterator[re.Match[str]]:
    """Yield the words that go on the name which the first begins."""
    for before, word in pairwise(words):
        is_name = word[0][0].isupper() or word[0].casefold() in ("thị", "văn")
        ends = not is_name if has_capitals else is_common(word[0]) or _PLACE.match(f"{word[0]} ")
        if ends or text[before.end() : word.start()].strip():
            return
        yield word


def _worth(text: str, start: int, end: int) -> _Found:
    before = text[max(0, start - _NEAR) : start]
    address = _BEFORE.search(before)
    worth = 1
    if address is not None:
        start, before = address.start(1), before[: address.start(1)]
        worth += 1
    if _FOR_SOMEBODY.search(before):
        worth += 3
    elif _NOT_THEM.search(before) or _PLACE.search(before):
        worth -= 3
    grandparent = _GRANDPARENT.search(before)
    word = f"{grandparent[1]} " if grandparent is not None and address is None else ""
    return _Found(word + text[start:end], worth, start, end)
