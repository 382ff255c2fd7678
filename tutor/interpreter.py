"""Command lines of the Python that runs this program: for child processes, and for its pip."""

import importlib.util
import shlex
import sys
from pathlib import Path


def python_command(*options: str) -> list[str]:
    """Return the command line of a child process with this Python.

    The current folder is not searched for modules, and text is UTF-8 on every system.
    """
    return [sys.executable, "-P", "-X", "utf8", *options]


def pip_command() -> list[str]:
    """Return the command line of a pip for the Python that runs this program.

    The starter leaves the pip of a stick in the environment as a wheel, which runs as it is; elsewhere the
    pip of the Python that the environment was made from is taken.
    """
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    wheel = max(Path(sys.prefix).glob("pip-*.whl"), default=None)
    if wheel is not None:
        return [sys.executable, str(wheel / "pip")]
    base: str = getattr(sys, "_base_executable", None) or sys.executable
    return [base, "-m", "pip", "--python", sys.executable]


def install_command(package: str) -> str:
    """Return the command, as people type it, that installs a package for this program."""
    return shlex.join([*pip_command(), "install", package])
