"""Checks of what steps show and sound: drawings, photographs and sounds."""

from collections.abc import Iterator

from tutor.authoring.script import Script
from tutor.content.decoding import nearest
from tutor.content.media import find_photo, find_sound, read_photo
from tutor.content.model import KEY_PICTURES, Problem
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
        if step.photo is None:
            continue
        name = step.photo.file
        file = find_photo(script.context.roots, name)
        if shows_phone(step) or step.picture:
            yield script.problem("photo-elsewhere", index, "photo")
        if not step.photo.says.strip():
            yield script.problem("empty-value", index, "photo", "says", key="says")
        if file is None:
            yield script.problem("photo-missing", index, "photo", "file", file=name)
        elif read_photo(file) is None:
            yield script.problem("photo-unfit", index, "photo", "file", file=name)


def check_sounds(script: Script) -> Iterator[Problem]:
    """Yield sounds that are not there, are none, or stand where the practice phone is."""
    for index, step in enumerate(script.lesson.steps):
        if step.sound is None:
            continue
        # Few lessons have a sound.
        from tutor.speech.own_sounds import own_sound

        name = step.sound.file
        file = find_sound(script.context.roots, name)
        if shows_phone(step):
            yield script.problem("sound-elsewhere", index, "sound")
        if not step.sound.says.strip():
            yield script.problem("empty-value", index, "sound", "says", key="says")
        if file is None:
            yield script.problem("sound-missing", index, "sound", "file", file=name)
        elif own_sound(file) is None:
            yield script.problem("sound-unfit", index, "sound", "file", file=name)


def _unknown_picture(script: Script, at: Keys, key: str, names: set[str]) -> Problem:
    near, known = nearest(key, names) or "…", ", ".join(sorted(names))
    return script.problem("unknown-picture", *at, "picture", key=key, near=near, known=known)
