"""The volunteers' reports in large letters."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from ui_kit import SIZES, Stage, staged
from volunteer_kit import TODAY, enrol, opened

from tutor.paths import records_file


async def at_reports(stage: Stage) -> None:
    learners = enrol(stage.app, 12)
    classes = stage.app.session.services.store.classes
    for _ in range(2):
        session = classes.plan_session(day=TODAY, hamlet="Đông").id
        classes.start_session(session)
        classes.note_attendances(session, {one.id: ("present", "") for one in learners})
        classes.end_session(session)
    await opened(stage)
    await stage.press("6")
    stage.assert_on("ReportsScreen")


async def at_report(stage: Stage, number: str) -> None:
    await at_reports(stage)
    await stage.press(number)
    stage.assert_on("ReportScreen")


async def test_a_report_is_read_table_by_table() -> None:
    async with staged((100, 26), language="en") as stage:
        await at_report(stage, "2")
        assert "By month" in stage.text()
        await stage.press("1")
        stage.assert_on("ReportPartScreen")
        text = stage.text()
        assert "Came back, share" in text
        assert "████████████ 100.0 % month 11/2026" in text.replace("\u00a0", " ")
        assert "Present: 24" in text.replace("\u00a0", " ")
        await stage.press("enter")
        assert stage.screen == "ReportScreen"
        await stage.press("6")
        stage.assert_on("ReportPartScreen")
        assert "The team does not count." in stage.text()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["1", "2", "3", "4", "5", "6"])
async def test_no_size_cuts_anything_off(size: tuple[int, int], kind: str) -> None:
    async with staged(size, language="en") as stage:
        await at_report(stage, kind)
        for part in ("1", "6"):
            await stage.press(part)
            stage.assert_on("ReportPartScreen")
            for _ in range(60):
                assert all(len(line) == size[0] for line in stage.lines())
                if stage.screen != "ReportPartScreen":
                    break
                await stage.press("enter")
            assert stage.screen == "ReportScreen"


async def test_all_rows_of_a_table_are_on_its_pages() -> None:
    async with staged((34, 9), language="en") as stage:
        await at_report(stage, "2")
        await stage.press("2")
        stage.assert_on("ReportPartScreen")
        seen = ""
        while stage.screen == "ReportPartScreen":
            assert "By class" in stage.text()
            seen += " ".join(" ".join(line.split()) for line in stage.lines()[:-1]) + " "
            await stage.press("enter")
        words = " ".join(seen.replace("By class", "").split())
        assert "Đông, 24/11/2026 — Present: 12;" in words
        assert "came back: 12; Came back, share: 100.0 %" in words


@pytest.mark.parametrize(("number", "name"), [("7", "xlsx"), ("8", "pdf")])
async def test_a_file_is_made_and_its_place_is_said(number: str, name: str) -> None:
    async with staged((100, 26), language="en") as stage:
        await at_report(stage, "2")
        await stage.press(number)
        file = records_file().parent / "prints" / f"report-attendance-{TODAY.isoformat()}.{name}"
        assert file.exists()
        assert "The file is here:" in stage.text()
        if name == "xlsx":
            assert load_workbook(file)["By month"]["C5"].value == 24


async def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    async with staged((100, 26), language="en") as stage:
        await at_report(stage, "2")
        records_file().parent.mkdir(parents=True, exist_ok=True)
        (records_file().parent / "prints").write_text("")
        await stage.press("7")
        assert "This computer did not allow it" in stage.text()
        assert stage.screen == "ReportScreen"


async def test_a_fault_in_the_file_of_targets_is_told_and_no_report_is_shown() -> None:
    async with staged((100, 26), language="en") as stage:
        await at_reports(stage)
        records_file().parent.mkdir(parents=True, exist_ok=True)
        records_file().with_name("targets.yaml").write_text("format: 2\n")
        await stage.press("3")
        assert stage.screen == "ReportsScreen"
        assert "targets.yaml:1: the first line has to say" in stage.text()


async def test_back_leads_through_the_reports_to_home() -> None:
    async with staged((66, 17), language="en") as stage:
        await at_report(stage, "4")
        await stage.press("1")
        stage.assert_on("ReportPartScreen")
        for screen in ("ReportScreen", "ReportsScreen", "VolunteerHomeScreen"):
            await stage.press("left")
            stage.assert_on(screen)
