import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from threading import Thread
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_samples import (
    NOW,
    Clock,
    events_of,
    finished,
    numbers,
    opened,
    reached,
    rebuild,
    responded,
    started,
)

from tutor.engine.events import Attempted, ChecklistTicked, ConversationEnded, Event, RunLeft
from tutor.paths import records_file
from tutor.records.database import StoreUnavailable
from tutor.records.journal import BUILD_DATE, EventIds
from tutor.records.store import Store

EVERY_KIND: list[Event] = [
    started("r"),
    responded("r", 2),
    reached("r", 1),
    Attempted(
        at=NOW,
        run="r",
        lesson="cuoc-goi-la",
        step=1,
        step_id="hoi",
        verdict="wrong",
        rung=1,
        answer="Đọc mã OTP",
        outcome="scam-believed",
    ),
    ConversationEnded(
        at=NOW,
        run="r",
        lesson="cuoc-goi-la",
        step=2,
        step_id="goi",
        ending="hung-up",
        turns=3,
        tactics=("authority", "urgency"),
        outcome="scam-refused",
    ),
    ChecklistTicked(
        at=NOW, run="r", lesson="cuoc-goi-la", step=3, step_id="may-minh", ticked=(0, 2), items=3
    ),
    RunLeft(at=NOW, run="r", lesson="cuoc-goi-la"),
    finished("r"),
]


def test_appended_events_are_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    store = opened(path)
    store.append("hoa", EVERY_KIND)
    store.close()
    again = opened(path)
    assert events_of(again) == EVERY_KIND
    assert [stored.seq for stored in again.events()] == list(range(1, len(EVERY_KIND) + 1))
    assert again.notices == ()
    assert again.verify() == []


def test_the_file_has_settings_that_survive_a_power_cut(tmp_path: Path) -> None:
    store = opened(tmp_path / "tutor.db")

    def setting(name: str) -> object:
        return store._connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert setting("journal_mode") == "truncate"
    assert setting("synchronous") == 2
    assert setting("foreign_keys") == 1
    assert setting("secure_delete") == 1
    assert setting("busy_timeout") == 10_000


def test_every_table_is_strict_and_event_ids_alone_are_unique(tmp_path: Path) -> None:
    opened(tmp_path / "tutor.db").close()
    with closing(sqlite3.connect(tmp_path / "tutor.db")) as connection:
        tables = connection.execute("SELECT strict FROM pragma_table_list WHERE schema = 'main'")
        unique = connection.execute('SELECT origin FROM pragma_index_list("event") WHERE "unique"')
        assert {strict for (strict,) in tables} <= {1, 0}
        assert unique.fetchall() == [("pk",)]
        names = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0"
        )
        assert {name for (name,) in names} == {"sqlite_schema"}


def test_events_of_one_learner_can_be_read_alone() -> None:
    store = opened(None)
    store.append("hoa", [started("r")])
    store.append("lan", [started("q")])
    assert [event.run for event in store.events("lan")] == ["q"]
    assert [event.run for event in store.events()] == ["r", "q"]


def test_a_long_journal_is_read_completely_and_in_order() -> None:
    store = opened(None)
    store.append("hoa", [responded("r", number) for number in range(1, 1502)])
    assert [event.seq for event in store.events()] == list(range(1, 1502))
    assert numbers(store, "r") == list(range(1, 1502))


def test_an_event_keeps_the_time_and_the_offset_of_its_clock() -> None:
    store = opened(None)
    at = datetime(2026, 12, 1, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=7)))
    store.append("hoa", [started("r", at=at)])
    (stored,) = store.events()
    assert stored.at == at
    assert stored.at.tzinfo == UTC
    assert stored.tz == "+0700"
    assert stored.wall_ms == int(at.timestamp() * 1000)


def test_a_typed_answer_may_hold_anything(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    odd = "Hoà\ud83d\x00\x1b[2J\u202e'; DROP TABLE event; --"
    event = Attempted(
        at=NOW, run="r", lesson="l", step=0, step_id="go", verdict="wrong", rung=0, answer=odd
    )
    store = opened(path)
    store.append("hoa", [event])
    store.close()
    assert events_of(opened(path)) == [event]


def test_events_are_appended_together_or_not_at_all() -> None:
    store = opened(None)

    class Broken:
        kind = "broken"

    with pytest.raises(AttributeError):
        store.append("hoa", [started("r"), Broken()])  # type: ignore[list-item]
    assert list(store.events()) == []
    store.append("hoa", [started("r")])
    assert store.run("r") is not None


def test_appending_no_events_writes_nothing() -> None:
    store = opened(None)
    store.append("hoa", [])
    assert list(store.events()) == []


def test_threads_can_append_at_the_same_time(tmp_path: Path) -> None:
    store = opened(tmp_path / "tutor.db")

    def write(run: str) -> None:
        for number in range(1, 21):
            store.append("hoa", [responded(run, number)])
            store.history("hoa")

    threads = [Thread(target=write, args=(f"r{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [event.seq for event in store.events()] == list(range(1, 121))
    assert len({event.id for event in store.events()}) == 120
    for n in range(6):
        assert numbers(store, f"r{n}") == list(range(1, 21))


def test_a_closed_store_raises_an_error() -> None:
    store = opened(None)
    store.close()
    with pytest.raises(StoreUnavailable):
        store.append("hoa", [started("r")])


def alter(store: Store, sql: str) -> None:
    store._connection.execute(sql)


@pytest.mark.parametrize(
    "change",
    [
        "payload = replace(payload, '2', '3')",
        "payload = 'not json'",
        "learner = 'lan'",
        "seq = 99",
        "at = 'yesterday'",
        "wall_ms = 0",
        "clock_flag = 'ahead'",
        "hash = ''",
        "kind = x'80' || kind",
    ],
)
def test_an_altered_event_is_detected_and_left_out(change: str) -> None:
    store = opened(None)
    store.append("hoa", [started("r"), responded("r", 2), reached("r", 1)])
    ids = [event.id for event in store.events()]
    alter(store, f"UPDATE event SET {change} WHERE seq = 2")
    assert store.verify() == [ids[1]]
    assert [event.seq for event in store.events()] == [1, 3]
    assert store.responses("r") == ()
    rebuild(store)
    store.append("hoa", [finished("r")])


def test_an_event_of_a_newer_program_is_kept_but_has_no_event() -> None:
    store = opened(None)
    store.append("hoa", [started("r")])
    (stored,) = store.events()
    assert stored._replace(v=2).event is None
    assert stored._replace(kind="danced").event is None


def test_two_ids_may_share_device_and_number() -> None:
    store = opened(None)
    store.append("hoa", [started("r")])
    alter(
        store,
        "INSERT INTO event SELECT 'clone', device, seq, at, wall_ms, tz, clock_flag, kind, v, learner,"
        " lesson, run, payload, hash FROM event",
    )
    assert store.verify() == ["clone"]
    assert len(list(store.events())) == 1


def flags(*times: datetime) -> list[str]:
    store = opened(None)
    for at in times:
        store.append("hoa", [started("r", at=at)])
    return [event.clock_flag for event in store.events()]


def test_events_under_a_wrong_clock_are_flagged() -> None:
    day = timedelta(days=1)
    assert flags(NOW, NOW + day) == ["", ""]
    assert flags(BUILD_DATE - day) == ["behind"]
    assert flags(NOW + 10 * day, NOW, NOW + 11 * day) == ["", "behind", ""]
    assert flags(datetime(2099, 1, 1, tzinfo=UTC), NOW) == ["ahead", ""]
    assert flags(*(NOW + n * 1000 * day for n in range(4))) == ["", "", "", ""]


def test_events_are_in_the_order_of_writing_whatever_the_clock_shows() -> None:
    clock = Clock()
    store = opened(None, clock)
    for number, year in enumerate((2026, 2019, 2099, 2027), start=1):
        clock.now = datetime(year, 1, 1, tzinfo=UTC)
        store.append("hoa", [responded("r", number, at=clock.now)])
    assert numbers(store, "r") == [1, 2, 3, 4]
    assert len({event.id for event in store.events()}) == 4


@given(
    st.lists(
        st.datetimes(datetime(1960, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)), min_size=1
    ),
    st.integers(),
)
def test_event_ids_are_increasing_uuid7(times: list[datetime], seed: int) -> None:
    look: Callable[[], datetime] = iter(times).__next__
    new_id = EventIds(look, Random(seed))
    ids = [new_id() for _ in times]
    assert ids == sorted(set(ids))
    for text in ids:
        assert UUID(text).version == 7
        assert UUID(text).variant == "specified in RFC 4122"


def test_an_event_id_contains_its_time() -> None:
    text = EventIds(lambda: NOW, Random(1))()
    assert UUID(text).int >> 80 == int(NOW.timestamp() * 1000)


runs = st.sampled_from(["r1", "r2", "r3"])
lessons = st.sampled_from(["cuoc-goi-la", "tin-nhan"])
batches = st.lists(
    st.tuples(
        st.sampled_from(["hoa", "lan"]),
        st.lists(
            st.one_of(
                st.builds(started, runs, lessons),
                st.builds(reached, runs, st.integers(0, 5), lessons),
                st.builds(responded, runs, st.integers(1, 4), lessons),
                st.builds(finished, runs, lessons),
            ),
            max_size=4,
        ),
    ),
    max_size=12,
)


@given(batches)
def test_rebuilt_progress_equals_the_stored_progress(
    given_batches: list[tuple[str, list[Event]]],
) -> None:
    store = opened(None)
    for learner, events in given_batches:
        store.append(learner, events)
    runs = store._connection.execute("SELECT * FROM run ORDER BY run").fetchall()
    alter(store, "UPDATE run SET step = 99, finished = 1")
    rebuild(store)
    assert store._connection.execute("SELECT * FROM run ORDER BY run").fetchall() == runs


def test_a_run_is_at_the_step_where_it_was_left() -> None:
    store = opened(None)
    store.append("hoa", [started("r", steps=7), reached("r", 0, steps=7)])
    store.append("hoa", [responded("r", 1), reached("r", 3, steps=7)])
    run = store.run("r")
    assert run is not None
    assert (run.learner, run.lesson, run.language) == ("hoa", "cuoc-goi-la", "vi")
    assert (run.revision, run.seed, run.started_at) == ("r1", "s1", NOW)
    assert (run.step, run.step_id, run.steps, run.finished) == (3, "buoc-3", 7, False)
    assert store.open_runs("hoa") == (run,)
    assert store.open_runs("lan") == ()
    assert store.run("q") is None


def test_open_runs_are_sorted_by_last_play_without_finished_ones() -> None:
    store = opened(None)
    store.append("hoa", [started("a", "bai-1"), started("b", "bai-2"), started("c", "bai-3")])
    store.append("hoa", [finished("c", "bai-3"), reached("a", 2, "bai-1")])
    assert [run.run for run in store.open_runs("hoa")] == ["a", "b"]


def test_a_new_run_replaces_the_unfinished_one_of_its_lesson() -> None:
    store = opened(None)
    store.append("hoa", [started("old"), reached("old", 2), started("new")])
    assert [run.run for run in store.open_runs("hoa")] == ["new"]
    store.append("hoa", [finished("new")])
    assert store.open_runs("hoa") == ()


def test_history_counts_finished_runs() -> None:
    store = opened(None)
    later = NOW + timedelta(days=1)
    store.append("hoa", [started("a", "bai-1"), finished("a", "bai-1"), started("b", "bai-2")])
    store.append("hoa", [reached("b", 2, "bai-2"), started("c", "bai-1"), finished("c", "bai-1")])
    store.append("hoa", [started("d", "bai-1"), reached("d", 1, "bai-1", at=later)])
    first, second = store.history("hoa")
    assert (first.lesson, first.times_finished, first.open_run) == ("bai-1", 2, "d")
    assert (first.step, first.steps, first.last_at) == (1, 5, later)
    assert (second.lesson, second.times_finished, second.open_run) == ("bai-2", 0, "b")
    assert store.history("lan") == ()


def test_the_records_are_in_the_users_data_folder(tmp_path: Path) -> None:
    assert records_file({"TUTOR_HOME": str(tmp_path)}) == tmp_path / "tutor.db"
    assert records_file({}).name == "tutor.db"
    assert records_file({}).parent.name == "tutor"
