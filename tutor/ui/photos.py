"""Photographs of lessons on surfaces that can show them: room for one on the page, and where it stands."""

from dataclasses import replace

from tutor.lesson.view import PhotoFrame, View
from tutor.terminal.photos import PhotoPlace, ShowsPhotos
from tutor.ui.layout.blocks import PhotoBlock
from tutor.ui.layout.flow import Page
from tutor.ui.layout.sizes import Viewport

# The most columns and rows of a photograph, by the size step; a cell is about twice as high as wide.
_MOST = {1: (44, 14), 2: (30, 9), 3: (24, 6), 4: (30, 7)}
_HIGH = 2


def with_photo(view: View, driver: object, port: Viewport) -> View:
    """Return a view with room for its photograph, where the surface can show it."""
    from tutor.content.media import read_photo

    if view.photo is None or not isinstance(driver, ShowsPhotos) or not driver.can_show(view.photo):
        return view
    photo = read_photo(view.photo)
    if photo is None:
        return view
    _, (width, height) = photo
    most_columns, most_rows = _MOST[port.step]
    rows = min(most_rows, max(1, round(most_columns * height / width / _HIGH)))
    columns = min(most_columns, max(1, round(rows * _HIGH * width / height)))
    return replace(view, picture=PhotoFrame(view.photo, columns, rows))


def show_photo(page: Page, driver: object, left: int, top: int) -> None:
    """Have the surface show the photograph of a page that begins at this cell, or none."""
    if isinstance(driver, ShowsPhotos):
        places = (
            PhotoPlace(
                placed.block.file,
                left + placed.x,
                top + placed.y,
                placed.block.width,
                placed.block.height,
            )
            for placed in page.placed
            if isinstance(placed.block, PhotoBlock)
        )
        driver.show_photo(next(places, None))
