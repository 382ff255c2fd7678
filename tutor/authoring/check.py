"""Check of lesson files and folders: all problems of all files at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from pathlib import Path

from tutor.authoring.context import CheckContext, ReachedGoal, has_apps
from tutor.authoring.course import COURSE_CHECKS, CourseLesson, course_lesson
from tutor.authoring.encounters import check_cards, check_encounters
from tutor.authoring.guessing import check_guessing
from tutor.authoring.markup_checks import check_letters, check_markup, check_silent
from tutor.authoring.partial import check_part
from tutor.authoring.phone_checks import check_phone, check_phone_steps, check_phone_texts
from tutor.authoring.script import Script
from tutor.authoring.step_checks import (
    check_answers,
    check_conversations,
    check_ids,
    check_pictures,
    check_skills,
    reach,
)
from tutor.authoring.style_checks import (
    check_breath,
    check_comforts,
    check_machine,
    check_questions,
)
from tutor.authoring.translations import check_missing, check_same
from tutor.authoring.word_checks import (
    UsedWords,
    check_absent,
    check_explained,
    check_explains,
    check_word_list,
    used_words,
)
from tutor.authoring.wording_checks import (
    check_abbreviations,
    check_address,
    check_facts,
    check_length,
    check_literal_claims,
    check_placeholders,
    check_played_names,
    check_shaming,
    check_spoken,
    spoken_sentences,
)
from tutor.content.catalogue import (
    PHONE_FOLDER,
    SKILLS_FILE,
    TOPICS_FILE,
    Catalogue,
    lesson_files,
)
from tutor.content.decoding import nearest
from tutor.content.facts import CONTACTS_FILE, FACTS_FILE, PICTURES_FILE, WORDS_FILE
from tutor.content.lesson_reader import read_lesson
from tutor.content.mending import mend_lines, read_part
from tutor.content.model import Place, Problem
from tutor.content.yaml_reader import Document, read_bytes, read_document

# A lesson lies this far below its lessons folder: <language>/<topic>/<id>.yaml.
_LEVELS = 3
_NOT_LESSONS = frozenset(
    {FACTS_FILE, TOPICS_FILE, CONTACTS_FILE, PICTURES_FILE, SKILLS_FILE, WORDS_FILE}
)


# Checks of the texts, one by one, and of the steps, one by one: they can do without the rest of a lesson.
_OF_TEXTS = (
    check_facts,
    check_literal_claims,
    check_played_names,
    check_placeholders,
    check_address,
    check_shaming,
    check_spoken,
    check_abbreviations,
    check_questions,
    check_machine,
    check_breath,
    check_markup,
    check_letters,
    check_silent,
)
_OF_STEPS = (
    check_ids,
    check_skills,
    check_pictures,
    check_answers,
    check_conversations,
    check_phone_steps,
    check_length,
)
# Every check of one lesson. A new check is a function that yields problems, and its name in one of these.
LESSON_CHECKS: tuple[Callable[[Script], Iterator[Problem]], ...] = (
    *_OF_STEPS,
    *_OF_TEXTS,
    check_explains,
    check_guessing,
    check_encounters,
    check_cards,
    check_comforts,
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


@dataclass(frozen=True, slots=True)
class _Header:
    """The id of a lesson and the lessons that `after` names, with their places."""

    id: str
    language: str
    place: Place
    after: Mapping[str, Place]


def check(paths: Sequence[Path], shipped: Path, today: date) -> CheckReport:
    """Check lesson files, and folders with all that is in them; `shipped` holds the program's lessons.

    A folder is checked as a whole: facts, the practice phone, lessons that refer to each other, and
    translations. A file alone is judged on its own.
    """
    problems: list[Problem] = []
    lessons = 0
    contexts: dict[Path, CheckContext] = {}
    phones: dict[Path, CheckContext] = {}
    for path in paths:
        root = _root_of(path, shipped)
        if root not in contexts:
            contexts[root] = CheckContext(root, shipped, today)
        context = contexts[root]
        if path.is_dir():
            files = _scripts_in(path)
            lessons += len(files)
            problems += _check_folder(path, files, root, context, shipped)
            phones.setdefault(context.phone_root, context)
        else:
            lessons += 1
            problems += _check_file(path, context)[1]
    for context in phones.values():
        problems += check_phone(context)
        problems += check_phone_texts(context)
    return CheckReport(
        _by_file(problems),
        lessons,
        goals=tuple(
            goal
            for context in contexts.values()
            for phone in context.phones()
            for goal in phone.goals
        ),
        screens=sum(
            len(phone.world.screens)
            for context in phones.values()
            for phone in islice(context.phones(), 1)
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


def _readable_scripts(paths: Sequence[Path], shipped: Path) -> Iterator[tuple[Path, Script]]:
    """Yield the lessons among these files and folders that can be read, with their files."""
    for path in paths:
        context = CheckContext(_root_of(path, shipped), shipped, date.min)
        for file in _scripts_in(path) if path.is_dir() else [path]:
            script = _read_script(file, context)
            if script is not None:
                yield file, script


def _check_folder(
    folder: Path, files: Sequence[Path], root: Path, context: CheckContext, shipped: Path
) -> Iterator[Problem]:
    headers: list[_Header] = []
    course: dict[str, list[CourseLesson]] = {}
    words: list[UsedWords] = []
    broken: set[str] = set()
    resolved = folder.resolve()
    # Only the languages of one lesson are in memory at a time: a folder may hold thousands.
    for name, translations in groupby(files, key=lambda file: file.name):
        scripts: list[Script] = []
        for file in translations:
            script, problems = _check_file(file, context)
            yield from problems
            if script is None:
                broken.add(str(file))
            else:
                place = (resolved / file.relative_to(folder)).relative_to(root)
                yield from _check_file_name(script, place)
                headers.append(_header_of(script))
                course.setdefault(script.lesson.language, []).append(course_lesson(script))
                scripts.append(script)
        if scripts:
            yield from check_same(scripts)
            of_lesson = [used_words(script) for script in scripts]
            elsewhere = _words_elsewhere(name, resolved, context, root)
            yield from check_absent([*of_lesson, *elsewhere])
            words += of_lesson
    for language, lessons in course.items():
        named = folder / language
        of_course = Place(str(named if named.is_dir() else folder))
        for check_course in COURSE_CHECKS:
            yield from check_course(lessons, of_course)
    yield from context.problems
    yield from check_word_list(context)
    roots = (shipped,) if root == shipped.resolve() else (shipped, root)
    yield from _check_explained(words, roots)
    yield from _check_references(headers, roots)
    languages: dict[str, dict[str, str]] = {}
    for header in headers:
        languages.setdefault(header.id, {})[header.language] = header.place.file
    yield from check_missing(languages, frozenset(broken))


def _root_of(path: Path, shipped: Path) -> Path:
    """Return the lessons folder that a file or folder belongs to, that of the program where it has none."""
    here = path.resolve()
    for folder in (here, *here.parents[:_LEVELS]):
        if has_apps(folder) or any((folder / name).is_file() for name in _NOT_LESSONS):
            return folder
    return here if path.is_dir() else shipped.resolve()


def _scripts_in(folder: Path) -> list[Path]:
    """Return the lesson scripts of a folder, those of one name beside each other."""
    paths = (
        path
        for path in folder.rglob("*.yaml")
        if path.name not in _NOT_LESSONS and PHONE_FOLDER not in path.relative_to(folder).parts
    )
    return sorted(paths, key=lambda path: (path.name, path))


def _check_file(path: Path, context: CheckContext) -> tuple[Script | None, list[Problem]]:
    document, problems = _read_document(path)
    if document is None:
        return None, problems
    lesson, faults = read_lesson(document)
    if lesson is not None:
        script = Script(lesson, document, context)
        return script, [*problems, *check_script(script)]
    part = read_part(document)
    if part is not None:
        readable = Script(part.lesson, part.document, context)
        faults += check_part(part, readable, _OF_TEXTS, _OF_STEPS)
    return None, [*problems, *faults]


def _read_document(path: Path) -> tuple[Document | None, list[Problem]]:
    """Read the values of a file, lines that lack quotes as if they had them."""
    raw, problems = read_bytes(path, str(path))
    if raw is None:
        return None, problems
    mended, problems = mend_lines(raw, str(path))
    document, others = read_document(mended, str(path))
    return document, [*problems, *others]


def _read_script(path: Path, context: CheckContext) -> Script | None:
    document, _ = _read_document(path)
    lesson = None if document is None else read_lesson(document)[0]
    return None if lesson is None or document is None else Script(lesson, document, context)


def check_script(script: Script) -> Iterator[Problem]:
    """Yield the problems of one lesson that do not depend on other lessons."""
    for check_lesson in LESSON_CHECKS:
        yield from check_lesson(script)


def _check_file_name(script: Script, path: Path) -> Iterator[Problem]:
    """Yield a file that does not stand where its lesson says; `path` is that below its lessons folder."""
    lesson = script.lesson
    wanted = Path(lesson.language, lesson.topic, f"{lesson.id}.yaml")
    if len(path.parts) == len(wanted.parts) and path != wanted:
        yield Problem(script.document.place("id"), "file-name", {"file": wanted.as_posix()})


def _header_of(script: Script) -> _Header:
    lesson, document = script.lesson, script.document
    after = {name: document.place("after", index) for index, name in enumerate(lesson.after)}
    return _Header(lesson.id, lesson.language, document.place("id"), after)


def _words_elsewhere(
    name: str, folder: Path, context: CheckContext, root: Path
) -> Iterator[UsedWords]:
    """Yield the words of a lesson in its languages outside the folder that is checked."""
    for file in sorted(root.glob(f"*/*/{name}")) if folder != root else ():
        script = None if file.is_relative_to(folder) else _read_script(file, context)
        if script is not None:
            yield used_words(script)


def _check_references(headers: Sequence[_Header], roots: Sequence[Path]) -> Iterator[Problem]:
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
        entries = [entry for code in catalogue.languages() for entry in catalogue.lessons(code)]
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
