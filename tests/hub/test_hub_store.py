"""The store of a commune or a province: a real PostgreSQL, which has and reports what a laptop would."""

from collections.abc import Iterator
from itertools import count

import psycopg
import pytest
from measures.postgres_server import program, server
from records_samples import opened
from records_worlds import World, schedule

from tutor.hub import areas, decoding, loading, postgres
from tutor.hub.bundle import pack
from tutor.hub.postgres import Connection
from tutor.records.exchange import Content

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


def content_of(hub: Connection) -> Content:
    people = hub.execute("SELECT DISTINCT area FROM person").fetchall()
    contents = [areas.content_of(hub, area) for (area,) in people]
    return Content(
        tuple(sorted({row for content in contents for row in content.events})),
        tuple(row for content in contents for row in content.people),
    )


@pytest.mark.parametrize("seed", [9, 31, 158, 5599, 12, 13])
def test_bundles_in_any_order_give_the_records_of_a_laptop_that_joined_them(
    cluster: str, hub: Connection, seed: int
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
