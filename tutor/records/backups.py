"""Copies of the records beside them: one a day, and the way back to one when the file is harmed."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from tutor.records import database, journal, people, projections
from tutor.records.database import StoreUnavailable

KEPT = 7
# After a restore, numbers go on far above those of events that the harmed file may have held.
_SEQ_GAP = 1_000_000
_NAME = re.compile(r"tutor-(\d{6,})-(\d{8})\.db")


def _sync(path: Path) -> None:
    """Wait until a file, and on POSIX its place in the folder, is on disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class Backups:
    """The copies of one file of records, in the folder `backups` beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = path.parent / "backups"

    def _found(self) -> list[tuple[int, str, Path]]:
        """Return number, day and path of all copies, newest first.

        Numbers tell the order, for a clock that was once wrong would keep a wrong date on top for ever.
        """
        if not self._folder.is_dir():
            return []
        matches = ((_NAME.fullmatch(path.name), path) for path in self._folder.iterdir())
        return sorted(
            ((int(m.group(1)), m.group(2), path) for m, path in matches if m), reverse=True
        )

    def due(self, today: date) -> bool:
        """Tell whether the newest copy is of another day."""
        found = self._found()
        return not found or found[0][1] != f"{today:%Y%m%d}"

    def make(self, connection: sqlite3.Connection, today: date) -> None:
        """Copy the records as they stand, whole or not at all; raises sqlite3.Error or OSError."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        found = self._found()
        number = found[0][0] + 1 if found else 1
        draft = self._folder / f"draft-{os.getpid()}.db"
        draft.unlink(missing_ok=True)
        try:
            database.for_this_user(draft)
            connection.execute("VACUUM INTO ?", (str(draft),))
            target = self._folder / f"tutor-{number:06d}-{today:%Y%m%d}.db"
            _sync(draft)
            draft.replace(target)
            _sync(target)
        finally:
            draft.unlink(missing_ok=True)
        for _, _, path in self._found()[KEPT:]:
            with suppress(OSError):
                path.unlink()

    def guard(self) -> None:
        """Let nobody else read what lies beside the records: an older program left it open to all."""
        for path in (*(path for _, _, path in self._found()), *self._beside()):
            database.for_this_user(path)

    def _beside(self) -> list[Path]:
        """Return harmed files that were set aside, and the journals."""
        name = self._path.name
        patterns = (f"{name}.damaged-*", f"{name}-journal")
        return [path for pattern in patterns for path in self._path.parent.glob(pattern)]

    def sweep(self, connection: sqlite3.Connection, today: date) -> int:
        """Make one fresh copy and delete all others, harmed files too: they hold what was to be erased.

        Returns how many were deleted; raises sqlite3.Error or OSError, and then some may still be there.
        """
        connection.execute("VACUUM")
        # Drafts first: one that another program is just finishing is then met under its new name.
        old = [*self._folder.glob("draft-*"), *(path for _, _, path in self._found())]
        old += self._path.parent.glob(f"{self._path.name}.damaged-*")
        old += self._path.parent.glob("restoring-*.db*")
        self.make(connection, today)
        gone = 0
        for path in old:
            if path.exists():
                path.unlink()
                gone += 1
        # What was unlinked must not come back after a power cut: both folders have to be on disk.
        for kept in (self._found()[0][2], self._path):
            _sync(kept)
        return gone

    def newest_good(self, scripts: tuple[str, ...]) -> Path | None:
        """Return the newest copy that is whole and that this program can read, None if there is none."""
        for _, _, path in self._found():
            try:
                with closing(database.connect(path)) as connection:
                    if database.check(connection, scripts):
                        return path
            except (sqlite3.Error, StoreUnavailable):
                continue
        return None

    def recover(
        self, scripts: tuple[str, ...], now: datetime, migrate: Callable[[sqlite3.Connection], None]
    ) -> bool:
        """Put new records in the place of the harmed file, which is set aside under a dated name.

        They hold the newest good copy and whatever can still be read of the harmed file; returns whether
        that is anything. A file that is missing is made anew from the copy. `migrate` makes or renews the
        tables. Raises OSError or sqlite3.Error, and then the harmed file is still in its place.
        """
        missing = not self._path.exists()
        good = self.newest_good(scripts)
        draft = self._path.with_name(f"restoring-{os.getpid()}.db")
        draft.unlink(missing_ok=True)
        try:
            database.for_this_user(draft)
            if good is not None:
                shutil.copyfile(good, draft)
            with closing(database.connect(draft)) as connection:
                migrate(connection)
                rescued = self._rescue(connection, of_harmed=not missing)
            _sync(draft)
            self._swap(draft, self._free_name(now), missing=missing)
            _sync(self._path)
        finally:
            draft.unlink(missing_ok=True)
            draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)
        return rescued or good is not None

    def _swap(self, draft: Path, aside: Path, *, missing: bool) -> None:
        """Put new records in their place; a harmed file, and a journal that is nobody's now, go aside."""
        if not missing:
            # Two names for the harmed file, then one step that swaps it: never a moment without records.
            try:
                aside.hardlink_to(self._path)
            except OSError:
                database.for_this_user(aside)
                shutil.copyfile(self._path, aside)
        self._set_journal_aside(aside)
        if missing:
            try:
                # Where another program that starts just now was quicker, its file stays.
                self._path.hardlink_to(draft)
            except FileExistsError:
                pass
            except OSError:
                draft.replace(self._path)
        else:
            draft.replace(self._path)

    def _rescue(self, connection: sqlite3.Connection, *, of_harmed: bool) -> bool:
        rescued = False
        with database.transaction(connection):
            if of_harmed:
                with suppress(sqlite3.Error), closing(database.connect(self._path)) as harmed:
                    rescued = rescue(harmed, connection)
            _, seq = journal.next_seq(connection)
            connection.execute("UPDATE device SET seq_floor = ?", (seq + _SEQ_GAP,))
            projections.derive(connection)
        return rescued

    def _free_name(self, now: datetime) -> Path:
        stem = f"{self._path.name}.damaged-{now:%Y%m%dT%H%M%S}"
        name, count = self._path.with_name(stem), 1
        while name.exists():
            count += 1
            name = self._path.with_name(f"{stem}-{count}")
        return name

    def _set_journal_aside(self, aside: Path) -> None:
        """Move a rollback journal with the file it belongs to; it would spoil another."""
        leftover = self._path.with_name(f"{self._path.name}-journal")
        if leftover.exists() and leftover.stat().st_size:
            leftover.replace(aside.with_name(f"{aside.name}-journal"))


def rescue(harmed: sqlite3.Connection, into: sqlite3.Connection) -> bool:
    """Copy whole events and readable people that `into` lacks, within the caller's transaction.

    Returns whether there were any.
    """
    before = into.total_changes
    # From both ends up to the harmed page; the events of today stand at the far end.
    for backward in (False, True):
        try:
            for row in journal.rows_as_they_lie(harmed, backward=backward):
                journal.adopt(into, row)
            break
        except sqlite3.Error:
            continue
    with suppress(sqlite3.Error):
        for person in reversed(people.all_people(harmed)):
            with suppress(sqlite3.Error):
                people.adopt(into, people.legible(person))
    return into.total_changes > before
