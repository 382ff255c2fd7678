"""No group that a report shows, and no difference of two, is about one to four people."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tutor.reports.hamlets import Group, Hamlet, disclosed_groups, is_too_small, merge_small

SIZES = st.dictionaries(
    st.builds(Hamlet, st.sampled_from(["", "1", "2", "3"]), st.sampled_from("abcdef")),
    st.integers(0, 12),
    max_size=12,
)


def names(groups: tuple[Group, ...]) -> list[tuple[str | None, str, int]]:
    return [
        (
            group.commune,
            group.part.name if isinstance(group.part, Hamlet) else group.part,
            group.people,
        )
        for group in groups
    ]


def commune(**people: int) -> dict[Hamlet, int]:
    return {Hamlet("1", name): count for name, count in people.items()}


def test_large_places_are_not_merged() -> None:
    assert merge_small({"a": 5, "b": 60}) == (("a", "b"), ())


def test_small_places_are_merged() -> None:
    assert merge_small({"a": 3, "b": 9, "c": 4}) == (("b",), ("a", "c"))


def test_the_next_smallest_place_joins_merged_places_below_five_people() -> None:
    assert merge_small({"a": 1, "b": 9, "c": 6, "d": 20}) == (("b", "d"), ("a", "c"))


def test_all_places_are_merged_where_nothing_less_is_enough() -> None:
    assert merge_small({"a": 1, "b": 90}) == ((), ("a", "b"))
    assert merge_small({"a": 1, "b": 2}) == ((), ("a", "b"))


def test_places_without_people_are_shown() -> None:
    assert merge_small({"a": 0, "b": 9}) == (("a", "b"), ())
    assert merge_small({"a": 0, "b": 2}) == (("a",), ("b",))


def test_a_commune_shows_its_hamlets_the_others_and_the_total() -> None:
    assert names(disclosed_groups(commune(a=9, b=3, c=2, d=7))) == [
        ("1", "a", 9),
        ("1", "d", 7),
        ("1", "others", 5),
        ("1", "all", 21),
    ]


def test_a_commune_shows_its_total_alone_where_merging_is_not_enough() -> None:
    assert names(disclosed_groups(commune(a=9, b=3))) == [("1", "all", 12)]


def test_a_commune_below_five_people_is_hidden() -> None:
    (group,) = disclosed_groups(commune(a=2, b=1))
    assert group.hidden
    assert (group.part, group.people) == ("all", 3)


def test_people_whose_commune_was_not_noted_have_no_total_beside_their_hamlets() -> None:
    people = {Hamlet("", "a"): 8, Hamlet("", "b"): 5}
    assert names(disclosed_groups(people)) == [("", "a", 8), ("", "b", 5)]
    people = {Hamlet("", "a"): 8, Hamlet("", "b"): 1}
    assert names(disclosed_groups(people)) == [("", "all", 9)]


def test_a_small_commune_does_not_follow_from_the_total_of_all_and_the_other_communes() -> None:
    people = {Hamlet("1", "a"): 9, Hamlet("1", "b"): 7, Hamlet("", "c"): 2}
    assert names(disclosed_groups(people)) == [(None, "a", 9), (None, "others", 9)]


@given(SIZES)
def test_each_hamlet_is_in_one_group_besides_the_totals(people: dict[Hamlet, int]) -> None:
    groups = disclosed_groups(people)
    apart = [hamlet for group in groups if group.part != "all" for hamlet in group.hamlets]
    totals = [hamlet for group in groups if group.part == "all" for hamlet in group.hamlets]
    assert len(apart) == len(set(apart))
    assert len(totals) == len(set(totals))
    assert {*apart, *totals} == people.keys()
    assert all(group.people == sum(people[hamlet] for hamlet in group.hamlets) for group in groups)


@given(SIZES)
def test_only_hamlets_of_a_whole_below_five_people_are_hidden(people: dict[Hamlet, int]) -> None:
    hidden = any(group.hidden for group in disclosed_groups(people))
    assert hidden == is_too_small(sum(people.values()))


@given(SIZES)
def test_no_sum_and_no_difference_of_what_is_shown_is_about_one_to_four_people(
    people: dict[Hamlet, int],
) -> None:
    groups = [frozenset(group.hamlets) for group in disclosed_groups(people) if not group.hidden]
    if not is_too_small(sum(people.values())):
        # The total of all is in the report too.
        groups.append(frozenset(people))
    # What can be told apart by adding and subtracting: hamlets that are in the same shown groups.
    signatures: dict[tuple[bool, ...], int] = {}
    for hamlet, count in people.items():
        signature = tuple(hamlet in group for group in groups)
        if any(signature):
            signatures[signature] = signatures.get(signature, 0) + count
    assert not any(map(is_too_small, signatures.values()))
    for first, second in combinations(groups, 2):
        assert not is_too_small(sum(people[hamlet] for hamlet in first - second))


@given(SIZES)
def test_a_hamlet_is_only_merged_where_a_small_one_needs_it(people: dict[Hamlet, int]) -> None:
    small = any(map(is_too_small, people.values()))
    merged = any(group.part == "others" for group in disclosed_groups(people))
    assert small or not merged
