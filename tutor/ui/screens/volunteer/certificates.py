"""Screen: certificates of a topic, for all who finished it, or empty ones to fill in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from typing_extensions import override

from tutor.classroom.planning import finished_lessons
from tutor.content.catalogue import Catalogue
from tutor.content.text import clean
from tutor.lesson.view import Line
from tutor.paths import prints_folder, records_file, write_atomic
from tutor.publish.material import Occasion
from tutor.records.people import Person
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.list_screen import ListScreen
from tutor.ui.screens.volunteer.printing import PrintingMenu, in_file_name

EMPTY = 1


class CertificatesScreen(PrintingMenu, ListScreen):
    """List the topics with how many people finished them; Enter prints one for each of these."""

    def __init__(self) -> None:
        super().__init__()
        self._finished: Mapping[str, frozenset[str]] = {}

    @override
    def read_more(self) -> None:
        learners = [person.id for person in self.learners()]
        self._finished = finished_lessons(self.store, learners, self.today, self.records)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = []
        for topic in self._topics():
            people = self._people(topic)
            action = partial(self._print, topic, people)
            name = clean(self._topic_name(topic))
            items.append(Item(name, action, value=str(len(people) or "")))
        items.append(Item(p("An empty one to fill in"), self._print_empty, number=EMPTY))
        lead = p("Enter prints one for each who finished the topic, by the records.")
        lines = (Line(self.print_message or lead, "lead"),)
        return Menu(p("Certificates"), lines, items, next_label=p("Print"))

    def _topics(self) -> list[str]:
        """Return the topics of the lessons for learners, those that most people finished first."""
        topics = [topic.id for topic in self.catalogue.topics(self.language)]
        return sorted(topics, key=lambda topic: -len(self._people(topic)))

    def _topic_name(self, topic: str) -> str:
        topics = self.catalogue.topics(self.language)
        return next((each.name for each in topics if each.id == topic), topic)

    def _people(self, topic: str) -> list[Person]:
        """Return the learners who finished every lesson of a topic."""
        lessons = {entry.id for entry in self.catalogue.lessons(self.language, topic)}
        return [
            person
            for person in self.learners()
            if lessons and lessons <= self._finished.get(person.id, frozenset())
        ]

    async def _print_empty(self) -> None:
        topics = self._topics()
        if topics:
            await self._print_names(topics[self.cursor], [""], "")

    async def _print(self, topic: str, people: Sequence[Person]) -> None:
        if not people:
            nobody = "Nobody finished all lessons of this topic yet. 1 prints an empty one."
            self.note(self.phrases(nobody))
            return
        from tutor import places

        communes = {person.commune for person in people if person.commune}
        place = places.name_of(communes.pop()) if len(communes) == 1 else ""
        await self._print_names(
            topic, [self.session.display_name(person) for person in people], place
        )

    async def _print_names(self, topic: str, names: Sequence[str], place: str) -> None:
        what = in_file_name(self.phrases("CERTIFICATE"))
        file = prints_folder() / f"{what}-{topic}-{self.today}.pdf"
        occasion = Occasion(on=self.today if place else None, place=place)
        write = partial(write_certificates, file, self.catalogue, topic, self.language)
        await self.write_files(partial(write, occasion, names))


def write_certificates(
    file: Path,
    catalogue: Catalogue,
    topic: str,
    language: str,
    occasion: Occasion,
    names: Sequence[str],
) -> list[Path]:
    """Write a certificate of a topic for each name. Raise LessonError and OSError."""
    from tutor.publish.handouts import certificate
    from tutor.publish.material import load_material
    from tutor.reports.build import TARGETS
    from tutor.reports.targets_file import organisation_in

    lesson = catalogue.lessons(language, topic)[0].id
    organisation = organisation_in(records_file().parent / TARGETS)
    material = load_material(catalogue, lesson, language)
    page = certificate(material, replace(occasion, organisation=organisation), names)
    return [write_atomic(file, page)]
