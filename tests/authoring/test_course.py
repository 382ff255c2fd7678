"""What all lessons of a language together tell before a scam is read."""

from datetime import date
from pathlib import Path

import pytest

from tutor.authoring.check import check

GROUND = Path(__file__).parents[1] / "content" / "ground"
TODAY = date(2026, 6, 1)
HEAD = """format: 1
id: {id}
language: vi
topic: lua-dao
title: Ví dụ
objective: Thử
minutes: 5
steps:
"""


def call(genuine: bool, number: int, *, says: str = "Chào bác", sender: str = "Số lạ") -> str:
    to = "end" if genuine else "hang-up"
    return (
        f"  - call: Điện thoại reo.\n    id: goi-{number}\n    from: {{{caller(sender)}}}\n"
        f"    genuine: {str(genuine).lower()}\n    nodes:\n"
        f"      dau: {{says: '{says}', answers: [{{text: Vâng, to: {to}}}]}}\n"
    )


def caller(sender: str) -> str:
    name, _, number = sender.partition("|")
    return f'name: "{name}", number: {number}' if number else f'name: "{name}"'


def problems_of(root: Path, *lessons: str) -> list[tuple[str, str, str]]:
    for index, steps in enumerate(lessons, 1):
        path = root / "vi" / "lua-dao" / f"bai-{index}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD.format(id=path.stem) + steps, encoding="utf-8")
    (root / "topics.yaml").write_text("format: 1\ntopics: []\n", encoding="utf-8")
    return [
        (Path(p.place.file).name, p.code, p.details.get("text", p.details.get("where", "")))
        for p in check([root], GROUND, TODAY).all()
    ]


def both(**scam: str) -> str:
    return call(False, 1, **scam) + call(True, 2)


def turned() -> str:
    return call(True, 1) + call(False, 2)


def test_a_course_without_marks_has_no_problems(tmp_path: Path) -> None:
    assert problems_of(tmp_path, both(), turned(), both(), turned()) == []


@pytest.mark.parametrize(
    ("scam", "mark"),
    [
        ({"says": "Con chào bác"}, "con"),
        ({"sender": "Ngân hàng Xóm"}, "ngân hàng xóm"),
        ({"sender": "Số lạ|0240 ••• 118"}, "0240"),
    ],
)
def test_what_only_scams_have_marks_them(tmp_path: Path, scam: dict[str, str], mark: str) -> None:
    lessons = [both(**scam), call(True, 1) + call(False, 2, **scam)] * 2
    assert ("bai-1.yaml", "mark-scam", mark) in problems_of(tmp_path, *lessons)


def test_what_only_genuine_ones_have_marks_them_too(tmp_path: Path) -> None:
    saved = "Trạm y tế, số đã lưu"
    lessons = [
        call(False, 1) + call(True, 2, sender=saved),
        call(True, 1, sender=saved) + call(False, 2),
    ] * 2
    found = [(code, text) for _, code, text in problems_of(tmp_path, *lessons)]
    assert {("mark-genuine", "trạm y tế"), ("mark-genuine", "số đã lưu")} <= set(found)


def test_few_scams_share_a_mark_by_chance(tmp_path: Path) -> None:
    lessons = [both(says="Con chào bác"), call(True, 1) + call(False, 2, says="Con chào bác")]
    assert problems_of(tmp_path, *lessons, both()) == []


def test_words_that_only_look_like_a_form_of_address_are_no_mark(tmp_path: Path) -> None:
    lessons = [both(says="Mời bà con, con số mới"), turned()] * 2
    assert problems_of(tmp_path, *lessons) == []


def test_a_child_of_the_family_is_no_stranger_who_says_con(tmp_path: Path) -> None:
    child = call(True, 2, says="Con về nhé", sender="Con gái Hoa")
    scam = call(False, 1, says="Con chào bác")
    found = problems_of(
        tmp_path,
        *[scam + child, child.replace("goi-2", "goi-1") + call(False, 3, says="Con chào bác")] * 2,
    )
    assert ("bai-1.yaml", "mark-scam", "con") in found


def test_the_side_that_always_comes_first_is_a_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, *[both()] * 4) == [
        ("vi", "order-scam", "bai-1, bai-2, bai-3, bai-4")
    ]
    assert problems_of(tmp_path, *[turned()] * 4) == [
        ("vi", "order-genuine", "bai-1, bai-2, bai-3, bai-4")
    ]


def test_an_opening_of_one_side_is_found_across_lessons(tmp_path: Path) -> None:
    sweet = call(True, 1).replace("Điện thoại reo.", "Người quen gọi.")
    assert problems_of(tmp_path, both(), sweet) == [
        ("bai-2.yaml", "opening-genuine", "người quen gọi")
    ]


def test_a_strategy_that_only_the_course_shows(tmp_path: Path) -> None:
    question = (
        "  - choose: Mời {bac} chọn.\n    id: chon\n    options:\n"
        "      - {text: Một, right: true, because: Vì thế.}\n      - {text: Hai, because: Vì thế.}\n"
    )
    assert problems_of(tmp_path, *[question] * 5) == [
        ("vi", "guess-first", "bai-1, bai-2, bai-3, bai-4")
    ]
