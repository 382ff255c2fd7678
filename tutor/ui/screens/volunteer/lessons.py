"""Screen: pick the lessons of a class, in the order of picking."""

from collections.abc import Awaitable, Callable, Sequence

from typing_extensions import override

from tutor.content.catalogue import LessonEntry
from tutor.content.text import clean
from tutor.lesson.view import Choice, Line
from tutor.ui.layout.list_pages import ListRow
from tutor.ui.screens.volunteer.listed import ListScreen

NEEDED = 1


class LessonsPick(ListScreen):
    """List all lessons by topic; Enter adds or removes one, and `take` saves the selection each time.

    `needed` reads the lessons that the group needs from the records.
    """

    def __init__(
        self,
        lessons: tuple[str, ...],
        take: Callable[[tuple[str, ...]], Awaitable[bool]],
        needed: Callable[[], tuple[str, ...]],
    ) -> None:
        super().__init__()
        self._lessons = lessons
        self._take = take
        self._needed = needed

    def _entries(self) -> Sequence[LessonEntry]:
        catalogue = self.services.library.catalogue
        return catalogue.lessons(self.settings.language)

    @override
    def bar(self) -> str:
        return self.phrases("Lessons")

    @override
    def heading(self) -> Sequence[Line]:
        p = self.phrases
        minutes = sum(entry.minutes for entry in self._entries() if entry.id in self._lessons)
        text = p(
            "Picked: {count}, about {minutes} minutes.", count=len(self._lessons), minutes=minutes
        )
        return (Line(text, "lead"),)

    @override
    def make_rows(self) -> Sequence[ListRow]:
        p = self.phrases
        language = self.settings.language
        topics = {
            topic.id: topic.name for topic in self.services.library.catalogue.topics(language)
        }
        return [
            ListRow(
                clean(entry.title),
                self._value(entry, p("{minutes} min", minutes=entry.minutes)),
                clean(topics.get(entry.topic, "")),
            )
            for entry in self._entries()
        ]

    def _value(self, entry: LessonEntry, minutes: str) -> str:
        if entry.id not in self._lessons:
            return minutes
        return f"{minutes} ✓ {self._lessons.index(entry.id) + 1}"

    @override
    def enter_label(self) -> str:
        entries = self._entries()
        taken = bool(entries) and entries[self.cursor].id in self._lessons
        return self.phrases("Leave out") if taken else self.phrases("Take in")

    @override
    def actions(self) -> tuple[Choice, ...]:
        return (Choice(NEEDED, self.phrases("What this group needs")),)

    @override
    async def act(self, number: int) -> None:
        """Select the lessons that the group needs: due ones first, then new ones while there is time."""
        lessons = await self.keep(self._needed)
        if lessons is not None:
            await self._set_lessons(lessons)

    @override
    async def open_row(self) -> None:
        """Add or remove the lesson under the cursor."""
        picked = self._entries()[self.cursor].id
        without = tuple(lesson for lesson in self._lessons if lesson != picked)
        await self._set_lessons(without if picked in self._lessons else (*self._lessons, picked))

    async def _set_lessons(self, lessons: tuple[str, ...]) -> None:
        if await self._take(lessons):
            self._lessons = lessons
        self.redraw()
