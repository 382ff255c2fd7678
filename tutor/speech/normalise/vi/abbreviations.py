"""Vietnamese abbreviations whose words depend on what stands beside them; the lexicon has all others."""

import re

from tutor.speech.normalise.rules import Rule, Voice, grouped, rule
from tutor.speech.normalise.text import MATCHED
from tutor.speech.normalise.vi.roman import roman_value
from tutor.vietnamese import CAPITALS, is_syllable

# A word that begins with a capital, as the name of a place does.
_NAME = rf"(?=[{CAPITALS}][^\W\d_{CAPITALS}])"
# Not after another initial, as in N.T. Hoa.
_FIRST = r"(?<![\w.])"


def _abbreviation(written: str, spoken: str, follows: str = "", before: str = _FIRST) -> Rule:
    needs = written[0] if written[0].isalpha() else ""
    return rule(rf"{before}(?P<x>{written}){follows}", spoken, needs, any_case=False)


# The kinds of documents, where they differ from what the same letters mean elsewhere.
PAPERS = {
    "KH": "kế hoạch",
    "ND": "nghị định",
    "CT": "chỉ thị",
    "TT": "thông tư",
    "HD": "hướng dẫn",
    "NS": "ngân sách",
    "CĐ": "công điện",
    "GM": "giấy mời",
    "TTr": "tờ trình",
    "BC": "báo cáo",
    "TB": "thông báo",
    "BB": "biên bản",
    "ĐA": "đề án",
    "CTr": "chương trình",
    "QC": "quy chế",
    "PA": "phương án",
    "GP": "giấy phép",
    "KL": "kết luận",
    "CTHĐ": "chương trình hành động",
    "VX": "văn xã",
    "NC": "nội chính",
    "TH": "tổng hợp",
    "NVY": "nghiệp vụ y",
    "ST": "sơ thẩm",
    "PT": "phúc thẩm",
    "DS": "dân sự",
    "HNGĐ": "hôn nhân gia đình",
    "HS": "hình sự",
    "L": "lệnh",
    "CTN": "chủ tịch nước",
    "NN": "nông nghiệp",
    "CTUBND": "chủ tịch ủy ban nhân dân",
}

# What an office cares for.
_FIELDS = {
    "TC": "tài chính", "XD": "xây dựng", "YT": "y tế", "TP": "tư pháp", "QP": "quốc phòng",
    "NG": "ngoại giao",
}  # fmt: skip


_UNITS = {"c": "đại đội", "d": "tiểu đoàn", "e": "trung đoàn", "f": "sư đoàn"}


# Commands that are a word.
_COMMANDS = {
    "HUY": "hủy", "DOI": "đổi", "QUA": "quà", "NHAN": "nhận", "TANG": "tặng", "MUA": "mua", "NAP": "nạp",
    "UNG": "ứng", "DUNG": "dừng", "XEM": "xem", "CO": "có", "VAY": "vay", "THI": "thi",
}  # fmt: skip


def _command(match: re.Match[str], voice: Voice) -> str | None:
    """Return the letters of a command, which the learner types one by one; a word is said as what it does."""
    written = match["x"]
    if written in _COMMANDS:
        return _COMMANDS[written]
    return None if len(written) > 2 and is_syllable(written) else voice.spell(written)


def _sets(match: re.Match[str], voice: Voice) -> str | None:
    pairs = re.findall(r"(\d+)-(\d+)", match["x"])
    # Where no first number is larger they are ranges.
    if all(int(a) < int(b) for a, b in pairs):
        return None
    return ", ".join(f"{voice.cardinal(a)} {voice.cardinal(b)}" for a, b in pairs)


def _grades(match: re.Match[str], voice: Voice) -> str:
    last = f" đến khối {voice.cardinal(match['b'])}" if match["b"] else ""
    return f"khối {voice.cardinal(match['a'])}{last}"


def _term(match: re.Match[str], voice: Voice) -> str:
    return f"học kỳ {voice.cardinal(roman_value(match['n']) or match['n'])}"


def _petrol(match: re.Match[str], voice: Voice) -> str:
    level = roman_value(match["level"] or "")
    return f"ron {voice.cardinal(match['n'])}" + (f" {voice.cardinal(level)}" if level else "")


def _specialist(match: re.Match[str], voice: Voice) -> str:
    level = roman_value(match["level"]) or int(match["level"])
    doctor = "bác sĩ " if match["doctor"] else ""
    return f"{doctor}chuyên khoa {voice.cardinal(level)}"


ABBREVIATIONS: tuple[Rule, ...] = (
    rule(
        r"(?<!\w)(?:HA|huyết\ áp)(?!\w)[^.;\d]{0,15}(?:\d{1,2}\s?(?:h|giờ)\d{0,2})?\s?:?\s?"
        r"(?P<x>(?P<a>\d{2,3})/(?P<b>\d{2,3}))(?![\w/]|[.,]\d)",
        "{a} trên {b}",
    ),
    rule(
        r"(?<!\w)(?i:soạn)(?:\s+tin)?(?:\s+nhắn)?\s*:?\s+(?P<x>[A-ZĐ]{2,4})(?=\s)",
        _command,
        "Ss",
        any_case=False,
    ),
    # A terminal of an airport.
    rule(
        r"(?<!\w)(?:ga|sảnh|tòa)\s(?P<x>T(?P<n>\d))(?!\w)",
        lambda m, v: f"{v.spell('T')} {v.cardinal(m['n'])}",
        "T",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?:ti\s?vi|TV|inch|màn\shình|video|camera|phim|phân\sgiải)(?!\w)[^.;]{0,15}?\s(?P<x>(?P<n>[248])K)(?!\w)",
        lambda m, v: f"{v.cardinal(m['n'])} {v.spell('K')}",
        "K",
    ),
    rule(
        r"(?<!\w)(?P<x>(?P<kind>K|Km|KM)\s?(?P<n>\d{1,4})\+(?P<m>\d{3}))(?!\w)",
        lambda m, v: (
            f"{v.spell('K') if m['kind'] == 'K' else v.lexicon.units['km']} {v.cardinal(m['n'])} cộng "
            f"{v.cardinal(m['m'].lstrip('0') or '0')}"
        ),
        "+",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?P<x>PM\s?(?P<a>2)[.,](?P<b>5))(?!\d)",
        lambda m, v: f"{v.spell('PM')} {v.cardinal(m['a'])} phẩy {v.cardinal(m['b'])}",
        "P",
        any_case=False,
    ),
    # A score, and how often a day: no date.
    rule(
        r"(?<!\w)(?:t[ỷỉ]\ssố[^.;\d]{0,25}|(?<!iều\s)(?:thắng|thua|hòa|dẫn|gỡ)(?:\s[^\W\d_]+){0,4})\s"
        r"(?P<x>\d{1,2}\s?[-–]\s?\d{1,2}(?:(?:,|\svà|;)\s\d{1,2}\s?[-–]\s?\d{1,2})*)(?![\w/-]|[.,]\d)",
        lambda m, v: ", ".join(
            f"{v.cardinal(a)} {v.cardinal(b)}"
            for a, b in re.findall(r"(\d{1,2})\s?[-–]\s?(\d{1,2})", m["x"])
        ),
        "-–",
    ),
    # The sets of a game: 25-20, 23-25.
    rule(
        r"(?<![\w/.,-])(?P<x>\d{1,2}-\d{1,2}(?:[,;]\s\d{1,2}-\d{1,2}){1,6})(?![\w/-]|[.,]\d)",
        _sets,
        "-",
    ),
    rule(
        r"(?<!\w)ngày\s(?P<x>(?P<a>\d)\s?[-–]\s?(?P<b>\d))(?=\s(?:lần|viên|gói|cốc|bữa|giờ|tiếng|ly|ống|muỗng|thìa)(?!\w))",
        "{a} đến {b}",
        "-–",
    ),
    rule(
        r"(?:^|\n|[.;]\s)(?P<x>B(?P<n>\d{1,2}))(?=\s?[:.]\s[A-ZĐ])", "bước {n}", "B", any_case=False
    ),
    # The wish of a pupil, the year of Buddha, the age of a baby.
    rule(r"(?<!\w)(?P<x>NV\s?(?P<n>[1-9]))(?!\w)", "nguyện vọng {n}", "N", any_case=False),
    rule(r"(?<!\w)(?P<x>PL[.:]?\s?)(?=2[45]\d\d(?!\d))", "Phật lịch", "P", any_case=False),
    rule(r"(?<![\w/.,-])(?P<x>(?P<n>\d{1,2})th)(?!\w)", "{n} tháng", any_case=False),
    rule(r"(?<!\w)(?P<x>tr\.\s?)(?=\d)", "trang", "t", any_case=False),
    rule(r"(?<!\w)(?P<x>gđ)(?=\s?\d)", "giai đoạn", "g", any_case=False),
    rule(r"(?<!\w)(?P<x>H')(?=[A-Z])", "Hờ", "'", any_case=False),
    # Units of an army: d3, e98, f316.
    rule(
        r"(?<!\w)(?P<x>[cdef]\d{1,3}(?:,?\s?-?\s?[cdef]\d{1,3})+)(?!\w)",
        lambda m, v: ", ".join(
            f"{_UNITS[letter]} {v.cardinal(n)}"
            for letter, n in re.findall(r"([cdef])(\d+)", m["x"])
        ),
        any_case=False,
    ),
    rule(r"(?<!\w)(?i:lỗi|error)\s(?P<x>\d{3})(?!\w|[.,]\d)", grouped),
    rule(
        r"(?<!\w)(?:mùng|mồng)\s(?P<x>(?P<a>\d)\s?[-–]\s?(?P<b>\d))(?=\s(?:Tết|tháng|âm|ÂL|AL))",
        "{a} đến mùng {b}",
        "-–",
    ),
    # 01 suất is one.
    rule(
        r"(?<![\w.,/:-])(?<!số\s)(?<!mã\s)(?<!ngày\s)(?<!tháng\s)(?P<x>0(?P<n>[1-9]))(?=\s(?:xe|suất|người|phần|bộ|cái|chiếc|giải|năm|tháng|tuần|ngày|lần|"
        r"cuộc|tin|hồ|trường|vụ|đối|thành|công|dự|huy|bàn|ghế|quạt|đơn|đảng|đồng|tổ|đội|em|cụ|tiết|môn|trang|bức|"
        r"tấm|khẩu|quả|bát|lít|mẫu|sào|trẻ|mục|tuyến|bình|két|lon|thẻ|sim|SIM|giấy|loại|khóa|lớp|trận|cơ|thửa|"
        r"trạm|cầu|tàu|can|cân|nghìn|ô|đồng|nhà|bệnh|ca|nạn|liệt|học|kg|cán|phương|nội|hình|cửa|tay|bó|bao|"
        r"viên|bản|triệu|tỷ|hộ|con|đôi|vé|chỉ|cây|tấn|ngôi|căn|cặp|hộp|gói|túi|thùng|chai|lọ|tờ|quyển|ảnh|cháu|học|lượng|máy|"
        r"tivi|ti|nồi|điện|sổ|buổi|giờ|phút|đợt|mũi|liều|kỳ|nhân)(?!\w))",
        "{n}",
        "0",
        any_case=False,
    ),
    rule(
        rf"(?<!\w)(?P<x>(?P<doctor>B[Ss])?\.?\s?CK(?P<level>II?|[12])(?:\.(?=\s[{CAPITALS}]))?)(?!\w)",
        _specialist,
        "C",
        any_case=False,
    ),
    _abbreviation("KM", "khuyến mãi", r"(?!\w|\s?\d+(?![\d%]|[.,]\d))"),
    _abbreviation("TH", "tiểu học", rf"(?=\s(?!true){_NAME})"),
    _abbreviation("HK", "hành khách", r"(?=\s(?:có|vui|đi|lưu|cần|nên|đến|chú|được)(?!\w))"),
    _abbreviation("HV", "hội viên", r"(?=\s(?:khó|nghèo|cao|nộp|đóng|tham|có|được)(?!\w))"),
    _abbreviation("CN", "chi nhánh", r"(?=\s(?:cấp|điện|nước|số)\s)"),
    rule(
        r"(?<!\w)(?P<x>BĐ\s?(?P<n>[123]|I{1,3}))(?!\w)",
        lambda m, v: f"báo động {v.cardinal(roman_value(m['n']) or m['n'])}",
        "B",
        any_case=False,
    ),
    _abbreviation("CH", "cửa hàng", rf"(?=\s(?:gần|số\s\d|(?!Play){_NAME}))"),
    _abbreviation("AD", "áp dụng", r"(?=\s(?:đến|từ|cho|với|đồng|tại|hết)(?!\w))"),
    _abbreviation("CSC", "chỉ số cũ", r"(?=[^;]{0,25}CSM)"),
    _abbreviation("TK", "tờ khai", r"(?=\sthuế(?!\w))"),
    _abbreviation("CD", "cư dân", r"(?=\s(?:trữ|tòa|tầng|lưu|vui|chú|các|cần)(?!\w))"),
    _abbreviation("CT", "chuyển tiền", r"(?=\s(?:đi|đến|DI|DEN|nhanh|liên|nội)(?!\w))"),
    _abbreviation("DT", "diện tích", r"(?=\s?:?\s?\d+(?:[.,]\d+)?\s?(?:m2|m²|ha|x))"),
    _abbreviation("CC", "chung cư", rf"(?=\s(?:[A-Z]{{2}}\d|mini|{_NAME}))"),
    _abbreviation("XN", "xí nghiệp", r"(?=\s(?:[NnMmCcGg](?:ước|ay|ấp|ôi|ạch)|xe|[Tt]hủy)(?!\w))"),
    _abbreviation(
        "CT",
        "chi tiết",
        rf"(?=\s?:?\s(?:LH|hotline|tổng|website|app|zalo|Zalo|xem|gọi|bấm|soạn|truy|vào|https?:|www|"
        rf"1[89]00|0\d{{8}}|{MATCHED}{{3,5}}(?!{MATCHED})))",
    ),
    # Before an address, not before a name.
    _abbreviation("CT", "chi tiết", rf"(?=:\s(?![{CAPITALS}\d]))"),
    _abbreviation("CT", "chỉ thị", r"(?=\s(?:số\s)?\d{1,3}(?!\d))"),
    _abbreviation("CT", "chủ tịch", r"(?=\s(?:UBND|HĐND|UBMTTQ|MTTQ|nước|xã|tỉnh|Hội|hội)(?!\w))"),
    rule(r"(?<!\w)(?P<x>CT\.)(?=UBND|HĐND)", "chủ tịch", "C", any_case=False),
    _abbreviation("PCT", "phó chủ tịch", r"(?!\w)"),
    _abbreviation(
        "TT",
        "thanh toán",
        r"(?=\s(?:qua|tối\sthiểu|trước|bằng|hóa|HĐ|tiền|tại|đúng|trễ|cước|thẻ|online|số\stiền)(?!\w))",
    ),
    _abbreviation("KT", "kiểm tra", r"(?=\s(?:HK|giữa|cuối|định|miệng|15|một\stiết))"),
    rule(
        r"(?<!\w)(?i:toán|môn)(?!\w)[^.;]{1,25}?(?<!\w)(?P<x>TV)(?!\w)",
        "tiếng Việt",
        "T",
        any_case=False,
    ),
    _abbreviation("BH", "bảo hành", r"(?=\s(?:chính\shãng|\d+\s(?:tháng|năm)))"),
    rule(r"(?<!\w)(?P<x>HUY)(?=\s(?:\S+\s){0,2}(?:gửi|gui)\s)", "hủy", "H", any_case=False),
    rule(
        r"(?<!\w)(?i:sở|bộ|phòng)\s(?P<x>TC|XD|YT|TP|QP|NG)(?!\w)",
        lambda m, _: _FIELDS[m["x"]],
        "TXYQN",
        any_case=False,
    ),
    _abbreviation("BT", "bí thư", r"(?=\s(?:Đoàn|[Cc]hi|Đảng|ĐU|[Tt]ỉnh|[Xx]ã|[Tt]hành)(?!\w))"),
    _abbreviation("PBT", "phó bí thư", r"(?!\w)"),
    _abbreviation("TT", "thông tư", r"(?=\s(?:số\s)?\d)"),
    _abbreviation("TT", "trung tâm", r"(?!\w|[-./]\w)"),
    _abbreviation("ĐT", "đội tuyển", r"(?=\s(?:Việt|VN|nữ|nam|U\d|quốc|bóng))"),
    _abbreviation("KH", "kỳ hạn", r"(?=\s\d+\s(?:tháng|tuần|ngày))"),
    _abbreviation("CN", "chi nhánh", r"(?=\s?/\s?PGD|\s(?:gần|NH|ngân)(?!\w))"),
    _abbreviation("ĐL", "đại lý", r"(?=\s(?:cấp|chính|bán|ủy|thu|vé)(?!\w))"),
    _abbreviation("CĐ", "công điện", r"(?=\s(?:số\s)?\d+/)"),
    rule(r"(?<=[%\dkK]/)(?P<x>th)(?!\w)", "một tháng", "/", any_case=False),
    rule(r"(?<!\w)(?:đủ|từ|trên|dưới|hơn)\s\d{2,3}(?P<x>t)(?!\w)", "tuổi", any_case=False),
    _abbreviation("KH", "khách hàng", r"(?=\s?:?\s?(?:0\d|[A-Z]{0,4}\d+[xX*]{2,}|[A-Z]{2}\d))"),
    _abbreviation("KH", "kế hoạch", r"(?=\s(?:số\s)?\d+(?!\w*[.\d]{4}))"),
    _abbreviation("HC", "huân chương", r"(?=\s(?:hạng|Hồ|Lao|Kháng|Độc|Sao))"),
    _abbreviation("HC", "hành chính", r"(?!\w)", r"(?<=[Gg]iờ\s)"),
    _abbreviation("HA", "huyết áp", rf"(?=\s?:?\s?(?:{MATCHED}|\d{{2,3}}/\d))"),
    _abbreviation("ND", "nông dân", r"(?!\w)", r"(?<=Hội\s)"),
    _abbreviation("NV", "nội vụ", r"(?!\w)", r"(?<=[SsBb][ởộ]\s)"),
    _abbreviation("H[ĐD]", "hợp đồng", r"(?=\s(?:gốc|lao|mua|vay|thuê|tín|bảo|BH|dịch|số\s\d+/))"),
    _abbreviation("N[ĐD]", "nghị định", r"(?=\s(?:số\s)?\d+/)"),
    _abbreviation("TB", "thông báo", r"(?=\s?:)"),
    # After these words 0 begins no code.
    rule(
        r"(?<!\w)(?i:có|còn|gồm|mang|tặng|trúng|kèm|mua|cần|bị|bắt|trao|nạp|xây|thêm|khoảng|mỗi|hơn|trong|đặt|bán|đủ|chuẩn\sbị|chụp|số\slượng|"
        r"photo|viết|tặng|tối\sđa|tối\sthiểu|ít\snhất|hỗ\strợ)\s(?P<x>0(?P<n>[1-9]))(?=\s\(?[^\W\d_]{2})",
        "{n}",
        "0",
        any_case=False,
    ),
    _abbreviation(
        "BTC", "ban tổ chức", r"(?=\s(?:giải|cuộc|hội|lễ|chương|trận|xin|sẽ|đã|trao|đêm)(?!\w))"
    ),
    _abbreviation("TV", "tiếng Việt", r"(?=\slớp\s?\d)"),
    _abbreviation(
        "STK", "sổ tiết kiệm", r"(?=\s(?:số\s\S+\s)?(?:kỳ\shạn|đến\shạn|đáo\shạn|tiết|online))"
    ),
    _abbreviation("CK", "chiết khấu", r"(?=\s\d+\s?%)"),
    _abbreviation(
        "HĐ",
        "hợp đồng",
        r"(?=\s(?:số\s)?(?:\w*\d[\w./-]*\s)?(?:đến|đã|sẽ|sắp)?\s?"
        r"(?:hạn\s(?:đóng\s)?phí|hạn\stái|mất\shiệu|có\shiệu|hết\shiệu|hiệu\slực|hết\shạn|đáo\shạn|ký|chấm\sdứt))",
    ),
    _abbreviation("HD", "hợp đồng", r"(?=\s?:?\s?(?:số\s|so\s)?\d{4,})"),
    _abbreviation("GĐ", "giai đoạn", r"(?=\s?\d)"),
    _abbreviation(
        "GĐ",
        "giám đốc",
        r"(?=\s(?:[Cc]ông|C[Tt][Yy]|[Ss]ở|CA|BV|[Bb]ệnh|[Tt]rung|TT|[Nn]hà|Ban|Quỹ|BHXH|VNPT|NH|HTX|PVcom|Trung|Bảo)(?!\w))",
    ),
    _abbreviation("LS", "lãi suất", r"(?=\s?:?\s?(?:\d|từ|chỉ|vay|ưu|tiết|huy|năm|cố))"),
    _abbreviation("LS", "luật sư", rf"(?=\s{_NAME})"),
    rule(r"(?<!\w)(?P<x>[ĐD]/?[Cc]\s?:)(?=\s)", "địa chỉ,", ":", any_case=False),
    rule(
        r"(?<!\w)(?P<x>RON\s?(?P<n>\d\d)(?:-(?P<level>I{1,3}|IV|V))?)(?!\w)",
        _petrol,
        "R",
        any_case=False,
    ),
    rule(r"[Ốố]ng\s(?P<x>DN?(?P<n>\d{2,3}))(?!\w)", "phi {n}", "D", any_case=False),
    rule(
        rf"(?<!\w)(?i:cô|thầy)\s(?:[{CAPITALS}][^\W\d_]+\s){{1,2}}(?P<x>CN)(?!\w)",
        "chủ nhiệm",
        "C",
        any_case=False,
    ),
    _abbreviation("CN", "chi nhánh", rf"(?=\s(?:NH\s)?{_NAME})", r"(?<![\w.&-])"),
    _abbreviation("QK", "quân khu", r"(?=\s?\d(?![\d%]|[.,]\d))"),
    _abbreviation(
        "TB",
        "thuê bao",
        r"(?=\s(?:số\s)?(?:0\d|trả\s|của\s|này|chính|di\sđộng|bị\s|đã\s|chưa\s|đang\s))",
    ),
    rule(r"(?<=[\dKk]/)(?P<x>TB)(?![\w-])", "một thuê bao", "T", any_case=False),
    rule(
        r"(?<!\w)(?:PHHS|PH|HSG|HS|GV|học\ssinh|phụ\shuynh)\s(?P<x>K(?P<a>1[0-2]|\d)(?:\s?-\s?K?(?P<b>1[0-2]|\d))?)(?!\w)",
        _grades,
        "K",
        any_case=False,
    ),
    rule(r"(?<!\w)(?P<x>HK\s?(?P<n>I{1,2}|[12]))(?!\w)", _term, "H", any_case=False),
    _abbreviation("DS", "dược sĩ", rf"(?=\s{_NAME})"),
    _abbreviation(
        "ĐH", "đại hội", r"(?=\s(?:lần|đại\sbiểu|Đảng|Đoàn|chi\s|toàn|nhiệm\skỳ|Hội|XI))"
    ),
    _abbreviation("ĐH", "đơn hàng", r"(?=\s(?:số\s|mã\s|của\s|\#|[A-Z]*\d))"),
    rule(r"(?<!\w)(?i:vàng)(?:\s\w+)?\s(?P<x>9999)(?!\w|[.,]\d)", "bốn số chín"),
    _abbreviation("SN", "sinh năm", r"(?=\s?:?\s?(?:19|20)\d\d(?!\d))"),
    _abbreviation("SN", "số nhà", r"(?=\s?\d)"),
    rule(r"(?<=\d)(?P<x>v)(?=/(?:ngày|lần|ngay|lan)(?!\w))", "viên", any_case=False),
    rule(
        r"(?<!\w)(?i:uống|sáng|trưa|chiều|tối|ngày|lần)\s(?P<x>(?P<n>\d{1,2})v)(?!\w)",
        "{n} viên",
        any_case=False,
    ),
    rule(rf"(?<=[\w)%{MATCHED}]\s)(?P<x>x)(?=\s\d)", "nhân"),
    # Initials of a name.
    rule(
        r"(?<![\w.])(?P<x>[A-ZĐ](?:\.[A-ZĐ])+\.?)(?![\w.])",
        lambda m, v: v.spell(m["x"]),
        ".",
        any_case=False,
    ),
)
