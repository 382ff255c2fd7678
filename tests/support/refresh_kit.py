"""A learner with a past: shipped lessons that were played on earlier days."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from solver import walk

from tutor.engine.run import Script, resolve_variants
from tutor.lesson.library import Library
from tutor.paths import lessons_folder
from tutor.records.store import Store

LIBRARY = Library((lessons_folder(),))
TODAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LEARNER = "learner"
_RUNS = itertools.count(1)


def play_before(
    store: Store,
    lesson: str,
    *,
    days_ago: int,
    astray: bool = False,
    learner: str = LEARNER,
    earlier: int = 0,
) -> None:
    """Keep a whole run of a lesson, right or astray, on an earlier day."""
    play_script_before(
        store,
        LIBRARY.script(lesson, "vi"),
        days_ago=days_ago,
        astray=astray,
        learner=learner,
        earlier=earlier,
    )


def play_script_before(
    store: Store,
    script: Script,
    *,
    days_ago: int,
    astray: bool = False,
    learner: str = LEARNER,
    earlier: int = 0,
) -> None:
    """Keep a whole run of a script."""
    run, at = f"before-{next(_RUNS)}", TODAY - timedelta(days=days_ago)
    played = walk(resolve_variants(script, earlier), astray=astray, now=at, earlier=earlier)
    store.append(learner, [replace(event, run=run) for _, events in played for event in events])
