"""What is said when something goes wrong that nobody foresaw: one sentence, and a file for who mends it."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from platform import platform, python_version

from tutor.i18n import N_, Translator
from tutor.paths import records_file

FAILED = 1
_LOG_NAME = "error.log"
# A recursion without end must not fill the disk.
_FRAMES_AT_MOST = 40


def told(error: BaseException, translate: Translator) -> int:
    """Say on the error output that the program had to close; return its exit status."""
    file = records_file().with_name(_LOG_NAME)
    said = translate(
        N_(
            "The program met an error and had to close; what was kept is still there: please open it "
            "again."
        )
    )
    try:
        _write(file, "".join(_lines(error)))
    except OSError:
        where = ""
    else:
        where = " " + translate(N_("For those who mend it: {file}"), file=file)
    # The error output may be what went away.
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{said}{where}\n")
    return FAILED


def _lines(error: BaseException) -> Iterator[str]:
    """Yield where an error came from, and what led to it.

    Neither the values of variables nor what errors say of themselves: names and typed text may be in both.
    """
    yield f"tutor {version('tutor')}, Python {python_version()}, {platform()}\n"
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield f"\n{type(one).__module__}.{type(one).__qualname__}\n"
        frames = traceback.extract_tb(one.__traceback__)
        yield from traceback.format_list(frames[-_FRAMES_AT_MOST:])
        one = _cause(one)


def _cause(error: BaseException) -> BaseException | None:
    # A failed worker of Textual keeps what it failed of in a place of its own.
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else error.__cause__ or error.__context__


def _write(file: Path, text: str) -> None:
    """Write a file that this user alone reads, in the place of the one before; raises OSError."""
    file.unlink(missing_ok=True)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with os.fdopen(os.open(file, flags, 0o600), "w", encoding="utf-8") as log:
        log.write(text)
