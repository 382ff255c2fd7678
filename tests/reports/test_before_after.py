"""The check report: the same people before and after, and nothing about few of them."""

import pypdfium2  # type: ignore[import-untyped]
from reports_kit import EN, SUBJECTS, Village, named

from tutor.records.class_events import CheckResult, CheckStage
from tutor.records.people import Person
from tutor.reports.paper import as_pdf
from tutor.reports.report import WITHHELD, plotted

TASKS = SUBJECTS.tasks


def checked(village: Village, who: Person, stage: CheckStage, *results: CheckResult) -> None:
    for skill, result in zip(TASKS, results, strict=True):
        village.store.classes.note_task(who.id, skill, stage, result)


def test_only_who_was_checked_both_times_counts() -> None:
    village = Village()
    people = village.people(7)
    for person in people:
        checked(village, person, "before", "not-yet", "helped")
    for person in people[:6]:
        checked(village, person, "after", "alone", "helped")
    checked(village, people[0], "after", "alone", "alone")
    report = village.report("check")
    first, second, most = named(report, "tasks")
    assert list(first.values()) == ["GIU-MA", 6, 0, 6, 0.0, 1.0]
    assert list(second.values()) == ["DUNG-CUP-MAY-HOI", 6, 0, 1, 0.0, 0.167]
    assert (most["people"], most["before"], most["after"]) == (6, 0, 1)
    assert "Checked before, and not after the course yet: 1 people." in report.notes


def test_the_check_of_few_people_is_hidden() -> None:
    village = Village()
    for person in village.people(4):
        checked(village, person, "before", "alone", "alone")
        checked(village, person, "after", "alone", "alone")
    report = village.report("check")
    for row in named(report, "tasks"):
        assert list(row.values())[1:] == [WITHHELD] * 5


def test_the_report_is_one_page_with_before_marked_on_after() -> None:
    village = Village()
    for person in village.people(8):
        checked(village, person, "before", "alone", "helped")
        checked(village, person, "after", "alone", "alone")
    report = village.report("check")
    assert [bar[1:] for bar in plotted(report.tables[0])] == [(1.0, 1.0), (1.0, 0.0), (1.0, 0.0)]
    assert len(pypdfium2.PdfDocument(as_pdf(report, EN))) == 1


def test_the_check_is_no_evidence_of_a_skill_elsewhere() -> None:
    village = Village()
    for person in village.people(6):
        checked(village, person, "before", "alone", "alone")
    assert named(village.report("progress"), "skills") == []
