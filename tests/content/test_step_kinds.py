"""A new kind of step must be handled wherever the program tells kinds apart."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.authoring import outline
from tutor.content.steps import STEP_KINDS

ROOT = Path(__file__).parents[2]
CLASSES = frozenset(cls.__name__ for cls in STEP_KINDS.values())


def step_matches() -> Iterator[tuple[str, ast.Match]]:
    """Yield each `match` whose patterns name a class of steps, with its module and line."""
    for path in sorted((ROOT / "tutor").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "tutor.content.steps" not in text or "match " not in text:
            continue
        tree = ast.parse(text)
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "tutor.content.steps"
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Match) and named_kinds(node) & imported:
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node


def named_kinds(match: ast.Match) -> set[str]:
    """Return the classes of steps that the patterns name."""
    return {
        node.cls.id
        for case in match.cases
        for node in ast.walk(case.pattern)
        if isinstance(node, ast.MatchClass)
        and isinstance(node.cls, ast.Name)
        and node.cls.id in CLASSES
    }


def is_loud(case: ast.match_case) -> bool:
    """Return whether a case does nothing but fail."""
    (statement,) = case.body if len(case.body) == 1 else (None,)
    return isinstance(statement, ast.Raise) or (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and isinstance(statement.value.func, ast.Name)
        and statement.value.func.id == "assert_never"
    )


MATCHES = list(step_matches())


@pytest.mark.parametrize("match", [pytest.param(match, id=place) for place, match in MATCHES])
def test_every_dispatch_names_every_kind_and_fails_for_others(match: ast.Match) -> None:
    assert named_kinds(match) == CLASSES
    assert is_loud(match.cases[-1])


def test_architecture_lists_every_module_that_tells_kinds_apart() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {place.partition(":")[0].removeprefix("tutor/") for place, _ in MATCHES}

    assert {module for module in modules if f"`{module}`" not in text} == set()


def test_every_kind_has_a_name_in_the_outline() -> None:
    assert set(outline.KIND_NAMES) == set(STEP_KINDS)
