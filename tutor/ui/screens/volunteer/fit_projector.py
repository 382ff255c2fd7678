"""Shorten a view until it fits on one page of the projector: the answers stay, other lines go first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tutor.lesson.view import Choice, Line, View
from tutor.ui.layout.pages import fits
from tutor.ui.layout.sizes import SIZE_STEPS, Viewport

_MARKS = {"": "", "shown": " ←", "ticked": " ✓", "found": " ✓", "placed": " ✓"}


def largest_step(ways: Sequence[View], ports: Sequence[Viewport]) -> int:
    """Return the largest size step at which the first fitting view of `ways` fits on one page.

    `ports` holds the viewport of each size step. Return the smallest step if no view fits.
    """
    usable = [(step, port) for step, port in zip(SIZE_STEPS, ports, strict=True) if port.usable]
    for way in ways:
        fitting = [step for step, port in usable if fits(way, port)]
        if fitting:
            return max(fitting)
    return SIZE_STEPS[0]


def ways_to_show(view: View, answers: tuple[Line, ...] = ()) -> tuple[View, ...]:
    """Return the view, followed by shorter and shorter versions that keep all answers.

    `answers` are the last lines of the view if these are the answers; else its choices are. A view without
    answers loses its first lines.
    """
    return (view, *_shorter(view, answers))


def _shorter(view: View, answers: tuple[Line, ...]) -> Iterator[View]:
    rows = answers or tuple(map(_as_line, view.numbered()))
    if not rows:
        yield from (replace(view, lines=view.lines[i:]) for i in range(1, len(view.lines)))
        return
    above = view.lines[: len(view.lines) - len(answers)]
    screen = () if view.phone is None else tuple(map(Line, (view.phone.title, *view.phone.lines)))
    bare = replace(view, choices=(), phone=None, picture=None)
    for lines in (
        (*above, *screen),
        (*_question_lines(above), *screen),
        _question_lines(above),
        (),
    ):
        yield replace(bare, lines=(*lines, *rows))


def _as_line(choice: Choice) -> Line:
    text = " · ".join(part for part in (choice.text, choice.value) if part)
    return Line(f"*{choice.number}.* {text}{_MARKS[choice.mark]}", "quote", spoken=choice.said)


def _question_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines from the last question or quotation on, including the speaker of a quotation."""
    starts = [i for i, line in enumerate(lines) if line.role in ("lead", "quote")]
    at = starts[-1] if starts else 0
    while at and lines[at].role == "quote" and lines[at - 1].role in ("quote", "note"):
        at -= 1
    return lines[at:]
