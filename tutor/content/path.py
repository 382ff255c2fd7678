"""The path through the lessons: each comes after those that it names in `after`."""

from collections.abc import Collection, Sequence

from tutor.content.catalogue import LessonEntry


def next_on_path(
    lessons: Sequence[LessonEntry], finished: Collection[str], begun: Collection[str] = ()
) -> LessonEntry | None:
    """Return the first lesson that is new to somebody and whose prerequisites are finished.

    `lessons` are in the order of the curriculum; a prerequisite that is not among them is not waited for.
    """
    known = {entry.id for entry in lessons}
    return next(
        (
            entry
            for entry in lessons
            if entry.id not in finished
            and entry.id not in begun
            and all(name in finished for name in entry.after if name in known)
        ),
        None,
    )


def path(lessons: Sequence[LessonEntry]) -> tuple[LessonEntry, ...]:
    """Return the lessons in the order in which somebody who follows the path takes them.

    Lessons that wait for each other in a circle, which `tutor check` reports, come last.
    """
    taken: dict[str, LessonEntry] = {}
    while (entry := next_on_path(lessons, taken)) is not None:
        taken[entry.id] = entry
    return (*taken.values(), *(entry for entry in lessons if entry.id not in taken))
