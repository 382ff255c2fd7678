"""A fault hides no other: lines are mended, faulty values left out, and the rest is checked."""

from datetime import date
from pathlib import Path

import pytest

from tutor.authoring.check import check
from tutor.content.mending import mend_text
from tutor.content.yaml_reader import read_document

GROUND = Path(__file__).parent / "ground"
HEAD = """format: 1
id: vi-du
language: vi
topic: lua-dao
title: Ví dụ
objective: Thấy các chỗ cần sửa
minutes: 5
steps:
"""
FAULTS = """  - say: Bạn ngu thì thi trượt.
  - spot: Mời {bac} xem tin này ạ.
    id: xem
    message:
      sender: 0388 ••• 152
      parts:
        - text: Gọi 0388123152 ngay.
          flag: expiry
          because: Họ giục.
        - Xem {tin} này.
  - say: Mời {bacc} xem.
    pictur: qr
  - choose: Mời {bac} chọn.
    id: chon
    options:
      - {text: Một, right: true, because: Vì thế.}
      - {text: Một, because: Vì thế.}
"""


def found(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    path = tmp_path / "vi-du.yaml"
    path.write_text(text, encoding="utf-8")
    return [(p.place.line, p.code) for p in check([path], GROUND, date(2026, 6, 1)).all()]


def test_bad_value_hides_no_other_problem(tmp_path: Path) -> None:
    assert found(tmp_path, HEAD + FAULTS) == [
        (9, "shaming-word"),
        (9, "shaming-word"),
        (15, "literal-phone"),
        (16, "unknown-value"),
        (18, "place-unknown"),
        (19, "place-unknown"),
        (20, "unknown-key-near"),
        (25, "same-twice"),
    ]


def test_bad_head_hides_no_problem_of_a_step(tmp_path: Path) -> None:
    head = HEAD.replace("minutes: 5", "minutes: năm").replace("objective", "objektive")

    codes = [code for _, code in found(tmp_path, head + FAULTS)]

    assert codes[:2] == ["unknown-key-near", "needs-number"]
    assert codes[2:] == [code for _, code in found(tmp_path, HEAD + FAULTS)]


def test_faulty_values_cause_no_problems_of_their_own(tmp_path: Path) -> None:
    text = """  - choose: Mời {bac} chọn.
    id: chon
    options:
      - {text: Một, right: true, becaus: Vì thế., hin: a}
      - {text: Hai, because: Vì thế.}
  - say: Mời {bac} xem lại.
    when: wrong chon
"""

    assert {line for line, _ in found(tmp_path, HEAD + text)} == {12}


def test_line_without_quotes_hides_no_other_problem(tmp_path: Path) -> None:
    text = """  - say: {bac} bấm ENTER.
  - say: "Mời" là lời chào.
  - say: Kết quả: mời {bacc} xem.
    hint: [Nhớ] bấm
"""

    assert found(tmp_path, HEAD + text) == [
        (9, "yaml-mark"),
        (10, "yaml-quoted-word"),
        (11, "place-unknown"),
        (11, "yaml-colon"),
        (12, "yaml-mark"),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{bac} bấm ENTER.", "{bac} bấm ENTER."),
        ("[Quan trọng] xem", "[Quan trọng] xem"),
        ('"Mời" là lời "chào"', '"Mời" là lời "chào"'),
        ("'Mời' là lời chào", "'Mời' là lời chào"),
        ("'Mời' là \"chào\"", "'Mời' là \"chào\""),
        ("Kết quả: xem", "Kết quả: xem"),
        ("@Mời \\ xem", "@Mời \\ xem"),
        ("Người", "Người"),
    ],
)
def test_mended_text_says_what_was_written(written: str, meant: str) -> None:
    mended = mend_text(f"a:\r\n  - say: {written}\r\n    id: b\r\n".encode(), "file")

    document, problems = read_document(mended, "file")

    assert document is not None
    assert (document.data, problems) == ({"a": [{"say": meant, "id": "b"}]}, [])


@pytest.mark.parametrize(
    "text", ["a: [1, 2\n", "a: 'b\n", "a: {b: c}\n# {x} y\nd: |\n  {x} y: z\n", "a: [b, {c: d}]\n"]
)
def test_text_without_such_a_fault_stays_as_it_is(text: str) -> None:
    assert mend_text(text.encode(), "file") == text.encode()
