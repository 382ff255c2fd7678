"""Reads on after a fault: lines are mended as quotes mend them, and faulty values are left out.

So the check of a lesson with one bad value finds the problems of all others too. What is played is never
mended.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tutor.content.decoding import Keys
from tutor.content.lesson_reader import decode_lesson
from tutor.content.model import Problem
from tutor.content.quoting import line_fault
from tutor.content.steps import FORMAT, Lesson
from tutor.content.yaml_reader import MAX_SAME, Document, Mark, Value, read_document

# Faults of a line that quotes or plain spaces mend.
_OF_LINES = frozenset({"yaml-mark", "yaml-quoted-word", "yaml-colon", "no-break-space"})
# Each round leaves out what the one before made incomplete, so a value at the deepest level needs this many.
_MOST_ROUNDS = 8
_STEPS = "steps"
# What stands for the keys of a head that are missing or faulty.
_HEAD: Mapping[str, Value] = {
    **{"format": FORMAT, "id": "x", "language": "vi", "topic": "x"},
    **{"title": "", "objective": "", "minutes": 1},
}


class Part(NamedTuple):
    """What can be read of a faulty lesson, as a lesson and as a document without the faulty values.

    `mended` are the positions of steps that lack something, `whole_head` tells whether the head lacks
    nothing.
    """

    lesson: Lesson
    document: Document
    mended: frozenset[int]
    whole_head: bool


def read_mended(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """Read a YAML document with quotes and spaces where its lines need them; that they do is a problem."""
    _, document, problems = _mend_lines(raw, file)
    return document, problems


def _mend_lines(raw: bytes, file: str) -> tuple[bytes, Document | None, list[Problem]]:
    """Return the mended text, what is read of it, and the problems, those that were mended first."""
    mended: list[Problem] = []
    while True:
        document, found = read_document(raw, file)
        if document is not None or not found or found[-1].code not in _OF_LINES:
            break
        lines = raw.decode("utf-8-sig").split("\n")
        at = found[-1].place.line - 1
        fault = line_fault(lines[at])
        if fault is None or len(mended) == MAX_SAME:
            break
        end = "\r" if lines[at].endswith("\r") else ""
        lines[at] = fault.mended + end
        raw = "\n".join(lines).encode()
        mended.append(found[-1])
    return raw, document, [*mended, *found]


def mend_text(raw: bytes, file: str) -> bytes:
    """Return the text of a file with all mended that needs no judgement: letters in NFC, quotes, spaces."""
    try:
        composed = unicodedata.normalize("NFC", raw.decode("utf-8")).encode()
    except UnicodeDecodeError:
        return raw
    return _mend_lines(composed, file)[0]


def read_part(document: Document) -> Part | None:
    """Return what can be read of a lesson with faulty values; None where that is nothing."""
    mended: set[int] = set()
    whole_head = True
    for _ in range(_MOST_ROUNDS):
        lesson, decoder = decode_lesson(document)
        if lesson is not None:
            at = {document.place(_STEPS, index).line: index for index in range(len(lesson.steps))}
            steps = frozenset(at[line] for line in mended if line in at)
            return Part(lesson, document, steps, whole_head)
        faulty = set(decoder.faulty)
        if not isinstance(document.data, dict) or (_STEPS,) in faulty:
            return None
        if _STEPS not in document.data or not set(document.data) & set(_HEAD):
            return None
        for path in faulty:
            if path[:1] == (_STEPS,):
                mended.add(document.place(*path[:2]).line)
            else:
                whole_head = False
        document = _without(document, faulty)
        if not whole_head:
            assert isinstance(document.data, dict)
            document = Document(document.file, {**_HEAD, **document.data}, document.mark)
    return None


def _without(document: Document, paths: Iterable[Keys]) -> Document:
    """Return a document without the values at these paths, all others at their places."""
    left_out = frozenset(paths)

    def copy(data: Value, mark: Mark, path: Keys) -> tuple[Value, Mark]:
        if not isinstance(mark, Mark) or not isinstance(data, dict | list):
            return data, mark
        entries = data.items() if isinstance(data, dict) else enumerate(data)
        kept = [
            (
                key,
                copy(value, mark.children[key], (*path, key)) if _has(mark, key) else (value, mark),
            )
            for key, value in entries
            if (*path, key) not in left_out
        ]
        if isinstance(data, dict):
            new = Mark(mark.start, {key: inner for key, (_, inner) in kept})
            new.keys = {key: mark.keys[key] for key, _ in kept if key in mark.keys}
            return {str(key): value for key, (value, _) in kept}, new
        return [value for _, (value, _) in kept], Mark(
            mark.start, [inner for _, (_, inner) in kept]
        )

    data, mark = copy(document.data, document.mark, ())
    return Document(document.file, data, mark)


def _has(mark: Mark, key: str | int) -> bool:
    """Return whether a value has a place of its own; those put in for a missing one have none."""
    return isinstance(key, int) or key in mark.children
