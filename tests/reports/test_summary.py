"""The month on one page: beside the last month, against the targets, and with nothing about few people."""

from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from reports_kit import TODAY, Village, named

from tutor.i18n import Translator
from tutor.reports.paper import as_pdf
from tutor.reports.report import WITHHELD

OCTOBER, NOVEMBER = date(2026, 10, 8), date(2026, 11, 5)
TARGETS = """\
format: 1
organisation: Đoàn xã Quỳnh Phụ
proficient_skills: 1
targets:
  - {measure: residents, percent: 80, by: 2026-12-31, source: Kế hoạch xã}
  - {measure: households, percent: 100, by: 2026-12-31}
hamlets:
  - {commune: 12472, hamlet: Thôn Đông, residents: 200, over_60: 40, households: 50}
  - {commune: 12472, hamlet: Thôn Tây, residents: 100, over_60: 20, households: 30}
"""

WITH_CLASSES = TARGETS.replace(
    "targets:\n", "targets:\n  - {measure: classes, count: 12, by: 2026-12-31}\n"
)


@pytest.fixture
def village(tmp_path: Path) -> Village:
    (tmp_path / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    return Village(home=tmp_path)


def test_this_month_stands_beside_the_last_one(village: Village) -> None:
    people = village.people(12, commune="12472")
    village.class_on(date(2026, 9, 3), people[:4], commune="12472")
    village.class_on(OCTOBER, people[:9], people[9:], commune="12472")
    village.class_on(NOVEMBER, people[3:], people[:3], commune="12472")
    village.class_on(TODAY, people, commune="12472")
    last, this, in_all = named(village.report("summary"), "months")
    assert [row["month"] for row in (last, this, in_all)] == [
        *("month 10/2026", "month 11/2026, up to day 25", "in all"),
    ]
    assert [(row["classes"], row["there"], row["people"]) for row in (last, this, in_all)] == [
        *((1, 9, 9), (2, 21, 12), (4, 34, 12)),
    ]
    assert (last["there-share"], last["back-share"]) == (0.75, 1.0)
    assert (this["there-share"], this["back-share"]) == (0.875, 0.833)


def test_people_who_are_not_written_down_are_among_those_present(village: Village) -> None:
    people = village.people(6)
    session = village.class_on(NOVEMBER, people[:5], people[5:])
    village.store.classes.count_unnamed(session, 2)
    _, this, _ = named(village.report("summary"), "months")
    assert (this["there"], this["people"], this["there-share"]) == (7, 5, 0.833)


def test_the_month_of_the_last_day_is_reported(village: Village) -> None:
    village.class_on(OCTOBER, village.people(5))
    report = village.report("summary", until=date(2026, 10, 31))
    assert (report.title, report.about) == (
        *("Report of month 10/2026", "Everywhere; from 01/10/2026 to 31/10/2026"),
    )
    _, this, _ = named(report, "months")
    assert (this["month"], this["classes"]) == ("month 10/2026", 1)


def test_the_measures_are_of_all_places_together(village: Village) -> None:
    east = village.people(6, commune="12472")
    west = village.people(2, "Thôn Tây", commune="12472")
    for at, person in enumerate((*east, *west)):
        village.store.change_person(person.id, household=f"H{at // 2}")
        village.store.classes.note_skill(person.id, "giu-ma", alone=at != 0)
    village.class_on(NOVEMBER, east, commune="12472")
    proficient, beside, homes, access = named(village.report("summary"), "measures")
    assert list(proficient.values()) == [
        *("People proficient", 7, 300, 0.023, 0.8, date(2026, 12, 31)),
    ]
    assert list(beside.values())[1:] == [7, 60, 0.117, None, None]
    assert list(homes.values())[1:5] == [3, 80, 0.037, 1.0]
    assert list(access.values())[1:4] == [200, 300, 0.667]


def test_the_classes_of_all_hamlets_stand_beside_what_their_targets_add_up_to(
    village: Village,
) -> None:
    (village.home / "targets.yaml").write_text(WITH_CLASSES, encoding="utf-8")
    people = village.people(6, commune="12472")
    for day in (OCTOBER, NOVEMBER):
        village.class_on(day, people, commune="12472")
    *_, classes = named(village.report("summary"), "measures")
    by = date(2026, 12, 31)
    assert list(classes.values()) == ["Classes held, all hamlets", 2, 24, 0.083, 1.0, by]


def test_what_few_people_can_do_is_hidden(village: Village) -> None:
    for person in village.people(4, commune="12472"):
        village.store.classes.note_skill(person.id, "giu-ma", alone=True)
    report = village.report("summary")
    assert [row["proficient"] for row in named(report, "months")] == [WITHHELD] * 3
    proficient, beside, *_ = named(report, "measures")
    assert (proficient["reached"], proficient["share"]) == (WITHHELD, WITHHELD)
    assert (beside["reached"], beside["share"]) == (WITHHELD, WITHHELD)


def test_last_month_is_hidden_where_few_people_came_since(village: Village) -> None:
    people = village.people(8, commune="12472")
    for person in people[:6]:
        village.played(person, day=OCTOBER)
    assert named(village.report("summary"), "months")[0]["proficient"] == 0
    for person in people[6:]:
        village.played(person, day=NOVEMBER)
    assert [row["proficient"] for row in named(village.report("summary"), "months")] == [
        *(WITHHELD, 0, 0),
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("targets", [TARGETS, WITH_CLASSES, "format: 1\n"])
def test_the_summary_is_one_page(village: Village, language: str, targets: str) -> None:
    (village.home / "targets.yaml").write_text(targets, encoding="utf-8")
    people = village.people(12, commune="12472")
    village.class_on(OCTOBER, people, commune="12472")
    village.class_on(NOVEMBER, people[:7], people[7:], commune="12472")
    translate = Translator(language)
    pdf = pypdfium2.PdfDocument(as_pdf(village.report("summary", translate), translate))
    assert len(pdf) == 1


def test_hours_of_the_team_and_of_those_who_sat_beside_learners_are_counted(
    village: Village,
) -> None:
    people = village.people(6)
    (tuan,) = village.store.add_people([{"name": "Tuấn", "role": "staff", "on_roster": True}])
    session = village.class_on(NOVEMBER, [*people, tuan])
    village.store.classes.count_helpers(session, 3)
    held = village.store.classes.session(session)
    assert held is not None
    (row,) = named(village.report("attendance"), "helpers")
    assert (row["team"], row["helpers"], row["hours"]) == (1, 3, round(4 * held.minutes / 60))
    _, this, _ = named(village.report("summary"), "months")
    assert this["hours"] == row["hours"]
    assert this["people"] == 6
