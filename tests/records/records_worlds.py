"""Laptops that work, meet, are copied and have wrong clocks, by chance."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from random import Random

from records_samples import NOW, Clock, finished, opened, reached, responded, started

from tutor.records.class_events import AttendanceState
from tutor.records.classes import RecordsDeclinedError
from tutor.records.exchange import Content
from tutor.records.people import NotHereError
from tutor.records.store import Store

MONDAY = date(2026, 12, 7)
STATES: tuple[AttendanceState, ...] = ("present", "late", "absent")


def copy_of(store: Store, seed: int, clock: Clock) -> Store:
    """Return the records of a laptop whose disk was copied."""
    copy = opened(None, clock, seed=seed)
    store._connection.backup(copy._connection)
    return copy


class World:
    """Laptops that work, meet, are copied and have wrong clocks; the sticks that they wrote are kept."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.laptops = [self._laptop(number) for number in range(self.random.choice((2, 3, 4)))]
        self.sticks: list[Content] = []
        self.own_sessions: dict[int, list[str]] = {}

    def _clock(self) -> Clock:
        return Clock(NOW + timedelta(days=self.random.choice((0, 0, -2500, 1500, 4000))))

    def _laptop(self, number: int) -> Store:
        return opened(None, self._clock(), seed=self.random.getrandbits(32))

    def run(self, acts: int) -> None:
        """Let the laptops work."""
        for _ in range(acts):
            at = self.random.randrange(len(self.laptops))
            kind = self.random.choice(_ACTS)
            with suppress(RecordsDeclinedError, NotHereError):
                getattr(self, kind)(at, self.laptops[at])
        self.sticks += [store.exchange.content() for store in self.laptops]

    def _someone(self, store: Store) -> str:
        people = store.people()
        return self.random.choice(people).id if people else store.add_person(name="Hoa").id

    def add(self, at: int, store: Store) -> None:
        store.add_person(name=self.random.choice(("Hoa", "Lan")), hamlet="Xóm 3")

    def change(self, at: int, store: Store) -> None:
        name, hamlet = self.random.choice(("Hoa", "Mai")), self.random.choice(("Xóm 3", ""))
        store.change_person(self._someone(store), name=name, hamlet=hamlet)

    def learn(self, at: int, store: Store) -> None:
        run = f"{at}-{self.random.getrandbits(20)}"
        store.append(self._someone(store), [started(run), responded(run, 1), finished(run)])

    def go_on(self, at: int, store: Store) -> None:
        person = self._someone(store)
        for run in store.open_runs(person) or ():
            store.append(person, [reached(run.run, run.step + 1)])
        store.append(person, [started(f"{at}-{self.random.getrandbits(20)}")])

    def plan(self, at: int, store: Store) -> None:
        session = store.classes.plan_session(day=MONDAY + timedelta(days=at)).id
        self.own_sessions.setdefault(at, []).append(session)

    def call(self, at: int, store: Store) -> None:
        for session in self.own_sessions.get(at, ())[-1:]:
            mark = self.random.choice(STATES), ""
            store.classes.note_attendances(session, {self._someone(store): mark})  # type: ignore[dict-item]

    def agree(self, at: int, store: Store) -> None:
        store.classes.give_consent(self._someone(store), "1", "aloud")

    def refuse(self, at: int, store: Store) -> None:
        store.classes.withdraw_consent(self._someone(store))

    def erase(self, at: int, store: Store) -> None:
        store.erase_person(self._someone(store))

    def compare(self, at: int, store: Store) -> None:
        one, other = self._someone(store), self._someone(store)
        if one != other:
            same = self.random.random() < 0.7
            store.classes.compare_people([(one, other)], same=same)

    def copy(self, at: int, store: Store) -> None:
        if len(self.laptops) < 5:
            self.laptops.append(copy_of(store, self.random.getrandbits(32), self._clock()))

    def pack(self, at: int, store: Store) -> None:
        self.sticks.append(store.exchange.content())

    def receive(self, at: int, store: Store) -> None:
        if self.sticks:
            store.exchange.join(self.random.choices(self.sticks, k=self.random.choice((1, 1, 2))))


_ACTS = (
    *("add", "change", "learn", "learn", "go_on", "plan", "call", "call", "call", "agree"),
    *("refuse", "erase", "compare", "compare", "copy", "pack", "pack", "receive", "receive"),
)


def schedule(sticks: Sequence[Content], random: Random) -> list[list[Content]]:
    """Return the sticks in any order, some together and some again."""
    order = [*sticks, *random.choices(sticks, k=random.randrange(3))]
    random.shuffle(order)
    groups: list[list[Content]] = []
    for stick in order:
        if groups and random.random() < 0.2:
            groups[-1].append(stick)
        else:
            groups.append([stick])
    return groups
