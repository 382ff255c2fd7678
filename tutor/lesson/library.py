"""The library: loads lessons, phones and facts on demand, and caches them.

The readers of lessons, facts and phones are imported with the first lesson: the first screen needs none.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.content.catalogue import VOLUNTEERS, Catalogue, LessonError, load_file
from tutor.content.placeholders import Filler
from tutor.i18n import Translator
from tutor.languages import TEAM_ADDRESS, address_of
from tutor.lesson.phrases import LessonPhrases

if TYPE_CHECKING:
    from tutor.content.catalogue import LoadedLesson
    from tutor.content.facts import Facts
    from tutor.content.model import Picture
    from tutor.content.steps import Lesson, Step
    from tutor.content.words import Glossary
    from tutor.engine.run import Script
    from tutor.learning.refresh import Question
    from tutor.lesson.drill import Read
    from tutor.phone import PhoneWorld


class Library:
    """Lessons of one or more folders; what a later folder holds goes before an earlier one."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self._roots = roots
        self._worlds: dict[str, PhoneWorld] = {}
        self._glossaries: dict[str, Glossary] = {}

    def read_anew(self, roots: tuple[Path, ...]) -> None:
        """Forget what was read, and read from these folders from now on; what plays goes on as it is."""
        self._roots = roots
        self._worlds.clear()
        self._glossaries.clear()
        for name in ("catalogue", "_pictures", "_facts"):
            vars(self).pop(name, None)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The lessons that there are; their headers are read when somebody looks for one."""
        return Catalogue(self._roots)

    def script(self, lesson_id: str, language: str) -> "Script":
        """Return a lesson ready to be played; raises LessonError when it is missing or has problems."""
        loaded = self.catalogue.load(lesson_id, language)
        return self._ready(loaded, language)

    def script_of_file(self, file: Path) -> "Script":
        """Return the lesson of a file, whichever folder it is in; raises LessonError when it has problems."""
        loaded = load_file(file)
        return self._ready(loaded, loaded.lesson.language)

    def drill(self, parts: Sequence[str], language: str) -> "Script":
        """Return the drill of these parts; raises LessonError where nothing of them is there any more."""
        return self._drill(parts, language, self._reader(language))

    def new_drill(self, questions: Iterable["Question"], language: str) -> "Script":
        """Return a drill of the first of these questions; raises LessonError where none can be asked."""
        from tutor.lesson.drill import compose

        read = self._reader(language)
        return self._drill([str(part) for part in compose(questions, read)], language, read)

    def _drill(self, parts: Sequence[str], language: str, read: "Read") -> "Script":
        from tutor.lesson.drill import drill_lesson

        loaded = drill_lesson(parts, read, Translator(language))
        return self._ready(loaded, language, tuple(parts))

    def _reader(self, language: str) -> "Read":
        """Return what reads each lesson once, and gives None for one that cannot be read now."""

        @cache
        def read(lesson_id: str) -> "LoadedLesson | None":
            try:
                return self.catalogue.load(lesson_id, language)
            except LessonError:
                return None

        return read

    def translated(self, script: "Script", language: str) -> "Script":
        """Return what is played in another language; raises LessonError where it is not in that language."""
        if not script.parts:
            return self.script(script.lesson.id, language)
        drill = self.drill(script.parts, language)
        if len(drill.lesson.steps) != len(script.lesson.steps):
            raise LessonError(drill.lesson.id, ())
        return drill

    def phrases(self, language: str, address: str) -> LessonPhrases:
        """Return the program's words for a learner who is addressed so."""
        filler = Filler(language, address_of(address), lambda: self._facts)
        return LessonPhrases(
            filler,
            lambda: self._pictures,
            lambda: self.glossary(language),
            lambda name: _photo(self._roots, name),
            lambda name: _sound(self._roots, name),
        )

    def glossary(self, language: str) -> "Glossary":
        """Return the words that are explained in a language."""
        from tutor.content.facts import load_words
        from tutor.content.words import Glossary

        if language not in self._glossaries:
            self._glossaries[language] = Glossary(load_words(*self._roots), language)
        return self._glossaries[language]

    def _ready(
        self, loaded: "LoadedLesson", language: str, parts: tuple[str, ...] = ()
    ) -> "Script":
        """Return a lesson with the phone it needs, and with what a learner is to type in it."""
        from dataclasses import replace

        from tutor.content.steps import shows_phone
        from tutor.engine.run import Script

        filler = Filler(language, facts=lambda: self._facts)
        steps = tuple(_expecting(step, filler) for step in loaded.lesson.steps)
        world = self._world(language) if any(map(shows_phone, steps)) else _no_phone()
        return Script(replace(loaded.lesson, steps=steps), world, loaded.revision, parts)

    @cached_property
    def _pictures(self) -> "Mapping[str, Picture]":
        from tutor.content.facts import load_pictures

        return load_pictures(*self._roots)

    @cached_property
    def _facts(self) -> "Facts":
        from tutor.content.facts import load_facts

        return load_facts(*self._roots)

    def _world(self, language: str) -> "PhoneWorld":
        from tutor.content.phone_reader import load_apps
        from tutor.phone import PhoneWorld

        if language not in self._worlds:
            self._worlds[language] = PhoneWorld(load_apps(self._roots, language))
        return self._worlds[language]


def address_for(lesson: "Lesson", chosen: str) -> str:
    """Return the id of the form of address in a lesson: one for volunteers speaks to them."""
    return TEAM_ADDRESS.id if lesson.audience == VOLUNTEERS else chosen


def _photo(roots: tuple[Path, ...], name: str) -> Path | None:
    from tutor.content.media import find_photo

    return find_photo(roots, name)


def _sound(roots: tuple[Path, ...], name: str) -> Path | None:
    from tutor.content.media import find_sound

    return find_sound(roots, name)


def _no_phone() -> "PhoneWorld":
    """Return the least of phones, for lessons that never show one: the whole one takes long to read."""
    from tutor.content.model import PhoneApp, PhoneScreen
    from tutor.phone import PhoneWorld

    return PhoneWorld(
        {
            "home": PhoneApp(
                id="home", title="", screens=(PhoneScreen(id="main", title="", items=()),)
            )
        }
    )


def _expecting(step: "Step", filler: Filler) -> "Step":
    """Return a step whose typed answers are what a learner types: a fact's value, not its name."""
    from dataclasses import replace

    from tutor.content.steps import Type

    if not isinstance(step, Type):
        return step
    return replace(step, expect=tuple(map(filler.fill, step.expect)))
