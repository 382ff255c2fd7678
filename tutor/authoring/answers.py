"""Answers: one right one, a reason for each, nothing that cannot be answered."""

from collections.abc import Iterator

from tutor.authoring.script import Keys, Script
from tutor.content.decoding import nearest
from tutor.content.model import Problem
from tutor.content.steps import Choose, Do, Order, Recap, Sort, Spot, Type

_OPTIONS = range(2, 5)
_ITEMS = range(3, 7)
_CHECKLIST = range(1, 7)


def check_answers(script: Script) -> Iterator[Problem]:
    """Yield the problems of what the learner can answer, conversations and the phone excepted."""
    for at, step in script.played():
        match step:
            case Choose():
                yield from _choose(script, at, step)
            case Sort():
                yield from _sort(script, at, step)
            case Spot():
                yield from _spot(script, at, step)
            case Order():
                yield from _order(script, at, step)
            case Type():
                yield from _type(script, at, step)
            case Do() if len(step.checklist) not in _CHECKLIST:
                yield script.problem("checklist-count", *at, "checklist", most=str(_CHECKLIST[-1]))
            case Recap() if not step.keep.strip():
                yield script.problem("empty-value", *at, "keep", key="keep")
            case _:
                pass


def _choose(script: Script, at: Keys, step: Choose) -> Iterator[Problem]:
    if len(step.options) not in _OPTIONS:
        yield script.problem("options-count", *at, "options", count=str(len(step.options)))
    right = [i for i, option in enumerate(step.options) if option.right]
    if not right:
        yield script.problem("right-missing", *at, "options")
    for i in right[1:]:
        yield script.problem("right-twice", *at, "options", i, "right")
    texts: set[str] = set()
    for i, option in enumerate(step.options):
        if not option.because.strip():
            yield script.problem("because-missing", *at, "options", i, text=option.text)
        if option.text in texts:
            yield script.problem("same-twice", *at, "options", i, "text", text=option.text)
        texts.add(option.text)


def _sort(script: Script, at: Keys, step: Sort) -> Iterator[Problem]:
    if len(step.sides) != 2 and script.says_itself(at, "sides"):
        yield script.problem("sides-count", *at, "sides", count=str(len(step.sides)))
    for i, card in enumerate(step.cards):
        if card.side not in step.sides:
            near = nearest(card.side, step.sides) or " / ".join(step.sides)
            yield script.problem("side-unknown", *at, "cards", i, "side", side=card.side, near=near)
        if not card.because.strip():
            yield script.problem("because-missing", *at, "cards", i, text=card.text)
    used = {card.side for card in step.cards}
    for side in step.sides:
        if side not in used:
            yield script.problem("side-empty", *at, "cards", side=side)


def _spot(script: Script, at: Keys, step: Spot) -> Iterator[Problem]:
    if not step.message.parts:
        yield script.problem("needs-list", *at, "message", "parts", key="parts")
    for i, part in enumerate(step.message.parts):
        if part.flag and not part.because.strip():
            yield script.problem("because-missing", *at, "message", "parts", i, text=part.text)
        if part.because and not part.flag:
            yield script.problem("flag-missing", *at, "message", "parts", i, text=part.text)


def _order(script: Script, at: Keys, step: Order) -> Iterator[Problem]:
    if len(step.items) not in _ITEMS:
        yield script.problem("items-count", *at, "items", count=str(len(step.items)))
    for i, item in enumerate(step.items):
        if item in step.items[:i]:
            yield script.problem("same-twice", *at, "items", i, text=item)


def _type(script: Script, at: Keys, step: Type) -> Iterator[Problem]:
    if not step.expect or not all(text.strip() for text in step.expect):
        yield script.problem("empty-value", *at, "expect", key="expect")
    if step.keyboard == "number":
        for i, text in enumerate(step.expect):
            if "{" not in text and not text.replace(" ", "").isdigit():
                yield script.problem("not-a-number", *at, "expect", i, text=text)
