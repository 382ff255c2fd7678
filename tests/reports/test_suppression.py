from collections.abc import Hashable
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from reader_kit import Reader

from tutor.reports.suppression import Counted, Sum, counted, protected
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


def test_that_a_hidden_figure_is_none_of_the_small_ones_is_minded() -> None:
    cells = {"a": counted(1), "b": counted(5), "all": counted(6)}
    assert protected(cells, [(["a", "b"], ["all"])]) == {"a": FEW, "b": 5, "all": WITHHELD}


def test_what_few_leave_possible_stays_so() -> None:
    # Of 2 and 6 that are 8 together, the 2 could be no 4, as the 6 would be shown as “<5”.
    cells = {"a": counted(2), "b": counted(6), "all": counted(8)}
    assert protected(cells, [(["a", "b"], ["all"])])["all"] is WITHHELD


def test_where_even_that_all_are_small_would_tell_it_is_not_said() -> None:
    cells = {**{name: counted(1) for name in "abcd"}, "all": counted(4)}
    shown = protected(cells, [("abcd", ["all"])])
    assert WITHHELD in shown.values()
    assert all(isinstance(one, Hidden) for one in shown.values())


def test_the_rest_that_is_not_printed_is_minded() -> None:
    cells = {"all": counted(8), "part": counted(7)}
    sums = [(["part", "rest"], ["all"])]
    assert WITHHELD in protected(cells, sums, {"rest": counted(1)}).values()
    assert protected({"all": counted(8), "part": counted(8)}, sums, {"rest": counted(0)}) == {
        "all": 8,
        "part": 8,
    }
    # That the part is at least 5 leaves no two values but 0 and 1 to the rest, and there is one.
    shown = protected({"all": counted(6), "part": counted(5)}, sums, {"rest": counted(1)})
    assert shown["all"] is WITHHELD


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


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[Hashable, Counted], list[Sum[Hashable]]]:
    """Return a table with the totals of its rows and columns, and of all."""
    down, across = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells: dict[Hashable, Counted] = {
        (i, j): counted(draw(st.integers(0, 12))) for i in range(down) for j in range(across)
    }
    rows: list[Sum[Hashable]] = [
        ([(i, j) for j in range(across)], [("row", i)]) for i in range(down)
    ]
    columns: list[Sum[Hashable]] = [
        ([(i, j) for i in range(down)], [("column", j)]) for j in range(across)
    ]
    for parts, (total,) in (*rows, *columns):
        cells[total] = counted(sum(cells[one].value for one in parts))
    cells["all"] = counted(sum(cells["row", i].value for i in range(down)))
    last: list[Sum[Hashable]] = [
        ([("row", i) for i in range(down)], ["all"]),
        ([("column", j) for j in range(across)], ["all"]),
    ]
    return cells, [*rows, *columns, *last]


@given(tables(), st.data())
def test_in_a_table_with_all_totals_no_hidden_figure_follows(
    table: tuple[dict[Hashable, Counted], list[Sum[Hashable]]], data: st.DataObject
) -> None:
    cells, sums = table
    # Some of it may stand between the lines.
    unprinted = data.draw(st.sets(st.sampled_from(list(cells)), max_size=3), label="unprinted")
    printed = {key: one for key, one in cells.items() if key not in unprinted}
    rest = {key: one for key, one in cells.items() if key in unprinted}
    shown = protected(printed, sums, rest)
    reader = Reader({key: one.value for key, one in cells.items()}, shown, sums)
    for key, one in cells.items():
        if isinstance(shown.get(key), Hidden) or (key in rest and one.small):
            assert reader.could_be_another(key), (key, shown)


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
