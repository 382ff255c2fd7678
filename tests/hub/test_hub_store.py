"""The store of a commune or a province: a real PostgreSQL, which has and reports what a laptop would."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest
from measures.postgres_server import program, server
from records_samples import opened
from records_worlds import World, schedule
from reports_kit import EN, NOW, SUBJECTS, TODAY, Village

from tutor.hub import areas, decoding, loading, postgres
from tutor.hub.bundle import pack
from tutor.hub.postgres import Connection
from tutor.records.exchange import Content
from tutor.reports.build import KINDS, make_request
from tutor.reports.exports import as_text
from tutor.reports.report import Report, ReportKind, Scope

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(program("initdb") is None, reason="there is no PostgreSQL server here"),
]

COMMUNE, OTHER = "12472", "12499"


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with server() as running:
        yield running


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


def load(hub: Connection, *contents: Content, area: str = "") -> list[loading.Merged]:
    return [loading.merge(hub, decoding.decode(pack(content)), area) for content in contents]


def records_of(hub: Connection) -> dict[str, object]:
    queries = {
        "event": f"SELECT {areas.EVENT_COLUMNS} FROM event ORDER BY id",
        "person": "SELECT * FROM person ORDER BY id",
        "session": "SELECT session, area FROM session ORDER BY session",
    }
    return {name: hub.execute(query).fetchall() for name, query in queries.items()}


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


def village(seed: int, commune: str) -> Village:
    """Return the records of a commune: two hamlets, three evenings, lessons on several days, visits."""
    village = Village(seed=seed)
    people = [
        *village.people(7, "Thôn Đông", commune=commune, household="Hộ 1"),
        *village.people(6, "Thôn Tây", commune=commune),
    ]
    team = village.person("Tư", role="staff", commune=commune)
    for evening in range(3):
        there = people[evening : 6 + evening]
        hamlet = "Thôn Đông" if evening else "Thôn Tây"
        day = date(2026, 10, 6) + timedelta(days=7 * evening)
        session = village.class_on(
            day, [*there, team], people[:evening], people[9:10], hamlet, commune
        )
        village.store.classes.count_unnamed(session, evening)
        village.store.classes.note_skill(there[0].id, "giu-ma", alone=True, session=session)
        for who in there:
            village.played(who, "otp", evening % 2, day)
            village.played(who, "goi", 0, day, ("scam-refused", "genuine-accepted"), turns=3)
    visit = village.store.classes.assign_visit(people[-1].id, team.id, "missed")
    village.store.classes.finish_visit(visit)
    village.store.classes.note_task(people[0].id, "giu-ma", "before", "helped")
    village.store.classes.compare_people([(people[0].id, people[1].id)], same=True)
    village.store.erase_person(people[2].id)
    return village


def report_of(hub: Connection, kind: ReportKind, commune: str) -> Report:
    request = make_request(SUBJECTS, Path("/nowhere"), translate=EN, today=TODAY, scope=Scope())
    return KINDS[kind](areas.report_data_of(hub, commune, NOW, with_events=True), request)


def test_the_store_prints_the_reports_of_a_laptop(hub: Connection) -> None:
    here, there = village(1, COMMUNE), village(2, OTHER)
    load(hub, there.store.exchange.content(), here.store.exchange.content())
    for kind in KINDS:
        expected = as_text(here.report(kind), EN)
        assert as_text(report_of(hub, kind, COMMUNE), EN) == expected
        assert "Thôn Đông" in expected or kind in ("summary", "check", "scam", "progress")
