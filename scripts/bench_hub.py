"""Measure the store of a province in PostgreSQL: loading against COPY of the same rows, reports, size.

Linux only.
By default a million events; `--events 10000000` is a province of 129 communes and 690 teams after a year. The
bundles are written once and kept in the folder that is named. Nothing is asserted: other work on the machine
spoils the figures.
"""

import argparse
import contextlib
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click
from measures.figures import Figure, machine, table
from measures.postgres_server import Server, server
from measures.province import WORDS, communes, write_teams

from tutor.cli import hub
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


@dataclass(frozen=True, slots=True)
class Took:
    """The seconds that something took, and those that processors worked for it, PostgreSQL's included."""

    seconds: float
    processor: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.processor:.1f} s of processors)"


def took(server: Server, work: Callable[[], object]) -> Took:
    began, before = time.perf_counter(), _processor(server)
    work()
    return Took(time.perf_counter() - began, _processor(server) - before)


def _processor(server: Server) -> float:
    here = os.times()
    return here.user + here.system + here.children_user + here.children_system + server.processor()


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


def copied(server: Server, connection: Connection, like: str) -> Took:
    """Return what COPY of all rows takes into an empty table, with the keys of ours or without."""
    file = server.folder / "rows"
    if not file.exists():
        connection.execute(f"COPY event TO '{file}'")
    connection.execute("CHECKPOINT")
    connection.execute(f"CREATE TABLE again (LIKE event {like})")
    copy = took(server, lambda: connection.execute(f"COPY again FROM '{file}'"))
    connection.execute("DROP TABLE again")
    return copy


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
    parser.add_argument(
        "--repacked", action="store_true", help="load it once more, in other bundles"
    )
    options = parser.parse_args()
    teams = max(1, round(options.events / _EVENTS_OF_A_TEAM))
    click.prompt = lambda *_, **__: WORDS  # type: ignore[assignment]
    print(f"{options.events} events of {teams} teams; {machine()}.", flush=True)
    with tempfile.TemporaryDirectory(prefix="tutor-bench-hub-") as name:
        folder = options.folder or Path(name) / "teams"
        lessons = tuple(sorted(skills_by_lesson(Library(lesson_roots()).catalogue)))
        writing = seconds(lambda: write_teams(folder, teams, options.events, lessons))
        files = sorted(folder.iterdir())
        size = sum(file.stat().st_size for file in files)
        print(f"bundles: {size / 1e6:.0f} MB, written in {writing:.0f} s", flush=True)
        with server(*_SETTINGS) as running:
            _measure(running, folder, files, Path(name) / "again" if options.repacked else None)


def _measure(server: Server, folder: Path, files: list[Path], again: Path | None) -> None:
    db = f"{server.owner} dbname=postgres"
    place = ("--db", db)
    tutor("init", *place)
    settling: list[Took] = []
    settle = hub._settle

    def settle_measured(*arguments: Any) -> None:
        settling.append(took(server, lambda: settle(*arguments)))

    hub._settle = settle_measured  # type: ignore[assignment]
    first = took(server, lambda: print(tutor("load", folder, *place).strip()))
    print(f"{first}, of this for figures {settling[0]}; {machine()}", flush=True)
    second = took(server, lambda: print(tutor("load", folder, *place).strip()))
    print(f"the same again: {second}", flush=True)
    with postgres.connected(db) as connection:
        _print_size(connection)
        bare, keys = (copied(server, connection, like) for like in ("", "INCLUDING ALL"))
        print(f"COPY without keys: {bare}; with the same keys: {keys}", flush=True)
        connection.execute("VACUUM ANALYZE")
    [made, *_] = settling
    joined = Took(first.seconds - made.seconds, first.processor - made.processor)
    figures = [
        *_against_copy("load everything", first, keys, 2),
        *_against_copy("of this, to join the bundles", joined, keys, None),
        *_against_copy("load everything again", second, keys, 0.5),
    ]
    for kind in ("coverage", "attendance"):
        times = [seconds(partial(tutor, "report", kind, *place)) for _ in range(5)]
        figures.append(Figure(f"{kind} of all communes", "s", times, [], "", 1.5))
    for kind in ("coverage", "attendance"):
        time_ = seconds(partial(tutor, "report", kind, "--commune", communes()[0], *place))
        figures.append(Figure(f"{kind} of one commune", "s", [time_], [], "", None))
    print(table(figures), flush=True)
    if again is None:
        return
    repack(files, again)
    other = took(server, lambda: print(tutor("load", again, *place).strip()))
    print(table(_against_copy("load it in other bundles", other, keys, None)), flush=True)


def _against_copy(what: str, ours: Took, copy: Took, bar: float | None) -> list[Figure]:
    return [
        Figure(what, "s", [ours.seconds], [copy.seconds], "COPY of the same rows", bar),
        Figure(f"{what}, processor", "s", [ours.processor], [copy.processor], "that of COPY", None),
    ]


def _print_size(connection: Connection) -> None:
    [counts] = connection.execute(
        """
        SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM person),
               (SELECT count(*) FROM session), (SELECT count(DISTINCT area) FROM person)
        """
    )
    print("{} events, {} people, {} classes, {} communes".format(*counts))
    [(whole, events, keys)] = connection.execute(
        """
        SELECT pg_database_size(current_database()), pg_relation_size('event'),
               pg_indexes_size('event')
        """
    )
    print(
        f"size: {whole / 1e9:.2f} GB, of this events {events / 1e9:.2f} GB and their keys "
        f"{keys / 1e9:.2f} GB; {whole / counts[0]:.0f} bytes an event",
        flush=True,
    )


if __name__ == "__main__":
    main()
