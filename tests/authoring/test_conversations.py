"""What is asked of the lines of a caller beyond their shape."""

from datetime import date
from pathlib import Path

import pytest
from checked_course import checked_course

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
  - call: Có cuộc gọi.
    id: goi
    from: {{name: Số lạ}}
    genuine: {genuine}
    nodes:
      dau: {{says: "{says}", tactic: [{tactic}], answers: [{{text: A, to: end}}]}}
"""


def warned(tmp_path: Path, says: str, tactic: str, language: str, genuine: str = "false") -> bool:
    file = tmp_path / "vi-du.yaml"
    text = LESSON.format(says=says, tactic=tactic, language=language, genuine=genuine)
    file.write_text(text, encoding="utf-8")
    problems = [
        p for p in check([file], lessons_folder(), TODAY).all() if p.code == "tactic-missing"
    ]
    assert all(problem.warning for problem in problems)
    return bool(problems)


@pytest.mark.parametrize(
    ("says", "language"),
    [
        ("Đọc cái mã vừa về máy. Đừng nói với ai.", "vi"),
        ("Bật xong bác đọc cháu cái mã nhé.", "vi"),
        ("Gia đình nộp trước ba mươi triệu!", "vi"),
        ("Bác gõ mã PIN vào.", "vi"),
        ("Then read me the code on your phone.", "en"),
        ("Send 8 million to this account.", "en"),
    ],
)
def test_line_that_asks_for_money_or_a_code_needs_a_tactic(
    tmp_path: Path, says: str, language: str
) -> None:
    assert warned(tmp_path, says, "secrecy", language)
    assert warned(tmp_path, says, "", language)
    assert not warned(tmp_path, says, "secrecy, payment", language)


@pytest.mark.parametrize(
    "says",
    [
        "Có người đang rút tiền của bác ạ!",
        "Khuôn mặt của bác chưa khớp, không chuyển tiền được nữa.",
        "Mã gửi về thì cứ để đấy. Bác đọc kỹ nhé.",
    ],
)
def test_line_that_mentions_money_needs_no_tactic(tmp_path: Path, says: str) -> None:
    assert not warned(tmp_path, says, "fear", "vi")


def test_genuine_caller_needs_no_tactic(tmp_path: Path) -> None:
    assert not warned(tmp_path, "Bác có phải gửi tiền đâu.", "", "vi", genuine="true")


def test_shipped_lessons_have_no_tactic_warning() -> None:
    report = checked_course()
    assert [p.place for p in report.all() if p.code == "tactic-missing"] == []
