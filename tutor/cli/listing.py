"""The lessons by topic as lines of text; without the library that reads arguments."""

import sys

from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.i18n import Translator


def print_lessons(catalogue: Catalogue, translate: Translator, topic: str | None = None) -> None:
    """Print the lessons of one topic or of all."""
    for heading in catalogue.topics(translate.language):
        if topic in (None, heading.id):
            sys.stdout.write(f"{heading.name} ({heading.id})\n")
            for entry in catalogue.lessons(translate.language, heading.id):
                sys.stdout.write(f"{_line(entry, translate)}\n")


def print_problems(catalogue: Catalogue, translate: Translator) -> None:
    """Tell what kept lessons from the list."""
    for problem in catalogue.problems:
        from tutor.content.messages import line_of

        sys.stderr.write(f"{line_of(problem, translate)}\n")


def _line(entry: LessonEntry, translate: Translator) -> str:
    minutes = translate.plural("{count} minute", "{count} minutes", entry.minutes)
    return f"  {entry.id:<20} {entry.title} ({minutes}; {', '.join(entry.languages)})"
