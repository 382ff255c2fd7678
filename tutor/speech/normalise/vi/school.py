"""Vietnamese marks at school: 10đ Toán, Văn 8.5."""

from tutor.speech.normalise.rules import Rule, rule
from tutor.speech.normalise.vi.numbers import decimal

SCHOOL: tuple[Rule, ...] = (
    # Of four or ten: 3.2/4.0; and A+.
    rule(
        r"(?<![\w.,/])(?P<x>(?P<a>\d[.,]\d{1,2})/(?P<b>4|10)(?:[.,]0)?)(?![\w/]|[.,]\d)",
        lambda m, v: f"{decimal(m['a'], v)} trên {v.cardinal(m['b'])}",
        "/",
    ),
    rule(r"(?<!\w)(?<!máu\s)[A-DF](?P<x>\+)(?!\w)", "cộng", "+", any_case=False),
    # A mark of school: 9,25đ
    rule(
        r"(?<![\w.,])(?P<x>(?P<a>\d{1,2}[.,]\d{1,2})đ)(?!\w)",
        lambda m, v: f"{decimal(m['a'], v)} điểm",
        "đ",
    ),
    rule(
        r"(?<![\w.,/])(?P<x>(?P<n>[1-9]|10)\s?[dđ])(?=\s(?:môn\s)?(?:Toán|TV|Tiếng|tiếng|Văn|Anh|Sử|Địa|Lý|Hóa|Sinh|KHTN|"
        r"GDCD|Tin|toán|văn)(?!\w))",
        "{n} điểm",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?i:được|đạt|điểm|(?<!thanh\s)toán|văn|anh|TV|việt|sử|địa|lý|hóa|sinh|tin)\s:?\s?"
        r"(?P<x>(?P<n>[1-9]|10)[dđ])(?![\w/])",
        "{n} điểm",
    ),
    rule(
        r"(?<!\w)(?:Toán|Văn|Anh|TV|Việt|Sử|Địa|Lý|Hóa|Sinh|Tin|KHTN|TB|điểm|trung\sbình|hệ\ssố|huyết|[Uu]re|sốt|kali|canxi)\s?:?\s"
        r"(?P<x>\d{1,2}\.\d{1,2})(?!\w|[.,]\d)",
        lambda m, v: decimal(m["x"], v),
        ".",
        any_case=False,
    ),
)
