"""Readers of what lessons refer to: the dated facts, the contacts of a place, and the pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tutor.content.model import HIGHEST, INK, PAPER, WIDEST, Fact, LocalContact, Picture, Problem
from tutor.content.yaml_reader import Document, read_path

FACTS_FILE = "facts.yaml"
CONTACTS_FILE = "contacts.yaml"
_SECTIONS = ("format", "facts", "contacts")
# The language of a contact that is written once for all languages.
_ANY = "*"


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts and local contacts by key."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    contacts: Mapping[str, LocalContact] = field(default_factory=dict)

    def value(self, key: str, language: str) -> str | None:
        """Return the value of a fact in a language, or None."""
        fact = self.facts.get(key)
        return None if fact is None else _in(fact.value, language)

    def contact(self, key: str, language: str) -> str | None:
        """Return a local contact in a language, or its fallback while it is not filled in."""
        contact = self.contacts.get(key)
        if contact is None:
            return None
        return _in(contact.value, language) or _in(contact.fallback, language)


def _in(texts: Mapping[str, str], language: str) -> str | None:
    return texts.get(language) or texts.get(_ANY) or None


def load_facts(*roots: Path) -> Facts:
    """Read the facts and contacts of lessons folders, a later one over an earlier one.

    Unreadable entries are left out, so that lessons go on without them; `read_facts` returns the problems.
    """
    return read_facts(*roots)[0]


def read_facts(*roots: Path) -> tuple[Facts, list[Problem]]:
    """Read facts and contacts with every problem of their files; a folder need not have them."""
    facts: dict[str, Fact] = {}
    contacts: dict[str, LocalContact] = {}
    problems: list[Problem] = []
    for root in roots:
        for name, read in ((FACTS_FILE, _read_facts), (CONTACTS_FILE, _read_contacts)):
            path = root / name
            if not path.is_file():
                continue
            document, faults = read_path(path)
            problems += faults
            if document is not None:
                problems += read(document, facts, contacts)
    return Facts(facts, contacts), problems


def _read_facts(
    document: Document, facts: dict[str, Fact], contacts: dict[str, LocalContact]
) -> list[Problem]:
    from tutor.content.decoding import decode_named, unknown_sections

    data = document.data
    if not isinstance(data, dict):
        return [Problem(document.place(), "needs-map", {"key": document.file})]
    problems = unknown_sections(data, _SECTIONS, document)
    sections: tuple[tuple[str, type[Any], dict[str, Any]], ...] = (
        ("facts", Fact, facts),
        ("contacts", LocalContact, contacts),
    )
    for section, cls, found in sections:
        entries = data.get(section, {})
        if isinstance(entries, dict):
            for key, value in entries.items():
                entry, faults = decode_named(cls, section, key, value, document)
                problems += faults
                if entry is not None:
                    found[key] = entry
        else:
            problems.append(Problem(document.place(section), "needs-map", {"key": section}))
    return problems


def _read_contacts(
    document: Document,
    facts: dict[str, Fact],  # noqa: ARG001 - the contacts file of a place holds no facts
    contacts: dict[str, LocalContact],
) -> list[Problem]:
    """Fill in contacts from `key: value` lines; a value is a text, or a text for each language."""
    data = document.data
    if not isinstance(data, dict):
        return [Problem(document.place(), "needs-map", {"key": document.file})]
    problems: list[Problem] = []
    for key, value in data.items():
        contact = contacts.get(key)
        if contact is None:
            details = {"key": key, "known": ", ".join(sorted(contacts))}
            problems.append(Problem(document.key_place(key), "unknown-contact", details))
        elif isinstance(value, dict):
            texts = {language: str(text) for language, text in value.items() if text is not None}
            contacts[key] = replace(contact, value=texts)
        elif value is not None:
            contacts[key] = replace(contact, value={_ANY: str(value)})
    return problems


PICTURES_FILE = "pictures.yaml"
_PICTURE_SECTIONS = ("format", "pictures")


def load_pictures(*roots: Path) -> dict[str, Picture]:
    """Read the pictures of lessons folders, a later folder over an earlier one, without faulty ones."""
    return read_pictures(*roots)[0]


def read_pictures(*roots: Path) -> tuple[dict[str, Picture], list[Problem]]:
    """Read pictures and every problem of their files, which need not exist."""
    from tutor.content.decoding import decode_named, unknown_sections

    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    for path in (root / PICTURES_FILE for root in roots):
        if not path.is_file():
            continue
        document, faults = read_path(path)
        problems += faults
        if document is None:
            continue
        data = document.data
        entries = data.get("pictures") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(entries, dict):
            problems.append(Problem(document.place(), "needs-map", {"key": "pictures"}))
            continue
        problems += unknown_sections(data, _PICTURE_SECTIONS, document)
        for key, value in entries.items():
            picture, faults = decode_named(Picture, "pictures", key, value, document)
            problems += faults
            if picture is None:
                continue
            if _drawable(picture):
                pictures[key] = picture
            else:
                size = {"key": key, "width": str(WIDEST), "height": str(HIGHEST)}
                problems.append(Problem(document.place("pictures", key), "bad-picture", size))
    return pictures, problems


def _drawable(picture: Picture) -> bool:
    lines = picture.dots.splitlines()
    return (
        0 < len(lines) <= HIGHEST
        and 0 < picture.width <= WIDEST
        and set(picture.dots) <= {INK, PAPER, "\n"}
    )
