"""Nobody reads the output any more, or Ctrl+C was pressed: commands end silently."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tutor.cli
from tutor.cli import DONE, USER_DATA, main

COMMANDS = [
    ["--help"],
    ["list"],
    ["list", "--json"],
    ["people", "--help"],
    ["report", "progress"],
    ["voices"],
]


@pytest.mark.real
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_whose_output_is_closed_ends_well(tmp_path: Path, arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "tutor", "--lang", "vi", *arguments],
        stdout=write,
        stderr=subprocess.PIPE,
        env={**os.environ, "TUTOR_HOME": str(tmp_path)},
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert not (tmp_path / "error.log").exists()


@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["report", "progress"], []])
def test_ctrl_c_ends_a_command_without_a_word(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tutor.cli, "print_lessons", interrupted)
    monkeypatch.setattr("tutor.content.catalogue.Catalogue.__init__", interrupted)
    # These import the store; patched after it they would keep the patch.
    monkeypatch.setattr("tutor.cli.app.open_app", interrupted)
    monkeypatch.setattr("tutor.cli.records_access.open_store", interrupted)
    monkeypatch.setattr("tutor.records.store.open_store", interrupted)
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "vi", *arguments])
    assert ended.value.code == USER_DATA
    assert "".join(capsys.readouterr()).strip() == ""
