"""The store of a commune or a province: a real PostgreSQL, which has and reports what a laptop would."""

import json
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

import click
import psycopg
import pytest
from cheap_keys import make_cheap_keys
from hub_kit import load, records_of, report_of, settle, village
from measures.postgres_server import program, server
from patience import wait_until
from records_samples import opened
from records_worlds import World, schedule
from reports_kit import EN, NOW, SUBJECTS, TODAY, Village, named

from tutor.cli import DONE, MISSING, USAGE, USER_DATA
from tutor.cli.group import run
from tutor.hub import areas, erasing, loading, postgres, stick
from tutor.hub.bundle import write_bundle as write_bundle_of
from tutor.hub.postgres import Connection, HubError
from tutor.hub.province import REPORTS
from tutor.records.exchange import PAYLOAD, PERSON_COLUMNS, RUN, Content
from tutor.records.journal import EventIds, hash_of
from tutor.reports.build import KINDS, make_request
from tutor.reports.exports import as_text
from tutor.reports.report import Scope

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(program("initdb") is None, reason="there is no PostgreSQL server here"),
]

WORDS = "bốn con trâu đỏ"
COMMUNE, OTHER, DIVIDED = "12472", "12499", "13318"


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with server() as running:
        yield running.owner


_numbers = count()


@pytest.fixture
def db(cluster: str) -> str:
    """Return an empty database."""
    name = f"hub{next(_numbers)}"
    with psycopg.connect(f"{cluster} dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{cluster} dbname={name}"


@pytest.fixture
def hub(db: str) -> Iterator[Connection]:
    """Return a store without records."""
    with postgres.connected(db) as connection:
        postgres.migrate(connection, postgres.scripts(), "store")
        yield connection


@pytest.mark.parametrize("seed", [9, 31, 158, 5599])
def test_bundles_in_any_order_give_the_records_of_a_laptop_that_joined_them(
    hub: Connection, seed: int
) -> None:
    world = World(seed)
    world.run(world.random.choice((12, 24, 36)))
    laptop = opened(None, seed=99)
    laptop.exchange.join(world.sticks)
    expected = laptop.exchange.content()
    ends: list[dict[str, object]] = []
    for _ in range(3):
        hub.execute("TRUNCATE event, person, session, loaded, stale")
        for group in schedule(world.sticks, world.random):
            load(hub, *group)
        ends.append(records_of(hub))
    assert ends[0] == ends[1] == ends[2]
    events = hub.execute(f"SELECT {areas.EVENT_COLUMNS} FROM event").fetchall()
    assert sorted(events) == sorted(expected.events)
    assert areas.people_of(hub, "") == expected.people


def test_the_store_prints_the_reports_of_a_laptop(hub: Connection) -> None:
    here, there = village(1, COMMUNE), village(2, OTHER)
    load(hub, there.store.exchange.content(), here.store.exchange.content())
    for kind in KINDS:
        expected = as_text(here.report(kind), EN)
        assert as_text(report_of(hub, kind, COMMUNE), EN) == expected
        assert "Thôn Đông" in expected or kind in ("summary", "check", "scam", "progress")


def test_the_figures_of_all_communes_are_the_sums_of_those_of_the_communes(
    hub: Connection, tmp_path: Path
) -> None:
    (tmp_path / "targets.yaml").write_text("format: 1\nproficient_skills: 1\n", encoding="utf-8")
    villages = {code: village(seed, code) for seed, code in enumerate((COMMUNE, OTHER, DIVIDED), 1)}
    load(hub, *(each.store.exchange.content() for each in villages.values()))
    settle(hub)
    one = villages[COMMUNE]
    one.home = tmp_path
    request = make_request(SUBJECTS, tmp_path, translate=EN, today=TODAY, scope=Scope())
    [expected] = named(one.report("attendance"), "months")
    del expected["month"]
    figures = REPORTS["attendance"](hub, request)
    by_code = dict(zip((DIVIDED, OTHER, COMMUNE), named(figures, "communes"), strict=False))
    assert expected.items() <= by_code[COMMUNE].items()
    *_, whole = named(figures, "communes")
    counts = ("classes", "there", "unnamed", "late", "absent", "before", "back")
    assert [whole[name] for name in counts] == [3 * int(str(expected[name])) for name in counts]
    former = named(figures, "communes-before")
    assert [(row["province"], row["district"], row["classes"]) for row in former] == [
        ("Tỉnh Hà Nam", "several districts", 3),
        ("Tỉnh Thái Bình", "Huyện Quỳnh Phụ", 6),
    ]
    figures = REPORTS["coverage"](hub, request)
    report = one.report("coverage")
    for row in named(figures, "proficient")[:3]:
        assert row["proficient"] == named(report, "residents")[-1]["proficient"] == 5
    homes = [row["homes-reached"] for row in named(figures, "reached")]
    assert homes == [1, 1, 1, 3]
    assert named(report, "households")[-1]["reached"] == 1


def test_records_that_are_joined_while_figures_are_made_are_in_them(
    db: str, hub: Connection
) -> None:
    first, second = (village(seed, COMMUNE).store.exchange.content() for seed in (1, 2))
    load(hub, first)
    with postgres.connected(db) as other, ThreadPoolExecutor(1) as pool:
        with other.transaction():
            load(other, second)
            done = pool.submit(settle, hub)
            wait_until(lambda: done.done() or _is_waiting(other, hub))
        done.result()
    assert hub.execute("SELECT area FROM stale WHERE area = %s", (COMMUNE,)).fetchall() == []
    learners = hub.execute("SELECT count(*) FROM learner WHERE area = %s", (COMMUNE,)).fetchone()
    assert learners == (22,)


def _is_waiting(asked: Connection, other: Connection) -> bool:
    query = "SELECT wait_event_type FROM pg_stat_activity WHERE pid = %s"
    return asked.execute(query, (other.info.backend_pid,)).fetchone() == ("Lock",)


def test_small_communes_are_put_together_in_both_boundaries(hub: Connection) -> None:
    for seed, (code, people) in enumerate(((COMMUNE, 7), (OTHER, 3), (DIVIDED, 4)), 1):
        small = Village(seed=seed)
        for who in small.people(people, commune=code):
            small.played(who)
        load(hub, small.store.exchange.content())
    settle(hub)
    request = make_request(SUBJECTS, Path("/nowhere"), translate=EN, today=TODAY, scope=Scope())
    figures = REPORTS["coverage"](hub, request)
    known = [
        [row["known"] for row in named(figures, key)] for key in ("proficient", "proficient-before")
    ]
    assert known == [[7, 7, 14], [7, 7]]


def test_a_commune_reads_its_own_people_and_a_province_nobody(db: str, hub: Connection) -> None:
    here, there = village(1, COMMUNE), village(2, OTHER)
    load(hub, here.store.exchange.content(), there.store.exchange.content())
    settle(hub)
    postgres.allow(hub, "xa", loads=False, province=False, areas=[COMMUNE])
    postgres.allow(hub, "tinh", loads=False, province=True, areas=())
    postgres.allow(hub, "nap", loads=True, province=False, areas=())
    with postgres.connected(db.replace("user=tutor", "user=xa")) as reading:
        assert as_text(report_of(reading, "coverage", COMMUNE), EN) == as_text(
            here.report("coverage"), EN
        )
        assert areas.people_of(reading, OTHER) == ()
        other = hub.execute("SELECT id FROM person WHERE area = %s", (OTHER,)).fetchall()
        query = "SELECT count(*) FROM event WHERE learner = ANY(%s)"
        assert reading.execute(query, ([who for (who,) in other],)).fetchone() == (0,)
    with postgres.connected(db.replace("user=tutor", "user=tinh")) as reading:
        request = make_request(SUBJECTS, Path("/nowhere"), translate=EN, today=TODAY, scope=Scope())
        assert named(REPORTS["attendance"](reading, request), "communes")[-1]["classes"] == 6
        assert named(REPORTS["coverage"](reading, request), "reached")[-1]["people"] == 22
    for account, query in (
        ("xa", "DELETE FROM person"),
        ("xa", "SELECT * FROM learner"),
        ("tinh", "SELECT name FROM person"),
        ("tinh", "SELECT learner FROM learner"),
        ("tinh", "SELECT payload FROM event"),
        ("nap", "DROP TABLE person"),
    ):
        with (
            pytest.raises(HubError, match="may not do that"),
            postgres.connected(db.replace("user=tutor", f"user={account}")) as reading,
        ):
            reading.execute(query.encode())
    with postgres.connected(db.replace("user=tutor", "user=nap")) as loading_:
        assert load(loading_, village(4, OTHER).store.exchange.content())[0].new_people == 13
        settle(loading_)


def test_who_is_erased_in_the_store_is_erased_at_the_laptop_that_receives_it(
    hub: Connection,
) -> None:
    here = village(1, COMMUNE)
    hoa = here.person("Nguyễn Thị Hoa-Mẫu", commune=COMMUNE)
    before = here.store.exchange.content()
    others = [person for person in here.store.people() if person.name.startswith("Người")]
    session = here.class_on(date(2026, 11, 24), [hoa, *others[:3]], commune=COMMUNE)
    after = here.store.exchange.content()
    load(hub, before, after)
    erasing.erase(hub, [hoa.id], staff=False, now=NOW, new_id=EventIds(lambda: NOW, Random(7)))
    load(hub, before, replace(after, people=after.people[1:]))
    settle(hub)
    for table in ("event", "person", "learner"):
        rows = hub.execute(
            f"SELECT t::text FROM {table} AS t WHERE t::text LIKE %s", ("%Hoa-Mẫu%",)
        )
        assert rows.fetchall() == []
    query = "SELECT present FROM session WHERE session = %s"
    assert hub.execute(query, (session,)).fetchone() == (4,)
    here.store.exchange.join([areas.content_of(hub, COMMUNE)])
    assert "Nguyễn Thị Hoa-Mẫu" not in [person.name for person in here.store.people()]
    assert here.store.exchange.content().events == areas.content_of(hub, COMMUNE).events


def test_bundles_that_share_events_and_people_can_be_joined_side_by_side(
    db: str, hub: Connection, tmp_path: Path, typed: list[str]
) -> None:
    here, there = (village(s, COMMUNE).store.exchange.content() for s in (1, 2))
    whole = Content((*here.events, *there.events), (*here.people, *there.people))
    contents = [
        *(
            Content(whole.events[at::3][::step], whole.people[at:])
            for at in range(3)
            for step in (1, -1)
        ),
        *(here, there, whole, there),
    ]
    for number, content in enumerate(contents):
        sealed = write_bundle_of(content, WORDS, b"s" * 16)
        (tmp_path / f"{number}.goi").write_bytes(sealed)
    load(hub, *contents)
    expected = records_of(hub)
    hub.execute("TRUNCATE event, person, session, loaded, stale")
    files = sorted(tmp_path.iterdir())
    merged = list(loading.load_files(hub, db, files, WORDS, "", 4))
    assert all(isinstance(each, loading.Merged) for each in merged)
    assert records_of(hub) == expected
    assert sum(each.known for each in merged if isinstance(each, loading.Merged)) >= 1


def test_what_was_loaded_before_is_not_loaded_again(hub: Connection) -> None:
    here, there = village(1, COMMUNE), village(2, OTHER)
    content = here.store.exchange.content()
    [first] = load(hub, content)
    assert (first.new_people, first.new_events, first.known) == (13, len(content.events), False)
    expected = records_of(hub)
    assert load(hub, here.store.exchange.content()) == [loading.Merged(known=True)]
    hub.execute("TRUNCATE stale")
    parts = here.store.exchange.content()
    load(hub, Content(parts.events[5:], parts.people[1:]), Content(parts.events[:9], ()))
    assert hub.execute("SELECT FROM stale").fetchall() == []
    # The same in another bundle, with one row that somebody changed and gave a hash.
    content = here.store.exchange.content()
    changed = [*content.events[0]]
    changed[PAYLOAD] = "{}"
    changed[-1] = hash_of(changed[:-1])
    other = Content((tuple(changed), *content.events[1:]), content.people[:-1])
    [again] = load(hub, other)
    assert (again.new_events, again.differing, again.new_people) == (0, 1, 0)
    load(hub, content)
    assert (records_of(hub) == expected) == (content.events[0][-1] > changed[-1])
    [both] = load(hub, Content((*content.events, *there.store.exchange.content().events), ()))
    assert both.new_events == len(there.store.exchange.content().events)


def test_a_commune_that_was_forgotten_is_named_by_loading_the_same_once_more(
    hub: Connection,
) -> None:
    load(hub, village(1, "").store.exchange.content())
    settle(hub)
    [again] = load(hub, village(1, "").store.exchange.content(), area=COMMUNE)
    settle(hub)
    assert again.known
    for table in ("person", "session", "learner"):
        areas_in = hub.execute(f"SELECT DISTINCT area FROM {table}").fetchall()
        assert areas_in == [(COMMUNE,)]


def test_any_text_of_a_row_is_stored_as_it_is(hub: Connection) -> None:
    row = [*village(1, COMMUNE).store.exchange.content().events[0]]
    row[RUN] = "a\\b\tc\nd\re \\. ạ"
    row[-1] = hash_of(row[:-1])
    load(hub, Content((tuple(row),), ()))
    assert records_of(hub)["event"] == [tuple(row)]


def test_a_dump_of_postgresql_has_everything(db: str, cluster: str, hub: Connection) -> None:
    load(hub, village(1, COMMUNE).store.exchange.content())
    dump, psql = program("pg_dump"), program("psql")
    assert dump is not None
    assert psql is not None
    with psycopg.connect(f"{cluster} dbname=postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE again")
    saved = subprocess.run([dump, "-d", db], check=True, capture_output=True).stdout
    restore = [str(psql), "-q", "-v", "ON_ERROR_STOP=1", "-d", f"{cluster} dbname=again"]
    subprocess.run(restore, check=True, input=saved, stdout=subprocess.DEVNULL)
    with postgres.connected(f"{cluster} dbname=again") as again:
        postgres.check_version(again)
        assert records_of(again) == records_of(hub)


def test_a_store_of_another_version_is_refused_until_it_is_brought_up_to_date(db: str) -> None:
    scripts = postgres.scripts()
    with postgres.connected(db) as connection:
        with pytest.raises(HubError, match="no records in this store yet"):
            postgres.check_version(connection)
        assert postgres.migrate(connection, scripts[:1], "store") == 1
        with pytest.raises(HubError, match="of an older version"):
            postgres.check_version(connection)
        with pytest.raises(HubError, match="refused it"), postgres.connected(db) as broken:
            postgres.migrate(broken, (*scripts[:2], "SELECT nothing"), "store")
        assert postgres.migrate(connection, scripts, "store") == len(scripts) - 1
        assert postgres.migrate(connection, scripts, "store") == 0
        postgres.check_version(connection)
        connection.execute("UPDATE schema_version SET version = version + 1")
        for check in (postgres.check_version, lambda c: postgres.migrate(c, scripts, "store")):
            with pytest.raises(HubError, match="of a newer version"):
                check(connection)
        columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'person'"
        names = {name for (name,) in connection.execute(columns)}
        assert names == {*PERSON_COLUMNS, "area"}


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the words that are typed where a passphrase is asked for, made to a key quickly."""
    words: list[str] = []
    make_cheap_keys(monkeypatch.setattr)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: words.pop(0))
    return words


def command(db: str, *arguments: object) -> int:
    return run(["--lang", "en", "hub", *map(str, arguments), "--db", db])


def write_bundle(folder: Path, content: Content, words: str = WORDS) -> None:
    folder.mkdir(exist_ok=True)
    stick.pack_onto(folder, content, [], words)


def test_a_stick_is_loaded_reported_and_carried_on_by_commands(
    db: str, tmp_path: Path, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    here, usb = village(1, ""), tmp_path / "usb"
    write_bundle(usb, here.store.exchange.content())
    write_bundle(usb, village(2, OTHER).store.exchange.content(), "một hai ba bốn năm")
    (usb / "ảnh.goi").write_bytes(b"PK\x03\x04")
    assert command(db, "init") == DONE
    assert command(db, "load", usb / "tutor-0001.goi", "--commune", "Không có xã này") == USAGE
    capsys.readouterr()
    typed += [WORDS, WORDS]
    assert command(db, "load", usb, "--commune", COMMUNE) == USER_DATA
    printed = capsys.readouterr()
    notes = len(here.store.exchange.content().events)
    assert printed.out == f"New: {notes} notes, 13 people.\n"
    assert printed.err.splitlines() == [
        "ảnh.goi is no bundle of this program.",
        "tutor-0002.goi does not open with this passphrase.",
    ]
    assert command(db, "load", usb / "tutor-0001.goi") == DONE
    assert capsys.readouterr().out == "New: 0 notes, 0 people.\n"
    assert command(db, "report", "attendance", "--commune", COMMUNE, "--json") == DONE
    assert json.loads(capsys.readouterr().out)["tables"][0]["rows"][0][1] == 3
    assert command(db, "report", "coverage") == DONE
    assert "Xã Quỳnh Phụ, Tỉnh Hưng Yên" in capsys.readouterr().out
    assert command(db, "report", "progress") == USAGE
    assert command(db, "report", "coverage", "--to", "1/12/2026") == USAGE
    assert command(db, "erase", "Nobody", "--commune", COMMUNE) == USAGE
    assert command(db, "erase", "Người 3", "--commune", COMMUNE) == USAGE
    typed += ["n"]
    assert command(db, "erase", "Người 6", "--commune", COMMUNE) == USER_DATA
    who = next(person.id for person in here.store.people() if person.name == "Người 6")
    assert command(db, "erase", who[:8], "--commune", COMMUNE, "--yes") == DONE
    typed += [WORDS]
    write_bundle(tmp_path / "back", Content())
    assert command(db, "pack", tmp_path / "back", "--commune", COMMUNE) == DONE
    here.store.exchange.join(stick.contents_of(stick.read_bundles(tmp_path / "back", WORDS)))
    assert who not in [person.id for person in here.store.people()]
    assert command(db, "allow", "xa-mau", "--commune", COMMUNE, "--load", "--province") == DONE


def test_a_server_that_goes_in_the_middle_has_what_it_had(
    db: str,
    tmp_path: Path,
    typed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for seed in (1, 2):
        write_bundle(tmp_path / "usb", village(seed, COMMUNE).store.exchange.content())
    assert command(db, "init") == DONE
    capsys.readouterr()

    def go(joining: loading._Joining, **_: object) -> None:
        joining._connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    typed += [WORDS, WORDS]
    with monkeypatch.context() as patch:
        patch.setattr(loading._Joining, "mark_stale", go)
        assert command(db, "load", tmp_path / "usb") == MISSING
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert printed.err.startswith("The connection to the store broke off: ")
    with postgres.connected(db) as connection:
        for table in ("event", "person", "session", "stale", "loaded"):
            assert connection.execute(f"SELECT FROM {table}").fetchall() == []
    assert command(db, "load", tmp_path / "usb") == DONE
