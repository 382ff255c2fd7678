"""When a scam bulletin is new, and to whom it is shown."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tutor.content.bulletins import FRESH, fresh_bulletins, unread_bulletin
from tutor.content.catalogue import Catalogue, LessonEntry

DAY = date(2026, 12, 1)


def _entry(name: str, days_ago: int | None, *after: str) -> LessonEntry:
    return LessonEntry(
        id=name,
        language="vi",
        topic="lua-dao",
        title=name,
        objective="",
        minutes=4,
        step_count=6,
        after=after,
        skills=(),
        languages=("vi",),
        path=Path(),
        bulletin="" if days_ago is None else (DAY - timedelta(days=days_ago)).isoformat(),
    )


ENTRIES = (
    _entry("lesson", None),
    _entry("old", FRESH.days),
    _entry("last-day", FRESH.days - 1),
    _entry("newest", 0, "keys"),
    _entry("clock-behind", -400),
)


def test_a_bulletin_is_new_for_two_weeks_and_where_the_clock_is_behind() -> None:
    fresh = [entry.id for entry in fresh_bulletins(ENTRIES, DAY)]
    assert fresh == ["clock-behind", "newest", "last-day"]


@pytest.mark.parametrize(
    ("finished", "shown"),
    [
        ({"clock-behind", "keys"}, "newest"),
        ({"clock-behind"}, "last-day"),
        ({"clock-behind", "keys", "newest", "last-day"}, None),
    ],
)
def test_the_newest_one_is_shown_that_somebody_has_not_finished(
    finished: set[str], shown: str | None
) -> None:
    found = unread_bulletin(ENTRIES, finished, DAY)
    assert (found and found.id) == shown


HEAD = """format: 1
id: bt-thu
language: vi
topic: lua-dao
title: Gọi báo trúng thưởng
objective: Cúp máy được
minutes: 4
bulletin: {day}
steps:
  - say: Mời {{bac}} nghe.
"""


@pytest.mark.parametrize(
    ("day", "read"),
    [("2026-12-01", "2026-12-01"), ('"2026-12-01" # hôm nay', "2026-12-01"), ("hôm nay", None)],
)
def test_the_day_of_a_bulletin_is_read_from_its_head(
    tmp_path: Path, day: str, read: str | None
) -> None:
    file = tmp_path / "vi" / "lua-dao" / "bt-thu.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(HEAD.format(day=day), encoding="utf-8")
    catalogue = Catalogue((tmp_path,))
    entry = catalogue.entry("bt-thu", "vi")
    assert (entry and entry.bulletin) == read
    assert [problem.code for problem in catalogue.problems] == ([] if read else ["needs-date"])
