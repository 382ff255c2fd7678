"""What is looked back on after a long conversation: the five lines that mattered."""

from tutor.content.signs import key_lines
from tutor.content.step_parts import Tactic


def test_of_few_lines_all_are_looked_back_on() -> None:
    assert key_lines([("fear",)] * 5) == (0, 1, 2, 3, 4)
    assert key_lines([]) == ()


def test_of_many_lines_the_first_of_each_sign_the_beginning_and_the_end_stay() -> None:
    lines: list[tuple[Tactic, ...]] = [("authority",)] * 40
    lines[7], lines[20], lines[21], lines[30] = ("fear",), ("secrecy",), ("secrecy",), ("payment",)

    assert key_lines(lines) == (0, 7, 20, 30, 39)


def test_where_signs_come_together_lines_with_another_tactic_fill_up() -> None:
    lines: list[tuple[Tactic, ...]] = [("authority",)] * 7
    lines[0] = ("urgency", "payment")
    lines[3], lines[4] = ("affection",), ("greed",)

    assert key_lines(lines) == (0, 1, 3, 4, 6)
