"""A course of all lessons that the curriculum names, generated: a sentence each."""

from pathlib import Path

import yaml

from tutor.paths import lessons_folder

LESSON = """format: 1
id: {id}
language: vi
topic: {topic}
title: {title}
objective: Làm được việc số {number}
minutes: 6
after: {after}
steps:
  - say: Đây là bài số {number}.
  - recap: Xong rồi ạ.
    keep: Nhớ bài số {number}.
"""


def write_whole_course(folder: Path) -> Path:
    """Write every lesson that the shipped list of topics names, a title for each; return the folder."""
    listed = (lessons_folder() / "topics.yaml").read_text(encoding="utf-8")
    folder.mkdir()
    (folder / "topics.yaml").write_text(listed, encoding="utf-8")
    number = 0
    first = ""
    for topic in yaml.safe_load(listed)["topics"]:
        for lesson in topic["lessons"]:
            number += 1
            path = folder / "vi" / topic["id"] / f"{lesson}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            after = f"[{first}]" if first else "[]"
            title = f"{topic['vi']}, phần {chr(64 + number % 26 + 1)}{number}"
            text = LESSON.format(
                id=lesson, topic=topic["id"], title=title, number=number, after=after
            )
            path.write_text(text, encoding="utf-8")
            first = first or lesson
    return folder
