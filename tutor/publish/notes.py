"""Notes for the volunteer who leads: what to ask, how long to wait, what to avoid, and the answers."""

from collections.abc import Iterator
from typing import assert_never

from tutor.content.steps import (
    Call,
    Chat,
    Choose,
    Conversation,
    Do,
    Guide,
    Order,
    Practise,
    Recap,
    Say,
    Show,
    Sort,
    Spot,
    Step,
    Type,
)
from tutor.i18n import N_
from tutor.publish.material import Material
from tutor.publish.pen import Pen, Runs
from tutor.publish.take_home import walks_of
from tutor.publish.typesetting import typeset
from tutor.publish.walk import Press, said_press

_GOOD_ENDINGS = ("hang-up", "block", "end")
# A label, what it says, and why.
_Row = tuple[str, Runs, Runs]


def notes(material: Material) -> bytes:
    """Return the notes of a lesson, as many A4 pages as they take."""
    pen = material.pen()
    lesson = material.lesson
    walks = walks_of(material)
    minutes = pen.translate.plural("{count} minute", "{count} minutes", lesson.minutes)
    return typeset(
        "notes",
        {
            "language": lesson.language,
            "title": pen.text(lesson.title),
            "about": f"{pen(N_('Notes for the volunteer'))} · {minutes}",
            "objective": pen.runs(lesson.objective),
            "steps": [
                {
                    "only": pen(N_("only after a wrong answer")) if step.when else "",
                    "said": pen.sentences(f"{step.text}\n{step.say}"),
                    "rows": [
                        *_answers(step, walks.get(at, ()), pen),
                        *_guide(step.guide, pen),
                    ],
                }
                for at, step in enumerate(lesson.steps)
            ],
        },
    )


def _guide(guide: Guide | None, pen: Pen) -> Iterator[_Row]:
    if guide is None:
        return
    seconds = pen.translate.plural("{count} second", "{count} seconds", guide.wait)
    for label, text in (
        (N_("Ask"), guide.ask),
        (N_("Wait"), seconds if guide.wait else ""),
        (N_("Avoid"), guide.avoid),
        (N_("Their own phone"), guide.own_phone),
    ):
        if text:
            yield pen(label), pen.runs(text), []


def _answers(step: Step, presses: tuple[Press, ...], pen: Pen) -> Iterator[_Row]:
    """Yield what is right in a step, each with its reason."""
    match step:
        case Show() | Practise():
            for number, made in enumerate(presses, 1):
                yield f"{number}.", pen.runs(said_press(made, pen)), []
        case Choose():
            for option in step.options:
                if option.right:
                    yield pen(N_("Answer")), pen.runs(option.text), pen.runs(option.because)
        case Sort():
            for card in step.cards:
                yield pen.text(step.sides[card.side]), pen.runs(card.text), pen.runs(card.because)
        case Spot():
            yield from _spot(step, pen)
        case Call() | Chat():
            yield from _talk(step, pen)
        case Order():
            for number, item in enumerate(step.items, 1):
                yield f"{number}.", pen.runs(item), []
        case Type():
            yield pen(N_("Answer")), pen.runs(step.expect[0]), []
        case Do():
            yield from ((pen(N_("To do")), pen.runs(item), []) for item in step.checklist)
            if step.watch:
                yield pen(N_("Watch for")), pen.runs(step.watch), []
        case Recap():
            yield pen(N_("To keep")), pen.runs(step.keep), []
        case Say():
            pass
        case _:
            assert_never(step)


def _spot(step: Spot, pen: Pen) -> Iterator[_Row]:
    flagged = [part for part in step.message.parts if part.flag]
    for part in flagged:
        yield pen(N_("Suspicious")), pen.runs(part.text), pen.runs(part.because)
    if not flagged:
        yield pen(N_("Answer")), pen.runs(pen(N_("Nothing in this message is suspicious."))), []


def _talk(step: Conversation, pen: Pen) -> Iterator[_Row]:
    """Yield who it is, and the answers that end it well."""
    genuine = pen(N_("genuine") if step.genuine else N_("scam"))
    yield pen(N_("From")), pen.runs(f"{step.caller.name} {step.caller.number}"), pen.runs(genuine)
    for node in step.nodes.values():
        for answer in node.answers:
            if answer.to in _GOOD_ENDINGS:
                yield pen(N_("Answer")), pen.runs(answer.text), pen.runs(answer.because)
