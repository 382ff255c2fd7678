"""Words without marks that are sure by what stands beside them: numbers, prices, hours, dates."""

import re

# "Ngay" before a date is the day, whatever stands before it.
_DAY = re.compile(r"ngay(?=:? ?\d{1,2}[/.-]\d)", re.IGNORECASE)
# "Ngay" before a share, a sum, an amount of data or an address is at once.
_AT_ONCE_AHEAD = re.compile(
    r"ngay(?=:? \+? ?(?:\d[\d.,]*(?:%|d|k|VND| ?[GM]B?)(?!\w)|https?:|www\.))", re.IGNORECASE
)
# "Goi" before a number that is called, and before a package of data, whatever stands beside it.
_CALL = re.compile(
    r"goi(?=:? ?(?:ngay|so|tong dai|hotline|lai)? ?:?(?:\d{3}|\d[\d .]{5}|[(+*]))"
    r"(?!:? ?\d[\d.,]*(?:[dkG]|VND|dong))",
    re.IGNORECASE,
)
_PACKAGE = re.compile(r"[Gg](?:oi|OI)(?= (?:(?:cuoc |data |DATA )?[A-Z]+\d|\d+[GM]B?\b))")
# Words that are sure beside a number: those before it, those after it, and times of the day.
_BEFORE_NUMBER = {
    "so": "số", "to": "tổ", "ngo": "ngõ", "phong": "phòng", "quay": "quầy", "ghe": "ghế", "duong": "đường",
    "dot": "đợt", "mui": "mũi", "ky": "kỳ", "lan": "lần", "muc": "mức", "cap": "cấp", "thang": "tháng",
    "tu": "từ", "den": "đến", "ma": "mã", "khoang": "khoảng", "lop": "lớp", "khoi": "khối", "ngach": "ngách",
}  # fmt: skip
_NUMBER_AHEAD = re.compile(r" [A-Z*x]{0,2}\d")
_AFTER_NUMBER = {
    "ngay": "ngày", "nam": "năm", "thang": "tháng", "tuan": "tuần", "tieng": "tiếng", "phut": "phút",
    "gio": "giờ", "lan": "lần", "nguoi": "người", "buoi": "buổi", "suat": "suất", "vien": "viên",
    "trieu": "triệu", "ty": "tỷ", "dong": "đồng", "diem": "điểm", "khoi": "khối", "met": "mét",
    "lit": "lít", "tan": "tấn", "ta": "tạ", "tuoi": "tuổi", "mui": "mũi", "dot": "đợt", "chieu": "chiều",
}  # fmt: skip
_NUMBER_BEHIND = re.compile(r"(?<![\w.,:-])\d{1,3}(?:[.,]\d+)? $")
_AT_ONCE = re.compile(r"ngay (?:khi|lap|sau|tai|bay|lien|tren|trong)\b", re.IGNORECASE)
_DAYTIME = {"sang": "sáng", "toi": "tối", "trua": "trưa"}
_HOUR_BEHIND = re.compile(r"\d(?:h|g|:)(?:\d\d)? $")
# "Toi" behind a span of time: trong 2h tới.
_WITHIN_BEHIND = re.compile(r"(?:trong|vong) \d{1,3} ?(?:h|gio|ngay|phut|thang|tuan|nam) $")
_TODAY_AHEAD = re.compile(r" (?:mai|nay|som)\b")
# "Chi" before a price is only, and "Y" a thought.
_ONLY = re.compile(
    r"chi(?= (?:(?:tu )?\d[\d.,]*(?:d|k|tr|VND|%|dong)|dong|can|voi|con|trong|ap|danh|mat)(?!\w))",
    re.IGNORECASE,
)
_THOUGHT = re.compile(r"Y(?= (?:kien|tuong|dinh|nghia|thuc))")
# What a sum or an amount of data counts by: 10.000d/ngay.
_PER = {
    "ngay": "ngày", "thang": "tháng", "nam": "năm", "tuan": "tuần", "gio": "giờ", "phut": "phút",
    "giay": "giây", "lan": "lần", "nguoi": "người", "ho": "hộ", "suat": "suất", "cuoc": "cuộc",
    "luot": "lượt", "vien": "viên", "hop": "hộp", "goi": "gói", "cai": "cái", "bo": "bộ", "chiec": "chiếc",
    "khau": "khẩu", "quy": "quý", "ky": "kỳ", "cay": "cây", "chau": "cháu", "chuyen": "chuyến",
    "don": "đơn", "mon": "môn", "buoi": "buổi", "tiet": "tiết", "bua": "bữa", "dem": "đêm",
    "thung": "thùng", "ve": "vé", "to": "tờ", "phong": "phòng", "khoi": "khối", "can": "cân", "yen": "yến",
    "tan": "tấn", "be": "bé", "khach": "khách", "ghe": "ghế", "dong": "đồng",
}  # fmt: skip
_RATED = re.compile(r"\d[\d.,]*(?:[A-Za-z]{1,3}|%)?/(?:[a-z]{2,6}/)?$")
# The first and the last digits of a card.
_CARD_BEHIND = re.compile(r"\b(?:the|tk|tai khoan|stk|dau)\b[^.;]*$", re.IGNORECASE)
_ENDS = re.compile(r"(?: so)? \d{3,6}(?![\d.,]| ?(?:d|dong|tuoi|nguoi|kg|k|tr)\b)")
_LONGEST_CARD = 40
_DEGREES = re.compile(r"do C\b", re.IGNORECASE)
# "So" that ends another word: hồ sơ, cơ sở 2.
_FILE_BEHIND = re.compile(r"\b(?:ho|co(?= so \d{1,2}(?!\d))) (?=so )", re.IGNORECASE)
# So many letters before a word are looked at.
_BEHIND = 16


def sure_word(piece: str, text: str, start: int) -> str | None:
    """Return the word that a piece of a text stands for, if what stands beside it makes it sure."""
    word = piece.lower()
    if word == "goi":
        is_package = _PACKAGE.match(text, start)
        return "gói" if is_package else "gọi" if _CALL.match(text, start) else None
    if _DAY.match(text, start):
        return "ngày"
    if _AT_ONCE_AHEAD.match(text, start):
        return "ngay"
    if piece == "Y":
        return "ý" if _THOUGHT.match(text, start) else None
    if word == "chi":
        return "chỉ" if _ONLY.match(text, start) else None
    if text[start - 1 : start] == "/":
        return _PER.get(piece) if _RATED.search(text[:start]) else None
    return _beside_number(word, text, start)


def _beside_number(word: str, text: str, start: int) -> str | None:
    """Return the word with its marks where a number or a time beside it makes it sure."""
    end = start + len(word)
    behind = text[max(0, start - _BEHIND) : start]
    if word in ("dau", "duoi") and _CARD_BEHIND.search(text[max(0, start - _LONGEST_CARD) : start]):
        return {"dau": "đầu", "duoi": "đuôi"}[word] if _ENDS.match(text, end) else None
    if word == "do" and _DEGREES.match(text, start) and behind[-2:-1].isdecimal():
        return "độ"
    if word == "so" and _FILE_BEHIND.match(text, max(0, start - 3)):
        return None
    ahead = _NUMBER_AHEAD.match(text, end) and not (word == "to" and behind.endswith("o "))
    if (
        word in _BEFORE_NUMBER
        and ahead
        and (text[end + 1].isdecimal() or word not in ("tu", "den"))
    ):
        return _BEFORE_NUMBER[word]
    if word in _AFTER_NUMBER and _NUMBER_BEHIND.search(behind) and not _AT_ONCE.match(text, start):
        return _AFTER_NUMBER[word]
    if word == "toi" and _WITHIN_BEHIND.search(behind):
        return "tới"
    is_time = _HOUR_BEHIND.search(behind) or _TODAY_AHEAD.match(text, end)
    return _DAYTIME.get(word) if is_time else None
