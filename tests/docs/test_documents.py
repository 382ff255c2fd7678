"""What the documents say exists: commands, files, kinds of steps, and lesson examples that are right."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from click import Command, Context, Group

from tutor.authoring.check import check
from tutor.cli import COMMANDS
from tutor.cli.group import group
from tutor.content.messages import line_of
from tutor.content.step_parts import Flag, Guide
from tutor.content.steps import STEP_KINDS
from tutor.i18n import Translator
from tutor.paths import lessons_folder

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GUIDES = [ROOT / "docs" / name for name in ("lessons.md", "lessons.vi.md")]

guides = pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
documents = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


def _code(text: str) -> Iterator[str]:
    """Yield the lines of code blocks, and code within sentences."""
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    for block in blocks:
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def _targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@documents
def test_make_targets_that_are_named_exist(path: Path) -> None:
    named = {
        target
        for code in _code(path.read_text(encoding="utf-8"))
        for target in re.findall(r"(?:^|\s)make ([a-z]+)", code.partition("#")[0])
        if not code.startswith("sudo")
    }
    assert named <= _targets()


def _tutor_lines(text: str) -> Iterator[list[str]]:
    for code in _code(text):
        match = re.match(r"(?:\.venv/bin/)?tutor(?: (.*))?$", re.sub(r"\s+#.*", "", code))
        if match:
            yield (match.group(1) or "").split()


def _command(name: str, within: Group = group) -> Command:
    command = within.get_command(Context(within), name)
    assert isinstance(command, Command), name
    return command


def _options(command: Command) -> set[str]:
    return {option for one in command.params for option in one.opts} | {"--help", "-h"}


@documents
def test_commands_and_options_that_are_named_exist(path: Path) -> None:
    for words in _tutor_lines(path.read_text(encoding="utf-8")):
        now: Command = group
        rest = list(words)
        while rest:
            word = rest.pop(0)
            if word.startswith("-"):
                assert word in _options(now), words
                if word == "--lang" and rest:
                    rest.pop(0)
            elif isinstance(now, Group):
                now = _command(word, now)


def test_the_page_of_commands_names_every_command() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    named = {words[0] for words in _tutor_lines(page) if words}
    assert set(COMMANDS) <= named


def test_the_readme_has_at_most_900_words_in_each_language() -> None:
    english, heading, vietnamese = (
        (ROOT / "README.md").read_text(encoding="utf-8").partition("## Tiếng Việt")
    )
    assert heading
    assert len(english.split()) <= 900
    assert len(vietnamese.split()) <= 900


@documents
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target.read_text(encoding="utf-8")), link


def _anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@documents
def test_no_path_of_one_machine_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"(?<![\w.~])/(?:home|root|work|tmp|usr|var|Users)\b", text)
    assert "C:\\" not in text


@documents
def test_letters_are_composed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_architecture_names_every_package() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in (ROOT / "tutor").glob("*/__init__.py")}
    assert packages <= set(re.findall(r"`tutor/(\w+)/`", text))


def test_pictures_are_small() -> None:
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert picture.stat().st_size < 60_000, picture.name


@guides
def test_every_kind_of_step_and_every_flag_is_explained(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"^### (\w+)$", text, re.MULTILINE)) == set(STEP_KINDS)
    assert [flag for flag in get_args(Flag) if f"`{flag}`" not in text] == []


@guides
def test_every_key_of_a_step_is_explained(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    scripted = {"text": "say", "own_phone": "own-phone", "caller": "from"}
    keys = {field.name for cls in (*STEP_KINDS.values(), Guide) for field in fields(cls)}
    assert [key for key in sorted(keys) if scripted.get(key, key) not in text] == []


@guides
def test_the_examples_make_a_lesson_without_problems(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    head, *steps = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    lines = [line for step in steps for line in step.splitlines()]
    file = tmp_path / "kn-loi-chao.yaml"
    file.write_text(head + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
    report = check([file], lessons_folder(), date(2026, 6, 1))
    assert report.lessons == 1
    # The examples of all kinds together are longer than one lesson.
    told = (problem for problem in report.all() if problem.code != "minutes-amount")
    assert [line_of(problem, Translator("en")) for problem in told] == []
