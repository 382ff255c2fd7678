"""Sentences about the problems of lesson files, in the program's language.

The messages stand by their subjects in the modules that are put together here.
"""

import re

from tutor.content.form_messages import FORM_MESSAGES
from tutor.content.model import Problem
from tutor.content.phone_messages import PHONE_MESSAGES, PHONE_STEP_MESSAGES
from tutor.content.step_messages import STEP_MESSAGES
from tutor.content.text import clean, one_line
from tutor.content.text_messages import TEXT_MESSAGES
from tutor.i18n import N_, Translator

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WARNING = N_("Warning: {what}")
# A value of a file may have a million letters. A list of known names is shorter.
_LONGEST = 300


def describe(problem: Problem, translate: Translator) -> tuple[str, str]:
    """Return what is wrong and how to fix it, two sentences in the language of the translator."""
    what, fix = MESSAGES[problem.code]
    details = problem.details

    def fill(template: str) -> str:
        filled = _PLACEHOLDER.sub(
            lambda m: _shortened(details.get(m.group(1), m.group())), translate(template)
        )
        return one_line(filled)

    sentence = fill(what)
    if problem.warning:
        sentence = translate(_WARNING, what=sentence)
    return sentence, fill(fix)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def line_of(problem: Problem, translate: Translator) -> str:
    """Return a problem as `file:line:column: what — how to fix it`, without an unknown line."""
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    what, fix = describe(problem, translate)
    return f"{clean(where).replace(chr(10), ' ')}: {what} — {fix}"


# What is wrong and how to fix it, by the code of a problem.
LESSON_MESSAGES: dict[str, tuple[str, str]] = {
    **FORM_MESSAGES,
    **STEP_MESSAGES,
    **PHONE_STEP_MESSAGES,
    **TEXT_MESSAGES,
}
MESSAGES = {**LESSON_MESSAGES, **PHONE_MESSAGES}
