"""What a person may ask for, by keys: to see what is noted, take it home, no more notes, be erased."""

import json
from pathlib import Path

import pytest
from ui_kit import SIZES, Stage, staged
from volunteer_kit import enrol, opened, type_text

from tutor.records.people import Person


async def _rights(stage: Stage, **details: str) -> Person:
    """Open the rights of the first of three people."""
    first = enrol(stage.app, 3)[0]
    store = stage.app.session.services.store
    person = store.change_person(first.id, **details)  # type: ignore[arg-type]
    await opened(stage)
    await stage.press("3", "enter", "9")
    stage.assert_on("RightsScreen")
    return person


async def test_what_is_noted_is_seen_and_taken_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    async with staged((100, 26), language="en") as stage:
        person = await _rights(stage, commune="12472")
        await stage.press("1")
        stage.assert_on("TextScreen")
        assert "What this laptop keeps about" in stage.text()
        assert "Hưng Yên" in stage.text()
        await stage.press("left", "2", "2")
        assert "erasing does not reach them" in stage.text()
        files = sorted(file.name for file in tmp_path.rglob("person-*"))
        stem = f"person-{person.id[:8]}"
        assert files == [f"{stem}-2.json", f"{stem}-2.txt", f"{stem}.json", f"{stem}.txt"]
        exported = json.loads(next(tmp_path.rglob(f"{stem}.json")).read_text("utf-8"))
        assert exported["person"]["name"] == person.name


async def test_no_more_is_noted_once_that_is_confirmed() -> None:
    async with staged((100, 26), language="en") as stage:
        person = await _rights(stage, household="H1")
        records = stage.app.session.services.store.classes.snapshot
        await stage.press("3", "1")
        assert records().declined == frozenset()
        await stage.press("3", "2")
        assert records().declined == {person.id}
        assert "Note nothing more" not in stage.text()
        await stage.press("left")
        stage.assert_on("PersonScreen")
        assert "Household" not in stage.text()


async def test_a_person_is_erased_for_good() -> None:
    async with staged((100, 26), language="en") as stage:
        person = await _rights(stage)
        await stage.press("5", "2")
        stage.assert_on("TextScreen")
        assert "Erased from this laptop" in stage.text()
        assert all(other.id != person.id for other in stage.app.session.people())
        await stage.press("left")
        stage.assert_on("RosterScreen")
        assert person.name not in stage.text()


async def test_the_commune_of_a_person_is_seen_and_changed() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 1)
        await opened(stage)
        await stage.press("3", "enter", "2")
        await type_text(stage, "Tây")
        await stage.press("enter")
        await type_text(stage, "nowhere")
        await stage.press("enter")
        assert "with its province" in stage.text()
        await type_text(stage, "12472")
        await stage.press("enter")
        stage.assert_on("PersonScreen")
        assert "Hưng Yên" in stage.text()
        learner = next(one for one in stage.app.session.people() if one.role == "learner")
        assert (learner.hamlet, learner.commune) == ("Tây", "12472")


@pytest.mark.parametrize("size", SIZES)
async def test_rights_fit_every_size(size: tuple[int, int]) -> None:
    async with staged(size) as stage:
        await _rights(stage)
        for keys, name in (("1", "TextScreen"), ("5", "PickScreen")):
            await stage.press(keys)
            stage.assert_on(name)
            await stage.press("left")
        stage.assert_on("RightsScreen")
