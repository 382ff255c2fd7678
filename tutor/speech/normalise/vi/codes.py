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
from tutor.speech.normalise.vi.abbreviations import PAPERS

_LONGEST_BEFORE = 40

# After these words a number is spoken digit by digit.
_CODE = (
    r"mã|otp|pin|cvv|cvc|passcode|mật\ khẩu|mật\ mã|cccd|cmnd|cmt|căn\ cước|định\ danh|"
    r"tài\ khoản|stk|tk|sđt|sdt|"
    r"điện\ thoại|hotline|đường\ dây\ nóng|tổng\ đài|đầu\ số|số\ thẻ|số\ máy|seri|serial|imei|biển\ số|"
    r"số\ hiệu|báo\ danh|sbd|nội\ bộ|máy\ lẻ|ma|so\ tai\ khoan"
)
_FILLER = (
    r"(?:là|của|bác|ông|bà|cụ|cô|chú|anh|chị|em|con|cháu|mình|tôi|số|mới|này|otp|pin|qr|ngân\ hàng|"
    r"xác\ nhận|xác\ thực|hồ\ sơ|tra\ cứu|giao\ dịch|khách\ hàng|đăng\ nhập|cá\ nhân|công\ dân|"
    r"điện\ tử|bảo\ hiểm|vừa\ gửi|gồm|nhận|"
    r"bưu\ chính|vùng|đơn\ hàng|vận\ đơn|thuế|hiệu|cong\ dan|la|"
    r"\d\ (?:chữ\ )?số|mở\ khóa|mở\ máy|\w+id|zalo|wi-fi|wifi)"
)
_DIGITS = r"(?=(?:\d[ .-]?){3})(?:\d+(?:[ -]\d(?=[ -]\d{2})|[ -]\d{2,})*|\d+(?:\.\d+)+)"

# Counted things: a number before them is a quantity even if it looks like a hotline.
_COUNTED = re.compile(
    r"\s*(?:người|hộ|lớp|buổi|bài|cuộc|lần|trường hợp|vụ|đội|xã|phường|thôn|ngày|năm|tháng|tuần|giờ|"
    r"phút|giây|đồng|nghìn|ngàn|triệu|tỷ|học viên|tình nguyện|chiếc|cái|tin|ảnh|ký tự|chữ số|số|"
    r"mét|độ|cây|cân|lít|suất|phần|tuổi|câu|trang|điểm|lượt|%)(?!\w)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:cấp cứu|cứu hỏa|cứu thương|cứu hộ|cảnh sát|gọi|số|tổng đài|đài|bấm|"
    r"báo|nhắn|gửi|tới|qua|phản ánh|quay|hotline|nóng|đầu số|alo|a lô)"
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
    if written.startswith(("+84", "(+84)")):
        rest = written.partition("84")[2].strip(" .-)")
        return f"cộng {voice.digits('84')}, {voice.grouped(rest)}"
    return voice.grouped(written)


def _lettered(match: re.Match[str], voice: Voice) -> str:
    """Return letters by their names, and the digits after them one by one."""
    letters = re.match(r"[A-Za-z]+", match["x"])
    written = letters[0] if letters else ""
    return f"{voice.spell(written)} {voice.grouped(match['x'][len(written) :])}"


def _customer(match: re.Match[str], voice: Voice) -> str | None:
    """Return a number that begins with letters, unless these are an abbreviation: TK 1012 3456."""
    letters = re.match(r"[A-Za-z]+", match["x"])
    return None if letters and letters[0] in voice.lexicon.words else _lettered(match, voice)


def _plate(match: re.Match[str], voice: Voice) -> str:
    last = match["x"][match.end("b") - match.start("x") :]
    return f"{voice.digits(match['a'])} {voice.spell(match['b'])}, {voice.grouped(last)}"


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
    if _COUNTED.match(follows) or (match["x"] == "156" and before and not _CALLED.search(before)):
        return None
    if (
        not _CALLED.search(before)
        and re.match(r"\s+[^\W\d_]", follows)
        and not _GOES_ON.match(follows)
    ):
        return None
    return ", ".join(voice.digits(part) for part in re.findall(r"\d+", match["x"]))


def _paper(match: re.Match[str], voice: Voice) -> str:
    """Return the words for the number of a legal document: 69/2024/NĐ-CP, 01-KH/BCĐTW."""
    number, year, kind = match["n"], match["y"], match["kind"]
    spoken = [voice.digits(number) if number[0] == "0" else voice.cardinal(number)]
    if year:
        spoken.append(f"năm {voice.cardinal(year)}")
    parts = re.findall(r"[^\W\d_]+|\d+", kind)
    words = [
        voice.cardinal(p) if p.isdecimal() else PAPERS.get(p) or short_name(p, voice) for p in parts
    ]
    return ", ".join([*spoken, " ".join(words)])


def _parcel(match: re.Match[str], voice: Voice) -> str:
    words: list[str] = []
    for run in re.findall(r"[A-Z]{2}|\d+|[xX*]+", match["x"]):
        hidden = f"{voice.cardinal(len(run))} số che"
        words.append(
            voice.grouped(run)
            if run.isdecimal()
            else hidden
            if run[0] in "xX*"
            else voice.spell(run)
        )
    return ", ".join(words)


MASKED: tuple[Rule, ...] = (
    ussd(),
    # A code in which a number is to be filled in: *100*mã thẻ#.
    rule(
        r"(?<![\w*#])(?P<x>\*\d{2,4}\*)(?=[^\W\d_])",
        lambda m, v: " ".join(v.lexicon.signs.get(c, "") or v.digits(c) for c in m["x"]),
        "*",
    ),
    rule(r"(?<=[^\W\d_])(?P<x>\#)(?=\s)", lambda _, v: v.lexicon.signs["#"], "#"),
    # The number of a parcel: RR1184xx73VN.
    rule(
        r"(?<!\w)(?P<x>[A-Z]{2}\d{2,}[xX*]{2,}\d{2,}[A-Z]{2})(?!\w)",
        _parcel,
        "xX*",
        any_case=False,
    ),
    masked("{count} số che", ellipsis=True),
)

CODES: tuple[Rule, ...] = (
    # The number on a health insurance card: GD 4 36 3612345678.
    rule(r"(?<!\w)(?P<x>(?!TK)[A-Z]{2}\s?\d\s?\d\d(?:\s?\d){10})(?!\w)", _lettered, any_case=False),
    # The number on a card of a bank.
    rule(r"(?<![\w.,])(?P<x>\d{4}(?:[\ -]\d{4}){2,4})(?!\w|[.,]\d)", grouped),
    rule(
        r"(?<!\w)(?:tài\ khoản|stk|tk)(?:\s\w+){0,2}\s?:?\s"
        r"(?P<x>(?!\d{1,3}(?:\.\d{3})+(?!\d))\d{2,}(?:[.-]\d+){2,})(?!\w)",
        grouped,
    ),
    # A phone abroad: +1 (202) 555-0123; and the start of one.
    rule(
        r"(?<![\w.,])(?P<x>\+(?!84)\d{1,3}[\ .-]?\(?\d{2,4}\)?(?:[\ .-]?\d{3,4}){1,3})(?!\w|[.,]\d)",
        grouped,
        "+",
    ),
    rule(
        r"(?:đầu|đầu\ số|số\ lạ|nước\ ngoài|mã\ vùng|quốc\ tế|gọi\ từ|số|,|và|hoặc)\s(?P<x>\+\d{2,3})"
        r"(?!\w|[.,]\d|\ \d|\s?(?:điểm|%|độ))",
        grouped,
        "+",
    ),
    # The last digits of an account, after what covers the others.
    rule(
        r"(?<!\w)(?:tk|stk|thẻ|the|số|so|tài\ khoản|tai\ khoan)\s*:?\s*"
        r"(?P<x>(?:\.{2,}|…|[*•])\s?\d{3,6})(?![\w%]|[.,]\d)",
        grouped,
    ),
    rule(
        rf"(?<!\w)(?:mã|số)(?:\s+{_FILLER})*\s*:?\s*(?P<x>[A-Z]{{1,3}}\s?\d{{2,}}(?:\s\d+)+)(?![\w%]|[.,/:]\d)",
        _customer,
    ),
    rule(
        rf"(?<!\w)(?:{_CODE})(?:\s+{_FILLER})*\s*[:：]?\s*[“\"'(]?(?P<x>{_DIGITS})(?![\w%]|[.,/:]\d)",
        _code,
    ),
    rule(
        r"(?<![\w.,/])(?P<x>(?:\+84|\(\+84\)|0084|0)(?:[\ .-]?\d){8,10})(?!\w|-\d|/[1-9]|\ \d{3})",
        _phone,
    ),
    rule(r"(?<![\w.,/])(?P<x>\(0\d{1,3}\)(?:[\ .-]?\d){6,8})(?!\w|[.-]\d)", grouped),
    rule(r"(?<![\w.,/])(?P<x>1[89]00(?:[\ .-]?\d){4,6})(?!\w|[.-]\d)", grouped),
    rule(r"(?<!\w)(?P<x>\#\d{4,})(?![\w%\#*])", lambda m, v: f"số {v.grouped(m['x'])}", "#"),
    # The plates of a motorbike and a car: 17-B1 234.56, 30L-678.90.
    rule(
        r"(?<!\w)(?P<x>(?P<a>\d\d)[-\ ]?(?P<b>[A-ZĐ]{1,2}\d?)(?:[\ -]\d{3}\.?\d\d|-\d{4}))(?!\w)",
        _plate,
        any_case=False,
    ),
    # The number of a certificate of land.
    rule(
        r"(?<!\w)(?:phát\ hành|vào\ sổ|seri|sê-ri)\s(?:số\s)?(?P<x>[A-Z]{1,2}\s?\d{5,8})(?!\w)",
        _lettered,
    ),
    # The address of a machine in a network.
    rule(
        r"(?<![\w.])(?P<x>(?!\d{1,3}(?:\.\d{3}){3})\d{1,3}(?:\.\d{1,3}){3})(?!\w|\.\d)",
        lambda m, v: " chấm ".join(v.digits(part) for part in m["x"].split(".")),
        ".",
    ),
    # A part of a text: B.2.
    rule(
        r"(?<![\w.])(?P<x>[A-ZĐ](?:\.\d{1,2}){1,3})(?!\w|[.,]\d)",
        lambda m, v: " chấm ".join(
            v.plain(part) if part.isdecimal() else v.spell(part) for part in m["x"].split(".")
        ),
        any_case=False,
    ),
    # A form: C14-TS, TK1-TS, C70a-HD.
    rule(
        r"(?<![\w-])(?P<x>[A-Z]{1,2}\d{1,2}-TS)(?!\w)",
        lambda m, v: ", ".join(v.spell(part) for part in m["x"].split("-")),
        "-",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?i:mẫu|biểu|khai|phiếu|đơn)\s(?:số\s|mẫu\s)?(?P<x>[A-Z]{1,3}\d{1,3}[a-z]?(?:[-/][A-Z]{2,4})+)(?!\w)",
        lambda m, v: ", ".join(v.spell(part) for part in re.split("[-/]", m["x"])),
        any_case=False,
    ),
    rule(r"(?<![\w-])(?P<x>[A-Z]{1,4}-\d{5,12})(?!\w)", _lettered, any_case=False),
    rule(
        r"(?<![\w-])(?P<x>[A-Z]{2,4}(?:-[A-Z]{1,4})+-\d{3,})(?!\w)",
        lambda m, v: ", ".join(
            v.grouped(part) if part.isdecimal() else v.spell(part) for part in m["x"].split("-")
        ),
        "-",
        any_case=False,
    ),
    rule(r"(?<!\w)(?:mã|code|otp)\s(?:\w+\s)?\w+\s?:?\s(?P<x>\d{3}-\d{3})(?![\w-])", grouped, "-"),
    rule(
        r"(?<!\w)(?:số|sổ)(?:\s[^\W\d_]+){0,4}\s(?P<x>(?!TK|TB|HĐ|ĐT|CV|QĐ|NQ|TT)[A-Z]{2}\s\d{6})(?!\w|[.,]\d)",
        _lettered,
        any_case=False,
    ),
    rule(r"(?<!\w)(?:đầu|đuôi)\s(?:số\s)?(?P<x>\d{4})(?=\s(?:đuôi|của|hết|sẽ|đã|bị))", grouped),
    # A code behind what it is for: mã xác thực giao dịch 389.000đ là 905523.
    rule(
        r"(?<!\w)(?:otp|(?:mã|ma)\s(?:xác\ (?:thực|nhận|minh)|xac\ (?:thuc|nhan|minh)|otp|giao\ dịch))(?!\w)"
        r"(?:[^.!?]|\.(?=\d)){1,80}?\s(?:là|la)\s(?P<x>\d{4,8})(?!\w|,\d|\.\d)",
        grouped,
    ),
    # A sign of the road: P.102, R.301a.
    rule(
        r"(?i:biển|vạch)\s(?:[^\W\d_]+\s)?(?P<x>[PRWIS]\.\d{3}[a-z]?(?:,\s[PRWIS]\.\d{3}[a-z]?)*)(?!\w)",
        lambda m, v: ", ".join(v.spell(sign) for sign in m["x"].split(", ")),
        ".",
        any_case=False,
    ),
    # A code before or after what names it, as messages of banks have it.
    rule(
        r"(?<![\w.,/-])(?P<x>\d{4,8})(?=\s+(?:là|la|is)\s+(?:your\s+|the\s+)?(?:\w+\s+){0,2}?"
        r"(?:mã|ma|otp|pin|mật\ khẩu|code|password)(?!\w))",
        grouped,
    ),
    rule(
        r"(?<!\w)(?:code|otp|pin|password|pass|passcode)(?:\s+(?:is|la|là))?\s*:?\s+(?P<x>\d{4,8})(?![\w%]|[.,/:-]\d)",
        grouped,
    ),
    rule(
        r"(?<!\w)\d\s+(?:chữ\ số|chu\ so|số|so)\s*(?:là|sau|la)?\s*:?\s*"
        r"(?P<x>\d{3,}(?:[\ -]\d{2,})*)(?![\w%]|[.,/:-]\d)",
        grouped,
    ),
    rule(r"(?:thẻ|the)\s+(?P<x>\d{4})(?![\w%]|[.,/:-]?\d)", grouped),
    # The end of a card or an account, behind a star.
    rule(r"(?<![\w*])\*{1,4}(?P<x>\d{3,6})(?![\w%#*]|[.,/:-]?\d)", grouped, "*"),
    rule(
        r"(?<![\w/-])(?P<x>(?!11[1-5]/(?:CA|CSGT|PCCC)(?!\w))(?P<n>\d{1,5})[/-](?:(?P<y>(?:19|20)\d\d)/)?(?P<kind>(?:[A-ZĐ]{2,}\w*|L(?=-CTN))(?:[-/&][A-ZĐ]\w*)*))(?!\w)",
        _paper,
        any_case=False,
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
    rule(r"(?<!\w)(?<!chỉ\ )(?:số|so)\s+(?P<x>\d{3,})(?![\w%]|[.,/:-]\d)", _code),
    # A second number that is smaller ends no range.
    rule(
        r"(?<!\w)số\s+(?P<x>(?P<a>\d{3,})-(?P<b>\d+))(?![\w%/-]|[.,]\d)",
        lambda m, v: v.grouped(m["x"]) if int(m["a"]) > int(m["b"]) else None,
    ),
    # A typed number is a code, unless it is round like an amount.
    rule(r"(?<!\w)(?:gõ|nhập|nhap|điền)\s+(?P<x>\d{4,8})(?<!000)(?![\w%]|[.,/:-]\d)", _code),
)

HOTLINES: tuple[Rule, ...] = (
    rule(
        r"(?<![\w/:-])(?<!\d[.,])(?P<x>(?:11[1-5]|156)(?:/(?:\d{3,4}))*)(?![\w%°:-]|/\d|[.,]\d)",
        _hotline,
    ),
    rule(
        r"(?<!\w)(?:gọi|nhắn|gửi|quay|tổng\ đài|hotline|đường\ dây\ nóng|nhắn\ tin|alo|lh|ct|"
        r"chi\ tiết|cskh|tđ|tin\ nhắn\ từ|tin\ từ|liên\ hệ|lien\ he|goi|gui)"
        r"(?:\s+(?:tin|số|tới|đến|vào|cho|ngay|CSKH))*\s*:?\s+"
        r"(?P<x>\d{3,6}(?:(?:,|\shoặc|\shay)\s\d{3,4}(?=[,.;]|$|\s(?:để|hoặc|hay)))*)(?![\w%°/-]|[.,:]\d)",
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
