"""Drawings that a step names: whole at every size, and described in words that the voice reads."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tutor.content.facts import load_pictures, read_pictures
from tutor.content.model import Picture
from tutor.lesson.speaking import spoken_texts
from tutor.lesson.view import Choice, Line, MarkedKey, View
from tutor.paths import lesson_roots
from tutor.ui.layout.blocks import Ink
from tutor.ui.layout.flow import Page
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.sizes import viewport

PICTURES = load_pictures(*lesson_roots())
SIZES = ((100, 26), (66, 17), (50, 13), (34, 9))


def view_of(picture: Picture, *choices: Choice) -> View:
    lines = (
        Line("Màn hình tối chưa chắc là máy hỏng.", "lead"),
        Line("Thường là máy nghỉ cho đỡ tốn pin."),
        Line(picture.says["vi"], "caption"),
    )
    return View("", lines, choices, picture=picture)


def rows_of(page: Page) -> list[str]:
    return ["".join(run.text for run in row) for row in page.rows(Ink())]


def drawn_in(pages: tuple[Page, ...], picture: Picture) -> Iterator[bool]:
    """Tell of each page whether the picture's rows stand on it, one below the other."""
    for page in pages:
        rows = rows_of(page)
        starts = (rows[y : y + len(picture.rows)] for y in range(len(rows)))
        yield any(
            len(part) == len(picture.rows)
            and all(drawn.strip() in row for drawn, row in zip(picture.rows, part, strict=True))
            for part in starts
        )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_whole_on_one_page(size: tuple[int, int], name: str) -> None:
    picture = PICTURES[name]
    answers = (Choice(1, "Chờ một chút"), Choice(2, "Bấm nút nguồn"))
    for choices in ((), answers):
        pages = paginate(view_of(picture, *choices), viewport(*size))
        drawn = list(drawn_in(pages, picture))
        assert drawn.count(True) == 1
        at = drawn.index(True)
        if choices and size != SIZES[-1]:
            assert pages[at].numbers == (1, 2)
        else:
            # With few rows it has a page after the words, above a question before it.
            assert at == (0 if choices or size in SIZES[:2] else len(pages) - 1)
        for page in pages:
            assert page.height <= viewport(*size).body_rows
            assert {len(row) for row in rows_of(page)} <= {page.width}


@pytest.mark.parametrize("size", SIZES[:2])
def test_where_there_is_room_a_picture_costs_no_page(size: tuple[int, int]) -> None:
    view = view_of(PICTURES["shield"])
    assert len(paginate(view, viewport(*size))) == 1


@pytest.mark.parametrize("size", SIZES[2:])
def test_a_picture_with_a_page_of_its_own_comes_after_the_words(size: tuple[int, int]) -> None:
    picture = PICTURES["lock"]
    first, last = paginate(view_of(picture), viewport(*size))
    below = rows_of(last)[len(picture.rows) :]
    assert [row.strip() for row in below] == ["", picture.says["vi"]]
    assert first.sentences == (0, 1)


def test_the_voice_says_what_the_picture_shows() -> None:
    view = view_of(PICTURES["qr"])
    assert spoken_texts(view)[-1] == PICTURES["qr"].says["vi"]


def test_every_picture_is_described_in_every_language() -> None:
    assert all(set(picture.says) >= {"vi", "en"} for picture in PICTURES.values())


def test_dots_become_half_blocks() -> None:
    picture = Picture(key="x", says={}, dots="XX.\nX.X\n..X")
    assert picture.rows == ("█▀▄", "  ▀")


@pytest.mark.parametrize(
    "dots",
    ["", "X" * 21, "\n".join("X" * 13), "XO", "\x1b[2J"],
)
def test_what_cannot_be_drawn_is_told_and_left_out(tmp_path: Path, dots: str) -> None:
    lines = "".join(f"      {line}\n" for line in dots.split("\n"))
    text = "format: 1\npictures:\n  odd:\n    says: {vi: Hình lạ.}\n    dots: |\n" + lines
    (tmp_path / "pictures.yaml").write_text(text, encoding="utf-8")
    pictures, problems = read_pictures(tmp_path)
    assert pictures == {}
    assert problems


@pytest.mark.parametrize("size", [*SIZES, (37, 36)])
@pytest.mark.parametrize("lines", range(1, 8))
def test_a_drawn_keyboard_takes_no_page_more(size: tuple[int, int], lines: int) -> None:
    port = viewport(*size)
    words = View("", (Line("Mời bác bấm phím R."),) * lines)
    pages = paginate(replace(words, picture=MarkedKey("r")), port)
    assert len(pages) == len(paginate(words, port))
    assert all(0 <= each.x <= size[0] - each.block.width for each in pages[0].placed)
    drawn = any("Q" in row and "W" in row for row in rows_of(pages[0]))
    assert drawn or size[1] < 17 or lines > 3


def test_a_notice_does_not_stand_alone_before_a_picture() -> None:
    picture = PICTURES["lock"]
    first, *_ = paginate(view_of(picture), viewport(34, 9), notice="Loa máy không kêu.")
    assert 0 in first.sentences
    assert any("Loa" in row for row in rows_of(first))
