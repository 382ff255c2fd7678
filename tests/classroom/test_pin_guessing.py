"""Somebody who guesses the PIN: restarts, set clocks and killed programs gain no try."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from fuzzing import round_of, seeds

from tutor.classroom import pin as pin_module
from tutor.classroom.pin import MOST_TRIES, WAIT_SECONDS, Pin
from tutor.records.store import Store, open_store

PIN = "4711"
NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


class Thief:
    """Guesses at random, and does to the program and its clocks what somebody at the laptop can do."""

    PAUSES = (0.0, 1.0, 60.0, WAIT_SECONDS / 2, WAIT_SECONDS - 1)

    def __init__(self, path: Path, random: Random) -> None:
        self._path = path
        self._random = random
        self.now = NOW
        self.seconds = 0.0
        self.waited = 0.0
        self.tries = 0
        self.compared = 0
        self.store, self.pin = self.start()

    def start(self) -> tuple[Store, Pin]:
        """Start the program; its clock begins anywhere."""
        self.seconds = self._random.choice((0.0, 1e9, self._random.random() * 1e4))
        store = open_store(self._path, clock=lambda: self.now)
        return store, Pin(store.pins, lambda: self.seconds)

    def compare(self, hash_: str, pin: str) -> bool:
        self.compared += 1
        if self._random.random() < 0.1:
            # Killed before the answer is known.
            raise KeyboardInterrupt
        return pin == PIN

    def act(self) -> None:
        match self._random.randrange(10):
            case 0:
                self.store.close()
                self.store, self.pin = self.start()
            case 1:
                years = timedelta(days=365 * self._random.randint(-7, 7))
                self.now = NOW + years
            case 2:
                waits = self._random.choice(self.PAUSES)
                self.seconds += waits
                self.waited += waits
            case _:
                self.guess()

    def guess(self) -> None:
        self.tries += 1
        wrong = f"{self._random.randrange(10_000):04}".replace(PIN, "0000")
        before = self.compared
        try:
            verdict = self.pin.check(wrong)
        except KeyboardInterrupt:
            self.store.close()
            self.store, self.pin = self.start()
            return
        assert verdict in ("wrong", "locked")
        assert (self.compared > before) == (verdict == "wrong")


def rob(path: Path, random: Random, acts: int, monkeypatch: pytest.MonkeyPatch) -> Thief:
    """Let a thief act so often; assert that the guesses are as few as the waits allow."""
    thief = Thief(path, random)
    assert thief.pin.set(PIN) is None
    with monkeypatch.context() as patch:
        patch.setattr(pin_module, "_matches", thief.compare)
        for _ in range(acts):
            thief.act()
            assert thief.compared <= MOST_TRIES * (1 + thief.waited // WAIT_SECONDS)
    thief.store.close()
    return thief


def test_a_thief_gets_five_guesses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Thief, "PAUSES", (0.0, 1.0))
    assert rob(tmp_path / "tutor.db", Random(1), 150, monkeypatch).compared == MOST_TRIES


@pytest.mark.slow
def test_guesses_are_few_whatever_is_done_to_the_clocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = compared = waits = 0
    for seed in seeds(40):
        with round_of(seed) as random:
            thief = rob(tmp_path / f"{seed}.db", random, 500, monkeypatch)
        tries += thief.tries
        compared += thief.compared
        waits += int(thief.waited // WAIT_SECONDS)
    print(f"{tries} tries, {compared} compared with the PIN, {waits} times five minutes waited")
