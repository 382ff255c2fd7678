"""The map of a conversation: as lines, and as a picture."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tutor.authoring.branches import picture, talks, text_map
from tutor.content.catalogue import Catalogue, load_file
from tutor.i18n import Translator
from tutor.paths import lessons_folder

LESSON = """format: 1
id: vi-du
language: vi
topic: lua-dao
title: Ví dụ
objective: Thấy các nhánh
minutes: 5
steps:
  - call: Điện thoại reo.
    id: goi
    from: {name: Số lạ}
    genuine: false
    nodes:
      dau:
        says: A lô
        tactic: fear
        answers: [{text: Ai đấy, to: ai}, {text: Vâng, to: tiep}, {text: Thôi, to: hang-up}]
      ai:
        says: Công an
        answers: [{text: Nói lại đi, to: dau}, {text: Vâng, to: tiep}]
      tiep:
        says: Chuyển <tiền> & mã
        answers: [{text: Chuyển, to: lost}]
"""


def plain(text: str) -> str:
    return text


def test_map_names_every_line_once_and_the_shortest_ways(tmp_path: Path) -> None:
    file = tmp_path / "vi-du.yaml"
    file.write_text(LESSON, encoding="utf-8")
    (talk,) = talks(load_file(file).lesson)

    assert list(text_map(talk, plain, Translator("en"))) == [
        "goi",
        "3 lines",
        "hang up: after 1 answer at the earliest",
        "the money or the code is lost: after 2 answers at the earliest",
        "● dau: “A lô”",
        "  ├ Ai đấy → ai",
        "  ├ Vâng → tiep",
        "  ├ Thôi → [hang up]",
        "  │ ● ai: “Công an”",
        "  │   ├ Nói lại đi → ↑ dau",
        "  │   ├ Vâng → tiep",
        "  │ ● tiep: “Chuyển <tiền> & mã”",
        "  │   ├ Chuyển → [the money or the code is lost]",
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_conversation_of_the_lessons_has_a_map_and_a_picture(language: str) -> None:
    translate = Translator(language)
    count = 0
    for entry in Catalogue((lessons_folder(),)).lessons(language):
        for talk in talks(load_file(entry.path).lesson):
            lines = "\n".join(text_map(talk, plain, translate))
            drawn = ElementTree.fromstring(picture(talk, plain, translate))
            boxes = drawn.findall("{*}rect")
            count += 1

            assert all(lines.count(f"● {name}: ") == 1 for name in talk.step.nodes)
            assert len(boxes) > len(talk.step.nodes)
    assert count > 10
