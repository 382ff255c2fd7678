"""What a reader can work out of a whole attendance report, who takes all of its tables together."""

from collections.abc import Hashable
from datetime import UTC, date, datetime, timedelta
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_kit import Reader
from reports_kit import EN, named

from tutor.classroom import labels
from tutor.records.class_views import Attendance, Session
from tutor.reports.about import Asked
from tutor.reports.attendance import attendance
from tutor.reports.kept import Kept
from tutor.reports.table import Hidden, Report
from tutor.reports.targets import Targets
from tutor.reports.where import Whereabouts

NOW = datetime(2026, 10, 1, tzinfo=UTC)
FIGURES = ("there", "late", "absent", "before", "back")
# Each figure, the part of it that is printed too, and the rest that is not.
RESTS = (("there", "late", "in time"), ("before", "back", "away"), ("there", "back", "new"))


def village(
    random: Random, hamlets: int, weeks: int, least: int, most: int, held: float = 1.0
) -> Kept:
    """Return classes of hamlets whose people come, come late or stay away as it happens."""
    people = {h: random.randint(least, most) for h in range(hamlets)}
    sessions, called = [], []
    for week in range(weeks):
        for h in range(hamlets):
            if random.random() > held:
                continue
            session = Session(
                id=f"{h}-{week}",
                day=date(2026, 1, 3) + timedelta(days=7 * week),
                hamlet=f"Thôn {h}",
                commune="",
                minutes=90,
                expected=people[h],
                lessons=(),
                form="class",
                state="ended",
                started_at=NOW,
                ended_at=NOW,
            )
            sessions.append(session)
            for person in range(people[h]):
                state = random.choices(("present", "late", "absent"), (7, 1, 2))[0]
                called.append(
                    Attendance(
                        session=session.id,
                        learner=f"{h} {person}",
                        state=state,  # type: ignore[arg-type]
                        reason=random.choice(("", "ill", "harvest")) if state == "absent" else "",
                        at=NOW,
                    )
                )
    return Kept(sessions=tuple(sessions), attendances=tuple(called))


def reported(kept: Kept) -> Report:
    where = Whereabouts(Targets(), EN)
    return attendance(kept, where, Asked(translate=EN, today=date(2027, 1, 1)))


def truth(kept: Kept) -> dict[Hashable, dict[str, int]]:
    """Return the figures of each class by its hamlet and day, counted without the program."""
    found: dict[Hashable, dict[str, int]] = {}
    last: dict[str, set[str]] = {}
    for one in kept.sessions:
        states = {each.learner: each.state for each in kept.attendances if each.session == one.id}
        there = {person for person, state in states.items() if state != "absent"}
        before = last.get(one.hamlet, set())
        last[one.hamlet] = there
        found[one.hamlet, one.day] = {
            "there": len(there),
            "late": sum(state == "late" for state in states.values()),
            "absent": len(states) - len(there),
            "before": len(before),
            "back": len(before & there),
        }
    return found


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.integers(1, 3), st.integers(1, 7), st.integers(3, 14))
def test_no_hidden_figure_follows_from_all_tables_together(
    random: Random, hamlets: int, weeks: int, most: int
) -> None:
    kept = village(random, hamlets, weeks, 3, most, 0.75)
    report, true = reported(kept), truth(kept)
    months, classes = named(report, "months"), named(report, "classes")
    figures: dict[Hashable, int] = {}
    shown: dict[Hashable, int | Hidden] = {}
    sums: list[tuple[list[Hashable], list[Hashable]]] = []
    earlier: dict[object, Hashable] = {}
    of_month: dict[object, list[Hashable]] = {}
    for row in classes:
        name: Hashable = (row["hamlet"], row["day"])
        of_month.setdefault(f"month {row['day']:%m/%Y}", []).append(name)
        for figure in FIGURES:
            figures[name, figure], shown[name, figure] = true[name][figure], row[figure]  # type: ignore[assignment]
        if row["hamlet"] in earlier:
            sums.append(([(earlier[row["hamlet"]], "there")], [(name, "before")]))
        earlier[row["hamlet"]] = name
    for row in months:
        name = row["month"]
        for figure in FIGURES:
            figures[name, figure] = sum(true[one][figure] for one in of_month[name])
            shown[name, figure] = row[figure]  # type: ignore[assignment]
            sums.append(([(one, figure) for one in of_month[name]], [(name, figure)]))
    for name in (*true, *of_month):
        for whole, part, rest in RESTS:
            figures[name, rest] = figures[name, whole] - figures[name, part]
            sums.append(([(name, part), (name, rest)], [(name, whole)]))
    reasons: list[Hashable] = []
    for row in named(report, "reasons"):
        figures["why", row["reason"]] = sum(
            one.state == "absent" and EN(labels.ABSENCE[one.reason]) == row["reason"]
            for one in kept.attendances
        )
        shown["why", row["reason"]] = row["times"]  # type: ignore[assignment]
        reasons.append(("why", row["reason"]))
    sums.append((reasons, [(month, "absent") for month in of_month]))
    reader = Reader(figures, shown, sums)
    for key, value in figures.items():
        if isinstance(shown.get(key), Hidden) or (key not in shown and 0 < value < 5):
            assert reader.could_be_another(key), (key, value, shown.get(key))


@pytest.mark.parametrize(("least", "most"), [(8, 25), (4, 10)])
def test_a_year_of_weekly_classes_in_twenty_hamlets_keeps_nobody_waiting(
    least: int, most: int
) -> None:
    kept = village(Random(1), 20, 52, least, most)
    begun = perf_counter()
    report = reported(kept)
    # It takes a second or two; a search that goes astray takes minutes.
    assert perf_counter() - begun < 20
    if least > 4:
        # Totals of months stay, which is what such a report is read for.
        assert all(isinstance(one["there"], int) for one in named(report, "months"))
