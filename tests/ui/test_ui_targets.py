"""Targets, pages to print and the second window, by keys."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from ui_kit import SIZES, staged
from volunteer_kit import enrol, opened, plan_today, type_text

from tutor.i18n import Translator
from tutor.reports.targets import load_targets


async def test_targets_and_hamlets_are_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    file = tmp_path / "targets.yaml"
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 5)
        await opened(stage)
        await stage.press("6")
        line = next(line for line in stage.lines() if "Targets" in line)
        await stage.press(line.split("Targets")[0].split()[-1])
        stage.assert_on("TargetsScreen")
        await stage.press("1", "1", "0", "1", "enter")
        assert "from 0 to 100" in stage.text()
        await stage.press("8", "0", "enter", "enter")
        stage.assert_on("TargetsScreen")
        assert "80 · 31/12/2026" in stage.text()
        await stage.press("7", "1")
        stage.assert_on("HamletTotalsScreen")
        await stage.press("1", "9", "0", "enter", "2", "9", "1", "enter")
        assert "cannot be more" in stage.text()
        await stage.press("4", "0", "enter", "4")
        await stage.press("left", "left", "6")
        await type_text(stage, "Doan xa")
        await stage.press("enter")
    targets = load_targets(file, Translator("en"))
    (target,) = targets.targets
    assert (target.measure, target.percent, target.by) == ("residents", 80, date(2026, 12, 31))
    (totals,) = targets.hamlets
    assert (totals.hamlet, totals.residents, totals.over_60) == ("Đông", 90, 40)
    assert (totals.sure, targets.organisation) == ("counted", "Doan xa")


async def test_the_topic_whose_skills_count_is_picked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 5)
        await opened(stage)
        await stage.press("6", "8", "8")
        stage.assert_on("PickScreen")
        # The keys of this program are no skills.
        assert "Getting started" not in stage.text()
        line = next(line for line in stage.lines() if "VNeID" in line)
        await stage.press(line.split("VNeID")[0].split()[-1])
        assert "VNeID" in stage.text()
        file = tmp_path / "targets.yaml"
        assert load_targets(file, Translator("en")).proficient_of == "vneid"
        await stage.press("8", "1")
        assert load_targets(file, Translator("en")).proficient_of == ""


async def test_pages_of_the_lessons_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 5)
        plan_today(stage.app)
        await opened(stage)
        await stage.press("2", "1", "6", "3")
        stage.assert_on("PapersScreen")
        await stage.press("1", "4", "5")
        files = sorted(file.name for file in tmp_path.rglob("*.pdf"))
        kinds = ("cards-for-the-fridge", "notes-for-whoever-leads", "pages-to-take-home")
        assert files == [f"ld-gia-cong-an-{kind}-en.pdf" for kind in kinds]


@pytest.mark.parametrize(("opens", "said"), [(True, "Drag it"), (False, "No second window")])
async def test_the_second_window_opens_with_a_key(opens: bool, said: str) -> None:
    asked: list[str] = []

    def open_view(session: str) -> bool:
        asked.append(session)
        return opens

    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 3)
        session = plan_today(stage.app)
        stage.app.session.services = replace(stage.app.session.services, open_view=open_view)
        await opened(stage)
        await stage.press("1", "4")
        assert said in stage.text()
    assert asked == [session.id]


async def test_a_skill_is_noted_for_all_with_one_key() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 13)
        session = plan_today(stage.app, date(2026, 11, 24), "ld-gia-cong-an")
        classes = stage.app.session.services.store.classes
        classes.start_session(session.id)
        await opened(stage)
        await stage.press("1", "1", "7", "left", "3", "1")
        stage.assert_on("SkillsScreen")
        await stage.press("enter", "2", "left", "1")
        seen = [note.how for note in classes.snapshot().observations]
        assert sorted(seen) == ["alone"] * 12 + ["helped"]


@pytest.mark.parametrize("size", SIZES)
async def test_the_forms_of_targets_fit_every_size(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    async with staged(size) as stage:
        enrol(stage.app, 5)
        await opened(stage)
        from tutor.ui.screens.volunteer.targets import TargetsScreen

        await stage.app.push_screen(TargetsScreen())
        await stage.pilot.pause()
        stage.assert_on("TargetsScreen")
        await stage.press("7", "1")
        stage.assert_on("HamletTotalsScreen")
