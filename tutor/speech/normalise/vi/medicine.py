"""Vietnamese doses, measures of the body and findings, as prescriptions and hospitals write them."""

import re

from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.text import MATCHED
from tutor.speech.normalise.vi.numbers import amount, decimal

_HIGHEST, _LOWEST = range(70, 270), range(30, 160)
_PRESSURE = re.compile(r"(?<!\w)(?:HA|[Hh]uyết áp)(?!\w)|mmHg")


_PILLS = re.compile(r"(?<!\w)(?:uống|thuốc|viên|liều)(?!\w)|\dmg", re.IGNORECASE)


def _pressure(match: re.Match[str], voice: Voice) -> str | None:
    high, low = int(match["a"]), int(match["b"])
    likely = high in _HIGHEST and low in _LOWEST and high > low
    if not likely or not _PRESSURE.search(match.string):
        return None
    return f"{voice.cardinal(high)} trên {voice.cardinal(low)}"


MEDICINE: tuple[Rule, ...] = (
    # 2v x 3l/ngày
    rule(r"(?<=\d)(?P<x>v)(?=\s?x\s?\d)", "viên", "v", any_case=False),
    rule(r"x\s?\d{1,2}(?P<x>l)(?=\s?/)", "lần", "x", any_case=False),
    rule(r"(?<=\d)\s?(?P<x>l/ph)(?!\w)", "lần một phút", "/", any_case=False),
    rule(
        r"(?<!\w)(?P<x>Rh\s?\((?P<sign>[+-])\))",
        lambda m, _: f"rờ hát {'dương' if m['sign'] == '+' else 'âm'}",
        "(",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?P<x>Rh\s?(?P<sign>[+-]))(?!\w)",
        lambda m, _: f"rờ hát {'dương' if m['sign'] == '+' else 'âm'}",
        "+-",
        any_case=False,
    ),
    # More than a pressure: >160/100.
    rule(
        r"(?P<x>(?P<sign>[<>])\s?(?P<a>\d{2,3})/(?P<b>\d{2,3}))(?![\w/])",
        lambda m, v: (
            f"{'trên' if m['sign'] == '>' else 'dưới'} {v.cardinal(m['a'])} trên {v.cardinal(m['b'])}"
        ),
        "<>",
    ),
    # A pressure where the text tells of it, and no date can be meant.
    rule(
        r"(?<![\w/.,-])(?P<x>(?P<a>\d{2,3})/(?P<b>\d{2,3}))(?![\w/]|[.,]\d)",
        _pressure,
        "/",
    ),
    rule(
        r"(?<=\d)(?P<x>v)(?=\s(?:sáng|trưa|chiều|tối|sau|trước|mỗi|lúc|khi|cách)(?!\w))",
        "viên",
        any_case=False,
    ),
    # Sáng, chiều, tối before pills.
    rule(
        r"(?<!\w)(?P<x>[SCT])(?=\s?:?\s?\d(?:[.,/]\d)?\s?v(?!\w))",
        lambda m, _: {"S": "sáng", "C": "chiều", "T": "tối"}[m["x"]],
        "v",
        any_case=False,
    ),
    rule(
        r"(?<![\w.,/-])(?P<x>(?P<a>\d(?:[.,]5)?)v)(?=[,.;]|$)",
        lambda m, v: f"{decimal(m['a'], v)} viên" if _PILLS.search(m.string) else None,
        "v",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?P<x>M(?P<side>[PT])\s?:?\s?(?P<a>\d{1,2})/(?P<b>10))(?![\w/])",
        lambda m, v: (
            f"mắt {'phải' if m['side'] == 'P' else 'trái'} {v.cardinal(m['a'])} trên {v.cardinal(m['b'])}"
        ),
        "M",
        any_case=False,
    ),
    rule(r"(?<=\d)\s?(?P<x>g/l)(?!\w)", "gam trên lít", "/"),
    rule(
        r"(?<=\d)\s(?P<x>(?P<unit>[GT])/[Ll])(?!\w)",
        lambda m, _: f"{'gi ga' if m['unit'] == 'G' else 'tê ra'} trên lít",
        "/",
        any_case=False,
    ),
    rule(r"(?<=\d)(?P<x>g)(?=/(?:ngày|lần|kg|cân|lít|l)(?!\w))", "gam", any_case=False),
    rule(
        r"(?<![\w.,])(?P<x>(?P<a>\d+(?:[.,]\d+)?)\s?(?P<unit>m?g|kcal|mmol)\s?/\s?(?P<b>\d{2,4})\s?(?P<per>ml|g|l))(?!\w)",
        lambda m, v: (
            f"{amount(m['a'].replace('.', ','), v)} {v.lexicon.units[m['unit']]} trên "
            f"{v.cardinal(m['b'])} {v.lexicon.units[m['per']]}"
        ),
        "/",
    ),
    rule(
        r"(?<!\w)(?i:kiểm\stra|theo\sdõi|chỉ\ssố|ổn\sđịnh)\s(?P<x>HA)(?!\w)",
        "huyết áp",
        "H",
        any_case=False,
    ),
    rule(
        r"(?P<x>\((?P<sign>[+-])\))", lambda m, _: "dương tính" if "+" in m["x"] else "âm tính", "("
    ),
    rule(
        r"(?<!\w)(?i:lọ|hộp|vỉ|mua|lấy|x)\s(?P<x>(?P<n>\d{1,3})v)(?!\w)", "{n} viên", any_case=False
    ),
    # A blood pressure in tens, and an eyesight.
    rule(
        r"(?<!\w)(?i:HA|huyết\sáp|thị\slực|mắt)\s(?:(?!ngày|hôm|từ|đến)[^\W\d_]+\s){0,2}:?\s?(?P<x>(?P<a>\d{1,2})/(?P<b>\d{1,2}))(?![\w/]|[.,]\d)",
        "{a} trên {b}",
        "/",
    ),
    rule(
        r"(?<!\w)(?i:mg|viên|thuốc|augmentin|uống|liều|hàm\slượng)[^.;]{0,12}\s(?P<x>(?P<n>\d)g)(?![\w/])",
        "{n} gam",
        "g",
    ),
    rule(rf"(?<=mg)\s(?P<x>x)(?=\s?[\d{MATCHED}])", "nhân", "x", any_case=False),
    rule(
        r"(?<!\w)(?i:gối|mắt|tay|chân|vai|thận|phổi|vú|háng|tai|đùi|xương|khớp|tuyến|bên)(?:\s[^\W\d_]+)?\s\((?P<x>[TP])\)",
        lambda m, _: {"T": "trái", "P": "phải"}[m["x"]],
        "TP",
        any_case=False,
    ),
    # Food is weighed; elsewhere 5g is an hour.
    rule(
        r"(?<![\w.,])(?P<x>(?P<a>\d+(?:[.,]\d+)?)g)(?=\s(?:muối|đường|bột|đạm|men|mì|tỏi|gừng|thịt|cá|rau|gạo|chất|vàng|trà|cà|"
        r"lá|nghệ|hạt|phân|thuốc|kẹo|bánh|sữa|tôm|nấm|hành|ớt|tiêu|sợi|mỗi)(?!\w))",
        lambda m, v: f"{amount(m['a'].replace('.', ','), v)} gam",
        "g",
    ),
    rule(
        r"(?<!\w)(?P<x>(?P<a>\d{1,2})W(?P<b>\d)D)(?!\w)", "{a} tuần {b} ngày", "W", any_case=False
    ),
    rule(
        r"(?<!\w)(?P<x>GOT|GPT|SGOT|SGPT)(?=\s?[:=]?\s?\d)",
        lambda m, v: v.spell(m["x"]),
        "G",
        any_case=False,
    ),
    rule(
        r"(?i:máu)\s(?:[^\W\d_]+\s){0,2}(?P<x>(?P<group>A|B|AB|O)\s?(?P<sign>[+-]))(?!\w)",
        lambda m, v: f"{v.spell(m['group'])} {'dương' if m['sign'] == '+' else 'âm'}",
        "+-",
        any_case=False,
    ),
    rule(r"(?<=mg\sx\s)(?P<x>(?P<n>\d{1,3})v)(?!\w)", "{n} viên", "v", any_case=False),
    rule(r"(?<!\w)(?i:tiêm|truyền|đường)\s(?P<x>TM)(?!\w)", "tĩnh mạch", "T", any_case=False),
    rule(r"(?<!\w)(?P<x>THA)(?=\s(?:độ|vô|nguyên|kèm))", "tăng huyết áp", "T", any_case=False),
    rule(
        r"(?<!\w)(?i:đùi|cẳng|bàn|khuỷu|mắt\scá|bả\svai|xương|cổ|nửa|mắt|chân|tay|tai|gối|vai|thận|phổi|vú|háng)\s(?:[^\W\d_]+\s)?(?P<x>[TP])(?![\w.])",
        lambda m, _: {"T": "trái", "P": "phải"}[m["x"]],
        "TP",
        any_case=False,
    ),
    rule(r"(?<!\w)(?P<x>BK)(?=\s?\()", lambda _, v: v.spell("BK"), "B", any_case=False),
)
