"""Vietnamese words typed in haste, as people write to one another: ck, dc, k, e ơi, sáng t7."""

import re

from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.text import MATCHED
from tutor.speech.normalise.vi.numbers import nth
from tutor.vietnamese import CAPITALS

_NAME = rf"(?=[{CAPITALS}][^\W\d_{CAPITALS}])"
# In capitals they mean something else.
_HASTE = {
    "đc": "được", "dc": "được", "mn": "mọi người", "nt": "nhắn tin", "dt": "điện thoại",
    "đt": "điện thoại", "bn": "bao nhiêu", "mng": "mọi người", "hnay": "hôm nay", "hqua": "hôm qua",
    "ngta": "người ta", "bik": "biết", "đag": "đang", "lm": "làm", "tk": "tài khoản",
    "ck": "chuyển khoản", "gd": "giao dịch", "mk": "mật khẩu", "nv": "nhân viên", "kh": "khách hàng",
    "hs": "học sinh", "gv": "giáo viên", "nh": "ngân hàng", "dv": "dịch vụ", "cn": "chủ nhật",
    "uh": "ừ", "hđ": "hóa đơn", "ng": "người", "trg": "trường", "sk": "sức khỏe", "tg": "thời gian",
    "gđ": "gia đình", "đk": "đăng ký", "đh": "đơn hàng", "cty": "công ty", "sv": "sinh viên",
    "đthoai": "điện thoại", "vk": "vợ", "trc": "trước", "hok": "không", "hem": "không", "khg": "không",
    "oki": "ô kê", "okie": "ô kê", "oke": "ô kê", "okela": "ô kê", "tks": "cảm ơn", "thanks": "cảm ơn",
    "plz": "làm ơn", "pls": "làm ơn",
}  # fmt: skip
_TITLES = {"a": "anh", "c": "chị", "e": "em", "b": "bác", "o": "ông"}
_KEYS = "|".join(sorted(_HASTE, key=len, reverse=True))
_CAPITALISED = "|".join(key.capitalize() for key in sorted(_HASTE, key=len, reverse=True))


_FAMILY = re.compile(r"\s(?:ai|mình|em|anh|chị|bác|cô|chú|nhà|tôi|ta|con|có)(?!\w)", re.IGNORECASE)


def _haste(match: re.Match[str], _: Voice) -> str | None:
    if match["x"] == "ng" and re.search(r"\d\d\Z|[.,]\d\Z", match.string[: match.start()]):
        return None
    if match["x"].lower() == "gd" and _FAMILY.match(match.string, match.end()):
        return "gia đình"
    is_place = match["x"] in ("đc", "dc") and match.string[match.end() : match.end() + 1] == ":"
    return "địa chỉ" if is_place else _HASTE[match["x"].lower()]


def _title(match: re.Match[str], _: Voice) -> str:
    return _TITLES[match["x"].lower()]


HASTE: tuple[Rule, ...] = (
    rule(rf"(?<![^\W\d_])(?<!/)(?P<x>{_KEYS})(?![a-zà-ỹđ])", _haste, "", any_case=False),
    rule(rf"(?:^|[.!?]\s)(?P<x>{_CAPITALISED})(?=\s)", _haste, "", any_case=False),
    rule(
        rf"(?<!\w)(?i:gặp|lh|liên\shệ|gọi|cho|với|của|nhờ|và|zalo)\s(?P<x>[aceb])\s?{_NAME}(?=\w{{3,}})",
        _title,
        "",
        any_case=False,
    ),
    # Not behind a number, where it is a thousand, nor the name of a letter.
    rule(
        rf"(?<![^\W_])(?<!\d[\s.,])(?<!phím\s)(?<!chữ\s)(?<!min\s)(?<!điểm\s)(?P<x>k)"
        rf"(?=\s?(?:{MATCHED}|[?.!,]|$)|\s[a-zà-ỹđ]{{2}}|\sạ)(?![)])",
        "không",
        "k",
        any_case=False,
    ),
    rule(
        r"(?:^|[.!?:,;]\s)(?P<x>[EeCc])"
        r"(?=\s(?:đi|về|đang|ở|chào|xin|đã|sẽ|mới|cần|bị|mua|bán|ra|ơi|nhé|lấy|nhận|nhờ|gửi|giao|ship|check|đợi|chờ|có)(?!\w))",
        _title,
        "",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?i:ơn|cho|với|của|gọi|nhắn|gửi|giúp|tối|mai|nay|ib)\s(?P<x>[ace])"
        r"(?=\s(?:nhé|nhá|ạ|nha|ngay|trước|tiền|qua|biết|giá|xin|hỏi|mượn|vay|đặt|lấy)(?!\w)|\s\d|[,!?])",
        _title,
        "",
        any_case=False,
    ),
    rule(r"(?<!\w)(?P<x>[ACE])(?=\sơi(?!\w))", _title, "ACE", any_case=False),
    rule(r"(?<!\w)(?P<x>[ace])(?=\s(?:ơi|nhé|nha)(?!\w))", _title, "ace", any_case=False),
    rule(r"(?<=[^\W\d_]\s)(?<!phím\s)(?<!chữ\s)(?P<x>j)(?=[\s?.!,]|$)", "gì", "j", any_case=False),
    rule(
        r"(?<=[^\W\d_]\s)(?<!phím\s)(?<!chữ\s)(?P<x>r)(?=[?.!,]|$|\s(?:nhé|nha|ạ|mà|đó|đấy)(?!\w))",
        "rồi",
        "r",
        any_case=False,
    ),
    # A day of the week in small letters, and a car of seven seats.
    rule(
        r"(?<!\w)(?i:sáng|trưa|chiều|tối|đêm|từ|đến|mai|hôm|ngày)\s(?P<x>t(?P<m>[2-7]))(?!\w)",
        lambda m, v: f"thứ {nth(int(m['m']), 'thứ', v)}",
        any_case=False,
    ),
    rule(r"(?<!\w)(?i:xe)\s(?P<x>(?P<n>\d{1,2})c)(?!\w)", "{n} chỗ", any_case=False),
)
