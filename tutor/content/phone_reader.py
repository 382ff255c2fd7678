"""Reader of the practice phone: `lessons/phone/*.yaml` in one language, every fault with its place.

A faulty value is reported and left out, so that the rest of the phone works. Names of screens and values are
checked when all files are read, because they may be those of another file.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tutor.content.decoding import Decoder, Keys
from tutor.content.lesson_reader import report_other_format
from tutor.content.model import MAX_ITEMS, PhoneApp, Problem, Scalar
from tutor.content.phone_script import AppScript, EffectScript, ItemScript
from tutor.content.yaml_reader import Document, read_path
from tutor.i18n import N_

FOLDER = "phone"

_NO_SCREEN = ("back", "home")


def load_apps(roots: Iterable[Path], language: str) -> dict[str, PhoneApp]:
    """Read the apps of several lessons folders, a later one over an earlier one, without faulty values."""
    apps: dict[str, PhoneApp] = {}
    for root in roots:
        apps.update(load_phone(root, language)[0])
    return apps


def load_phone(root: Path, language: str) -> tuple[dict[str, PhoneApp], list[Problem]]:
    """Read all apps in the folder `phone` of a lessons folder, without faulty values.

    Args:
        root: The lessons folder.
        language: The language of the texts.

    Returns:
        The apps by id, and every problem of their files.
    """
    documents, problems = read_documents(root)
    apps, faults = read_apps(documents, language)
    return apps, [*problems, *faults]


def read_documents(root: Path) -> tuple[list[Document], list[Problem]]:
    """Read the files of the folder `phone` as values, which hold all languages."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        document, faults = read_path(path)
        problems += faults
        if document is not None:
            documents.append(document)
    return documents, problems


def read_apps(
    documents: Iterable[Document], language: str
) -> tuple[dict[str, PhoneApp], list[Problem]]:
    """Return the apps of documents in a language, and every problem of their values."""
    files: list[_PhoneFile] = []
    problems: list[Problem] = []
    apps: dict[str, PhoneApp] = {}
    for document in documents:
        script = _read(document, language, problems)
        if script is None:
            continue
        file = _PhoneFile(document, script, problems)
        if script.app in apps:
            file.report("phone-app-twice", ("app",), app=script.app)
            continue
        apps[script.app] = script.build()
        files.append(file)
    _check_names(apps, files)
    return apps, problems


def _read(document: Document, language: str, problems: list[Problem]) -> AppScript | None:
    """Return the app of a document without its faulty values; None where too little is left."""
    decoder = Decoder(document, language)
    script = None if report_other_format(decoder) else decoder.decode(AppScript, document.data)
    problems += decoder.problems
    return script if script is not None and script.screens else None


def _closest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like this one, or an empty one."""
    return next(iter(difflib.get_close_matches(name, list(known), 1, 0)), "")


# Names of screens and values, which may be those of another file.


@dataclass(frozen=True, slots=True)
class _Mention:
    """The name of a value at a path, and what the value has to be.

    `value` is what it is compared with or set to, `types` are its possible types, `like` names a value of the
    same type.
    """

    path: Keys
    name: str
    value: Scalar | None = None
    types: tuple[type, ...] = ()
    like: str = ""


@dataclass(frozen=True, slots=True)
class _PhoneFile:
    """An app as it is written, with its document."""

    document: Document
    script: AppScript
    problems: list[Problem]

    def report(self, code: str, path: Keys, **details: str) -> None:
        """Add a problem at the place of this path."""
        self.problems.append(Problem(self.document.key_place(*path), code, details))

    def effects(self) -> Iterator[tuple[Keys, EffectScript]]:
        """Yield each effect with its path; an item is its own tap effect."""
        for name, screen in self.script.screens.items():
            for words, effect in screen.gestures.items():
                yield ("screens", name, "gestures", words), effect
            for number, item in screen.items.items():
                yield ("screens", name, "items", number), item
                if item.hold is not None:
                    yield ("screens", name, "items", number, "hold"), item.hold

    def mentions(self) -> Iterator[_Mention]:
        """Yield the values that the app names."""
        script = self.script
        for name, value in script.values.items():
            yield _Mention(("values", name), name, value)
        for name in script.ranges:
            yield _Mention(("ranges", name), name, types=(int,))
        for name, pair in script.over.items():
            yield _Mention(("over", name), name, types=(bool,))
            for part in pair:
                if isinstance(part, str):
                    yield _Mention(("over", name), part, types=(int,))
        for path, effect in self.effects():
            yield from _mentions_of_effect(path, effect)

    def check_screens(self, app: PhoneApp) -> None:
        """Report screens with more items to press than there are digits."""
        for screen in app.screens:
            pressed = {
                item.id for item in screen.items if item.tap or item.kind not in ("text", "message")
            }
            if len(pressed) > MAX_ITEMS:
                count, limit = str(len(pressed)), str(MAX_ITEMS)
                self.report("phone-many-items", ("screens", screen.id), count=count, limit=limit)


def _mentions_of_effect(path: Keys, effect: EffectScript) -> Iterator[_Mention]:
    for name, source in effect.copies.items():
        yield _Mention((*path, "copies", name), source)
        yield _Mention((*path, "copies", name), name, like=source)
    for name, value in effect.sets.items():
        yield _Mention((*path, "sets", name), name, value)
    if effect.toggles:
        yield _Mention((*path, "toggles"), effect.toggles, types=(bool,))
    for name, step in effect.steps.items():
        yield _Mention((*path, "steps", name), name, types=(int,))
        if isinstance(step, str):
            yield _Mention((*path, "steps", name), step.removeprefix("-"), types=(int,))
    if isinstance(effect, ItemScript):
        if effect.shows:
            yield _Mention((*path, "shows"), effect.shows)
        if effect.fills:
            yield _Mention((*path, "fills"), effect.fills, types=(str, int))
        for name, value in effect.when.items():
            yield _Mention((*path, "when", name), name, value)


def _check_names(apps: Mapping[str, PhoneApp], files: Iterable[_PhoneFile]) -> None:
    """Report screens and values that no app has, and values that get what they cannot be."""
    screens = {*apps, *(f"{app.id}/{screen.id}" for app in apps.values() for screen in app.screens)}
    ranges = {name: ends for app in apps.values() for name, ends in app.ranges.items()}
    values: dict[str, Scalar] = {}
    for file in files:
        for name, value in file.script.values.items():
            if name in values:
                file.report("phone-value-twice", ("values", name), name=name)
            values[name] = value
    for file in files:
        file.check_screens(apps[file.script.app])
        for path, effect in file.effects():
            if effect.goes and effect.goes not in (*screens, *_NO_SCREEN):
                near = _closest(effect.goes, sorted(screens))
                file.report("phone-no-screen", (*path, "goes"), name=effect.goes, near=near)
        for mention in file.mentions():
            _check_value(file, mention, values, ranges)


def _check_value(
    file: _PhoneFile,
    mention: _Mention,
    values: Mapping[str, Scalar],
    ranges: Mapping[str, tuple[int, int]],
) -> None:
    name, value = mention.name, mention.value
    if name not in values:
        file.report("phone-no-value", mention.path, name=name, near=_closest(name, sorted(values)))
        return
    kind = type(values[name])
    types = mention.types
    if mention.like in values:
        types = (type(values[mention.like]),)
    elif value is not None:
        types = (type(value),)
    fits = not types or kind in types
    if type(value) is int and name in ranges:
        low, high = ranges[name]
        fits = fits and low <= value <= high
    if not fits:
        wanted = {
            bool: N_("true or false"),
            int: N_("a number within its range"),
            str: N_("a text"),
        }[kind]
        content = name if value is None else str(value)
        file.report("phone-value-type", mention.path, value=content, name=name, wanted=wanted)
