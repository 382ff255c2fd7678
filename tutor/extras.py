"""How packages are added to the running program: voices and encoders that not everybody needs."""

import importlib.util
import sys
from pathlib import Path


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
