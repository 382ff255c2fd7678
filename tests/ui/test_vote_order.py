"""Cards are counted for the answers as shown and recorded by their positions in the lesson file."""

from hypothesis import given
from hypothesis import strategies as st

from tutor.ui.voting import Question, ballot_for


@given(order=st.permutations(range(4)), data=st.data())
def test_recorded_counts_come_back_to_the_answers_they_were_counted_for(
    order: list[int], data: st.DataObject
) -> None:
    counts = tuple(data.draw(st.lists(st.integers(0, 30), min_size=4, max_size=4)))
    question = Question("bai", "buoc", (), ("a", "b", "c", "d"), 1, tuple(order))
    recorded = question.to_record(counts)
    assert question.from_record(recorded) == counts
    assert all(recorded[place] == counts[shown] for shown, place in enumerate(order))


def test_a_ballot_without_counts_starts_anew() -> None:
    assert ballot_for(Question("bai", "buoc", (), ("a", "b"), 1, (1, 0)), ()).stage == "think"
