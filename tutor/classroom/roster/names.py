"""What a cell with a name holds besides the name, and what a text says of a hamlet."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from tutor.classroom.roster.headings import comparable, needs_in
from tutor.classroom.roster.likeness import Likeness, is_surname, likeness
from tutor.content.text import one_line
from tutor.records.people import Need
from tutor.vietnamese import CAPITALS, capitalise_name, restore_capitals, unmarked

# The word before a name, and the id of the form of address that it stands for.
_ADDRESSES = {
    "ông": "ong", "ô": "ong", "b": "ba", "cụ ông": "cu", "cụ bà": "cu", "bà": "ba", "cụ": "cu",
    "bác": "bac", "cô": "co", "chú": "chu", "anh": "", "chị": "", "em": "", "mr": "", "mrs": "", "ms": "",
    "thầy": "", "ông bà": "", "ông/bà": "", "đ/c": "", "đồng chí": "",
}  # fmt: skip
_ADDRESS = re.compile(
    rf"({'|'.join(sorted(map(re.escape, _ADDRESSES), key=len, reverse=True))})[.:]?\s+(?=\S)"
)
# After these words one word is still a name: bà Lan. "Anh Thư" and "Cô Lan" may be names of two words.
_BEFORE_ONE_WORD = frozenset(("ong", "ba", "cu", "bac"))
_BETWEEN_PEOPLE = re.compile(r"\s*[\n;,/&+]\s*|\s+(?:và|va)\s+|\s+[-–—]\s+")
_ORDINAL = re.compile(
    r"^(?:\d{1,4}\s*[.)\]:/-]+\s*|\d{1,3}\s+(?=[^\W\d_]+\s+[^\W\d_])|[-+*•·–§►▪●○]\s+|o\s+(?=[A-ZĐ]))"
)
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?|[\"“”]([^\"“”]*)[\"“”]")
_SURE_WORD = (
    r"thôn|xóm|ấp|khóm|bản(?! danh| kê| cam| tổng)|buôn|làng|phum|tổ dân phố|khu phố|khu dân cư|khối phố"
    r"|tdp|kdc|kp|(?:tổ|khu|khối|đội)(?= \d)"
)
_SURE_ASCII = (
    r"thon|xom|khom|buon|phum|to dan pho|khu pho|khu dan cu|tdp|kdc|kp"
    r"|(?:ap|to|khu|ban|khoi|doi)(?= \d)"
)
# Also words that mean other things inside a sentence.
_PLACE_WORD = rf"(?:{_SURE_WORD}|sóc|tổ(?!\s+(?:trưởng|phó|chức|hợp|công|tiết))|khu vực|khu|khối)"
# These stand in no name: bà Lê Thị Hoa xóm 3.
_WITHOUT_COMMA = (
    r"(?:(?:thôn|xóm|ấp|khóm|tdp|tổ dân phố|khu phố|khu dân cư|thon|xom|khom|to dan pho|khu pho)"
    r"|(?:tổ|khu|khối|bản|buôn|đội|ap|to|ban|doi)(?= \d))(?! \d\d+ ?t)"
)
# Ranks and professions before a name.
_RANK = re.compile(
    r"^(?:(?:bác|y) sĩ|bs|kỹ sư|ks|gs|pgs|ts|ths|tiến sĩ|thạc sĩ|nhà giáo|thầy giáo|cô giáo|nghệ nhân|dược sĩ"
    r"|(?:đại|thượng|trung|thiếu) (?:tá|úy|tướng)|thương binh|(?:ni sư|sư thầy|sư cô|đại đức|thượng tọa))"
    r"\.?\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_NGUYEN = re.compile(r"\bNg(?:\.\s*|\s+)(?=\w)", re.IGNORECASE)
# Hộ ông Nguyễn Văn Lộc, Vợ: Lê Thị Na.
_HOUSEHOLD = re.compile(
    r"^(?:(?:hộ(?: gia đình)?|gia đình|gđ|nhà|và|thêm)\s+(?=(?:ông|bà|cụ|bác|anh|chị|cô|chú)\s)"
    r"|[-+]?\s*(?:vợ|chồng|mẹ|bố)(?:\s*[:.–-]|\s+là\s)\s*)",
    re.IGNORECASE,
)
# The words before a year of birth.
_BORN = re.compile(
    r"(?<![^\W_])(?:sn|ns|s\.n|sinh (?:năm|ngày)|(?:năm|ngày) sinh|(?-i:sinh))[\s.:]*(?=\d)",
    re.IGNORECASE,
)
_REAL_NAME = re.compile(r"^(?:tên thật|tên đầy đủ|họ tên)(?: là)?[\s:]+", re.IGNORECASE)
_OFFICE = (
    r"(?:nguyên|phó|trưởng|bí thư|chi hội|chi ủy|tổ trưởng|chủ tịch|hội trưởng|hội viên|đảng viên|ủy viên"
    r"|cán bộ)"
)
_APART = re.compile(
    r"\s+(?=(?:19|20)\d\d\b|\d\d?/\d\d?/\d{4})"
    r"|,?\s+(?=(?:tức|(?:tên )?thường gọi|bí danh)\s)"
    r"|\s+[-–—|]+\s*|\s*[;|]\s*|\s*(?:\.{3,}|…+|_{3,})\s*|\s*[-–—,]\s*(?=\d)"
    rf"|,\s*(?=(?:{_PLACE_WORD}|{_OFFICE}|sn|sinh|năm sinh)\b)|\s+(?={_WITHOUT_COMMA}\s+[^\W_])",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[\s,.:–-]*\b(?:(?:sn|ns|sinh(?: năm)?|năm sinh|sđt|đt|dt|số|tel|điện thoại)[\s.:]*)?"
    r"\+?\d[\d\s./()-]*(?:tuổi\b|t\b)?\s*$",
    re.IGNORECASE,
)
_BEFORE_PLACE = (
    r"(?:(?:[ivx]+|[a-h]|\d{1,2})\s*[.)/:-]\s*|[-+*•]\s*)?"
    r"(?:chi hội(?: nct| ccb| phụ nữ)?|tổ hội|ccb|hội nct)?\s*"
)
_NAMED = r"\s*[.:]?\s+(\S.*)"
_COUNT = re.compile(
    r"\s*(?:[:(–-]|có\b)\s*\(?\s*\d+\s*(?:người|cụ|hộ|học viên|hội viên|hv|ng)?\b.*$|\s*[:.;–-]+\s*$",
    re.IGNORECASE,
)
_LARGER = r"(?:xã|phường|huyện|tỉnh|thị trấn|tx|tp)\b"
# What follows a hamlet in a title or an address. Thôn Ngọc Tỉnh xin gửi: no province is named there.
_AFTER_PLACE = re.compile(
    rf"\s*(?:[,;–—/(]|\s-|\b(?-i:{_LARGER})(?=\s+\w)|\b{_LARGER}(?=\s+(?-i:[{CAPITALS}\d]))"
    r"|\b(?:năm|tháng|tham|lớp|đăng|khóa|đợt|học)\b|\bdự (?=lớp|buổi|học|tập)).*$",
    re.IGNORECASE,
)
_LONGEST_PLACE = 5
# Parts of a hamlet, where one is named too.
_PARTS = frozenset(("to", "doi", "khu"))
# Pictures that people put behind a name in a chat.
_SIGNS = frozenset(("So", "Sk", "Cn", "Cs", "Co", "Mn"))


@dataclass(frozen=True, slots=True)
class NameCell:
    """A cell with a name: the name, "" if there is none, and what else was in the cell.

    `had_number` is True if a number was removed.
    """

    name: str
    address: str = ""
    hamlet: str = ""
    needs: frozenset[Need] = frozenset()
    had_number: bool = False


@lru_cache(maxsize=4096)
def read_name(cell: str) -> NameCell:
    """Return the name in a cell without form of address, number, notes and nickname."""
    text = _BORN.sub("", _HOUSEHOLD.sub("", _NGUYEN.sub("Nguyễn ", _one_line(cell))))
    brackets = (first or second for first, second in _BRACKETS.findall(text))
    beside = [_REAL_NAME.sub("", text) for text in brackets]
    text = _ORDINAL.sub("", _BRACKETS.sub(" ", text).strip(), count=1) if text else ""
    text = "".join(sign for sign in text if unicodedata.category(sign) not in _SIGNS).strip()
    head, *tails = _APART.split(text)
    beside += tails
    name = _NUMBER.sub("", head)
    address, name = _split_address(_RANK.sub("", one_line(name)))
    name = name.strip(" .,:;*-–")
    # Bà Tư (Nguyễn Thị Tư): what somebody is called, and the name.
    full = [
        text
        for text in beside
        if is_surname(text.split(" ")[0]) and text.split()[-1] in name.split()
    ]
    if full and likeness(name) is not Likeness.SURE and likeness(full[0]) is Likeness.SURE:
        name = full[0]
    hamlet = next(filter(None, map(hamlet_in, beside)), "")
    return NameCell(
        name=capitalise_name(name),
        address=address,
        hamlet=hamlet,
        needs=needs_in(comparable(" ; ".join(beside))),
        had_number=any(re.search(r"\d{4}", part) for part in (head, *beside)),
    )


def people_in(cell: str) -> list[str]:
    """Return the texts of each person in a cell: a couple has two lines, or "và" between the names."""
    # Blanks are made one first: the search would try each in a row of many.
    lines = re.sub(r"[^\S\n]+", " ", cell)
    parts = [part for part in _BETWEEN_PEOPLE.split(lines) if part.strip()]
    return parts if len(parts) > 1 and all(map(_is_person, parts)) else [cell]


def _is_person(text: str) -> bool:
    read = read_name(text)
    is_called = bool(read.address) and len(read.name.split()) == 1 and read.name in text
    return has_surname(text) or is_called


def has_surname(cell: str) -> bool:
    """Return True if a cell holds a name of two words or more that begins with a frequent surname."""
    name = read_name(cell).name
    return likeness(name) is Likeness.SURE and is_surname(name.split()[0])


def has_ordinal(cell: str) -> bool:
    """Return True if a cell begins with a number such as "3." or with a dash."""
    return _ORDINAL.match(_one_line(cell)) is not None


def is_address(text: str) -> bool:
    """Return True for a form of address alone, such as Ông."""
    return _one_line(text).casefold().strip(".:") in _ADDRESSES


def address_in(text: str) -> str:
    """Return the id of the form of address that a cell consists of, else ""."""
    return _ADDRESSES.get(_one_line(text).casefold().strip(".:"), "")


def _split_address(name: str) -> tuple[str, str]:
    """Return the id of the form of address before a name, and the name."""
    match = _ADDRESS.match(unicodedata.normalize("NFC", name).casefold())
    if match is None:
        return _split_ascii_address(name)
    address = _ADDRESSES[match[1]]
    rest = name[match.end() :]
    # Cô Lan may be a whole name; cô Lan is not.
    is_small = name[:1].islower() and rest[:1].isupper()
    if len(rest.split()) > 1 or address in _BEFORE_ONE_WORD or is_small:
        return address, rest
    return "", name


def _split_ascii_address(name: str) -> tuple[str, str]:
    """Return what `_split_address` returns, for a name that was typed without marks: ba nguyen thi tam."""
    first, *rest = name.casefold().split() or [""]
    # Ong and Cu are surnames too: Ong Mai Lan is a whole name.
    least = 3 if first in ("ong", "cu") else 2
    if first in _BEFORE_ONE_WORD and name.isascii() and len(rest) >= least and is_surname(rest[0]):
        return first, name.split(maxsplit=1)[1]
    return "", name


def hamlet_of_line(text: str) -> str:
    """Return the hamlet if a text is nothing but its name, as a line above its people is, else ""."""
    line = _without_count(_one_line(text))
    word = _SURE_ASCII if line.isascii() else _PLACE_WORD
    match = re.fullmatch(rf"{_BEFORE_PLACE}({word}){_NAMED}", line, re.IGNORECASE)
    return _written(match[1], match[2]) if match else ""


@lru_cache(maxsize=4096)
def hamlet_in(text: str) -> str:
    """Return the hamlet that an address, a title or a note names with a word such as thôn, else "".

    Of a hamlet and a team in it the hamlet is taken: tổ 3, thôn Đoài.
    """
    line = _one_line(text)
    word = _SURE_ASCII if line.isascii() else _SURE_WORD
    pattern = rf"(?:(?<=[\s,;:/(-])|^)(?:biên bản|({word})(?=\s*[.:]?\s+\S))"
    found = [match for match in re.finditer(pattern, line, re.IGNORECASE) if match[1]]
    named: list[tuple[bool, str]] = []
    end = len(line)
    for match in reversed(found):
        name = _AFTER_PLACE.sub("", line[match.end() : end].lstrip(" .:"))
        name = _without_count(_without_sentence(name).strip(" ,;-–"))
        hamlet = _written(match[1], name) if name else ""
        end = match.start()
        if hamlet:
            named.insert(0, (unmarked(match[1]) in _PARTS, hamlet))
    return min(named, key=lambda found: found[0])[1] if named else ""


def _without_count(line: str) -> str:
    """Return a line without how many people it says a hamlet has: THÔN ĐÔNG: 12 người."""
    short = _COUNT.sub("", line)
    return short if len(short.split()) > 1 or not re.search(r"\d", line) else line


def _without_sentence(name: str) -> str:
    """Return a hamlet without the words behind it: xóm 3 đau chân, nhờ đón."""
    if name[:1].islower():
        return name
    return " ".join(takewhile(lambda word: not word[0].islower(), name.split()))


def _one_line(text: str) -> str:
    return unicodedata.normalize("NFC", one_line(text))


def _written(word: str, name: str) -> str:
    place = f"{word} {name}"
    if len(place.split()) > _LONGEST_PLACE or name.split()[0].casefold() in ("trưởng", "phó"):
        return ""
    written = restore_capitals(place)
    if written.isupper() and word.casefold() not in ("tdp", "kdc", "kp"):
        written = capitalise_name(written)
    return written[:1].upper() + written[1:]
