"""Measure the store of a province in PostgreSQL: loading against COPY of the same rows, reports, size.

Linux only.
By default a million events; `--events 10000000` is a province of 129 communes and 690 teams after a year. The
bundles are written once and kept in the folder that is named. Nothing is asserted: other work on the machine
spoils the figures.
"""

import argparse
import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click
from measures.figures import Figure, machine, table
from measures.postgres_server import server
from measures.province import WORDS, communes, write_teams

from tutor.cli.group import run
from tutor.hub import postgres
from tutor.hub.bundle import read_bundle, write_bundle
from tutor.hub.postgres import Connection
from tutor.hub.sealing import salt_of
from tutor.learning.skills import skills_by_lesson
from tutor.lesson.library import Library
from tutor.paths import lesson_roots
from tutor.records.exchange import Content

_EVENTS_OF_A_TEAM = 10_000_000 / 690
_SETTINGS = ("fsync=on", "shared_buffers=512MB", "max_wal_size=8GB", "maintenance_work_mem=256MB")


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def tutor(*arguments: object) -> str:
    """Run a command in this process and return what it prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = run(["--lang", "en", "hub", *map(str, arguments)])
    if status:
        sys.exit(f"{arguments}: {status}")
    return out.getvalue()


def copied(connection: Connection, file: Path) -> tuple[float, float]:
    """Return the seconds of COPY of all rows into a table without keys, and into one with those of ours."""
    connection.execute(f"COPY event TO '{file}'")
    times = []
    for like in ("", "INCLUDING ALL"):
        connection.execute("CHECKPOINT")
        connection.execute(f"CREATE TABLE again (LIKE event {like})")
        times.append(seconds(lambda: connection.execute(f"COPY again FROM '{file}'")))
        connection.execute("DROP TABLE again")
    return times[0], times[1]


def repack(files: list[Path], folder: Path) -> None:
    """Write the same records as other bundles: each has those of five teams."""
    folder.mkdir(exist_ok=True)
    for number, at in enumerate(range(0, len(files), 5)):
        contents = [read_bundle(file.read_bytes(), WORDS) for file in files[at : at + 5]]
        whole = Content(
            tuple(row for content in contents for row in content.events),
            tuple(row for content in contents for row in content.people),
        )
        sealed = write_bundle(whole, WORDS, salt_of(files[0].read_bytes()))
        (folder / f"tutor-{number}.goi").write_bytes(sealed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    teams = max(1, round(options.events / _EVENTS_OF_A_TEAM))
    click.prompt = lambda *_, **__: WORDS  # type: ignore[assignment]
    print(f"{options.events} events of {teams} teams; {machine()}.", flush=True)
    with tempfile.TemporaryDirectory(prefix="tutor-bench-hub-") as name:
        folder = options.folder or Path(name) / "teams"
        lessons = tuple(sorted(skills_by_lesson(Library(lesson_roots()).catalogue)))
        took = seconds(lambda: write_teams(folder, teams, options.events, lessons))
        files = sorted(folder.iterdir())
        size = sum(file.stat().st_size for file in files)
        print(f"bundles: {size / 1e6:.0f} MB, written in {took:.0f} s", flush=True)
        with server(*_SETTINGS) as owner:
            _measure(f"{owner} dbname=postgres", folder, files, Path(name) / "again")


def _measure(db: str, folder: Path, files: list[Path], again: Path) -> None:
    place = ("--db", db)
    tutor("init", *place)
    first = seconds(lambda: print(tutor("load", folder, *place).strip()))
    print(f"first load: {first:.1f} s; {machine()}", flush=True)
    second = seconds(lambda: print(tutor("load", folder, *place).strip()))
    print(f"the same again: {second:.1f} s", flush=True)
    with postgres.connected(db) as connection:
        [(count, people, classes, areas)] = connection.execute(
            """
            SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM person),
                   (SELECT count(*) FROM session), (SELECT count(DISTINCT area) FROM person)
            """
        )
        [(whole, events, keys)] = connection.execute(
            """
            SELECT pg_database_size(current_database()), pg_relation_size('event'),
                   pg_indexes_size('event')
            """
        )
        print(f"{count} events, {people} people, {classes} classes, {areas} communes")
        print(
            f"size: {whole / 1e9:.2f} GB, of this events {events / 1e9:.2f} GB and their keys "
            f"{keys / 1e9:.2f} GB; {whole / count:.0f} bytes an event",
            flush=True,
        )
        bare, with_keys = copied(connection, Path(db.split()[0].removeprefix("host=")) / "rows")
        print(f"COPY without keys: {bare:.1f} s; with the same keys: {with_keys:.1f} s", flush=True)
        connection.execute("VACUUM ANALYZE")
    figures = [
        Figure("load everything", "s", [first], [with_keys], "COPY of the same rows", 2),
        Figure("load everything again", "s", [second], [with_keys], "COPY of the same rows", 0.5),
    ]
    for kind in ("coverage", "attendance"):
        times = [seconds(lambda: tutor("report", kind, *place)) for _ in range(5)]  # noqa: B023
        figures.append(Figure(f"{kind} of all communes", "s", times, [], "", 1.5))
    commune = communes()[0]
    for kind in ("coverage", "attendance"):
        times = [seconds(lambda: tutor("report", kind, "--commune", commune, *place))]  # noqa: B023
        figures.append(Figure(f"{kind} of one commune", "s", times, [], "", None))
    print(table(figures), flush=True)
    repack(files, again)
    other = seconds(lambda: print(tutor("load", again, *place).strip()))
    figures = [
        Figure("load it in other bundles", "s", [other], [with_keys], "COPY of the same rows", None)
    ]
    print(table(figures), flush=True)


if __name__ == "__main__":
    main()
