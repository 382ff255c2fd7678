"""The list of lessons: order, languages, the user's own folder, broken files."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.content.catalogue import (
    Catalogue,
    LessonError,
    Topic,
    lesson_files,
    load_file,
)
from tutor.content.headers import read_header
from tutor.content.lesson_reader import read_lesson
from tutor.content.yaml_reader import read_path
from tutor.paths import lessons_folder

TOPICS = """format: 1
topics:
  - id: vneid
    vi: VNeID và cư trú
    en: VNeID
    lessons: [vn-hai, vn-mot]
  - id: lua-dao
    vi: Lừa đảo
    en: Scams
    lessons: []
"""


def write(
    root: Path, lesson_id: str, *, language: str = "vi", topic: str = "vneid", **keys: str
) -> Path:
    path = root / language / topic / f"{lesson_id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    values = {
        "format": "1",
        "id": lesson_id,
        "language": language,
        "topic": topic,
        "title": f"Bài {lesson_id}",
        "objective": "Thử một bài",
        "minutes": "5",
        **keys,
    }
    header = "".join(f"{key}: {value}\n" for key, value in values.items())
    path.write_text(f"{header}steps:\n  - say: Một.\n  - say: |\n      - Hai.\n", encoding="utf-8")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "topics.yaml").write_text(TOPICS, encoding="utf-8")
    return tmp_path


def test_lessons_are_in_the_order_of_the_curriculum(root: Path) -> None:
    for lesson_id in ("vn-mot", "vn-hai", "vn-a"):
        write(root, lesson_id)
    write(root, "ld-mot", topic="lua-dao")
    write(root, "xx-mot", topic="xa")

    catalogue = Catalogue([root])

    assert [entry.id for entry in catalogue.lessons("vi")] == [
        *("vn-hai", "vn-mot", "vn-a"),
        *("ld-mot", "xx-mot"),
    ]
    assert catalogue.topics("vi") == (
        Topic("vneid", "VNeID và cư trú"),
        Topic("lua-dao", "Lừa đảo"),
        Topic("xa", "xa"),
    )


def test_topics_without_a_lesson_in_the_language_are_left_out(root: Path) -> None:
    write(root, "vn-mot", language="en")

    assert Catalogue([root]).topics("en") == (Topic("vneid", "VNeID"),)
    assert Catalogue([root]).topics("vi") == ()


def test_entry_has_what_a_list_shows(root: Path) -> None:
    path = write(root, "vn-mot", after="[vn-khong, vn-hai]", title='"Mức 1: là gì"')
    write(root, "vn-mot", language="en")

    entry = Catalogue([root]).entry("vn-mot", "vi")

    assert entry is not None
    assert (entry.title, entry.minutes, entry.step_count) == ("Mức 1: là gì", 5, 2)
    assert entry.after == ("vn-khong", "vn-hai")
    assert entry.languages == ("en", "vi")
    assert entry.path == path


def test_lesson_of_a_later_folder_replaces_that_of_an_earlier_one(
    root: Path, tmp_path: Path
) -> None:
    write(root, "vn-mot")
    own = write(tmp_path / "own", "vn-mot", title="Bài của thôn")

    catalogue = Catalogue([root, tmp_path / "own"])

    assert [(e.title, e.path) for e in catalogue.lessons("vi")] == [("Bài của thôn", own)]


def test_broken_file_is_left_out_and_its_problems_are_reported(root: Path) -> None:
    write(root, "vn-mot")
    broken = write(root, "vn-hai", minutes="[năm]")

    catalogue = Catalogue([root])

    assert [entry.id for entry in catalogue.lessons("vi")] == ["vn-mot"]
    assert [(p.place.file, p.code) for p in catalogue.problems] == [(str(broken), "needs-number")]


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"[" * 200_000, b"", b"\x00", b"a: &a [*a]"])
def test_hostile_file_does_not_hide_the_others(root: Path, raw: bytes) -> None:
    write(root, "vn-mot")
    (root / "vi" / "vneid" / "bad.yaml").write_bytes(raw)

    catalogue = Catalogue([root])

    assert [entry.id for entry in catalogue.lessons("vi")] == ["vn-mot"]
    assert catalogue.problems


def test_lessons_for_volunteers_are_listed_apart(root: Path) -> None:
    write(root, "vn-mot")
    write(root, "tnv-mot", topic="tnv", audience="volunteers")
    # A header that only the full reader reads.
    write(root, "tnv-hai", topic="tnv", audience="volunteers", title="'Hai'")

    catalogue = Catalogue([root])

    assert [entry.id for entry in catalogue.lessons("vi")] == ["vn-mot"]
    assert [topic.id for topic in catalogue.topics("vi")] == ["vneid"]
    found = catalogue.lessons("vi", audience="volunteers")
    assert {entry.id for entry in found} == {"tnv-mot", "tnv-hai"}
    assert [topic.id for topic in catalogue.topics("vi", audience="volunteers")] == ["tnv"]
    assert len(catalogue.lessons("vi", audience=None)) == 3
    entry = catalogue.entry("tnv-mot", "vi")
    assert entry is not None
    assert entry.audience == "volunteers"


def test_an_unknown_audience_is_a_problem(root: Path) -> None:
    write(root, "vn-mot", audience="children")

    catalogue = Catalogue([root])

    assert catalogue.lessons("vi", audience=None) == ()
    assert catalogue.problems


def test_load_returns_the_lesson_and_the_revision_of_its_file(root: Path) -> None:
    path = write(root, "vn-mot")

    loaded = Catalogue([root]).load("vn-mot", "vi")

    assert loaded.lesson.id == "vn-mot"
    assert loaded.revision == hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def test_load_of_a_broken_lesson_raises_its_problems(root: Path) -> None:
    path = write(root, "vn-mot")
    path.write_text(path.read_text(encoding="utf-8") + "  - chose: a\n", encoding="utf-8")

    with pytest.raises(LessonError) as caught:
        Catalogue([root]).load("vn-mot", "vi")

    assert [p.code for p in caught.value.problems] == ["unknown-kind-near"]


def test_load_of_an_unknown_lesson_raises_an_error_without_problems(root: Path) -> None:
    with pytest.raises(LessonError) as caught:
        Catalogue([root]).load("vn-khong", "vi")

    assert caught.value.problems == ()


@pytest.mark.parametrize("path", lesson_files(lessons_folder()), ids=lambda path: path.stem)
def test_light_header_reader_agrees_with_the_full_reader(path: Path) -> None:
    document, _ = read_path(path)
    assert document is not None
    lesson, _ = read_lesson(document)
    assert lesson is not None

    header = read_header(path.read_text(encoding="utf-8"))

    assert header is not None, "the list of lessons is slower for this header"
    assert header.pop("step_count") == len(lesson.steps)
    assert header == {key: document.data[key] for key in header}  # type: ignore[call-overload,index]


@pytest.mark.parametrize(
    "line",
    [
        "title: 'a'",
        'title: "a\\"b"',
        "title: a: b",
        "title: a #b",
        "title: @a",
        "title: *a*",
        "title: true",
        "title: [A b]",
        "title: {a: b}",
        "title:\ta",
        "title: a\u200bb",
        "title: a\nb",
    ],
)
def test_light_header_reader_leaves_other_lines_to_the_full_reader(line: str) -> None:
    assert read_header(f"format: 1\n{line}\nsteps:\n  - say: a\n") is None


def test_load_file_returns_a_revision_of_sixteen_digits(tmp_path: Path) -> None:
    path = write(tmp_path, "vn-mot")

    assert len(load_file(path).revision) == 16


def test_list_loads_neither_yaml_nor_pydantic() -> None:
    code = (
        "import sys; from tutor.content.catalogue import Catalogue;"
        "from tutor.paths import lessons_folder;"
        "assert Catalogue([lessons_folder()]).lessons('vi');"
        "print([m for m in ('yaml', 'pydantic', 'textual') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_reading_what_is_played_loads_no_pydantic() -> None:
    code = (
        "import sys; from tutor.content.catalogue import Catalogue;"
        "from tutor.content.facts import load_facts, load_pictures;"
        "from tutor.content.phone_reader import load_apps;"
        "from tutor.paths import lessons_folder;"
        "root = lessons_folder(); catalogue = Catalogue([root]);"
        "assert all(catalogue.load(lesson.id, 'vi') for lesson in catalogue.lessons('vi'));"
        "assert load_facts(root).facts and load_pictures(root) and load_apps([root], 'vi');"
        "print([m for m in ('pydantic', 'textual') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_short_check_asks_for_the_same_tasks_in_each_language() -> None:
    catalogue = Catalogue([lessons_folder()])
    tasks = {language: catalogue.check_tasks(language) for language in ("vi", "en")}
    assert len(tasks["vi"]) == 5
    assert tasks["vi"].keys() == tasks["en"].keys()
    assert all(text for texts in tasks.values() for text in texts.values())
    assert not catalogue.problems
