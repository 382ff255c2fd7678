"""Entry point of `tutor`: the list of commands, and the calls that must start fast.

The app, `--help` and `list` run without click, whose import takes longer than they do.
"""

import os
import sys
from collections.abc import Sequence

from tutor.i18n import N_, Translator, pick_language
from tutor.languages import LANGUAGES

# The import of `typing` would take a tenth of the time of `tutor --help`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from tutor.content.catalogue import Catalogue

# Command name and help text; `tutor.cli.group` says where each is defined.
COMMANDS = {
    "play": N_("Play one lesson at once."),
    "new": N_("Write a new lesson, from a few questions."),
    "bulletin": N_("Make a scam bulletin from a form: a short lesson of what is going round."),
    "preview": N_("Try a lesson file while you write it."),
    "list": N_("List the lessons by topic."),
    "show": N_("Show one lesson as text."),
    "check": N_("Find every problem in lesson files."),
    "schema": N_("Print the schema by which an editor helps to write lessons."),
    "say": N_("Speak a text aloud."),
    "voices": N_("Show which voices can speak here."),
    "audio": N_("Make sound files of a lesson, for a phone or the loudspeaker."),
    "print": N_("Make a page of a lesson to print, in large letters."),
    "window": N_("Open the app in a window of its own, with large letters."),
    "web": N_("Open the app in a browser, on this computer or in the room."),
    "class": N_("Plan a class minute by minute, list the classes, try one out."),
    "people": N_("See who is on the list; export, erase, ask for consent."),
    "bundle": N_("Carry records to another laptop on a stick, and join what it brings."),
    "pack": N_("Add lessons, voices and facts from a signed file, or make such a file."),
    "report": N_("Show progress, attendance, coverage or scams in figures, without names."),
    "figures": N_(
        "Make figures of a month without names, sum those of several laptops, check them."
    ),
    "hub": N_("Put the records of many laptops into one PostgreSQL database."),
    "pin": N_("Take away a forgotten PIN of the volunteers' side."),
    "doctor": N_("Check what works on this computer, and say how to fix the rest."),
}
DONE, USER_DATA, USAGE, MISSING = range(4)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command that the arguments name; without one, open the app. Exits with its status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _force_text_streams()
    language, rest = language_option(arguments)
    try:
        status = _run(arguments, pick_language(language), rest)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(USER_DATA)
    except BrokenPipeError:
        # The reader of our output has closed it, as `head` does: the rest goes to nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except Exception as error:
        from tutor.cli.crash import report_crash

        sys.exit(report_crash(error, Translator(pick_language(language))))
    if status is not None:
        sys.exit(status)


def _run(arguments: list[str], language: str, rest: list[str]) -> int | None:
    """Run a call; return its status, None where nothing can go wrong with it."""
    match rest:
        case []:
            from tutor.cli.app import open_app

            open_app(language)
        case [here] if here.partition("=")[0] == "--here":
            from tutor.cli.app import open_app

            open_app(language, here=here)
        case ["--help" | "-h"]:
            sys.stdout.write(help_page(Translator(language)))
        case ["list"]:
            _list(Translator(language))
        case _:
            from tutor.cli.group import run

            return run(arguments)
    return None


def _list(translate: Translator) -> None:
    from tutor.content.catalogue import Catalogue
    from tutor.paths import lesson_roots

    catalogue = Catalogue(lesson_roots())
    print_lessons(catalogue, translate)
    print_problems(catalogue, translate)


def print_lessons(catalogue: "Catalogue", translate: Translator, topic: str | None = None) -> None:
    """Print the lessons of one topic or of all."""
    for heading in catalogue.topics(translate.language, audience=None):
        if topic in (None, heading.id):
            sys.stdout.write(f"{heading.name} ({heading.id})\n")
            for entry in catalogue.lessons(translate.language, heading.id, audience=None):
                minutes = translate.plural("{count} minute", "{count} minutes", entry.minutes)
                about = f"{minutes}; {', '.join(entry.languages)}"
                sys.stdout.write(f"  {entry.id:<20} {entry.title} ({about})\n")


def print_problems(catalogue: "Catalogue", translate: Translator) -> None:
    """Print on stderr why lessons are missing in the list."""
    for problem in catalogue.problems:
        from tutor.content.messages import line_of

        sys.stderr.write(f"{line_of(problem, translate)}\n")


def language_option(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Return the language that the first argument states, and the arguments after it."""
    match arguments:
        case ["--lang", language, *rest] if language in LANGUAGES:
            return language, rest
        case [option, *rest] if option.removeprefix("--lang=") in LANGUAGES:
            return option.removeprefix("--lang="), rest
        case _:
            return None, arguments


def help_page(translate: Translator) -> str:
    """Return what `tutor --help` prints."""
    width = max(map(len, COMMANDS)) + 2
    options = {
        "--lang [{}]".format("|".join(LANGUAGES)): translate(N_("The language of the program.")),
        "--here": translate(N_("Open the app in this window, not in one of its own.")),
        "--version": translate(N_("Show the version and exit.")),
        "-h, --help": translate(N_("Show this message and exit.")),
    }
    lines = [
        translate(N_("Usage: {usage}"), usage="tutor [OPTIONS] [COMMAND] [ARGS]…"),
        "",
        "  "
        + translate(N_("Lessons in large letters, read aloud. Without a command, the app opens.")),
        "",
        translate(N_("Options")) + ":",
        *(f"  {name:<20}{text}" for name, text in options.items()),
        "",
        translate(N_("Commands")) + ":",
        *(f"  {name:<{width}}{translate(text)}" for name, text in COMMANDS.items()),
    ]
    return "\n".join(lines) + "\n"


def _force_text_streams() -> None:
    """Let output hold Vietnamese whatever the locale says; an encoding that the user states stays."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None or stream.encoding.lower().replace("-", "") == "utf8":
            continue
        if os.environ.get("PYTHONIOENCODING"):
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")
