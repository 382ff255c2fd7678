"""Renders a lesson as plain text: steps, answers, reasons and the notes for the volunteer."""

from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from tutor.content.model import Scalar
from tutor.content.placeholders import Filler
from tutor.content.step_parts import Guide
from tutor.content.steps import (
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
    Conversation,
    Do,
    Lesson,
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
from tutor.content.text import strip_emphasis
from tutor.i18n import N_, Translator

KIND_NAMES = {
    "say": N_("read"),
    "show": N_("watch"),
    "practise": N_("practise on the phone"),
    "choose": N_("choose"),
    "sort": N_("sort"),
    "pairs": N_("match"),
    "compare": N_("compare"),
    "spot": N_("find"),
    "call": N_("practice call"),
    "chat": N_("practice messages"),
    "order": N_("put in order"),
    "type": N_("type"),
    "aloud": N_("say aloud"),
    "do": N_("on the learner's own phone"),
    "recap": N_("to keep"),
}
ENDING_NAMES = {
    "hang-up": N_("hang up"),
    "block": N_("block the sender"),
    "lost": N_("the money or the code is lost"),
    "end": N_("the end"),
}
_RIGHT, _OTHER = "✓", "·"

_Plain = Callable[[str], str]


def outline(lesson: Lesson, filler: Filler, translate: Translator) -> Iterator[str]:
    """Yield the lines of a lesson, filled with a form of address, facts and contacts."""

    def plain(text: str) -> str:
        return filler.fill(strip_emphasis(text))

    minutes = translate.plural("{count} minute", "{count} minutes", lesson.minutes)
    yield f"{plain(lesson.title)} ({lesson.id}, {minutes})"
    yield plain(lesson.objective)
    for number, step in enumerate(lesson.steps, 1):
        yield ""
        yield f"{number}. [{translate(KIND_NAMES[step.kind])}]{_only_when(step, translate)}"
        for text in (step.text, step.say):
            yield from (f"   {line}" for line in plain(text).split("\n") if line)
        if step.photo is not None:
            yield "   " + translate(N_("Photograph: {text}"), text=plain(step.photo.says))
        if step.sound is not None:
            yield "   " + translate(N_("Sound: {text}"), text=plain(step.sound.says))
        yield from (f"   {line}" for line in _body(step, plain, translate))
        if step.hint:
            yield "   " + translate(N_("Hint: {text}"), text=plain(step.hint))
        for place, variant in enumerate(getattr(step, "variants", ()), 1):
            yield from (f"   {line}" for line in _variant(place, step, variant, plain, translate))
        if step.guide is not None:
            yield from (f"   {line}" for line in _notes(step.guide, plain, translate))


def _only_when(step: Step, translate: Translator) -> str:
    if not step.when:
        return ""
    kind, earlier, *option = (*step.when.split(), "")
    if kind == "chose":
        message = N_("only after answer {number} in {step}")
        return f" ({translate(message, step=earlier, number=option[0])})"
    message = (
        N_("only after a right answer in {step}")
        if kind == "right"
        else N_("only after a wrong answer in {step}")
    )
    return f" ({translate(message, step=earlier)})"


def _variant(
    place: int, step: Step, variant: Step, plain: _Plain, translate: Translator
) -> Iterator[str]:
    """Yield a variant of a step, without the parts that both share."""
    kind = translate(KIND_NAMES[variant.kind])
    named = translate(N_("Another time {number}"), number=place)
    yield f"{named} [{kind}]"
    for text, before in ((variant.text, step.text), (variant.say, step.say)):
        if text != before:
            yield from (f"   {line}" for line in plain(text).split("\n") if line)
    yield from (f"   {line}" for line in _body(variant, plain, translate))
    if variant.hint != step.hint:
        yield "   " + translate(N_("Hint: {text}"), text=plain(variant.hint))


def _body(step: Step, plain: _Plain, translate: Translator) -> Iterator[str]:
    match step:
        case Show():
            yield ", ".join(step.moves)
        case Practise():
            yield translate(N_("Goal: {goal}"), goal=_values(step.goal))
            for move, because in step.because.items():
                yield from _answer(move, plain(because))
        case Choose():
            for option in step.options:
                reasons = plain(option.because), plain(option.because_again)
                yield from _answer(plain(option.text), *reasons, right=option.right)
        case Sort():
            for card in step.cards:
                side = plain(step.sides[card.side])
                card_reasons = map(plain, (card.careful, card.because, card.because_again))
                yield from _answer(f"{plain(card.text)} → {side}", *card_reasons)
        case Compare():
            yield f"· {plain(step.genuine.sender)}: {plain(step.genuine.text)}"
            reasons = plain(step.because), plain(step.because_again)
            yield from _answer(
                f"{plain(step.scam.sender)}: {plain(step.scam.text)}", *reasons, right=True
            )
        case Pairs():
            for pair in step.items:
                pair_reasons = plain(pair.because), plain(pair.because_again)
                yield from _answer(f"{plain(pair.text)} → {plain(pair.means)}", *pair_reasons)
        case Spot():
            yield f"{plain(step.message.sender)}:"
            for part in step.message.parts:
                yield from _answer(plain(part.text), plain(part.because), right=bool(part.flag))
        case Call() | Chat():
            yield from _talk(step, plain, translate)
        case Order():
            for place, item in enumerate(step.items, 1):
                yield f"{place}) {plain(item.text)}"
                if item.because:
                    yield f"    {plain(item.because)}"
        case Type():
            yield " / ".join(map(plain, step.expect))
        case Aloud():
            yield f"“{plain(step.sentence)}”"
            if step.answers:
                yield translate(N_("They say: {text}"), text=plain(step.answers))
        case Do():
            yield from (f"[ ] {plain(item)}" for item in step.checklist)
            if step.watch:
                yield translate(N_("Watch: {text}"), text=plain(step.watch))
        case Recap():
            yield plain(step.keep)
        case Say():
            pass
        case _:
            assert_never(step)


def _answer(text: str, *because: str, right: bool = False) -> Iterator[str]:
    yield f"{_RIGHT if right else _OTHER} {text}"
    yield from (f"    {reason}" for reason in because if reason)


def _talk(step: Conversation, plain: _Plain, translate: Translator) -> Iterator[str]:
    genuine = translate(N_("genuine")) if step.genuine else translate(N_("scam"))
    yield f"{plain(step.caller.name)} {plain(step.caller.number)}".rstrip() + f" ({genuine})"
    if step.wants:
        yield translate(N_("What they want: {text}"), text=plain(step.wants))
    for name, node in step.nodes.items():
        yield f"{name}: “{plain(node.says)}”"
        for answer in node.answers:
            to = translate(ENDING_NAMES[answer.to]) if answer.to in ENDING_NAMES else answer.to
            reasons = plain(answer.because), plain(answer.because_again)
            yield from (f"  {line}" for line in _answer(f"{plain(answer.text)} → {to}", *reasons))


def _notes(guide: Guide, plain: _Plain, translate: Translator) -> Iterator[str]:
    notes = (
        (N_("Ask: {text}"), guide.ask),
        (N_("Wait: {text} s"), str(guide.wait or "")),
        (N_("Avoid: {text}"), guide.avoid),
        (N_("On their own phone: {text}"), guide.own_phone),
    )
    yield from (translate(note, text=plain(text)) for note, text in notes if text)


def _values(values: Mapping[str, Scalar]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in values.items())
