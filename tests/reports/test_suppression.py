from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tutor.reports.suppression import Counted, counted, protected
from tutor.reports.table import Hidden

FEW, WITHHELD = Hidden.FEW, Hidden.WITHHELD


def test_fewer_than_five_people_are_not_shown_and_nobody_is() -> None:
    cells = {n: counted(n) for n in (0, 1, 4, 5, 60)}
    assert protected(cells) == {0: 0, 1: FEW, 4: FEW, 5: 5, 60: 60}


def test_much_that_few_people_did_is_not_shown_as_few() -> None:
    assert protected({"a": Counted(12, 2)}) == {"a": WITHHELD}


def test_what_a_total_would_give_away_is_hidden_with_it() -> None:
    cells = {"a": counted(3), "b": counted(9), "c": counted(20), "all": counted(32)}
    shown = protected(cells, [(["a", "b", "c"], ["all"])])
    assert shown == {"a": FEW, "b": WITHHELD, "c": 20, "all": 32}


def test_two_small_ones_whose_sum_leaves_no_doubt_are_not_left_alone() -> None:
    cells = {"a": counted(1), "b": counted(1), "c": counted(30), "all": counted(32)}
    assert protected(cells, [(["a", "b", "c"], ["all"])])["c"] is WITHHELD


def test_with_nothing_beside_it_the_total_goes() -> None:
    cells = {"a": counted(3), "b": counted(0), "all": counted(3)}
    assert protected(cells, [(["a", "b"], ["all"])]) == {"a": FEW, "b": 0, "all": FEW}
    cells = {"a": Counted(8, 2), "b": counted(0), "all": Counted(8, 6)}
    assert protected(cells, [(["a", "b"], ["all"])])["all"] is WITHHELD


def test_what_is_hidden_in_one_sum_is_minded_in_the_next() -> None:
    cells = {
        **{"a1": counted(2), "a2": counted(7), "a": counted(9)},
        **{"b1": counted(8), "b2": counted(9), "b": counted(17)},
        **{"one": counted(10), "two": counted(16)},
    }
    sums = [
        (["a1", "a2"], ["a"]),
        (["b1", "b2"], ["b"]),
        (["a1", "b1"], ["one"]),
        (["a2", "b2"], ["two"]),
    ]
    shown = protected(cells, sums)
    assert [shown[key] for key in ("a1", "a2", "b1", "b2")] == [FEW, *[WITHHELD] * 3]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_no_hidden_part_can_be_worked_out_from_its_total(parts: list[int]) -> None:
    cells = {str(i): counted(n) for i, n in enumerate(parts)} | {"all": counted(sum(parts))}
    names = [str(i) for i in range(len(parts))]
    shown = protected(cells, [(names, ["all"])])
    total = shown["all"]
    if isinstance(total, Hidden):
        return
    ranges = []
    for name in names:
        value = shown[name]
        if isinstance(value, int):
            ranges.append([value])
        else:
            ranges.append(list(range(1, 5)) if value is FEW else list(range(total + 1)))
    fitting = [one for one in product(*ranges) if sum(one) == total]
    for at, name in enumerate(names):
        if isinstance(shown[name], Hidden):
            assert len({one[at] for one in fitting}) > 1
