"""The PIN and the lock of the volunteers' side."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.classroom import pin as pin_module
from tutor.classroom.pin import IDLE_SECONDS, MOST_TRIES, WAIT_SECONDS, Fault, Lock, Pin, pin_fault
from tutor.cli import wiring
from tutor.records.store import Store, open_store


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make hashing cheap."""
    from argon2 import PasswordHasher

    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(pin_module, "_hasher", lambda: cheap)


class Seconds:
    """A monotonic clock with an arbitrary start."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def store_at(path: Path) -> Store:
    return open_store(path / "tutor.db", clock=wiring.now)


def set_up(path: Path) -> tuple[Store, Pin, Seconds]:
    store, clock = store_at(path), Seconds()
    pin = Pin(store.pins, clock)
    assert pin.set("4711") is None
    return store, pin, clock


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("4711", None),
        ("47110815", None),
        ("123", "length"),
        ("471108159", "length"),
        ("", "digits"),
        ("47a1", "digits"),
        ("٤٧١١", "digits"),
        ("0000", "easy"),
        ("1234", "easy"),
        ("7890", "easy"),
        ("4321", "easy"),
        ("1235", None),
    ],
)
def test_which_pins_are_accepted(pin: str, fault: Fault | None) -> None:
    assert pin_fault(pin) == fault


def test_a_pin_is_set_once_and_stored_as_a_hash(tmp_path: Path) -> None:
    store, pin, _ = set_up(tmp_path)
    assert pin.set("4712") == "set"
    store.close()
    assert b"4711" not in (tmp_path / "tutor.db").read_bytes()
    again = Pin(store_at(tmp_path).pins, Seconds())
    assert again.is_set
    assert (again.check("4712"), again.check("4711")) == ("wrong", "right")


def test_without_a_pin_there_is_nothing_to_check(tmp_path: Path) -> None:
    pin = Pin(store_at(tmp_path).pins, Seconds())
    assert not pin.is_set
    assert (pin.check("4711"), pin.wait()) == ("none", 0.0)
    assert pin.set("0000") == "easy"
    assert not pin.is_set


def test_five_wrong_tries_and_then_a_wait_of_five_minutes(tmp_path: Path) -> None:
    _, pin, clock = set_up(tmp_path)
    for left in range(MOST_TRIES, 0, -1):
        assert pin.tries_left() == left
        assert pin.check("9999") == "wrong"
    assert (pin.check("4711"), pin.wait()) == ("locked", WAIT_SECONDS)
    clock.now += WAIT_SECONDS - 1
    assert (pin.check("4711"), pin.wait()) == ("locked", 1.0)
    clock.now += 1
    assert pin.tries_left() == 0
    assert pin.wait() == 0.0
    assert pin.tries_left() == MOST_TRIES
    assert pin.check("4711") == "right"


def test_the_right_pin_restores_all_tries(tmp_path: Path) -> None:
    _, pin, _ = set_up(tmp_path)
    for _ in range(3):
        for _ in range(MOST_TRIES - 1):
            assert pin.check("9999") == "wrong"
        assert pin.check("4711") == "right"


def locked(path: Path) -> tuple[Store, Pin, Seconds]:
    store, pin, clock = set_up(path)
    for _ in range(MOST_TRIES):
        pin.check("9999")
    return store, pin, clock


def test_a_restart_begins_the_wait_again_whatever_the_clocks_show(tmp_path: Path) -> None:
    locked(tmp_path)[0].close()
    for start in (0.0, 5.0, 1e9):
        clock = Seconds(start)
        pin = Pin(store_at(tmp_path).pins, clock)
        assert pin.check("4711") == "locked"
        clock.now += WAIT_SECONDS / 2
        assert pin.check("4711") == "locked"
    clock.now += WAIT_SECONDS / 2
    assert pin.check("4711") == "right"


def test_two_programs_share_the_tries_but_not_the_wait(tmp_path: Path) -> None:
    _, first, clock = set_up(tmp_path)
    later = Seconds()
    second = Pin(store_at(tmp_path).pins, later)
    for number in range(MOST_TRIES):
        assert (first, second)[number % 2].check("9999") == "wrong"
    assert (first.check("4711"), second.check("4711")) == ("locked", "locked")
    clock.now += WAIT_SECONDS
    for _ in range(MOST_TRIES):
        assert first.check("9999") == "wrong"
    # Another lockout began: what was waited for the one before does not count.
    later.now += WAIT_SECONDS
    assert second.check("4711") == "locked"
    assert second.wait() == WAIT_SECONDS


def test_the_end_of_a_wait_ends_only_its_own_lockout(tmp_path: Path) -> None:
    store, pin, _ = locked(tmp_path)
    record = store.pins.find()
    assert record is not None
    store.pins.settle(record.lockouts - 1)
    assert pin.tries_left() == 0
    store.pins.settle(record.lockouts)
    assert pin.tries_left() == MOST_TRIES


def test_a_try_counts_before_it_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, pin, _ = set_up(tmp_path)

    def killed(*_: str) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pin_module, "_matches", killed)
        for _ in range(MOST_TRIES):
            with pytest.raises(KeyboardInterrupt):
                pin.check("4711")
    store.close()
    assert Pin(store_at(tmp_path).pins, Seconds()).check("4711") == "locked"


def test_a_removed_pin_can_be_set_again_and_lockouts_start_again(tmp_path: Path) -> None:
    store, pin, clock = locked(tmp_path)
    clock.now += WAIT_SECONDS
    store.pins.clear()
    assert not pin.is_set
    assert pin.set("0815") is None
    for _ in range(MOST_TRIES):
        assert pin.check("9999") == "wrong"
    assert pin.check("0815") == "locked"


def test_a_damaged_hash_matches_no_pin(tmp_path: Path) -> None:
    store, pin, _ = set_up(tmp_path)
    store.pins.put("rubbish")
    assert pin.check("4711") == "wrong"


def test_the_lock_opens_with_the_pin_and_closes_after_a_pause() -> None:
    lock = Lock()
    assert not lock.is_open(0.0)
    assert not lock.after_key(0.0).is_open(0.0)
    lock = Lock(10.0)
    assert lock.is_open(10.0 + IDLE_SECONDS - 1)
    assert not lock.is_open(10.0 + IDLE_SECONDS)


@given(st.lists(st.floats(0.1, 2 * IDLE_SECONDS), max_size=12))
def test_keys_keep_the_lock_open_until_the_first_long_pause(pauses: list[float]) -> None:
    now, lock = 5.0, Lock(5.0)
    for pause in pauses:
        now += pause
        lock = lock.after_key(now)
    assert lock.is_open(now) == all(pause < IDLE_SECONDS for pause in pauses)
