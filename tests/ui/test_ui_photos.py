"""A photograph has room on the page where the surface can show it, and is told where that is."""

from pathlib import Path

import pytest
from shipped import SIZES

from tutor.lesson.view import Choice, Line, View
from tutor.terminal.photos import PhotoPlace, kitty_commands
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.sizes import viewport
from tutor.ui.photos import show_photo, with_photo

PHOTO = Path(__file__).parents[1] / "content" / "ground" / "media" / "cong.png"
VIEW = View(
    "",
    (Line("Cổng màu gì ạ?", "lead"), Line("Ảnh một cái cổng.", "caption")),
    (Choice(1, "Xanh"), Choice(2, "Đỏ")),
    photo=PHOTO,
)


class Surface:
    """A driver that can show photographs, or none."""

    def __init__(self, *, can: bool) -> None:
        self._can = can
        self.shown: list[PhotoPlace | None] = []

    def can_show(self, _: Path, /) -> bool:
        return self._can

    def show_photo(self, place: PhotoPlace | None) -> None:
        self.shown.append(place)


@pytest.mark.parametrize("size", SIZES)
def test_the_surface_is_told_the_cells_that_the_page_leaves_free(size: tuple[int, int]) -> None:
    port, surface = viewport(*size), Surface(can=True)
    for page in paginate(with_photo(VIEW, surface, port), port):
        show_photo(page, surface, 2, 1)
        assert page.height <= port.body_rows
    (place,) = [place for place in surface.shown if place is not None]
    assert place.file == PHOTO
    assert 2 <= place.x <= 2 + port.columns - place.columns
    assert 1 <= place.y <= 1 + port.body_rows - place.rows
    assert place.columns == pytest.approx(place.rows * 3, abs=2)


def test_elsewhere_the_words_stand_alone() -> None:
    port = viewport(66, 17)
    assert with_photo(VIEW, Surface(can=False), port) == VIEW
    assert with_photo(VIEW, None, port) == VIEW


def test_kitty_reads_the_file_itself_and_magnified_cells_count_as_several() -> None:
    shown = kitty_commands(PhotoPlace(PHOTO, 3, 2, 20, 8), 2)
    assert "\x1b[5;7H\x1b_Ga=T,t=f,f=100," in shown
    assert "c=40,r=16," in shown
    assert kitty_commands(None, 2).startswith("\x1b_Ga=d,d=I,")
