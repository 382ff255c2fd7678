"""Records on a stick, by keys: put onto it at one laptop, looked at and taken in at another."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from cheap_keys import make_cheap_keys
from laptop_kit import PASSPHRASE
from ui_kit import staged
from volunteer_kit import opened, type_text

from tutor.classroom.roster import files
from tutor.hub import figures_folder, signers, stick
from tutor.lesson.library import Library
from tutor.packs import bulletin
from tutor.packs.pack import read_pack
from tutor.paths import home_folder, lesson_roots
from tutor.records.store import open_store

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def plugged_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Plug in a stick, and make keys with little memory."""
    make_cheap_keys(monkeypatch.setattr)
    folder = tmp_path / "USB"
    folder.mkdir()
    monkeypatch.setattr(files, "usual_folders", lambda: (files.Folder("stick", folder, "USB"),))
    return folder


async def test_records_go_round_by_keys(plugged_in: Path) -> None:
    other = open_store(None, clock=lambda: NOW, random=Random(1))
    other.add_person(name="Nguyễn Thị Hoa", hamlet="Thôn Đông", on_roster=True)
    async with staged((66, 17), language="en") as stage:
        store = stage.app.session.services.store
        store.add_person(name="Nguyễn Thị Hoa", on_roster=True)
        await opened(stage)
        await stage.press("7", "1")
        await type_text(stage, "ngan")
        await stage.press("enter")
        assert "at least 12 letters" in " ".join(stage.text().split())
        for _ in range(2):
            await type_text(stage, PASSPHRASE)
            assert "bon" not in stage.text()
            await stage.press("enter")
        stage.assert_on("CarriedScreen")
        assert "You can pull the stick out now." in " ".join(stage.text().split())
        await stage.press("enter")
        # The other laptop puts its records beside these.
        read = stick.read_bundles(plugged_in, PASSPHRASE)
        own = other.exchange.content()
        stick.pack_onto(plugged_in, own, read, PASSPHRASE)
        await stage.press("2")
        stage.assert_on("CarriedScreen")
        assert "New: 0 notes, 1 people." in stage.text()
        await stage.press("1")
        assert len(store.people()) == 2
        await stage.press("3", "1")
        assert [person.hamlet for person in store.people()] == ["Thôn Đông"]
        await stage.press("3", "1")
        assert len(store.people()) == 2
        await stage.press("2")
        assert "New: 0 notes, 0 people." in stage.text()


async def test_a_stick_of_another_team_and_a_missing_one_are_said(
    plugged_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_store(None, clock=lambda: NOW, random=Random(1))
    own = other.exchange.content()
    stick.pack_onto(plugged_in, own, [], "mot hai ba bon nam")
    before = [file.read_bytes() for file in plugged_in.iterdir()]
    async with staged((66, 17), language="en") as stage:
        await opened(stage)
        for key, words in (("1", "nothing was written"), ("2", "does not open")):
            await stage.press(*(("7",) if key == "1" else ()), key)
            await type_text(stage, PASSPHRASE)
            await stage.press("enter")
            assert words in " ".join(stage.text().split())
        monkeypatch.setattr(files, "usual_folders", lambda: ())
        await stage.press("1")
        assert "No stick is plugged in" in stage.text()
    assert [file.read_bytes() for file in plugged_in.iterdir()] == before


async def test_figures_are_made_signed_summed_and_compared_by_keys(plugged_in: Path) -> None:
    async with staged((66, 17), language="en") as stage:
        await opened(stage)
        await stage.press("7", "5", "1", "1")
        await type_text(stage, "doi mau")
        await stage.press("enter", "1")
        for _ in range(2):
            await type_text(stage, PASSPHRASE)
            await stage.press("enter")
        stage.assert_on("ReportScreen")
        [file] = plugged_in.iterdir()
        figures = figures_folder.read_file(file)
        assert signers.known_signers(home_folder()) == {figures.signer: figures.by}
        await stage.press("left")
        assert "signed by doi mau" in " ".join(stage.text().split())
        # Those of another laptop are looked at; its number is compared once.
        other = signers.new_signer("Đội Khác")
        theirs = replace(figures, by="Đội Khác", parts=(replace(figures.parts[0], laptop="a"),))
        figures_folder.put_into(plugged_in, theirs, other)
        await stage.press("3", "4")
        assert signers.number_of(other.public) in stage.text()
        await stage.press("1")
        stage.assert_on("ReportScreen")
        assert signers.known_signers(home_folder())[other.public] == "Đội Khác"
        await stage.press("left", "2")
        await stage.press("enter", "2")
        stage.assert_on("ReportScreen")
    found = figures_folder.figures_in(plugged_in)
    assert sorted(len(each.figures.parts) for each in found if each.figures) == [1, 1, 2]


async def test_a_bulletin_is_made_from_questions_and_put_onto_the_stick(
    plugged_in: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # What was checked while it was made is not checked once more here.
    monkeypatch.setattr(bulletin, "examine", lambda *_: None)
    own = tmp_path / "own"
    monkeypatch.setenv("TUTOR_LESSONS", str(own))
    library = Library(lesson_roots())
    async with staged((66, 17), language="en", library=library) as stage:

        async def said(words: str) -> None:
            await stage.press("enter")
            await type_text(stage, words)
            await stage.press("enter")

        await opened(stage)
        await stage.press("7", "7", "1")
        await said("Goi bao trung quat")
        # A call of a shop that is after money.
        for key in ("1", "7", "1"):
            await stage.press("enter", key)
        for words in ("Bac trung quat roi. Bac chuyen ngay phi gui nhe.", "Bac dat coc it nhe."):
            await said(words)
            await stage.press("enter")
        await said("Goi 0912345678")
        assert "0912345678" in stage.text()
        stage.assert_on("AskScreen")
        for _ in "0912345678":
            await stage.press("backspace")
        await type_text(stage, "nguoi nha")
        await stage.press("enter")
        await said("Cong an xa Dong Hoa")
        await stage.press("2", "enter")
        stage.assert_on("BulletinsScreen")
        [file] = own.glob("vi/lua-dao/bt-*.yaml")
        assert "urgency" in file.read_text(encoding="utf-8")
        assert library.catalogue.entry(file.stem, "vi") is not None
        await stage.press("2")
        await type_text(stage, "doi mau")
        await stage.press("enter")
        for _ in range(2):
            await type_text(stage, PASSPHRASE)
            await stage.press("enter")
        assert "The bulletin is on the stick" in " ".join(stage.text().split())
        [pack] = plugged_in.iterdir()
        assert read_pack(pack).manifest.about.kind == "bulletin"
