"""The short check: the same few tasks on one's own phone, before the first lesson and after the course."""

from collections.abc import Iterable, Mapping, Sequence

from tutor.classroom.plan import lesson_of
from tutor.learning.skills import SkillsOf
from tutor.records.class_events import CheckResult, CheckStage, TaskChecked
from tutor.records.class_views import ClassSnapshot
from tutor.records.journal import StoredEvent

Results = Mapping[str, CheckResult]
"""How somebody did the tasks of one stage, by their skills."""


def results_by_stage(stored: Iterable[StoredEvent]) -> Mapping[CheckStage, Results]:
    """Return how one learner did each task before and after the course; the last of each stage counts."""
    rows = (row for row in stored if row.kind == TaskChecked.kind)
    results: dict[CheckStage, dict[str, CheckResult]] = {"before": {}, "after": {}}
    for row in sorted(rows, key=lambda row: (row.seq, row.device)):
        event = row.event
        if isinstance(event, TaskChecked):
            results[event.stage][event.skill] = event.result
    return results


def stage_of(
    learner: str, records: ClassSnapshot, stored: Sequence[StoredEvent], skills_of: SkillsOf
) -> CheckStage:
    """Return the stage of a check that is noted now: "before" while the learner has learnt nothing yet.

    Somebody has learnt who began a lesson that trains a skill, or came to a class that is over or in which
    a lesson was begun.
    """
    if any(row.kind == "run-started" and skills_of.get(row.lesson) for row in stored):
        return "after"
    came = {
        mark.session
        for mark in records.attendance
        if mark.learner == learner and mark.state != "absent"
    }
    for session in records.sessions:
        if session.id in came and session.form == "class":
            items = records.items.get(session.id, ())
            begun = any(lesson_of(item.key) and item.state != "dropped" for item in items)
            if begun or (session.held and session.state != "running"):
                return "after"
    return "before"
