"""The text of a moment in plain mode: the words of the screens, one thing a line, no signs for the eye."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from tutor.content.text import strip_emphasis
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Choice, Line, View
from tutor.vietnamese import unmarked

_ENDS = ".!?:,…"
# More numbers than these are said as a range.
_LISTED = 4


def heading(view: View, phrases: LessonPhrases) -> str:
    """Return which step of which lesson this is."""
    if not view.steps:
        return view.title
    return phrases(
        "Step {step} of {steps}. {title}", step=view.step, steps=view.steps, title=view.title
    )


def transcript(view: View) -> Iterator[str]:
    """Yield the lines of a view, the same words that the screens show in the same order.

    What a caller says stands in one line: its end is the end of the line. The row of signs is left out: its
    words are among `remarks`.
    """
    read = (line for line in view.lines if line.role != "pressure")
    for caller, lines in groupby(read, key=attrgetter("caller")):
        words = (_plain(_words(line)) for line in lines)
        if caller:
            yield " ".join(words)
        else:
            yield from words
    if view.phone is not None:
        yield _plain(f"{view.phone.label}: {view.phone.title}")
        yield from map(_plain, view.phone.lines)
    for choice in view.numbered():
        yield _numbered(choice)


def remarks(view: View, phrases: LessonPhrases) -> Iterator[str]:
    """Yield in words what the screens show by a sign or a colour."""
    for line in view.lines:
        if line.role == "pressure" and line.spoken:
            yield line.spoken
    if view.phone is not None and not view.phone.live:
        # Of a phone that is watched only the next press is read: what was typed is heard here.
        for choice in view.phone.choices:
            if choice.field and choice.value:
                yield _plain(f"{label_of(choice)}: {choice.value}")
    found = [str(choice.number) for choice in view.choices if choice.mark in ("found", "placed")]
    if found:
        yield phrases("Already found: {numbers}.", numbers=", ".join(found))


def invitation(view: View, phrases: LessonPhrases) -> str:
    """Return the last line of a page: what can be typed now."""
    if view.next_label:
        return phrases("Press Enter: {what}.", what=view.next_label)
    if view.entry is not None:
        return phrases("Type the text, then press Enter. For help, type: hint.")
    named = named_choice(view)
    if named is not None:
        return phrases("Type {number}, or press Enter alone.", number=named.number)
    numbers = [str(choice.number) for choice in view.numbered()]
    if len(numbers) > _LISTED and int(numbers[-1]) == len(numbers):
        return phrases("Type a number from 1 to {last}. For help, type: hint.", last=numbers[-1])
    if len(numbers) < 2:
        return phrases("Type {number}. For help, type: hint.", number="".join(numbers))
    return phrases(
        "Type {numbers} or {last}. For help, type: hint.",
        numbers=", ".join(numbers[:-1]),
        last=numbers[-1],
    )


def named_choice(view: View) -> Choice | None:
    """Return the choice that the program has named, None where it has named none."""
    return next((choice for choice in view.numbered() if choice.mark == "shown"), None)


def choice_called(view: View, words: str) -> Choice | None:
    """Return the choice that a text names by all of its words, marks and case apart, None without one."""
    name = unmarked(words).rstrip(_ENDS)
    called = [c for c in view.numbered() if unmarked(label_of(c)).rstrip(_ENDS) == name]
    return called[0] if len(called) == 1 else None


def label_of(choice: Choice) -> str:
    """Return the name of a choice, without the star that marks a field that must be filled in."""
    return strip_emphasis(choice.text).removesuffix(" *")


def _words(line: Line) -> str:
    """Return the words of a line; of an item that is in its place, those without the tick."""
    return line.plain.removeprefix("✓ ")


def _plain(text: str) -> str:
    """Return a text with its hidden digits as a pause: a screen reader would name each dot."""
    return text.replace("•••", "…")


def _numbered(choice: Choice) -> str:
    """Return a choice as sentences: its number, its name with its state, its detail."""
    name = label_of(choice)
    if choice.value:
        name = f"{name.rstrip(_ENDS)}: {choice.value}"
    if not choice.detail:
        return _plain(f"{choice.number}. {name}")
    detail = strip_emphasis(choice.detail)
    name = name if name[-1:] in _ENDS else f"{name}."
    return _plain(f"{choice.number}. {name} {_ended(detail)}")


def _ended(text: str) -> str:
    """Return a text with a stop at its end, but for an address, of which the stop would seem to be a part."""
    address = "." in text.split()[-1] if text.strip() else True
    return text if address or text[-1] in _ENDS else f"{text}."
