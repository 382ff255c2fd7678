"""Vietnamese short forms of messages beside numbers: sizes, doses, trips, scores, and titles with a dot."""

import re

from tutor.speech.normalise.lexicon import look_up
from tutor.speech.normalise.rules import Rule, Voice, grouped, rule
from tutor.speech.normalise.text import MATCHED
from tutor.speech.normalise.vi.numbers import amount, nth, share
from tutor.vietnamese import CAPITALS

_NAME = rf"(?=[{CAPITALS}][^\W\d_{CAPITALS}])"

_TITLES = {
    "Ô": "ông",
    "A": "anh",
    "C": "chị",
    "E": "em",
    "KS": "kỹ sư",
    "CN": "cử nhân",
    "DS": "dược sĩ",
    "LS": "luật sư",
    "YS": "y sĩ",
    "ĐD": "điều dưỡng",
}


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_AIRPORTS = {
    "HAN": "Hà Nội", "SGN": "Sài Gòn", "PQC": "Phú Quốc", "DAD": "Đà Nẵng", "CXR": "Nha Trang",
    "HPH": "Hải Phòng", "HUI": "Huế", "VII": "Vinh", "VCA": "Cần Thơ", "DLI": "Đà Lạt",
    "BMV": "Buôn Ma Thuột", "PXU": "Pờ lây cu", "UIH": "Quy Nhơn", "THD": "Thanh Hóa", "VDH": "Đồng Hới",
    "VCL": "Chu Lai", "VDO": "Vân Đồn", "DIN": "Điện Biên", "VCS": "Côn Đảo",
}  # fmt: skip
_AIRPORT = f"(?:{'|'.join(_AIRPORTS)})"
_DIRECTIONS = {"Đ": "đông", "T": "tây", "N": "nam", "B": "bắc"}
# What weighs tons; a person has years.
_LOAD = re.compile(r"(?:xe|tải|hàng|cát|đá|thép|gạo|lúa|phân|cẩu)[^.;]{0,12}$", re.IGNORECASE)


def _flight_day(match: re.Match[str], voice: Voice) -> str:
    month = _MONTHS.index(match["m"]) + 1
    spoken = f"ngày {voice.cardinal(match['d'])} tháng {nth(month, 'tháng', voice)}"
    return spoken + (f" năm {voice.cardinal(match['y'])}" if match["y"] else "")


def _sign_by_sign(text: str, voice: Voice) -> str:
    return " ".join(voice.digits(c) if c.isdecimal() else voice.spell(c) for c in text)


SHORT_FORMS: tuple[Rule, ...] = (
    # A year of birth: 2k5.
    rule(
        r"(?<!\w)(?i:sinh|cháu|em|đời|lứa|tuổi|bạn|gái|trai|năm|nam|nữ|hệ|từ|sn)\s(?P<x>2[kK](?P<n>\d{1,2}))(?!\w)",
        lambda m, v: v.cardinal(2000 + int(m["n"])),
        any_case=False,
    ),
    rule(r"(?<!\w)(?P<x>No\.?\s?)(?=\d)", "số", "N", any_case=False),
    rule(
        r"(?<!\w)(?:TK|STK|CCCD|CMND|SĐT|BHYT|GPLX)(?P<x>/)(?=[^\W\d_])",
        "hoặc",
        "/",
        any_case=False,
    ),
    # A surname cut short.
    rule(
        rf"(?<!\w)(?P<x>Ng\.?\s?)(?=(?:Văn|Thị|Đức|Hữu|Thế|Minh|Thanh|Ngọc|Xuân|Đình|T\.|V\.)\s?[{CAPITALS}])",
        "Nguyễn",
        "N",
        any_case=False,
    ),
    # Millions and thousands: 1tr250k
    rule(
        r"(?<![\w.,])(?P<x>(?P<a>\d{1,3})tr(?P<b>\d{3})(?:k|đ))(?!\w)",
        lambda m, v: f"{v.cardinal(m['a'])} triệu {v.cardinal(m['b'])} nghìn",
        "t",
    ),
    # A trip of days and nights.
    rule(r"(?<!\w)(?P<x>(?P<a>\d)\s?N\s?(?P<b>\d)\s?[ĐD])(?!\w)", "{a} ngày {b} đêm", "nN"),
    rule(r"(?<=[\s(])(?P<x>(?P<a>[1-5])\*)(?![\w*#])", "{a} sao", "*"),
    # Clause and article.
    rule(
        r"(?<!\w)(?P<x>K\.?(?P<a>\d{1,2})\s?Đ\.?(?P<b>\d{1,3}))(?!\w)",
        "khoản {a} điều {b}",
        "K",
        any_case=False,
    ),
    rule(r"(?<!\w)(?P<x>Q(?P<a>[1-4]))(?=\s?/\s?20\d\d)", "quý {a} năm", "Q", any_case=False),
    rule(r"(?<!\w)Q[1-4]\s?(?P<x>/)\s?(?=20\d\d)", "", "Q", any_case=False),
    rule(
        r"(?:tháng)\s(?P<x>(?P<a>1[0-2]|[1-9])\s?-\s?(?P<b>1[0-2]|[1-9])\s?/\s?(?P<y>20\d\d))(?!\w)",
        "{a} đến {b} năm {y}",
        "-",
    ),
    rule(
        r"(?<!\w)(?P<x>(?:SN|NS|sn|ns))(?=\s?:?\s?(?:19|20)\d\d(?!\d))",
        "sinh năm",
        "SNsn",
        any_case=False,
    ),
    rule(r"(?<!\w)(?P<x>sn)(?=\s?:?\s?\d\d(?!\d))", "sinh năm", "s", any_case=False),
    rule(r"(?<!\w)(?i:trúng|giải)\s(?P<x>G(?P<n>[1-8]))(?!\w)", "giải {n}", "G", any_case=False),
    rule(
        r"(?i:sáng|đèn|led|màu|bóng)(?:\s[^\W\d_]+){0,2}\s(?P<x>(?P<n>[2-7][05]00)K)(?!\w)",
        lambda m, v: f"{v.cardinal(m['n'])} {v.spell('K')}",
        "K",
    ),
    # The number of a branch behind a tax code.
    rule(r"(?<![\w.,/-])(?P<x>\d{10}-\d{3})(?![\w-])", grouped, "-"),
    rule(r"(?<!\w)(?P<x>KP)(?=\s?\d)", "khu phố", "K", any_case=False),
    rule(
        r"(?<!\w)(?i:vé|giá|phí|gồm|và|,)\s(?P<x>NL|TE)(?!\w)",
        lambda m, _: {"NL": "người lớn", "TE": "trẻ em"}[m["x"]],
        "NT",
        any_case=False,
    ),
    rule(rf"(?<!\w)(?P<x>KS)(?=\s(?:{MATCHED}|\d\*|{_NAME}))", "khách sạn", "K", any_case=False),
    rule(
        rf"(?<![\w.])(?P<x>(?P<title>Ô|KS|CN|DS|LS|YS|ĐD)\.\s?){_NAME}(?=[^\W\d_]+(?![.\w]))",
        lambda m, _: _TITLES[m["title"]],
        ".",
        any_case=False,
    ),
    rule(
        rf"(?:(?<!\w)(?i:gặp|lh|liên\shệ|gọi|cho|với|của|nhờ|và|zalo|mr)\s?:?\s|\()(?P<x>(?P<title>A|C|E)\.\s?){_NAME}",
        lambda m, _: _TITLES[m["title"]],
        ".",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?P<x>TP)\.?\s?(?=(?:TCHC|KHTC|GDĐT|TCCB|HCQT|KHTH)(?!\w))",
        "trưởng phòng",
        "T",
        any_case=False,
    ),
    rule(r"(?i:full|độ\sphân\sgiải|chuẩn|kênh)\s(?P<x>HD)(?!\w)", "hát đê", "H", any_case=False),
    rule(
        r"(?<!\w)(?i:điểm|mức|học\slực|loại|thu\snhập|nhiệt\sđộ|bình\squân|huyết\sáp|HA|giá|lương|năng\ssuất)\s(?P<x>TB)(?!\w|\s?:)",
        "trung bình",
        "T",
        any_case=False,
    ),
    rule(
        r"(?<=\d)(?P<x>S)(?=(?:-[IV]+)?(?!\w))",
        lambda _, v: v.spell("S"),
        "S",
        any_case=False,
    ),
    # The months of airlines: 27NOV.
    rule(
        rf"(?<!\w)(?P<x>(?P<d>[0-3]?\d)\s?(?P<m>{'|'.join(_MONTHS)})(?P<y>20\d\d)?)(?!\w)",
        _flight_day,
        "JFMASOND",
        any_case=False,
    ),
    rule(
        rf"(?<!\w)(?P<x>{_AIRPORT})(?=\s?(?:đi|di|đến|den|-|–|→)\s?{_AIRPORT}(?!\w))",
        lambda m, _: _AIRPORTS[m["x"]],
        "-–→ ",
        any_case=False,
    ),
    rule(
        rf"{MATCHED}\s?(?:đi|di|đến|den|-|–|→)\s?(?P<x>{_AIRPORT})(?!\w)",
        lambda m, _: _AIRPORTS[m["x"]],
        any_case=False,
    ),
    rule(r"\d\s?(?P<x>AM)(?!\w)", "sáng", "A", any_case=False),
    rule(r"(?<!\d)(?:0?[1-5]|12):\d\d\s?(?P<x>PM)(?!\w)", "chiều", "P", any_case=False),
    rule(r"\d:\d\d\s?(?P<x>PM)(?!\w)", "tối", "P", any_case=False),
    rule(
        r"(?<!\w)(?P<x>(?P<kind>TB|BB)\s(?P<a>[1-4])/(?P<b>[34]))(?![\w/])",
        lambda m, v: (
            f"{'thương' if m['kind'] == 'TB' else 'bệnh'} binh {v.cardinal(m['a'])} trên {v.cardinal(m['b'])}"
        ),
        "B",
        any_case=False,
    ),
    rule(r"(?<![\w.,/])(?P<x>(?P<a>\d)/(?P<b>\d)[\"”″])", "{a} phần {b} inh", "/"),
    rule(
        r"(?<!\w)(?i:thương\sbinh|bệnh\sbinh|hàng\schữ|t[ỷỉ]\slệ|chu\skỳ|đợt|mũi|liều|tập|trang|bài|vòng)[^.;\d]{0,20}\s(?P<x>(?P<a>\d{1,2})/(?P<b>\d{1,2}))(?![\w/]|[.,]\d)",
        lambda m, v: (
            f"{v.cardinal(m['a'])} trên {v.cardinal(m['b'])}"
            if int(m["a"]) <= int(m["b"])
            else None
        ),
        "/",
    ),
    rule(r"(?<!\w)(?:phòng|căn|căn\shộ)\s(?P<x>\d{4})(?![\w/.,-])", grouped, any_case=True),
    rule(
        r"(?<!\w)(?P<x>P\.?\s?(?P<n>\d{4}))(?![\w/-]|\.\d)",
        lambda m, v: f"phòng {v.digits(m['n'])}",
        "P",
        any_case=False,
    ),
    rule(
        r"(?<![\w–-])(?P<x>(?P<a>[1-9]\d|10\d)t)(?!\w)",
        lambda m, v: (
            f"{v.cardinal(m['a'])} {'tấn' if _LOAD.search(m.string[: m.start()]) else 'tuổi'}"
        ),
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?i:nước|lọc|màng|máy)\s(?P<x>RO)(?!\w)",
        lambda _, v: v.spell("RO"),
        "R",
        any_case=False,
    ),
    # Letters before a long number are spelt, and what hides behind a password too.
    rule(
        r"(?<!\w)(?i:số|mã|seri|sê-ri|sổ)\s(?P<x>(?P<letters>[A-Z]{1,4})\s?(?P<digits>\d{4,}))(?!\w)",
        lambda m, v: (
            None
            if look_up(v.lexicon.words, m["letters"])
            else f"{v.spell(m['letters'])} {v.grouped(m['digits'])}"
        ),
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?P<x>[A-Z]{1,5})(?=\d{2,}[xX*]{2,})",
        lambda m, v: v.spell(m["x"]),
        "xX*",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?:mật\skhẩu|password|pass|mk)(?:\s(?:mới|là|tạm|thời|của|bạn|wifi)){0,3}\s?:?\s(?P<x>(?=[^\W_]*\d)(?=[^\W_]*[a-z])[^\W_]{5,})(?!\w)",
        lambda m, v: _sign_by_sign(m["x"], v),
    ),
    # No thousand and no decimal: a number of a file.
    rule(r"(?<![\w.,-])(?P<x>0\d+\.\d{4,})(?![\w.,-])", grouped, "."),
    rule(r"(?<=\d)\s?(?P<x>AL)(?!\w)", "âm lịch", "L", any_case=False),
    rule(r"(?<=\d)\s?(?P<x>DL)(?!\w)", "dương lịch", "L", any_case=False),
    rule(
        r"(?<![\w.,/])(?P<x>(?P<a>\d)/(?P<b>\d))(?=\s?(?:kg|lít|cân|lạng)(?!\w))",
        share,
        "/",
    ),
    # The number of a file of an office.
    rule(
        r"(?<!\w)(?P<x>\d{3}\.\d\d\.\d\d\.[A-Z]\d\d-\d{6}-\d{4,6})(?!\w)",
        lambda m, v: ", ".join(_sign_by_sign(part, v) for part in re.split(r"[.-]", m["x"])),
        ".",
        any_case=False,
    ),
    # The prizes of a lottery, and the end of a number.
    rule(
        r"(?<!\w)(?i:giải|G\.ĐB|ĐB)\s(?:[^\W\d_]+\s){0,2}:?\s?(?P<x>\d{5,6})(?![\w.,]\d|\w)",
        grouped,
    ),
    rule(r"(?<!\w)đuôi\s(?:số\s)?(?P<x>\d{3,6})(?!\w|[.,]\d)", grouped),
    rule(rf"(?<=[\w)%\"”{MATCHED}])\s(?P<x>\+)\s(?=\d)", "cộng", "+"),
    # Where a wind or a storm goes.
    rule(
        r"(?<!\w)(?i:phía|hướng|gió)\s(?P<x>[ĐTNB]{1,3})(?!\w)",
        lambda m, _: " ".join(_DIRECTIONS[letter] for letter in m["x"]),
        "",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?i:bài|nhất|trường|nhà|bay)\s(?P<x>T(?P<n>[1-4]))(?!\w)",
        lambda m, v: f"{v.spell('T')} {v.cardinal(m['n'])}",
        "T",
        any_case=False,
    ),
    rule(rf"(?<!\w)(?P<x>PC)(?=\s{_NAME})", "điện lực", "P", any_case=False),
    rule(rf"(?<!\w)(?P<x>SB)(?=\s{_NAME})", "sân bay", "S", any_case=False),
    rule(r"(?<!\w)(?P<x>PS)(?=\s?:?\s?(?:[+-]|nợ|có|tăng|giảm))", "phát sinh", "P", any_case=False),
    rule(
        r"(?<!\w)(?i:giá\strị|phụ\slục|theo|thời\shạn|bản|ký|hai)\s(?P<x>HĐ)(?!\w)",
        "hợp đồng",
        "H",
        any_case=False,
    ),
    rule(r"(?<!\w)(?i:xanh|đội|màu|hè)\s(?P<x>TN)(?!\w)", "tình nguyện", "T", any_case=False),
    rule(r"(?<!\w)CT\s?:?\s(?P<x>\d{3,5})(?![\w/-]|[.,]\d|\s\d)", grouped, "C", any_case=False),
    # Six months of a loan or a guarantee.
    rule(
        r"(?:hạn|kỳ|góp|hành|BH|vay|gửi|%)\s(?:[^\W\d_]+\s)?(?P<x>(?P<n>\d{1,2})T)(?!\w)",
        "{n} tháng",
        "T",
        any_case=False,
    ),
    rule(
        r"(?:đổi|trả|trong|hạn|hàng)\s(?P<x>(?P<n>\d{1,3})N)(?!\w)",
        "{n} ngày",
        "N",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?i:thẻ|tk|tài\skhoản|số)\s(?P<x>[xX]{1,2}(?P<n>\d{3,4}))(?!\w)",
        lambda m, v: f"đuôi {v.grouped(m['n'])}",
    ),
    # Sums of banks that name no currency.
    rule(
        r"(?<=\s)(?!\+84)(?P<x>(?P<sign>[+-])(?P<n>\d{1,3}(?:[.,]\d{3})+))(?![\w]|[.,]\d)(?!\s?(?:đ|d|VND|VNĐ)(?!\w))",
        lambda m, v: (
            f"{'cộng' if m['sign'] == '+' else 'trừ'} {v.cardinal(re.sub(r'[.,]', '', m['n']))}"
        ),
        "+-",
        any_case=False,
    ),
    rule(
        r"(?<![\w.,-])(?P<x>(?P<a>\d{1,2})\s?[-–]\s?(?P<b>\d{1,2})t)(?!\w)",
        "{a} đến {b} tuổi",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?i:tải|dòng|dao|át|sạc|ampe|aptomat|mát|công\stơ)\s(?P<x>(?P<n>\d{1,3})A)(?!\w)",
        "{n} am pe",
        "A",
        any_case=False,
    ),
    rule(r"(?<!\w)VND(?P<x>/(?=JPY|USD|EUR|CNY|KRW))", "một", "/", any_case=False),
    # The letters of a contract: DL-0286.
    rule(
        r"(?<![\w-])(?P<x>[A-Z]{2,4})(?=-\d{2,4}(?![\d/]))",
        lambda m, v: v.spell(m["x"]),
        "-",
        any_case=False,
    ),
    rule(r"(?<!\w)(?i:tỷ|tỉ)\slệ\s(?P<x>(?P<a>\d{1,3})-(?P<b>\d{1,3}))(?!\w)", "{a} {b}", "-"),
    rule(r"(?<!\w)(?P<x>Bà\sRịa\s?-\s?VT)(?!\w)", "Bà Rịa Vũng Tàu", "V", any_case=False),
    rule(
        r"(?<!\w)(?P<x>(?:EUR|USD|JPY)/VND)(?!\w)",
        lambda m, v: f"{look_up(v.lexicon.words, m['x'][:3]) or v.spell(m['x'][:3])} đổi ra đồng",
        "/",
        any_case=False,
    ),
    rule(r"(?<!\w)(?P<x>(?P<a>\d\d)t(?P<b>\d{1,2})th)(?!\w)", "{a} tuổi {b} tháng", any_case=False),
    # A fertilizer by its parts.
    rule(
        r"(?<!\w)NPK(?:[-+\s]?[A-Z]{1,3})?\s(?P<x>\d{1,2}(?:[.-]\d{1,2}){2,4})(?!\w|[.,]\d)",
        lambda m, v: ", ".join(v.plain(part) for part in re.split("[.-]", m["x"])),
    ),
    rule(
        r"(?<!\w)(?i:trẻ|bé|cháu)\s[<>]?\s?(?P<x>(?P<n>\d{1,2})T)(?!\w)", "{n} tuổi", any_case=False
    ),
    rule(
        r"(?<!\w)(?P<x>(?P<n>\d{1,2})T)(?=\s:?\s?\d+(?:[.,]\d+)?\s?%)",
        "{n} tháng",
        "T",
        any_case=False,
    ),
    rule(r"\((?P<x>(?P<n>\d)t)\)", "{n} tuổi", "t", any_case=False),
    rule(
        r"(?i:gói)\s(?P<x>(?P<n>\d{1,3})K)(?=\s(?:\(|của))",
        lambda m, v: f"{v.cardinal(m['n'])} {v.spell('K')}",
        "K",
    ),
    rule(
        r"(?<!\w)t[ỷỉ]\slệ[^.;/]{0,40}?\s(?P<x>(?P<a>\d{1,2})/(?P<b>\d{1,3}))(?![\w/]|[.,]\d)",
        "{a} trên {b}",
        "/",
    ),
    # So much for so many days: 120k/30N, 2GB/N.
    rule(r"(?<=[\dkKdđB])(?P<x>/(?P<n>\d{1,3})N)(?!\w)", "{n} ngày", "N", any_case=False),
    rule(r"(?<=[\dkKdđB])(?P<x>/N)(?!\w)", "một ngày", "N", any_case=False),
    rule(r"(?<=[\dkKđ])(?P<x>/TH)(?!\w)", "một trường hợp", "/", any_case=False),
    rule(
        r"(?<!\w)(?i:tải|nặng|cẩu|hàng|xe)\s(?:[^\W\d_]+\s)?(?P<x>(?P<a>\d{1,2}(?:,\d)?)T)(?!\w)",
        lambda m, v: f"{amount(m['a'], v)} tấn",
        "T",
        any_case=False,
    ),
    rule(r"(?<=[A-Z])(?P<x>\+)(?=\d)", "cộng", "+", any_case=False),
    rule(r"(?<!\w)(?i:zoom|gấp|nhanh|phóng)\s(?P<x>(?P<n>\d{1,3})x)(?!\w)", "{n} lần", "x"),
    rule(r"(?i:office)\s(?P<x>365)(?!\d)", grouped),
)
