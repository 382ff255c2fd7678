"""Vietnamese addresses: kinds of places, numbers of houses and lots, roads."""

import re

from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.vietnamese import CAPITALS

# A word that begins with a capital, as the name of a place does.
_WORD = rf"[{CAPITALS}][^\W\d_{CAPITALS}]+"
# What begins a sentence is no name, but Cô Tô and Anh Sơn are.
_NAME = (
    rf"(?!(?:Bác|Ông|Anh(?!\sSơn)|Chị|Cô(?!\sTô)|Chú|Em|Cháu|Quý|Mời|Đề|Nếu|Tôi|Xin|Khi|Hãy|Vui|Không|Mọi|Các|Để|"
    rf"Kính|Trân|Cảm|Theo|Gọi|Nhờ|Đã|Đang|Sẽ|Hôm|Hiện|Do|Vì)\s)(?={_WORD})"
)
# Not after another initial, as in N.T. Hoa.
_FIRST = r"(?<![\w.])"

# With a dot before a number or a name, and before a name alone; in small letters too.
_NUMBERED = {"Q": "quận", "P": "phường", "KP": "khu phố"}
_NAMED = {
    "H": "huyện", "X": "xã", "T": "tỉnh", "TT": "thị trấn", "Đ": "đường", "TH": "thôn", "TX": "thị xã",
    "TP": "thành phố",
}  # fmt: skip
_KINDS = _NUMBERED | _NAMED

_ROADS = {
    "QL": "quốc lộ", "TL": "tỉnh lộ", "ĐT": "đường tỉnh", "HL": "hương lộ", "ĐH": "đường huyện",
}  # fmt: skip


def _kind(match: re.Match[str], _: Voice) -> str:
    return _KINDS[match["kind"].upper()]


def _road(match: re.Match[str], voice: Voice) -> str:
    letter = f" {voice.letter(match['letter'], voice).lower()}" if match["letter"] else ""
    kind = _ROADS[match["kind"]]
    if re.search(r"[Đđ]ường\s\Z", match.string[: match.start("x")]):
        kind = kind.removeprefix("đường ")
    return f"{kind} {voice.cardinal(match['n'])}{letter}"


def _house(match: re.Match[str], voice: Voice) -> str:
    """Return the numbers of a house and of the lanes that lead to it: 12/4A/7."""
    parts = [
        f"{voice.cardinal(number)} {voice.spell(letter)}".strip()
        for number, letter in re.findall(r"(\d+)([A-Za-z]?)", match["x"])
    ]
    return " trên ".join(parts)


def _lot(match: re.Match[str], voice: Voice) -> str:
    digits = match["n"]
    number = voice.plain(digits) if len(digits) <= 2 else voice.grouped(digits)
    letter = f" {voice.spell(match['letter'])}" if match["letter"] else ""
    return f"{voice.spell(match['letters'])} {number}{letter}"


_HOUSE = r"(?P<x>\d{1,4}[A-Ha-h]?(?:/\d{1,3}[A-Ha-h]?){1,4})"

PLACES: tuple[Rule, ...] = (
    # Rooms and departments.
    rule(
        r"(?<![\w.])(?<!iển\s)(?P<x>P\.\s?)(?=\d{3,4}(?!\d)|(?:Kinh\stế|Tài\schính|Nội\svụ|Giáo\sdục|Y\stế|Văn\shóa|"
        r"Tư\spháp|Tổ\schức|Kế\shoạch|Kế\stoán|Hành\schính|Công\schứng|Lao\sđộng|Nông\snghiệp|CSGT|Cảnh\ssát|"
        r"Khám|GD|Tiếp|QLĐT|KT|VH|Hội\schẩn)(?!\w))",
        "phòng",
        "P",
        any_case=False,
    ),
    rule(r"(?<![\w.])(?P<x>P\.\s?)(?=[A-H]\d{1,3}(?!\w|[.,/-]\w))", "phòng", "P", any_case=False),
    rule(r"(?<![\w.])(?P<x>P)(?=[1-9]\d\d(?![\w.,/-]))", "phòng", "P", any_case=False),
    rule(
        rf"{_FIRST}(?P<x>(?P<kind>{'|'.join(_NUMBERED)})\.\s?)(?:(?=\d{{1,2}}(?![\d/]))|{_NAME})",
        _kind,
        ".",
        any_case=False,
    ),
    rule(
        rf"{_FIRST}(?P<x>(?P<kind>{'|'.join(_NAMED)}|Tp|Tx)\.\s?){_NAME}",
        _kind,
        ".",
        any_case=False,
    ),
    rule(
        rf"(?<=[\s,(-])(?<!\d\s)(?P<x>(?P<kind>{'|'.join(_KINDS).lower()})\.\s?){_NAME}",
        _kind,
        ".",
        any_case=False,
    ),
    rule(
        r"(?<=[\s,(-])(?P<x>(?P<kind>q|p|kp)\.\s?)(?=\d{1,2}(?![\d/]))",
        _kind,
        ".",
        any_case=False,
    ),
    # A town of a district, not a centre.
    rule(
        rf"{_FIRST}(?P<x>TT)\s(?={_WORD}(?:\s{_WORD}){{0,2}},\s(?:huyện|h\.|H\.|tỉnh|T\.|t\.))",
        "thị trấn",
        "T",
        any_case=False,
    ),
    rule(
        rf"(?<![\w.])(?<!trọng\s)(?P<x>(?P<kind>{'|'.join(_ROADS)})[\s.]?(?P<n>\d{{1,3}})(?P<letter>[A-ZĐ])?)(?!\w|[.,\s-]\d)",
        _road,
        any_case=False,
    ),
    rule(
        r"(?i:quốc\slộ|tỉnh\slộ|đường\stỉnh|hương\slộ|đường\shuyện)\s(?P<x>(?P<n>\d{1,3})(?P<letter>[A-D]))(?!\w)",
        lambda m, v: f"{v.cardinal(m['n'])} {v.letter(m['letter'], v).lower()}",
        any_case=False,
    ),
    # A motorway: CT.07.
    rule(
        r"(?<![\w.])(?P<x>(?P<kind>CT)[.\s]?(?P<n>0\d))(?!\w|[.,/-]\d)",
        lambda m, v: f"{v.spell(m['kind'])} {v.digits(m['n'])}",
        "C",
        any_case=False,
    ),
    # The number of a house in a lane, with its word before it or a street after it.
    rule(
        rf"(?<!\w)(?i:nhà|số|số\snhà|SN|ngõ|ngách|hẻm|kiệt|địa\schỉ|ĐC|đ/c)\s?:?\s(?:số\s)?{_HOUSE}"
        rf"(?=,?\s(?:ngõ|ngách|hẻm|kiệt|đường|phố|tổ|khu|thôn|ấp|xóm|phường|P\.|p\.|Đ\.|đ\.|{_WORD})|,\s)",
        _house,
        "/",
        any_case=False,
    ),
    rule(
        rf"(?<![\w.,/-]){_HOUSE}(?=\s(?:ngõ|ngách|hẻm|kiệt|đường|phố)(?!\w))",
        _house,
        "/",
        any_case=False,
    ),
    # A lot, a flat, a block: letters are no word beside the number.
    rule(
        r"(?<!\w)(?i:lô|ô|căn|căn\shộ|tòa|tòa\snhà|block|dãy|nhà|khu|cổng|gian|ki\s?-?ốt|sạp|quầy|kho|tủ)\s(?:số\s)?"
        r"(?P<x>(?P<letters>[A-ZĐ]{1,3})[-.]?(?P<n>\d{1,5})(?P<letter>[A-Z])?)(?![\w/]|[.,-]\d)",
        _lot,
        any_case=False,
    ),
)
