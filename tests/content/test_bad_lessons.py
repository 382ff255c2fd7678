"""Every kind of problem that a lesson file can have, with the exact words of the report."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from tutor.authoring.check import check
from tutor.authoring.guessing import STRATEGIES
from tutor.content.messages import LESSON_MESSAGES, MESSAGES, line_of
from tutor.i18n import Translator

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BAD = sorted((HERE / "bad").glob("*.yaml"))
TODAY = date(2026, 6, 1)


def report(path: Path) -> list[str]:
    result = check([path], HERE / "ground", TODAY)
    return [line_of(p, Translator("en")).replace(f"{path.parent}/", "") for p in result.all()]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_report_has_place_problem_and_advice(path: Path) -> None:
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()

    assert report(path) == expected


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_bad_file_has_the_problem_of_its_name(path: Path) -> None:
    codes = {problem.code for problem in check([path], HERE / "ground", TODAY).all()}

    assert path.stem in codes or path.stem == "many-at-once"


# Problems that no single lesson file can have: of a folder, of the facts, of many answers, of the form of a
# bulletin, or too large.
ELSEWHERE = {
    *("file-unreadable", "file-too-large", "too-many-nodes", "needs-date", "unknown-contact"),
    "bad-picture",
    *("bulletin-text", "bulletin-disguises"),
    *("lesson-twice", "file-name", "after-unknown", "after-circle"),
    *("word-early", "word-absent", "word-language", "word-twice", "word-sentences"),
    *(f"guess-{strategy}" for strategy in STRATEGIES),
    *("mark-scam", "mark-genuine", "order-scam", "order-genuine"),
    *("translation-missing", "translation-steps", "translation-differs"),
}


def test_every_problem_code_of_lessons_has_a_bad_file() -> None:
    assert {path.stem for path in BAD} - {"many-at-once"} == set(LESSON_MESSAGES) - ELSEWHERE


def test_every_problem_code_has_its_messages() -> None:
    codes: set[str] = set()
    for folder in ("content", "authoring"):
        for path in (ROOT / "tutor" / folder).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call):
                    codes |= codes_in(call)

    assert codes <= set(MESSAGES)
    assert len(codes) > 60


def codes_in(call: ast.Call) -> set[str]:
    name = ast.unparse(call.func).rpartition(".")[2]
    at = {"Problem": 1, "problem": 0, "at": 1, "report": 1, "refuse": 1, "Refused": 0}.get(name)
    argument = call.args[at] if at is not None and len(call.args) > at else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return {argument.value}
    return set()


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_vietnamese_messages_keep_their_placeholders(code: str) -> None:
    for message in MESSAGES[code]:
        places = sorted(re.findall(r"\{\w+\}", message))

        assert sorted(re.findall(r"\{\w+\}", Translator("vi")(message))) == places
