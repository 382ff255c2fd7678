"""`tutor new` writes a lesson once, from options where there is no terminal to ask in."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutor.cli.group import group

LESSON = (
    *("--title", "Chợ quê", "--topic", "ket-noi", "--objective", "Bán được rau"),
    *("--kind", "choice", "--english"),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUTOR_LESSONS", str(tmp_path / "lessons"))
    return tmp_path / "lessons"


def new(*options: str) -> Result:
    return CliRunner().invoke(group, ["--lang", "en", "new", *options])


def test_a_lesson_is_written_with_its_translation_and_the_schemas_and_never_again(
    root: Path,
) -> None:
    written = new(*LESSON)

    assert written.exit_code == 0
    lesson = root / "vi" / "ket-noi" / "kn-cho-que.yaml"
    assert written.stdout.splitlines() == [
        str(lesson),
        str(root / "en" / "ket-noi" / "kn-cho-que.yaml"),
    ]
    assert lesson.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../../lesson.schema.json\nformat: 1\nid: kn-cho-que\n"
    )
    assert (root / "lesson.schema.json").is_file()
    assert (root / "phone" / "app.schema.json").is_file()

    lesson.write_text("mine", encoding="utf-8")
    assert new(*LESSON, "--id", "kn-cho-que").exit_code != 0
    assert lesson.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (LESSON[2:], "--title is missing."),
        ((*LESSON, "--title", "…"), "--title: Please write some words."),
        ((*LESSON, "--topic", "cho"), "--topic needs one of these: "),
        ((*LESSON, "--id", "Chợ"), "--id: A name has small letters a to z"),
        ((*LESSON, "--id", "kn-wifi-du-lieu"), "--id: There is a lesson kn-wifi-du-lieu already."),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence_and_nothing_is_written(
    root: Path, options: tuple[str, ...], sentence: str
) -> None:
    refused = new(*options)

    assert refused.exit_code == 2
    assert sentence in refused.stderr
    assert not root.exists()
