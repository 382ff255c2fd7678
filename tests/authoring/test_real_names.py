"""Callers and messages bear invented names; what lessons teach under its own name may be spoken of."""

from datetime import date
from pathlib import Path

import pytest

from tutor.authoring.check import check
from tutor.paths import lessons_folder

TODAY = date(2026, 6, 1)
LESSON = """format: 1
id: vi-du
language: {language}
topic: lua-dao
title: Ví dụ
objective: Thử
minutes: 5
steps:
  - {step}
"""
SPOT = 'spot: Xem.\n    id: xem\n    message: {{sender: "{}", parts: ["{}"]}}'
SORT = (
    "sort: Xếp.\n    id: xep\n    sides: {{safe: Thật, scam: Giả}}\n    cards:\n"
    '      - {{text: "{}", side: safe, because: Vì thế.}}\n'
    "      - {{text: B, side: scam, because: Vì thế.}}"
)
CALL = (
    'call: Có cuộc gọi.\n    id: goi\n    from: {{name: "{}"}}\n    genuine: false\n'
    '    nodes: {{dau: {{says: "{}", answers: [{{text: A, to: hang-up}}]}}}}'
)
SAY = 'say: "{}"'


def brands(tmp_path: Path, step: str, language: str = "vi") -> list[str]:
    file = tmp_path / "vi-du.yaml"
    file.write_text(LESSON.format(step=step, language=language), encoding="utf-8")
    problems = [p for p in check([file], lessons_folder(), TODAY).all() if p.code == "real-brand"]
    return [problem.details["text"] for problem in problems]


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (SPOT.format("Vietcombank", "A"), "Vietcombank"),
        (SPOT.format("Số lạ", "Shopee tặng quà."), "Shopee"),
        (SORT.format("BIDV: thẻ bị khóa."), "BIDV"),
        (CALL.format("Viettel", "A lô"), "Viettel"),
        (CALL.format("Số lạ", "Con là Vy bên Agribank."), "Agribank"),
    ],
)
def test_real_brand_in_the_words_of_a_caller_is_a_problem(
    tmp_path: Path, step: str, name: str
) -> None:
    assert brands(tmp_path, step) == [name]


@pytest.mark.parametrize(
    "step",
    [
        CALL.format("Hỗ trợ VNeID", "Bác kết bạn Zalo với cháu, cháu ở công an tỉnh."),
        SPOT.format("Công an xã", "Xem phạt nguội trên VNeTraffic."),
        SORT.format("Ngân hàng Làng: LangBank xin chào."),
        SORT.format("Có việc gấp, acba là gì?"),
        SAY.format("Samsung là tên một hãng."),
    ],
)
def test_agencies_taught_apps_and_invented_names_are_allowed(tmp_path: Path, step: str) -> None:
    assert brands(tmp_path, step) == []


def test_brand_that_is_an_english_word_is_allowed_in_english(tmp_path: Path) -> None:
    step = SORT.format("Grab an apple, it is an opportunity.")
    assert brands(tmp_path, step, "en") == []
    assert brands(tmp_path, step, "vi") == ["Grab", "apple"]
