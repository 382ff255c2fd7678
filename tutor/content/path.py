"""The path through the lessons: each comes after those that it names in `after`."""

from collections.abc import Collection, Mapping, Sequence

from tutor.content.catalogue import LessonEntry


def next_on_path(
    lessons: Sequence[LessonEntry], finished: Collection[str], begun: Collection[str] = ()
) -> LessonEntry | None:
    """Return the first lesson that is new to somebody, or the first that it still needs, of whatever topic.

    `lessons` are in the order of the curriculum; a prerequisite that is not among them is not waited for, and
    what waits for a lesson that is begun is not offered.
    """
    known = {entry.id: entry for entry in lessons}
    new = (entry for entry in lessons if entry.id not in finished and entry.id not in begun)
    offered = (_first_needed(entry, known, finished, begun, ()) for entry in new)
    return next((entry for entry in offered if entry is not None), None)


def _first_needed(
    entry: LessonEntry,
    known: Mapping[str, LessonEntry],
    finished: Collection[str],
    begun: Collection[str],
    waiting: tuple[str, ...],
) -> LessonEntry | None:
    """Return the lesson, or what has to come first; None where that is begun or waits for itself."""
    if entry.id in begun or entry.id in waiting:
        return None
    needed = [known[name] for name in entry.after if name in known and name not in finished]
    if not needed:
        return entry
    earlier = [_first_needed(one, known, finished, begun, (*waiting, entry.id)) for one in needed]
    return next((one for one in earlier if one is not None), None)


def path(lessons: Sequence[LessonEntry]) -> tuple[LessonEntry, ...]:
    """Return the lessons in the order in which somebody who follows the path takes them.

    Lessons that wait for each other in a circle, which `tutor check` reports, come last.
    """
    taken: dict[str, LessonEntry] = {}
    while (entry := next_on_path(lessons, taken)) is not None:
        taken[entry.id] = entry
    return (*taken.values(), *(entry for entry in lessons if entry.id not in taken))
