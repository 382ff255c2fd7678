"""Check of lesson files and folders: all problems of all files at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from tutor.authoring.conversation_checks import check_conversations
from tutor.authoring.phone_checks import GoalReached, PhoneSteps, check_names, check_ways_home
from tutor.authoring.script import Script
from tutor.authoring.step_checks import check_answers, check_ids, check_pictured, check_skills
from tutor.authoring.translations import check_missing, check_same
from tutor.authoring.wording_checks import (
    check_address,
    check_claims,
    check_played_names,
    check_reading,
    check_speakable,
    spoken_sentences,
)
from tutor.content.catalogue import (
    PHONE_FOLDER,
    SKILLS_FILE,
    TOPICS_FILE,
    lesson_files,
    read_skills,
)
from tutor.content.decoding import nearest
from tutor.content.facts import (
    CONTACTS_FILE,
    FACTS_FILE,
    PICTURES_FILE,
    Facts,
    read_facts,
    read_pictures,
)
from tutor.content.lesson_reader import read_lesson
from tutor.content.model import Place, Problem
from tutor.content.phone_reader import read_apps, read_documents
from tutor.content.placeholders import Filler
from tutor.content.yaml_reader import read_path
from tutor.phone import PhoneWorld

# A lesson lies this far below its lessons folder: <language>/<topic>/<id>.yaml.
_LEVELS = 3
_NOT_LESSONS = frozenset({FACTS_FILE, TOPICS_FILE, CONTACTS_FILE, PICTURES_FILE, SKILLS_FILE})
# Files that only a lessons folder has.
_SIGNS = (*_NOT_LESSONS, f"{PHONE_FOLDER}/home.yaml")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The problems of each file in the order of its lines, and the number of lessons.

    `goals` are the phone steps whose goal can be reached, `screens` is the number of phone screens that were
    checked, which happens only for folders.
    """

    problems: Mapping[str, tuple[Problem, ...]]
    lessons: int
    goals: tuple[GoalReached, ...] = ()
    screens: int = 0

    @property
    def failed(self) -> bool:
        """Whether there is a problem other than a warning."""
        return any(not problem.warning for problem in self.all())

    def all(self) -> Iterator[Problem]:
        """Yield every problem, file by file."""
        for problems in self.problems.values():
            yield from problems


@dataclass(frozen=True, slots=True)
class _Header:
    """The id of a lesson and the lessons that `after` names, with their places."""

    id: str
    language: str
    place: Place
    after: Mapping[str, Place]


class _Surroundings:
    """The facts, pictures and practice phones that the lessons of a folder refer to."""

    def __init__(self, root: Path, shipped: Path) -> None:
        roots = (root,) if root.samefile(shipped) else (shipped, root)
        self.facts, self.fact_problems = read_facts(*roots)
        self.pictures, self.picture_problems = read_pictures(*roots)
        self.skill_problems: list[Problem] = []
        self.skills = read_skills(roots, self.skill_problems)
        self.phone_root = root if (root / PHONE_FOLDER).is_dir() else shipped
        self._phones: dict[str, PhoneSteps | None] = {}
        self._phone_documents, self.phone_problems = read_documents(self.phone_root)
        self._fillers: dict[str, Filler] = {}

    def phone(self, language: str) -> PhoneSteps | None:
        """Return the checker of phone steps in a language, None where there is no practice phone."""
        if language not in self._phones:
            apps, problems = read_apps(self._phone_documents, language)
            self.phone_problems += [p for p in problems if p not in self.phone_problems]
            self._phones[language] = PhoneSteps(PhoneWorld(apps)) if apps else None
        return self._phones[language]

    def goals(self) -> Iterator[GoalReached]:
        """Yield the goals that the lessons checked so far reach."""
        for phone in self._phones.values():
            if phone is not None:
                yield from phone.reached

    def check_screens(self) -> tuple[int, list[Problem]]:
        """Return how many screens the practice phone has, and the problems of all its screens.

        The phone differs between languages only in its texts, so the ways home are checked once.
        """
        worlds = [phone.world for phone in self._phones.values() if phone is not None]
        found: list[Problem] = []
        for world in worlds:
            found += [p for p in check_names(world, self._place_of) if p not in found]
        for world in worlds[:1]:
            found += check_ways_home(world, self._place_of)
        return sum(len(world.screens) for world in worlds[:1]), found

    def _place_of(self, app: str) -> Place:
        return Place(str(self.phone_root / PHONE_FOLDER / f"{app}.yaml"))

    def filler(self, language: str) -> Filler:
        """Return the filler of texts with the default form of address."""
        if language not in self._fillers:
            self._fillers[language] = Filler(language, facts=lambda: self.facts)
        return self._fillers[language]


def check(paths: Sequence[Path], shipped: Path, today: date) -> CheckReport:
    """Check lesson files, and folders with all that is in them; `shipped` holds the program's lessons.

    A folder is checked as a whole: facts, the practice phone, lessons that refer to each other, and
    translations. A file alone is judged on its own.
    """
    found: list[Problem] = []
    lessons = 0
    surroundings: dict[Path, _Surroundings] = {}
    phones: dict[Path, _Surroundings] = {}
    for path in paths:
        root = _root_of(path, shipped)
        if root not in surroundings:
            surroundings[root] = _Surroundings(root, shipped)
        if path.is_dir():
            count, problems = _check_folder(path, root, surroundings[root], shipped, today)
            lessons += count
            phones.setdefault(surroundings[root].phone_root, surroundings[root])
        else:
            lessons += 1
            _, problems = _check_file(path, surroundings[root], today)
        found += problems
    screens = 0
    for around in phones.values():
        seen, problems = around.check_screens()
        screens += seen
        found += problems
    goals = tuple(goal for around in surroundings.values() for goal in around.goals())
    return CheckReport(_by_file(found), lessons, goals, screens)


def spoken_forms(paths: Sequence[Path], shipped: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the file, the sentence shown and the words spoken for all lessons that can be read."""
    for path in paths:
        root = _root_of(path, shipped)
        around = _Surroundings(root, shipped)
        for file in _scripts_in(path) if path.is_dir() else [path]:
            document, _ = read_path(file)
            lesson = read_lesson(document)[0] if document is not None else None
            if document is not None and lesson is not None:
                for shown, words in spoken_sentences(
                    Script(lesson, document), around.filler(lesson.language)
                ):
                    yield str(file), shown, words


def _check_folder(
    folder: Path, root: Path, around: _Surroundings, shipped: Path, today: date
) -> tuple[int, list[Problem]]:
    found: list[Problem] = []
    headers: list[_Header] = []
    broken: set[str] = set()
    files = _scripts_in(folder)
    # Only the languages of one lesson are in memory at a time: a folder may hold thousands.
    for _, translations in groupby(files, key=lambda file: file.name):
        scripts: list[Script] = []
        for file in translations:
            script, problems = _check_file(file, around, today)
            found += problems
            if script is None:
                broken.add(str(file))
            else:
                found += _check_file_name(script, file, root)
                headers.append(_header_of(script))
                scripts.append(script)
        if scripts:
            found += check_same(scripts)
    found += (
        around.fact_problems
        + around.picture_problems
        + around.skill_problems
        + around.phone_problems
    )
    found += _check_references(headers, shipped)
    languages: dict[str, dict[str, str]] = {}
    for header in headers:
        languages.setdefault(header.id, {})[header.language] = header.place.file
    found += check_missing(languages, frozenset(broken))
    return len(files), found


def _root_of(path: Path, shipped: Path) -> Path:
    """Return the lessons folder that a file or folder belongs to, that of the program where it has none."""
    here = path.resolve()
    for folder in (here, *here.parents[:_LEVELS]):
        if any((folder / name).is_file() for name in _SIGNS):
            return folder
    return here if path.is_dir() else shipped.resolve()


def _scripts_in(folder: Path) -> list[Path]:
    """Return the lesson scripts of a folder, those of one name beside each other."""
    found = (
        path
        for path in folder.rglob("*.yaml")
        if path.name not in _NOT_LESSONS and PHONE_FOLDER not in path.relative_to(folder).parts
    )
    return sorted(found, key=lambda path: (path.name, path))


def _check_file(
    path: Path, around: _Surroundings, today: date
) -> tuple[Script | None, list[Problem]]:
    document, problems = read_path(path)
    if document is None:
        return None, problems
    lesson, faults = read_lesson(document)
    problems += faults
    if lesson is None:
        return None, problems
    script = Script(lesson, document)
    problems += check_script(script, around.facts, around.filler(lesson.language), today)
    problems += check_pictured(script, around.pictures)
    problems += check_skills(script, around.skills)
    phone = around.phone(lesson.language)
    if phone is not None:
        problems += phone.check(script)
    return script, problems


def check_script(script: Script, facts: Facts, filler: Filler, today: date) -> Iterator[Problem]:
    """Yield the problems of one lesson that need neither the practice phone nor other lessons."""
    yield from check_ids(script)
    yield from check_answers(script)
    yield from check_conversations(script)
    yield from check_claims(script, facts, today)
    yield from check_played_names(script)
    yield from check_address(script)
    yield from check_reading(script, filler)
    yield from check_speakable(script)


def _check_file_name(script: Script, file: Path, root: Path) -> Iterator[Problem]:
    lesson = script.lesson
    wanted = Path(lesson.language, lesson.topic, f"{lesson.id}.yaml")
    parts = file.resolve().relative_to(root).parts if file.resolve().is_relative_to(root) else ()
    if len(parts) == len(wanted.parts) and parts != wanted.parts:
        yield Problem(script.document.place("id"), "file-name", {"file": wanted.as_posix()})


def _header_of(script: Script) -> _Header:
    lesson, document = script.lesson, script.document
    after = {name: document.place("after", index) for index, name in enumerate(lesson.after)}
    return _Header(lesson.id, lesson.language, document.place("id"), after)


def _check_references(headers: Sequence[_Header], shipped: Path) -> Iterator[Problem]:
    """Yield ids that two files share, and `after` that names no lesson or goes round in a circle."""
    known = {header.id for header in headers} | {path.stem for path in lesson_files(shipped)}
    after = {header.id: tuple(header.after) for header in headers}
    first: dict[tuple[str, str], str] = {}
    for header in headers:
        key = (header.language, header.id)
        if key in first:
            yield Problem(header.place, "lesson-twice", {"id": header.id, "file": first[key]})
        first.setdefault(key, header.place.file)
        for name, place in header.after.items():
            if name not in known:
                near = nearest(name, known) or "…"
                yield Problem(place, "after-unknown", {"id": name, "near": near})
        if header.after and header.id in _before(header.id, after):
            yield Problem(next(iter(header.after.values())), "after-circle", {"id": header.id})


def _before(lesson_id: str, after: Mapping[str, Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(after.get(lesson_id, ()))
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += after.get(name, ())
    return seen


def _by_file(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.place.file, []).append(problem)
    return {
        file: tuple(sorted(found, key=lambda problem: problem.place))
        for file, found in sorted(files.items())
    }
