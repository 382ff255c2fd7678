"""A map of a conversation's branches: as lines of text, and as a picture in SVG."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple
from xml.sax.saxutils import escape

from tutor.authoring.outline import ENDING_NAMES
from tutor.content.branches import ways
from tutor.content.step_parts import Answer
from tutor.content.steps import Conversation, Lesson
from tutor.i18n import Translator

_Plain = Callable[[str], str]


class Talk(NamedTuple):
    """A conversation of a lesson under its id, numbered from 1 where a variant replaces it."""

    id: str
    variant: int
    step: Conversation


def talks(lesson: Lesson) -> Iterator[Talk]:
    """Yield the conversations of a lesson, each with its variants."""
    for step in lesson.steps:
        if isinstance(step, Conversation):
            yield Talk(step.id, 0, step)
            for number, variant in enumerate(step.variants, 1):
                if isinstance(variant, Conversation):
                    yield Talk(step.id, number, variant)


def text_map(talk: Talk, plain: _Plain, translate: Translator) -> Iterator[str]:
    """Yield the lines of a map.

    The last answer that leads on continues below its line, the others branch off to the right. A line that
    stands above is named and not repeated.
    """
    step = talk.step
    yield _title(talk)
    distance = _distances(step)
    yield translate.plural("{count} line", "{count} lines", len(step.nodes))
    for ending, name in ENDING_NAMES.items():
        if ending in distance:
            count = distance[ending]
            yield translate.plural(
                "{ending}: after {count} answer at the earliest",
                "{ending}: after {count} answers at the earliest",
                count,
                ending=translate(name),
            )
    shown: set[str] = set()
    # The lines still to be written, and the names whose blocks come with them, the next one last.
    waiting: list[tuple[str, str]] = [(next(iter(step.nodes), ""), "")]
    while waiting:
        name, margin = waiting.pop()
        if name in shown or name not in step.nodes:
            continue
        shown.add(name)
        node = step.nodes[name]
        yield f"{margin}● {name}: “{plain(node.says)}”"
        onward = [a.to for a in node.answers if a.to in step.nodes and a.to not in shown]
        for answer in node.answers:
            yield f"{margin}  ├ {plain(answer.text)} → {_target(answer, shown, translate)}"
        branches = list(dict.fromkeys(onward))
        waiting += [(to, margin) for to in branches[-1:]]
        waiting += [(to, f"{margin}  │ ") for to in reversed(branches[:-1])]


def _title(talk: Talk) -> str:
    return talk.id + (f" ({talk.variant})" if talk.variant else "")


def _target(answer: Answer, shown: set[str], translate: Translator) -> str:
    if answer.to in ENDING_NAMES:
        return f"[{translate(ENDING_NAMES[answer.to])}]"
    return f"↑ {answer.to}" if answer.to in shown else answer.to


def _distances(step: Conversation) -> Mapping[str, int]:
    """Return by line and ending the fewest answers that lead there."""
    return {name: len(way) - 1 for name, way in ways(step).items()}


# The picture: one column for each number of answers given, a box for each line with its answers in rows.
# An answer that leads to the next column has a curve; where another one leads is written behind it.
_WIDE, _GAP, _ROW, _PAD = 320, 90, 20, 10
_LETTERS, _MOST_ROWS = 38, 4
_SCAM, _PLAIN, _ANSWER = "#b3452c", "#444444", "#24557a"


class _Box(NamedTuple):
    """A box of the picture: its place, its rows of text, and its answers with the heights of their rows."""

    x: int
    y: int
    height: int
    rows: Sequence[str]
    answers: Sequence[tuple[int, Sequence[str], str]]
    colour: str


def picture(talk: Talk, plain: _Plain, translate: Translator) -> str:
    """Return the map of a conversation as SVG."""
    step = talk.step
    distance = _distances(step)
    boxes: dict[str, _Box] = {}
    heights = dict.fromkeys(distance.values(), _PAD + 2 * _ROW)
    for name, column in distance.items():
        if name not in step.nodes:
            continue
        rows = [name, *_rows(plain(step.nodes[name].says))]
        at = _PAD + len(rows) * _ROW
        answers: list[tuple[int, Sequence[str], str]] = []
        for answer in step.nodes[name].answers:
            text = plain(answer.text)
            onward = answer.to in step.nodes and distance[answer.to] > column
            if not onward:
                text += f" {_target(answer, {answer.to}, translate)}"
            answers.append((at + _PAD, _rows(text), answer.to if onward else ""))
            at += len(answers[-1][1]) * _ROW + _PAD // 2
        colour = _SCAM if step.nodes[name].tactic else _PLAIN
        place = _PAD + column * (_WIDE + _GAP), heights[column]
        boxes[name] = _Box(*place, at + _PAD, rows, answers, colour)
        heights[column] += boxes[name].height + 2 * _ROW
    width = max((box.x for box in boxes.values()), default=0) + _WIDE + _PAD
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{max(heights.values())}" '
        'font-family="sans-serif" font-size="14">'
        f'<rect width="100%" height="100%" fill="#fffdf7"/><title>{escape(_title(talk))}</title>'
        f'<text x="{_PAD}" y="{_PAD + _ROW}" font-weight="bold">{escape(_title(talk))}</text>'
    )
    edges = (
        _edge(box, height, boxes[to])
        for box in boxes.values()
        for height, _, to in box.answers
        if to
    )
    return "\n".join([head, *edges, *map(_drawn, boxes.values()), "</svg>"]) + "\n"


def _rows(text: str) -> Sequence[str]:
    return wrap(text, _LETTERS, max_lines=_MOST_ROWS, placeholder=" …") or [""]


def _drawn(box: _Box) -> str:
    parts = [
        f'<rect x="{box.x}" y="{box.y}" width="{_WIDE}" height="{box.height}" rx="6" fill="white" '
        f'stroke="{box.colour}" stroke-width="2"/>'
    ]
    for number, row in enumerate(box.rows):
        weight = "" if number else ' font-weight="bold"'
        parts.append(_words(box.x + _PAD, box.y + (number + 1) * _ROW, row, weight))
    for height, rows, _ in box.answers:
        for number, row in enumerate(rows):
            mark = "" if number else "→ "
            y = box.y + height + number * _ROW + _PAD // 2
            parts.append(_words(box.x + 2 * _PAD, y, mark + row, f' fill="{_ANSWER}"'))
    return "".join(parts)


def _words(x: int, y: int, text: str, style: str) -> str:
    return f'<text x="{x}" y="{y}"{style}>{escape(text)}</text>'


def _edge(box: _Box, height: int, to: _Box) -> str:
    x1, y1, x2, y2 = box.x + _WIDE, box.y + height, to.x, to.y + _ROW
    bend = _GAP * 2 // 3
    return (
        f'<path d="M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}" fill="none" '
        'stroke="#8a8a8a" stroke-width="1.5"/>'
        f'<circle cx="{x2}" cy="{y2}" r="4" fill="#8a8a8a"/>'
    )
