"""Pictures that steps name: they must exist, be described in the lesson's language, and have room."""

from collections.abc import Iterator, Mapping

from tutor.authoring.script import Script
from tutor.content.decoding import nearest
from tutor.content.model import Picture, Problem
from tutor.content.steps import shows_phone


def check_pictured(script: Script, pictures: Mapping[str, Picture]) -> Iterator[Problem]:
    """Yield pictures that are unknown, lack words in the lesson's language, or stand beside the phone."""
    language = script.lesson.language
    for index, step in enumerate(script.lesson.steps):
        if not step.picture:
            continue
        picture = pictures.get(step.picture)
        if shows_phone(step):
            yield script.problem("picture-on-phone", index, "picture")
        elif picture is None:
            near = nearest(step.picture, pictures) or "…"
            known = ", ".join(sorted(pictures))
            yield script.problem(
                "unknown-picture", index, "picture", key=step.picture, near=near, known=known
            )
        elif language not in picture.says:
            yield script.problem(
                "picture-silent", index, "picture", key=step.picture, language=language
            )
