"""Starts `tutor` so that it writes into a file how many answers of a run were taken when a page was drawn.

ACKNOWLEDGED names the file; each of its lines is the id of a run and the count of its answers. With LOSES, a
chance from 0 to 1 at each writing, the records lose from then on whatever they say is written.
"""

import os
import random
import runpy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tutor.engine import responses as r
from tutor.engine.events import Event
from tutor.lesson import run
from tutor.lesson.run import LessonRun
from tutor.records.store import Store
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.paged_view import PagedView

_counts: dict[str, int] = {}


def replace(owner: object, name: str, function: Callable[..., object]) -> None:
    """Put a function into a module or class in place of its own."""
    setattr(owner, name, function)


def count_answers() -> None:
    """Count the answers that each run has taken; those that it had are in the records."""
    open_run, respond = run.open_run, LessonRun.respond

    def open_and_count(script: Any, learner: str, store: Store, *more: Any, **named: Any) -> Any:
        opened = open_run(script, learner, store, *more, **named)
        _counts[opened.state.run] = len(store.responses(opened.state.run))
        return opened

    def respond_and_count(this: LessonRun, response: r.Response) -> bool:
        changed = respond(this, response)
        _counts[this.state.run] = _counts.get(this.state.run, 0) + changed
        return changed

    replace(run, "open_run", open_and_count)
    replace(LessonRun, "respond", respond_and_count)


def acknowledge(file: str) -> None:
    """Write the count whenever a page of a lesson has been drawn."""
    mark_drawn = PagedView._mark_drawn
    lines = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    def mark_and_write(this: PagedView[Any]) -> None:
        mark_drawn(this)
        if isinstance(this, LessonScreen):
            run_id = this.run_now.state.run
            os.write(lines, f"{run_id} {_counts[run_id]}\n".encode())

    replace(PagedView, "_mark_drawn", mark_and_write)


def lose(chance: float) -> None:
    """Have the records lose what they say is written, from some moment on."""
    append = Store.append
    lost: list[bool] = []

    def append_or_lose(this: Store, learner: str, events: Sequence[Event]) -> None:
        if lost or random.random() < chance:
            lost.append(True)
        else:
            append(this, learner, events)

    replace(Store, "append", append_or_lose)


if __name__ == "__main__":
    count_answers()
    acknowledge(os.environ["ACKNOWLEDGED"])
    if "LOSES" in os.environ:
        lose(float(os.environ["LOSES"]))
    calm = Path(__file__).parents[1] / "support" / "calm_app.py"
    runpy.run_path(str(calm), run_name="__main__")
