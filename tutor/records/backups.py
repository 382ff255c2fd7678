"""Backups of the records: one a day beside them, and the restore of a damaged or missing file."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from tutor.paths import sync_folder
from tutor.records import database, journal, people, projections, transfer
from tutor.records.database import StoreUnavailable

MOST_BACKUPS = 7
# After a restore, sequence numbers continue far above those that the damaged file may have held.
_SEQ_GAP = 1_000_000
_NAME = re.compile(r"tutor-(\d{6,})-(\d{8})\.db")


def _sync(path: Path) -> None:
    """Wait until a file, and on POSIX its directory entry, is on disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


class Backups:
    """The backups of one file of records, in the folder `backups` beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = path.parent / "backups"

    def _existing(self) -> list[tuple[int, str, Path]]:
        """Return number, day and path of all backups, the newest first.

        They are in the order of their numbers, for a date may be that of a wrong clock.
        """
        if not self._folder.is_dir():
            return []
        matches = ((_NAME.fullmatch(path.name), path) for path in self._folder.iterdir())
        return sorted(
            ((int(m.group(1)), m.group(2), path) for m, path in matches if m), reverse=True
        )

    def due(self, today: date) -> bool:
        """Return True unless the newest backup is of today."""
        existing = self._existing()
        return not existing or existing[0][1] != f"{today:%Y%m%d}"

    def make(self, connection: sqlite3.Connection, today: date) -> None:
        """Back up the records atomically; raise sqlite3.Error or OSError."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        existing = self._existing()
        number = existing[0][0] + 1 if existing else 1
        draft = self._folder / f"draft-{os.getpid()}.db"
        draft.unlink(missing_ok=True)
        try:
            database.make_private(draft)
            connection.execute("VACUUM INTO ?", (str(draft),))
            target = self._folder / f"tutor-{number:06d}-{today:%Y%m%d}.db"
            _sync(draft)
            draft.replace(target)
            _sync(target)
        finally:
            draft.unlink(missing_ok=True)
        for _, _, path in self._existing()[MOST_BACKUPS:]:
            with suppress(OSError):
                path.unlink()

    def make_private(self) -> None:
        """Let no other user read backups and damaged files: an older program left them readable."""
        for path in (*(path for _, _, path in self._existing()), *self._beside()):
            database.make_private(path)

    def _beside(self) -> list[Path]:
        """Return damaged files that were set aside, and the rollback journals."""
        name = self._path.name
        patterns = (f"{name}.damaged-*", f"{name}-journal")
        return [path for pattern in patterns for path in self._path.parent.glob(pattern)]

    def sweep(self, connection: sqlite3.Connection, today: date) -> int:
        """Make a new backup and delete all others and damaged files, which contain what was erased.

        Returns the number deleted. Raises sqlite3.Error or OSError; then some may be left.
        """
        connection.execute("VACUUM")
        # Drafts first: one that another program finishes meanwhile is then found under its new name.
        old = [*self._folder.glob("draft-*"), *(path for _, _, path in self._existing())]
        # Those of the starter, from before an update and from before the return to an older program.
        old += self._folder.glob("before-*.db")
        old += self._path.parent.glob(f"{self._path.name}.damaged-*")
        old += self._path.parent.glob("restoring-*.db*")
        self.make(connection, today)
        deleted = 0
        for path in old:
            if path.exists():
                path.unlink()
                deleted += 1
        # Deleted files must not come back after a power cut, so both folders are synced.
        for path in (self._existing()[0][2], self._path):
            _sync(path)
        return deleted

    def newest_good(self, scripts: tuple[str, ...]) -> Path | None:
        """Return the newest undamaged backup that this program can read, if any."""
        for _, _, path in self._existing():
            try:
                with closing(database.connect(path)) as connection:
                    if database.check_schema(connection, scripts):
                        return path
            except (sqlite3.Error, StoreUnavailable):
                continue
        return None

    def replace_damaged(self, connection: sqlite3.Connection) -> bool:
        """Take events from the backups, the newest first, if there are any whose hash does not match.

        A damaged event gives way to that of its id or number; where nothing of it can be read, its event is
        one that is missing here. Returns True if an event was taken. Raises sqlite3.Error or OSError.
        """
        left = transfer.damaged_rows(connection)
        if not left:
            return False
        taken = 0
        with database.transaction(connection):
            for _, _, path in self._existing():
                try:
                    with closing(database.connect(path)) as backup:
                        like = {row: transfer.rows_like(backup, row) for row in left}
                        missing = transfer.missing_rows(connection, backup)
                except sqlite3.Error:
                    # This backup is damaged itself.
                    continue
                before = len(left)
                left = [
                    row for row in left if not transfer.replace_damaged(connection, row, like[row])
                ]
                taken += before - len(left)
                taken += sum(transfer.adopt(connection, row) for row in missing)
            if taken:
                projections.settle(connection)
        return taken > 0

    def recover(
        self, scripts: tuple[str, ...], now: datetime, migrate: Callable[[sqlite3.Connection], None]
    ) -> bool:
        """Replace the damaged file, which is set aside under a dated name, or the missing one.

        The new file contains the newest good backup and what can still be read of the damaged file; returns
        True if that is anything. `migrate` creates or updates the tables. Raises OSError or sqlite3.Error;
        then the damaged file is still in its place.
        """
        missing = not self._path.exists()
        good = self.newest_good(scripts)
        draft = self._path.with_name(f"restoring-{os.getpid()}.db")
        draft.unlink(missing_ok=True)
        try:
            database.make_private(draft)
            if good is not None:
                shutil.copyfile(good, draft)
            with closing(database.connect(draft)) as connection:
                migrate(connection)
                rescued = self._rescue(connection, of_damaged=not missing)
            _sync(draft)
            self._swap(draft, self._free_name(now), missing=missing)
            _sync(self._path)
        finally:
            draft.unlink(missing_ok=True)
            draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)
        return rescued or good is not None

    def _swap(self, draft: Path, aside: Path, *, missing: bool) -> None:
        """Move the new file into place; set aside the damaged one and its rollback journal."""
        if not missing:
            # A second name for the damaged file, then one atomic replace: there is always a file.
            try:
                aside.hardlink_to(self._path)
            except OSError:
                database.make_private(aside)
                shutil.copyfile(self._path, aside)
        self._set_journal_aside(aside)
        if missing:
            try:
                # If another program that starts now was quicker, its file stays.
                self._path.hardlink_to(draft)
            except FileExistsError:
                pass
            except OSError:
                draft.replace(self._path)
        else:
            draft.replace(self._path)

    def _rescue(self, connection: sqlite3.Connection, *, of_damaged: bool) -> bool:
        rescued = False
        with database.transaction(connection):
            if of_damaged:
                with suppress(sqlite3.Error), closing(database.connect(self._path)) as damaged:
                    rescued = copy_readable(damaged, connection)
            _, seq = journal.next_seq(connection)
            connection.execute("UPDATE device SET seq_floor = ?", (seq + _SEQ_GAP,))
            projections.settle(connection)
        return rescued

    def _free_name(self, now: datetime) -> Path:
        stem = f"{self._path.name}.damaged-{now:%Y%m%dT%H%M%S}"
        name, count = self._path.with_name(stem), 1
        while name.exists():
            count += 1
            name = self._path.with_name(f"{stem}-{count}")
        return name

    def _set_journal_aside(self, aside: Path) -> None:
        """Move a rollback journal with the file it belongs to; it would corrupt another file."""
        leftover = self._path.with_name(f"{self._path.name}-journal")
        if leftover.exists() and leftover.stat().st_size:
            leftover.replace(aside.with_name(f"{aside.name}-journal"))


def copy_readable(damaged: sqlite3.Connection, into: sqlite3.Connection) -> bool:
    """Copy undamaged events and readable people that `into` lacks, within the caller's transaction.

    Returns True if there were any.
    """
    before = into.total_changes
    # From both ends up to the damaged page; the latest events are at the far end.
    for backward in (False, True):
        try:
            for row in transfer.scan_rows(damaged, backward=backward):
                transfer.adopt(into, row)
            break
        except sqlite3.Error:
            continue
    with suppress(sqlite3.Error):
        for person in reversed(people.all_entries(damaged)):
            with suppress(sqlite3.Error):
                people.adopt(into, people.with_clean_texts(person))
    return into.total_changes > before
