"""Communes, as people write them after an option."""

from typing import Any

import click

from tutor.cli.group import translator_of


class CommuneCode(click.ParamType[str]):
    """The code of the one commune that a code or a name means; "" stays."""

    name = "commune"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code; what is none, or may be several, is said."""
        if not value:
            return ""
        # Loaded where it is needed alone, like all that reports are made with.
        from tutor.reports import places

        try:
            return places.only(value).code
        except places.UnclearCommuneError as error:
            ctx = ctx or click.get_current_context()
            self.fail(translator_of(ctx)(error.message, **error.values), param, ctx)
