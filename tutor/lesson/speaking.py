"""Converts a View to utterances, in reading order."""

from collections.abc import Iterable, Iterator

from tutor.content.text import with_stop
from tutor.lesson.view import View
from tutor.speech.speaker import (
    Utterance,
)


def spoken_texts(view: View) -> tuple[str, ...]:
    """Return what is said for each place in the reading order: lines, choices, the phone's words.

    A phone's targets are many: each is said when it comes into focus, not every time.
    """
    phone = view.phone
    texts = [line.said for line in view.lines]
    texts += [choice.said for choice in view.choices]
    if phone is not None:
        texts += [with_stop(text) for text in (phone.title, *phone.lines)]
    return tuple(texts)


def utterances(
    view: View, language: str, places: Iterable[int]
) -> tuple[tuple[int, ...], tuple[Utterance, ...]]:
    """Return the places that have something to say, and what is said for each; a sound follows its line."""
    said = list(_said(view, language, places))
    return tuple(place for place, _ in said), tuple(utterance for _, utterance in said)


def _said(view: View, language: str, places: Iterable[int]) -> Iterator[tuple[int, Utterance]]:
    texts = spoken_texts(view)
    authored = _authored(view)
    for place in places:
        line = view.lines[place] if place < len(view.lines) else None
        text = texts[place].strip()
        if text:
            caller = line is not None and line.caller
            yield place, Utterance(text, language, authored=place in authored, caller=caller)
        if line is not None and line.sound is not None:
            yield place, Utterance("", language, sound=str(line.sound))


def new_places(view: View, places: Iterable[int]) -> tuple[int, ...]:
    """Return the places that were not heard yet on this step; all of them where none is new."""
    places = tuple(places)
    heard = {place for place, line in enumerate(view.lines) if line.heard}
    texts = spoken_texts(view)
    new = tuple(place for place in places if place not in heard)
    return new if any(texts[place].strip() for place in new) else places


def rings(view: View, places: Iterable[int]) -> bool:
    """Tell whether a telephone rings where these places are read."""
    return any(view.lines[place].role == "ring" for place in places if place < len(view.lines))


def _authored(view: View) -> frozenset[int]:
    """Return the places of lesson text; a note, a field and the phone may hold what a learner typed."""
    if not view.steps:
        return frozenset()
    lines = len(view.lines)
    return frozenset(
        [
            place
            for place, line in enumerate(view.lines)
            if line.role not in ("note", "press", "sender")
        ]
        + [lines + n for n, choice in enumerate(view.choices) if not choice.field]
    )
