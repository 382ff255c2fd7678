"""What `tutor doctor` makes of what it sees: pure judgements, each with the way to mend what is amiss."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tutor.classroom.labels import notice_messages, remedy_for
from tutor.content.text import clean
from tutor.i18n import N_, Translator
from tutor.records.store import Notice
from tutor.ui.keymap import FIRST_DIGITS, is_vietnamese, learnable
from tutor.ui.laptop import FONT_LINE, GOOD_FONTS, LETTERS
from tutor.ui.layout.sizes import (
    SIZE_STEPS,
    SMALLEST_COLUMNS,
    SMALLEST_ROWS,
    scale_for,
    size_step,
    viewport,
)

# fine: it works. worse: it can be done without. missing: nothing goes without it. look: only eyes can tell.
State = Literal["fine", "worse", "missing", "look"]

LITTLE_SPACE = 50_000_000
"""Bytes free on the disk below which records may soon not be written any more."""

# What a terminal sends for each key that is tried.
KEYS: tuple[tuple[str, frozenset[str]], ...] = (
    *((digit, frozenset({digit})) for digit in FIRST_DIGITS),
    ("R", frozenset({"r", "R"})),
    ("Enter", frozenset({"\r", "\n", "\r\n"})),
    ("←", frozenset({"\x1b[D", "\x1bOD", "\xe0K", "\x00K"})),
)
_ERASING = "\b\x7f"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was found, and how to mend it where that is needed."""

    area: str
    state: State
    found: str
    mend: str = ""


def terminal_size(columns: int, rows: int, translate: Translator) -> Finding:
    """Judge a window by the columns and rows that it shows."""
    port = viewport(columns, rows)
    found = translate(N_("{columns} columns, {rows} rows")).format(columns=columns, rows=rows)
    if not port.usable:
        mend = translate(
            N_("Hold Ctrl and press - until there are {columns} columns and {rows} rows.")
        )
        smallest = mend.format(columns=SMALLEST_COLUMNS, rows=SMALLEST_ROWS)
        return Finding("terminal", "missing", found, smallest)
    step = translate(N_("letter size {step} of {steps}")).format(
        step=port.step, steps=SIZE_STEPS[-1]
    )
    larger = translate(N_("For larger letters: full screen (F11), then hold Ctrl and press +."))
    advice = "" if port.step == SIZE_STEPS[-1] else larger
    return Finding("terminal", "fine", f"{found}: {step}", advice)


def magnifying(columns: int, rows: int, scales: Sequence[int], translate: Translator) -> Finding:
    """Tell how many times a terminal can enlarge its letters, and the size steps that F2 reaches so."""
    steps = {size_step(columns, rows)}
    for wanted in SIZE_STEPS:
        scale = scale_for(columns, rows, wanted, scales)
        steps.add(size_step(columns // scale, rows // scale))
    if max(scales) == 1:
        said = translate(
            N_("this terminal cannot magnify letters: F2 shows how to press Ctrl and +")
        )
    else:
        said = translate(
            N_("this terminal magnifies letters {times} times: F2 reaches letter size {steps}")
        )
    reached = ", ".join(map(str, sorted(steps)))
    return Finding("terminal", "fine", said.format(times=max(scales), steps=reached))


def no_terminal(translate: Translator) -> Finding:
    """Tell that there is none."""
    return Finding(
        "terminal",
        "missing",
        translate(N_("There is no terminal window here.")),
        translate(N_("Open a terminal window and start `tutor doctor` in it.")),
    )


def colours(system: str | None, translate: Translator) -> Finding:
    """Judge the colours of a terminal by Rich's name for them, None for none."""
    count = {"truecolor": "16777216", "256": "256", "standard": "16", "windows": "16"}
    found = translate(N_("{count} colours")).format(count=count.get(system or "", "0"))
    if system in ("truecolor", "256"):
        return Finding("terminal", "fine", found)
    mend = translate(
        N_("Set TERM=xterm-256color, or use a newer terminal: letters stand out better.")
    )
    return Finding("terminal", "worse", found, mend)


def locale_of(environ: Mapping[str, str]) -> str:
    """Return the locale in which a POSIX system writes letters, `C` where none is set."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    return next((environ[name] for name in names if environ.get(name)), "C")


def utf8(locale: str, translate: Translator) -> Finding:
    """Judge the name of a locale by its letters."""
    found = translate(N_("locale {name}")).format(name=clean(locale))
    if "utf8" in locale.lower().replace("-", ""):
        return Finding("terminal", "fine", found)
    mend = translate(N_("Set LANG=C.UTF-8, so that Vietnamese letters come out whole."))
    return Finding("terminal", "worse", found, mend)


def letters(translate: Translator) -> Finding:
    """Show letters that poor fonts spoil, for the reader to compare."""
    shown = "\n".join((FONT_LINE, *(f"{letter}   {name}" for letter, name in LETTERS)))
    return Finding(
        "letters",
        "look",
        translate(N_("Please compare each letter with its marks:")) + "\n" + shown,
        translate(
            N_(
                "If a mark is missing or cut off: `tutor window --install-font`, then `tutor window`; "
                "or choose another font for the terminal: {fonts}."
            )
        ).format(fonts=GOOD_FONTS),
    )


def learnt(name: str, arrived: str) -> bool:
    """Tell whether what arrived for a key is another sign that the app can take for it."""
    return (name.isdigit() or name == "R") and learnable(arrived, name.lower())


def key(name: str, arrived: str, translate: Translator) -> Finding:
    """Judge what arrived for one of KEYS, or for another digit."""
    said = translate(N_("key {key}: {arrived}")).format(key=name, arrived=shown_key(arrived))
    if arrived in dict(KEYS).get(name, {name}):
        return Finding("keys", "fine", said)
    if learnt(name, arrived):
        known = translate(N_("The app takes this sign for {key} from now on.")).format(key=name)
        return Finding("keys", "fine", said, known)
    rewritten = len(arrived) > 1 and arrived[0] in _ERASING
    if arrived == "-":
        mend = translate(
            N_("On the number pad this sign leads back: take that digit from the pad.")
        )
    elif rewritten or any(map(is_vietnamese, arrived)):
        mend = translate(
            N_(
                "Vietnamese letters arrive. Switch Unikey from V to E (Ctrl+Shift, or a click on "
                "its V), and in the system choose the keyboard English (US)."
            )
        )
    else:
        mend = translate(N_("Please press only this key; if it stays so, another keyboard helps."))
    return Finding("keys", "missing", said, mend)


def keys_not_kept(translate: Translator) -> Finding:
    """Tell that what was learnt of the keys will be forgotten."""
    said = translate(N_("what the keys send could not be kept"))
    mend = translate(N_("Make the folder writable, or set TUTOR_HOME to one that is."))
    return Finding("keys", "worse", said, mend)


def shown_key(arrived: str) -> str:
    """Return what arrived in a form that can be printed."""
    for name, forms in KEYS:
        if arrived in forms:
            return name
    printable = clean(arrived)
    return printable if printable.strip() else " ".join(f"U+{ord(c):04X}" for c in arrived)


def voices(rows: Sequence[Mapping[str, Any]], translate: Translator) -> list[Finding]:
    """Judge the rows of `tutor voices --json`, one finding a language."""
    why = translate(N_("`tutor voices` says why. The lessons work without a voice."))
    if not rows:
        return [Finding("sound", "worse", translate(N_("no voice was found")), why)]
    found = []
    for language in dict.fromkeys(str(row["language"]) for row in rows):
        own = [row for row in rows if row["language"] == language]
        speaking = next((row for row in own if row["reason"] is None), None)
        if speaking is None:
            said = translate(N_("no voice speaks {language}")).format(language=language)
            found.append(Finding("sound", "worse", said, why))
        else:
            said = translate(N_("{language}: voice {voice} by {engine}")).format(
                language=language, voice=speaking["title"], engine=speaking["engine"]
            )
            found.append(Finding("sound", "fine", said))
    return found


def device(opens: bool, translate: Translator) -> Finding:
    """Judge whether sound comes out."""
    if opens:
        return Finding("sound", "fine", translate(N_("the loudspeaker can be used")))
    return Finding(
        "sound",
        "worse",
        translate(N_("no loudspeaker can be used")),
        translate(N_("Plug in or switch on a loudspeaker. The lessons work without sound.")),
    )


def sentence(said: str, translate: Translator) -> Finding:
    """Ask whether a sentence was heard that was just said."""
    found = translate(N_("this was said aloud: {sentence}")).format(sentence=said)
    mend = translate(
        N_("If it was not heard, turn up the sound and look which loudspeaker is chosen.")
    )
    return Finding("sound", "look", found, mend)


def records_fault(path: Path, reason: str, translate: Translator) -> Finding:
    """Tell why records cannot be kept, by the reason of StoreUnavailable."""
    said = translate(N_("{path} cannot be used: {reason}")).format(path=path, reason=reason)
    return Finding("records", "missing", said, translate(remedy_for(reason)))


def records(
    path: Path,
    damaged: int,
    notices: Sequence[Notice],
    backups: int,
    aside: Sequence[str],
    translate: Translator,
) -> list[Finding]:
    """Judge records that could be opened and written, with what opening met and harmed files set aside."""
    found = [
        Finding("records", "fine", translate(N_("{path} can be written")).format(path=path)),
        Finding("records", "fine", translate.plural("{count} backup", "{count} backups", backups)),
    ]
    found += [
        Finding("records", "worse", translate(said), translate(mend))
        for said, mend in notice_messages(notices)
    ]
    for name in aside:
        said = translate(N_("harmed records were set aside: {file}"), file=name)
        mend = translate(N_("If all who learned are on the list, this file can be deleted."))
        found.append(Finding("records", "worse", said, mend))
    if damaged:
        said = translate.plural("{count} harmed entry", "{count} harmed entries", damaged)
        mend = translate(
            N_("They are left out; everything else counts. Please have the disk checked.")
        )
        found.append(Finding("records", "worse", said, mend))
    return found


def disk(free: int, translate: Translator) -> Finding:
    """Judge the bytes that are free where the records are."""
    said = translate(N_("{megabytes} MB free")).format(megabytes=free // 1_000_000)
    if free >= LITTLE_SPACE:
        return Finding("records", "fine", said)
    return Finding(
        "records", "worse", said, translate(N_("The disk is full: please free some space."))
    )


def lessons(count: int, problems: int, translate: Translator) -> Finding:
    """Judge the lessons by how many there are and how many problems have to be mended."""
    said = translate.plural("{count} lesson", "{count} lessons", count)
    if not count:
        mend = translate(N_("Please install the program again, with its lessons."))
        return Finding("lessons", "missing", said, mend)
    if not problems:
        return Finding("lessons", "fine", said)
    said += ", " + translate.plural("{count} problem", "{count} problems", problems)
    return Finding("lessons", "worse", said, translate(N_("`tutor check` names them all.")))
