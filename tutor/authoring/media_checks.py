"""Checks of what steps show and sound: drawings, photographs and sounds."""

from collections.abc import Iterator
from pathlib import Path

from tutor.authoring.script import Script
from tutor.content.decoding import nearest
from tutor.content.media import find_photo, find_sound, read_photo
from tutor.content.model import KEY_PICTURES, Photo, Problem, Sound
from tutor.content.step_texts import Keys
from tutor.content.steps import Pairs, shows_phone


def check_pictures(script: Script) -> Iterator[Problem]:
    """Yield pictures that are unknown, lack words in the lesson's language, or stand beside the phone."""
    language, pictures = script.lesson.language, script.context.pictures
    for index, step in enumerate(script.lesson.steps):
        if isinstance(step, Pairs):
            for i, pair in enumerate(step.items):
                if pair.picture and pair.picture not in pictures:
                    yield _unknown_picture(script, (index, "items", i), pair.picture, set(pictures))
        if not step.picture:
            continue
        picture = pictures.get(step.picture)
        if shows_phone(step):
            yield script.problem("picture-on-phone", index, "picture")
        elif step.picture in KEY_PICTURES:
            continue
        elif picture is None:
            names = {*pictures, *KEY_PICTURES}
            yield _unknown_picture(script, (index,), step.picture, names)
        elif language not in picture.says:
            yield script.problem(
                "picture-silent", index, "picture", key=step.picture, language=language
            )


def check_photos(script: Script) -> Iterator[Problem]:
    """Yield photographs that are not there, are none, or stand where there is no room for them."""
    for index, step in enumerate(script.lesson.steps):
        if step.photo is not None:
            file = find_photo(script.context.roots, step.photo.file)
            fits = file is not None and read_photo(file) is not None
            has_room = not (shows_phone(step) or step.picture)
            yield from _check_file(script, (index, "photo"), step.photo, file, fits, has_room)


def check_sounds(script: Script) -> Iterator[Problem]:
    """Yield sounds that are not there, are none, or stand where the practice phone is."""
    for index, step in enumerate(script.lesson.steps):
        if step.sound is not None:
            # Few lessons have a sound.
            from tutor.speech.own_sounds import own_sound

            file = find_sound(script.context.roots, step.sound.file)
            fits = file is not None and own_sound(file) is not None
            has_room = not shows_phone(step)
            yield from _check_file(script, (index, "sound"), step.sound, file, fits, has_room)


def _check_file(
    script: Script,
    at: tuple[int, str],
    named: Photo | Sound,
    file: Path | None,
    fits: bool,
    has_room: bool,
) -> Iterator[Problem]:
    """Yield what is wrong with a photograph or a sound, named in a step, and its file."""
    _, kind = at
    if not has_room:
        yield script.problem(f"{kind}-elsewhere", *at)
    if not named.says.strip():
        yield script.problem("empty-value", *at, "says", key="says")
    if not fits:
        code = f"{kind}-missing" if file is None else f"{kind}-unfit"
        yield script.problem(code, *at, "file", file=named.file)


def _unknown_picture(script: Script, at: Keys, key: str, names: set[str]) -> Problem:
    near, known = nearest(key, names) or "…", ", ".join(sorted(names))
    return script.problem("unknown-picture", *at, "picture", key=key, near=near, known=known)
