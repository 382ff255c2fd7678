"""What checks need besides a lesson: facts, words, pictures, skills, topics, the practice phone, the date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from tutor.authoring.stamps import read_stamps
from tutor.content.catalogue import PHONE_FOLDER, read_patterns, read_skills, read_topics
from tutor.content.decoding import Keys
from tutor.content.facts import read_facts, read_pictures, read_words
from tutor.content.model import Fact, Place, Problem, Scalar
from tutor.content.phone_reader import read_apps, read_documents
from tutor.content.placeholders import Filler
from tutor.content.steps import Practise
from tutor.content.words import Glossary
from tutor.content.yaml_reader import Document, Value
from tutor.languages import LANGUAGES
from tutor.phone import EDGE_KINDS, Gesture, PhoneWorld, can_press, gesture_of, shortest_path, start

# Where a phone begins, and the goal: steps that share both have one way.
Task = tuple[tuple[tuple[str, Scalar], ...], tuple[tuple[str, Scalar], ...]]


@dataclass(frozen=True, slots=True)
class ReachedGoal:
    """A `practise` step whose goal can be reached, by a shortest sequence of presses."""

    place: Place
    task: Task
    presses: tuple[Gesture, ...]


class PracticePhone:
    """The practice phone in one language, with the ways to the goals of the steps checked so far."""

    def __init__(self, world: PhoneWorld, ways: dict[Task, tuple[Gesture, ...] | None]) -> None:
        """Take the ways that are known already: those of one language are right in all."""
        self.world = world
        self.goals: list[ReachedGoal] = []
        self.moves = frozenset(
            str(gesture_of(item))
            for screen in world.screens.values()
            for item in screen.items
            if can_press(item) and item.kind != "field"
        ) | {str(Gesture(kind)) for kind in EDGE_KINDS}
        self._ways = ways

    def reach(self, step: Practise, place: Place) -> tuple[Gesture, ...] | None:
        """Return the presses of a shortest way to the goal of a step at this place, None for no way.

        It is kept among the goals, unless the goal holds at first.
        """
        task = (tuple(sorted(step.phone.items())), tuple(sorted(step.goal.items())))
        if task not in self._ways:
            state = start(self.world, step.phone)
            self._ways[task] = shortest_path(self.world, state, step.goal, keep=False)
        presses = self._ways[task]
        if presses:
            self.goals.append(ReachedGoal(place, task, presses))
        return presses


def _texts(value: Value, language: str, *keys: str | int) -> Iterator[tuple[Keys, str]]:
    """Yield the keys and the text of each value that is a text, of translated ones that in one language."""
    match value:
        case str():
            yield keys, value
        case list():
            for index, item in enumerate(value):
                yield from _texts(item, language, *keys, index)
        case dict() if value.keys() <= LANGUAGES.keys():
            yield from _texts(value.get(language), language, *keys, language)
        case dict():
            for key, item in value.items():
                yield from _texts(item, language, *keys, key)
        case _:
            pass


def has_apps(root: Path) -> bool:
    """Return whether a lessons folder has apps of the practice phone."""
    return next((root / PHONE_FOLDER).glob("*.yaml"), None) is not None


def _phone_documents(root: Path) -> tuple[list[Document], list[Problem]]:
    """Return the files of the practice phone, which an author's next save mostly leaves as they are."""
    stamps = read_stamps(sorted((root / PHONE_FOLDER).glob("*.yaml")))
    return _documents_of(root, tuple(stamps.items()))


@lru_cache(maxsize=2)
def _documents_of(
    root: Path, _: tuple[tuple[Path, tuple[int, int]], ...]
) -> tuple[list[Document], list[Problem]]:
    return read_documents(root)


def _app_of(document: Document) -> Value:
    return document.data.get("app") if isinstance(document.data, dict) else None


class CheckContext:
    """What the checks of a folder's lessons need, read once; `problems` are those of the files it reads.

    `roots` are the program's lessons folder and the one that is checked over it, once where both are one.
    """

    def __init__(self, root: Path, shipped: Path, today: date) -> None:
        self.roots = roots = (root,) if root.samefile(shipped) else (shipped, root)
        self.root = root
        self.today = today
        self.facts, fact_problems = read_facts(*roots)
        self.pictures, picture_problems = read_pictures(*roots)
        self.words = read_words(*roots)
        listed_problems: list[Problem] = []
        self.skills = read_skills(roots, listed_problems)
        self.patterns = read_patterns(roots, listed_problems)
        self.topics = [topic["id"] for topic in read_topics(roots, listed_problems)]
        # An own app lies over the one of the program, as when it is played; the others stay as they are.
        self.phone_root = root if has_apps(root) else shipped
        self._documents, phone_problems = _phone_documents(self.phone_root)
        shipped_apps = [] if self.phone_root.samefile(shipped) else _phone_documents(shipped)[0]
        own = {_app_of(document) for document in self._documents}
        self._shipped = [document for document in shipped_apps if _app_of(document) not in own]
        self._phones: dict[str, PracticePhone | None] = {}
        self._ways: dict[Task, tuple[Gesture, ...] | None] = {}
        self._overdue: dict[str, Sequence[Fact]] = {}
        self._fillers: dict[str, Filler] = {}
        self._glossaries: dict[str, Glossary] = {}
        self.problems = [
            *fact_problems,
            *picture_problems,
            *self.words.problems,
            *listed_problems,
            *phone_problems,
        ]

    def phone(self, language: str) -> PracticePhone | None:
        """Return the practice phone in a language, or None where there is none."""
        if language not in self._phones:
            apps, problems = read_apps([*self._shipped, *self._documents], language)
            # What an own app takes away from those of the program counts for nothing when it is played.
            shipped = {document.file for document in self._shipped}
            own = [problem for problem in problems if problem.place.file not in shipped]
            self.problems += [problem for problem in own if problem not in self.problems]
            self._phones[language] = PracticePhone(PhoneWorld(apps), self._ways) if apps else None
        return self._phones[language]

    def phones(self) -> Iterator[PracticePhone]:
        """Yield the practice phone in each language of the lessons checked so far."""
        return (phone for phone in self._phones.values() if phone is not None)

    def phone_languages(self) -> Sequence[str]:
        """Return the languages of the practice phone in the lessons checked so far."""
        return [language for language, phone in self._phones.items() if phone is not None]

    def goals(self) -> dict[str, list[ReachedGoal]]:
        """Return by language the goals that the lessons checked so far reach."""
        return {code: phone.goals for code, phone in self._phones.items() if phone is not None}

    def overdue_facts(self, language: str) -> Sequence[Fact]:
        """Return the facts with a value in a language that were to be verified again before today."""
        if language not in self._overdue:
            self._overdue[language] = [
                fact
                for fact in self.facts.facts.values()
                if fact.recheck_after < self.today and fact.value.get(language)
            ]
        return self._overdue[language]

    def phone_texts(self, language: str) -> Iterator[tuple[str, Place]]:
        """Yield every text of the practice phone in a language, with its place."""
        for document in self._documents:
            for keys, text in _texts(document.data, language):
                yield text, document.place(*keys)

    def own_apps(self, world: PhoneWorld) -> Sequence[str]:
        """Return the apps of the folder that is checked; those under it belong to the program."""
        shipped = {_app_of(document) for document in self._shipped}
        return [app for app in world.apps if app not in shipped]

    def phone_place(self, app: str, text: str = "") -> Place:
        """Return the place of an app's file, or of a text in it."""
        files = (d.file for d in (*self._documents, *self._shipped) if _app_of(d) == app)
        file = next(files, str(self.phone_root / PHONE_FOLDER / f"{app}.yaml"))
        written = (
            place
            for language in self.phone_languages()
            for found, place in self.phone_texts(language)
            if text and found == text and place.file == file
        )
        return next(written, Place(file))

    def filler(self, language: str) -> Filler:
        """Return the filler of texts with the default form of address."""
        if language not in self._fillers:
            self._fillers[language] = Filler(language, facts=lambda: self.facts)
        return self._fillers[language]

    def glossary(self, language: str) -> Glossary:
        """Return the words that are explained in a language."""
        if language not in self._glossaries:
            self._glossaries[language] = Glossary(self.words.words, language)
        return self._glossaries[language]
