"""The input of printed pages: a lesson with its phone and facts, the occasion, and filled texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from tutor.content.catalogue import Catalogue
from tutor.content.facts import Facts, load_facts, load_words
from tutor.content.media import find_photo, read_photo
from tutor.content.model import Word
from tutor.content.phone_reader import load_apps
from tutor.content.placeholders import Filler
from tutor.content.steps import Lesson, shows_phone
from tutor.content.text import one_line, split_emphasis, split_sentences, strip_emphasis
from tutor.i18n import Translator, fill
from tutor.phone import PhoneWorld


class Run(TypedDict):
    """A piece of text in one weight, as templates take it."""

    text: str
    strong: bool


Runs = list[Run]


class PageTexts:
    """Fills texts for one reader; callable as `texts("English source", name=value)`."""

    def __init__(self, translate: Translator, filler: Filler) -> None:
        self.translate = translate
        self._filler = filler

    def __call__(self, message: str, **values: object) -> str:
        """Return a message of the catalogue in the reader's language, its {names} filled in."""
        text = self._filler.fill(self.translate(message))
        return fill(text, {name: one_line(str(value)) for name, value in values.items()})

    def line(self, text: str) -> str:
        """Return lesson text on one line, without marks of emphasis."""
        return one_line(strip_emphasis(self._filler.fill(text)))

    def runs(self, text: str) -> Runs:
        """Return lesson text on one line, split where it is emphasised."""
        filled = one_line(self._filler.fill(text))
        return [Run(text=span.text, strong=span.strong) for span in split_emphasis(filled)]

    def sentences(self, text: str) -> list[Runs]:
        """Return lesson text as its sentences."""
        return [self.runs(sentence) for sentence in split_sentences(text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A lesson to print; `world` is the practice phone, None where the lesson does not show it.

    `topic` holds the name of its topic by language, `titles` those of the topic's lessons in their order.
    `words` are those that the lesson explains, `photos` its photographs by the names of their files.
    """

    lesson: Lesson
    facts: Facts
    world: PhoneWorld | None = None
    topic: Mapping[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    photos: Mapping[str, bytes] = field(default_factory=dict)

    def texts(self) -> PageTexts:
        """Return the texts of a page in the lesson's language."""
        language = self.lesson.language
        return PageTexts(Translator(language), Filler(language, facts=lambda: self.facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a page says besides its lesson; what is unknown stays a line to write on.

    `on` is the day of the certificate, of the class, or of the class that was missed; `organisation` is who
    holds the class.
    """

    name: str = ""
    organisation: str = ""
    on: date | None = None
    at: str = ""
    place: str = ""
    next_on: date | None = None


def load_material(catalogue: Catalogue, lesson_id: str, language: str) -> Material:
    """Read all that the pages of a lesson need. Raises LessonError if it is missing or has problems."""
    return material_of(catalogue.load(lesson_id, language).lesson, catalogue)


def material_of(lesson: Lesson, catalogue: Catalogue) -> Material:
    """Read what belongs to a lesson: the facts, its topic, and the practice phone if it shows it."""
    words = load_words(*catalogue.roots)
    with_phone = any(map(shows_phone, lesson.steps))
    return Material(
        lesson=lesson,
        facts=load_facts(*catalogue.roots),
        world=_phone(catalogue.roots, lesson.language) if with_phone else None,
        topic={
            language: topic.name
            for language in catalogue.languages()
            for topic in catalogue.topics(language, audience=lesson.audience)
            if topic.id == lesson.topic
        },
        photos=_photos(lesson, catalogue.roots),
        words=tuple(words[word] for word in lesson.explains if word in words),
        titles=tuple(
            entry.title
            for entry in catalogue.lessons(lesson.language, lesson.topic, audience=lesson.audience)
        ),
    )


def _photos(lesson: Lesson, roots: tuple[Path, ...]) -> Mapping[str, bytes]:
    names = {step.photo.file for step in lesson.steps if step.photo is not None}
    files = {name: find_photo(roots, name) for name in sorted(names)}
    read = {name: read_photo(file) for name, file in files.items() if file is not None}
    return {name: photo[0] for name, photo in read.items() if photo is not None}


# To read the phone takes longer than to set a page, and the next lesson shows the same phone.
@lru_cache(maxsize=2)
def _phone(roots: tuple[Path, ...], language: str) -> PhoneWorld:
    return PhoneWorld(load_apps(roots, language))
