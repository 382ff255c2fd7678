"""Report of an unexpected exception: one sentence for the user, and a log file for developers."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from platform import platform, python_version

from tutor import DISTRIBUTION
from tutor.i18n import N_, Translator
from tutor.paths import records_file

FAILED = 1
_LOG_NAME = "error.log"
# An endless recursion must not fill the disk.
_FRAMES_AT_MOST = 40


def report_crash(error: BaseException, translate: Translator) -> int:
    """Print on stderr that the program had to close, write the log, and return the exit status."""
    file = records_file().with_name(_LOG_NAME)
    message = N_(
        "The program met an error and had to close; what was kept is still there: please open it again."
    )
    sentences = [translate(message)]
    with suppress(OSError):
        _write(file, "".join(_lines(error)))
        sentences.append(translate(N_("For those who mend it: {file}"), file=file))
    # stderr itself may be closed.
    with suppress(OSError, ValueError):
        sys.stderr.write(" ".join(sentences) + "\n")
    return FAILED


def _lines(error: BaseException) -> Iterator[str]:
    """Yield the tracebacks of an error and its causes.

    Values and error messages are left out: names and typed text may be in them.
    """
    yield f"tutor {version(DISTRIBUTION)}, Python {python_version()}, {platform()}\n"
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield f"\n{type(current).__module__}.{type(current).__qualname__}\n"
        frames = traceback.extract_tb(current.__traceback__)
        yield from traceback.format_list(frames[-_FRAMES_AT_MOST:])
        current = _cause(current)


def _cause(error: BaseException) -> BaseException | None:
    # Textual's WorkerFailed keeps the original exception in `error`.
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else error.__cause__ or error.__context__


def _write(file: Path, text: str) -> None:
    """Replace a file by one that this user alone can read; raises OSError."""
    file.unlink(missing_ok=True)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with os.fdopen(os.open(file, flags, 0o600), "w", encoding="utf-8") as log:
        log.write(text)
