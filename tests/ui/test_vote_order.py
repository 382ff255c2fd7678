"""Cards are counted for the answers as shown and recorded by their positions in the lesson file."""

from engine_samples import NOW, RECAP, SEVERAL, script_of
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.placeholders import Filler
from tutor.engine import responses as r
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.run import open_run
from tutor.records.store import open_store
from tutor.ui.voting import Question, ballot_for, question_of


@given(order=st.permutations(range(4)), data=st.data())
def test_recorded_counts_come_back_to_the_answers_they_were_counted_for(
    order: list[int], data: st.DataObject
) -> None:
    counts = tuple(data.draw(st.lists(st.integers(0, 30), min_size=4, max_size=4)))
    question = Question("bai", "buoc", (), ("a", "b", "c", "d"), 1, tuple(order))
    recorded = question.to_record(counts)
    assert question.from_record(recorded) == counts
    assert all(recorded[place] == counts[shown] for shown, place in enumerate(order))


def test_each_of_several_right_answers_has_a_vote_of_its_own() -> None:
    store = open_store(None, clock=lambda: NOW)
    run = open_run(script_of(SEVERAL, RECAP), "guest", store, lambda: NOW, lambda: "run")
    phrases = LessonPhrases(Filler("en"))
    votes = []
    for response in (r.Choose(2), r.Next(), r.Choose(3)):
        question = question_of(run, phrases)
        votes.append(question and (question.step_id, question.order[question.right - 1]))
        run.respond(response)
    assert votes == [("nhung-gi", 1), None, ("nhung-gi/2", 2)]


def test_a_ballot_without_counts_starts_anew() -> None:
    assert ballot_for(Question("bai", "buoc", (), ("a", "b"), 1, (1, 0)), ()).stage == "think"
