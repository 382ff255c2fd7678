"""Check of lesson files and folders: all problems of all files at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.authoring.context import CheckContext, ReachedGoal, has_apps
from tutor.authoring.course import COURSE_CHECKS, CourseLesson, course_lesson
from tutor.authoring.findings import Finder, Findings, Header
from tutor.authoring.lesson_check import check_file, read_script
from tutor.authoring.script import Script
from tutor.authoring.step_checks import reach
from tutor.authoring.translations import check_missing
from tutor.authoring.voice_checks import spoken_sentences
from tutor.authoring.word_checks import UsedWords, check_explained, check_word_list
from tutor.content.catalogue import (
    PATTERNS_FILE,
    PHONE_FOLDER,
    SKILLS_FILE,
    SUBJECTS_FILE,
    TOPICS_FILE,
    Catalogue,
    lesson_files,
    lessons_folder_of,
)
from tutor.content.decoding import nearest
from tutor.content.facts import CONTACTS_FILE, FACTS_FILE, PICTURES_FILE, WORDS_FILE
from tutor.content.model import Place, Problem

if TYPE_CHECKING:
    from tutor.authoring.minutes import Measured

# A lesson lies this far below its lessons folder: <language>/<topic>/<id>.yaml.
_LEVELS = 3
_NOT_LESSONS = frozenset(
    {
        FACTS_FILE,
        TOPICS_FILE,
        CONTACTS_FILE,
        PATTERNS_FILE,
        PICTURES_FILE,
        SKILLS_FILE,
        SUBJECTS_FILE,
        WORDS_FILE,
    }
)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The problems of each file in the order of its lines, and the number of lessons.

    `goals` are the phone steps whose goal can be reached, `screens` is the number of phone screens that were
    checked, which happens only for folders.
    """

    problems: Mapping[str, tuple[Problem, ...]]
    lessons: int
    goals: tuple[ReachedGoal, ...] = ()
    screens: int = 0

    @property
    def failed(self) -> bool:
        """Whether there is a problem other than a warning."""
        return any(not problem.warning for problem in self.all())

    def all(self) -> Iterator[Problem]:
        """Yield every problem, file by file."""
        for problems in self.problems.values():
            yield from problems


def check(paths: Sequence[Path], shipped: Path, today: date, processes: int = 1) -> CheckReport:
    """Check lesson files, and folders with all that is in them; `shipped` holds the program's lessons.

    A folder is checked as a whole: facts, its practice phone, lessons that refer to each other, and
    translations. A file alone is judged on its own. A large folder is checked in so many processes.
    """
    problems: list[Problem] = []
    lessons = 0
    finders: dict[Path, Finder] = {}
    found: list[tuple[Path, Finder, list[Findings]]] = []
    with ExitStack() as stack:
        for path in paths:
            root = _root_of(path)
            if root not in finders:
                finders[root] = stack.enter_context(Finder(root, shipped, today, processes))
            finder = finders[root]
            if path.is_dir():
                files = _scripts_in(path)
                lessons += len(files)
                by_name = groupby(files, key=lambda file: file.name)
                parts = finder.find(path, [list(translations) for _, translations in by_name])
                # Other processes check the lessons meanwhile.
                problems += check_word_list(finder.context)
                found.append((path, finder, list(parts)))
            else:
                lessons += 1
                problems += check_file(path, finder.context)[1]
        contexts = [finder.context for finder in finders.values()]
        phones = {
            context.root: finder
            for _, finder, _ in found
            if (context := finder.context).phone_root == context.root
        }
        of_phones = [finder.check_phone() for finder in phones.values()]
        for folder, finder, findings in found:
            problems += _check_folder(folder, findings, finder.context)
        problems += chain.from_iterable(of_phones)
    return CheckReport(
        _by_file(problems),
        lessons,
        goals=tuple(
            goal for context in contexts for goals in context.goals().values() for goal in goals
        ),
        screens=sum(
            len(phone.world.screens)
            for finder in phones.values()
            for phone in islice(finder.context.phones(), 1)
        ),
    )


def spoken_forms(paths: Sequence[Path], shipped: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the file, the sentence shown and the words spoken for all lessons that can be read."""
    for file, script in _readable_scripts(paths, shipped):
        for sentence, words in spoken_sentences(script):
            yield str(file), sentence, words


def course_lessons(paths: Sequence[Path], shipped: Path) -> Mapping[str, Sequence[CourseLesson]]:
    """Return by language what the first answers of all lessons show that can be read."""
    lessons: dict[str, list[CourseLesson]] = {}
    for _, script in _readable_scripts(paths, shipped):
        lessons.setdefault(script.lesson.language, []).append(course_lesson(script))
    return lessons


def measured_minutes(paths: Sequence[Path], shipped: Path) -> "Iterator[Measured]":
    """Yield the minutes of all lessons that can be played, stated and measured."""
    # Imported here: a check alone draws no page of a lesson.
    from tutor.authoring.minutes import Measured, minutes_of
    from tutor.lesson.library import Library

    for path in paths:
        context = CheckContext(_root_of(path), shipped, date.min)
        library = Library(tuple(context.roots))
        for file, script in _readable_scripts([path], shipped):
            lesson = script.lesson
            phrases = library.phrases(lesson.language, "")
            minutes = minutes_of(library.script_of_file(file), phrases)
            place = script.document.place("minutes")
            yield Measured(lesson.id, lesson.language, lesson.minutes, minutes, place)


def _readable_scripts(paths: Sequence[Path], shipped: Path) -> Iterator[tuple[Path, Script]]:
    """Yield the lessons among these files and folders that can be read, with their files."""
    for path in paths:
        context = CheckContext(_root_of(path), shipped, date.min)
        for file in _scripts_in(path) if path.is_dir() else [path]:
            script = read_script(file, context)
            if script is not None:
                yield file, script


def _check_folder(
    folder: Path, found: Sequence[Findings], context: CheckContext
) -> Iterator[Problem]:
    """Yield the problems of the lessons of a folder, and of all of them together."""
    headers: list[Header] = []
    course: dict[str, list[CourseLesson]] = {}
    words: list[UsedWords] = []
    broken: set[str] = set()
    for findings in found:
        yield from findings.problems
        headers += findings.headers
        words += findings.words
        broken |= set(findings.broken)
        for lesson in findings.course:
            course.setdefault(lesson.language, []).append(lesson)
    for language, lessons in course.items():
        named = folder / language
        of_course = Place(str(named if named.is_dir() else folder))
        for check_course in COURSE_CHECKS:
            yield from check_course(lessons, of_course)
    yield from context.problems
    yield from _check_explained(words, context.roots)
    yield from _check_references(headers, context.roots)
    languages: dict[str, dict[str, str]] = {}
    for header in headers:
        languages.setdefault(header.id, {})[header.language] = header.place.file
    yield from check_missing(languages, frozenset(broken))


def _root_of(path: Path) -> Path:
    """Return the lessons folder that a file or folder belongs to."""
    here = path.resolve()
    for folder in (here, *here.parents[:_LEVELS]):
        if has_apps(folder) or any((folder / name).is_file() for name in _NOT_LESSONS):
            return folder
    return here if path.is_dir() else lessons_folder_of(path)


def _scripts_in(folder: Path) -> list[Path]:
    """Return the lesson scripts of a folder, those of one name beside each other."""
    paths = (
        path
        for path in folder.rglob("*.yaml")
        if path.name not in _NOT_LESSONS and PHONE_FOLDER not in path.relative_to(folder).parts
    )
    return sorted(paths, key=lambda path: (path.name, path))


def _check_references(headers: Sequence[Header], roots: Sequence[Path]) -> Iterator[Problem]:
    """Yield ids that two files share, and `after` that names no lesson or goes round in a circle."""
    files = (file for root in roots for file in lesson_files(root))
    known = {header.id for header in headers} | {file.stem for file in files}
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
        if header.after and header.id in reach(header.after, lambda name: after.get(name, ())):
            yield Problem(next(iter(header.after.values())), "after-circle", {"id": header.id})


def _check_explained(words: Sequence[UsedWords], roots: Sequence[Path]) -> Iterator[Problem]:
    """Yield the words that are used too early; lessons outside the folder may have explained them."""
    here = {lesson.lesson for lesson in words}
    needed = {name for lesson in words for name in lesson.after} - here
    others: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
    if needed:
        catalogue = Catalogue(roots)
        entries = [
            entry
            for code in catalogue.languages()
            for entry in catalogue.lessons(code, audience=None)
        ]
        others = {entry.id: (entry.after, entry.explains) for entry in entries}
    yield from check_explained(words, others)


def _by_file(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.place.file, []).append(problem)
    return {
        file: tuple(sorted(of_file, key=lambda problem: problem.place))
        for file, of_file in sorted(files.items())
    }
