"""Screen: the lessons of a class that is being planned; and the values of that class."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from typing_extensions import override

from tutor.classroom.evenings import needed_lessons
from tutor.content.catalogue import LessonEntry
from tutor.content.text import clean
from tutor.lesson.view import Line
from tutor.records.class_events import SessionKind
from tutor.records.class_views import Session
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.list_screen import ListScreen


@dataclass(slots=True)
class PlanDraft:
    """The values of a class or visit that is being planned; `session` is its id, "" before it is saved."""

    day: date
    hamlet: str = ""
    commune: str = ""
    minutes: int = 90
    expected: int = 0
    lessons: tuple[str, ...] = ()
    form: SessionKind = "class"
    time: str = ""
    place: str = ""
    session: str = ""

    @classmethod
    def of(cls, session: Session) -> "PlanDraft":
        """Return the draft of a class or visit that is stored."""
        values = {name: getattr(session, name) for name in cls.__slots__ if name != "session"}
        return cls(**values, session=session.id)

    async def change(self, screen: VolunteerScreen[Any], **changes: Any) -> bool:
        """Change some values and save all; return True on success, and change nothing otherwise."""
        values = {name: getattr(self, name) for name in self.__slots__} | changes
        planned = await screen.keep(lambda: screen.store.classes.plan_session(**values))
        if planned is None:
            return False
        for name, value in {**changes, "session": planned.id}.items():
            setattr(self, name, value)
        return True


NEEDED = 1


class LessonsPick(ListScreen):
    """List all lessons by topic; Enter adds or removes one, and each change of the plan is saved at once."""

    def __init__(self, plan: PlanDraft) -> None:
        super().__init__()
        self._plan = plan

    def _entries(self) -> Sequence[LessonEntry]:
        return self.catalogue.lessons(self.language)

    @override
    def make_menu(self) -> Menu:
        p, picked = self.phrases, self._plan.lessons
        topics = {topic.id: topic.name for topic in self.catalogue.topics(self.language)}
        entries = self._entries()
        items = [
            Item(
                clean(entry.title),
                partial(self._toggle, entry.id),
                value=p("{minutes} min", minutes=entry.minutes) + self._place(entry.id),
                detail=clean(topics.get(entry.topic, "")),
            )
            for entry in entries
        ]
        items.append(Item(p("What this group needs"), self._pick_needed, number=NEEDED))
        minutes = sum(entry.minutes for entry in entries if entry.id in picked)
        text = p("Picked: {count}, about {minutes} minutes.", count=len(picked), minutes=minutes)
        return Menu(p("Lessons"), (Line(text, "lead"),), items)

    def _place(self, lesson: str) -> str:
        """Return the place of a picked lesson in the class."""
        picked = self._plan.lessons
        return f" ✓ {picked.index(lesson) + 1}" if lesson in picked else ""

    @override
    def enter_label(self) -> str:
        entries = self._entries()
        picked = bool(entries) and entries[self.cursor].id in self._plan.lessons
        return self.phrases("Leave out") if picked else self.phrases("Take in")

    async def _pick_needed(self) -> None:
        """Pick the lessons that the group needs: due ones first, then new ones while there is time."""
        plan = self._plan
        lessons = await self.keep(
            lambda: needed_lessons(
                self.store,
                self.catalogue,
                self.language,
                day=plan.day,
                hamlet=plan.hamlet,
                minutes=plan.minutes,
                expected=plan.expected,
            )
        )
        if lessons is not None:
            await plan.change(self, lessons=lessons)
            self.redraw()

    async def _toggle(self, lesson: str) -> None:
        picked = self._plan.lessons
        without = tuple(other for other in picked if other != lesson)
        lessons = without if lesson in picked else (*picked, lesson)
        await self._plan.change(self, lessons=lessons)
        self.redraw()
