"""The four counts of scam outcomes, and what else is told of conversations."""

from datetime import UTC, datetime

from engine_samples import CALL, GENUINE_CHAT, GENUINE_SPOT, NOW, RECAP, SORT, SPOT, script_of

from tutor.engine import responses as r
from tutor.engine.events import Event
from tutor.engine.run import begin, respond
from tutor.engine.scams import judgement, judgements

NEXT = r.Next()


def events(step: object, *run: r.Response, named: str = "run", at: datetime = NOW) -> list[Event]:
    script = script_of(step, RECAP)  # type: ignore[arg-type]
    state, begun = begin(script, named, "seed", at)
    seen: list[Event] = list(begun)
    for response in run:
        state, more = respond(script, state, response, at)
        seen += more
    return seen


def counts(found: list[Event]) -> tuple[int, int, int, int]:
    j = judgement(found)
    return j.scams_refused, j.scams_believed, j.genuine_accepted, j.genuine_refused


HANG_UP, LISTEN = r.Choose(9), r.Choose(1)


def test_the_four_outcomes_are_counted_apart() -> None:
    assert counts(events(CALL, HANG_UP)) == (1, 0, 0, 0)
    assert counts(events(CALL, LISTEN, LISTEN)) == (0, 1, 0, 0)
    assert counts(events(GENUINE_CHAT, LISTEN)) == (0, 0, 1, 0)
    assert counts(events(GENUINE_CHAT, HANG_UP)) == (0, 0, 0, 1)
    assert counts(events(SORT, r.Choose(1), NEXT, r.Choose(1))) == (0, 1, 1, 0)
    assert counts(events(SPOT, r.Choose(2))) == (1, 0, 0, 0)
    assert counts(events(GENUINE_SPOT, r.Choose(1))) == (0, 0, 0, 1)


def test_only_the_first_answer_counts_and_only_without_a_hint() -> None:
    believed_first = events(CALL, LISTEN, LISTEN, NEXT, HANG_UP)
    assert counts(believed_first) == (0, 1, 0, 0)
    assert judgement(believed_first).turns == ()
    taken_back = events(CALL, LISTEN, LISTEN, r.Back(), HANG_UP)
    assert counts(taken_back) == (0, 1, 0, 0)
    assert counts(events(CALL, r.Hint(), HANG_UP)) == (0, 0, 0, 0)


def test_turns_are_those_until_a_scam_was_ended() -> None:
    found = [
        *events(CALL, HANG_UP, named="a"),
        *events(CALL, LISTEN, HANG_UP, named="b"),
        *events(CALL, LISTEN, r.Choose(2), NEXT, LISTEN, HANG_UP, named="c"),
    ]
    assert sorted(judgement(found).turns) == [1, 2, 4]


def test_tactics_are_counted_by_the_lines_that_used_them() -> None:
    found = [*events(CALL, LISTEN, HANG_UP, named="a"), *events(CALL, HANG_UP, named="b")]
    assert judgement(found).tactics == {"authority": 2, "secrecy": 1}


def test_judgements_are_summed_by_month_or_by_run() -> None:
    spring = datetime(2027, 3, 2, tzinfo=UTC)
    found = [
        *events(CALL, LISTEN, LISTEN, named="first"),
        *events(CALL, HANG_UP, named="second", at=spring),
        *events(CALL, HANG_UP, named="third", at=spring),
    ]
    by_month = judgements(found, lambda event: event.at.strftime("%Y-%m"))
    assert [(m, j.scams_refused, j.scams_believed) for m, j in by_month.items()] == [
        ("2026-11", 0, 1),
        ("2027-03", 2, 0),
    ]
    by_run = judgements(found, lambda event: event.run)
    assert [j.scams_refused for j in by_run.values()] == [0, 1, 1]
    assert list(by_run) == ["first", "second", "third"]
