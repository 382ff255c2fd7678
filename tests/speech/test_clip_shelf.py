import os
from array import array
from pathlib import Path

from tutor.speech.clip import Clip, Mark
from tutor.speech.shelf import Shelf

CLIP = Clip(array("h", range(1000)).tobytes(), 8000, (Mark(0, 0, 4), Mark(500, 5, 8)))


def test_a_kept_clip_is_found_under_all_its_parts(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "clips")
    shelf.keep(CLIP, "piper", "1.8.0", 100, "Chào bác.")
    assert shelf.find("piper", "1.8.0", 100, "Chào bác.") == CLIP
    assert Shelf(tmp_path / "clips").find("piper", "1.8.0", 100, "Chào bác.") == CLIP
    for parts in (("piper", "1.8.1", 100, "Chào bác."), ("piper", "1.8.0", 85, "Chào bác.")):
        assert shelf.find(*parts) is None


def test_names_of_files_tell_nothing(tmp_path: Path) -> None:
    Shelf(tmp_path).keep(CLIP, "Chào bác.")
    (file,) = tmp_path.iterdir()
    assert len(file.stem) == 64
    assert "Chào".encode() not in file.read_bytes()


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for damage in (slice(0, 100), slice(0, -2), slice(0, 0)):
        shelf.keep(CLIP, "a")
        (file,) = tmp_path.iterdir()
        file.write_bytes(file.read_bytes()[damage])
        assert shelf.find("a") is None
        assert list(tmp_path.iterdir()) == []


def test_what_was_not_asked_for_longest_goes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, largest=10_000)
    for number in range(4):
        shelf.keep(CLIP, number)
    for age, file in enumerate(tmp_path.iterdir()):
        os.utime(file, (age + 1, age + 1))
    assert shelf.find(0) == CLIP
    shelf.keep(CLIP, 4)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 9_000
    assert shelf.find(0) == CLIP
    assert shelf.find(4) == CLIP


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file")
    shelf.keep(CLIP, "a")
    assert shelf.find("a") is None
