"""The skills that a lesson trains: those who read reports know them by name, not by id."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.authoring.ids import ID
from tutor.authoring.script import Script
from tutor.content.decoding import nearest
from tutor.content.model import Problem


def check_skills(script: Script, skills: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield, as warnings, the skills that have no name in the lesson's language."""
    language = script.lesson.language
    for index, skill in enumerate(script.lesson.skills):
        if ID.fullmatch(skill) and not isinstance(skills.get(skill, {}).get(language), str):
            details = {"key": skill, "language": language, "near": nearest(skill, skills) or "…"}
            place = script.document.place("skills", index)
            yield Problem(place, "skill-unnamed", details, warning=True)
