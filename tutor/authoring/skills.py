"""The skills that a lesson trains: those who read reports know them by name, not by id."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.authoring.ids import ID
from tutor.authoring.script import Script
from tutor.content.decoding import nearest
from tutor.content.model import Problem


def check_skills(script: Script, skills: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield the skills of steps that are none of their lesson's, and, as warnings, those without a name."""
    known = script.lesson.skills
    for at, step in enumerate(script.lesson.steps):
        for index, skill in enumerate(step.skills):
            if skill not in known:
                details = {"key": skill, "known": ", ".join(known) or "…"}
                yield script.problem("skill-of-step", at, "skills", index, **details)
    language = script.lesson.language
    for index, skill in enumerate(script.lesson.skills):
        if ID.fullmatch(skill) and not isinstance(skills.get(skill, {}).get(language), str):
            details = {"key": skill, "language": language, "near": nearest(skill, skills) or "…"}
            place = script.document.place("skills", index)
            yield Problem(place, "skill-unnamed", details, warning=True)
