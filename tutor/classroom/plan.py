"""The run-of-show of a class: its items minute by minute, computed from minutes, people and lessons.

Everything here is pure: a plan is not stored, but computed from its session whenever it is needed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil
from typing import Literal

from tutor.records.people import Phone

Kind = Literal[
    "welcome", "roll-call", "refresh", "scam", "lesson", "break", "phones", "recap", "next"
]
Paper = Literal["handout", "card", "numbers"]

CLASS_FACTOR = 1.5
"""A lesson takes a class 1.5 times as long as one person: each question is read, thought over in silence,
answered with cards, discussed with the neighbour and answered once more."""

MOST_MINUTES, MOST_PEOPLE = 300, 500
"""Of one class, as far as may be stated."""
LEAST_MINUTES = 15
BREAK_FROM_MINUTES = 50
"""Classes of at least this length have a break."""
SITTING_BEFORE_BREAK = 25

_WELCOME, _REFRESH, _SCAM, _BREAK, _RECAP, _NEXT = 3, 6, 5, 8, 4, 2
_PHONES_LEAST, _PHONES_MOST = 10, 25
# Minutes left unplanned if there is time for them: a class always takes longer.
_SPARE = 5
_LONGEST_ROLL_CALL = 6
_PEOPLE_AT_A_TABLE = 5
_LESSON = "lesson:"


def lesson_key(lesson: str) -> str:
    """Return the key of a lesson's item in the records."""
    return f"{_LESSON}{lesson}"


def lesson_of(key: str) -> str:
    """Return the lesson of an item's key, "" for any other item."""
    return key.removeprefix(_LESSON) if key.startswith(_LESSON) else ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a run-of-show; `start` is in minutes from the beginning.

    `again` are the lessons of the last class, which a refresher takes up.
    """

    kind: Kind
    minutes: int
    start: int = 0
    lesson: str = ""
    droppable: bool = False
    again: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of the item in the records, unique within a plan."""
        return lesson_key(self.lesson) if self.lesson else self.kind


@dataclass(frozen=True, slots=True)
class Plan:
    """The items of a class, and the keys of those that there is no time for."""

    minutes: int
    people: int
    items: tuple[Item, ...]
    left_out: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The minutes of all items."""
        return sum(item.minutes for item in self.items)

    @property
    def free(self) -> int:
        """The minutes without an item."""
        return self.minutes - self.total

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons that there is time for."""
        return tuple(item.lesson for item in self.items if item.lesson)

    @property
    def easy(self) -> bool:
        """Whether all fits with minutes to spare, and own phones get at least half as long as the lessons."""
        lessons = sum(item.minutes for item in self.items if item.lesson)
        phones = sum(item.minutes for item in self.items if item.kind == "phones")
        practised = phones == _PHONES_MOST or 2 * phones >= lessons
        return not self.left_out and self.free >= _SPARE and practised


def class_minutes(minutes: int) -> int:
    """Return how long a class takes for a lesson of this many minutes."""
    return ceil(minutes * CLASS_FACTOR)


def run_of_show(
    minutes: int,
    people: int,
    lessons: Mapping[str, int],
    before: Sequence[str] = (),
    bulletins: Collection[str] = (),
) -> Plan:
    """Return the plan of a class; `lessons` has the minutes of each lesson for one person, in order.

    A refresher of `before`, the lessons of the last class, comes ahead of the new ones. The first of the
    lessons that is one of the scam `bulletins` is the scam of the week.

    Opening and recap are always part of it. Raises ValueError for fewer than 15 minutes.
    """
    if minutes < LEAST_MINUTES:
        raise ValueError(minutes)
    roll_call = min(_LONGEST_ROLL_CALL, 2 + ceil(max(0, people) / 8))
    pause = _BREAK if minutes >= BREAK_FROM_MINUTES else 0
    room = minutes - _WELCOME - roll_call - pause - _RECAP - _NEXT
    chosen, left_out, room = _choose_items(lessons, room, before, bulletins)
    teaching = [item for item in chosen if item.kind != "phones"]
    for item in chosen:
        if item.kind == "phones":
            more = max(0, min(_PHONES_MOST - item.minutes, room - _SPARE))
            teaching.append(replace(item, minutes=item.minutes + more))
    if pause:
        teaching.insert(_break_at(teaching, _WELCOME + roll_call), Item("break", pause))
    items = (
        Item("welcome", _WELCOME),
        Item("roll-call", roll_call),
        *teaching,
        Item("recap", _RECAP),
        Item("next", _NEXT),
    )
    return Plan(minutes, max(0, people), _with_starts(items), tuple(left_out))


def _choose_items(
    lessons: Mapping[str, int], room: int, before: Sequence[str], bulletins: Collection[str]
) -> tuple[list[Item], list[str], int]:
    """Return the items that fit, in running order, the keys of those that do not, and the minutes left.

    The first lesson has priority, then own phones, the refresher, the scam of the week, and the others.
    After a lesson that does not fit none is taken, for it may build on that one.
    """
    bulletin = next((lesson for lesson in lessons if lesson in bulletins), "")
    wanted = [
        Item("lesson", class_minutes(took), lesson=lesson)
        for lesson, took in lessons.items()
        if lesson != bulletin
    ]
    first = wanted[:1]
    others = [replace(item, droppable=True) for item in wanted[1:]]
    phones = Item("phones", _PHONES_LEAST)
    took = class_minutes(lessons[bulletin]) if bulletin else _SCAM
    scam = Item("scam", took, lesson=bulletin, droppable=True)
    refresh = [Item("refresh", _REFRESH, droppable=True, again=tuple(before))] if before else []
    taken: list[Item] = []
    left_out: list[str] = []
    stopped = False
    for item in (*first, phones, *refresh, scam, *others):
        if item.minutes > room or (stopped and item.kind == "lesson"):
            left_out.append(item.key)
            stopped = stopped or item.kind == "lesson"
        else:
            taken.append(item)
            room -= item.minutes
    order: dict[Kind, int] = {"refresh": 0, "scam": 1, "lesson": 2, "phones": 3}
    return sorted(taken, key=lambda item: order[item.kind]), left_out, room


def _break_at(teaching: Sequence[Item], opening: int) -> int:
    """Return the index of the item before which the break comes: after about 25 minutes, never last."""
    ends = list(accumulate((item.minutes for item in teaching), initial=opening))
    places = range(1, max(2, len(teaching)))
    return min(places, key=lambda at: abs(ends[at] - SITTING_BEFORE_BREAK))


def _with_starts(items: Sequence[Item]) -> tuple[Item, ...]:
    starts = accumulate((item.minutes for item in items), initial=0)
    return tuple(replace(item, start=start) for item, start in zip(items, starts, strict=False))


CARDS_ON_A_SHEET = 2
"""The sheet with the card for the fridge has two, to be cut apart."""


def sheets_of_cards(people: int) -> int:
    """Return how many sheets have a card for the fridge for each of so many people."""
    return ceil(max(1, people) / CARDS_ON_A_SHEET)


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies to print: pages of a lesson, sheets of cards for the fridge, or sets of number cards."""

    paper: Paper
    copies: int
    lesson: str = ""


def papers_to_print(plan: Plan, cards: Collection[str]) -> tuple[Copies, ...]:
    """Return what to print for everybody: the page and card of each lesson, and number cards to hold up.

    `cards` are the lessons that have a card for the fridge.
    """
    copies = max(1, plan.people)
    kinds: tuple[Paper, ...] = ("handout", "card")
    of_lessons = (
        Copies(paper, sheets_of_cards(copies) if paper == "card" else copies, lesson)
        for lesson in plan.lessons
        for paper in kinds
        if paper != "card" or lesson in cards
    )
    return (*of_lessons, Copies("numbers", copies)) if plan.lessons else ()


@dataclass(frozen=True, slots=True)
class PhoneTables:
    """The number of people by kind of phone, of those whose phone is known."""

    android: int
    iphone: int
    without: int

    @staticmethod
    def for_people(people: int) -> int:
        """Return the number of tables for this many people."""
        return ceil(people / _PEOPLE_AT_A_TABLE)


def phone_tables(phones: Iterable[Phone]) -> PhoneTables:
    """Count people by phone; those with neither kind of smartphone sit beside a neighbour."""
    kinds = list(phones)
    without = kinds.count("basic") + kinds.count("none")
    return PhoneTables(kinds.count("android"), kinds.count("iphone"), without)
