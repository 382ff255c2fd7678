"""Strategies that do not read: how many first answers of a lesson each of them gets right.

A strategy goes by the place of an answer, by its length, by a few words, or by one stance towards everybody.
Where several answers suit it equally, each counts by its part, as it would over many learners. An answer that
runs shuffle has no place, so there every answer counts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, comb
from typing import Literal, assert_never, get_args

from tutor.authoring.script import Script
from tutor.content.model import Place, Problem
from tutor.content.step_parts import Answer
from tutor.content.step_texts import Keys
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
    StepKind,
    Type,
)
from tutor.engine.steps_talk import outcome_of, way_out
from tutor.languages import LANGUAGES

# Of an answer: the first, the second and the last one, the longest and the shortest, one that begins with
# yes or with no, one with a word of refusal. Of everybody: `stopping` ends every contact, `trusting` finds
# nothing suspicious anywhere.
Strategy = Literal[
    "first",
    "second",
    "last",
    "longest",
    "shortest",
    "consenting",
    "declining",
    "refusing",
    "stopping",
    "trusting",
]
STRATEGIES: tuple[Strategy, ...] = get_args(Strategy)
_BY_PLACE: frozenset[Strategy] = frozenset({"first", "second", "last"})
_STANCES: frozenset[Strategy] = frozenset({"stopping", "trusting"})
ANY = "any"
"""What picks among all answers by chance."""

_ANSWERING = (*(s for s in STRATEGIES if s not in _STANCES), ANY)
_STOP, _TRUST = "scam", "safe"
# More turns than any conversation has: an answer that leads round in a circle never ends it.
_TURNS = 12

# By the strategy or ANY, from 0 to 1; a strategy that has no answer is left out.
_Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Decision:
    """A first answer, and the part of it that each strategy gets right, from 0 to 1.

    `where` is the id of the step. `shares` are those in the order of the file; `shuffled`: runs show the
    answers in an order of their own.
    """

    place: Place
    where: str
    kind: StepKind
    shares: _Shares
    shuffled: bool

    def share(self, strategy: str, *, as_shown: bool) -> float:
        """Return the part that a strategy gets right: in the order of the file, or of the runs."""
        if as_shown and self.shuffled and strategy in _BY_PLACE:
            return self.shares[ANY]
        return self.shares[strategy]


def decisions(script: Script) -> Iterator[Decision]:
    """Yield the first answers of a lesson: to each question, card, message and conversation."""
    picks = _picks(script.lesson.language)
    for at, step in script.played():
        match step:
            case Choose():
                right = [float(option.right) for option in step.options]
                texts = [option.text for option in step.options]
                yield _decision(script, at, step, _answered(texts, right, picks))
            case Compare():
                texts = [message.text for message in step.messages]
                lengths = ("longest", "shortest", ANY)
                yield _decision(script, at, step, _answered(texts, (0.0, 1.0), picks, lengths))
            case Sort():
                for i, card in enumerate(step.cards):
                    shares = _sorted(step, card.side)
                    yield _decision(script, (*at, "cards", i), step, shares)
            case Spot() if not step.message.has_details:
                yield _decision(script, (*at, "message"), step, _spotted(step, picks))
            case Call() | Chat():
                yield _decision(script, at, step, _talked(step, picks))
            case (
                Say()
                | Show()
                | Practise()
                | Pairs()
                | Spot()
                | Order()
                | Type()
                | Aloud()
                | Do()
                | Recap()
            ):
                pass  # nobody guesses these by a place or a length
            case _:
                assert_never(step)


def _decision(script: Script, keys: Keys, step: Step, shares: _Shares) -> Decision:
    shuffled = isinstance(step, Choose | Call | Chat) and not step.fixed
    return Decision(script.step_place(*keys), step.id, step.kind, shares, shuffled)


_Picks = Callable[[Sequence[str], str], Sequence[int]]


@cache
def _picks(language: str) -> _Picks:
    """Return what finds the answers of a language that suit a strategy equally well."""
    wording = LANGUAGES[language].wording
    by_words = {
        "consenting": re.compile(wording.consenting, re.IGNORECASE).match,
        "declining": re.compile(wording.declining, re.IGNORECASE).match,
        "refusing": re.compile(wording.refusing, re.IGNORECASE).search,
    }

    def picks(texts: Sequence[str], strategy: str) -> Sequence[int]:
        everything = range(len(texts))
        match strategy:
            case "first":
                return everything[:1]
            case "second":
                return everything[1:2] or everything[:1]
            case "last":
                return everything[-1:]
            case "consenting" | "declining" | "refusing":
                suits = by_words[strategy]
                return [i for i in everything if suits(texts[i])] or everything
            case "longest" | "shortest":
                lengths = [len(text) for text in texts]
                wanted = max(lengths) if strategy == "longest" else min(lengths)
                return [i for i in everything if lengths[i] == wanted]
            case _:
                return everything

    return picks


def _answered(
    texts: Sequence[str],
    right: Sequence[float],
    picks: _Picks,
    strategies: Iterable[str] = _ANSWERING,
) -> dict[str, float]:
    """Return the shares of strategies among answers that are right or wrong."""
    shares = {}
    if texts:
        for strategy in strategies:
            picked = picks(texts, strategy)
            shares[strategy] = sum(right[i] for i in picked) / len(picked)
    return shares


def _sorted(step: Sort, side: str) -> _Shares:
    """Return the shares of the stances; there are only two sides, so a place or a length is one of them."""
    if _STOP not in step.sides or _TRUST not in step.sides:
        return {}
    return {"stopping": float(side == _STOP), "trusting": float(side == _TRUST)}


def _spotted(step: Spot, picks: _Picks) -> _Shares:
    """Return the shares of those who point at a part; the last answer is that nothing is suspicious."""
    parts = step.message.parts
    flags = [float(bool(part.flag)) for part in parts]
    nothing = float(not any(flags))
    texts = [part.text for part in parts]
    shares = _answered([*texts, ""], [*flags, nothing], picks, (*_BY_PLACE, ANY))
    shares |= _answered(texts, flags, picks, ("longest", "shortest"))
    return shares | {"trusting": nothing}


def _talked(step: Conversation, picks: _Picks) -> _Shares:
    """Return the shares of a conversation that is ended well.

    Where no answer loses anything, those who answer cannot go wrong: that is no decision of theirs.
    """
    shares: dict[str, float] = {}
    if any(answer.to == "lost" for node in step.nodes.values() for answer in node.answers):
        first = next(iter(step.nodes))
        shares = {s: _followed(step, first, picks, s, _TURNS) for s in _ANSWERING}
    begin = next(iter(step.nodes.values()), None)
    stops = begin is not None and any(answer.stops for answer in begin.answers)
    stopping = _ends_well(step, "end" if stops else way_out(step))
    return shares | {"stopping": stopping, "trusting": float(step.genuine)}


def _followed(step: Conversation, name: str, picks: _Picks, strategy: str, turns: int) -> float:
    """Return how often a strategy ends a conversation well from this line on."""
    node = step.nodes.get(name)
    if node is None or not node.answers:
        return 0.0

    def ended(answer: Answer) -> float:
        if answer.to not in step.nodes:
            return _ends_well(step, answer.to)
        return _followed(step, answer.to, picks, strategy, turns - 1) if turns else 0.0

    picked = picks([answer.text for answer in node.answers], strategy)
    return sum(ended(node.answers[i]) for i in picked) / len(picked)


def _ends_well(step: Conversation, ending: str) -> float:
    return float(outcome_of(step, ending) in ("scam-refused", "genuine-accepted"))


@dataclass(frozen=True, slots=True)
class Share:
    """What a strategy gets right of `count` first answers, and what chance gets right of the same ones."""

    right: float
    count: int
    chance: float

    @property
    def value(self) -> float:
        """The share from 0 to 1."""
        return self.right / self.count if self.count else 0.0

    @property
    def guessable(self) -> bool:
        """Whether the share is too large, and larger than a few happy guesses make it."""
        chance = self.chance / self.count if self.count else 0.0
        if self.value <= MOST or self.value < chance + _MARGIN:
            return False
        return self.count >= _MANY or _at_least(ceil(self.right - 0.5), self.count, chance) <= _RARE


MOST = 0.6
"""The largest share of right first answers that a strategy may have."""
# Conversations from which many answers lead out have a chance above MOST; a strategy has to beat it.
_MARGIN = 0.1
# A small lesson is told only where guesses would be right as often in one of ten such lessons at most: four
# answers of four, seven of nine, fourteen of twenty. Of so many answers a share above MOST is no chance.
_RARE = 0.1
_MANY = 100


def _at_least(right: int, count: int, chance: float) -> float:
    """Return how probable it is that of `count` guesses at least `right` are right."""
    return sum(
        comb(count, k) * chance**k * (1 - chance) ** (count - k) for k in range(right, count + 1)
    )


def share(made: Iterable[Decision], strategy: Strategy, *, as_shown: bool) -> Share:
    """Return the share of a strategy, in the order of the file or of the runs."""
    own = [decision for decision in made if strategy in decision.shares]
    return Share(
        right=sum(decision.share(strategy, as_shown=as_shown) for decision in own),
        count=len(own),
        chance=sum(
            decision.shares.get(ANY, 0.5) if strategy not in _STANCES else 0.5 for decision in own
        ),
    )


_CODES: Mapping[Strategy, str] = {
    "first": "guess-first",
    "second": "guess-second",
    "last": "guess-last",
    "longest": "guess-longest",
    "shortest": "guess-shortest",
    "consenting": "guess-consenting",
    "declining": "guess-declining",
    "refusing": "guess-refusing",
    "stopping": "guess-stopping",
    "trusting": "guess-trusting",
}
# So many steps or lessons are named that help a strategy most.
_NAMED = 4


def check_guessing(script: Script) -> Iterator[Problem]:
    """Yield the strategies by which a lesson is passed without being read."""
    yield from guessable(script.read_once(decisions))


def guessable(made: Sequence[Decision]) -> Iterator[Problem]:
    """Yield a problem for each strategy that gets too much right, at the step where it gets the most."""
    for strategy in STRATEGIES:
        shares = [(share(made, strategy, as_shown=shown), shown) for shown in (False, True)]
        too_large = [pair for pair in shares if pair[0].guessable]
        if not too_large:
            continue
        worst, as_shown = max(too_large, key=lambda pair: pair[0].value)
        steps: dict[str, float] = {}
        for decision in made:
            if strategy in decision.shares:
                right = decision.share(strategy, as_shown=as_shown)
                steps[decision.where] = steps.get(decision.where, 0.0) + right
        most = sorted(steps, key=lambda where: -steps[where])
        details = {
            "share": f"{100 * worst.value:.0f}",
            "count": str(worst.count),
            "where": ", ".join(most[:_NAMED]),
        }
        place = next(d.place for d in made if d.where == most[0] and strategy in d.shares)
        yield Problem(place, _CODES[strategy], details)
