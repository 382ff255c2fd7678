"""Screens: home of a learner, the topics, and the lessons of a topic."""

import asyncio
from functools import partial

from typing_extensions import override

from tutor.content.catalogue import LessonEntry, Topic
from tutor.lesson.view import Line
from tutor.records.projections import LessonProgress
from tutor.ui.lesson_lists import (
    due_today,
    finished_lessons,
    lessons_of,
    next_lesson,
    read_history,
    topics,
    unfinished_lesson,
)
from tutor.ui.screens.menu import Item, Menu, MenuScreen

ALL_LESSONS, OWN_RECORD, OTHER_PERSON = 7, 8, 9


def minutes_left(entry: LessonEntry, progress: LessonProgress) -> int:
    """Return the estimated minutes of the rest of an open run, at least 1."""
    steps = max(1, progress.steps)
    return max(1, round(entry.minutes * (steps - progress.step) / steps))


class HomeScreen(MenuScreen):
    """Menu of a learner: continue, drill, next lesson, all lessons. Enter picks the first item."""

    def __init__(self) -> None:
        super().__init__()
        self._history: tuple[LessonProgress, ...] = ()
        self._due: tuple[LessonEntry, ...] = ()

    @override
    async def load(self) -> None:
        self._history = await read_history(self.session)
        due = due_today(self.session)
        self._due = await asyncio.to_thread(due.lessons, self.settings.language)

    @override
    def initial_focus(self) -> int | None:
        return next(choice.number for choice in self._view.numbered())

    @override
    def make_menu(self) -> Menu:
        p, session = self.phrases, self.session
        items = [
            *self._lessons(),
            Item(p("All lessons"), self._open_topics, number=ALL_LESSONS),
        ]
        if session.person is not None and finished_lessons(self._history):
            items.append(
                Item(p("What you can do already"), self._open_own_record, number=OWN_RECORD)
            )
        items.append(
            Item(p("Somebody else learns"), self.host.ask_who, number=OTHER_PERSON, way_out=True)
        )
        named = session.person is not None and session.person.name
        hello = p("Hello {name}.", name=session.display_name(others=())) if named else p("Hello.")
        lines = (Line(f"{hello} {p('What would you like to learn today?')}", "lead"),)
        return Menu(p("Your lessons"), lines, items)

    def _lessons(self) -> list[Item]:
        """Return the items for the unfinished lesson, the drill of due lessons and the next new lesson."""
        from tutor.engine.drill import DRILL
        from tutor.learning.refresh import TITLE, drill_subject

        p = self.phrases
        items = []
        unfinished = unfinished_lesson(self.session, self._history)
        if unfinished is not None:
            entry, progress = unfinished
            text = p("Continue: {lesson}", lesson=entry.title)
            left = p.plural_steps(progress.steps - progress.step, minutes_left(entry, progress))
            items.append(self._lesson(entry.id, text, left))
        due = [p.fill(entry.title) for entry in self._due]
        if due and (unfinished is None or unfinished[0].id != DRILL):
            items.append(self._lesson(DRILL, p(TITLE), drill_subject(due, p)))
        following = next_lesson(self.session, self._history)
        if following is not None:
            text = p("Next lesson: {lesson}", lesson=following.title)
            minutes = p("about {minutes} minutes", minutes=following.minutes)
            items.append(self._lesson(following.id, text, minutes))
        return items

    def _lesson(self, lesson: str, text: str, detail: str) -> Item:
        return Item(text, partial(self.host.open_lesson, lesson), detail=detail)

    def _open_topics(self) -> None:
        self.app.push_screen(TopicsScreen())

    def _open_own_record(self) -> None:
        from tutor.ui.screens.own_record import OwnRecordScreen

        self.app.push_screen(OwnRecordScreen())

    @override
    async def go_back(self) -> None:
        self.host.ask_who()


class FinishedLessonsScreen(MenuScreen):
    """Base class of the menus that tell which lessons were finished."""

    def __init__(self) -> None:
        super().__init__()
        self._finished: frozenset[str] = frozenset()

    @override
    async def load(self) -> None:
        self._finished = finished_lessons(await read_history(self.session))


class TopicsScreen(FinishedLessonsScreen):
    """Menu of the topics that have lessons, with the number of finished lessons."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = []
        for topic in topics(self.session):
            entries = lessons_of(self.session, topic.id)
            lessons = p.plural_lessons(len(entries))
            finished = sum(entry.id in self._finished for entry in entries)
            detail = (
                p("{lessons}, {finished} done", lessons=lessons, finished=finished)
                if finished
                else lessons
            )
            items.append(Item(topic.name, partial(self._open, topic), detail=detail))
        lines = (Line(p("Which topic would you like?"), "lead"),)
        return Menu(p("Topics"), lines, items, more=p("More topics"))

    def _open(self, topic: Topic) -> None:
        self.app.push_screen(LessonsScreen(topic))


class LessonsScreen(FinishedLessonsScreen):
    """Menu of the lessons of one topic, with their minutes or "done before"."""

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self._topic = topic

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(
                entry.title,
                partial(self.host.open_lesson, entry.id),
                detail=p("done before")
                if entry.id in self._finished
                else p("about {minutes} minutes", minutes=entry.minutes),
            )
            for entry in lessons_of(self.session, self._topic.id)
        ]
        lines = (Line(p("Which lesson would you like?"), "lead"),)
        return Menu(self._topic.name, lines, items, more=p("More lessons"))
