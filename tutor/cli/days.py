"""Days, as people write them after an option."""

from datetime import date, datetime
from typing import Any

import click

from tutor.i18n import N_

_FORMATS = ("%d/%m/%Y", "%Y-%m-%d")


class Day(click.ParamType[date]):
    """A day, written as people write it here or as files are named."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; what is none is said to need another form."""
        for form in _FORMATS:
            try:
                return datetime.strptime(value, form).date()
            except ValueError:
                continue
        self.fail(N_("write a day such as 31/12/2026"), param, ctx)
