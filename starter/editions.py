"""The editions of the program that this account has installed from sticks, and which of them starts."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from starter.environment import write_through
from starter.words import Refusal

Step = Literal["start", "first", "update", "repair", "older", "declined"]


@dataclass(frozen=True, slots=True)
class Edition:
    """An installed edition: its name, when it was made, and the form of records that it reads."""

    key: str
    made: str
    schema: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """The edition that starts, the one to go back to, and the key of one that somebody went back from."""

    current: Edition | None = None
    previous: Edition | None = None
    declined: str = ""

    def with_update(self, edition: Edition) -> "State":
        """Return the state after an edition was installed."""
        same = self.current is not None and self.current.key == edition.key
        return State(edition, self.previous if same else self.current)

    def with_return(self) -> "State":
        """Return the state after the two editions changed places."""
        return State(self.previous, self.current, self.current.key if self.current else "")


def read_state(folder: Path) -> State:
    """Return the state of the installed editions; an unreadable one counts as none."""
    try:
        fields: dict[str, Any] = json.loads((folder / "state.json").read_text(encoding="utf-8"))
        current, previous = (
            Edition(**fields[name]) if fields[name] else None for name in ("current", "previous")
        )
        return State(current, previous, str(fields["declined"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def write_state(folder: Path, state: State) -> None:
    """Replace the state, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / "state.json.new"
    write_through(draft, json.dumps(asdict(state), indent=1))
    draft.replace(folder / "state.json")


def next_step(state: State, key: str, made: str, *, works: bool) -> Step:
    """Return what is to be done with the edition of a stick.

    `works` tells whether the edition that starts now is whole.
    """
    current = state.current
    if current is None:
        return "first"
    if current.key == key:
        return "start" if works else "repair"
    if not works:
        return "first"
    if key == state.declined:
        return "declined"
    return "older" if made < current.made else "update"


def unused(state: State, folders: list[str]) -> list[str]:
    """Return the folders of editions that neither start nor can be gone back to."""
    used = {edition.key for edition in (state.current, state.previous) if edition}
    return [name for name in folders if name not in used]


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one window at a time install what belongs to a folder; raise Refusal while another does.

    The system takes the lock back from a process that ended in any way.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise Refusal("busy") from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
