"""What each terminal is told, where fonts and icons go, and how large the letters become."""

import json
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.IcoImagePlugin import IcoImageFile

from tutor.cli.group import group
from tutor.window import desktop, monitor
from tutor.window.desktop import desktop_entry, install_on_linux, shortcut_script
from tutor.window.recipes import (
    COLUMNS,
    TERMINALS,
    Monitor,
    candidates,
    command_line,
    conhost_settings,
    environment,
    executable,
    points,
    windows_terminal_profile,
)

LAPTOP = Monitor(1366, 768)
PROGRAM = ("python", "-m", "tutor")


def line(terminal: str, size: int = 2) -> list[str]:
    return command_line(terminal, size, LAPTOP, PROGRAM)


@pytest.mark.parametrize(
    ("size", "screen", "wanted"),
    [
        (2, LAPTOP, 25),
        (2, Monitor(1920, 1080), 36),
        (2, Monitor(1920, 1080, 1.5), 24),
        (3, LAPTOP, 34),
        (4, LAPTOP, 50),
        (1, Monitor(200, 100), 8),
    ],
)
def test_points_for_a_step_on_a_screen(size: int, screen: Monitor, wanted: int) -> None:
    assert points(size, screen) == wanted


@pytest.mark.parametrize(
    ("terminal", "advance", "line_height"),
    [("", 0.60, 1.32), ("xterm", 0.66, 1.34), ("xterm", 0.602, 1.18)],
    ids=["most", "xterm", "xterm with another font"],
)
@given(st.sampled_from([1, 2, 3, 4]), st.integers(1024, 7680), st.integers(700, 4320))
def test_a_full_screen_amounts_to_the_step_that_was_asked_for(
    terminal: str, advance: float, line_height: float, size: int, width: int, height: int
) -> None:
    from tutor.ui.layout.sizes import size_step

    pixels = points(size, Monitor(width, height), terminal) / 0.75
    columns, rows = int(width / (pixels * advance)), int(height / (pixels * line_height))
    if width <= 2 * height:
        assert size_step(columns, rows) == size
    else:
        assert size_step(columns, rows) <= size
    assert columns >= COLUMNS[size]


def test_xterm() -> None:
    command = line("xterm")
    assert command[:10] == [
        *("xterm", "-fullscreen", "+lc", "-u8", "-title", "Tutor lessons"),
        *("-fa", "JetBrains Mono", "-fs", "23"),
    ]
    assert command[10:13] == ["-xrm", "Xft.dpi: 96", "-xrm"]
    assert r"Ctrl <KeyPress> plus: larger-vt-font()\n Ctrl" in command[13]
    assert command[14:] == ["-xrm", "XTerm*VT100.allowFontOps: true", "-e", *PROGRAM]


def test_xterm_is_told_how_large_a_point_is_and_gets_points_of_that_size() -> None:
    fine = command_line("xterm", 2, Monitor(1920, 1080, 1.5), PROGRAM)
    coarse = command_line("xterm", 2, Monitor(1920, 1080), PROGRAM)
    assert fine == coarse


def test_kitty_also_learns_the_keys_that_the_app_names() -> None:
    command = line("kitty")
    assert command[:4] == ["kitty", "--start-as=fullscreen", "--title", "Tutor lessons"]
    assert command[4:8] == ["-o", "font_family=JetBrains Mono", "-o", "font_size=25"]
    assert "map ctrl+plus change_font_size all +2.0" in command
    assert command[-3:] == list(PROGRAM)


def test_foot_alacritty_and_konsole() -> None:
    assert line("foot") == [
        *("foot", "-F", "-T", "Tutor lessons", "-f", "JetBrains Mono:size=25", *PROGRAM)
    ]
    assert line("alacritty") == [
        *("alacritty", "-T", "Tutor lessons", "-o", "font.size=25"),
        *("-o", 'font.normal.family="JetBrains Mono"'),
        *("-o", 'window.startup_mode="Fullscreen"', "-e", *PROGRAM),
    ]
    assert line("konsole") == [
        *("konsole", "--separate", "--fullscreen", "--hide-menubar", "--hide-tabbar"),
        *("-p", "Font=JetBrains Mono,25", "-e", *PROGRAM),
    ]


def test_the_terminals_of_gnome_take_a_zoom_or_nothing() -> None:
    assert line("gnome-terminal") == [
        *("gnome-terminal", "--wait", "--full-screen", "--hide-menubar"),
        *("--zoom=2.08", "--title=Tutor lessons", "--", *PROGRAM),
    ]
    assert line("ptyxis") == ["ptyxis", "-s", "--maximize", "-T", "Tutor lessons", "--", *PROGRAM]


def test_wezterm_and_ghostty() -> None:
    assert line("wezterm") == [
        *("wezterm", "--config", "font_size=25"),
        *("--config", 'font=wezterm.font("JetBrains Mono")'),
        *("start", "--always-new-process", "--", *PROGRAM),
    ]
    assert line("ghostty") == [
        *("ghostty", "--title=Tutor lessons", "--fullscreen=true", "--font-size=25"),
        *("--font-family=JetBrains Mono", "-e", *PROGRAM),
    ]


def test_macos_is_told_by_a_script_whose_words_are_quoted_twice() -> None:
    command = command_line("macos-terminal", 2, LAPTOP, ["/a b/it's", "-m", "tutor"])
    assert command[0] == "osascript"
    assert command[1::2] == ["-e"] * 7
    assert command[6] == ("set lesson to do script \"exec '/a b/it'\\\\''s' '-m' 'tutor'\"")
    assert "set font size of lesson to 25" in command


def test_windows_terminal_opens_a_profile_of_ours() -> None:
    assert line("windows-terminal") == [
        *("wt.exe", "-w", "new", "-F", "new-tab", "-p", "Tutor lessons", *PROGRAM)
    ]
    program = [r"C:\Program Files\python.exe", "-m", "tutor"]
    fragment = windows_terminal_profile(2, LAPTOP, program, "Cascadia Mono")
    profiles: Any = fragment["profiles"]
    assert profiles[0]["name"] == "Tutor lessons"
    assert profiles[0]["commandline"] == r'"C:\Program Files\python.exe" -m tutor'
    assert profiles[0]["font"] == {"face": "Cascadia Mono", "size": 25, "cellHeight": "1.4"}


def test_the_console_finds_its_font_under_the_title_of_the_window() -> None:
    command = line("conhost")
    assert command[:7] == [
        *("cmd.exe", "/c", "start", "Tutor lessons", "/max", "/wait", "conhost.exe")
    ]
    settings = conhost_settings(2, Monitor(1366, 768), "Consolas")
    assert all(one[2] == r"HKCU\Console\Tutor lessons" for one in settings)
    values = {one[4]: one[8] for one in settings}
    assert values["FaceName"] == "Consolas"
    assert int(values["FontSize"]) >> 16 == 33


def test_every_terminal_has_a_recipe_that_ends_with_the_program() -> None:
    for name in TERMINALS:
        command = line(name)
        assert command[0] == executable(name) or name == "conhost"
        if name not in ("windows-terminal", "macos-terminal"):
            assert command[-3:] == list(PROGRAM)
    with pytest.raises(KeyError):
        line("rxvt")


@pytest.mark.parametrize(
    ("platform", "environ", "first", "without"),
    [
        ("linux", {}, None, "xterm"),
        ("linux", {"DISPLAY": ":0"}, "kitty", "foot"),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, "kitty", "xterm"),
        ("win32", {}, "windows-terminal", "xterm"),
        ("darwin", {}, "kitty", "xterm"),
    ],
)
def test_which_terminals_come_into_question(
    platform: str, environ: dict[str, str], first: str | None, without: str
) -> None:
    found = candidates(platform, environ)
    assert (found[0] if found else None) == first
    assert without not in found
    assert set(found) <= set(TERMINALS)


def test_a_new_terminal_does_not_inherit_what_the_old_one_said_of_itself() -> None:
    old = {"KONSOLE_VERSION": "1", "TMUX": "x", "COLUMNS": "80", "TEXTUAL_COLOR_SYSTEM": "256"}
    kept = environment({**old, "LANG": "vi_VN"})
    assert kept == {"LANG": "vi_VN"}


# The monitor.

XRANDR = """\
Screen 0: minimum 320 x 200, current 3286 x 1080, maximum 16384 x 16384
eDP-1 connected primary 1366x768+0+0 (normal left inverted right x axis y axis) 309mm x 174mm
HDMI-1 connected 1920x1080+1366+0 (normal left inverted right x axis y axis) 600mm x 340mm
"""


def answers(said: dict[str, str]) -> Any:
    def ask(command: Sequence[str]) -> str:
        return said.get(command[0], "")

    return ask


def test_the_monitor_as_x11_knows_it() -> None:
    assert monitor.of_x11(answers({"xrandr": XRANDR})) == Monitor(1366, 768)
    said = {"xdpyinfo": "  dimensions:    1920x1080 pixels (508x286 millimeters)\n"}
    assert monitor.of_x11(answers({**said, "xrdb": "Xft.dpi:\t144\n"})) == Monitor(1920, 1080, 1.5)
    assert monitor.of_x11(answers({})) is None


def test_the_monitor_as_the_kernel_knows_it(tmp_path: Path) -> None:
    for name, modes in (("card0-DP-1", ""), ("card0-eDP-1", "1600x900\n1366x768\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "modes").write_text(modes)
    assert monitor.of_kernel(tmp_path) == Monitor(1600, 900)
    assert monitor.of_kernel(tmp_path / "nothing") is None


def test_the_monitor_as_macos_reports_it() -> None:
    report = "  Resolution: 2560 x 1600 Retina\n  UI Looks like: 1440 x 900 @ 60.00Hz\n"
    assert monitor.of_profiler(report.split("\n")[1]) == Monitor(1440, 900, 0.75)
    assert monitor.of_profiler(report.split("\n")[0]) == Monitor(2560, 1600, 0.75)
    assert monitor.of_profiler("") is None


# Font and icon.


def test_a_font_goes_to_the_users_own(tmp_path: Path) -> None:
    file = tmp_path / "Some[wght].ttf"
    file.write_bytes(b"font")
    folder = desktop.font_folder("linux", {"XDG_DATA_HOME": str(tmp_path / "data")}, tmp_path)
    desktop.install_font([file], folder)
    assert (tmp_path / "data" / "fonts" / "tutor" / file.name).read_bytes() == b"font"


def test_where_fonts_are() -> None:
    home = Path("/home/x")
    assert desktop.font_folder("linux", {}, home) == home / ".local/share/fonts/tutor"
    assert desktop.font_folder("darwin", {}, home) == home / "Library/Fonts"
    assert desktop.font_folder("win32", {}, home) == home / "AppData/Local/Microsoft/Windows/Fonts"


def test_on_windows_a_font_is_named_only_when_it_is_there(tmp_path: Path) -> None:
    assert desktop.font_to_use("win32", tmp_path) == "Cascadia Mono"
    (tmp_path / "JetBrainsMono[wght].ttf").touch()
    assert desktop.font_to_use("win32", tmp_path) == "JetBrains Mono"
    assert desktop.font_to_use("linux", tmp_path / "nothing") == "JetBrains Mono"


def test_the_entry_of_the_menu_quotes_its_program() -> None:
    entry = desktop_entry(["/o p/py$", "-m", "tutor", "100%"], "Học", "Bài học")
    assert 'Exec="/o p/py\\\\$" -m tutor 100%%\n' in entry
    assert "Name=Học\nComment=Bài học\n" in entry


def test_entry_and_icon_are_installed_for_the_user(tmp_path: Path) -> None:
    entry = install_on_linux(["tutor", "window"], "Học", "Bài học", {}, tmp_path)
    assert entry == tmp_path / ".local/share/applications/tutor.desktop"
    assert "Exec=tutor window\nIcon=tutor\n" in entry.read_text(encoding="utf-8")
    icon = tmp_path / ".local/share/icons/hicolor/scalable/apps/tutor.svg"
    assert icon.read_text().startswith("<svg")


def test_the_shortcut_of_windows_quotes_its_words() -> None:
    script = shortcut_script([r"C:\it's\py.exe", "-m", "tutor", "a b"], "Học", "Bài")
    assert r"$link.TargetPath = 'C:\it''s\py.exe'" in script
    assert "$link.Arguments = '-m tutor \"a b\"'" in script
    assert "(Join-Path $desktop 'Học.lnk')" in script or "Join-Path $desktop 'Học.lnk'" in script


def test_the_shortcut_of_windows_has_the_icon_that_comes_with_the_program() -> None:
    script = shortcut_script(["py.exe"], "Học", "Bài")
    place = re.search(r"\$link\.IconLocation = '(.*),0'", script)
    assert place is not None
    with Image.open(place[1]) as icon:
        assert icon.format == "ICO"


def test_the_icon_of_windows_is_the_drawing_of_the_other_icon() -> None:
    script = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "icon.py"))
    with Image.open(script["ICON"]) as icon:
        assert isinstance(icon, IcoImageFile)
        assert icon.info["sizes"] == {(size, size) for size in script["SIZES"]}
        for size in script["SIZES"]:
            drawn = icon.ico.getimage((size, size)).convert("RGBA")
            assert drawn.tobytes() == script["icon_at"](size).tobytes()


# The command.


class Started:
    """Stands in for the programs that would be started."""

    def __init__(self, status: dict[str, int]) -> None:
        self.status = status
        self.commands: list[list[str]] = []

    def run(self, command: list[str], **_: Any) -> Any:
        self.commands.append(command)
        return type("Done", (), {"returncode": self.status.get(command[0], 0), "stdout": ""})()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    stand_in = Started({})
    monkeypatch.setattr(subprocess, "run", stand_in.run)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(monitor, "find_monitor", lambda: LAPTOP)
    monkeypatch.setenv("DISPLAY", ":0")
    return stand_in


def test_the_best_terminal_opens_the_app(started: Started) -> None:
    result = CliRunner().invoke(group, ["--lang", "en", "window"], standalone_mode=False)
    assert result.return_value == 0
    assert [command[0] for command in started.commands] == ["kitty"]
    assert started.commands[0][-6:] == [
        *(sys.executable, "-m", "tutor", "--lang", "en", "--here=kitty:2:17,25,34,50")
    ]
    assert "allow_remote_control=socket-only" in started.commands[0]
    assert "font_size=25" in started.commands[0]


def test_a_terminal_that_fails_at_once_leaves_its_turn_to_the_next(started: Started) -> None:
    started.status = {"kitty": 1, "konsole": 1}
    result = CliRunner().invoke(group, ["window", "--size", "3"], standalone_mode=False)
    assert result.return_value == 0
    assert [command[0] for command in started.commands] == ["kitty", "konsole", "alacritty"]


def test_the_terminal_that_is_named_is_the_only_one(started: Started) -> None:
    started.status = {"xterm": 1}
    arguments = ["--lang", "en", "window", "--terminal", "xterm"]
    result = CliRunner().invoke(group, arguments, standalone_mode=False)
    assert result.return_value == 3
    assert [command[0] for command in started.commands] == ["xterm"]
    assert "xterm could not open a window." in result.output


def test_one_that_is_missing_is_named_and_others_are_not_denied(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "conhost.exe" else name)
    arguments = ["--lang", "en", "window", "--terminal", "conhost"]
    result = CliRunner().invoke(group, arguments, standalone_mode=False)
    assert (result.return_value, started.commands) == (3, [])
    assert "conhost could not open a window." in result.output


def test_where_none_can_open_a_window_that_is_said(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    result = CliRunner().invoke(group, ["--lang", "en", "window"], standalone_mode=False)
    assert (result.return_value, started.commands) == (3, [])
    assert "No terminal here can open a window." in result.output


def test_windows_terminal_gets_its_profile_first(
    started: Started, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    CliRunner().invoke(group, ["window"], standalone_mode=False)
    written = list(tmp_path.glob("Microsoft/Windows Terminal/Fragments/*/tutor.json"))
    assert len(written) == 1
    assert json.loads(written[0].read_text(encoding="utf-8"))["profiles"][0]["commandline"]
    assert started.commands[-1][0] == "wt.exe"


def test_the_icon_opens_the_window_as_it_was_asked_for(
    started: Started, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    arguments = ["--lang", "vi", "window", "--size", "3", "--install-shortcut"]
    result = CliRunner().invoke(group, arguments, standalone_mode=False)
    assert result.return_value == 0
    entry = (tmp_path / "applications" / "tutor.desktop").read_text(encoding="utf-8")
    exec_line = next(row for row in entry.splitlines() if row.startswith("Exec="))
    assert shlex.split(exec_line.removeprefix("Exec=")) == [
        *(sys.executable, "-m", "tutor", "--lang", "vi", "window", "--size", "3")
    ]
    assert "xterm" not in [command[0] for command in started.commands]
