"""A view set so that nothing of it has to be turned to: what is no answer makes way for the answers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tutor.lesson.view import Choice, Line, View
from tutor.ui.layout.pages import fits
from tutor.ui.layout.sizes import SIZE_STEPS, Viewport

_MARKS = {"": "", "shown": " ←", "ticked": " ✓", "found": " ✓", "placed": " ✓"}


def largest_step(ways: Sequence[View], ports: Sequence[Viewport]) -> int:
    """Return the size step whose letters are the largest for the first way that fits at any of them.

    `ports` are what there is to lay out for at each step. Where no way fits, the letters are the smallest.
    """
    usable = [(step, port) for step, port in zip(SIZE_STEPS, ports, strict=True) if port.usable]
    for way in ways:
        fitting = [step for step, port in usable if fits(way, port)]
        if fitting:
            return max(fitting)
    return SIZE_STEPS[0]


def ways_to_show(view: View, answers: tuple[Line, ...] = ()) -> tuple[View, ...]:
    """Return a view, then ever shorter ones with all answers: as lines, below what asks, at last alone.

    `answers` are those lines at its end that are answers already. Of what has no answers, what was said
    first makes way.
    """
    return (view, *_shorter(view, answers))


def _shorter(view: View, answers: tuple[Line, ...]) -> Iterator[View]:
    rows = answers or tuple(map(_as_line, view.numbered()))
    if not rows:
        yield from (replace(view, lines=view.lines[i:]) for i in range(1, len(view.lines)))
        return
    told = view.lines[: len(view.lines) - len(answers)]
    screen = () if view.phone is None else tuple(map(Line, (view.phone.title, *view.phone.lines)))
    bare = replace(view, choices=(), phone=None, picture=None)
    for lines in ((*told, *screen), (*_asking(told), *screen), _asking(told), ()):
        yield replace(bare, lines=(*lines, *rows))


def _as_line(choice: Choice) -> Line:
    text = " · ".join(part for part in (choice.text, choice.value) if part)
    return Line(f"*{choice.number}.* {text}{_MARKS[choice.mark]}", "quote", spoken=choice.said)


def _asking(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines from the question on, or from somebody's words on, with who says them."""
    told = [i for i, line in enumerate(lines) if line.role in ("lead", "quote")]
    at = told[-1] if told else 0
    while at and lines[at].role == "quote" and lines[at - 1].role in ("quote", "note"):
        at -= 1
    return lines[at:]
