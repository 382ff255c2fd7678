"""What Windows loads is loaded here without what Windows lacks. `make check` asks the types for calls too."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.real

# Packages of others are loaded first, as they are here; ours are then loaded once more.
_PROGRAM = """
import importlib, os, pkgutil, signal, socket, subprocess, sys
import starter, tutor

names = [m.name for p in (tutor, starter) for m in pkgutil.walk_packages(p.__path__, p.__name__ + ".")]
names = sorted(set(names) - {"tutor.__main__", "tutor.terminal.driver"})
for name in names:
    importlib.import_module(name)
for name in [name for name in sys.modules if name.partition(".")[0] in ("tutor", "starter")]:
    del sys.modules[name]
lacking = set("fcntl termios tty pty resource pwd grp curses readline syslog posix".split())

class Windows:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in lacking:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Windows())
for name in lacking:
    sys.modules.pop(name, None)
sys.modules["msvcrt"] = sys  # there, and used by nothing that runs here
sys.platform = "win32"
subprocess.CREATE_NO_WINDOW = subprocess.CREATE_NEW_PROCESS_GROUP = 0
for module, words in (
    (os, "fork forkpty getuid geteuid getgid killpg setsid getpgid"),
    (os, "openpty mkfifo uname statvfs chown fchmod"),
    (signal, "SIGKILL SIGHUP SIGWINCH SIGTSTP SIGCONT SIGALRM alarm setitimer pthread_sigmask"),
    (socket, "AF_UNIX socketpair"),
):
    for word in words.split():
        if hasattr(module, word):
            delattr(module, word)
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_every_module_that_windows_loads_does_without_what_windows_lacks() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False, cwd=root
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 200
