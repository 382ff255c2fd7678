"""Vietnamese numbers that are spoken digit by digit: phones, accounts, codes, hotlines, USSD, documents."""

import re

from tutor.speech.normalise.rules import (
    DIGIT,
    Rule,
    Voice,
    grouped,
    masked,
    mixed,
    rule,
    short_name,
    ussd,
)

_LONGEST_BEFORE = 40

# After these words a number is spoken digit by digit.
_CODE = (
    r"mã|otp|pin|passcode|mật\ khẩu|mật\ mã|cccd|cmnd|cmt|căn\ cước|định\ danh|tài\ khoản|stk|tk|sđt|sdt|"
    r"điện\ thoại|hotline|đường\ dây\ nóng|tổng\ đài|đầu\ số|số\ thẻ|số\ máy|seri|serial|imei|biển\ số|"
    r"số\ hiệu|ma|so\ tai\ khoan"
)
_FILLER = (
    r"(?:là|của|bác|ông|bà|cụ|cô|chú|anh|chị|em|con|cháu|mình|tôi|số|mới|này|otp|pin|qr|ngân\ hàng|"
    r"xác\ nhận|xác\ thực|hồ\ sơ|tra\ cứu|giao\ dịch|khách\ hàng|đăng\ nhập|cá\ nhân|công\ dân|"
    r"điện\ tử|bảo\ hiểm|vừa\ gửi|gồm|nhận|"
    r"bưu\ chính|vùng|đơn\ hàng|vận\ đơn|thuế|hiệu|cong\ dan|la|"
    r"mở\ khóa|mở\ máy|\w+id|zalo|wi-fi|wifi)"
)
_DIGITS = r"\d+(?:[ -]\d+)*|\d+(?:\.\d+)+"

# Counted things: a number before them is a quantity even if it looks like a hotline.
_COUNTED = re.compile(
    r"\s*(?:người|hộ|lớp|buổi|bài|cuộc|lần|trường hợp|vụ|đội|xã|phường|thôn|ngày|năm|tháng|tuần|giờ|"
    r"phút|giây|đồng|nghìn|ngàn|triệu|tỷ|học viên|tình nguyện|chiếc|cái|tin|ảnh|ký tự|chữ số|số|"
    r"mét|cây|cân|lít|suất|phần|tuổi|câu|trang|điểm|lượt|%)(?!\w)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:gọi|số|tổng đài|đài|bấm|báo|nhắn|gửi|quay|hotline|nóng|đầu số|alo|a lô)"
    r"(?: (?:số|tới|đến|cho|ngay|tin|vào|cứu|thương|hỏa|cảnh|sát|công|an|qua|điện|thoại|là))*[\s:“\"(]*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s+(?:là|để|ngay|hoặc|hay|và|khi|nếu|thì|cho|nhé|ạ|của|báo|gặp|nha|đi|luôn|mà|với|cùng|trong|có|được|vẫn|"
    r"nhận|không|miễn|rồi|nhờ|cũng|đều|gọi)(?!\w)",
    re.IGNORECASE,
)


def _phone(match: re.Match[str], voice: Voice) -> str:
    written = match["x"]
    if written.startswith("+84"):
        rest = written[3:].strip(" .-")
        return f"cộng {voice.digits('84')}, {voice.grouped(rest)}"
    return voice.grouped(written)


def _code(match: re.Match[str], voice: Voice) -> str | None:
    written = match["x"]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", written):
        return None
    # A number this long is a code, whatever follows.
    counted = len(written) < 5 and _COUNTED.match(match.string[match.end("x") :])
    return None if counted else voice.grouped(written)


def _hotline(match: re.Match[str], voice: Voice) -> str | None:
    follows = match.string[match.end("x") :]
    before = match.string[max(0, match.start("x") - _LONGEST_BEFORE) : match.start("x")]
    if _COUNTED.match(follows):
        return None
    if (
        not _CALLED.search(before)
        and re.match(r"\s+[^\W\d_]", follows)
        and not _GOES_ON.match(follows)
    ):
        return None
    return ", ".join(voice.digits(part) for part in match["x"].split("/"))


def _paper(match: re.Match[str], voice: Voice) -> str:
    """Return the words for the number of a legal document: 69/2024/NĐ-CP, 01-KH/BCĐTW."""
    number, year, kind = match["n"], match["y"], match["kind"]
    spoken = [voice.digits(number) if number[0] == "0" else voice.cardinal(number)]
    if year:
        spoken.append(f"năm {voice.cardinal(year)}")
    parts = re.findall(r"[^\W\d_]+|\d+", kind)
    words = [voice.cardinal(p) if p.isdecimal() else short_name(p, voice) for p in parts]
    return ", ".join([*spoken, " ".join(words)])


MASKED: tuple[Rule, ...] = (ussd(), masked("{count} số che", ellipsis=True))

CODES: tuple[Rule, ...] = (
    rule(r"(?<![\w.,/])(?P<x>(?:\+84|0)(?:[\ .-]?\d){8,10})(?![\w]|[-/]\d)", _phone),
    rule(r"(?<![\w.,/])(?P<x>\(0\d{1,3}\)\s?\d{3,4}(?:[\ .-]?\d{3,4}){1,2})(?![\w])", grouped),
    rule(r"(?<![\w.,/])(?P<x>1[89]00[\ .-]?\d{3,4}(?:[\ .-]?\d{2,4})?)(?!\w)", grouped),
    rule(
        r"(?<![\w/-])(?P<x>(?P<n>\d{1,5})[/-](?:(?P<y>(?:19|20)\d\d)/)?(?P<kind>[A-ZĐ]{2,}\w*(?:[-/&][A-ZĐ]\w*)*))(?!\w)",
        _paper,
        any_case=False,
    ),
    rule(
        rf"(?<!\w)(?:{_CODE})(?:\s+{_FILLER})*\s*[:：]?\s*[“\"'(]?(?P<x>(?:{_DIGITS})(?<=\d\d\d))(?![\w%]|[.,/:]\d)",
        _code,
    ),
    rule(
        r"(?<!\w)(?:mã|otp|pin|passcode|mật\ khẩu)\s*(?:là\s+|số\s+)?[:]?\s*[“\"(]?"
        r"(?P<x>\d\d)(?![\w%]|[.,/:]\d)",
        _code,
    ),
    rule(
        rf"(?<!\w)(?:{_CODE})[^\d.!?;,\n]{{1,30}}?[\ :“\"(](?P<x>\d{{4,}})(?![\w%]|[.,/:-]\d)",
        _code,
    ),
    rule(r"(?<!\w)(?:số|so)\s+(?P<x>\d{3,})(?![\w%]|[.,/:-]\d)", _code),
    # A typed number is a code, unless it is round like an amount.
    rule(r"(?<!\w)gõ\s+(?P<x>\d{4,6})(?<!000)(?![\w%]|[.,/:-]\d)", _code),
)

HOTLINES: tuple[Rule, ...] = (
    rule(
        r"(?<![\w/:-])(?<!\d[.,])(?P<x>(?:11[1-5]|156)(?:/(?:\d{3,4}))*)(?![\w%°/:-]|[.,]\d)",
        _hotline,
    ),
    rule(
        r"(?<!\w)(?:gọi|nhắn|gửi|quay|tổng\ đài|hotline|đường\ dây\ nóng|nhắn\ tin|alo)"
        r"(?:\s+(?:tin|số|tới|đến|vào|cho))*\s+(?P<x>\d{3,6})(?![\w%°/:-]|[.,]\d)",
        _hotline,
    ),
)

MIXED: tuple[Rule, ...] = (
    rule(
        r"(?<![\w.])(?P<x>(?=[^\W_]*\d)(?=[^\W\d_]|\d+[^\W\d_])[^\W_]+(?:[-.][^\W_]*\d[^\W_]*)*)(?![\w])",
        mixed,
        DIGIT,
    ),
)
