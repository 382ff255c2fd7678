"""The schemas for editors: what they refuse, what they explain, and that they are current."""

import runpy
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from json_schema import accepts

from tutor.authoring.context import CheckContext
from tutor.authoring.schema import app_schema, lesson_schema
from tutor.authoring.schema_rules import names_of
from tutor.content.steps import STEP_KINDS
from tutor.content.yaml_reader import read_path
from tutor.paths import lessons_folder

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "tests" / "content"
# The problems that the schema tells; all others need several places of a file, other files, or judgement.
TOLD = (
    *(
        "answers-count",
        "bad-id",
        "because-missing",
        "checklist-count",
        "compared-long",
        "contact-unknown",
    ),
    *(
        "empty-value",
        "ending-elsewhere",
        "fact-unknown",
        "flag-missing",
        "flags-mixed",
        "format-newer",
    ),
    *(
        "format-unknown",
        "genuine-lost",
        "genuine-no-end",
        "goal-empty",
        "id-missing",
        "items-count",
        "pairs-count",
    ),
    *("markup-tag", "minutes-range", "missing-key", "move-nowhere", "move-unknown", "needs-list"),
    *("needs-map", "needs-number", "needs-quotes", "needs-text", "needs-value", "needs-yes-no"),
    *("no-kind", "node-name", "not-a-lesson", "not-a-number", "options-count", "phone-value-unfit"),
    *("phone-value-unknown", "picture-on-phone", "place-open", "place-unknown", "right-missing"),
    *(
        "right-twice",
        "screen-unknown",
        "several-count",
        "side-empty",
        "side-unknown",
        "sides-count",
    ),
    *(
        "step-not-a-map",
        "stops-twice",
        "stops-unfit",
        "two-kinds",
        "unknown-key",
        "unknown-key-near",
    ),
    *("unknown-kind-near", "unknown-picture", "unknown-value", "unknown-value-near", "when-form"),
    *("pattern-unknown", "word-unknown"),
)


@cache
def schema(root: Path) -> dict[str, Any]:
    return lesson_schema(names_of(CheckContext(root, root, date.min)))


def test_the_schema_refuses_what_the_check_refuses() -> None:
    bad = [CONTENT / "bad" / f"{code}.yaml" for code in TOLD]

    assert [path.name for path in bad if fits(schema(CONTENT / "ground"), path)] == []


def test_a_fact_may_have_signs_of_a_pattern_in_its_key() -> None:
    names = names_of(CheckContext(CONTENT / "ground", CONTENT / "ground", date.min))
    texts = lesson_schema(replace(names, facts=["phí (2026"]))["$defs"]["text"]

    assert accepts(texts, "Hết {fact:phí (2026} đồng.")
    assert not accepts(texts, "Hết {fact:phí} đồng.")


def test_the_schema_accepts_the_shipped_lessons_and_apps() -> None:
    # A third of them has every kind of step.
    lessons = sorted((lessons_folder() / "vi").glob("*/*.yaml"))[::3]
    apps = sorted((lessons_folder() / "phone").glob("*.yaml"))[::3]

    assert [path.name for path in lessons if not fits(schema(lessons_folder()), path)] == []
    assert [path.name for path in apps if not fits(app_schema(), path)] == []


def fits(of: dict[str, Any], path: Path) -> bool:
    document, _ = read_path(path)
    return document is not None and accepts(of, document.data)


def test_every_key_is_described_in_both_languages() -> None:
    silent = [
        name
        for of in (schema(CONTENT / "ground"), app_schema())
        for name, text in described(of)
        if "\n\n" not in text
    ]

    assert silent == [], "add them to schema_words.py, and to the catalogue"


def described(part: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        if "additionalProperties" in part and "properties" in part and name not in IN_DATA:
            yield name, part.get("description", "")
            for key, shape in part["properties"].items():
                yield f"{name}.{key}", shape.get("description", "")
        for key, inner in part.items():
            yield from described(inner, key)


# The names of these are those of the phone and of languages.
IN_DATA = {"PhoneState", "anyOf"}


def test_a_step_in_an_editor_begins_with_its_kind() -> None:
    step = schema(CONTENT / "ground")["properties"]["steps"]["items"]

    assert list(step["properties"]) == list(STEP_KINDS)
    bodies = {snippet["label"]: snippet["body"] for snippet in step["defaultSnippets"]}
    assert bodies["choose"] == {
        "choose": "",
        "options": [{"text": "", "because": ""}] * 2,
        "id": "",
    }


def test_the_committed_schemas_are_those_of_the_model() -> None:
    texts = runpy.run_path(str(ROOT / "scripts" / "schema.py"))["schema_texts"]()

    for name, text in texts.items():
        assert (ROOT / "lessons" / name).read_text(encoding="utf-8") == text, "run `make schema`"
