"""Where the records stand on this machine."""

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs


def default_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the file of records: in the folder TUTOR_HOME if set, else in the user's data folder."""
    home = environ.get("TUTOR_HOME", "")
    folder = Path(home) if home else platformdirs.user_data_path("tutor", appauthor=False)
    return folder / "tutor.db"
