"""Checks of translations: every language has the lesson, with the same steps and right answers."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, assert_never

from tutor.authoring.script import VARIANTS, Script
from tutor.content.model import Place, Problem
from tutor.content.step_texts import Keys
from tutor.content.steps import (
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
    Do,
    Order,
    Pairs,
    Practise,
    Recap,
    Say,
    Show,
    Sort,
    Spot,
    Step,
    Type,
)

_FIRST = "vi"
_SAME = (
    "topic",
    "minutes",
    "after",
    "skills",
    "facts",
    "explains",
    "digcomp",
    "bulletin",
    "audience",
    "patterns",
)


def check_missing(
    languages: Mapping[str, Mapping[str, str]], broken: frozenset[str]
) -> Iterator[Problem]:
    """Yield lessons that are missing in a language of the folder.

    `languages` holds the file of each lesson by id and language, `broken` the unreadable files, which count
    as translations.
    """
    known = sorted({language for files in languages.values() for language in files})
    for lesson_id, files in sorted(languages.items()):
        first = files.get(_FIRST) or next(iter(files.values()))
        for language in known:
            if language not in files:
                end = f"{language}/{Path(first).parent.name}/{lesson_id}.yaml"
                if not any(Path(file).as_posix().endswith(end) for file in broken):
                    details = {"language": language, "file": end}
                    yield Problem(Place(first), "translation-missing", details)


def check_same(scripts: Sequence[Script]) -> Iterator[Problem]:
    """Yield the differences between the languages of one lesson."""
    first = next((s for s in scripts if s.lesson.language == _FIRST), scripts[0])
    for other in scripts:
        if other is not first and other.lesson.id == first.lesson.id:
            yield from _compare(first, other)


def _compare(first: Script, other: Script) -> Iterator[Problem]:
    language = first.lesson.language
    for key in _SAME:
        if getattr(first.lesson, key) != getattr(other.lesson, key):
            details = {"language": language, "what": key}
            yield Problem(other.document.place(key), "translation-differs", details)
    ours, theirs = first.lesson.steps, other.lesson.steps
    index = next(
        (
            i
            for i, (a, b) in enumerate(zip(ours, theirs, strict=False))
            if (a.kind, a.id) != (b.kind, b.id)
        ),
        min(len(ours), len(theirs)),
    )
    if index < max(len(ours), len(theirs)):
        line = str(first.step_place(index).line)
        details = {"language": language, "step": str(index + 1), "line": line}
        yield Problem(other.step_place(index), "translation-steps", details)
        return
    for index, (a, b) in enumerate(zip(ours, theirs, strict=True)):
        yield from _differences(language, other, (index,), a, b)


def _differences(language: str, other: Script, at: Keys, a: Step, b: Step) -> Iterator[Problem]:
    had = structure(a)
    for key, value in structure(b).items():
        if had[key] != value and other.says_itself(at, key):
            yield other.problem("translation-differs", *at, key, language=language, what=key)
    ours, theirs = getattr(a, VARIANTS, ()), getattr(b, VARIANTS, ())
    if [variant.kind for variant in ours] != [variant.kind for variant in theirs]:
        yield other.problem("translation-differs", *at, VARIANTS, language=language, what=VARIANTS)
        return
    for number, (our, their) in enumerate(zip(ours, theirs, strict=True)):
        yield from _differences(language, other, (*at, VARIANTS, number), our, their)


def structure(step: Step) -> Mapping[str, Any]:
    """Return what all translations of a step must have in common, by the key of the script."""
    photo = step.photo and step.photo.file
    common = {
        "when": step.when,
        "picture": step.picture,
        "photo": photo,
        "sound": step.sound and step.sound.file,
        "skills": sorted(step.skills),
    }
    match step:
        case Show():
            return {**common, "phone": step.phone, "moves": step.moves}
        case Practise():
            return {
                **common,
                "phone": step.phone,
                "goal": step.goal,
                "errorless": step.errorless,
                "because": sorted(step.because),
            }
        case Choose():
            return {
                **common,
                "several": step.several,
                "fixed": step.fixed,
                "options": [option.right for option in step.options],
            }
        case Sort():
            return {
                **common,
                "fixed": step.fixed,
                "sides": list(step.sides),
                "cards": [card.side for card in step.cards],
            }
        case Pairs():
            return {**common, "items": [pair.picture for pair in step.items]}
        case Spot():
            return {**common, "message": [part.flag for part in step.message.parts]}
        case Call() | Chat():
            nodes = {
                name: (sorted(node.tactic), [(a.to, a.stops) for a in node.answers])
                for name, node in step.nodes.items()
            }
            return {
                **common,
                "genuine": step.genuine,
                "wants": bool(step.wants),
                "fixed": step.fixed,
                "nodes": nodes,
            }
        case Order():
            return {**common, "items": [item.anytime for item in step.items]}
        case Type():
            return {**common, "keyboard": step.keyboard}
        case Aloud():
            return {**common, "answers": bool(step.answers)}
        case Do():
            return {**common, "checklist": len(step.checklist)}
        case Recap():
            return {**common, "card": step.card}
        case Say() | Compare():
            return common
        case _:
            assert_never(step)
