"""Texts after an option that have only so much room: refused where they would be cut or not fit."""

import re
from typing import Any

import click

from tutor.cli.group import translator_of, typed
from tutor.content.model import one_line
from tutor.i18n import N_

_TOO_LONG = N_("{name} has more than {letters} letters: please write it shorter.")
_NO_TIME = N_("{name} needs a time of the day, such as 19:30.")
# Hours with perhaps minutes, as people write them: 19:30, 7h30, 7 giờ 30.
_HOURS = re.compile(r"(\d+)(?:\s*(?:giờ|[:.h])\s*(\d+))?", re.IGNORECASE)


class ShortText(click.ParamType[str]):
    """One line of at most so many letters."""

    name = "text"

    def __init__(self, letters: int) -> None:
        self._letters = letters

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text as one line; one that is too long is refused."""
        text = one_line(value)
        if len(text) > self._letters:
            ctx = ctx or click.get_current_context()
            values = {"name": typed(param), "letters": self._letters}
            raise click.UsageError(translator_of(ctx)(_TOO_LONG, **values), ctx)
        return text


class ClockText(ShortText):
    """When something begins, in anybody's words; hours and minutes in it are those that there are."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text as one line; an hour or minute that no clock shows is refused."""
        text = super().convert(value, param, ctx)
        if any(int(hour) > 23 or int(minute or 0) > 59 for hour, minute in _HOURS.findall(text)):
            ctx = ctx or click.get_current_context()
            raise click.UsageError(translator_of(ctx)(_NO_TIME, name=typed(param)), ctx)
        return text
