import os
from array import array
from pathlib import Path

from tutor.speech.clip import Clip, ClipCache, Mark

CLIP = Clip(array("h", range(1000)).tobytes(), 8000, (Mark(0, 0, 4), Mark(500, 5, 8)))


def test_a_stored_clip_is_returned_for_equal_parts_only(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path / "clips")
    cache.put(CLIP, "piper", "1.8.0", 100, "Chào bác.")
    assert cache.get("piper", "1.8.0", 100, "Chào bác.") == CLIP
    assert ClipCache(tmp_path / "clips").get("piper", "1.8.0", 100, "Chào bác.") == CLIP
    for parts in (("piper", "1.8.1", 100, "Chào bác."), ("piper", "1.8.0", 85, "Chào bác.")):
        assert cache.get(*parts) is None


def test_file_names_do_not_reveal_the_text(tmp_path: Path) -> None:
    ClipCache(tmp_path).put(CLIP, "Chào bác.")
    (file,) = tmp_path.iterdir()
    assert len(file.stem) == 64
    assert "Chào".encode() not in file.read_bytes()


def test_a_damaged_file_counts_as_missing_and_is_deleted(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    for damage in (slice(0, 100), slice(0, -2), slice(0, 0)):
        cache.put(CLIP, "a")
        (file,) = tmp_path.iterdir()
        file.write_bytes(file.read_bytes()[damage])
        assert cache.get("a") is None
        assert list(tmp_path.iterdir()) == []


def test_the_least_recently_used_clips_are_evicted(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, largest=10_000)
    for number in range(4):
        cache.put(CLIP, number)
    for age, file in enumerate(tmp_path.iterdir()):
        os.utime(file, (age + 1, age + 1))
    assert cache.get(0) == CLIP
    cache.put(CLIP, 4)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 9_000
    assert cache.get(0) == CLIP
    assert cache.get(4) == CLIP


def test_a_folder_that_cannot_be_written_stores_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = ClipCache(tmp_path / "file")
    cache.put(CLIP, "a")
    assert cache.get("a") is None
