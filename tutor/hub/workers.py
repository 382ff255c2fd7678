"""Processes that work for the store side by side, each with a connection of its own."""

import gc
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from tutor.hub.postgres import Connection, errors_in_words, open_connection

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# The connection of this process, once it has one.
_connections: list[Connection] = []


def work(
    connection: Connection,
    db: str,
    task: Callable[[Connection, _Item], _Result],
    items: Sequence[_Item],
    processes: int,
) -> Iterator[_Result]:
    """Yield what a task returns for each item, in their order; it is a function that can be pickled.

    Other processes wait for no disk when they commit: see `commit_later`. Where one process is enough it
    works here, on this connection. Raises what the task raises.
    """
    if min(processes, len(items)) < 2:
        for item in items:
            yield task(connection, item)
        return
    pool = ProcessPoolExecutor(min(processes, len(items)), initializer=_start)
    try:
        futures = [pool.submit(_do, db, task, item) for item in items]
        for future in futures:
            yield future.result()
    except BrokenProcessPool as error:
        raise OSError(None, "a process that works for the store was ended") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _start() -> None:
    # Ctrl-C ends the process that waits for these, and that ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing that is made of events refers to itself, and to look for that takes a tenth of the time.
    gc.disable()


def _do(db: str, task: Callable[[Connection, _Item], _Result], item: _Item) -> _Result:
    if not _connections:
        connection = open_connection(db)
        connection.execute("SET synchronous_commit = off")
        _connections.append(connection)
    [connection] = _connections
    with errors_in_words():
        return task(connection, item)
