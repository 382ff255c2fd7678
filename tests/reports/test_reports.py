"""The four reports of a village in memory."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from reports_kit import TODAY, Village, named

from tutor.engine.events import SHOWN
from tutor.reports.build import KINDS
from tutor.reports.report import WITHHELD
from tutor.reports.scam import wilson_interval
from tutor.reports.targets import TargetsError

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


def test_progress_counts_each_kind_of_evidence_separately(village: Village) -> None:
    shown, hinted, alone, saying = (village.people(5) for _ in range(4))
    for person in shown:
        village.played(person, rung=SHOWN)
    for person in hinted:
        village.played(person, rung=1)
    for person in alone:
        village.played(person, rung=SHOWN, day=TODAY - DAY)
        village.played(person)
        village.store.classes.note_skill(person.id, "giu-ma", alone=False)
    for person in saying:
        village.store.classes.note_statement(person.id, "giu-ma", "can")
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


def test_progress_counts_mastery_and_states_its_rule(village: Village) -> None:
    for person in village.people(6):
        village.played(person, day=TODAY - 30 * DAY)
        village.played(person, day=TODAY - 2 * DAY)
    report = village.report("progress")
    assert named(report, "skills")[0]["mastered"] == 6
    assert any("2 different days without any help" in note for note in report.notes)
    # What was mastered before a time is mastered in it; what was shown before is not shown in it.
    (row,) = named(village.report("progress", since=TODAY - DAY), "skills")
    assert (row["unaided"], row["mastered"]) == (0, 6)
    (row,) = named(village.report("progress", until=TODAY - 5 * DAY), "skills")
    assert (row["unaided"], row["mastered"]) == (6, 0)


def test_a_skill_that_fewer_than_five_people_met_is_hidden(village: Village) -> None:
    for person in village.people(4):
        village.played(person)
    for person in village.people(6):
        village.store.classes.note_statement(person.id, "dung-cup-may-hoi", "can")
    few, many = named(village.report("progress"), "skills")
    assert (few["skill"], few["unaided"], few["mastered"]) == ("GIU-MA", WITHHELD, WITHHELD)
    assert (many["can"], many["mastered"], many["only-said"]) == (6, 0, 6)


def test_progress_by_hamlet_merges_small_hamlets(village: Village) -> None:
    for hamlet, count in (("Thôn Đông", 9), ("Thôn Tây", 6), ("Thôn Nam", 3), ("Thôn Bắc", 1)):
        for person in village.people(count, hamlet, commune="12472"):
            village.store.classes.note_skill(person.id, "giu-ma", alone=hamlet == "Thôn Đông")
    rows = named(village.report("progress"), "hamlets")
    assert [(row["hamlet"], row["people"], row["mastered"]) for row in rows] == [
        ("Thôn Đông", 9, 9),
        ("other hamlets", 10, 0),
        ("whole commune", 19, 9),
    ]


def test_progress_by_hamlet_shows_the_commune_alone_where_merging_is_not_enough(
    village: Village,
) -> None:
    for hamlet, count in (("Thôn Đông", 9), ("Thôn Tây", 2)):
        for person in village.people(count, hamlet, commune="12472"):
            village.store.classes.note_skill(person.id, "giu-ma", alone=True)
    (row,) = named(village.report("progress"), "hamlets")
    assert (row["hamlet"], row["people"], row["mastered"]) == ("whole commune", 11, 11)


def test_progress_notes_another_rule_of_mastery_in_the_records(village: Village) -> None:
    village.played(village.person(), mastery="0: unaided-days=1")
    assert any("0: unaided-days=1" in note for note in village.report("progress").notes)


def test_progress_leaves_out_the_team(village: Village) -> None:
    for person in village.people(6, role="staff"):
        village.played(person)
    assert named(village.report("progress"), "skills") == []


def test_a_report_of_a_hamlet_counts_its_residents(village: Village) -> None:
    for person in (*village.people(6), *village.people(7, "Thôn Tây")):
        village.played(person)
    (row,) = named(village.report("progress", hamlet="thôn  TÂY"), "skills")
    assert row["unaided"] == 7


# Attendance.


def test_attendance_counts_who_came_and_who_came_back(village: Village) -> None:
    people = village.people(20)
    village.class_on(date(2026, 10, 1), people[:14], people[14:])
    village.class_on(date(2026, 10, 8), people[4:11], people[:4], people[11:18])
    village.class_on(date(2026, 11, 5), people[:8], people[8:])
    months = named(village.report("attendance"), "months")
    assert [(month["month"], month["classes"], month["there"]) for month in months] == [
        ("month 10/2026", 2, 28),
        ("month 11/2026", 1, 8),
    ]
    first, second, third = named(village.report("attendance"), "classes")
    assert (first["there"], first["absent"], first["there-share"]) == (14, 6, 0.7)
    assert (months[0]["absent"], months[0]["there-share"]) == (10, 0.737)
    assert (third["absent"], third["there-share"]) == (12, 0.4)
    assert (first["before"], first["back-share"]) == (0, None)
    assert (second["there"], second["late"], second["absent"]) == (14, 7, 4)
    assert second["there-share"] == 0.778
    assert (second["before"], second["back"], second["back-share"]) == (14, 10, 0.714)
    assert (third["before"], third["back"]) == (14, 4)
    (reason,) = named(village.report("attendance"), "reasons")
    assert (reason["reason"], reason["times"]) == ("unwell", 22)


def test_attendance_shows_the_share_that_came_back(village: Village) -> None:
    people = village.people(26)
    village.class_on(date(2026, 10, 1), people[:21])
    village.class_on(date(2026, 10, 8), people[6:26])
    _, second = named(village.report("attendance"), "classes")
    assert (second["there"], second["before"], second["back"]) == (20, 21, 15)
    assert second["back-share"] == 0.714


def test_the_class_before_is_that_of_the_same_hamlet(village: Village) -> None:
    east, west = village.people(6), village.people(6, "Thôn Tây")
    village.class_on(date(2026, 10, 1), east)
    village.class_on(date(2026, 10, 2), west, hamlet="Thôn Tây")
    village.class_on(date(2026, 10, 3), east, hamlet="thôn đông")
    last = named(village.report("attendance"), "classes")[-1]
    assert (last["hamlet"], last["before"], last["back"]) == ("Thôn Đông", 6, 6)


def test_an_erased_person_counts_as_present_and_not_as_come_back(village: Village) -> None:
    people = village.people(18)
    village.class_on(date(2026, 10, 1), people[:13])
    village.class_on(date(2026, 10, 8), people[5:])
    village.store.erase_person(people[5].id)
    first, second = named(village.report("attendance"), "classes")
    assert (first["there"], second["there"], second["before"], second["back"]) == (13, 13, 12, 7)


def test_a_table_without_rows_says_so(village: Village) -> None:
    for kind in KINDS:
        for table in village.report(kind).tables:
            assert table.rows or table.notes, table.title


def test_attendance_leaves_out_the_team_and_classes_not_held(village: Village) -> None:
    team, people = village.people(5, role="staff"), village.people(6)
    village.class_on(date(2026, 10, 1), [*team, *people])
    village.store.classes.plan_session(day=date(2026, 10, 2), hamlet="Thôn Đông")
    (row,) = named(village.report("attendance"), "classes")
    assert row["there"] == 6
    assert named(village.report("attendance", until=date(2026, 9, 1)), "classes") == []


def test_people_who_are_not_written_down_are_counted_among_those_present(village: Village) -> None:
    people = village.people(13)
    session = village.class_on(date(2026, 10, 1), people[:12], people[12:])
    village.store.classes.count_unnamed(session, 2)
    report = village.report("attendance")
    (row,) = named(report, "classes")
    assert (row["there"], row["unnamed"], row["absent"]) == (14, 2, 1)
    assert row["there-share"] == 0.923
    assert any("Not written down" in note for note in report.notes)


def test_a_class_on_paper_counts_as_held(village: Village) -> None:
    classes, people = village.store.classes, village.people(6)
    session = classes.plan_session(day=date(2026, 10, 1), hamlet="Thôn Đông").id
    classes.hold_on_paper(session)
    classes.note_attendances(session, {person.id: ("present", "") for person in people})
    (row,) = named(village.report("attendance"), "classes")
    assert row["there"] == 6


# Coverage.


def test_coverage_has_four_measures_with_their_own_totals(village: Village) -> None:
    text = TARGETS.replace("residents: 20", "residents: 20, over_60: 10")
    (village.home / "targets.yaml").write_text(text, encoding="utf-8")
    for i, person in enumerate(village.people(12, household="", commune="12472")):
        village.store.change_person(person.id, household=f"nhà {i // 2}")
        village.store.classes.note_skill(person.id, "giu-ma", alone=i < 7)
        village.played(person)
    village.class_on(date(2026, 10, 1), commune="Quỳnh Hồng, Thái Bình")
    report = village.report("coverage")
    assert [table.key for table in report.tables] == [
        "residents",
        "households",
        "access",
        "classes",
    ]

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
    assert (east["over-60"], east["over-60-share"]) == (10, 0.7)
    assert (whole["over-60"], whole["over-60-share"]) == (None, None)

    east, _, whole = named(report, "households")
    assert (east["reached"], east["households"], east["share"]) == (6, 10, 0.6)
    assert (whole["reached"], whole["households"]) == (6, 22)

    east, west, whole = named(report, "access")
    assert [row["with-access"] for row in (east, west, whole)] == [20, 0, 20]
    assert whole["share"] == 0.4

    east, west, whole = named(report, "classes")
    assert (east["held"], east["target"], east["share"]) == (1, 4, 0.25)
    assert (west["held"], whole["held"], whole["target"]) == (0, 1, None)


def test_proficient_can_mean_the_skills_of_one_topic(village: Village) -> None:
    text = TARGETS.replace("proficient_skills: 1", "proficient_of: ma\nproficient_skills: 2")
    (village.home / "targets.yaml").write_text(text, encoding="utf-8")
    both, one_and_another = village.people(5, commune="12472"), village.people(6, commune="12472")
    for person in both:
        for skill in ("giu-ma", "dung-cup-may-hoi"):
            village.store.classes.note_skill(person.id, skill, alone=True)
    for person in one_and_another:
        for skill in ("giu-ma", "quet-qr"):
            village.store.classes.note_skill(person.id, skill, alone=True)
    report = village.report("coverage")
    assert named(report, "residents")[0]["proficient"] == 5
    assert any("at least 2 skills of “Mã”" in note for note in report.notes)


def test_a_topic_needs_no_more_skills_than_it_has(village: Village) -> None:
    text = TARGETS.replace("proficient_skills: 1", "proficient_of: lua-dao")
    (village.home / "targets.yaml").write_text(text, encoding="utf-8")
    for person in village.people(6, commune="12472"):
        village.store.classes.note_skill(person.id, "dung-cup-may-hoi", alone=True)
    assert named(village.report("coverage"), "residents")[0]["proficient"] == 6


def test_a_topic_that_no_lesson_belongs_to_is_a_fault(village: Village) -> None:
    text = TARGETS.replace("proficient_skills: 1", "proficient_of: vneid")
    (village.home / "targets.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(TargetsError) as caught:
        village.report("coverage")
    assert caught.value.lines == ("targets.yaml:2: `proficient_of` is a topic: lua-dao, ma.",)


def test_coverage_without_totals_has_counts_and_no_shares(village: Village) -> None:
    for person in village.people(6, household="một nhà"):
        village.played(person)
    village.class_on(date(2026, 10, 1))
    report = village.report("coverage")
    (row,) = named(report, "households")
    assert (row["reached"], row["households"], row["share"]) == (1, None, None)
    assert row["sure"] == "at least; no total is known"
    assert "without it there is no share" in report.tables[1].notes[0]
    assert named(report, "access")[0]["with-access"] is None
    assert named(report, "classes")[0]["held"] == 1


def test_coverage_gives_no_share_of_a_total_below_the_count(village: Village) -> None:
    text = TARGETS.replace("residents: 20", "residents: 5")
    (village.home / "targets.yaml").write_text(text, encoding="utf-8")
    for person in village.people(7, commune="12472"):
        village.store.classes.note_skill(person.id, "giu-ma", alone=True)
    row = named(village.report("coverage"), "residents")[0]
    assert (row["proficient"], row["residents"], row["share"]) == (7, 5, None)
    assert row["sure"] == "the total is below what was counted: please check it"


def test_proficiency_of_a_small_hamlet_is_only_in_the_total_of_the_commune(
    village: Village,
) -> None:
    (village.home / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    for person in (*village.people(9), *village.people(3, "Thôn Tây")):
        village.store.classes.note_skill(person.id, "giu-ma", alone=True)
    report = village.report("coverage")
    (whole,) = named(report, "residents")
    assert (whole["hamlet"], whole["proficient"], whole["share"]) == ("whole commune", 12, 0.24)
    # The other measures are shown as they are.
    assert [row["hamlet"] for row in named(report, "households")] == [
        *("Thôn Đông", "Thôn Tây", "whole commune"),
    ]


def test_proficiency_of_fewer_than_five_people_is_hidden(village: Village) -> None:
    (village.home / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    for person in village.people(3):
        village.store.classes.note_skill(person.id, "giu-ma", alone=True)
    west, whole = named(village.report("coverage"), "residents")
    assert (west["hamlet"], west["proficient"], west["share"]) == ("Thôn Tây", 0, 0.0)
    assert (whole["hamlet"], whole["proficient"], whole["share"]) == (
        *("whole commune", WITHHELD, WITHHELD),
    )


def test_old_communes_count_in_current_ones_and_unclear_ones_separately(
    village: Village,
) -> None:
    for commune in ("12505", "Xã Quỳnh Phụ, Hưng Yên", "Tân Tiến"):
        village.people(6, commune=commune)
    report = village.report("coverage")
    figures = named(report, "residents")
    places = [(row["commune"], row["hamlet"]) for row in figures]
    assert places == [
        ("Xã Quỳnh Phụ, Tỉnh Hưng Yên", "Thôn Đông"),
        ("Xã Quỳnh Phụ, Tỉnh Hưng Yên", "whole commune"),
        ("Tân Tiến", "Thôn Đông"),
        ("Tân Tiến", "whole commune"),
    ]
    assert any("“Tân Tiến” may be several communes" in note for note in report.notes)


def test_coverage_notes_how_many_homes_are_unknown(village: Village) -> None:
    for person in village.people(6):
        village.played(person)
    notes = village.report("coverage").tables[1].notes
    assert "Of 6 people reached the home was not noted, so that it does not count." in notes


# Scams.


def test_scams_are_counted_before_and_after_training(village: Village) -> None:
    for person in village.people(6):
        village.played(
            person,
            outcomes=("scam-refused", "scam-believed", "genuine-accepted", "genuine-refused"),
            turns=5,
        )
        village.played(person, outcomes=("scam-refused", "scam-refused"), earlier=1, turns=2)
        village.played(person, outcomes=("genuine-accepted",), parts=("otp:hoi:0",))
        # An answer after a hint, and one given by several people, tell of nobody.
        village.played(person, outcomes=("scam-believed",), rung=1)
        village.played(person, outcomes=("scam-believed",), seats=3)
    report = village.report("scam")
    first, later, drill = named(report, "counts")
    assert list(first.values()) == ["Lesson the first time", 6, 6, 6, 6, 6, 6, 5.0]
    assert list(later.values()) == ["Lesson taken again", 6, 12, 0, 0, 0, 0, 2.0]
    assert list(drill.values()) == ["Refresh drill", 0, 0, 0, 6, 6, 0, None]
    first, later, drill = named(report, "shares")
    assert (first["refused-share"], later["refused-share"], drill["refused-share"]) == (
        0.5,
        1.0,
        None,
    )
    # Twelve answers of six people are as sure as six.
    low, high = wilson_interval(6, 6)
    assert (later["refused-from"], later["refused-to"]) == (round(low, 3), round(high, 3))


def test_how_fewer_than_five_people_met_scams_is_hidden(village: Village) -> None:
    for person in village.people(4):
        village.played(person, outcomes=("scam-believed",), turns=3)
    for person in village.people(6):
        village.played(person, outcomes=("scam-refused",), earlier=1)
    report = village.report("scam")
    first, later, _ = named(report, "counts")
    assert list(first.values()) == ["Lesson the first time", *[WITHHELD] * 3, 0, 0, 0, WITHHELD]
    assert (later["scam-people"], later["scams-refused"]) == (6, 6)
    shares = named(report, "shares")[0]
    assert list(shares.values()) == ["Lesson the first time", *[WITHHELD] * 3, None, None, None]


def test_few_who_met_a_scam_are_hidden_among_many_who_met_what_is_genuine(
    village: Village,
) -> None:
    people = village.people(9)
    for person in people:
        village.played(person, outcomes=("genuine-accepted",))
    for person in people[:2]:
        village.played(person, "goi", outcomes=("scam-believed",))
    report = village.report("scam")
    first = named(report, "counts")[0]
    assert (first["scam-people"], first["scams-believed"]) == (WITHHELD, WITHHELD)
    assert (first["genuine-people"], first["genuine-accepted"]) == (9, 9)
    shares = named(report, "shares")[0]
    assert (shares["refused-share"], shares["accepted-share"]) == (WITHHELD, 1.0)


def test_nothing_that_was_measured_while_learning_is_called_before(village: Village) -> None:
    report = village.report("scam")
    titles = [table.title for table in report.tables]
    stages = [str(row["stage"]) for row in named(report, "counts")]
    assert not any("before" in text.lower() for text in (*titles, *stages))
    assert any("no test before teaching" in note for note in report.notes)


def test_scams_by_hamlet_merge_small_hamlets(village: Village) -> None:
    for hamlet, count in (("Thôn Đông", 7), ("Thôn Tây", 4), ("Thôn Nam", 3)):
        for person in village.people(count, hamlet):
            village.played(person, outcomes=("scam-refused",))
    rows = named(village.report("scam"), "scams-by-hamlet")
    assert [(row["hamlet"], row["scam-people"], row["scams-refused"]) for row in rows] == [
        ("Thôn Đông", 7, 7),
        ("other hamlets", 7, 7),
    ]


def test_a_report_of_a_time_leaves_out_runs_of_other_days(village: Village) -> None:
    for person in village.people(6):
        village.played(person, outcomes=("scam-refused",), day=TODAY - 10 * DAY)
    inside = named(village.report("scam", since=TODAY - 10 * DAY), "counts")[0]
    outside = named(village.report("scam", since=TODAY - 9 * DAY), "counts")[0]
    assert (inside["scam-people"], outside["scam-people"]) == (6, 0)


def test_wilson_interval_gives_published_values() -> None:
    # Known values of the method.
    assert [round(bound, 4) for bound in wilson_interval(8, 10)] == [0.4902, 0.9433]
    assert wilson_interval(0, 0) == (0.0, 1.0)
    assert wilson_interval(0, 10)[0] == 0.0
    assert wilson_interval(10, 10)[1] == pytest.approx(1.0)


def test_every_report_can_be_built_from_empty_records(village: Village) -> None:
    for kind in KINDS:
        assert village.report(kind).tables
