"""A pack in sentences: what it is, what it brings, what that replaces, and who signed it."""

from collections.abc import Iterator
from pathlib import Path

from tutor.content.text import one_line
from tutor.dates import day_in_figures
from tutor.hub import messages as hub_messages
from tutor.hub.signers import trusted_signers
from tutor.i18n import N_, Translator
from tutor.packs import messages
from tutor.packs.manifest import Manifest
from tutor.packs.pack import Pack, SignedPack
from tutor.packs.store import Preview

_NAMED_AT_MOST = 6


def headline(manifest: Manifest, translate: Translator) -> str:
    """Return title, kind, version and day of a pack in one line."""
    return translate(
        N_("{title}: {kind}, version {version}, made on {day}"),
        title=manifest.title(translate.language),
        kind=translate(messages.KINDS[manifest.about.kind]),
        version=manifest.about.version,
        day=day_in_figures(manifest.made_on),
    )


def signer_lines(pack: SignedPack, home: Path, translate: Translator) -> tuple[str, str]:
    """Return who signed a pack, by the name under which they are known here, and their number."""
    known = trusted_signers(home)
    return hub_messages.signer_lines(pack.signer, pack.manifest.by, known, translate)


def describe(pack: Pack, preview: Preview, home: Path, translate: Translator) -> Iterator[str]:
    """Yield the lines that are read before a pack is added."""
    yield headline(pack.manifest, translate)
    contents = preview.contents
    brought = (
        (N_("Lessons: {names}."), sorted(set(contents.lessons.values()))),
        (N_("Voices: {names}."), sorted(contents.voices)),
        (N_("Facts: {names}."), contents.facts(translate.language)),
    )
    for message, names in brought:
        if names:
            yield translate(message, names=_some(names))
    if preview.before is not None:
        yield translate(N_("It takes the place of version {version}."), version=preview.before)
    if preview.replaced:
        message = N_("It is used in place of what the program has: {names}.")
        yield translate(message, names=_some(preview.replaced))
    if preview.hidden:
        message = N_("Your own lessons stay in front of these: {names}.")
        yield translate(message, names=_some(preview.hidden))
    yield from signer_lines(pack, home, translate)


def _some(names: list[str]) -> str:
    more = ", …" if len(names) > _NAMED_AT_MOST else ""
    return one_line(", ".join(names[:_NAMED_AT_MOST]) + more)
