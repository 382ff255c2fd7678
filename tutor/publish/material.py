"""What a page is made of: a lesson with its phone, facts and topic, and what only the occasion knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.content.placeholders import Filler
from tutor.i18n import Translator
from tutor.languages import DEFAULT_ADDRESS, Address
from tutor.publish.pen import Pen

if TYPE_CHECKING:
    from tutor.content.catalogue import Catalogue
    from tutor.content.facts import Facts
    from tutor.content.steps import Lesson
    from tutor.phone import PhoneWorld


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A lesson to be printed; `world` is None where it shows no practice phone.

    `topic` holds the name of its topic by language, `titles` those of the topic's lessons in their order.
    """

    lesson: "Lesson"
    facts: "Facts"
    world: "PhoneWorld | None" = None
    topic: Mapping[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    address: Address = DEFAULT_ADDRESS

    def pen(self) -> Pen:
        """Return what fills the texts of the lesson and of the program in the lesson's language."""
        language = self.lesson.language
        return Pen(Translator(language), Filler(language, self.address, lambda: self.facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What is written on a page besides its lesson; what is not known stays a line to write on.

    `on` is the day that the page is about: of the certificate, of the class, or of the class that was missed.
    """

    name: str = ""
    on: date | None = None
    at: str = ""
    place: str = ""
    next_on: date | None = None


def load_material(
    catalogue: "Catalogue", lesson_id: str, language: str, address: Address = DEFAULT_ADDRESS
) -> Material:
    """Read all that the pages of a lesson need; raises LessonError where it is missing or has problems."""
    return material_of(catalogue.load(lesson_id, language).lesson, catalogue, address)


def material_of(
    lesson: "Lesson", catalogue: "Catalogue", address: Address = DEFAULT_ADDRESS
) -> Material:
    """Read what belongs to a lesson: the facts, its topic, and the practice phone if it shows it."""
    from tutor.content.facts import load_facts

    return Material(
        lesson=lesson,
        facts=load_facts(*catalogue.roots),
        world=_world(catalogue.roots, lesson),
        topic={
            known: topic.name
            for known in catalogue.languages()
            for topic in catalogue.topics(known)
            if topic.id == lesson.topic
        },
        titles=tuple(entry.title for entry in catalogue.lessons(lesson.language, lesson.topic)),
        address=address,
    )


def _world(roots: tuple[Path, ...], lesson: "Lesson") -> "PhoneWorld | None":
    """Return the practice phone for a lesson that shows it."""
    from tutor.content.steps import shows_phone

    return _phone(roots, lesson.language) if any(map(shows_phone, lesson.steps)) else None


@lru_cache(maxsize=2)
def _phone(roots: tuple[Path, ...], language: str) -> "PhoneWorld":
    """Read the whole phone: that takes longer than a page, and the next lesson shows the same."""
    from tutor.content.phones import load_apps
    from tutor.phone import PhoneWorld

    return PhoneWorld(load_apps(roots, language))
