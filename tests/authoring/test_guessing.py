"""What learners get right who do not read: by the model of the lesson, and as the engine judges it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from tutor.authoring.check import check
from tutor.authoring.context import CheckContext
from tutor.authoring.guessing import STRATEGIES, decisions, share
from tutor.authoring.right_way import right_response
from tutor.authoring.script import Script
from tutor.content.lesson_reader import read_lesson
from tutor.content.shuffle import shown_order
from tutor.content.steps import Call, Choose, Sort, Spot
from tutor.content.yaml_reader import read_document
from tutor.engine import responses as r
from tutor.engine import run as engine
from tutor.engine.events import Attempted
from tutor.engine.state import LessonState, Sorting, Talking
from tutor.engine.steps_talk import WAY_OUT

GROUND = Path(__file__).parents[1] / "content" / "ground"
NOW = datetime.fromisoformat("2026-06-01T08:00:00+00:00")
HEAD = """format: 1
id: vi-du
language: vi
topic: lua-dao
title: Ví dụ
objective: Thử
minutes: 5
steps:
"""
CHOOSE = """  - choose: Mời {{bac}} chọn.
    id: {id}
    options:
      - {{text: {first}, because: Vì thế., right: {right}}}
      - {{text: {second}, because: Vì thế., right: {wrong}}}
"""
CARDS = """  - sort: Mời {{bac}} xếp.
    id: xep
    sides: {{safe: Được, scam: Dừng}}
    cards:
"""
SCAM = """  - call: Điện thoại reo.
    id: goi-lua
    from: {name: Số lạ}
    genuine: false
    nodes:
      dau:
        says: Chào bác
        tactic: fear
        answers:
          - {text: Ai đấy ạ, to: sau}
          - {text: Tôi cúp máy, to: hang-up}
      sau:
        says: Đọc cái tên
        tactic: fear
        answers:
          - {text: Thôi không đọc, to: hang-up}
          - {text: Vâng, to: lost, because: Vì thế.}
"""
GENUINE = """  - call: Điện thoại reo.
    id: goi-that
    from: {name: Số lạ}
    genuine: true
    nodes:
      dau: {says: Chào bác, answers: [{text: Vâng, to: end}, {text: Hỏi đã, to: end}]}
"""
SPOT = """  - spot: Mời {bac} xem.
    id: xem
    message:
      sender: Số lạ
      parts:
        - {text: Nộp tiền, flag: payment, because: Họ đòi.}
        - Mời bác ra nhà văn hóa
"""


def choose(right: int, number: int = 0, first: str = "Một", second: str = "Hai") -> str:
    words = {"right": str(right == 0).lower(), "wrong": str(right == 1).lower()}
    return CHOOSE.format(id=f"chon-{number}", first=first, second=second, **words)


def cards(*sides: str) -> str:
    rows = (
        f"      - {{text: Thẻ {i}, side: {side}, because: Vì thế.}}\n"
        for i, side in enumerate(sides)
    )
    return CARDS.format() + "".join(rows)


def script_of(*steps: str) -> Script:
    document, problems = read_document((HEAD + "".join(steps)).encode(), "f.yaml")
    assert document is not None, problems
    lesson, problems = read_lesson(document)
    assert lesson is not None, problems
    return Script(lesson, document, CheckContext(GROUND, GROUND, date(2026, 6, 1)))


def codes(tmp_path: Path, *steps: str) -> list[str]:
    path = tmp_path / "vi-du.yaml"
    path.write_text(HEAD + "".join(steps), encoding="utf-8")
    report = check([path], GROUND, date(2026, 6, 1))
    return [p.code for p in report.all() if p.code.startswith("guess")]


def shares(*steps: str, as_shown: bool = False) -> dict[str, float]:
    made = list(decisions(script_of(*steps)))
    return {s: round(share(made, s, as_shown=as_shown).value, 2) for s in STRATEGIES}


def test_strategies_by_place_and_length() -> None:
    assert shares(choose(0, first="Một hai"), choose(1, 1)) == {
        "first": 0.5,
        "second": 0.5,
        "last": 0.5,
        "longest": 0.75,
        "shortest": 0.25,
        "consenting": 0.5,
        "declining": 0.5,
        "refusing": 0.5,
        "stopping": 0.0,
        "trusting": 0.0,
    }


def test_shuffled_answers_have_no_place() -> None:
    assert shares(choose(0))["first"] == 1
    assert shares(choose(0), as_shown=True)["first"] == 0.5
    assert shares(choose(0) + "    fixed: true\n", as_shown=True)["first"] == 1


def test_the_share_as_shown_is_that_of_many_runs() -> None:
    script = script_of(choose(0))
    step = script.lesson.steps[0]
    assert isinstance(step, Choose)
    firsts = [shown_order(step, f"seed-{number}")[0] for number in range(200)]
    assert 0.4 < firsts.count(0) / len(firsts) < 0.6


def test_cards_know_only_the_stances() -> None:
    found = shares(cards("scam", "scam", "safe"))
    assert (found["stopping"], found["trusting"], found["first"]) == (0.67, 0.33, 0.0)


def test_conversations_count_by_their_end() -> None:
    found = shares(SCAM, GENUINE)
    # Of those who answer only the scam is a decision: in the other one nothing can be lost.
    assert found == {
        "first": 1.0,
        "second": 1.0,
        "last": 1.0,
        "longest": 1.0,
        "shortest": 0.0,
        "consenting": 0.5,
        "declining": 1.0,
        "refusing": 1.0,
        "stopping": 0.5,
        "trusting": 0.5,
    }


def test_ending_a_genuine_call_is_right_where_the_caller_asks_for_it() -> None:
    assert shares(GENUINE)["stopping"] == 0
    assert shares(GENUINE.replace("Vâng, to: end", "Vâng, to: end, stops: true"))["stopping"] == 1


def test_an_answer_that_leads_round_in_a_circle_never_ends_well() -> None:
    circle = SCAM.replace("Ai đấy ạ, to: sau", "Ai đấy ạ, to: dau")
    assert shares(circle)["first"] == 0


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        ((0, 0, 0), []),
        ((0, 0, 0, 0), ["guess-first"]),
        ((1, 1, 1, 1), ["guess-second", "guess-last"]),
        ((0, 1, 0, 1, 0, 1), []),
        ((0, 0, 0, 0, 0, 0, 0, 1, 1, 1), []),
        ((0, 0, 0, 0, 0, 0, 0, 0, 1, 1), ["guess-first"]),
    ],
)
def test_a_strategy_is_a_problem_where_chance_seldom_does_as_well(
    tmp_path: Path, rights: tuple[int, ...], expected: list[str]
) -> None:
    steps = [choose(right, number) for number, right in enumerate(rights)]
    assert codes(tmp_path, *steps) == expected


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("Dài hơn một chút", "Hai", "guess-longest"),
        ("Một", "Dài hơn một chút", "guess-shortest"),
        ("Hỏi lại", "Vâng vâng", "guess-refusing"),
        ("Vâng để mai", "Tôi đọc đây", "guess-consenting"),
        ("Được mai nhé", "Mã là của tôi", "guess-consenting"),
        ("Chưa muốn đâu", "Tôi đọc ngay", "guess-declining"),
        ("Khoan đã anh", "Anh nói đi ạ", "guess-declining"),
    ],
)
def test_length_and_words_of_yes_and_no_are_no_answer(
    tmp_path: Path, first: str, second: str, code: str
) -> None:
    mixed = [
        choose(0, 2 * i, first=first, second=second) + choose(1, 2 * i + 1, second, first)
        for i in range(3)
    ]
    assert code in codes(tmp_path, *mixed)
    assert not {"guess-first", "guess-last"} & set(codes(tmp_path, *mixed))


@pytest.mark.parametrize(
    ("first", "second"), [("Yes later", "Here it is"), ("Wait for me", "Here it is")]
)
def test_yes_and_no_are_known_in_english_too(tmp_path: Path, first: str, second: str) -> None:
    path = tmp_path / "vi-du.yaml"
    steps = [
        choose(0, 2 * i, first, second) + choose(1, 2 * i + 1, second, first) for i in range(3)
    ]
    text = (HEAD + "".join(steps)).replace("language: vi", "language: en")
    path.write_text(text, encoding="utf-8")
    found = {problem.code for problem in check([path], GROUND, date(2026, 6, 1)).all()}
    word = "consenting" if first.startswith("Yes") else "declining"
    assert f"guess-{word}" in found


def test_words_of_yes_and_no_count_only_where_an_answer_begins() -> None:
    found = shares(choose(0, first="Tôi ra thì vâng", second="Vâng tôi đọc"))
    assert (found["consenting"], found["declining"]) == (0.0, 0.5)


def test_one_stance_towards_everybody_is_no_answer(tmp_path: Path) -> None:
    assert codes(tmp_path, cards(*["scam"] * 7, *["safe"] * 2)) == ["guess-stopping"]
    assert codes(tmp_path, cards(*["scam"] * 2, *["safe"] * 7)) == ["guess-trusting"]
    assert codes(tmp_path, cards("scam", "scam", "scam", "safe", "safe")) == []


def test_a_problem_names_the_steps_that_help_most(tmp_path: Path) -> None:
    path = tmp_path / "vi-du.yaml"
    path.write_text(HEAD + "".join(choose(0, i) for i in range(4)), encoding="utf-8")
    (problem,) = check([path], GROUND, date(2026, 6, 1)).all()
    assert problem.place.line == 9
    assert problem.details == {
        "share": "100",
        "count": "4",
        "where": "chon-0, chon-1, chon-2, chon-3",
    }


def first_answers(script: Script, pick: Callable[[LessonState], r.Response]) -> list[bool]:
    """Return which first answers the engine finds right; a wrong one is mended before going on."""
    phone = script.context.phone("vi")
    assert phone is not None
    played = engine.Script(script.lesson, phone.world)
    state, _ = engine.begin(played, "run", "seed", NOW)
    answered: dict[tuple[int, int], bool] = {}
    while not state.finished:
        step, now = script.lesson.steps[state.moment.index], state.moment.step
        card = now.card if isinstance(now, Sorting) else 0
        place = (state.moment.index, card)
        asked = getattr(now, "phase", "") == "ask" and not getattr(now, "aside", "")
        response = right_response(played, state)
        if asked and place not in answered:
            response = pick(state)
        state, events = engine.respond(played, state, response, NOW)
        for event in events:
            if isinstance(event, Attempted) and isinstance(step, Choose | Sort | Spot | Call):
                answered.setdefault(place, event.verdict == "right")
    return [answered[place] for place in sorted(answered)]


@pytest.mark.parametrize("strategy", ["first", "second", "stopping"])
def test_the_engine_finds_the_same_answers_right(strategy: str) -> None:
    script = script_of(choose(1), cards("safe", "scam"), SPOT, SCAM, GENUINE)

    def pick(state: LessonState) -> r.Response:
        if strategy == "stopping":
            return r.Choose(WAY_OUT if isinstance(state.moment.step, Talking) else 2)
        return r.Choose(1 if strategy == "first" else 2)

    judged = first_answers(script, pick)
    counted = list(decisions(script))
    assert len(judged) == len(counted)
    for right, decision in zip(judged, counted, strict=True):
        if strategy in decision.shares:
            assert decision.share(strategy, as_shown=False) == right
