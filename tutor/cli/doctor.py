"""`tutor doctor`: check the terminal, keys, sound, records and lessons, and say how to fix each fault."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from tutor import DISTRIBUTION
from tutor.cli import DONE, MISSING, findings
from tutor.cli.findings import Finding
from tutor.cli.group import translator_of
from tutor.cli.terminal import ask_terminal
from tutor.content.placeholders import Filler
from tutor.i18n import N_, Translator
from tutor.ui.laptop import TEST_SENTENCE

_AREAS = {
    "terminal": N_("Terminal"),
    "letters": N_("Letters"),
    "keys": N_("Keys"),
    "sound": N_("Sound"),
    "records": N_("Records"),
    "lessons": N_("Lessons"),
}
_COLOUR_SYSTEMS = ("auto", "standard", "256", "truecolor", "windows")
_SIGNS = {"fine": "✓", "worse": "!", "missing": "x", "look": "?"}
# Sound libraries print and may hang: a child process tries them.
_PYTHON = (sys.executable, "-P", "-X", "utf8")
_TRY_DEVICE = (
    "from tutor.speech.clip import silence\n"
    "from tutor.speech.player import DevicePlayer\n"
    "DevicePlayer().play(silence(0.01), 0, lambda: 0.0).close()"
)
_SOUND_SECONDS = 20


@click.command(help=N_("Check what works on this computer, and say how to fix the rest."))
@click.option("--keys", is_flag=True, help=N_("Try the keys too, one by one."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print what was found as JSON."))
@click.pass_context
def command(ctx: click.Context, keys: bool, as_json: bool) -> int:
    """Print the findings; return 3 where something that the lessons need is missing."""
    translate = translator_of(ctx)
    if keys and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(translate(N_("Keys can be tried in a terminal window only.")), ctx)
    found = [*_terminal(translate), findings.letters(translate)]
    if keys:
        found += _keys(translate)
    found += [*_sound(translate, aloud=not as_json), *_records(translate), _lessons(translate)]
    missing = any(finding.state == "missing" for finding in found)
    if as_json:
        sys.stdout.write(_json(found, not missing))
    else:
        for line in _lines(found, translate):
            click.echo(line)
    return MISSING if missing else DONE


def _lines(found: Sequence[Finding], translate: Translator) -> Iterator[str]:
    for area, group in groupby(found, lambda finding: finding.area):
        yield translate(_AREAS[area])
        for finding in group:
            first, *more = finding.found.splitlines()
            yield f"  {_SIGNS[finding.state]} {first}"
            yield from (f"    {line}" for line in more)
            if finding.mend:
                yield f"    → {finding.mend}"
    yield translate(N_("Versions"))
    yield from (f"    {name} {version}" for name, version in _versions().items())


def _json(found: Sequence[Finding], works: bool) -> str:
    rows = [
        {"area": one.area, "state": one.state, "found": one.found, "mend": one.mend}
        for one in found
    ]
    page = {"works": works, "findings": rows, "versions": _versions()}
    return json.dumps(page, ensure_ascii=False) + "\n"


def _terminal(translate: Translator) -> Iterator[Finding]:
    from rich.console import Console

    from tutor.terminal.probe import colour_system

    size = _window()
    if size is None:
        yield findings.no_terminal(translate)
        return
    yield findings.terminal_size(size.columns, size.lines, translate)
    scales = ask_terminal(size.columns)
    if scales:
        yield findings.magnifying(size.columns, size.lines, scales, translate)
    named: Any = colour_system(os.environ)
    asked = named if named in _COLOUR_SYSTEMS else None
    yield findings.colours(Console(color_system=asked, force_terminal=True).color_system, translate)
    if os.name == "posix":
        yield findings.utf8(findings.locale_of(os.environ), translate)


def _window() -> os.terminal_size | None:
    """Return the size of the terminal, even where stdout is redirected."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if stream is not None and stream.isatty():
            return os.get_terminal_size(stream.fileno())
    return None


def _keys(translate: Translator) -> Iterator[Finding]:
    """Ask the user to press the keys, and store for the app the signs that arrive for them."""
    from tutor.cli.wiring import laptop_path
    from tutor.ui.keymap import FIRST_DIGITS, MORE_DIGITS
    from tutor.ui.laptop import LaptopFile

    click.echo(translate(N_("Please press one key after the other as it is named.")), err=True)
    asked = [name for name, _ in findings.KEYS]
    signs: dict[str, str] = {}
    while asked:
        name = asked.pop(0)
        click.echo(f"  {name} ", err=True, nl=False)
        arrived = click.getchar()
        click.echo(findings.shown_key(arrived), err=True)
        yield findings.key(name, arrived, translate)
        if findings.learnt(name, arrived):
            signs[arrived] = name.lower()
        if name == FIRST_DIGITS[-1] and signs:
            asked = [*MORE_DIGITS, *asked]
    laptop = LaptopFile(laptop_path())
    if not laptop.keep(replace(laptop.now, keys=tuple(signs.items()), keys_tried=True)):
        yield findings.keys_not_kept(translate)


def _sound(translate: Translator, *, aloud: bool) -> Iterator[Finding]:
    listed = _tried(*_PYTHON, "-m", "tutor", "voices", "--json")
    rows = [] if listed is None else json.loads(listed)
    opens = _tried(*_PYTHON, "-c", _TRY_DEVICE) is not None
    yield from findings.voices(rows, translate)
    yield findings.device(opens, translate)
    if aloud and opens and _window() is not None:
        said = Filler(translate.language).fill(translate(TEST_SENTENCE))
        if _tried(*_PYTHON, "-m", "tutor", "--lang", translate.language, "say", said) is not None:
            yield findings.sentence(said, translate)


def _tried(*command: str) -> str | None:
    """Return the output of a command, None where it fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SOUND_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def _records(translate: Translator) -> Iterator[Finding]:
    from tutor.cli.wiring import now
    from tutor.paths import records_file
    from tutor.records.database import StoreUnavailable
    from tutor.records.store import open_store

    path = records_file()
    try:
        store = open_store(path, clock=now)
        try:
            damaged, notices = len(store.verify()), store.notices
        finally:
            store.close()
    except StoreUnavailable as error:
        yield findings.records_fault(path, error.reason, translate)
    else:
        backups = len(list((path.parent / "backups").glob("tutor-*.db")))
        found = (one.name for one in path.parent.glob(f"{path.name}.damaged-*"))
        aside = sorted(name for name in found if not name.endswith("-journal"))
        yield from findings.records(path, damaged, notices, backups, aside, translate)
    yield findings.disk(shutil.disk_usage(_existing(path)).free, translate)


def _existing(path: Path) -> Path:
    """Return the file, or its nearest existing parent folder."""
    return next((one for one in (path, *path.parents) if one.exists()), Path.cwd())


def _lessons(translate: Translator) -> Finding:
    from tutor.authoring.check import check
    from tutor.content.catalogue import Catalogue
    from tutor.paths import lesson_roots, lessons_folder

    roots = lesson_roots()
    faults = sum(not one.warning for one in check(roots, lessons_folder(), date.today()).all())
    # A translation is not another lesson.
    return findings.lessons(len(Catalogue(roots).lessons(translate.language)), faults, translate)


def _versions() -> dict[str, str]:
    import platform
    import sqlite3
    from importlib.metadata import version

    return {
        "tutor": version(DISTRIBUTION),
        "Python": platform.python_version(),
        "Textual": version("textual"),
        "SQLite": sqlite3.sqlite_version,
        "system": platform.platform(),
    }
