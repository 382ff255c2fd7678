"""The path through the lessons: each comes after those that it names in `after`."""

from collections.abc import Collection, Sequence

from tutor.content.catalogue import LessonEntry


def next_on_path(
    lessons: Sequence[LessonEntry], finished: Collection[str], begun: Collection[str] = ()
) -> LessonEntry | None:
    """Return the first lesson that is new to somebody, or the first that it still needs, of whatever topic.

    `lessons` are in the order of the curriculum; a prerequisite that is not among them is not waited for, and
    what waits for a lesson that is begun is not offered.
    """
    known = {entry.id: entry for entry in lessons}
    # What was looked at leads to no lesson: it is begun, or waits for itself.
    seen = set(begun)
    for entry in lessons:
        waiting = [] if entry.id in finished else [entry]
        while waiting:
            one = waiting.pop()
            if one.id in seen:
                continue
            seen.add(one.id)
            needed = [known[name] for name in one.after if name in known and name not in finished]
            if not needed:
                return one
            waiting += reversed(needed)
    return None


def path(lessons: Sequence[LessonEntry]) -> tuple[LessonEntry, ...]:
    """Return the lessons in the order in which somebody who follows the path takes them.

    Lessons that wait for each other in a circle, which `tutor check` reports, come last.
    """
    taken: dict[str, LessonEntry] = {}
    while (entry := next_on_path(lessons, taken)) is not None:
        taken[entry.id] = entry
    return (*taken.values(), *(entry for entry in lessons if entry.id not in taken))
