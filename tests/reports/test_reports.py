"""What the four reports say of a village."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from reports_kit import TODAY, Village, named

from tutor.engine.rungs import SHOWN
from tutor.reports.certainty import wilson
from tutor.reports.kinds import KINDS
from tutor.reports.table import Hidden

FEW, WITHHELD = Hidden.FEW, Hidden.WITHHELD
DAY = timedelta(days=1)
TARGETS = """\
format: 1
proficient_skills: 1
targets:
  - {measure: residents, percent: 30, by: 2026-06-30}
  - {measure: residents, percent: 80, by: 2026-12-31, source: Kế hoạch xã}
  - {measure: classes, count: 4, by: 2026-12-31}
hamlets:
  - {commune: 12472, hamlet: Thôn Đông, residents: 20, households: 10, sure: counted,
     source: Trưởng thôn, as_of: 2026-03-01}
  - {commune: 12472, hamlet: Thôn Tây, residents: 30, households: 12, source: Ước}
"""


@pytest.fixture
def village(tmp_path: Path) -> Village:
    return Village(home=tmp_path)


# Progress.


def test_the_kinds_of_evidence_stand_apart(village: Village) -> None:
    shown, hinted, alone, told = (village.people(5) for _ in range(4))
    for one in shown:
        village.played(one, rung=SHOWN)
    for one in hinted:
        village.played(one, rung=1)
    for one in alone:
        village.played(one, rung=SHOWN, day=TODAY - DAY)
        village.played(one)
        village.store.classes.note_skill(one.id, "giu-ma", alone=False)
    for one in told:
        village.store.classes.note_statement(one.id, "giu-ma", "can")
    (row,) = named(village.report("progress"), "skills")
    assert row == {
        "skill": "GIU-MA",
        "shown": 5,
        "hinted": 5,
        "unaided": 5,
        "helped": 5,
        "alone": 0,
        "can": 5,
        "not-yet": 0,
        "mastered": 0,
        "only-said": 5,
    }


def test_mastery_is_counted_by_its_one_definition_which_the_report_says(village: Village) -> None:
    for one in village.people(6):
        village.played(one, day=TODAY - 30 * DAY)
        village.played(one, day=TODAY - 2 * DAY)
    report = village.report("progress")
    assert named(report, "skills")[0]["mastered"] == 6
    assert any("2 different days without any help" in note for note in report.notes)
    # What was mastered before a time is mastered in it; what was shown before is not shown in it.
    (row,) = named(village.report("progress", since=TODAY - DAY), "skills")
    assert (row["unaided"], row["mastered"]) == (0, 6)
    (row,) = named(village.report("progress", until=TODAY - 5 * DAY), "skills")
    assert (row["unaided"], row["mastered"]) == (6, 0)


def test_who_is_in_two_figures_at_once_does_not_follow_from_them(village: Village) -> None:
    for i, one in enumerate(village.people(8)):
        if i < 6:
            village.store.classes.note_statement(one.id, "giu-ma", "can")
        if i > 4:
            village.store.classes.note_skill(one.id, "giu-ma", alone=True)
    (row,) = named(village.report("progress"), "skills")
    # Six say that they can and five of them have not mastered it: one has.
    assert row["mastered"] is FEW
    assert WITHHELD in (row["can"], row["only-said"])


def test_who_mastered_it_without_being_seen_does_not_follow(village: Village) -> None:
    for i, one in enumerate(village.people(9)):
        village.played(one, day=TODAY - 2 * DAY)
        village.played(one)
        if i:
            village.store.classes.note_skill(one.id, "giu-ma", alone=True)
    (row,) = named(village.report("progress"), "skills")
    assert WITHHELD in (row["mastered"], row["alone"])


def test_another_rule_of_mastery_in_the_records_is_said(village: Village) -> None:
    village.played(village.person(), mastery="0: unaided-days=1")
    assert any("0: unaided-days=1" in note for note in village.report("progress").notes)


def test_guests_and_the_team_are_nobody_here(village: Village) -> None:
    for one in village.people(6, role="staff"):
        village.played(one)
    assert named(village.report("progress"), "skills") == []


def test_a_report_of_a_hamlet_is_of_those_who_live_there(village: Village) -> None:
    for one in (*village.people(6), *village.people(7, "Thôn Tây")):
        village.played(one)
    (row,) = named(village.report("progress", hamlet="thôn  TÂY"), "skills")
    assert row["unaided"] == 7


# Attendance.


def test_who_came_and_came_back(village: Village) -> None:
    people = village.people(20)
    village.class_on(date(2026, 10, 1), people[:14], people[14:])
    village.class_on(date(2026, 10, 8), people[4:11], people[:4], people[11:18])
    village.class_on(date(2026, 11, 5), people[:8], people[8:])
    months = named(village.report("attendance"), "months")
    assert [(one["month"], one["classes"], one["there"]) for one in months] == [
        ("month 10/2026", 2, 28),
        ("month 11/2026", 1, 8),
    ]
    first, second, third = named(village.report("attendance"), "classes")
    # The few of the second class would follow from those of the first and of the month.
    assert (first["there"], first["absent"], first["there-share"]) == (14, WITHHELD, WITHHELD)
    assert (months[0]["absent"], months[0]["there-share"]) == (10, 0.737)
    assert (third["absent"], third["there-share"]) == (12, 0.4)
    assert (first["before"], first["back-share"]) == (0, None)
    assert (second["there"], second["late"], second["absent"]) == (14, 7, FEW)
    assert second["there-share"] is WITHHELD
    # Four did not come back, which 14 less 10 would tell.
    assert (second["before"], second["back"], second["back-share"]) == (14, WITHHELD, WITHHELD)
    assert (third["before"], third["back"]) == (14, FEW)
    (reason,) = named(village.report("attendance"), "reasons")
    assert (reason["reason"], reason["times"]) == ("unwell", 22)


def test_how_many_came_back_is_shown_where_many_did_and_many_did_not(village: Village) -> None:
    people = village.people(26)
    village.class_on(date(2026, 10, 1), people[:21])
    village.class_on(date(2026, 10, 8), people[6:26])
    _, second = named(village.report("attendance"), "classes")
    assert (second["there"], second["before"], second["back"]) == (20, 21, 15)
    assert second["back-share"] == 0.714


def test_the_rest_of_a_figure_is_minded_too(village: Village) -> None:
    people = village.people(9)
    village.class_on(date(2026, 10, 1), people[:8])
    village.class_on(date(2026, 10, 8), people[:7], absent=people[7:8])
    village.class_on(date(2026, 10, 15), people[:1], late=people[1:7])
    for row in named(village.report("attendance"), "classes"):
        for whole, part in (("before", "back"), ("there", "late"), ("there", "back")):
            both = (row[whole], row[part])
            if isinstance(both[0], int) and isinstance(both[1], int):
                assert not 0 < both[0] - both[1] < 5
        # Who was expected and not there was absent.
        assert "expected" not in row


def test_each_hamlet_comes_back_to_its_own_class(village: Village) -> None:
    east, west = village.people(6), village.people(6, "Thôn Tây")
    village.class_on(date(2026, 10, 1), east)
    village.class_on(date(2026, 10, 2), west, hamlet="Thôn Tây")
    village.class_on(date(2026, 10, 3), east, hamlet="thôn đông")
    last = named(village.report("attendance"), "classes")[-1]
    assert (last["hamlet"], last["before"], last["back"]) == ("Thôn Đông", 6, 6)


def test_who_was_erased_was_there_and_nothing_more(village: Village) -> None:
    people = village.people(18)
    village.class_on(date(2026, 10, 1), people[:13])
    village.class_on(date(2026, 10, 8), people[5:])
    village.store.erase_person(people[5].id)
    first, second = named(village.report("attendance"), "classes")
    assert (first["there"], second["there"], second["before"], second["back"]) == (13, 13, 12, 7)


def test_the_team_and_classes_that_were_not_held_do_not_count(village: Village) -> None:
    team, people = village.people(5, role="staff"), village.people(6)
    village.class_on(date(2026, 10, 1), [*team, *people])
    village.store.classes.plan_session(day=date(2026, 10, 2), hamlet="Thôn Đông")
    (row,) = named(village.report("attendance"), "classes")
    assert row["there"] == 6
    assert named(village.report("attendance", until=date(2026, 9, 1)), "classes") == []


# Coverage.


def test_four_measures_each_with_its_own_denominator(village: Village) -> None:
    (village.home / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    for i, one in enumerate(village.people(12, household="", commune="12472")):
        village.store.change_person(one.id, household=f"nhà {i // 2}")
        village.store.classes.note_skill(one.id, "giu-ma", alone=i < 7)
        village.played(one)
    village.class_on(date(2026, 10, 1), commune="Quỳnh Hồng, Thái Bình")
    report = village.report("coverage")
    assert [one.key for one in report.tables] == ["residents", "households", "access", "classes"]

    east, west, whole = named(report, "residents")
    assert (east["hamlet"], east["proficient"], east["residents"], east["share"]) == (
        *("Thôn Đông", 7, 20, 0.35),
    )
    assert (east["target"], east["by"]) == (0.8, date(2026, 12, 31))
    assert (east["sure"], east["source"], east["as-of"]) == (
        *("at least; the total was counted", "Trưởng thôn", date(2026, 3, 1)),
    )
    assert (west["proficient"], west["sure"]) == (0, "at least; the total is an estimate")
    assert (whole["proficient"], whole["residents"], whole["share"]) == (7, 50, 0.14)
    assert whole["source"] == "Trưởng thôn; Ước"

    east, _, whole = named(report, "households")
    assert (east["reached"], east["households"], east["share"]) == (6, 10, 0.6)
    assert (whole["reached"], whole["households"]) == (6, 22)

    east, west, whole = named(report, "access")
    assert [one["with-access"] for one in (east, west, whole)] == [20, 0, 20]
    assert whole["share"] == 0.4

    east, west, whole = named(report, "classes")
    assert (east["held"], east["target"], east["share"]) == (1, 4, 0.25)
    assert (west["held"], whole["held"], whole["target"]) == (0, 1, None)


def test_without_totals_there_are_counts_and_no_shares(village: Village) -> None:
    for one in village.people(6, household="một nhà"):
        village.played(one)
    village.class_on(date(2026, 10, 1))
    report = village.report("coverage")
    (row,) = named(report, "households")
    assert (row["reached"], row["households"], row["share"]) == (FEW, None, None)
    assert row["sure"] == "at least; no total is known"
    assert "without it there is no share" in report.tables[1].notes[0]
    assert named(report, "access")[0]["with-access"] is None
    assert named(report, "classes")[0]["held"] == 1


def test_a_total_below_what_was_counted_is_not_made_a_share_of(village: Village) -> None:
    text = TARGETS.replace("residents: 20", "residents: 5")
    (village.home / "targets.yaml").write_text(text, encoding="utf-8")
    for one in village.people(7, commune="12472"):
        village.store.classes.note_skill(one.id, "giu-ma", alone=True)
    row = named(village.report("coverage"), "residents")[0]
    assert (row["proficient"], row["residents"], row["share"]) == (7, 5, None)
    assert row["sure"] == "the total is below what was counted: please check it"


def test_a_small_hamlet_does_not_follow_from_its_commune(village: Village) -> None:
    (village.home / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    for one in (*village.people(9), *village.people(3, "Thôn Tây")):
        village.store.classes.note_skill(one.id, "giu-ma", alone=True)
    east, west, whole = named(village.report("coverage"), "residents")
    assert (west["proficient"], east["proficient"], whole["proficient"]) == (FEW, WITHHELD, 12)
    assert (west["share"], east["share"], whole["share"]) == (WITHHELD, WITHHELD, 0.24)


def test_that_a_hidden_figure_is_no_small_one_gives_nothing_away(village: Village) -> None:
    (village.home / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    for one in (*village.people(5), *village.people(1, "Thôn Tây")):
        village.store.classes.note_skill(one.id, "giu-ma", alone=True)
    east, west, whole = named(village.report("coverage"), "residents")
    assert (west["proficient"], east["proficient"], whole["proficient"]) == (FEW, 5, WITHHELD)


def test_older_communes_count_where_they_belong_now_and_unclear_ones_apart(
    village: Village,
) -> None:
    for commune in ("12505", "Xã Quỳnh Phụ, Hưng Yên", "Tân Tiến"):
        village.people(6, commune=commune)
    report = village.report("coverage")
    found = named(report, "residents")
    places = [(one["commune"], one["hamlet"]) for one in found]
    assert places == [
        ("Xã Quỳnh Phụ, Tỉnh Hưng Yên", "Thôn Đông"),
        ("Xã Quỳnh Phụ, Tỉnh Hưng Yên", "whole commune"),
        ("Tân Tiến", "Thôn Đông"),
        ("Tân Tiến", "whole commune"),
    ]
    assert any("“Tân Tiến” may be several communes" in note for note in report.notes)


def test_a_home_that_was_not_noted_is_said(village: Village) -> None:
    for one in village.people(6):
        village.played(one)
    notes = village.report("coverage").tables[1].notes
    assert "Of 6 people reached the home was not noted, so that it does not count." in notes


# Scams.


def test_four_counts_before_and_after_training(village: Village) -> None:
    for one in village.people(6):
        village.played(
            one,
            outcomes=("scam-refused", "scam-believed", "genuine-accepted", "genuine-refused"),
            turns=5,
        )
        village.played(one, outcomes=("scam-refused", "scam-refused"), earlier=1, turns=2)
        village.played(one, outcomes=("genuine-accepted",), parts=("otp:hoi:0",))
        # An answer after a hint, and one given by several people, tell of nobody.
        village.played(one, outcomes=("scam-believed",), rung=1)
        village.played(one, outcomes=("scam-believed",), seats=3)
    report = village.report("scam")
    first, later, drill = named(report, "counts")
    assert list(first.values()) == ["First time, before training", 6, 6, 6, 6, 6, 5.0]
    assert list(later.values()) == ["Lesson taken again", 6, 12, 0, 0, 0, 2.0]
    assert list(drill.values()) == ["Refresh drill", 6, 0, 0, 6, 0, None]
    first, later, drill = named(report, "shares")
    assert (first["refused-share"], later["refused-share"], drill["refused-share"]) == (
        0.5,
        1.0,
        None,
    )
    low, high = wilson(12, 12)
    assert (later["refused-from"], later["refused-to"]) == (round(low, 3), round(high, 3))


def test_what_fewer_than_five_did_is_hidden_with_the_share_that_tells_it(village: Village) -> None:
    for i, one in enumerate(village.people(9)):
        village.played(one, outcomes=("scam-believed" if i < 2 else "scam-refused",))
    assert named(village.report("scam"), "counts")[0]["scams-believed"] is FEW
    assert named(village.report("scam"), "shares")[0]["refused-share"] is WITHHELD


def test_a_time_leaves_out_runs_of_other_days(village: Village) -> None:
    for one in village.people(6):
        village.played(one, outcomes=("scam-refused",), day=TODAY - 10 * DAY)
    inside = named(village.report("scam", since=TODAY - 10 * DAY), "counts")[0]
    outside = named(village.report("scam", since=TODAY - 9 * DAY), "counts")[0]
    assert (inside["people"], outside["people"]) == (6, 0)


def test_a_range_is_that_of_wilson() -> None:
    # Known values of the method.
    assert [round(one, 4) for one in wilson(8, 10)] == [0.4902, 0.9433]
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == pytest.approx(1.0)


def test_nothing_at_all_is_a_report_too(village: Village) -> None:
    for kind in KINDS:
        assert village.report(kind).tables
