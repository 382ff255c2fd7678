"""Screen: what to repeat with a group: weak skills, and questions with many wrong cards."""

from dataclasses import replace

from typing_extensions import override

from tutor.classroom.weak_spots import WeakQuestion, card_counts, weak_questions
from tutor.content.catalogue import LessonError
from tutor.content.steps import Lesson
from tutor.content.text import split_sentences
from tutor.lesson.view import Line, View
from tutor.ui.screens.volunteer.evidence import WeakSkillsScreen

_AT_MOST = 4


class WeakSpotsScreen(WeakSkillsScreen):
    """Show weak questions and skills of the hamlet of a class as numbers, without names."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self._session = session
        self._lessons: dict[str, Lesson | None] = {}

    @override
    def make_view(self) -> View:
        p = self.phrases
        view = super().make_view()
        counts = card_counts(self.records, self._session)
        questions = [
            Line(self._sentence(question))
            for question in weak_questions(counts, self._lesson)[:_AT_MOST]
        ]
        if not questions:
            return view
        _, *skills = view.lines
        lead = Line(p("This is worth doing once more:"), "lead")
        return replace(view, lines=(lead, *questions, *skills))

    def _sentence(self, question: WeakQuestion) -> str:
        p = self.phrases
        return p(
            "“{question}” ({lesson}): {right} of {of} cards were right the last time",
            question=split_sentences(p.fill(question.asked))[-1],
            lesson=self.title_of(question.lesson),
            right=question.right,
            of=question.of,
        )

    def _lesson(self, lesson: str) -> Lesson | None:
        if lesson not in self._lessons:
            catalogue = self.services.library.catalogue
            try:
                self._lessons[lesson] = catalogue.load(lesson, self.settings.language).lesson
            except LessonError:
                self._lessons[lesson] = None
        return self._lessons[lesson]
