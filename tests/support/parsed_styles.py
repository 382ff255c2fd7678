"""Apps that share their parsed style sheets: parsing them takes a sixth of a short test."""

from collections.abc import Callable
from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


def parse_styles_once(set_attribute: Callable[[object, str, object], None]) -> None:
    """Have every app after the first take the style sheets as they were parsed."""
    parse = Stylesheet._parse_rules
    parsed: dict[object, list[RuleSet]] = {}

    def parse_once(self: Stylesheet, css: str, *place: Any, **named: Any) -> list[RuleSet]:
        key = css, place, *sorted(named.items()), *self._variables.items()
        if key not in parsed:
            parsed[key] = parse(self, css, *place, **named)
        return parsed[key]

    set_attribute(Stylesheet, "_parse_rules", parse_once)
