"""What the commands of classes share: the titles of lessons, and the option for how many people come."""

import click

from tutor.classroom.plan import MOST_PEOPLE
from tutor.cli import wiring
from tutor.cli.group import current_translator
from tutor.content.text import clean
from tutor.i18n import N_, Translator
from tutor.lesson.phrases import LessonPhrases


class ClassTexts:
    """The sentences of plans in the language of the command, with the titles of its lessons."""

    def __init__(self) -> None:
        library = wiring.library()
        self.translate: Translator = current_translator()
        self.catalogue = library.catalogue
        self.phrases: LessonPhrases = library.phrases(self.translate.language, "bac")

    def title(self, lesson: str) -> str:
        """Return the title of a lesson, its id if this language has none."""
        return clean(self.catalogue.title(lesson, self.translate.language))


people_option = click.option(
    "--people",
    type=click.IntRange(0, MOST_PEOPLE),
    help=N_("How many people are expected; those on the list of the hamlet when not stated."),
)
