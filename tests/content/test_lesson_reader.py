"""From a document to a lesson."""

from pathlib import Path
from typing import Any

from tutor.content.lesson_reader import read_lesson
from tutor.content.step_parts import Guide, Part
from tutor.content.steps import STEP_KINDS, Call, Say, Spot, Type
from tutor.content.yaml_reader import read_document, read_path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HEADER = """format: 1
id: vi-du
language: vi
topic: lua-dao
title: Ví dụ
objective: Thử
minutes: 5
steps:
"""


def read(steps: str) -> Any:
    document, problems = read_document((HEADER + steps).encode(), "f.yaml")
    assert document is not None
    assert problems == []
    return read_lesson(document)


def test_lesson_of_every_kind_of_step_is_read() -> None:
    document, _ = read_path(HERE / "good" / "vi-du.yaml")
    assert document is not None

    lesson, problems = read_lesson(document)

    assert problems == []
    assert lesson is not None
    assert [step.kind for step in lesson.steps] == [k for k in STEP_KINDS if k != "chat"]


def test_first_key_of_a_step_becomes_its_text() -> None:
    lesson, _ = read("  - say: Chào {bac}.\n")

    assert lesson.steps == (Say(text="Chào {bac}."),)


def test_say_beside_another_kind_is_a_key_of_that_kind() -> None:
    lesson, _ = read("  - type: Gõ số.\n    say: Gõ từng số.\n    id: go\n    expect: '113'\n")

    assert lesson.steps == (Type(text="Gõ số.", say="Gõ từng số.", id="go", expect=("113",)),)


def test_keys_of_a_script_fill_the_fields_of_the_model() -> None:
    lesson, _ = read(
        "  - call: Có cuộc gọi.\n    from: {name: Số lạ}\n    genuine: false\n"
        "    guide: {own-phone: Mở máy}\n"
        "    nodes: {dau: {says: A lô, answers: [{text: Chào, to: hang-up}]}}\n"
        "  - spot: Tìm.\n    message: {sender: Số lạ, parts: [Chào, {text: mã, flag: code}]}\n"
    )
    call, spot = lesson.steps

    assert isinstance(call, Call)
    assert call.caller.name == "Số lạ"
    assert call.guide == Guide(own_phone="Mở máy")
    assert isinstance(spot, Spot)
    assert spot.message.parts == (Part(text="Chào"), Part(text="mã", flag="code"))


def test_a_line_has_one_tactic_or_several() -> None:
    talk = (
        "  - call: Có cuộc gọi.\n    id: goi\n    from: {name: Số lạ}\n    genuine: false\n"
        "    nodes: {dau: {says: A lô, tactic: TACTIC, answers: [{text: Chào, to: hang-up}]}}\n"
    )

    def tactic(written: str) -> object:
        lesson, problems = read(talk.replace("TACTIC", written))
        return lesson.steps[0].nodes["dau"].tactic if lesson else [p.code for p in problems]

    assert tactic("fear") == ("fear",)
    assert tactic("[payment, secrecy]") == ("payment", "secrecy")
    assert tactic("faer") == tactic("[fear, paymnt]") == ["unknown-value-near"]


def test_field_names_that_differ_from_keys_are_unknown_keys() -> None:
    lesson, problems = read("  - say: Chào.\n    text: Chào.\n    guide: {own_phone: Mở máy}\n")

    assert lesson is None
    assert [(p.code, p.details["key"]) for p in problems] == [
        ("unknown-key", "text"),
        ("unknown-key-near", "own_phone"),
    ]


def test_all_problems_of_a_file_are_reported_at_once() -> None:
    _, problems = read(
        "  - choose: 113\n    options: [{text: a, right: yes}, b]\n"
        "  - recap: Nhớ.\n  - tpye: Gõ.\n  - just text\n"
    )

    assert [p.code for p in problems] == [
        "needs-quotes",
        "missing-key",
        "needs-yes-no",
        "needs-map",
        "missing-key",
        "unknown-kind-near",
        "step-not-a-map",
    ]


def test_misspelt_key_is_not_reported_as_missing_too() -> None:
    _, problems = read("  - recap: Nhớ.\n    kep: Dừng lại.\n")

    assert [p.code for p in problems] == ["unknown-key-near"]
