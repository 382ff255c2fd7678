"""`tutor people show`: a person's own record, printed for the person."""

import re
import warnings
from datetime import timedelta

import click
import pytest
from click.testing import CliRunner

from tutor.classroom.pin import Pin
from tutor.cli import USER_DATA, wiring
from tutor.cli.group import run
from tutor.engine.events import RunFinished, RunStarted
from tutor.paths import records_file
from tutor.records.store import open_store


def show(name: str, typed: str = "") -> tuple[int, str]:
    with CliRunner().isolation(input=typed) as (stdout, _, _):
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


def test_adding_somebody_prints_a_short_id_with_the_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    add = ["--lang", "en", "people", "add", "Trần Văn Mẫu", "--hamlet", "Thôn Đông"]
    assert run(add) == 0
    printed = capsys.readouterr().out
    assert re.fullmatch(r"[0-9a-f]{8}  Trần Văn Mẫu, Thôn Đông\n", printed)


def test_ctrl_c_at_a_question_says_that_the_command_stopped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> str:
        raise click.Abort

    monkeypatch.setattr(click, "prompt", interrupted)
    assert run(["--lang", "vi", "people", "erase", "Hoa"]) == USER_DATA
    assert capsys.readouterr().err.split() == ["Đã", "dừng."]


def test_a_pin_is_asked_for_without_a_terminal_and_without_a_warning_of_python() -> None:
    store = open_store(records_file(), clock=wiring.now)
    Pin(store.pins, wiring.monotonic).set("2580")
    store.close()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        status, text = show("hoa", "2580\n")
    assert (status, "Hoa" in text or bool(text)) == (0, True)
