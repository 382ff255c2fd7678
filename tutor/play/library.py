"""The lessons that can be played, with the phone and the facts they use, loaded when they are needed."""

from dataclasses import replace
from pathlib import Path

from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.content.facts import load_facts
from tutor.content.model import PhoneApp, Step, Type
from tutor.content.phones import load_phone
from tutor.content.wording import Filler, address_of
from tutor.engine import Script
from tutor.i18n import Words
from tutor.phone import PhoneWorld
from tutor.play.phrases import Phrases


class Library:
    """Lessons of one or more folders; what a later folder holds goes before an earlier one."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self.catalogue = Catalogue(roots)
        self._facts = load_facts(*roots)
        self._roots = roots
        self._worlds: dict[str, PhoneWorld] = {}

    def script(self, lesson_id: str, language: str) -> Script:
        """Return a lesson ready to be played; raises LessonError when it is missing or has problems."""
        loaded = self.catalogue.load(lesson_id, language)
        filler = Filler(language, facts=self._facts)
        steps = tuple(_expecting(step, filler) for step in loaded.lesson.steps)
        return Script(replace(loaded.lesson, steps=steps), self._world(language), loaded.revision)

    def phrases(self, language: str, address: str) -> Phrases:
        """Return the program's words for a learner who is addressed so."""
        return Phrases(Words(language), Filler(language, address_of(address), self._facts))

    def next_after(self, lesson_id: str, language: str) -> LessonEntry | None:
        """Return the lesson that follows in the curriculum, None after the last."""
        entries = self.catalogue.lessons(language)
        for i, entry in enumerate(entries[:-1]):
            if entry.id == lesson_id:
                return entries[i + 1]
        return None

    def _world(self, language: str) -> PhoneWorld:
        if language not in self._worlds:
            apps: dict[str, PhoneApp] = {}
            for root in self._roots:
                apps.update(load_phone(root, language)[0])
            self._worlds[language] = PhoneWorld(apps)
        return self._worlds[language]


def _expecting(step: Step, filler: Filler) -> Step:
    """Return a step whose typed answers are what a learner types: a fact's value, not its name."""
    if not isinstance(step, Type):
        return step
    return replace(step, expect=tuple(map(filler.fill, step.expect)))
