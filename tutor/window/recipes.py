"""The command line with which each terminal opens a full-screen window in a given letter size; pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

FONT = "JetBrains Mono"
WINDOWS_FONT = "Cascadia Mono"
TITLE = "Tutor lessons"
# The columns that a full screen shows at each size step.
COLUMNS = {1: 100, 2: 66, 3: 50, 4: 34}
_LEAST_ROWS = {1: 18, 2: 15, 3: 12, 4: 8}
# Width and height of a cell in sizes of the font, as JetBrains Mono has them; others are near.
_CELL = (0.60, 1.32)
# xterm gives this font wider cells than the others do (measured).
_CELLS = {"xterm": (0.67, 1.36)}
# The height of a cell of Consolas in widths.
_CONSOLE_TALL = 2.1
_SMALLEST_POINTS = 8
# The keys that the app names; xterm has none by default.
_XTERM_KEYS = "XTerm*VT100.translations: #override " + "\\n ".join(
    f"Ctrl <KeyPress> {key}: {action}-vt-font()"
    for action, keys in (
        ("larger", ("plus", "equal", "KP_Add")),
        ("smaller", ("minus", "KP_Subtract")),
    )
    for key in keys
)
# The X server does not know the monitor, so the size of a point is fixed.
_XTERM_DOTS = "Xft.dpi: 96"
# The program sets the font by OSC 50; the window keeps its size then.
_XTERM_FONT_CONTROL = "XTerm*VT100.allowFontOps: true"
# GNOME Terminal offers only a zoom, a factor of its default size.
_GNOME_POINTS = 12
_GNOME_ZOOM = 4.0


@dataclass(frozen=True, slots=True)
class Monitor:
    """A monitor: its size in pixels, and its scale relative to 96 dots an inch."""

    width: int
    height: int
    scale: float = 1.0


USUAL_MONITOR = Monitor(1366, 768)


def points(step: int, monitor: Monitor, terminal: str = "") -> int:
    """Return the font size in points at which a full-screen terminal has the columns of a size step.

    It is smaller where too few rows would be left for the step.
    """
    advance, line = _CELLS.get(terminal, _CELL)
    by_columns = monitor.width / (advance * COLUMNS[step])
    by_rows = monitor.height / (line * _LEAST_ROWS[step])
    # A point is three quarters of a pixel at 96 dots an inch.
    return max(_SMALLEST_POINTS, int(0.75 * min(by_columns, by_rows) / monitor.scale))


def console_heights(width: int, height: int) -> tuple[int, ...]:
    """Return the pixels of a row at each size step, in a Windows console that fills a screen of this size."""
    return tuple(
        int(min(width / COLUMNS[step] * _CONSOLE_TALL, height / _LEAST_ROWS[step]))
        for step in COLUMNS
    )


_Recipe = Callable[[int, str, list[str]], list[str]]


def _xterm(size: int, font: str, program: list[str]) -> list[str]:
    # Without +lc it would decode UTF-8 by the locale, which may not be installed.
    look = ["-fullscreen", "+lc", "-u8", "-title", TITLE, "-fa", font, "-fs", str(size)]
    resources = (_XTERM_DOTS, _XTERM_KEYS, _XTERM_FONT_CONTROL)
    return [
        "xterm",
        *look,
        *(part for line in resources for part in ("-xrm", line)),
        "-e",
        *program,
    ]


def _kitty(size: int, font: str, program: list[str]) -> list[str]:
    options = [f"font_family={font}", f"font_size={size}", "confirm_os_window_close=0"]
    # Its own keys for this need Shift too; the app names Ctrl and +.
    keys = {"+2.0": ("plus", "equal", "kp_add"), "-2.0": ("minus", "kp_subtract")}
    for by, names in keys.items():
        options += [f"map ctrl+{name} change_font_size all {by}" for name in names]
    look = [part for option in options for part in ("-o", option)]
    return ["kitty", "--start-as=fullscreen", "--title", TITLE, *look, *program]


def _foot(size: int, font: str, program: list[str]) -> list[str]:
    return ["foot", "-F", "-T", TITLE, "-f", f"{font}:size={size}", *program]


def _alacritty(size: int, font: str, program: list[str]) -> list[str]:
    options = (
        f"font.size={size}",
        f'font.normal.family="{font}"',
        'window.startup_mode="Fullscreen"',
    )
    look = [part for option in options for part in ("-o", option)]
    return ["alacritty", "-T", TITLE, *look, "-e", *program]


def _gnome(size: int, _font: str, program: list[str]) -> list[str]:
    zoom = min(_GNOME_ZOOM, size / _GNOME_POINTS)
    look = ["--full-screen", "--hide-menubar", f"--zoom={zoom:.2f}", f"--title={TITLE}"]
    return ["gnome-terminal", "--wait", *look, "--", *program]


def _ptyxis(_size: int, _font: str, program: list[str]) -> list[str]:
    # It takes no font: it is a setting of the user. F2 and Ctrl + enlarge the letters from there.
    return ["ptyxis", "-s", "--maximize", "-T", TITLE, "--", *program]


def _konsole(size: int, font: str, program: list[str]) -> list[str]:
    look = ["--fullscreen", "--hide-menubar", "--hide-tabbar", "-p", f"Font={font},{size}"]
    return ["konsole", "--separate", *look, "-e", *program]


def _wezterm(size: int, font: str, program: list[str]) -> list[str]:
    look = ["--config", f"font_size={size}", "--config", f'font=wezterm.font("{font}")']
    return ["wezterm", *look, "start", "--always-new-process", "--", *program]


def _ghostty(size: int, font: str, program: list[str]) -> list[str]:
    look = ["--fullscreen=true", f"--font-size={size}", f"--font-family={font}"]
    return ["ghostty", f"--title={TITLE}", *look, "-e", *program]


def _macos(size: int, font: str, program: list[str]) -> list[str]:
    shell = " ".join(_shell_quoted(part) for part in program)
    lines = (
        'tell application "Terminal"',
        "activate",
        f"set lesson to do script {_apple_quoted('exec ' + shell)}",
        f"set font name of lesson to {_apple_quoted(font)}",
        f"set font size of lesson to {size}",
        "end tell",
        'tell application "System Events" to keystroke "f" using {control down, command down}',
    )
    return ["osascript", *(part for line in lines for part in ("-e", line))]


def _windows_terminal(_size: int, _font: str, program: list[str]) -> list[str]:
    # Font and size are in the profile of `windows_terminal_profile`. A Windows Terminal that runs already may
    # not know the profile yet; the program starts all the same.
    return ["wt.exe", "-w", "new", "-F", "new-tab", "-p", TITLE, *program]


def _conhost(_size: int, _font: str, program: list[str]) -> list[str]:
    # `start` gives the window its title, under which the console finds font and size in the registry.
    return ["cmd.exe", "/c", "start", TITLE, "/max", "/wait", "conhost.exe", *program]


_RECIPES: dict[str, tuple[str, _Recipe]] = {
    "kitty": ("kitty", _kitty),
    "konsole": ("konsole", _konsole),
    "foot": ("foot", _foot),
    "alacritty": ("alacritty", _alacritty),
    "ghostty": ("ghostty", _ghostty),
    "wezterm": ("wezterm", _wezterm),
    "xterm": ("xterm", _xterm),
    "gnome-terminal": ("gnome-terminal", _gnome),
    "ptyxis": ("ptyxis", _ptyxis),
    "windows-terminal": ("wt.exe", _windows_terminal),
    "conhost": ("conhost.exe", _conhost),
    "macos-terminal": ("osascript", _macos),
}
TERMINALS = tuple(_RECIPES)
# Their letters are those of the user's settings, which may lack Vietnamese ones.
WITHOUT_FONT = frozenset({"gnome-terminal", "ptyxis"})
_TERMINAL_VARIABLES = frozenset(
    {"COLORTERM", "COLUMNS", "KONSOLE_VERSION", "LINES", "STY", "TERM_PROGRAM", "TMUX"}
    | {"TEXTUAL_COLOR_SYSTEM", "VTE_VERSION", "WT_PROFILE_ID", "WT_SESSION", "XTERM_VERSION"}
)
_ANYWHERE = ("kitty", "ghostty", "wezterm", "alacritty")
_LINUX = (
    *("kitty", "konsole", "foot", "alacritty", "ghostty"),
    *("wezterm", "xterm", "gnome-terminal", "ptyxis"),
)


def command_line(
    terminal: str,
    size: int,
    monitor: Monitor,
    program: Sequence[str],
    font: str = FONT,
    private: str = "",
) -> list[str]:
    """Return the command that opens a full-screen terminal at a size step and runs a program in it.

    `terminal` is one of TERMINALS; raise KeyError for another one. In the folder `private` kitty makes the
    socket by which the program sets the font size; without it there is none.
    """
    _, recipe = _RECIPES[terminal]
    if terminal == "xterm":
        # Its dots per inch are set by us.
        monitor = replace(monitor, scale=1.0)
    command = recipe(points(size, monitor, terminal), font, list(program))
    if terminal == "kitty" and private:
        control = ("-o", "allow_remote_control=socket-only", "--listen-on", f"unix:{private}/kitty")
        return [command[0], *control, *command[1:]]
    return command


def executable(terminal: str) -> str:
    """Return the executable of a terminal."""
    return _RECIPES[terminal][0]


def candidates(platform: str, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the terminals that can open a window here, best first; empty without a graphical session.

    Best are those that accept both font and size, then those that can also magnify.
    """
    if platform == "win32":
        return ("windows-terminal", "conhost")
    if platform == "darwin":
        return (*_ANYWHERE, "macos-terminal")
    wayland, x11 = environ.get("WAYLAND_DISPLAY"), environ.get("DISPLAY")
    if not (wayland or x11):
        return ()
    unfit = {"foot"} if not wayland else set()
    if not x11:
        unfit.add("xterm")
    return tuple(name for name in _LINUX if name not in unfit)


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without the variables of the present terminal."""
    return {name: value for name, value in environ.items() if name not in _TERMINAL_VARIABLES}


def windows_terminal_profile(
    size: int, monitor: Monitor, program: Sequence[str], font: str
) -> dict[str, object]:
    """Return the settings fragment that adds our profile to Windows Terminal.

    The taller line leaves room for marks on capitals, which rise above Cascadia's own line.
    """
    profile = {
        "name": TITLE,
        "commandline": " ".join(_windows_quoted(part) for part in program),
        "font": {"face": font, "size": points(size, monitor), "cellHeight": "1.4"},
        "closeOnExit": "always",
        "suppressApplicationTitle": True,
    }
    return {"profiles": [profile]}


def conhost_settings(size: int, monitor: Monitor, font: str) -> list[list[str]]:
    """Return the commands that store font and size for console windows with our title."""
    key = rf"HKCU\Console\{TITLE}"
    pixels = round(points(size, monitor) * monitor.scale * 96 / 72)
    values = (
        ("FaceName", "REG_SZ", font),
        # The height of a letter stands in the upper half; the console finds the width to it.
        ("FontSize", "REG_DWORD", str(pixels << 16)),
        ("FontFamily", "REG_DWORD", str(0x36)),
        ("FontWeight", "REG_DWORD", "400"),
    )
    return [
        ["reg.exe", "add", key, "/v", name, "/t", kind, "/d", value, "/f"]
        for name, kind, value in values
    ]


def _shell_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _apple_quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _windows_quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"\s", text) else text
