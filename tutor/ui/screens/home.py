"""Home, topics and the lessons of a topic."""

import asyncio
from functools import cache

from textual import on
from textual.events import ScreenResume

from tutor.content.catalogue import LessonEntry, Topic
from tutor.play.view import Choice, Line, View
from tutor.records.projections import LessonProgress
from tutor.ui.screens.paged import PagedScreen

LISTED = 7
MORE = 8
# These stand on the same numbers whatever else is listed: the hand learns them.
ALL_LESSONS, OWN_RECORD, OTHER_PERSON = 7, 8, 9


def minutes_left(entry: LessonEntry, progress: LessonProgress) -> int:
    """Return about how many minutes the rest of an open run takes, at least one."""
    steps = max(1, progress.steps)
    return max(1, round(entry.minutes * (steps - progress.step) / steps))


class HomeScreen(PagedScreen):
    """What would you like to learn? "Continue" comes first, and Enter picks it."""

    def __init__(self) -> None:
        super().__init__()
        self._picks: list[str] = []
        # To look through all that a person did takes a moment: once for each home, not for each drawing.
        self._to_refresh = cache(lambda language: self.tutor.today().lessons(language))

    @on(ScreenResume)
    async def look_for_what_is_due(self) -> None:
        """Look before home is drawn: what is listed must not move under the hand once it is."""
        await asyncio.to_thread(self._to_refresh, self.tutor.settings.language)

    def first_focus(self) -> int | None:
        """Let Enter pick the first line: to continue, to refresh, or the next new lesson."""
        return next(choice.number for choice in self._view.numbered())

    def make_view(self) -> View:
        """List what can be done now."""
        p = self.phrases
        choices: list[Choice] = []
        self._picks = []
        unfinished = self.tutor.unfinished()
        if unfinished is not None:
            entry, progress = unfinished
            detail = p.plural_steps(progress.steps - progress.step, minutes_left(entry, progress))
            self._add(choices, entry.id, p("Continue: {lesson}", lesson=entry.title), detail)
        self._add_drill(choices, unfinished[0].id if unfinished is not None else "")
        following = self.tutor.suggested()
        if following is not None:
            detail = p("about {minutes} minutes", minutes=following.minutes)
            self._add(
                choices, following.id, p("Next lesson: {lesson}", lesson=following.title), detail
            )
        choices.append(Choice(ALL_LESSONS, p("All lessons")))
        if self.tutor.person is not None and self.tutor.finished_lessons():
            # What is a guest's is nobody's own.
            choices.append(Choice(OWN_RECORD, p("What you can do already")))
        choices.append(Choice(OTHER_PERSON, p("Somebody else learns"), way_out=True))
        person = self.tutor.person
        named = person is not None and person.name
        hello = p("Hello {name}.", name=self.tutor.called(others=())) if named else p("Hello.")
        lines = (Line(f"{hello} {p('What would you like to learn today?')}", "lead"),)
        return View(p("Your lessons"), lines, tuple(choices))

    def _add_drill(self, choices: list[Choice], unfinished: str) -> None:
        """Offer five minutes of what is due, unless they are what was left: the first screen needs none."""
        from tutor.engine.parts import DRILL
        from tutor.play.refresh.words import TITLE, about

        titles = [entry.title for entry in self._to_refresh(self.tutor.settings.language)]
        if titles and unfinished != DRILL:
            self._add(choices, DRILL, self.phrases(TITLE), about(titles, self.phrases))

    def _add(self, choices: list[Choice], lesson: str, text: str, detail: str) -> None:
        self._picks.append(lesson)
        choices.append(Choice(len(self._picks), text, detail=detail))

    async def chosen(self, number: int) -> None:
        """Open the lesson or the list picked."""
        if number == OTHER_PERSON:
            self.tutor.ask_who()
        elif number == OWN_RECORD:
            self.tutor.open_own_record()
        elif number == ALL_LESSONS:
            self.tutor.open_topics()
        else:
            await self.tutor.open_lesson(self._picks[number - 1])

    async def went_back(self) -> None:
        """Go back to the names."""
        self.tutor.ask_who()


class TopicsScreen(PagedScreen):
    """The topics that have lessons."""

    def __init__(self) -> None:
        super().__init__()
        self._from = 0

    def _listed(self) -> tuple[Topic, ...]:
        return self.tutor.topics()[self._from : self._from + LISTED]

    def make_view(self) -> View:
        """List the topics with how much of each is done."""
        p = self.phrases
        done = self.tutor.finished_lessons()
        choices = []
        for i, topic in enumerate(self._listed()):
            entries = self.tutor.lessons_of(topic.id)
            finished = sum(1 for entry in entries if entry.id in done)
            detail = (
                p(
                    "{lessons}, {finished} done",
                    lessons=self.phrases.plural_lessons(len(entries)),
                    finished=finished,
                )
                if finished
                else p.plural_lessons(len(entries))
            )
            choices.append(Choice(i + 1, topic.name, detail=detail))
        if len(self.tutor.topics()) > LISTED:
            choices.append(Choice(MORE, p("More topics")))
        lines = (Line(p("Which topic would you like?"), "lead"),)
        return View(p("Topics"), lines, tuple(choices))

    async def chosen(self, number: int) -> None:
        """Open the topic picked."""
        if number == MORE:
            following = self._from + LISTED
            self._from = following if following < len(self.tutor.topics()) else 0
            self.opened()
        else:
            self.tutor.open_topic(self._listed()[number - 1])


class LessonsScreen(PagedScreen):
    """The lessons of one topic."""

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self._topic = topic
        self._from = 0

    def _listed(self) -> tuple[LessonEntry, ...]:
        return self.tutor.lessons_of(self._topic.id)[self._from : self._from + LISTED]

    def make_view(self) -> View:
        """List the lessons with their minutes and what is done of them."""
        p = self.phrases
        done = self.tutor.finished_lessons()
        choices = [
            Choice(
                i + 1,
                entry.title,
                detail=p("done before")
                if entry.id in done
                else p("about {minutes} minutes", minutes=entry.minutes),
            )
            for i, entry in enumerate(self._listed())
        ]
        if len(self.tutor.lessons_of(self._topic.id)) > LISTED:
            choices.append(Choice(MORE, p("More lessons")))
        lines = (Line(p("Which lesson would you like?"), "lead"),)
        return View(self._topic.name, lines, tuple(choices))

    async def chosen(self, number: int) -> None:
        """Open the lesson picked."""
        if number == MORE:
            following = self._from + LISTED
            count = len(self.tutor.lessons_of(self._topic.id))
            self._from = following if following < count else 0
            self.opened()
        else:
            await self.tutor.open_lesson(self._listed()[number - 1].id)
