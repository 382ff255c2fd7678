"""Questions of classes that fewer than half of the cards answered right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.classroom.weak_spots import FEWEST, WeakQuestion, weak_questions
from tutor.content.step_parts import Card, Message, Option, Pair, Part
from tutor.content.steps import Choose, Lesson, Pairs, Sort, Spot, Step
from tutor.records.class_views import Hands


def lesson(*steps: Step) -> Lesson:
    return Lesson(
        format=1,
        id="calls",
        language="en",
        topic="t",
        title="Calls",
        objective="",
        minutes=8,
        steps=steps,
    )


CALLS = lesson(
    Choose(
        id="who",
        text="Who is it?",
        options=(
            Option(text="Police", because="No."),
            Option(text="A thief", because="", right=True),
        ),
    ),
    Sort(
        text="Sort.",
        sides={"bad": "Scam", "good": "Genuine"},
        cards=(
            Card(text="Pay now", side="bad", because=""),
            Card(text="Home late", side="good", because=""),
        ),
    ),
    Pairs(
        id="match",
        text="What is it for?",
        items=tuple(
            Pair(text=text, means=means, because="")
            for text, means in (("A wheel", "Settings"), ("A head", "Contacts"), ("Dots", "More"))
        ),
    ),
    Spot(
        id="find",
        text="What is odd?",
        message=Message(sender="Bank", parts=(Part(text="Hello"), Part(text="tap", flag="link"))),
    ),
)


def hands(step: str, *counts: int, round_: int = 1, of: str = "calls") -> Hands:
    return Hands(session="s", lesson=of, step_id=step, round=round_, counts=counts)


def questions(*classes: list[Hands]) -> tuple[WeakQuestion, ...]:
    return weak_questions(classes, lambda name: CALLS if name == "calls" else None)


def test_weak_questions_are_sorted_worst_first() -> None:
    counted = [hands("who", 6, 4), hands("step-2/2", 8, 1), hands("step-2/1", 9, 0)]
    assert questions(counted) == (
        WeakQuestion("calls", "Home late", 1, 9),
        WeakQuestion("calls", "Who is it?", 4, 10),
    )


def test_the_last_round_of_the_latest_class_counts() -> None:
    unsettled = [hands("who", 8, 2), hands("who", 7, 3, round_=2)]
    assert questions(unsettled) == (WeakQuestion("calls", "Who is it?", 3, 10),)
    learnt = [hands("who", 8, 2), hands("who", 2, 8, round_=2)]
    assert questions(learnt) == ()
    assert questions(unsettled, learnt) == ()
    assert questions(learnt, unsettled, []) == (WeakQuestion("calls", "Who is it?", 3, 10),)


def test_a_question_that_half_answered_right_is_not_weak() -> None:
    assert questions([hands("who", 5, 5)]) == ()


def test_each_of_the_pairs_has_one_right_meaning() -> None:
    assert questions([hands("match/2", 5, 1, 2)]) == (WeakQuestion("calls", "A head", 1, 8),)


def test_each_sign_of_a_message_and_the_answer_that_there_is_no_more_are_right() -> None:
    assert questions([hands("find", 5, 1, 1)]) == (WeakQuestion("calls", "What is odd?", 2, 7),)
    assert questions([hands("find", 1, 0, 6)]) == ()


@pytest.mark.parametrize(
    "counted",
    [
        hands("who", 2, 0),
        hands("who", 9, 1, 0),
        hands("gone", 9, 1),
        hands("step-2/3", 9, 1),
        hands("step-2", 9, 1),
        hands("who", 9, 1, of="gone"),
        hands("who", 0, 0),
    ],
)
def test_too_few_cards_and_questions_no_longer_asked_are_left_out(counted: Hands) -> None:
    assert questions([counted]) == ()


@given(st.lists(st.integers(0, 40), min_size=2, max_size=2))
def test_a_question_is_weak_exactly_if_fewer_than_half_are_right(counts: list[int]) -> None:
    wrong, right = counts
    assert bool(questions([hands("who", wrong, right)])) == (
        right < wrong and right + wrong >= FEWEST
    )
