"""Commands say what opening the records met."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutor.cli.group import group
from tutor.cli.wiring import now
from tutor.paths import records_file
from tutor.records.store import open_store


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "home"))
    store = open_store(records_file(), clock=now)
    store.add_person(name="Hoa Mẫu", on_roster=True)
    store.close()
    return records_file()


def people_list() -> Result:
    return CliRunner().invoke(group, ["--lang", "en", "people", "list"], standalone_mode=False)


def test_intact_records_print_no_notice(path: Path) -> None:
    assert path.exists()
    done = people_list()
    assert (done.stderr, done.return_value) == ("", 0)
    assert "Hoa Mẫu" in done.stdout


def test_a_harmed_file_without_copies_is_reported(path: Path) -> None:
    path.write_bytes(b"rubbish" * 5000)
    done = people_list()
    assert (done.stdout, done.return_value) == ("", 0)
    assert "they begin anew, empty. Please keep the harmed file" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_file_is_restored_from_its_copy_and_reported(path: Path) -> None:
    open_store(path, clock=now).close()
    path.unlink()
    done = people_list()
    assert "Hoa Mẫu" in done.stdout
    assert "was missing; the newest copy took its place." in done.stderr
    assert people_list().stderr == ""


def test_a_failed_copy_is_reported(path: Path) -> None:
    (path.parent / "backups").write_text("in the way")
    assert "could not be made" in people_list().stderr


def test_doctor_names_harmed_files(path: Path) -> None:
    from tutor.cli import findings
    from tutor.cli.doctor import _records
    from tutor.i18n import Translator

    path.write_bytes(b"rubbish" * 5000)
    people_list()
    (path.parent / "tutor.db.damaged-20261201T080000-journal").write_text("")
    (aside,) = path.parent.glob("tutor.db.damaged-2[0-9]*[0-9]")
    results: list[findings.Finding] = list(_records(Translator("en")))
    texts = [finding.text for finding in results if "set aside" in finding.text]
    assert texts == [f"harmed records were set aside: {aside.name}"]
