"""What each problem of a file is and how to mend it, in the program's language."""

import re

from tutor.content.messages import MESSAGES
from tutor.content.model import Problem
from tutor.content.text import clean, one_line
from tutor.i18n import N_, Translator

_PLACE = re.compile(r"\{(\w+)\}")
_WARNING = N_("Warning: {what}")


def describe(problem: Problem, translate: Translator) -> tuple[str, str]:
    """Return what is wrong and how to mend it, two sentences in the language of `words`."""
    what, fix = MESSAGES[problem.code]
    details = problem.details

    def fill(template: str) -> str:
        filled = _PLACE.sub(lambda m: details.get(m.group(1), m.group()), translate(template))
        return one_line(filled)

    said = fill(what)
    return (translate(_WARNING, what=said) if problem.warning else said), fill(fix)


def line_of(problem: Problem, translate: Translator) -> str:
    """Return a problem as `file:line:col: what — how to mend it`, the place as far as it is known."""
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    what, fix = describe(problem, translate)
    return f"{clean(where).replace(chr(10), ' ')}: {what} — {fix}"
