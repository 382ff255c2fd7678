"""The check of a scam bulletin before it is written: problems at the words of the form they are about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tutor.authoring.bulletin import escape_markup, strip_end
from tutor.authoring.bulletin_form import BulletinForm
from tutor.authoring.context import CheckContext
from tutor.authoring.lesson_check import check_script
from tutor.authoring.script import Script
from tutor.content.decoding import Keys
from tutor.content.lesson_reader import read_lesson
from tutor.content.model import Problem
from tutor.content.yaml_reader import Document, Value, read_document


@dataclass(frozen=True, slots=True)
class BulletinProblem:
    """A problem of the lesson; `keys` lead to the words of the form that it is about, () where none are."""

    problem: Problem
    keys: Keys


def check_bulletin(
    text: str, file: str, form: BulletinForm, context: CheckContext
) -> Sequence[BulletinProblem]:
    """Return the problems of the lesson that a form makes, each of them once."""
    document, problems = read_document(text.encode(), file)
    if document is not None:
        lesson, faults = read_lesson(document)
        problems += faults
        if lesson is not None:
            problems += check_script(Script(lesson, document, context))
    typed = _typed_texts(form)
    found: dict[tuple[str, Keys, str], BulletinProblem] = {}
    for problem in problems:
        keys = () if document is None else _about(problem, document, typed)
        text_at = problem.details.get("text", "") if keys else ""
        found.setdefault((problem.code, keys, text_at), BulletinProblem(problem, keys))
    return list(found.values())


def _typed_texts(form: BulletinForm) -> Mapping[Keys, str]:
    """Return the texts of a form as the lesson has them, the longest first, by the keys that lead to them."""
    texts: dict[Keys, str] = {(key,): getattr(form, key) for key in ("title", "instead", "source")}
    for place, disguise in enumerate(form.disguises):
        texts["disguises", place, "says"] = disguise.says
        texts["disguises", place, "sender"] = disguise.sender
    longest = sorted(texts.items(), key=lambda item: len(item[1]), reverse=True)
    return {keys: strip_end(escape_markup(text)) for keys, text in longest if text}


def _about(problem: Problem, document: Document, typed: Mapping[Keys, str]) -> Keys:
    """Return the keys of the typed text that stands where a problem is, () where none does."""
    there = [
        text for keys, text in _leaves(document.data) if document.place(*keys) == problem.place
    ]
    inside = [(keys, text) for keys, text in typed.items() if any(text in leaf for leaf in there)]
    said = problem.details.get("text", "").rstrip("…")
    for keys, text in inside:
        if said and (said in text or text in said):
            return keys
    # What is wrong there may be a word of the program.
    return inside[0][0] if len(inside) == 1 else ()


def _leaves(value: Value, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    match value:
        case str():
            yield keys, value
        case list():
            for index, item in enumerate(value):
                yield from _leaves(item, (*keys, index))
        case dict():
            for key, item in value.items():
                yield from _leaves(item, (*keys, key))
        case _:
            pass
