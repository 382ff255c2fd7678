"""`tutor people show`: a person's own record, printed for the person."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from tutor.cli import wiring
from tutor.cli.group import run
from tutor.engine.events import RunFinished, RunStarted
from tutor.paths import records_file
from tutor.records.store import open_store


def show(name: str) -> tuple[int, str]:
    with CliRunner().isolation() as (stdout, _, _):
        try:
            status = run(["--lang", "en", "people", "show", name])
        except SystemExit as ended:
            status = int(ended.code or 0)
        return status, stdout.getvalue().decode()


@pytest.fixture(autouse=True)
def hoa() -> None:
    store = open_store(records_file(), clock=wiring.now)
    hoa = store.add_person(name="Hoa", language="en")
    store.add_person(name="Minh", language="en")
    at, lesson = wiring.now() - timedelta(days=1), "ld-gia-cong-an"
    begun = RunStarted(
        at=at, run="r", lesson=lesson, language="en", revision="1", seed="s", steps=3
    )
    store.append(hoa.id, [begun, RunFinished(at=at, run="r", lesson=lesson)])
    store.close()


def test_show_prints_skills_in_sentences() -> None:
    status, text = show("hoa")
    assert status == 0
    heading, title, *_ = text.splitlines()
    assert heading == "You have finished these lessons:"
    assert title == wiring.library().phrases("en", "bac").fill(
        next(e.title for e in wiring.library().catalogue.lessons("en") if e.id == "ld-gia-cong-an")
    )


def test_show_prints_nothing_of_other_people() -> None:
    assert show("Minh") == (0, "No lesson is finished yet.\n")


def test_namesakes_are_listed_with_their_ids_and_homes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = open_store(records_file(), clock=wiring.now)
    ids = [store.add_person(name="Lan", household=f"Home {i}").id[:8] for i in (1, 9)]
    store.close()
    assert run(["--lang", "en", "people", "show", "Lan"]) == 2
    err = capsys.readouterr().err
    for id, i in zip(ids, (1, 9), strict=True):
        assert f"{id} (Home {i})" in " ".join(err.split())


def test_an_unknown_name_is_wrong_usage() -> None:
    assert show("Sen")[0] == 2
