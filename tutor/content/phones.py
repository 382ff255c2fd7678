"""Reading the practice phone from `lessons/phone/*.yaml`, in one of its languages."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tutor.content.model import Problem
from tutor.content.phone_model import PhoneApp, Scalar
from tutor.content.phone_reader import Mention, PhoneReader, nearest
from tutor.content.yaml_reader import read_path
from tutor.i18n import N_

FOLDER = "phone"

# What is wrong and how to mend it, by the code of a problem.
PHONE_MESSAGES: dict[str, tuple[str, str]] = {
    "phone-format": (
        N_("This file of the practice phone has the format {format}, which is not known here."),
        N_("Write `format: {known}`."),
    ),
    "phone-unknown-key": (
        N_("The practice phone has no key `{key}` here."),
        N_("Did you mean `{near}`? Known here: {known}."),
    ),
    "phone-missing-key": (
        N_("The key `{key}` is missing here."),
        N_("Add a line `{key}: …`."),
    ),
    "phone-wrong-type": (
        N_("`{key}` holds the wrong kind of value."),
        N_("Write {wanted}."),
    ),
    "phone-no-language": (
        N_("This text of the practice phone is missing in the language `{language}`."),
        N_("Add `{language}: …` beside the other language."),
    ),
    "phone-item-kind": (
        N_("This item does not say what it is, or says it twice."),
        N_("Begin it with one of: {known}."),
    ),
    "phone-id": (
        N_("`{id}` cannot be used as a name here."),
        N_("Use small letters a to z, digits and single hyphens, such as `nha-van-hoa`."),
    ),
    "phone-app-twice": (
        N_("Two files of the practice phone are both the app `{app}`."),
        N_("Give one of them another name after `app:`."),
    ),
    "phone-value-twice": (
        N_("The value `{name}` is already kept by another app."),
        N_("Keep each value in one app only, or choose another name."),
    ),
    "phone-no-screen": (
        N_("`{name}` is no screen of the practice phone."),
        N_("Name an app or `app/screen`, such as `{near}`, or write `back` or `home`."),
    ),
    "phone-no-value": (
        N_("The practice phone keeps no value `{name}`."),
        N_("Add it under `values:` of an app, or use a known one such as `{near}`."),
    ),
    "phone-value-type": (
        N_("`{value}` does not fit the value `{name}`."),
        N_("Write {wanted}."),
    ),
    "phone-gesture": (
        N_("`{words}` is no gesture that a key or a screen can have."),
        N_(
            "Write `power`, `volume up`, `volume down`, `swipe left` or `hold` and the id of an item."
        ),
    ),
    "phone-many-items": (
        N_("This screen has {count} items to press, and only {limit} have a number."),
        N_("Move some of them to a screen of their own."),
    ),
    "phone-long": (
        N_("“{text}” has {count} letters, more than the {limit} that fit."),
        N_("Say it shorter."),
    ),
    "phone-dead-end": (
        N_("No press leads from the screen `{screen}` to the home screen."),
        N_("Give it an item that goes `home` or `back`."),
    ),
    "phone-real-name": (
        N_("“{text}” looks like a real name or a real link."),
        N_("Invent a name, and let links end in `.example`."),
    ),
}


def load_phone(root: Path, language: str) -> tuple[dict[str, PhoneApp], list[Problem]]:
    """Read all apps in the folder `phone` of the lessons' folder; what is faulty is left out.

    Args:
        root: The folder of the lessons.
        language: The language of the texts that are shown.

    Returns:
        The apps by id, and every problem of their files.
    """
    apps: dict[str, PhoneApp] = {}
    problems: list[Problem] = []
    readers: list[PhoneReader] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        document, found = read_path(path)
        problems += found
        if document is None:
            continue
        reader = PhoneReader(document, language, problems)
        app = reader.app()
        if app is None:
            continue
        if app.id in apps:
            reader.report("phone-app-twice", ("app",), app=app.id)
            continue
        apps[app.id] = app
        readers.append(reader)
    _check_names(apps, readers)
    return apps, problems


def load_apps(roots: Iterable[Path], language: str) -> dict[str, PhoneApp]:
    """Read the apps of several lessons' folders, a later one over an earlier one, without faulty ones."""
    apps: dict[str, PhoneApp] = {}
    for root in roots:
        apps.update(load_phone(root, language)[0])
    return apps


def _check_names(apps: Mapping[str, PhoneApp], readers: Iterable[PhoneReader]) -> None:
    """Report screens and values that no app has, and values that are given what they cannot be."""
    screens = {name for app in apps.values() for name in _screen_names(app)}
    values: dict[str, Scalar] = {}
    ranges = {name: ends for app in apps.values() for name, ends in app.ranges.items()}
    for reader, app in zip(readers, apps.values(), strict=True):
        for name, value in app.values.items():
            if name in values:
                reader.report("phone-value-twice", ("values", name), name=name)
            values[name] = value
    for reader in readers:
        for mention in reader.screens:
            if mention.name not in screens:
                near = nearest(mention.name, sorted(screens))
                reader.report("phone-no-screen", mention.path, name=mention.name, near=near)
        for mention in reader.values:
            _check_value(reader, mention, values, ranges)


def _screen_names(app: PhoneApp) -> Iterator[str]:
    yield app.id
    for screen in app.screens:
        yield f"{app.id}/{screen.id}"


def _check_value(
    reader: PhoneReader,
    mention: Mention,
    values: Mapping[str, Scalar],
    ranges: Mapping[str, tuple[int, int]],
) -> None:
    name = mention.name
    if name not in values:
        near = nearest(name, sorted(values))
        reader.report("phone-no-value", mention.path, name=name, near=near)
        return
    kind = type(values[name])
    like = values.get(mention.like)
    given = (
        mention.wanted
        or (type(like) if like is not None else None)
        or (kind if mention.value is None else type(mention.value))
    )
    low, high = ranges.get(name, (None, None))
    fits = (kind in given if isinstance(given, tuple) else given is kind) and (
        low is None
        or high is None
        or type(mention.value) is not int
        or low <= mention.value <= high
    )
    if not fits:
        shown = name if mention.value is None else str(mention.value)
        wanted = {
            bool: N_("true or false"),
            int: N_("a number within its range"),
            str: N_("a text"),
        }[kind]
        reader.report("phone-value-type", mention.path, value=shown, name=name, wanted=wanted)
