import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tutor.speech.normalise import normalise
from tutor.speech.normalise.text import join_spoken

CASES = Path(__file__).parent / "normalise"


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            for row in rows:
                language = file.stem[:2]
                name = f"{file.stem}: {row['text']}"
                yield pytest.param(language, row["text"], row["region"], row["reading"], id=name)


@pytest.mark.parametrize(("language", "text", "region", "reading"), list(cases()))
def test_a_text_has_the_expected_reading(
    language: str, text: str, region: str, reading: str
) -> None:
    assert join_spoken(normalise(text, language, region)) == reading


def test_there_are_enough_readings_of_every_kind() -> None:
    assert len(list(cases())) >= 500
    assert len(list(CASES.glob("vi-*.tsv"))) >= 12
