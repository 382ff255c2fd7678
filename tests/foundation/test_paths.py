"""Files are written whole or not at all, and private files are for one user alone."""

import errno
from pathlib import Path

import platformdirs
import pytest

from tutor.paths import home_folder, write_atomic, write_private


def full(*_: object, **__: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device", "aside")


def test_nothing_is_left_of_a_file_that_does_not_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(b"before")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match=r"page\.pdf"):
        write_atomic(file, b"after")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("page.pdf", b"before")]


def test_private_files_are_new_and_for_one_user(tmp_path: Path) -> None:
    one, other = tmp_path / "a.json", tmp_path / "a.txt"
    write_private({one: "Ẫn", other: "Ý"})
    assert [file.read_text("utf-8") for file in (one, other)] == ["Ẫn", "Ý"]
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


def test_of_private_files_all_are_written_or_none(tmp_path: Path) -> None:
    mine = tmp_path / "a.txt"
    mine.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError, match=r"a\.txt"):
        write_private({tmp_path / "a.json": "{}", mine: "text"})
    assert list(tmp_path.iterdir()) == [mine]
    with pytest.raises(FileNotFoundError, match=r"b\.json"):
        write_private({tmp_path / "no" / "b.json": "{}"})


@pytest.mark.parametrize("named", [None, "", "/srv/dữ liệu", "elsewhere"])
def test_records_lie_where_platformdirs_says(
    named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if named is not None:
        monkeypatch.setenv("XDG_DATA_HOME", named)
    assert home_folder({}) == platformdirs.user_data_path("tutor", appauthor=False)
