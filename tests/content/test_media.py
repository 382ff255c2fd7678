"""Photographs of authors: which files they are, and how large."""

from pathlib import Path

import pytest

from tutor.content.media import LARGEST_BYTES, MEDIA_FOLDER, find_photo, read_photo

GROUND = Path(__file__).parent / "ground"
PNG = (GROUND / MEDIA_FOLDER / "cong.png").read_bytes()
# The head of a JPEG of 640 by 480: a comment, then the frame.
JPEG = bytes.fromhex("ffd8 ff fe 0004 4142 ff c0 0011 08 01e0 0280 03".replace(" ", "")) + bytes(9)


def test_the_last_folder_that_has_a_photograph_goes_before_the_others(tmp_path: Path) -> None:
    own = tmp_path / MEDIA_FOLDER / "cong.png"
    assert find_photo((GROUND, tmp_path), "cong.png") == GROUND / MEDIA_FOLDER / "cong.png"
    own.parent.mkdir()
    own.write_bytes(PNG)
    assert find_photo((GROUND, tmp_path), "cong.png") == own


@pytest.mark.parametrize("name", ["../cong.png", "a/cong.png", "cong", ".png", "cong.gif", ""])
def test_a_name_leads_to_no_other_folder(name: str) -> None:
    assert find_photo((GROUND, GROUND / MEDIA_FOLDER), name) is None


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, (6, 4)),
        (JPEG, (640, 480)),
        (PNG[:20], None),
        (PNG[:16] + (60_000).to_bytes(4, "big") * 2, None),
        (JPEG[:12], None),
        (b"GIF89a", None),
        (b"", None),
        (PNG + bytes(LARGEST_BYTES), None),
    ],
)
def test_what_is_no_photograph_is_not_shown(
    tmp_path: Path, data: bytes, size: tuple[int, int] | None
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(data)
    read = read_photo(file)
    assert (read and read[1]) == size
