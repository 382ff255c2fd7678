"""The catalogue: all lessons by language and topic, in the order of the curriculum."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tutor.content.headers import read_header, read_list, read_text
from tutor.languages import LANGUAGES

if TYPE_CHECKING:
    from tutor.content.model import Problem
    from tutor.content.steps import Lesson

TOPICS_FILE = "topics.yaml"
SKILLS_FILE = "skills.yaml"
PATTERNS_FILE = "patterns.yaml"
# What the movement asks to be taught, for the list of the curriculum.
SUBJECTS_FILE = "subjects.yaml"
PHONE_FOLDER = "phone"
# For whom a lesson is: `tutor.content.steps.Audience` has the same names.
LEARNERS, VOLUNTEERS = "learners", "volunteers"
_HEADER = ("id", "topic", "title", "objective", "minutes")
_LISTS = ("after", "skills", "explains")


# Named tuples: `dataclasses` takes as long to import as reading all headers does.


class Topic(NamedTuple):
    """A topic under its name in one language; `digcomp` is its area of DigComp, 0 where none is given."""

    id: str
    name: str
    digcomp: int = 0


class LessonEntry(NamedTuple):
    """The entry of a lesson in lists; `languages` are all languages of the lesson.

    `digcomp` is its own area of DigComp, 0 where that of its topic fits. `bulletin` is the day on which a
    scam bulletin came out, such as 2026-12-31; "" for any other lesson. `audience` says for whom it is.
    """

    id: str
    language: str
    topic: str
    title: str
    objective: str
    minutes: int
    step_count: int
    after: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    path: Path
    explains: tuple[str, ...] = ()
    digcomp: int = 0
    bulletin: str = ""
    audience: str = LEARNERS


class LoadedLesson(NamedTuple):
    """A lesson and the revision of its script: the first 16 hexadecimal digits of the file's SHA-256."""

    lesson: "Lesson"
    revision: str


class LessonError(Exception):
    """A lesson does not exist or cannot be read; `problems` say why."""

    def __init__(self, lesson_id: str, problems: Sequence["Problem"]) -> None:
        super().__init__(lesson_id)
        self.lesson_id = lesson_id
        self.problems = tuple(problems)


class Catalogue:
    """The lessons of some folders; a lesson of a later folder replaces that of an earlier one.

    A file with an unreadable header is in no list; `problems` say why.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = tuple(roots)
        self.problems: list[Problem] = []
        self._topics = read_topics(self.roots, self.problems)
        headers: dict[tuple[str, str], tuple[Mapping[str, Any], Path]] = {}
        for root in self.roots:
            for path in lesson_files(root):
                header = _header(path, self.problems)
                if header is not None:
                    headers[header["language"], header["id"]] = header, path
        self._entries = _entries(headers)

    def languages(self) -> tuple[str, ...]:
        """Return the languages that have a lesson."""
        return tuple(sorted({language for language, _ in self._entries}))

    def topics(self, language: str, *, audience: str | None = LEARNERS) -> tuple[Topic, ...]:
        """Return the topics that have a lesson for this audience in the language, in their order.

        None stands for every audience.
        """
        used = {entry.topic for entry in self._of(language, audience)}
        listed = [topic for topic in self.listed_topics(language) if topic.id in used]
        known = {topic.id for topic in listed}
        return (*listed, *(Topic(name, name) for name in sorted(used - known)))

    def listed_topics(self, language: str) -> tuple[Topic, ...]:
        """Return the topics of the curriculum, also those without a lesson, in its order."""
        return tuple(
            Topic(topic["id"], str(topic.get(language) or topic["id"]), topic.get("digcomp") or 0)
            for topic in self._topics
        )

    def lessons(
        self, language: str, topic: str | None = None, *, audience: str | None = LEARNERS
    ) -> tuple[LessonEntry, ...]:
        """Return the lessons for this audience in a language, or of one topic in it, in their order.

        It is that of the curriculum. None stands for every audience.
        """
        order = {
            lesson: (at, place)
            for at, listed in enumerate(self._topics)
            for place, lesson in enumerate(listed["lessons"])
        }
        topics = {listed["id"]: at for at, listed in enumerate(self._topics)}
        last = len(topics)

        def rank(entry: LessonEntry) -> tuple[int, str, int, str]:
            at = topics.get(entry.topic, last)
            place = order.get(entry.id)
            in_topic = place[1] if place is not None and place[0] == at else len(order)
            return at, entry.topic, in_topic, entry.id

        entries = (e for e in self._of(language, audience) if topic is None or e.topic == topic)
        return tuple(sorted(entries, key=rank))

    def entry(self, lesson_id: str, language: str) -> LessonEntry | None:
        """Return the entry of a lesson, or None if the language has no such lesson."""
        return self._entries.get((language, lesson_id))

    def title(self, lesson_id: str, language: str) -> str:
        """Return the title of a lesson in a language, or its id."""
        entry = self.entry(lesson_id, language)
        return lesson_id if entry is None else entry.title

    def curriculum(self) -> Mapping[str, tuple[str, ...]]:
        """Return by topic the lessons that the curriculum names, written or not."""
        return {topic["id"]: tuple(topic["lessons"]) for topic in self._topics}

    def skill_name(self, skill: str, language: str) -> str:
        """Return the name of a skill in a language, or the words of its id."""
        name = self._skills.get(skill, {}).get(language)
        return name if isinstance(name, str) else skill.replace("-", " ")

    def check_tasks(self, language: str) -> Mapping[str, str]:
        """Return by skill the tasks of the short check before and after a course, as they are asked."""
        key = f"check_{language}"
        return {skill: str(texts[key]) for skill, texts in self._skills.items() if key in texts}

    @cached_property
    def _skills(self) -> Mapping[str, Mapping[str, Any]]:
        return read_skills(self.roots, self.problems)

    def load(self, lesson_id: str, language: str) -> LoadedLesson:
        """Read a lesson. Raises LessonError if it does not exist or has problems."""
        entry = self.entry(lesson_id, language)
        if entry is None:
            raise LessonError(lesson_id, ())
        return load_file(entry.path)

    def _of(self, language: str, audience: str | None) -> Iterator[LessonEntry]:
        return (
            entry
            for (of, _), entry in self._entries.items()
            if of == language and audience in (None, entry.audience)
        )


def load_file(path: Path) -> LoadedLesson:
    """Read the lesson of a file. Raises LessonError with its problems."""
    import hashlib

    from tutor.content.lesson_reader import read_lesson
    from tutor.content.yaml_reader import read_bytes, read_document

    raw, problems = read_bytes(path, str(path))
    if raw is None:
        raise LessonError(path.stem, problems)
    document, problems = read_document(raw, str(path))
    if document is None or any(not problem.warning for problem in problems):
        raise LessonError(path.stem, problems)
    lesson, problems = read_lesson(document)
    if lesson is None:
        raise LessonError(path.stem, problems)
    return LoadedLesson(lesson, hashlib.sha256(raw).hexdigest()[:16])


def lesson_files(root: Path) -> list[Path]:
    """Return the lesson scripts of a lessons folder: `<language>/<topic>/<id>.yaml`."""
    return sorted(path for path in root.glob("*/*/*.yaml") if path.parts[-3] != PHONE_FOLDER)


def lessons_folder_of(file: Path) -> Path:
    """Return the lessons folder in which a file lies as <language>/<topic>/<id>.yaml, else its own folder."""
    parents = file.resolve().parents
    return parents[2] if len(parents) > 2 and parents[1].name in LANGUAGES else parents[0]


def read_topics(roots: Sequence[Path], problems: list["Problem"]) -> list[dict[str, Any]]:
    """Return the topics of lessons folders in their order, each with the lessons that it names."""
    topics: dict[str, dict[str, Any]] = {}
    for root in roots:
        path = root / TOPICS_FILE
        if not path.is_file():
            continue
        for topic in _listed(path, "topics", problems):
            before = topics.get(topic["id"], {"lessons": []})
            lessons = topic.get("lessons")
            ids = [n for n in lessons if isinstance(n, str)] if isinstance(lessons, list) else []
            more = [lesson for lesson in ids if lesson not in before["lessons"]]
            topics[topic["id"]] = {**before, **topic, "lessons": [*before["lessons"], *more]}
    return list(topics.values())


def read_skills(roots: Sequence[Path], problems: list["Problem"]) -> dict[str, Mapping[str, Any]]:
    """Return the skills of lessons folders with their names by language, a later folder over an earlier."""
    return _named(roots, SKILLS_FILE, "skills", problems)


def read_patterns(roots: Sequence[Path], problems: list["Problem"]) -> dict[str, Mapping[str, Any]]:
    """Return the patterns of scams with their names by language, a later folder over an earlier."""
    return _named(roots, PATTERNS_FILE, "patterns", problems)


def _named(
    roots: Sequence[Path], file: str, key: str, problems: list["Problem"]
) -> dict[str, Mapping[str, Any]]:
    return {
        item["id"]: item
        for path in (root / file for root in roots)
        if path.is_file()
        for item in _listed(path, key, problems)
    }


def _listed(path: Path, key: str, problems: list["Problem"]) -> Iterator[Mapping[str, Any]]:
    """Yield the maps with an id in the list `key` of a file."""
    listed: Sequence[Any] | None = read_list(read_text(path), key)
    if listed is None:
        from tutor.content.yaml_reader import read_path

        document, faults = read_path(path)
        problems += faults
        data = document.data if document is not None else None
        entries = data.get(key) if isinstance(data, dict) else None
        listed = entries if isinstance(entries, list) else []
    yield from (
        item for item in listed if isinstance(item, dict) and isinstance(item.get("id"), str)
    )


def _header(path: Path, problems: list["Problem"]) -> Mapping[str, Any] | None:
    """Return the header of a lesson with its step count, or None if it is unreadable."""
    header: Mapping[str, Any] | None = read_header(read_text(path))
    if header is None or not _complete(header):
        header = _full_header(path, problems)
    return header


def _full_header(path: Path, problems: list["Problem"]) -> Mapping[str, Any] | None:
    try:
        lesson = load_file(path).lesson
    except LessonError as error:
        problems += error.problems
        return None
    header = {
        name: getattr(lesson, name)
        for name in (*_HEADER, *_LISTS, "language", "digcomp", "audience")
    }
    day = "" if lesson.bulletin is None else lesson.bulletin.isoformat()
    return {**header, "bulletin": day, "step_count": len(lesson.steps)}


def _complete(header: Mapping[str, Any]) -> bool:
    texts = (header.get(name) for name in ("id", "language", "topic", "title", "objective"))
    return (
        header.get("format") == 1
        and all(isinstance(text, str) for text in texts)
        and isinstance(header.get("minutes"), int)
        and header.get("audience", LEARNERS) in (LEARNERS, VOLUNTEERS)
        and ("bulletin" not in header or _is_day(str(header["bulletin"])))
        and all(isinstance(header.get(name, []), list | tuple) for name in _LISTS)
    )


def _is_day(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def _entries(
    headers: Mapping[tuple[str, str], tuple[Mapping[str, Any], Path]],
) -> dict[tuple[str, str], LessonEntry]:
    languages: dict[str, list[str]] = {}
    for language, lesson_id in headers:
        languages.setdefault(lesson_id, []).append(language)
    return {
        key: LessonEntry(
            **{name: header[name] for name in _HEADER},
            language=key[0],
            after=tuple(header.get("after", ())),
            skills=tuple(header.get("skills", ())),
            explains=tuple(header.get("explains", ())),
            digcomp=header.get("digcomp") or 0,
            bulletin=header.get("bulletin", ""),
            audience=header.get("audience", LEARNERS),
            step_count=header["step_count"],
            languages=tuple(sorted(languages[key[1]])),
            path=path,
        )
        for key, (header, path) in headers.items()
    }
