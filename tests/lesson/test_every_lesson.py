"""Every shipped lesson, played line by line to its end in this process, right and astray."""

import re

import pytest
from plain_lines import NOW, lines_to_the_end

from tutor.languages import LANGUAGES
from tutor.lesson.library import Library
from tutor.lesson.plain import PlainSession
from tutor.lesson.run import open_run
from tutor.paths import lessons_folder
from tutor.records.store import open_store

LIBRARY = Library((lessons_folder(),))
HEADING = re.compile(r"(?:Bước|Step) (\d+) (?:trong|of) (\d+)\. ")
LESSONS = [
    (entry.id, language)
    for language in LANGUAGES
    for entry in LIBRARY.catalogue.lessons(language, audience=None)
]


@pytest.mark.parametrize("astray", [False, True], ids=["right", "astray"])
@pytest.mark.parametrize(("lesson", "language"), LESSONS)
def test_it_is_played_to_its_end(lesson: str, language: str, astray: bool) -> None:
    script = LIBRARY.script(lesson, language)
    store = open_store(None, clock=lambda: NOW)
    run = open_run(script, "guest", store, lambda: NOW, lambda: "run")
    lines = list(lines_to_the_end(script, run.state, astray=astray))
    typed, printed = iter(lines), list[str]()
    session = PlainSession(
        run,
        LIBRARY.phrases(language, "bac"),
        lambda: next(typed, None),
        printed.append,
        "tutor play",
    )
    assert session.play()
    assert not any(typed)
    assert script.lesson.title.replace("“", "‘").replace("”", "’") in printed[-1]
    headings = [
        (int(heading[1]), int(heading[2])) for line in printed if (heading := HEADING.match(line))
    ]
    numbers = sorted({number for number, _ in headings})
    assert numbers == list(range(1, len(numbers) + 1))
    assert [number for number, _ in headings] == sorted(number for number, _ in headings)
    assert {total for _, total in headings} == {len(numbers)}
    (record,) = store.history("guest")
    assert (record.times_finished, record.open_run) == (1, None)
    assert len(store.responses("run")) == len(lines)
    assert store.verify() == []
    store.close()
