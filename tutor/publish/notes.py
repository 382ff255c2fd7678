"""The printed notes of a lesson for the volunteer: what is right in each step, and what to ask or avoid."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from tutor.content.signs import key_lines
from tutor.content.step_parts import Guide
from tutor.content.steps import (
    FALSE_ONE,
    GOOD_ENDINGS,
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
    Conversation,
    Do,
    Order,
    Pairs,
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
from tutor.publish.pictures import (
    WAY_OUT,
    Presses,
    describe_press,
    presses_by_step,
)
from tutor.publish.typesetting import typeset

_Row = tuple[str, Runs, Runs]
"""A label, a text, and the reason for it."""


_ONLY_WHEN = {
    "wrong": N_("only after a wrong answer"),
    "right": N_("only after a right answer"),
    "chose": N_("only after one of the answers"),
}


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
                    "number": "" if step.when else f"{number}.",
                    "only": texts(_ONLY_WHEN[step.when.split()[0]]) if step.when.strip() else "",
                    "said": texts.sentences(f"{step.text}\n{step.say}"),
                    "rows": [
                        *_answers(step, ways.get(index, ()), texts),
                        *_guide(step.guide, texts),
                    ],
                }
                for index, (number, step) in enumerate(
                    zip(lesson.step_numbers, lesson.steps, strict=True)
                )
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
            for number, action in enumerate(presses, 1):
                yield f"{number}.", texts.runs(describe_press(action, texts)), []
        case Choose():
            for number, option in enumerate(step.options, 1):
                because = option.because if option.right else ""
                label = _number(number, texts, right=option.right)
                yield label, texts.runs(option.text), texts.runs(because)
        case Sort():
            sides = list(step.sides)
            for card in step.cards:
                side = f"{sides.index(card.side) + 1}. {texts.line(step.sides[card.side])}"
                yield side, texts.runs(card.text), texts.runs(card.because)
        case Compare():
            for number, shown in enumerate(step.messages):
                false = number == FALSE_ONE
                text = texts.runs(f"{shown.sender}: {shown.text}")
                because = step.because if false else ""
                yield texts(N_("scam") if false else N_("genuine")), text, texts.runs(because)
        case Pairs():
            for pair in step.items:
                yield texts.line(pair.text), texts.runs(pair.means), texts.runs(pair.because)
        case Spot():
            yield from _spot(step, texts)
        case Call() | Chat():
            yield from _talk(step, texts)
        case Order():
            for number, item in enumerate(step.items, 1):
                yield f"{number}.", texts.runs(item.text), texts.runs(item.because)
        case Type():
            yield texts(N_("Answer")), texts.runs(step.expect[0]), []
        case Aloud():
            yield texts(N_("Say aloud")), texts.runs(step.sentence), []
            if step.answers:
                yield texts(N_("They say")), texts.runs(step.answers), []
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
    details = step.message.has_details
    yield texts(N_("On it") if details else N_("From")), texts.runs(step.message.sender), []
    marked = texts(N_("To find") if details else N_("Suspicious"))
    parts = step.message.parts
    for number, part in enumerate(parts, 1):
        label = f"{number}. {marked}" if part.flag else f"{number}."
        yield label, texts.runs(part.text), texts.runs(part.because)
    if not any(part.flag for part in parts):
        nothing = texts.runs(texts(N_("Nothing in this message is suspicious.")))
        yield _number(len(parts) + 1, texts, right=True), nothing, []


def _talk(step: Conversation, texts: PageTexts) -> Iterator[_Row]:
    """Yield the caller, and each of their lines with its numbered answers and where these lead."""
    genuine = texts(N_("genuine") if step.genuine else N_("scam"))
    yield (
        texts(N_("From")),
        texts.runs(f"{step.caller.name} {step.caller.number}"),
        texts.runs(genuine),
    )
    turns = {name: turn for turn, name in enumerate(step.nodes, 1)}
    for name, node in step.nodes.items():
        said = texts.runs(f"“{node.says}”")
        yield texts(N_("Turn {turn}: they say"), turn=turns[name]), said, []
        for number, answer in enumerate(node.answers, 1):
            right = answer.to in GOOD_ENDINGS
            because = answer.because if right else _leads_to(answer.to, turns, texts)
            yield (
                _number(number, texts, right=right),
                texts.runs(answer.text),
                texts.runs(because),
            )
    way_out = texts(N_("Hang up") if isinstance(step, Call) else N_("Block the sender"))
    anytime = texts.runs(texts(N_("at any turn")))
    yield _number(int(WAY_OUT), texts, right=not step.genuine), texts.runs(way_out), anytime
    tricky = [name for name, node in step.nodes.items() if node.tactic]
    mattered = key_lines([step.nodes[name].tactic for name in tricky])
    if len(mattered) < len(tricky):
        numbers = ", ".join(str(turns[tricky[at]]) for at in mattered)
        yield (
            texts(N_("Look back on")),
            texts.runs(texts(N_("turns {numbers}"), numbers=numbers)),
            [],
        )


def _leads_to(ending: str, turns: Mapping[str, int], texts: PageTexts) -> str:
    """Return the turn that an answer leads to, or that the crook has what they wanted."""
    turn = turns.get(ending)
    if turn is None:
        return texts(N_("They would have what they want."))
    return texts(N_("On to turn {turn}."), turn=turn)


def _number(number: int, texts: PageTexts, *, right: bool) -> str:
    """Return the number of an answer; that of the right one is marked."""
    return texts(N_("{number}. right"), number=number) if right else f"{number}."
