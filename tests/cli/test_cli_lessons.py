"""The commands about lessons: exit status, data on stdout, talk on stderr, nothing imported in vain."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tutor.cli import COMMANDS, help_page
from tutor.cli.group import group
from tutor.i18n import Translator

ROOT = Path(__file__).parents[2]
BAD = ROOT / "tests" / "content" / "bad"


def tutor(*arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    clean = {
        k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LANGUAGE", "PYTHONIOENCODING")
    }
    return subprocess.run(
        [sys.executable, "-m", "tutor", *arguments],
        capture_output=True,
        env={**clean, "LANG": "en_US.UTF-8", **environ},
        check=False,
    )


def test_help_lists_every_command() -> None:
    done = tutor("--help")

    assert done.returncode == 0
    assert done.stdout.decode() == help_page(Translator("en"))
    assert all(f"  {name}" in done.stdout.decode() for name in COMMANDS)


def test_help_is_in_the_language_of_the_lang_option() -> None:
    assert tutor("--lang", "vi", "--help").stdout.decode() == help_page(Translator("vi"))
    assert tutor("--lang=vi", "-h").stdout.decode() == help_page(Translator("vi"))
    assert tutor("--help", LANG="vi_VN.UTF-8").stdout.decode() == help_page(Translator("vi"))


@pytest.mark.parametrize("name", ["list", "show", "check"])
def test_the_help_of_a_command_describes_it(name: str) -> None:
    result = CliRunner().invoke(group, ["--lang", "en", name, "--help"])

    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
    assert len(result.output.splitlines()) > 4


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["check", "--help"]])
def test_a_command_imports_no_heavy_library(arguments: list[str]) -> None:
    code = (
        "import sys; from tutor.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "heavy = ('textual', 'pydantic', 'yaml', 'pyttsx3', 'sqlite3')\n"
        "sys.stderr.write(str([m for m in heavy if m in sys.modules]))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr == "[]"


def test_help_does_not_import_click() -> None:
    code = (
        "import sys; from tutor.cli import main; main(['--help']);"
        "sys.stderr.write(str('click' in sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr == "False"


def test_check_of_shipped_lessons_finds_nothing() -> None:
    done = tutor("check")

    assert done.returncode == 0
    assert b"0 problems" in done.stderr


def test_check_prints_problems_on_stdout_and_a_summary_on_stderr() -> None:
    path = BAD / "two-kinds.yaml"
    expected = path.with_suffix(".expected").read_text(encoding="utf-8")

    done = tutor("check", str(path))

    assert done.returncode == 1
    assert done.stdout.decode() == f"{BAD}/{expected}"
    assert done.stderr.decode() == "1 lesson: 1 problem\n"


def test_check_mends_what_needs_no_judgement(tmp_path: Path) -> None:
    lesson = tmp_path / "vi-du.yaml"
    head = (BAD / "yaml-mark.yaml").read_text(encoding="utf-8").rpartition("  - ")[0]
    lesson.write_text(f"{head}  - say: {{bac}} ba\u0301m nhé.\n", encoding="utf-8")

    first, again = tutor("check", "--fix", str(lesson)), tutor("check", "--fix", str(lesson))

    assert lesson.read_text(encoding="utf-8") == f'{head}  - say: "{{bac}} bám nhé."\n'
    assert (first.returncode, first.stdout) == (0, b"")
    assert str(lesson) in first.stderr.decode()
    assert str(lesson) not in again.stderr.decode()


def test_check_as_json() -> None:
    done = tutor("check", "--json", str(BAD / "two-kinds.yaml"), str(BAD / "tab.yaml"))

    report = json.loads(done.stdout)

    assert report["lessons"] == 2
    assert [(p["line"], p["column"], p["code"], p["warning"]) for p in report["problems"]] == [
        (9, 1, "tab", False),
        (10, 5, "two-kinds", False),
    ]


def test_missing_path_is_wrong_usage() -> None:
    done = tutor("check", "no-such-file.yaml")

    assert done.returncode == 2
    assert done.stdout == b""
    assert b"no-such-file.yaml" in done.stderr


def test_list_shows_lessons_by_topic() -> None:
    done = tutor("list")

    assert done.returncode == 0
    assert "Scam recognition (lua-dao)\n  ld-ba-dau-hieu" in done.stdout.decode()
    assert done.stderr == b""


def test_list_of_one_topic_as_json() -> None:
    lessons = json.loads(tutor("list", "--json", "--topic", "lua-dao").stdout)

    assert {lesson["topic"] for lesson in lessons} == {"lua-dao"}
    assert {"id", "title", "objective", "minutes", "steps", "after", "languages"} <= set(lessons[0])


def test_list_of_the_path_names_what_each_lesson_comes_after() -> None:
    lines = tutor("list", "--path").stdout.decode().splitlines()

    assert lines[0].split()[:2] == ["1", "lam-quen-phim"]
    scams = next(line for line in lines if " ld-cap-cuu " in line)
    assert scams.endswith("after ld-ba-dau-hieu")


def test_list_of_an_unknown_topic_is_wrong_usage() -> None:
    done = tutor("list", "--topic", "xyz")

    assert done.returncode == 2
    assert b"lua-dao" in done.stderr


def test_list_names_a_file_that_it_leaves_out(tmp_path: Path) -> None:
    broken = tmp_path / "vi" / "lua-dao" / "hong.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"[" * 200_000)

    done = tutor("list", TUTOR_LESSONS=str(tmp_path))

    assert done.returncode == 0
    assert b"ld-ba-dau-hieu" in done.stdout
    assert b"hong.yaml:1:" in done.stderr


def test_show_prints_steps_answers_and_notes() -> None:
    text = tutor("show", "ld-gia-cong-an").stdout.decode()

    assert "1. [read]" in text
    assert "→ hang up" in text
    assert "Ask: " in text
    assert "{" not in text


def test_show_of_an_unknown_lesson_suggests_one() -> None:
    done = tutor("show", "ld-gia-cong")

    assert done.returncode == 2
    assert b"ld-gia-cong-an" in done.stderr


def test_show_of_a_broken_lesson_lists_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "en" / "lua-dao" / "hong.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "format: 1\nid: hong\nlanguage: en\ntopic: lua-dao\ntitle: A\nobjective: B\nminutes: 5\n"
        "steps:\n  - tpye: A\n",
        encoding="utf-8",
    )

    done = tutor("show", "hong", TUTOR_LESSONS=str(tmp_path))

    assert done.returncode == 1
    assert b"Did you mean `type`?" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "Did you mean check?"),
        (["list", "--topc"], "Did you mean --topic?"),
        (["show"], "LESSON is missing."),
        (["--lang", "xx", "list"], "--lang needs one of these: vi, en."),
    ],
)
def test_wrong_usage_is_explained_without_a_traceback(arguments: list[str], message: str) -> None:
    done = tutor(*arguments)

    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "environ",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1258", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    ],
    ids=["C locale", "cp1258", "ascii"],
)
def test_any_locale_can_print_vietnamese_lessons(environ: dict[str, str]) -> None:
    done = tutor("--lang", "vi", "show", "ld-gia-cong-an", **environ)

    assert done.returncode == 0
    assert done.stderr == b""
    if "PYTHONIOENCODING" not in environ:
        assert "Công an xã" in done.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tutor", "show", "ld-gia-cong-an"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        message = process.stderr.read()

    assert message == b""


def test_version() -> None:
    assert tutor("--version").stdout.startswith(b"tutor ")


def test_check_prints_how_far_guessing_leads() -> None:
    done = tutor("check", "--guessing", str(ROOT / "lessons" / "vi"))

    head, *rows = done.stdout.decode().splitlines()[1:]
    assert head.split()[:3] == ["first", "second", "last"]
    assert {"ld-cap-cuu", "choose", "call"} <= {row.split()[0] for row in rows}
    assert len({len(row) for row in (head, *rows)}) == 1
    assert (done.returncode, done.stderr) == (0, b"")


def test_check_prints_the_minutes_that_are_measured() -> None:
    lesson = ROOT / "lessons" / "vi" / "lam-quen" / "lam-quen-phim.yaml"
    done = CliRunner().invoke(group, ["--lang", "vi", "check", "--minutes", str(lesson)])

    head, row = done.output.splitlines()
    assert row.split()[:3] == ["lam-quen-phim", "(vi)", "3"]
    assert len(head) == len(row)
    assert done.exit_code == 0


def test_play_of_a_file_begins_anew_and_keeps_nothing(tmp_path: Path) -> None:
    lesson = tmp_path / "own" / "vi" / "lua-dao" / "vi-du.yaml"
    lesson.parent.mkdir(parents=True)
    head = (BAD / "yaml-mark.yaml").read_text(encoding="utf-8").rpartition("  - ")[0]
    lesson.write_text(f"{head}  - say: Chào {{bac}}.\n", encoding="utf-8")

    played = [CliRunner().invoke(group, ["play", str(lesson)], input="\n\n\n").output for _ in "12"]

    assert "Chào bác." in played[0]
    assert played[0] == played[1]
    left = CliRunner().invoke(group, ["--lang", "vi", "play", str(lesson)], input="").output
    assert left.endswith("không ghi vào sổ học.\n")
