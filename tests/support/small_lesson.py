"""A lesson of one step, as the checks see it."""

from datetime import date
from pathlib import Path

from tutor.authoring.context import CheckContext
from tutor.authoring.lesson_check import check_script
from tutor.authoring.script import Script
from tutor.content.lesson_reader import read_lesson
from tutor.content.yaml_reader import read_document

_GROUND = Path(__file__).parents[1] / "content" / "ground"
_HEADER = """format: 1
id: vi-du
language: {language}
topic: lua-dao
title: A
objective: B
minutes: 5
steps:
  - say: >-
      {text}
"""


def codes(text: str, language: str = "vi") -> list[str]:
    """Return the codes of the problems of a lesson that says this text."""
    raw = _HEADER.replace("{language}", language).replace("{text}", text).encode()
    document, problems = read_document(raw, "f.yaml")
    assert document is not None, problems
    lesson, problems = read_lesson(document)
    assert lesson is not None, problems
    script = Script(lesson, document, CheckContext(_GROUND, _GROUND, date(2026, 6, 1)))
    return [problem.code for problem in check_script(script)]
