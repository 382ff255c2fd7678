"""The texts of a step: each with the path of its value in the lesson file, and with who speaks it."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, assert_never

from tutor.content.steps import (
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

# Who speaks: the program to the learner, a person in the lesson, or the notes for the volunteer.
Voice = Literal["lesson", "quoted", "guide"]
Keys = tuple[str | int, ...]


class Passage(NamedTuple):
    """A text of a lesson and the path of its value in the file."""

    text: str
    keys: Keys
    voice: Voice = "lesson"


def step_passages(step: Step, at: Keys = ()) -> Iterator[Passage]:
    """Yield the texts of a step, which the keys `at` lead to; empty ones too."""
    yield Passage(step.text, (*at, step.kind))
    if step.kind != "say":
        yield Passage(step.say, (*at, "say"))
    yield Passage(step.hint, (*at, "hint"))
    if step.photo is not None:
        yield Passage(step.photo.says, (*at, "photo", "says"))
    if step.sound is not None:
        yield Passage(step.sound.says, (*at, "sound", "says"))
    if step.guide is not None:
        guide = step.guide
        for key, text in (
            ("ask", guide.ask),
            ("avoid", guide.avoid),
            ("own-phone", guide.own_phone),
        ):
            yield Passage(text, (*at, "guide", key), "guide")
    match step:
        case Choose(options=options):
            for i, option in enumerate(options):
                yield Passage(option.text, (*at, "options", i, "text"))
                yield Passage(option.because, (*at, "options", i, "because"))
                yield Passage(option.because_again, (*at, "options", i, "because_again"))
        case Practise(because=because):
            for move, text in because.items():
                yield Passage(text, (*at, "because", move))
        case Sort(sides=sides, cards=cards):
            for name, side in sides.items():
                yield Passage(side, (*at, "sides", name))
            for i, card in enumerate(cards):
                yield Passage(card.text, (*at, "cards", i, "text"), "quoted")
                yield Passage(card.because, (*at, "cards", i, "because"))
                yield Passage(card.because_again, (*at, "cards", i, "because_again"))
                yield Passage(card.careful, (*at, "cards", i, "careful"))
        case Compare(because=because, because_again=because_again):
            for key, shown in (("genuine", step.genuine), ("scam", step.scam)):
                yield Passage(shown.sender, (*at, key, "sender"), "quoted")
                yield Passage(shown.text, (*at, key, "text"), "quoted")
            yield Passage(because, (*at, "because"))
            yield Passage(because_again, (*at, "because_again"))
        case Pairs(items=pairs):
            for i, pair in enumerate(pairs):
                yield Passage(pair.text, (*at, "items", i, "text"))
                yield Passage(pair.means, (*at, "items", i, "means"))
                yield Passage(pair.because, (*at, "items", i, "because"))
                yield Passage(pair.because_again, (*at, "items", i, "because_again"))
        case Spot(message=message):
            yield Passage(message.sender, (*at, "message", "sender"), "quoted")
            for i, part in enumerate(message.parts):
                yield Passage(part.text, (*at, "message", "parts", i, "text"), "quoted")
                yield Passage(part.because, (*at, "message", "parts", i, "because"))
        case Call() | Chat():
            yield from _talk(step, at)
        case Order(items=items):
            for i, entry in enumerate(items):
                yield Passage(entry.text, (*at, "items", i))
                yield Passage(entry.because, (*at, "items", i, "because"))
        case Type(expect=expect):
            for i, text in enumerate(expect):
                yield Passage(text, (*at, "expect", i), "quoted")
        case Aloud(sentence=sentence, answers=answers):
            yield Passage(sentence, (*at, "sentence"), "quoted")
            yield Passage(answers, (*at, "answers"), "quoted")
        case Do(checklist=checklist, watch=watch):
            for i, item in enumerate(checklist):
                yield Passage(item, (*at, "checklist", i))
            yield Passage(watch, (*at, "watch"), "guide")
        case Recap(keep=keep):
            yield Passage(keep, (*at, "keep"))
        case Say() | Show():
            pass
        case _:
            assert_never(step)


def _talk(step: Conversation, at: Keys) -> Iterator[Passage]:
    yield Passage(step.caller.name, (*at, "from", "name"), "quoted")
    yield Passage(step.caller.number, (*at, "from", "number"), "quoted")
    yield Passage(step.wants, (*at, "wants"))
    for name, node in step.nodes.items():
        yield Passage(node.says, (*at, "nodes", name, "says"), "quoted")
        for i, answer in enumerate(node.answers):
            yield Passage(answer.text, (*at, "nodes", name, "answers", i, "text"), "quoted")
            yield Passage(answer.because, (*at, "nodes", name, "answers", i, "because"))
            yield Passage(answer.because_again, (*at, "nodes", name, "answers", i, "because_again"))
