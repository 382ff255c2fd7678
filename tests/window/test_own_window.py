"""Which window with large letters is opened, how the app in it knows it, and what follows if none opens."""

from pathlib import Path

import pytest

from tutor.window.browsers import Browser, browser_command, find_browser
from tutor.window.own import BROWSER, HERE, OwnWindow, own_window, parse_here, windows_here
from tutor.window.recipes import USUAL_MONITOR, Monitor

X11 = {"DISPLAY": ":0"}


def here(*installed: str, platform: str = "linux", **environ: str) -> tuple[str, ...]:
    found = frozenset(installed)
    return windows_here(platform, environ or X11, lambda name: name if name in found else None)


def test_a_terminal_with_our_font_comes_before_a_browser_and_one_without_after_it() -> None:
    assert here("gnome-terminal", "chromium", "xterm", "kitty") == (
        *("kitty", "xterm", BROWSER, "gnome-terminal"),
    )


def test_without_a_display_there_is_no_window() -> None:
    assert here("kitty", "chromium", TERM="xterm") == ()


def test_where_no_terminal_can_the_browser_does() -> None:
    assert here("firefox") == (BROWSER,)
    assert here("foot", "google-chrome") == (BROWSER,)
    edge = r"C:\Programs\Microsoft\Edge\Application\msedge.exe"
    windows = {"ProgramFiles(x86)": r"C:\Programs"}
    assert here(edge, platform="win32", **windows) == (BROWSER,)


@pytest.mark.parametrize(
    ("installed", "program"),
    [
        (("firefox", "chromium"), "chromium"),
        (("firefox", "microsoft-edge"), "microsoft-edge"),
        (("firefox",), "firefox"),
    ],
)
def test_a_browser_with_app_windows_is_better(installed: tuple[str, ...], program: str) -> None:
    browser = find_browser("linux", X11, lambda name: name if name in installed else None)
    assert browser is not None
    assert browser.program == program


def test_a_browser_shows_the_address_alone_and_in_a_profile_of_its_own() -> None:
    url = "http://127.0.0.1:1/key/abc"
    chromium = browser_command(Browser("/bin/c", "chromium"), url, "/p", Monitor(1920, 1080, 1.5))
    assert chromium[:3] == ["/bin/c", f"--app={url}", "--user-data-dir=/p"]
    assert "--start-fullscreen" in chromium
    assert "--window-size=1280,720" in chromium
    firefox = browser_command(Browser("/bin/f", "firefox"), url, "/p", USUAL_MONITOR)
    assert firefox == ["/bin/f", "--new-instance", "--profile", "/p", "--kiosk", url]


@pytest.mark.parametrize("name", ["kitty", "xterm", "gnome-terminal", "windows-terminal"])
def test_the_app_in_a_window_knows_it_by_its_option(name: str) -> None:
    window = own_window(name, 3, USUAL_MONITOR)
    assert len(window.points) == 4
    assert list(window.points) == sorted(window.points)
    assert parse_here(window.option()) == window


def test_a_browser_has_no_points() -> None:
    assert parse_here(OwnWindow(BROWSER, 4).option()) == OwnWindow(BROWSER, 4)


@pytest.mark.parametrize(
    "option", ["", HERE, f"{HERE}=", f"{HERE}=kitty", f"{HERE}=kitty:5:", f"{HERE}=k:2:1,2,3"]
)
def test_anything_else_is_no_window_of_ours(option: str) -> None:
    assert parse_here(option) is None


class Opened:
    """Stands in for the windows and for the app in this terminal."""

    def __init__(self, *, opens: bool, leaves: int = 0) -> None:
        self.opens = opens
        # How many times somebody in the app asks for the window.
        self.leaves = leaves
        self.windows = 0
        self.notices: list[str] = []

    def open_window(self, _language: str) -> bool:
        self.windows += 1
        return self.opens

    def run(self, *_: object, notice: str = "", **__: object) -> bool:
        self.notices.append(notice)
        self.leaves -= 1
        return self.leaves >= 0


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A laptop on which the window was chosen."""
    from tutor.ui.laptop import Laptop, LaptopFile

    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    from tutor.cli import wiring

    LaptopFile(wiring.laptop_path()).keep(Laptop(own_window=True))
    return tmp_path


def start(monkeypatch: pytest.MonkeyPatch, opened: Opened, *arguments: str) -> Opened:
    from tutor.cli import app, main

    monkeypatch.setattr(app, "_need_terminal", lambda _: None)
    monkeypatch.setattr(app, "_open_window", opened.open_window)
    monkeypatch.setattr(app, "_run", opened.run)
    main(["--lang", "en", *arguments])
    return opened


def test_the_window_that_was_chosen_opens_at_once(
    chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = start(monkeypatch, Opened(opens=True))
    assert (opened.windows, opened.notices) == (1, [])


def test_in_the_window_itself_no_other_one_opens(
    chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for option in (HERE, OwnWindow("kitty", 2, (1, 2, 3, 4)).option()):
        opened = start(monkeypatch, Opened(opens=True), option)
        assert (opened.windows, opened.notices) == (0, [""])


def test_if_none_opens_the_lessons_go_on_here_with_a_word(
    chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = start(monkeypatch, Opened(opens=False))
    assert opened.windows == 1
    (notice,) = opened.notices
    assert notice.startswith("The window with large letters could not be opened.")


def test_a_window_that_was_asked_for_in_the_app_and_does_not_open_leads_back_to_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    opened = start(monkeypatch, Opened(opens=False, leaves=1))
    assert opened.windows == 1
    assert [bool(notice) for notice in opened.notices] == [False, True]
