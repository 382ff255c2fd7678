"""Judgements of `tutor doctor` as pure functions: a state, a sentence, and how to fix a fault."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tutor.classroom.labels import notice_messages, remedy_for
from tutor.content.text import clean
from tutor.i18n import N_, Translator
from tutor.records.database import Reason
from tutor.records.opening import Notice
from tutor.ui.keys import FIRST_DIGITS, is_vietnamese, learnable
from tutor.ui.laptop import FONT_LINE, GOOD_FONTS, LETTERS
from tutor.ui.layout.sizes import (
    SIZE_STEPS,
    SMALLEST_COLUMNS,
    SMALLEST_ROWS,
    scale_for,
    size_step,
    viewport,
)

# fine: it works. worse: optional. missing: required. look: only the user can see it.
State = Literal["fine", "worse", "missing", "look"]

LITTLE_SPACE = 50_000_000
"""Free bytes of the disk below which records may soon fail."""

# The sequence of each tried key in a terminal.
KEYS: tuple[tuple[str, frozenset[str]], ...] = (
    *((digit, frozenset({digit})) for digit in FIRST_DIGITS),
    ("R", frozenset({"r", "R"})),
    ("Enter", frozenset({"\r", "\n", "\r\n"})),
    ("←", frozenset({"\x1b[D", "\x1bOD", "\xe0K", "\x00K"})),
)
_ERASING = "\b\x7f"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: its state in a sentence, and how to fix a fault."""

    area: str
    state: State
    text: str
    fix: str = ""


def terminal_size(columns: int, rows: int, translate: Translator) -> Finding:
    """Judge the size of a window in columns and rows."""
    port = viewport(columns, rows)
    text = translate(N_("{columns} columns, {rows} rows"), columns=columns, rows=rows)
    if not port.usable:
        fix = translate(
            N_("Hold Ctrl and press - until there are {columns} columns and {rows} rows."),
            columns=SMALLEST_COLUMNS,
            rows=SMALLEST_ROWS,
        )
        return Finding("terminal", "missing", text, fix)
    step = translate(N_("letter size {step} of {steps}"), step=port.step, steps=SIZE_STEPS[-1])
    larger = translate(N_("For larger letters: full screen (F11), then hold Ctrl and press +."))
    advice = "" if port.is_largest else larger
    return Finding("terminal", "fine", f"{text}: {step}", advice)


def magnifying(columns: int, rows: int, scales: Sequence[int], translate: Translator) -> Finding:
    """Report by which factors a terminal magnifies, and which size steps F2 reaches with them."""
    steps = {size_step(columns, rows)}
    for wanted in SIZE_STEPS:
        scale = scale_for(columns, rows, wanted, scales)
        steps.add(size_step(columns // scale, rows // scale))
    message = N_("this terminal magnifies letters {times} times: F2 reaches letter size {steps}")
    if max(scales) == 1:
        message = N_("this terminal cannot magnify letters: F2 shows how to press Ctrl and +")
    reached = ", ".join(map(str, sorted(steps)))
    return Finding("terminal", "fine", translate(message, times=max(scales), steps=reached))


def no_terminal(translate: Translator) -> Finding:
    """Report that there is no terminal."""
    fix = translate(N_("Open a terminal window and start `tutor doctor` in it."))
    return Finding("terminal", "missing", translate(N_("There is no terminal window here.")), fix)


def colours(system: str | None, translate: Translator) -> Finding:
    """Judge the colours of a terminal by Rich's name of the colour system, None for none."""
    count = {"truecolor": "16777216", "256": "256", "standard": "16", "windows": "16"}
    text = translate(N_("{count} colours"), count=count.get(system or "", "0"))
    if system in ("truecolor", "256"):
        return Finding("terminal", "fine", text)
    fix = N_("Set TERM=xterm-256color, or use a newer terminal: letters stand out better.")
    return Finding("terminal", "worse", text, translate(fix))


def locale_of(environ: Mapping[str, str]) -> str:
    """Return the POSIX locale of character types, `C` where none is set."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    return next((environ[name] for name in names if environ.get(name)), "C")


def utf8(locale: str, translate: Translator) -> Finding:
    """Judge a locale by its encoding."""
    text = translate(N_("locale {name}"), name=clean(locale))
    if "utf8" in locale.lower().replace("-", ""):
        return Finding("terminal", "fine", text)
    fix = translate(N_("Set LANG=C.UTF-8, so that Vietnamese letters come out whole."))
    return Finding("terminal", "worse", text, fix)


def letters(translate: Translator) -> Finding:
    """Show letters that incomplete fonts draw wrong, for the user to compare."""
    request = translate(N_("Please compare each letter with its marks:"))
    lines = (request, FONT_LINE, *(f"{letter}   {name}" for letter, name in LETTERS))
    fix = N_(
        "If a mark is missing or cut off: `tutor window --install-font`, then `tutor window`; "
        "or choose another font for the terminal: {fonts}."
    )
    return Finding("letters", "look", "\n".join(lines), translate(fix, fonts=GOOD_FONTS))


def can_learn(name: str, arrived: str) -> bool:
    """Return whether another sign arrived for a key and the app can learn it."""
    return (name.isdigit() or name == "R") and learnable(arrived, name.lower())


def key(name: str, arrived: str, translate: Translator) -> Finding:
    """Judge the sign that arrived for one of KEYS, or for another digit."""
    text = translate(N_("key {key}: {arrived}"), key=name, arrived=printable_key(arrived))
    if arrived in dict(KEYS).get(name, {name}):
        return Finding("keys", "fine", text)
    if can_learn(name, arrived):
        known = translate(N_("The app takes this sign for {key} from now on."), key=name)
        return Finding("keys", "fine", text, known)
    rewritten = len(arrived) > 1 and arrived[0] in _ERASING
    if arrived == "-":
        fix = N_("On the number pad this sign leads back: take that digit from the pad.")
    elif rewritten or any(map(is_vietnamese, arrived)):
        fix = N_(
            "Vietnamese letters arrive. Switch Unikey from V to E (Ctrl+Shift, or a click on "
            "its V), and in the system choose the keyboard English (US)."
        )
    else:
        fix = N_("Please press only this key; if it stays so, another keyboard helps.")
    return Finding("keys", "missing", text, translate(fix))


def keys_not_stored(translate: Translator) -> Finding:
    """Report that the learnt keys cannot be stored."""
    text = translate(N_("what the keys send could not be kept"))
    fix = translate(N_("Make the folder writable, or set TUTOR_HOME to one that is."))
    return Finding("keys", "worse", text, fix)


def printable_key(arrived: str) -> str:
    """Return received characters in a printable form."""
    for name, forms in KEYS:
        if arrived in forms:
            return name
    printable = clean(arrived)
    return printable if printable.strip() else " ".join(f"U+{ord(c):04X}" for c in arrived)


def voices(rows: Sequence[Mapping[str, Any]], translate: Translator) -> list[Finding]:
    """Judge the rows of `tutor voices --json`: one finding for each language."""
    why = translate(N_("`tutor voices` says why. The lessons work without a voice."))
    if not rows:
        return [Finding("sound", "worse", translate(N_("no voice was found")), why)]
    results = []
    for language in dict.fromkeys(str(row["language"]) for row in rows):
        own = [row for row in rows if row["language"] == language]
        speaking = next((row for row in own if row["reason"] is None), None)
        if speaking is None:
            text = translate(N_("no voice speaks {language}"), language=language)
            results.append(Finding("sound", "worse", text, why))
        else:
            values = {"voice": speaking["title"], "engine": speaking["engine"]}
            message = N_("{language}: voice {voice} by {engine}")
            text = translate(message, language=language, **values)
            results.append(Finding("sound", "fine", text))
    return results


def device(opens: bool, translate: Translator) -> Finding:
    """Judge the sound device."""
    if opens:
        return Finding("sound", "fine", translate(N_("the loudspeaker can be used")))
    fix = translate(N_("Plug in or switch on a loudspeaker. The lessons work without sound."))
    return Finding("sound", "worse", translate(N_("no loudspeaker can be used")), fix)


def sentence(text: str, translate: Translator) -> Finding:
    """Ask the user whether the test sentence was heard."""
    text = translate(N_("this was said aloud: {sentence}"), sentence=text)
    fix = N_("If it was not heard, turn up the sound and look which loudspeaker is chosen.")
    return Finding("sound", "look", text, translate(fix))


def records_fault(path: Path, reason: Reason, translate: Translator) -> Finding:
    """Report why records cannot be opened, by the reason of StoreUnavailable."""
    text = translate(N_("{path} cannot be used"), path=path)
    return Finding("records", "missing", text, translate(remedy_for(reason)))


def records(
    path: Path,
    damaged: int,
    notices: Sequence[Notice],
    backups: int,
    aside: Sequence[str],
    translate: Translator,
) -> list[Finding]:
    """Judge opened records, with their notices and the damaged files that were set aside."""
    results = [
        Finding("records", "fine", translate(N_("{path} can be written"), path=path)),
        Finding("records", "fine", translate.plural("{count} backup", "{count} backups", backups)),
    ]
    results += [
        Finding("records", "worse", translate(text), translate(fix))
        for text, fix in notice_messages(notices)
    ]
    for name in aside:
        text = translate(N_("harmed records were set aside: {file}"), file=name)
        fix = translate(N_("If all who learned are on the list, this file can be deleted."))
        results.append(Finding("records", "worse", text, fix))
    if damaged:
        text = translate.plural("{count} harmed entry", "{count} harmed entries", damaged)
        fix = N_("They are left out; everything else counts. Please have the disk checked.")
        results.append(Finding("records", "worse", text, translate(fix)))
    return results


def disk(free: int, translate: Translator) -> Finding:
    """Judge the free bytes of the disk of the records."""
    text = translate(N_("{megabytes} MB free"), megabytes=free // 1_000_000)
    if free >= LITTLE_SPACE:
        return Finding("records", "fine", text)
    fix = translate(N_("The disk is full: please free some space."))
    return Finding("records", "worse", text, fix)


def packs(
    names: Sequence[str],
    bulletins: int,
    damaged: Sequence[str],
    faulty: Sequence[str],
    translate: Translator,
) -> Finding | None:
    """Judge packs and scam bulletins by their names and those that are broken; None where there are none."""
    parts: list[str] = []
    if names:
        count = translate.plural("{count} pack", "{count} packs", len(names))
        parts.append(f"{count} ({', '.join(names)})")
    if bulletins:
        parts.append(translate.plural("{count} bulletin", "{count} bulletins", bulletins))
    broken = [*damaged, *faulty]
    if broken:
        message = N_("broken: {names}")
        parts.append(translate(message, names=", ".join(broken)))
    if not parts:
        return None
    text = clean(", ".join(parts))
    if not broken:
        return Finding("lessons", "fine", text)
    add, check = N_("`tutor pack list` says what to do."), N_("`tutor check` names them all.")
    return Finding("lessons", "worse", text, translate(add if damaged else check))


def lessons(count: int, problems: int, translate: Translator) -> Finding:
    """Judge the lessons by their number and the number of their problems."""
    text = translate.plural("{count} lesson", "{count} lessons", count)
    if not count:
        fix = translate(N_("Please install the program again, with its lessons."))
        return Finding("lessons", "missing", text, fix)
    if not problems:
        return Finding("lessons", "fine", text)
    text += ", " + translate.plural("{count} problem", "{count} problems", problems)
    return Finding("lessons", "worse", text, translate(N_("`tutor check` names them all.")))
