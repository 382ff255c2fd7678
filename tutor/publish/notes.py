"""The printed notes of a class: questions, waiting times and right answers."""

from collections.abc import Iterator
from typing import assert_never

from tutor.content.steps import (
    GOOD_ENDINGS,
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
from tutor.publish.material import Material, PageTexts, Runs
from tutor.publish.pictures import Presses, describe_press, presses_by_step
from tutor.publish.typesetting import typeset

_Row = tuple[str, Runs, Runs]
"""A label, a text, and the reason for it."""


def notes(material: Material) -> bytes:
    """Return the notes of a lesson, as many A4 pages as they take."""
    texts = material.texts()
    lesson = material.lesson
    ways = presses_by_step(material)
    minutes = texts.translate.plural("{count} minute", "{count} minutes", lesson.minutes)
    return typeset(
        "notes",
        {
            "language": lesson.language,
            "title": texts.line(lesson.title),
            "about": f"{texts(N_('Notes for the volunteer'))} · {minutes}",
            "objective": texts.runs(lesson.objective),
            "steps": [
                {
                    "only": texts(N_("only after a wrong answer")) if step.when else "",
                    "said": texts.sentences(f"{step.text}\n{step.say}"),
                    "rows": [
                        *_answers(step, ways.get(index, ()), texts),
                        *_guide(step.guide, texts),
                    ],
                }
                for index, step in enumerate(lesson.steps)
            ],
        },
    )


def _guide(guide: Guide | None, texts: PageTexts) -> Iterator[_Row]:
    if guide is None:
        return
    seconds = texts.translate.plural("{count} second", "{count} seconds", guide.wait)
    for label, text in (
        (N_("Ask"), guide.ask),
        (N_("Wait"), seconds if guide.wait else ""),
        (N_("Avoid"), guide.avoid),
        (N_("Their own phone"), guide.own_phone),
    ):
        if text:
            yield texts(label), texts.runs(text), []


def _answers(step: Step, presses: Presses, texts: PageTexts) -> Iterator[_Row]:
    """Yield what is right in a step, each with its reason."""
    match step:
        case Show() | Practise():
            for number, made in enumerate(presses, 1):
                yield f"{number}.", texts.runs(describe_press(made, texts)), []
        case Choose():
            for option in step.options:
                if option.right:
                    yield texts(N_("Answer")), texts.runs(option.text), texts.runs(option.because)
        case Sort():
            for card in step.cards:
                yield (
                    texts.line(step.sides[card.side]),
                    texts.runs(card.text),
                    texts.runs(card.because),
                )
        case Spot():
            yield from _spot(step, texts)
        case Call() | Chat():
            yield from _talk(step, texts)
        case Order():
            for number, item in enumerate(step.items, 1):
                yield f"{number}.", texts.runs(item), []
        case Type():
            yield texts(N_("Answer")), texts.runs(step.expect[0]), []
        case Do():
            yield from ((texts(N_("To do")), texts.runs(item), []) for item in step.checklist)
            if step.watch:
                yield texts(N_("Watch for")), texts.runs(step.watch), []
        case Recap():
            yield texts(N_("To keep")), texts.runs(step.keep), []
        case Say():
            pass
        case _:
            assert_never(step)


def _spot(step: Spot, texts: PageTexts) -> Iterator[_Row]:
    flagged = [part for part in step.message.parts if part.flag]
    for part in flagged:
        yield texts(N_("Suspicious")), texts.runs(part.text), texts.runs(part.because)
    if not flagged:
        yield (
            texts(N_("Answer")),
            texts.runs(texts(N_("Nothing in this message is suspicious."))),
            [],
        )


def _talk(step: Conversation, texts: PageTexts) -> Iterator[_Row]:
    """Yield the caller, and the answers that end the conversation well."""
    genuine = texts(N_("genuine") if step.genuine else N_("scam"))
    yield (
        texts(N_("From")),
        texts.runs(f"{step.caller.name} {step.caller.number}"),
        texts.runs(genuine),
    )
    for node in step.nodes.values():
        for answer in node.answers:
            if answer.to in GOOD_ENDINGS:
                yield texts(N_("Answer")), texts.runs(answer.text), texts.runs(answer.because)
