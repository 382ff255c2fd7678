"""The disguises of a step as a script writes them."""

from typing import Any

import pytest
from test_lesson_reader import read

#
from tutor.content.steps import Call, Chat, Sort, Spot

CALL = """  - call: Có cuộc gọi.
    id: goi
    say: "{Bac} nghe thử."
    spoken: Có một cuộc gọi.
    hint: Cúp máy
    from: {name: Số lạ, number: 0388 ••• 152}
    genuine: false
    wants: tiền
    nodes: {dau: {says: A lô, answers: [{text: Chào, to: hang-up}]}}
    variants:
"""
SPOT = """  - spot: Tìm.
    id: tim
    hint: Xem họ đòi gì
    message: {sender: Số lạ, parts: [Chào]}
    variants:
"""
SORT = """  - sort: Xếp.
    id: xep
    sides: {safe: Thật, scam: Giả}
    cards: [{text: Một, side: safe, because: Vì thế}]
    variants:
"""


def only(steps: str) -> Any:
    lesson, problems = read(steps)
    assert problems == []
    (step,) = lesson.steps
    return step


def test_variant_inherits_missing_fields_from_its_step() -> None:
    step = only(CALL + "      - nodes: {a: {says: Alô, answers: [{text: Dạ, to: lost}]}}\n")
    (variant,) = step.variants
    assert isinstance(variant, Call)
    for name in ("text", "id", "say", "spoken", "hint", "caller", "genuine", "wants"):
        assert getattr(variant, name) == getattr(step, name), name
    assert list(variant.nodes) == ["a"]
    assert variant.variants == ()


def test_variant_replaces_texts_and_keeps_the_id() -> None:
    step = only(
        CALL
        + "      - call: Có người lạ gọi.\n        say: Mời nghe.\n        hint: Dừng lại\n"
        + "        from: {name: Cô Lan}\n        wants: mã\n"
        + "        nodes: {a: {says: Alô, answers: [{text: Dạ, to: lost}]}}\n"
    )
    (variant,) = step.variants
    assert (variant.text, variant.say, variant.hint) == (
        "Có người lạ gọi.",
        "Mời nghe.",
        "Dừng lại",
    )
    assert (variant.caller.name, variant.caller.number, variant.wants) == ("Cô Lan", "", "mã")
    assert variant.id == "goi"
    assert variant.spoken == "", "what the voice says instead was meant for other words"


@pytest.mark.parametrize(("kind", "other", "cls"), [("call", "chat", Chat), ("chat", "call", Call)])
def test_variant_of_a_call_may_be_a_chat_and_the_reverse(
    kind: str, other: str, cls: type[Call | Chat]
) -> None:
    step = only(
        CALL.replace("- call:", f"- {kind}:")
        + f"      - {other}: Lần này khác.\n"
        + "        nodes: {a: {says: Alô, answers: [{text: Dạ, to: lost}]}}\n"
    )
    (variant,) = step.variants
    assert type(variant) is cls
    assert (variant.text, variant.id, variant.caller) == ("Lần này khác.", "goi", step.caller)


def test_spot_and_sort_have_variants() -> None:
    spot = only(SPOT + "      - message: {sender: A, parts: [Dạ, {text: mã, flag: code}]}\n")
    sort = only(
        SORT + "      - sort: Thẻ khác.\n        cards: [{text: Hai, side: scam, because: B}]\n"
    )
    assert isinstance(spot.variants[0], Spot)
    assert [part.flag for part in spot.variants[0].message.parts] == ["", "code"]
    assert spot.variants[0].hint == "Xem họ đòi gì"
    assert isinstance(sort.variants[0], Sort)
    assert (sort.variants[0].text, sort.variants[0].sides) == ("Thẻ khác.", sort.sides)


@pytest.mark.parametrize(
    ("steps", "code", "key", "line"),
    [
        pytest.param(CALL + "      - call: Gọi.\n", "missing-key", "nodes", 19, id="no nodes"),
        pytest.param(CALL + "      []\n", "needs-list", "variants", 19, id="none"),
        pytest.param(CALL + "      - Gọi.\n", "needs-map", "variants", 19, id="a text"),
        pytest.param(
            SPOT + "      - mesage: {sender: A, parts: [B]}\n",
            "unknown-key-near",
            "mesage",
            14,
            id="misspelt",
        ),
        pytest.param(
            SPOT + "      - message: {sender: A, parts: [B]}\n        id: khac\n",
            "unknown-key",
            "id",
            15,
            id="an id of its own",
        ),
        pytest.param(
            SORT + "      - sides: {a: A, b: B}\n        cards: []\n",
            "unknown-key",
            "sides",
            14,
            id="sides of its own",
        ),
        pytest.param(
            CALL + "      - genuine: true\n        nodes: {}\n",
            "unknown-key",
            "genuine",
            19,
            id="truth",
        ),
        pytest.param(
            "  - say: Chào.\n    variants: []\n",
            "unknown-key",
            "variants",
            10,
            id="of another kind",
        ),
    ],
)
def test_problems_of_variants_are_reported_at_their_line(
    steps: str, code: str, key: str, line: int
) -> None:
    lesson, problems = read(steps)
    assert lesson is None
    assert [(p.code, p.details["key"], p.place.line) for p in problems] == [(code, key, line)]


def test_variant_with_two_kinds_is_a_problem() -> None:
    _, problems = read(CALL + "      - call: A\n        chat: B\n        nodes: {}\n")
    assert [(p.code, p.place.line) for p in problems] == [("two-kinds", 20)]


def test_problems_of_a_step_and_of_its_variants_are_reported_together() -> None:
    _, problems = read(CALL.replace("genuine: false", "genuin: false") + "      - hint: A\n")
    assert [(p.code, p.place.line) for p in problems] == [
        ("unknown-key-near", 15),
        ("missing-key", 19),
    ]
