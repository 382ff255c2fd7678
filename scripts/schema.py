"""Write the schemas by which editors complete and check lesson scripts and apps, from the model."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tutor.authoring.context import CheckContext
from tutor.authoring.schema import schemas_of

LESSONS = Path(__file__).parent.parent / "lessons"


def schema_texts() -> Mapping[str, str]:
    """Return the schemas of the shipped lessons by their places in the lessons folder."""
    return schemas_of(CheckContext(LESSONS, LESSONS, date.min))


if __name__ == "__main__":
    for name, text in schema_texts().items():
        (LESSONS / name).write_text(text, encoding="utf-8")
