"""The four counts of how scams and genuine calls were met, which are never summed."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tutor.engine.events import UNAIDED, Attempted, ConversationEnded, Event, ScamOutcome

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How one person, or several, met scams and genuine calls, by their first unaided answers.

    `turns` are those until a scam was ended, one for each that was refused at the first try. `tactics`
    counts the lines met that used each.
    """

    scams_refused: int
    scams_believed: int
    genuine_accepted: int
    genuine_refused: int
    turns: tuple[int, ...]
    tactics: Mapping[str, int]


def judgement(events: Iterable[Event]) -> Judgement:
    """Sum events, of one person or of many, in the order in which they happened.

    Of each card, message and conversation of a run the first answer counts, and only if no hint was given
    before it: what is answered after an explanation does not tell who would have been deceived.
    """
    outcomes: Counter[ScamOutcome] = Counter()
    turns: list[int] = []
    tactics: Counter[str] = Counter()
    judged: set[tuple[str, int, int]] = set()
    ended: set[tuple[str, int]] = set()
    for event in events:
        match event:
            case Attempted(outcome=outcome, rung=rung) if outcome:
                item = (event.run, event.step, event.item)
                if rung == UNAIDED and item not in judged:
                    outcomes[outcome] += 1
                judged.add(item)
            case ConversationEnded():
                place = (event.run, event.step)
                if place not in ended:
                    tactics.update(event.tactics)
                    if event.outcome == "scam-refused":
                        turns.append(event.turns)
                ended.add(place)
            case _:
                pass
    return Judgement(
        scams_refused=outcomes["scam-refused"],
        scams_believed=outcomes["scam-believed"],
        genuine_accepted=outcomes["genuine-accepted"],
        genuine_refused=outcomes["genuine-refused"],
        turns=tuple(turns),
        tactics=dict(tactics),
    )


def judgements(events: Iterable[Event], by: Callable[[Event], _Key]) -> dict[_Key, Judgement]:
    """Sum events apart by a key, such as the month or the run, in the order of first appearance."""
    parts: dict[_Key, list[Event]] = {}
    for event in events:
        parts.setdefault(by(event), []).append(event)
    return {key: judgement(part) for key, part in parts.items()}
