"""The starter's parts: where things are, which edition starts, what interruptions and failures leave."""

import ast
import io
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from starter import editions, places, words
from starter.editions import Edition, State, next_step
from starter.environment import Environment
from starter.packages import Pip, child_environ, failure, find_pip, sources
from starter.progress import Progress
from starter.words import Refusal, sentence
from tutor import paths

ROOT = Path(__file__).parents[2]
OLD, NEW, OTHER = Edition("a", "2026-01-01 08:00"), Edition("b", "2026-02-01 08:00"), "c"


def _imported(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    plain = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    parts = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | parts}


def test_the_starter_needs_the_standard_library_alone() -> None:
    files = [ROOT / "start.py", *(ROOT / "starter").glob("*.py")]
    imported = set().union(*map(_imported, files))
    assert imported - sys.stdlib_module_names == {"starter"}


def test_an_old_python_can_read_the_first_file() -> None:
    """What it says to one is in a file, for those Pythons print letters in many ways."""
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Nonlocal)
    assert [node for node in ast.walk(tree) if isinstance(node, newer)] == []
    assert source.isascii()
    said = (ROOT / "starter" / "missing-python.txt").read_text(encoding="utf-8")
    assert said.count("\n") == 1
    assert "3.11" in said
    assert "python.org" in said


def test_every_sentence_has_the_same_values_in_both_languages() -> None:
    for vietnamese, english in words._SENTENCES.values():
        assert set(re.findall(r"{\w+}", vietnamese)) == set(re.findall(r"{\w+}", english))
        assert unicodedata.is_normalized("NFC", vietnamese)


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/home/Bác Tư"},
        {"HOME": "/h", "TUTOR_HOME": "~/sổ"},
        {"HOME": "/h", "XDG_DATA_HOME": "/d"},
    ],
)
def test_the_starter_and_the_program_agree_where_the_records_are(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TUTOR_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    data = places.user_data(sys.platform, environ, Path.home())
    assert places.records_file(data, environ) == paths.records_file(environ)


def test_the_folders_of_windows() -> None:
    data = places.user_data("win32", {"LOCALAPPDATA": "/c/Bác Tư/Local"}, Path("/c/Bác Tư"))
    assert places.program_folder(data, {}) == Path("/c/Bác Tư/Local/tutor-program")
    assert places.user_data("win32", {}, Path("/c/u")) == Path("/c/u/AppData/Local")


@pytest.mark.parametrize(
    ("state", "key", "made", "works", "step"),
    [
        (State(), "b", NEW.made, False, "first"),
        (State(OLD), "a", OLD.made, True, "start"),
        (State(OLD), "a", OLD.made, False, "repair"),
        (State(OLD), "b", NEW.made, True, "update"),
        (State(NEW), "a", OLD.made, True, "older"),
        (State(NEW), "a", OLD.made, False, "first"),
        (State(OLD, NEW, "b"), "b", NEW.made, True, "declined"),
        (State(OLD, NEW, "b"), OTHER, "2026-03-01 08:00", True, "update"),
    ],
)
def test_what_is_done_with_a_stick(
    state: State, key: str, made: str, works: bool, step: str
) -> None:
    assert next_step(state, key, made, works=works) == step


def test_two_editions_are_kept_and_change_places() -> None:
    updated = State(OLD).with_update(NEW)
    assert updated == State(NEW, OLD)
    assert updated.with_update(NEW) == updated
    back = updated.with_return()
    assert back == State(OLD, NEW, "b")
    assert (back.with_return().current, back.with_return().previous) == (NEW, OLD)
    assert editions.unused(updated, ["a", "b", "x"]) == ["x"]


def test_a_damaged_state_counts_as_none(tmp_path: Path) -> None:
    state = State(NEW, OLD, "c")
    editions.write_state(tmp_path / "mới", state)
    assert editions.read_state(tmp_path / "mới") == state
    for text in ("", "{", "[]", '{"current": {"x": 1}, "previous": null, "declined": ""}'):
        (tmp_path / "mới" / "state.json").write_text(text)
        assert editions.read_state(tmp_path / "mới") == State()


def test_one_window_installs_at_a_time(tmp_path: Path) -> None:
    with editions.alone(tmp_path), pytest.raises(Refusal, match="busy"), editions.alone(tmp_path):
        pass
    with editions.alone(tmp_path):
        pass


def _made(folder: Path, home: Path) -> Environment:
    environment = Environment(folder)
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    (folder / "pyvenv.cfg").write_text(f"home = {home}\n", encoding="utf-8")
    return environment


def _pip(folder: Path, program: str) -> Pip:
    """Return a pip in a wheel, which is a folder here."""
    main = folder / "pip-99.whl" / "pip" / "__main__.py"
    main.parent.mkdir(parents=True)
    main.write_text(program, encoding="utf-8")
    return find_pip(Path(sys.executable), folder)


def _install(environment: Environment, pip: Pip, requests: Sequence[Sequence[str]]) -> str:
    shown = io.StringIO()
    progress = Progress("vi", shown)
    log = environment.folder.parent / "install.log"
    environment.install(pip, requests, (".run", "1"), progress, log)
    return shown.getvalue()


def test_an_environment_that_was_interrupted_is_made_anew(tmp_path: Path) -> None:
    environment = _made(tmp_path / "môi trường", tmp_path)
    failing = _pip(tmp_path / "a", "raise SystemExit('ERROR: No matching distribution')")
    with pytest.raises(Refusal, match="no-packages"):
        _install(environment, failing, [["x"]])
    assert not environment.works()
    assert not environment.has(".run", "1")
    assert "No matching" in (tmp_path / "install.log").read_text(encoding="utf-8")
    environment.remove()
    assert not environment.folder.exists()


def test_a_stamp_says_what_was_installed_completely(tmp_path: Path) -> None:
    environment = _made(tmp_path / "môi trường", tmp_path)
    pip = _pip(
        tmp_path / "a",
        "import sys; print('Collecting x'); print('Installing collected packages: x, y'); print(sys.argv)",
    )
    shown = _install(environment, pip, [["--no-index", "gói có dấu cách"]])
    assert environment.has(".run", "1")
    assert not environment.has(".run", "2")
    assert shown.splitlines() == ["  Đang tìm các gói...", "  Đang cài các gói..."]
    assert "gói có dấu cách" in (tmp_path / "install.log").read_text(encoding="utf-8")


def test_an_environment_whose_python_is_gone_does_not_work(tmp_path: Path) -> None:
    assert _made(tmp_path / "a", tmp_path).works()
    assert not _made(tmp_path / "b", tmp_path / "gone").works()


def test_a_folder_that_is_no_environment_is_never_deleted(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").touch()
    Environment(tmp_path / "own").remove()
    assert (tmp_path / "own" / "letter.txt").exists()


def test_a_copy_of_the_python_of_windows_zip_finds_packages(tmp_path: Path) -> None:
    zipped = tmp_path / "python-3.13.1-embed-amd64"
    zipped.mkdir()
    for name in ("python.exe", "python313.zip", "python313._pth"):
        (zipped / name).write_text("python313.zip\n.\n#import site\n")
    copy = Environment(tmp_path / "môi trường")
    copy.copy_python(zipped / "python313._pth")
    listing = (copy.folder / "python313._pth").read_text(encoding="utf-8")
    assert listing.splitlines() == ["python313.zip", ".", "Lib\\site-packages", "import site"]
    assert (copy.folder / "python.exe").exists()
    assert (copy.folder / "Lib" / "site-packages").is_dir()


def test_without_network_the_settings_of_pip_do_not_count() -> None:
    own = {"PIP_INDEX_URL": "x", "PIP_REQUIRE_VIRTUALENV": "1", "PYTHONHOME": "/x", "HOME": "/h"}
    alone = child_environ(own, network=False)
    assert {name for name in alone if name.startswith("PIP_")} == {
        "PIP_CONFIG_FILE",
        "PIP_DISABLE_PIP_VERSION_CHECK",
        "PIP_NO_INPUT",
    }
    assert child_environ(own, network=True)["PIP_INDEX_URL"] == "x"
    assert "PYTHONHOME" not in child_environ(own, network=True)
    assert sources(Path("/USB đỏ/gói"), network=False)[-2:] == [
        "--find-links",
        str(Path("/USB đỏ/gói")),
    ]


@pytest.mark.parametrize(
    ("output", "key"),
    [
        ("OSError: [Errno 28] No space left on device", "no-space"),
        ("ERROR: No matching distribution found for rich==15", "no-packages"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "failed"),
        ("Traceback", "failed"),
    ],
)
def test_what_a_failure_of_pip_means(output: str, key: str) -> None:
    refusal = failure(output, Path("/d"), Path("/d/log"))
    assert refusal.key == key
    assert refusal.text("vi") == sentence(key, "vi", **refusal.values)


def test_a_terminal_shows_a_bar() -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = Screen()
    progress = Progress("vi", shown)
    progress.begin()
    progress.read("Collecting a\n")
    progress.read("Installing collected packages: a, b\n")
    progress.installed(1)
    progress.finish()
    assert [part.rstrip() for part in shown.getvalue().split("\r")] == [
        "",
        "  Đang tìm các gói 0",
        "  Đang tìm các gói 1",
        "  Đang cài các gói [........................] 0/2",
        "  Đang cài các gói [############............] 1/2",
    ]
