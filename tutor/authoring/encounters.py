"""What tells scams from genuine contacts before they are read: introductions, names, order, missing ones."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tutor.authoring.script import Script
from tutor.content.model import Place, Problem
from tutor.content.step_texts import Keys
from tutor.content.steps import Call, Chat, Sort, Spot, StepKind
from tutor.content.text import fold_case, split_sentences, strip_emphasis
from tutor.languages import LANGUAGES, Wording

# Fewer cards or contacts in a row alternate by chance.
_ALTERNATING = 4


@dataclass(frozen=True, slots=True)
class Encounter:
    """A call, an exchange of messages or a message in a lesson, one of each variant.

    `index` is that of its step. `opening` maps each sentence before it, in small letters, to its place.
    `marks` are the sender's name, the first digits of the number, and how the caller speaks of himself or
    herself.
    """

    lesson: str
    index: int
    kind: StepKind
    genuine: bool
    place: Place
    opening: tuple[tuple[str, Place], ...]
    marks: frozenset[str]


def encounters(script: Script) -> Iterator[Encounter]:
    """Yield the calls, chats and messages of a lesson, variants too."""
    wording = LANGUAGES[script.lesson.language].wording
    for at, step in script.played():
        if isinstance(step, Call | Chat):
            names = [step.caller.name, step.caller.number]
            lines = [node.says for node in step.nodes.values()]
            genuine = step.genuine
        elif isinstance(step, Spot) and not step.message.has_details:
            names = [step.message.sender]
            lines = [part.text for part in step.message.parts]
            genuine = not any(part.flag for part in step.message.parts)
        else:
            continue
        yield Encounter(
            script.lesson.id,
            int(at[0]),
            step.kind,
            genuine,
            script.step_place(*at),
            tuple(_opening(script, at, step, wording)),
            frozenset(_marks(names, " ".join(lines).lower(), wording)),
        )


def _opening(
    script: Script, at: Keys, step: Call | Chat | Spot, wording: Wording
) -> Iterator[tuple[str, Place]]:
    for key, text in ((step.kind, step.text), ("say", step.say), ("hint", step.hint)):
        if text:
            place = script.step_place(*at, key)
            yield from ((plain, place) for plain in _plain(text, wording.standing_help))


# The variants of a step and most lessons begin with the same sentences.
@lru_cache(maxsize=1024)
def _plain(text: str, standing_help: str) -> tuple[str, ...]:
    """Return the sentences of a text to compare, without the help that may stand before one contact alone."""
    sentences = split_sentences(strip_emphasis(text))
    plain = (fold_case(sentence).rstrip(".?!…") for sentence in sentences)
    return tuple(sentence for sentence in plain if re.search(standing_help, sentence) is None)


_DIGITS = re.compile(r"\d{4}")


def _marks(names: Iterable[str], lines: str, wording: Wording) -> Iterator[str]:
    for name in names:
        parts = [part.strip().lower() for part in name.split(",")]
        for part in filter(None, parts):
            number = _DIGITS.match(part)
            yield number.group() if number else part
    first = fold_case(next(iter(names), ""))
    for word, said in wording.speakers.items():
        # A child who writes home says the word of a child, which is no mark of a stranger.
        if not first.startswith(word) and re.search(said, lines):
            yield word


def check_encounters(script: Script) -> Iterator[Problem]:
    """Yield introductions and orders that tell scams from genuine ones, and scams without a genuine one."""
    met = script.read_once(encounters)
    yield from one_sided_openings(met)
    yield from _check_other_side(met)
    yield from _check_alternation(met)


def one_sided_openings(met: Sequence[Encounter]) -> Iterator[Problem]:
    """Yield the sentences before scams alone or before genuine ones alone, where there are both of a kind."""
    for kind in dict.fromkeys(encounter.kind for encounter in met):
        own = [encounter for encounter in met if encounter.kind == kind]
        scams = {s for e in own if not e.genuine for s, _ in e.opening}
        genuine = {s for e in own if e.genuine for s, _ in e.opening}
        if len({encounter.genuine for encounter in own}) < 2:
            continue
        seen: set[str] = set()
        for encounter in own:
            for sentence, place in encounter.opening:
                if (sentence in scams) == (sentence in genuine) or sentence in seen:
                    continue
                seen.add(sentence)
                code = "opening-genuine" if encounter.genuine else "opening-scam"
                yield Problem(place, code, {"text": sentence})


def _check_other_side(met: Sequence[Encounter]) -> Iterator[Problem]:
    """Yield the first scam of each kind of which there is no genuine one."""
    genuine = {encounter.kind for encounter in met if encounter.genuine}
    for encounter in met:
        if not encounter.genuine and encounter.kind not in genuine:
            genuine.add(encounter.kind)
            yield Problem(encounter.place, "genuine-missing", {"kind": encounter.kind})


def _check_alternation(met: Sequence[Encounter]) -> Iterator[Problem]:
    """Yield steps that are scams and genuine ones in turn; a step is what it is in its first form."""
    steps = {encounter.index: encounter for encounter in reversed(met)}
    in_order = [steps[index] for index in sorted(steps)]
    if _alternate([encounter.genuine for encounter in in_order]):
        yield Problem(in_order[0].place, "steps-alternate")


def check_cards(script: Script) -> Iterator[Problem]:
    """Yield cards whose sides alternate in the file, which is their order on paper."""
    for at, step in script.played():
        if isinstance(step, Sort) and _alternate([card.side for card in step.cards]):
            yield script.problem("cards-alternate", *at, "cards")


def _alternate(sides: Sequence[object]) -> bool:
    return len(sides) >= _ALTERNATING and all(a != b for a, b in pairwise(sides))
