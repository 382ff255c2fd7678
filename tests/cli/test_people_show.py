"""`tutor people show`: a person's own record, printed for the person."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from tutor.cli import wiring
from tutor.cli.group import run
from tutor.engine.events import RunFinished, RunStarted
from tutor.paths import records_file
from tutor.records.store import open_store


def shown(name: str) -> tuple[int, str]:
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


def test_what_somebody_can_do_is_printed_in_sentences() -> None:
    status, text = shown("hoa")
    assert status == 0
    heading, title, *_ = text.splitlines()
    assert heading == "You have finished these lessons:"
    assert title == wiring.library().phrases("en", "bac").fill(
        next(e.title for e in wiring.library().catalogue.lessons("en") if e.id == "ld-gia-cong-an")
    )


def test_nothing_of_somebody_else_is_told() -> None:
    assert shown("Minh") == (0, "No lesson is finished yet.\n")


def test_of_two_with_one_name_the_ids_are_told_with_what_tells_them_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = open_store(records_file(), clock=wiring.now)
    ids = [store.add_person(name="Lan", household=f"Home {i}").id[:8] for i in (1, 9)]
    store.close()
    assert run(["--lang", "en", "people", "show", "Lan"]) == 2
    said = capsys.readouterr().err
    for one, i in zip(ids, (1, 9), strict=True):
        assert f"{one} (Home {i})" in " ".join(said.split())


def test_nobody_of_that_name_is_said_so() -> None:
    assert shown("Sen")[0] == 2
