"""Every check of a step is made of its disguises too, at their own lines, and none twice."""

from datetime import date
from pathlib import Path

import pytest

from tutor.authoring.check import check
from tutor.authoring.outline import outline
from tutor.content.catalogue import load_file
from tutor.content.placeholders import Filler
from tutor.i18n import Translator

GROUND = Path(__file__).parents[1] / "content" / "ground"
LESSON = """format: 1
id: mot
language: vi
topic: lua-dao
title: Ví dụ
objective: Thử
minutes: 5
steps:
  - call: Có cuộc gọi.
    id: goi
    from: {name: Số lạ}
    genuine: false
    wants: tiền
    nodes:
      dau: {says: A lô, tactic: fear, answers: [{text: Chào, to: hang-up}]}
    variants:
      - chat: Có tin nhắn.
        from: {name: Người lạ}
        wants: mã đăng nhập
        nodes:
          tin: {says: Chào, answers: [{text: Chào, to: block}]}
  - sort: Xếp.
    id: xep
    sides: {safe: Thật, scam: Giả}
    cards: [{text: A, side: safe, because: B}, {text: C, side: scam, because: D}]
    variants:
      - cards: [{text: E, side: safe, because: B}, {text: F, side: scam, because: D}]
  - spot: Tìm.
    id: tim
    message: {sender: Số lạ, parts: [Chào]}
    variants:
      - message: {sender: Trạm y tế, parts: [Mời khám, {text: mã, flag: code, because: Họ xin.}]}
"""
GENUINE = """  - call: Có cuộc gọi.
    id: goi-that
    from: {name: Số lạ}
    genuine: true
    nodes:
      dau: {says: A lô, answers: [{text: Chào, to: end}]}
    variants:
      - chat: Có tin nhắn.
        nodes:
          tin: {says: Chào, answers: [{text: Chào, to: end}]}
"""
TALK, CARDS, MESSAGE = 21, 27, 32


def problems_of(root: Path, text: str) -> list[tuple[str, int]]:
    path = root / "mot.yaml"
    path.write_text(text, encoding="utf-8")
    return [(p.code, p.place.line) for p in check([path], GROUND, date(2026, 6, 1)).all()]


def test_lesson_with_variants_has_no_problems(tmp_path: Path) -> None:
    assert problems_of(tmp_path, LESSON + GENUINE) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("to: block}", "to: hang-up}", "ending-elsewhere", TALK),
        ("to: block}", "to: tim}", "to-unknown", TALK),
        ("to: block}", "to: lost}", "because-missing", TALK),
        ("to: block}", "to: tin}", "node-endless", TALK),
        ("says: Chào,", "says: Vào vnbank.com,", "literal-address", TALK),
        ("says: Chào,", "says: Gọi 0912345678,", "literal-phone", TALK),
        ("chat: Có tin nhắn.", "chat: Bác có tin nhắn.", "literal-you", 17),
        ("chat: Có tin nhắn.", "chat: Có tin OTPX.", "voice-spells", 17),
        ("chat: Có tin nhắn.", f"chat: {'một ' * 46}", "too-much", 17),
        ("wants: mã đăng nhập", "wants: mã của {bacc}", "place-unknown", 19),
        ("{text: F, side: scam", "{text: F, side: safe", "side-empty", CARDS),
        ("{text: F, side: scam", "{text: F, side: scm", "side-unknown", CARDS),
        ("flag: code, because: Họ xin.}", "flag: code}", "because-missing", MESSAGE),
        ("Trạm y tế, parts", "0912345678, parts", "literal-phone", MESSAGE),
    ],
)
def test_problem_of_a_variant_is_reported_at_its_line(
    tmp_path: Path, old: str, new: str, code: str, line: int
) -> None:
    assert LESSON.count(old) == 1
    assert (code, line) in problems_of(tmp_path, LESSON.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("call: Có cuộc gọi.", f"call: {'một ' * 46}", "too-much"),
        ("from: {name: Số lạ}", "from: {name: vnbank.com}", "literal-address"),
        ("sides: {safe: Thật, scam: Giả}", "sides: {safe: Thật, scam: Giả OTPX}", "voice-spells"),
        ("spot: Tìm.", "spot: Bác tìm.", "literal-you"),
    ],
)
def test_problem_of_an_inherited_field_is_reported_once(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    codes = [problem for problem, _ in problems_of(tmp_path, LESSON.replace(old, new))]
    assert codes.count(code) == 1


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("chat: Có tin nhắn.", "call: Có cuộc gọi.", 17),
        ("to: block}", "to: lost, because: Vì thế}", TALK),
        (
            "answers: [{text: Chào, to: block}]",
            "tactic: greed, answers: [{text: Chào, to: block}]",
            TALK,
        ),
        ("        wants: mã đăng nhập\n        nodes", "        nodes", 0),
        (
            "{text: E, side: safe, because: B}, {text: F, side: scam",
            "{text: E, side: scam, because: B}, {text: F, side: safe",
            CARDS,
        ),
        ("flag: code, because: Họ xin.}", "flag: link, because: Họ xin.}", MESSAGE),
    ],
)
def test_a_translation_has_the_same_variants(tmp_path: Path, old: str, new: str, line: int) -> None:
    root = tmp_path / "lessons"
    for language, text in (
        ("vi", LESSON),
        ("en", LESSON.replace(old, new)),
    ):
        path = root / language / "lua-dao" / "mot.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text.replace("language: vi", f"language: {language}"), encoding="utf-8")
    (root / "topics.yaml").write_text("format: 1\ntopics: []\n", encoding="utf-8")
    differences = [
        p for p in check([root], GROUND, date(2026, 6, 1)).all() if p.code == "translation-differs"
    ]
    # A caller's aim that is missing is taken from the step: both then have one.
    assert [p.place.line for p in differences] == ([line] if line else [])


def test_the_outline_shows_every_variant_without_what_it_shares(tmp_path: Path) -> None:
    path = tmp_path / "mot.yaml"
    path.write_text(LESSON, encoding="utf-8")
    lines = list(outline(load_file(path).lesson, Filler("en"), Translator("en")))
    text = "\n".join(lines)
    assert text.count("Another time 1") == 3
    assert "What they want: mã đăng nhập" in text
    assert text.count("Có cuộc gọi.") == 1
    assert sum("E → Thật" in line for line in lines) == 1
