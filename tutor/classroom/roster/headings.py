"""What the heading of a column means, as offices write headings in Vietnamese and English."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from tutor.content.text import one_line
from tutor.records.people import Need, looks_like_number
from tutor.vietnamese import unmarked

Kind = Literal[
    "name", "weak-name", "surname", "middle", "given", "address", "hamlet", "locality", "commune",
    "household", "needs", "index", "role", "private", "",
]  # fmt: skip
"""The kind of a column: a `weak-name` holds names if no better column does, a `locality` may name hamlets
in its cells, a `role` tells learners from others, a `private` column is never read, and "" is unknown."""

_SHOWN = 40

_PRIVATE = re.compile(
    r"\b(cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|giay to|ho chieu|passport|id|identity|ssn"
    r"|sdt|s dt|dt|dien thoai|so may|di dong|lien he|zalo|facebook|phone|mobile|tel|email|mail"
    r"|sinh(?! (hoat|song)\b)|tuoi|born|birth|birthday|birthdate|dob|age|year|nam|nu"
    r"|bhyt|bhxh|bao hiem|so the|insurance|suc khoe|benh|khuyet tat|tan tat|health|disability|illness"
    r"|tai khoan|stk|bank|account|dan toc|ton giao|ethnicity|religion|gioi|gioi tinh|gender|sex"
    r"|so nha|mat khau|password)\b"
)
# Names of other people than those of the list.
_OTHERS = re.compile(
    r"\b(chu ho|cha|bo|me|vo|chong|con|chau|than nhan|giam ho|can bo|phu trach|tinh nguyen vien|tnv|huong dan"
    r"|bao ho|phu huynh|hoc sinh|sinh vien|giao vien|giang vien|(to|nhom|truong) truong|truong nhom|ban kem"
    r"|nguoi (than|nha|lien he|giam ho|lap|gioi thieu|cham soc|ho tro|kem|day|dua don|dai dien|dien|bao lanh"
    r"|di cung|ky|dang ky (ho|giup|thay)))\b"
)
_WHO = (
    r"hoc vien|hv|nguoi (hoc|tham gia|dan|cao tuoi|dang ky|duoc (kem|giup|huong dan|ho tro|day))"
    r"|cong dan|ba con|chi em|dai bieu|doi tuong|cu tri|nhan khau|nguoi (tham du|du|nhan|mua)( qua)?"
    r"|(thanh|hoi|doan|dang) vien|nct|cac (bac|cu|ong ba)|ong ba"
)
# The first kind whose pattern matches the whole heading is taken.
_KINDS: Mapping[Kind, str] = {
    "address": r"(cach )?xung ho|x ho|danh xung|goi la|form of address|how to address",
    "index": r"#|stt|tt|so|so tt|so thu tu|thu tu|no|number|index",
    "role": r"(vai tro|loai (nguoi dung|tai khoan))( .*)?|(user )?(role|type)s?",
    "surname": r"ho (va )?(ten |chu )?(dem|lot)|ho va|surname|last name|family name",
    "middle": r"(ten |chu )(dem|lot)|dem|middle name",
    "given": rf"ten( goi| rieng| {_WHO})?|given name|first name",
    "household": (
        r"(ho (va )?ten |ten )?(chu ho|ho gia dinh)|ten ho|gia dinh|(so|ma) ho( gia dinh)?|household|family"
    ),
    "commune": (
        r"((ten|ma) )?(xa|phuong)( phuong| xa)?( thi tran| dac khu)?( (dang o|cu tru|thuong tru))?"
        r"|commune|ward"
    ),
    "weak-name": (
        r"ten (bac|cu|day du|cua.*)"
        rf"|(ten )?({_WHO})( la gi| (se |di |dang ky |tham gia )+(hoc|lop).*)?"
        r"|(bac|ban|ong ba) ten (la )?gi"
        r"|(display )?names?|learners?|participants?|(full )?name of .*"
    ),
    "needs": (
        r"ghi chu.*|luu y.*|nhu cau.*|.*\bcan (giup|ho tro|luu y)\b.*|giup do|ho tro|notes?|remarks?|needs?"
        r"|support"
    ),
    "locality": (
        r"(noi|cho)( dang)? (o|cu tru|cu ngu|sinh song|thuong tru|tam tru)( .*)?|dia (chi|ban)( .*)?|d c|hktt"
        r"|.*\bo dau"
        r"|tru quan|thuong tru|tam tru|cu tru|ho khau.*|chi hoi( (nct|ccb|phu nu|pn|nong dan|nd))?"
        r"|noi sinh hoat( .*)?|chi to|to hoi|chi doan|chi bo|don vi|address"
    ),
}
_NAME = re.compile(
    r"(ho (va |chu dem va |chu dem |dem va )?ten|h (va )?ten|hvt|full name|ten day du)\b.*"
)
_PLACE_WORDS = frozenset(
    "thon xom ban ap khom lang buon phum soc to khu khoi doi cum tdp kdc hamlet village".split()  # noqa: SIM905
)
_ONE_PLACE_WORD = re.compile(
    rf"({'|'.join(sorted(_PLACE_WORDS))}|to dan pho|khu (pho|dan cu)|khoi pho)( so)?"
)
# Headings without marks stand above hamlets with marks.
_WITH_MARKS = {
    unmarked(word): word
    for word in ("thôn", "xóm", "ấp", "khóm", "buôn", "làng", "tổ dân phố", "khu phố")
}
_BESIDE_PLACES = frozenset(("dan", "cu", "pho", "ten", "so"))
# In a question: "Bạn ở thôn nào?" asks for a hamlet (thôn), not for a "bản".
_PLACE_IN_WORDS = re.compile(
    r"\b(thôn|xóm|ấp|khóm|bản|buôn|làng|phum|tổ dân phố|tdp|khu phố|khu dân cư|tổ phụ nữ|hamlet|village)\b"
)
_PLACE_IN_ASCII = re.compile(
    r"\b(thon|xom|khom|buon|phum|to dan pho|tdp|khu pho|khu dan cu|to phu nu|hamlet|village)\b"
)
# Without its mark the same as a village, bản.
_TABLE = re.compile(r"bàn( số)?")
_OF_PLACES = re.compile(r"\b(truong|can bo|xac nhan|y kien)\b")
# Kolibri puts the name of the field behind its translation.
_CODE = re.compile(r"\(([A-Z][A-Z_]{3,})\)$")
_CODES: Mapping[str, Kind] = {"FULL_NAME": "name", "USER_TYPE": "role", "ASSIGNED_TO": ""}

_NEEDS: Mapping[Need, str] = {
    "large-letters": r"chu (that )?(to|lon)|mat (kem|yeu|mo)|kem mat|large letters?|large print",
    "hearing": (
        r"nghe kem|kem nghe|kho nghe|nang tai|lang tai|nghenh ngang|tai kem|hears? little|hearing"
    ),
    "hands": r"run tay|tay (hay )?run|tay yeu|tay cham|unsteady|hands?",
    "reading": (
        r"(khong|chua|it) (biet |doc )(chu|duoc)?|doc (cham|kem|kho)|reads? (little|slowly)|reading"
    ),
}


def comparable(text: str) -> str:
    """Return a text for comparison: words in small letters without marks, with single spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", unmarked(text)))


# What somebody says ends so, and no heading does.
_SAID = re.compile(r"\b(?:ạ|nhé|nha|nhỉ)\W*$", re.IGNORECASE)


def kind_of(heading: str) -> Kind:
    """Return the kind of the column under a heading."""
    text = one_line(heading)
    if _SAID.search(text):
        return ""
    code = _CODE.search(text)
    if code:
        return _CODES.get(code[1], "private")
    whole = _without_brackets(text)
    if text == "#":
        return "index"
    kind = _kind(whole)
    if kind:
        return kind
    parts = [part for part in whole.split("/") if part.strip()]
    return next(filter(None, map(_kind, parts)), "") if len(parts) > 1 else ""


def is_bare_heading(text: str) -> bool:
    """Return True if a text is the heading of a column and nothing else, as no cell below one is."""
    plain = comparable(_without_brackets(one_line(text)))
    kind = kind_of(text)
    if kind in ("hamlet", "locality"):
        return _is_word_for_places(plain) or kind == "locality"
    # A cell may be a year, or the sex of somebody: these are headings only where they name a column.
    return kind in ("name", "surname", "middle", "given", "commune", "index") or plain in (
        "nam", "nu", "ngay sinh", "nam sinh", "so nha", "dien thoai", "sdt", "cccd",
    )  # fmt: skip


def _without_brackets(text: str) -> str:
    """Return a heading without what it explains in brackets, or the whole one if that is all."""
    outside = re.sub(r"[(\[][^()\[\]]*[)\]]?", " ", text).strip()
    return outside or text


def _kind(text: str) -> Kind:
    plain = comparable(text)
    if not plain:
        return ""
    kinds = (kind for kind, pattern in _KINDS.items() if re.fullmatch(pattern, plain))
    kind: Kind = next(kinds, "")
    if kind in ("address", "index", "surname", "middle"):
        return kind
    if _NAME.fullmatch(plain):
        others = _OTHERS.search(plain.replace("ba con", ""))
        return ("household" if kind == "household" else "private") if others else "name"
    if _PRIVATE.search(plain.replace("phu nu", "")) and kind != "weak-name":
        return "private"
    if not kind and _names_places(text, plain):
        return "hamlet"
    return "private" if not kind and _OTHERS.search(plain) else kind


def _names_places(text: str, plain: str) -> bool:
    if _TABLE.fullmatch(unicodedata.normalize("NFC", text).casefold().strip()):
        return False
    if _is_word_for_places(plain):
        return True
    if _OF_PLACES.search(plain):
        return False
    marked = unicodedata.normalize("NFC", text).casefold()
    pattern = _PLACE_IN_ASCII if marked.isascii() else _PLACE_IN_WORDS
    return pattern.search(marked) is not None


def _is_word_for_places(plain: str) -> bool:
    words = [word for word in plain.split() if word not in _BESIDE_PLACES]
    return bool(words) and _PLACE_WORDS.issuperset(words)


def place_word(heading: str) -> str:
    """Return the word for hamlets that a heading consists of, such as Xóm or Xóm số, else ""."""
    word = one_line(heading)
    if not _ONE_PLACE_WORD.fullmatch(comparable(word)):
        return ""
    place = re.sub(r"\s+số$", "", word.casefold())
    return _WITH_MARKS.get(place, place).capitalize()


def printable_heading(heading: str) -> str:
    """Return a heading that is safe to show, "…" for one that looks like somebody's number."""
    text = one_line(heading)[:_SHOWN]
    return "…" if looks_like_number(text) else text


def needs_in(plain_text: str) -> frozenset[Need]:
    """Return the needs that a note mentions; it is given as `comparable` returns it."""
    return frozenset(
        need for need, pattern in _NEEDS.items() if re.search(rf"\b({pattern})\b", plain_text)
    )


def need_of(heading: str) -> Need | None:
    """Return the one need that a heading names; the cells of such a column are ticked."""
    needs = needs_in(comparable(_without_brackets(one_line(heading))))
    return next(iter(needs)) if len(needs) == 1 else None
