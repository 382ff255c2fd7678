"""Values of a command that come from options, or are asked for in the terminal one after another."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import click

from tutor.cli.console import confirm, usage_error
from tutor.content.text import one_line
from tutor.i18n import N_, Translator

T = TypeVar("T")


def read_text(typed: str, most: int) -> str:
    """Return a text in one line, of at most so many letters, or raise Unfit."""
    text = one_line(typed)
    if not any(letter.isalnum() for letter in text):
        raise Unfit(N_("Please write some words."))
    if len(text) > most:
        raise Unfit(N_("Please write it in {count} letters at most."), count=most)
    return text


class Asked:
    """Takes what options say, and asks for the rest in the terminal; without one, that is wrong usage."""

    def __init__(self, translate: Translator) -> None:
        self._translate = translate
        self.asks = sys.stdin.isatty()

    def text(self, option: str, given: str | None, question: str, most: int) -> str:
        """Return a text of at most so many letters."""
        return self.take(option, given, self._translate(question), partial(read_text, most=most))

    def one_of(
        self, option: str, given: str | None, question: str, choices: Sequence[tuple[str, str]]
    ) -> str:
        """Return the key of a choice, which may be picked by its number."""
        keys = [key for key, _ in choices]

        def read(typed: str) -> str:
            text = typed.strip()
            if text.isascii() and text.isdigit() and 0 < int(text) <= len(keys):
                return keys[int(text) - 1]
            if text not in keys:
                raise Unfit(N_("Please write a number from 1 to {count}."), count=len(keys))
            return text

        if given is not None and given not in keys:
            known = ", ".join(keys)
            raise usage_error(
                N_("{name} needs one of these: {choices}."), name=option, choices=known
            )
        if given is None and self.asks:
            for number, (_, words) in enumerate(choices, 1):
                click.echo(f"{number:>3}  {words}", err=True)
        return self.take(option, given, self._translate(question), read)

    def yes(self, given: bool | None, question: str, *, otherwise: bool) -> bool:
        """Return the answer to a question with yes or no."""
        if given is None and self.asks:
            return confirm(self._translate(question), self._translate, needed=True)
        return otherwise if given is None else given

    def take(self, option: str, given: str | None, question: str, read: Callable[[str], T]) -> T:
        """Return what `read` makes of a value or of what is typed; asks again as long as it raises Unfit."""
        if given is None and not self.asks:
            raise usage_error(N_("{name} is missing."), name=option)
        while True:
            typed = given
            if typed is None:
                typed = click.prompt(question, default="", show_default=False, err=True)
            try:
                return read(typed)
            except Unfit as unfit:
                sentence = self._translate(unfit.message, **unfit.values)
                if given is not None:
                    raise usage_error("{name}: {reason}", name=option, reason=sentence) from None
                click.echo(sentence, err=True)


class Unfit(Exception):  # noqa: N818
    """What was typed does not fit; `message` says what does."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values
