"""Findings in the lessons of a folder: problems, and what the checks of the whole folder need.

A folder may hold thousands of lessons: several processes check them, and each has only the languages of one
lesson in memory at a time.
"""

import gc
import glob
import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tutor.authoring.context import CheckContext, ReachedGoal
from tutor.authoring.course import CourseLesson, course_lesson
from tutor.authoring.lesson_check import check_file, read_script
from tutor.authoring.script import Script
from tutor.authoring.translations import check_same
from tutor.authoring.word_checks import UsedWords, check_absent, used_words
from tutor.content.model import Place, Problem

# A process takes about as long to start as to check so many files.
_FILES_PER_PROCESS = 100
# Parts for each process: small ones end together, large ones cost less to hand over.
_PARTS_PER_PROCESS = 4

# The files of one lesson, one for each language.
Translations = Sequence[Path]


@dataclass(frozen=True, slots=True)
class Header:
    """The id of a lesson and the lessons that `after` names, with their places."""

    id: str
    language: str
    place: Place
    after: Mapping[str, Place]


@dataclass(slots=True)
class Findings:
    """The problems of some lessons, and what the checks of the whole folder need of those that can be read.

    `broken` are the files that cannot be read, `goals` the goals on the practice phone by language.
    """

    problems: list[Problem] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    course: list[CourseLesson] = field(default_factory=list)
    words: list[UsedWords] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    goals: dict[str, list[ReachedGoal]] = field(default_factory=dict)


def find(
    folder: Path, lessons: Sequence[Translations], context: CheckContext, processes: int
) -> list[Findings]:
    """Return the findings of all lessons, in several processes where there are many files.

    The goals that they reach are then among those of the context's phones.
    """
    files = sum(map(len, lessons))
    processes = min(processes, files // _FILES_PER_PROCESS)
    if processes > 1:
        try:
            return _find_in_processes(folder, lessons, context, processes)
        except (ImportError, NotImplementedError, OSError, BrokenProcessPool):
            # A machine without processes of this kind checks all in this one.
            pass
    return [_find(folder, lessons, context)]


def _find(folder: Path, lessons: Sequence[Translations], context: CheckContext) -> Findings:
    findings = Findings()
    resolved = folder.resolve()
    for translations in lessons:
        scripts: list[Script] = []
        for file in translations:
            script, problems = check_file(file, context)
            findings.problems += problems
            if script is None:
                findings.broken.append(str(file))
            else:
                place = (resolved / file.relative_to(folder)).relative_to(context.root)
                findings.problems += _check_file_name(script, place)
                findings.headers.append(_header_of(script))
                findings.course.append(course_lesson(script))
                scripts.append(script)
        if scripts:
            findings.problems += check_same(scripts)
            words = [used_words(script) for script in scripts]
            elsewhere = _words_elsewhere(translations[0].name, resolved, context)
            findings.problems += check_absent([*words, *elsewhere])
            findings.words += words
    return findings


# Several processes. Each has a context of its own, since that of another cannot be handed over.

_contexts: list[CheckContext] = []


def _find_in_processes(
    folder: Path, lessons: Sequence[Translations], context: CheckContext, processes: int
) -> list[Findings]:
    size = -(-len(lessons) // (processes * _PARTS_PER_PROCESS))
    parts = [lessons[at : at + size] for at in range(0, len(lessons), size)]
    about = context.root, context.shipped, context.today
    pool = ProcessPoolExecutor(processes, initializer=_start, initargs=about)
    try:
        found = list(pool.map(_find_here, [folder] * len(parts), parts))
    finally:
        pool.shutdown(cancel_futures=True)
    for findings in found:
        for language, goals in findings.goals.items():
            if phone := context.phone(language):
                phone.goals += goals
    return found


def _start(root: Path, shipped: Path, today: date) -> None:
    # Ctrl-C ends the process that waits for these, and that ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Lessons have no reference cycles, so the cyclic garbage collector would only take time.
    gc.disable()
    _contexts.append(CheckContext(root, shipped, today))


def _find_here(folder: Path, lessons: Sequence[Translations]) -> Findings:
    [context] = _contexts
    for phone in context.phones():
        phone.goals.clear()
    findings = _find(folder, lessons, context)
    for language in context.phone_languages():
        if in_language := context.phone(language):
            findings.goals[language] = list(in_language.goals)
    return findings


def _check_file_name(script: Script, path: Path) -> Iterator[Problem]:
    """Yield a file that does not stand where its lesson says; `path` is that below its lessons folder."""
    lesson = script.lesson
    wanted = Path(lesson.language, lesson.topic, f"{lesson.id}.yaml")
    if len(path.parts) == len(wanted.parts) and path != wanted:
        yield Problem(script.document.place("id"), "file-name", {"file": wanted.as_posix()})


def _header_of(script: Script) -> Header:
    lesson, document = script.lesson, script.document
    after = {name: document.place("after", index) for index, name in enumerate(lesson.after)}
    return Header(lesson.id, lesson.language, document.place("id"), after)


def _words_elsewhere(name: str, folder: Path, context: CheckContext) -> Iterator[UsedWords]:
    """Yield the words of a lesson in its languages outside the folder that is checked."""
    root = context.root
    # A file name may hold the signs of a pattern, and glob() refuses `**` among letters.
    for file in sorted(root.glob(f"*/*/{glob.escape(name)}")) if folder != root else ():
        script = None if file.is_relative_to(folder) else read_script(file, context)
        if script is not None:
            yield used_words(script)
