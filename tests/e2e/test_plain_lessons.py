"""`tutor play LESSON --plain` as a process of its own, fed by a pipe."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from plain_lines import LINES_OF_THE_KEYS, NOW, lines_to_the_end
from terminal_kit import run_tutor

from tutor.lesson.library import Library
from tutor.lesson.run import open_run
from tutor.paths import lessons_folder
from tutor.records.store import open_store

LIBRARY = Library((lessons_folder(),))
# Every lesson is played in process by tests/play; these few show that a process does the same.
LESSONS = [("lam-quen-phim", "vi"), ("ld-gia-cong-an", "vi"), ("tm-quet-qr", "en")]

pytestmark = pytest.mark.real


def begun(home: Path, lesson: str, language: str, *, astray: bool) -> list[str]:
    """Begin a run, so that its shuffles are known, and return the lines that play it to its end."""
    script = LIBRARY.script(lesson, language)
    with closing(open_store(home / "tutor.db", clock=lambda: NOW)) as store:
        run = open_run(script, "guest", store, lambda: NOW, lambda: f"run-of-{lesson}")
    return list(lines_to_the_end(script, run.state, astray=astray))


@pytest.mark.parametrize(("lesson", "language"), LESSONS)
@pytest.mark.parametrize(
    ("locale", "astray"),
    [("C", False), ("C.UTF-8", True)],
    ids=["right, without a locale", "astray"],
)
def test_a_lesson_is_played_to_its_end(
    tmp_path: Path, lesson: str, language: str, locale: str, astray: bool
) -> None:
    lines = begun(tmp_path, lesson, language, astray=astray)
    done = run_tutor(
        ["play", lesson, "--plain", "--lang", language],
        tmp_path,
        "".join(f"{line}\n" for line in lines),
        LC_ALL=locale,
    )
    assert (done.returncode, done.stderr) == (0, "")
    title = LIBRARY.script(lesson, language).lesson.title
    last = done.stdout.splitlines()[-1]
    of = {"vi": r"Bước (\d+) trong (\d+)\. ", "en": r"Step (\d+) of (\d+)\. "}[language]
    assert title.replace("“", "‘").replace("”", "’") in last
    assert "?" not in last, "no letter was replaced"
    # A step whose condition did not come about is not counted.
    at, steps = map(int, re.findall(of, done.stdout)[-1])
    every = LIBRARY.script(lesson, language).lesson.steps
    assert at == steps
    assert sum(not step.when for step in every) <= steps <= len(every)
    with closing(open_store(tmp_path / "tutor.db", clock=lambda: NOW)) as store:
        (record,) = store.history("guest")
        assert (record.times_finished, record.open_run) == (1, None)
        assert len(store.responses(f"run-of-{lesson}")) == len(lines)
        assert store.verify() == []


def test_the_end_of_the_input_keeps_the_place(tmp_path: Path) -> None:
    lines = begun(tmp_path, "lam-quen-phim", "vi", astray=False)
    play = ["play", "lam-quen-phim", "--plain"]
    first = run_tutor(play, tmp_path, "\n".join(lines[:2]) + "\n")
    second = run_tutor(play, tmp_path, "\n".join(lines[2:]) + "\n")
    assert (first.returncode, second.returncode) == (0, 0)
    before, after = first.stdout.split("\n\n"), second.stdout.split("\n\n")
    # The second opening welcomes, then goes on at the page that was left.
    assert after[1].splitlines()[0].startswith("Bước 2 trong 6. ")
    assert after[1].splitlines()[1:] == before[-1].splitlines()[: len(after[1].splitlines()) - 1]
    assert "tutor play lam-quen-phim --plain" in before[-1].splitlines()[-1]
    assert "Bước 6 trong 6. " in second.stdout


def test_what_is_typed_cannot_steer_the_terminal(tmp_path: Path) -> None:
    done = run_tutor(
        ["play", "dv-cong-qg", "--plain", "--lang", "vi"],
        tmp_path,
        "\n\n\x1b]0;evil\x07\x1b[2J\u202edlrow\n",
    )
    assert done.returncode == 0
    assert "evil" in done.stdout
    assert not any(c in done.stdout for c in "\x1b\x07\u202e")


def test_bytes_that_are_no_text_do_not_end_the_lesson(tmp_path: Path) -> None:
    done = run_tutor(["play", "dv-cong-qg", "--plain"], tmp_path, "\n\n\udcff\udc80\n")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_lesson_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run_tutor(["play", "lam-quen-phin", "--plain"], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "lam-quen-phim" in done.stderr


def test_records_that_cannot_be_written_are_said_and_the_lesson_is_played(tmp_path: Path) -> None:
    home = tmp_path / "a file"
    home.write_text("not a folder")
    done = run_tutor(
        ["play", "lam-quen-phim", "--plain"], home, "\n".join(LINES_OF_THE_KEYS) + "\n"
    )
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1
    assert "Làm quen phím" in done.stdout.splitlines()[-1]
