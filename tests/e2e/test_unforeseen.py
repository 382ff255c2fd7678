"""What goes wrong while the app is open, on a real pseudo-terminal: no traceback, and nothing of anybody."""

import re
import stat
from contextlib import closing
from pathlib import Path

import pytest
from plain_lines import NOW
from terminal_kit import ENTER, SAID, Terminal, run_tutor, terminal

from tutor.i18n import Translator
from tutor.records.store import open_store
from tutor.ui.laptop import Laptop, LaptopFile

pytestmark = pytest.mark.real

NAME, PIN, TYPED = "Nguyễn Thị Mẫu", "2580", "Xom Bi Mat"
CLOSED = Translator("vi")(
    "The program met an error and had to close; what was kept is still there: please open it again."
)
# A program that has an error of its own: Python imports this module at its start.
_BROKEN = """
import sys
from importlib.abc import MetaPathFinder


class _Breaking(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "tutor.ui.screens.volunteer.people":
            from tutor.ui.screens.volunteer.dialogs import AskScreen

            async def submit_text(self, text):
                secret = text
                raise KeyError(secret)

            AskScreen.submit_text = submit_text


sys.meta_path.insert(0, _Breaking())
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A laptop with one person on the list of the class and everything set up."""
    home = tmp_path / "home"
    with closing(open_store(home / "tutor.db", clock=lambda: NOW)) as store:
        store.add_person(name=NAME, language="vi", on_roster=True)
    LaptopFile(home / "laptop.json").keep(Laptop(keys_tried=True))
    return home


def type_hamlet(app: Terminal) -> None:
    """Come to the page of the person by the volunteers' side, and type a hamlet without handing it in."""
    app.see("Mẫu")
    app.settle()
    app.press_and_see_change("v")
    app.press_and_see_change("v")
    for _ in range(2):
        app.child.send(PIN)
        app.see("●" * len(PIN))
        app.press_and_see_change(ENTER)
    app.see(SAID("People of the class"))
    app.press_and_see_change(app.number_of(SAID("People of the class")))
    app.press_and_see_change(ENTER)
    app.see(SAID("Household"))
    app.press_and_see_change("2")
    app.child.send(TYPED)
    app.see(TYPED)


def test_somebody_erased_in_another_window_is_said_to_be_gone(home: Path) -> None:
    with terminal(["--lang", "vi"], home) as app:
        type_hamlet(app)
        with closing(open_store(home / "tutor.db", clock=lambda: NOW)) as store:
            store.erase_person(store.people()[0].id)
        app.press_and_see_change(ENTER)
        app.see(SAID("This person is no longer in the records."))
        assert app.child.isalive()
        assert "Mẫu" not in app.text
    assert b"Traceback" not in app.raw
    assert not (home / "error.log").exists()


def test_an_error_ends_with_one_sentence_and_a_file_without_names(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(_BROKEN)
    (home / "error.log").write_text("the one before")
    with terminal(["--lang", "vi"], home, PYTHONPATH=str(tmp_path)) as app:
        type_hamlet(app)
        shown = len(app.raw)
        app.press(ENTER)
        status = app.end()
    assert status == 1
    said = re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", app.raw[shown:].decode())
    assert " ".join(said.split()).count(CLOSED) == 1
    for secret in ("Traceback", "KeyError", TYPED, "Mẫu"):
        assert secret not in said
    log = home / "error.log"
    assert str(log) in said.replace("\r\n", "")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    written = log.read_text(encoding="utf-8")
    assert "builtins.KeyError" in written
    assert "in submit_text" in written
    for secret in (TYPED, "Mẫu", "the one before", "self ="):
        assert secret not in written
    with closing(open_store(home / "tutor.db", clock=lambda: NOW)) as store:
        assert [one.name for one in store.people()] == [NAME]


def test_a_command_ends_so_too(home: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import tutor.records.people as people\nNAME = 'Mẫu'\n"
        "def all_people(connection):\n    raise RuntimeError(NAME)\n"
        "people.all_people = all_people\n"
    )
    done = run_tutor(["--lang", "vi", "people", "list"], home, PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(CLOSED)
    assert len(done.stderr.splitlines()) == 1
    assert "Mẫu" not in done.stderr + (home / "error.log").read_text(encoding="utf-8")
