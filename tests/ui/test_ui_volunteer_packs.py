"""Packs by keys: found on a stick, compared, added, taken back; nothing is added before it was seen."""

from pathlib import Path

import pytest
from packs_kit import have_few_lessons, put_pack
from ui_kit import LIBRARY, staged
from volunteer_kit import opened

from tutor.classroom.roster import files
from tutor.hub import signers
from tutor.lesson.library import Library
from tutor.packs import store
from tutor.paths import home_folder, lesson_roots


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "USB"
    folder.mkdir()
    have_few_lessons(monkeypatch.setattr)
    monkeypatch.setattr(files, "usual_folders", lambda: (files.Folder("stick", folder, "USB"),))
    return folder


def words(text: str) -> str:
    return " ".join(text.split())


async def test_a_pack_is_compared_added_renewed_and_taken_back(stick: Path) -> None:
    first = put_pack(stick, 1)
    library = Library(lesson_roots())
    async with staged((34, 9), language="en", library=library) as stage:
        home = home_folder()
        await opened(stage)
        await stage.press("7", "6")
        stage.assert_on("PacksScreen")
        assert "New numbers" in stage.text()
        await stage.press("enter")
        stage.assert_on("PackScreen")
        assert "calls themselves Công an xã Mẫu" in words(stage.text())
        # What nobody has seen yet is not added, and Enter does not answer the question.
        await stage.press("1")
        assert store.installed(home) == []
        while "The numbers are the same" not in words(stage.text()):
            await stage.press("enter")
        await stage.press("1")
        stage.assert_on("PacksScreen")
        assert "Added: New numbers." in words(stage.text())
        assert list(signers.trusted_signers(home).values()) == ["Công an xã Mẫu"]
        assert library.phrases("en", "bac").fill("{fact:so-mau}") == "1"
        first.unlink()
        put_pack(stick, 2)
        await stage.press("1", "enter")
        while "Add it" not in words(stage.text()):
            await stage.press("enter")
        await stage.press("1")
        assert [each.version for each in store.installed(home)] == [2]
        assert library.phrases("en", "bac").fill("{fact:so-mau}") == "2"
        await stage.press("enter", "2")
        assert [each.version for each in store.installed(home)] == [1]


async def test_a_damaged_pack_is_said_to_be_one(stick: Path) -> None:
    file = put_pack(stick, 1)
    file.write_bytes(file.read_bytes()[:-1])
    async with staged((66, 17), language="en", library=LIBRARY) as stage:
        await opened(stage)
        await stage.press("7", "6", "enter")
        assert "was changed or cut off" in words(stage.text())
        await stage.press("enter")
        stage.assert_on("PacksScreen")
