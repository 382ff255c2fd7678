"""The command line with which each browser shows one address in an app window of its own; pure.

A profile of its own keeps the window apart from the user's browser, so the process ends with the window.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from tutor.window.recipes import Monitor

Kind = Literal["chromium", "firefox"]
_WINDOW_CLASS = "tutor"

_ON_PATH: dict[str, Kind] = {
    "chromium": "chromium",
    "chromium-browser": "chromium",
    "google-chrome": "chromium",
    "google-chrome-stable": "chromium",
    "microsoft-edge": "chromium",
    "brave-browser": "chromium",
    "firefox": "firefox",
}
_ON_MACOS: dict[str, Kind] = {
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome": "chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge": "chromium",
    "/Applications/Firefox.app/Contents/MacOS/firefox": "firefox",
}
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")
_ON_WINDOWS: dict[str, Kind] = {
    r"Google\Chrome\Application\chrome.exe": "chromium",
    r"Microsoft\Edge\Application\msedge.exe": "chromium",
    r"Mozilla Firefox\firefox.exe": "firefox",
}
FIREFOX_SETTINGS = """\
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("media.autoplay.default", 0);
user_pref("startup.homepage_welcome_url", "");
"""
"""The file user.js of the Firefox profile: no page but ours is shown, and the voice may start by itself."""


@dataclass(frozen=True, slots=True)
class Browser:
    """An installed browser: the path of its program, and how it takes its options."""

    program: str
    kind: Kind


def find_browser(
    platform: str, environ: Mapping[str, str], which: Callable[[str], str | None]
) -> Browser | None:
    """Return the best browser for an app window, None where there is none; `which` is `shutil.which`."""
    if platform == "win32":
        folders = [environ[name] for name in _WINDOWS_FOLDERS if environ.get(name)]
        known = {rf"{folder}\{file}": k for file, k in _ON_WINDOWS.items() for folder in folders}
    else:
        known = _ON_MACOS if platform == "darwin" else _ON_PATH
    found = ((which(name), kind) for name, kind in known.items())
    return next((Browser(program, kind) for program, kind in found if program), None)


def browser_command(browser: Browser, address: str, profile: str, monitor: Monitor) -> list[str]:
    """Return the command that shows an address full screen; `profile` is a folder for this window alone."""
    if browser.kind == "firefox":
        return [browser.program, "--new-instance", "--profile", profile, "--kiosk", address]
    width, height = round(monitor.width / monitor.scale), round(monitor.height / monitor.scale)
    look = (
        "--start-fullscreen",
        "--window-position=0,0",
        # Without a window manager nobody makes the window fill the screen.
        f"--window-size={width},{height}",
        f"--class={_WINDOW_CLASS}",
    )
    quiet = (
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-features=Translate",
        "--disable-sync",
        "--password-store=basic",
        # The voice reads the first page before any key is pressed.
        "--autoplay-policy=no-user-gesture-required",
    )
    return [browser.program, f"--app={address}", f"--user-data-dir={profile}", *look, *quiet]
