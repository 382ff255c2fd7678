"""Names: steps that need one, names used twice, and what refers to them."""

import re
from collections.abc import Iterator

from tutor.authoring.script import Script
from tutor.content.decoding import nearest
from tutor.content.model import Problem
from tutor.content.steps import StepKind

# Kinds of steps whose answers are recorded, and those of them whose answers are right or wrong.
RECORDED: frozenset[StepKind] = frozenset(
    {"practise", "choose", "sort", "spot", "call", "chat", "order", "type", "do"}
)
JUDGED = RECORDED - {"do"}

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHEN = re.compile(r"wrong +(\S+)")
MINUTES = range(1, 31)


def check_ids(script: Script) -> Iterator[Problem]:
    """Yield the problems of a lesson's own id, of its steps' ids and of `when`."""
    lesson, document = script.lesson, script.document
    for key, name in (("id", lesson.id), ("topic", lesson.topic)):
        if not ID.fullmatch(name):
            yield Problem(document.place(key), "bad-id", {"id": name})
    for index, skill in enumerate(lesson.skills):
        if not ID.fullmatch(skill):
            yield Problem(document.place("skills", index), "bad-id", {"id": skill})
    if lesson.minutes not in MINUTES:
        yield Problem(document.place("minutes"), "minutes-range", {"most": str(MINUTES[-1])})
    first: dict[str, int] = {}
    judged: list[str] = []
    for index, step in enumerate(lesson.steps):
        if not step.text.strip():
            yield script.problem("empty-value", index, step.kind, key=step.kind)
        if step.when:
            yield from _check_when(script, index, step.when, judged)
        if step.id:
            if not ID.fullmatch(step.id):
                yield script.problem("bad-id", index, "id", id=step.id)
            if step.id in first:
                line = str(script.step_place(first[step.id], "id").line)
                yield script.problem("id-twice", index, "id", id=step.id, line=line)
            first.setdefault(step.id, index)
            if step.kind in JUDGED:
                judged.append(step.id)
        elif step.kind in RECORDED:
            yield script.problem("id-missing", index, kind=step.kind)


def _check_when(script: Script, index: int, when: str, judged: list[str]) -> Iterator[Problem]:
    match = _WHEN.fullmatch(when.strip())
    if match is None:
        yield script.problem("when-form", index, "when", value=when)
    elif match.group(1) not in judged:
        near = nearest(match.group(1), judged) or (judged[-1] if judged else "…")
        yield script.problem("when-unknown", index, "when", id=match.group(1), near=near)
