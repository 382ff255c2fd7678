"""The click group of all commands: lazy imports, help and usage errors in the program's language."""

import re
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

import click

from tutor import DISTRIBUTION
from tutor.cli import COMMANDS, DONE, USAGE, USER_DATA, help_page, language_option
from tutor.content.text import clean
from tutor.i18n import N_, Translator, pick_language
from tutor.languages import LANGUAGES

_FLAG = N_("{name} stands alone: nothing comes after it.")
_VALUE_MISSING = N_("{name} needs a value after it.")
_RANGE = N_("{name} needs a whole number from {least} to {most}.")
_CHOICE = N_("{name} needs one of these: {choices}.")
_EXTRA = N_("This is one too many: {extra}")
# Click has no error class for these cases, only finished sentences.
_NO_VALUE = re.compile("requires an argument")
_LIMITS = re.compile(r"(\d+)<=x<=(\d+)")
_TOO_MUCH = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)

# The module in this package and the object in it that define each command of COMMANDS.
_ENTRY_POINTS = {
    "play": "lessons:play_lesson",
    "new": "new:new",
    "bulletin": "bulletin:command",
    "preview": "desk:preview",
    "schema": "desk:schema",
    "list": "lessons:list_lessons",
    "show": "lessons:show_lesson",
    "check": "check:check_lessons",
    "say": "voice:say",
    "voices": "voice:voices",
    "audio": "publish:make_audio",
    "print": "publish:print_page",
    "window": "window:command",
    "web": "web:command",
    "class": "class_:command",
    "people": "people:command",
    "bundle": "bundle:command",
    "pack": "pack:command",
    "report": "report:command",
    "figures": "figures:command",
    "hub": "hub:command",
    "pin": "records_access:pin",
    "doctor": "doctor:command",
}


def translator_of(ctx: click.Context) -> Translator:
    """Return the translator for the language of --lang, or that of the locale."""
    return Translator(ctx.find_object(str) or pick_language(None))


def current_translator() -> Translator:
    """Return the translator of the command that runs."""
    return translator_of(click.get_current_context())


class Formatter(click.HelpFormatter):
    """Writes help in the program's language; every help text is a message of the catalogue."""

    def __init__(self, translate: Translator, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self._translate = translate

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that begins with "Usage:"."""
        usual = self._translate(N_("Usage: {usage}"), usage="")
        super().write_usage(prog, args, usual if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(self._translate(heading))

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(self._translate(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Write a definition list; click adds defaults and limits in brackets."""
        translated = []
        for name, text in rows:
            message, gap, extra = text.partition("  [")
            translated.append((name, f"{self._translate(message)}{gap}{self._extra(extra)}"))
        super().write_dl(translated, *args, **kwargs)

    def _extra(self, extra: str) -> str:
        extra = extra.replace("default:", f"{self._translate(N_('default'))}:")
        return _LIMITS.sub(r"\1–\2", extra.replace("required", self._translate(N_("required"))))


class Context(click.Context):
    """A context whose help is in the program's language."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return the writer of help pages."""
        return Formatter(translator_of(self), self.terminal_width, self.max_content_width)


class LazyGroup(click.Group):
    """A group that imports the module of a command when the command is asked for."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = _ENTRY_POINTS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"tutor.cli.{module}"), name)
        command.context_class = Context
        for subcommand in command.commands.values() if isinstance(command, click.Group) else ():
            subcommand.context_class = Context
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the same page as `tutor --help`."""
        formatter.write(help_page(translator_of(ctx)))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(LANGUAGES))
@click.option("--here", is_flag=True, expose_value=False)
@click.version_option(package_name=DISTRIBUTION, message="tutor %(version)s")
@click.pass_context
def group(ctx: click.Context, lang: str | None) -> None:
    """Run a command of `tutor`; `ctx.obj` is the code of the language."""
    ctx.obj = pick_language(lang)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status; usage errors are printed in a line or two.

    Raises BrokenPipeError where nobody reads the output any more.
    """
    streams = sys.stdout, sys.stderr
    try:
        status = group.main(list(arguments), prog_name="tutor", standalone_mode=False)
    except click.UsageError as error:
        _complain(error, arguments)
        return USAGE
    except click.ClickException as error:
        _complain(error, arguments)
        return error.exit_code
    except click.Abort as abort:
        # Whoever was asked something learns that nothing was done; Ctrl-C at work needs no word.
        if not isinstance(abort.__cause__, KeyboardInterrupt):
            # The prompt stands on its line without an end.
            click.echo(err=True)
            click.echo(Translator(_language_of(arguments))(N_("Stopped.")), err=True)
        return USER_DATA
    except SystemExit:
        if sys.stdout is streams[0]:
            raise
        # Click has wrapped the streams: nobody reads the output any more.
        sys.stdout, sys.stderr = streams
        raise BrokenPipeError from None
    return status if isinstance(status, int) else DONE


def _language_of(arguments: Sequence[str]) -> str:
    return pick_language(language_option(list(arguments))[0])


def _complain(error: click.ClickException, arguments: Sequence[str]) -> None:
    ctx = getattr(error, "ctx", None)
    # An error of the option parser has no context.
    translate = Translator(_language_of(arguments)) if ctx is None else translator_of(ctx)
    # It repeats what was typed, or the name of a file.
    click.echo(clean(_describe(error, translate)), err=True)
    if isinstance(error, click.UsageError):
        hint = N_("`{command} --help` shows what can be asked for.")
        command = ctx.command_path if ctx is not None else "tutor"
        click.echo(translate(hint, command=command), err=True)


def option_name(param: click.Parameter | None) -> str:
    """Return the name of a parameter as the user types it: --from, or FILE for an argument."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name if param is not None else ""


def _describe(error: click.ClickException, translate: Translator) -> str:
    """Return the sentence for an error of click."""
    match error:
        case click.NoSuchOption():
            message = translate(N_("There is no option {name}."), name=error.option_name)
            return message + _suggestion(", ".join(error.possibilities or ()), translate)
        case click.NoSuchCommand():
            message = translate(N_("There is no command {name}."), name=error.command_name)
            return message + _suggestion(_near_command(error), translate)
        case click.MissingParameter():
            return translate(N_("{name} is missing."), name=option_name(error.param))
        case click.BadOptionUsage():
            message = _VALUE_MISSING if _NO_VALUE.search(error.message) else _FLAG
            return translate(message, name=error.option_name)
        case click.BadParameter():
            return _describe_value(error, translate)
        case _:
            message = error.format_message()
            extra = _TOO_MUCH.fullmatch(message)
            return translate(_EXTRA, extra=extra[1]) if extra else translate(message)


def _describe_value(error: click.BadParameter, translate: Translator) -> str:
    """Return why a value does not fit, by the type of the parameter."""
    name = option_name(error.param)
    match error.param and error.param.type:
        case click.IntRange(min=least, max=most):
            return translate(_RANGE, name=name, least=least, most=most)
        case click.Choice(choices=choices):
            return translate(_CHOICE, name=name, choices=", ".join(map(str, choices)))
        case _:
            reason = translate(error.message)
            return translate(N_("{name} does not fit: {reason}"), name=name, reason=reason)


def _near_command(error: click.NoSuchCommand) -> str:
    """Return the command of the same group with the nearest spelling, "" where none is near."""
    from difflib import get_close_matches

    ctx = error.ctx
    known = ctx.command.list_commands(ctx) if ctx and isinstance(ctx.command, click.Group) else []
    return "".join(get_close_matches(error.command_name, known, n=1))


def _suggestion(near: str, translate: Translator) -> str:
    return " " + translate(N_("Did you mean {near}?"), near=near) if near else ""
