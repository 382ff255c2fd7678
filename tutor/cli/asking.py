"""Asks at a terminal for a yes or a no, in the language of the program."""

import click

from tutor.i18n import N_, Translator

# Whoever is used to another program answers in English.
_YES, _NO = ("y", "yes", "c", "co", "có"), ("n", "no", "k", "khong", "không")


def agreed(question: str, translate: Translator, *, needed: bool = False) -> bool:
    """Ask until a yes or a no comes; Enter alone is a no, unless an answer is `needed`."""
    answers = translate(N_("y/n")) if needed else translate(N_("y/N"))
    while True:
        prompt = f"{question} [{answers}]"
        said = click.prompt(prompt, default="", show_default=False, err=True).strip().casefold()
        if said in _YES:
            return True
        if said in _NO or not (said or needed):
            return False
        click.echo(translate(N_("Please answer y for yes or n for no.")), err=True)
