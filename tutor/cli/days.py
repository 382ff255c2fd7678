"""Days, as people write them after an option."""

from datetime import date
from typing import Any

import click

from tutor.dates import parse_day
from tutor.i18n import N_


class Day(click.ParamType[date]):
    """A day, written as people write it here or as files are named."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; what is none is said to need another form."""
        day = parse_day(value)
        if day is None:
            self.fail(N_("write a day such as 31/12/2026"), param, ctx)
        return day
