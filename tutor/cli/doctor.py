"""`tutor doctor`: check the terminal, keys, sound, records and lessons, and say how to fix each fault."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from tutor import DISTRIBUTION
from tutor.cli import COMMANDS, DONE, MISSING, findings
from tutor.cli.console import print_json, print_note, usage_error
from tutor.cli.findings import Finding
from tutor.cli.group import current_translator
from tutor.content.placeholders import Filler
from tutor.i18n import N_, Translator
from tutor.interpreter import python_command
from tutor.terminal.probe import ANSWERS, colour_system, question, scales_of, way_of
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
_TRY_DEVICE = (
    "from tutor.speech.clip import silence\n"
    "from tutor.speech.player import DevicePlayer\n"
    "DevicePlayer().play(silence(0.01), 0, lambda: 0.0).close()"
)
_SOUND_SECONDS = 20
_TERMINAL_SECONDS = 1.0
# A screen of its own, so that the question leaves no trace.
_OWN_SCREEN, _OLD_SCREEN = "\x1b[?1049h", "\x1b[?7h\x1b[?1049l"
_REPORT = re.compile(rb"\x1b\[(\d+);(\d+)R")


@click.command(help=COMMANDS["doctor"])
@click.option("--keys", is_flag=True, help=N_("Try the keys too, one by one."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print what was found as JSON."))
def command(keys: bool, as_json: bool) -> int:
    """Print the findings; return 3 where something that the lessons need is missing."""
    translate = current_translator()
    if keys and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise usage_error(N_("Keys can be tried in a terminal window only."))
    results = [*_terminal(translate), findings.letters(translate)]
    if keys:
        results += _keys(translate)
    results += [*_sound(translate, aloud=not as_json), *_records(translate), *_lessons(translate)]
    missing = any(finding.state == "missing" for finding in results)
    if as_json:
        rows = [_row(finding) for finding in results]
        print_json({"works": not missing, "findings": rows, "versions": _versions()})
    else:
        for line in _lines(results, translate):
            click.echo(line)
    return MISSING if missing else DONE


def _row(finding: Finding) -> dict[str, str]:
    state, text, fix = finding.state, finding.text, finding.fix
    return {"area": finding.area, "state": state, "found": text, "mend": fix}


def _lines(results: Sequence[Finding], translate: Translator) -> Iterator[str]:
    for area, group in groupby(results, lambda finding: finding.area):
        yield translate(_AREAS[area])
        for finding in group:
            first, *more = finding.text.splitlines()
            yield f"  {_SIGNS[finding.state]} {first}"
            yield from (f"    {line}" for line in more)
            if finding.fix:
                yield f"    → {finding.fix}"
    yield translate(N_("Versions"))
    yield from (f"    {name} {version}" for name, version in _versions().items())


def _terminal(translate: Translator) -> Iterator[Finding]:
    from rich.console import Console

    size = _window()
    if size is None:
        yield findings.no_terminal(translate)
        return
    yield findings.terminal_size(size.columns, size.lines, translate)
    scales = _ask_terminal(size.columns)
    if scales:
        yield findings.magnifying(size.columns, size.lines, scales, translate)
    system: Any = colour_system(os.environ)
    console = Console(
        color_system=system if system in _COLOUR_SYSTEMS else None, force_terminal=True
    )
    yield findings.colours(console.color_system, translate)
    if os.name == "posix":
        yield findings.utf8(findings.locale_of(os.environ), translate)


def _window() -> os.terminal_size | None:
    """Return the size of the terminal, even where stdout is redirected."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if stream is not None and stream.isatty():
            return os.get_terminal_size(stream.fileno())
    return None


def _ask_terminal(columns: int) -> tuple[int, ...]:
    """Return the factors by which the terminal can magnify letters; empty where there is no answer."""
    if sys.platform == "win32" or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ()
    import termios
    import tty

    keys, screen = sys.stdin.fileno(), sys.stderr.fileno()
    before = termios.tcgetattr(keys)
    try:
        tty.setcbreak(keys, termios.TCSANOW)
        os.write(screen, (_OWN_SCREEN + question(columns)).encode())
        answers = _answers(keys)
    finally:
        os.write(screen, _OLD_SCREEN.encode())
        termios.tcsetattr(keys, termios.TCSANOW, before)
    reports = [(int(column) - 1, int(row) - 1) for row, column in _REPORT.findall(answers)]
    return scales_of(way_of(reports))


def _answers(keys: int) -> bytes:
    """Read until all answers have arrived, or none comes within a second."""
    from select import select

    received = b""
    end = time.monotonic() + _TERMINAL_SECONDS
    while len(_REPORT.findall(received)) < ANSWERS:
        ready, _, _ = select([keys], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            break
        received += os.read(keys, 1024)
    return received


def _keys(translate: Translator) -> Iterator[Finding]:
    """Ask the user to press the keys, and store for the app the signs that arrive for them."""
    from tutor.cli.wiring import laptop_path
    from tutor.ui.keys import FIRST_DIGITS, MORE_DIGITS
    from tutor.ui.laptop import LaptopFile

    print_note(translate, N_("Please press one key after the other as it is named."))
    names = [name for name, _ in findings.KEYS]
    signs: dict[str, str] = {}
    while names:
        name = names.pop(0)
        click.echo(f"  {name} ", err=True, nl=False)
        arrived = click.getchar()
        click.echo(findings.printable_key(arrived), err=True)
        yield findings.key(name, arrived, translate)
        if findings.can_learn(name, arrived):
            signs[arrived] = name.lower()
        if name == FIRST_DIGITS[-1] and signs:
            names = [*MORE_DIGITS, *names]
    laptop = LaptopFile(laptop_path())
    if not laptop.keep(replace(laptop.now, keys=tuple(signs.items()), keys_tried=True)):
        yield findings.keys_not_stored(translate)


def _sound(translate: Translator, *, aloud: bool) -> Iterator[Finding]:
    listed = _output_of("-m", "tutor", "voices", "--json")
    rows = [] if listed is None else json.loads(listed)
    opens = _output_of("-c", _TRY_DEVICE) is not None
    yield from findings.voices(rows, translate)
    yield findings.device(opens, translate)
    if aloud and opens and _window() is not None:
        sentence = Filler(translate.language).fill(translate(TEST_SENTENCE))
        say = ("-m", "tutor", "--lang", translate.language, "say", sentence)
        if _output_of(*say) is not None:
            yield findings.sentence(sentence, translate)


def _output_of(*options: str) -> str | None:
    """Return the output of a child process of this Python, None where it fails or takes too long."""
    try:
        done = subprocess.run(
            python_command(*options),
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
        names = (file.name for file in path.parent.glob(f"{path.name}.damaged-*"))
        aside = sorted(name for name in names if not name.endswith("-journal"))
        yield from findings.records(path, damaged, notices, backups, aside, translate)
    yield findings.disk(shutil.disk_usage(_nearest_existing(path)).free, translate)


def _nearest_existing(path: Path) -> Path:
    """Return the file, or its nearest existing parent folder."""
    return next((place for place in (path, *path.parents) if place.exists()), Path.cwd())


def _lessons(translate: Translator) -> Iterator[Finding]:
    from tutor.authoring.bulletin import BULLETIN_PREFIX
    from tutor.authoring.check import check
    from tutor.content.bulletins import bulletins_of
    from tutor.content.catalogue import Catalogue
    from tutor.packs.store import damaged_packs, installed
    from tutor.paths import home_folder, lesson_roots, lessons_folder

    roots = lesson_roots()
    problems = list(check(roots, lessons_folder(), date.today()).all())
    faults = sum(not problem.warning for problem in problems)
    catalogue = Catalogue(roots)
    # A translation is not another lesson.
    count = len(catalogue.lessons(translate.language, audience=None))
    yield findings.lessons(count, faults, translate)
    home = home_folder()
    names = {Path(problem.place.file).stem for problem in problems if not problem.warning}
    bulletins = {
        entry.id
        for language in catalogue.languages()
        for entry in bulletins_of(catalogue.lessons(language))
    }
    packs = findings.packs(
        [f"{pack.name} {pack.version}" for pack in installed(home)],
        len(bulletins),
        damaged_packs(home),
        sorted(name for name in names if name.startswith(BULLETIN_PREFIX)),
        translate,
    )
    if packs is not None:
        yield packs


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
