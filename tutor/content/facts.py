"""Readers of what lessons refer to: the dated facts, the contacts of a place, words, and pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from tutor.content.decoding import Decoder, unknown_sections
from tutor.content.model import (
    HIGHEST,
    INK,
    PAPER,
    WIDEST,
    Fact,
    LocalContact,
    Picture,
    Place,
    Problem,
    Word,
)
from tutor.content.yaml_reader import Document, read_path

T = TypeVar("T")

FACTS_FILE = "facts.yaml"
CONTACTS_FILE = "contacts.yaml"
PICTURES_FILE = "pictures.yaml"
WORDS_FILE = "words.yaml"
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
        decoder = _open(root / FACTS_FILE, problems, "facts", "contacts")
        if decoder is not None:
            facts |= _read_section(decoder, "facts", Fact)
            contacts |= _read_section(decoder, "contacts", LocalContact)
            problems += decoder.problems
        decoder = _open(root / CONTACTS_FILE, problems)
        if decoder is not None:
            problems += _fill_in(contacts, decoder.document)
    return Facts(facts, contacts), problems


def _open(path: Path, problems: list[Problem], *sections: str) -> Decoder | None:
    """Return the decoder of a file with these sections, any where none is named; None without such a file."""
    if not path.is_file():
        return None
    document, faults = read_path(path)
    problems += faults
    if document is None:
        return None
    if not isinstance(document.data, dict):
        problems.append(Problem(document.place(), "needs-map", {"key": document.file}))
        return None
    if sections:
        problems += unknown_sections(document.data, ("format", *sections), document)
    return Decoder(document)


def _read_section(decoder: Decoder, section: str, cls: type[T]) -> dict[str, T]:
    """Return the entries of a section by their keys, which are their field `key` as well."""
    data = decoder.document.data
    entries = data.get(section, {}) if isinstance(data, dict) else {}
    if not isinstance(entries, dict):
        decoder.report((section,), "needs-map", key=section)
        return {}
    decoded = {
        key: decoder.decode(
            cls, {**entry, "key": key} if isinstance(entry, dict) else entry, (section, key)
        )
        for key, entry in entries.items()
    }
    return {key: entry for key, entry in decoded.items() if entry is not None}


def _fill_in(contacts: dict[str, LocalContact], document: Document) -> Iterator[Problem]:
    """Fill in contacts from `key: value` lines; a value is a text, or a text for each language."""
    data = document.data if isinstance(document.data, dict) else {}
    for key, value in data.items():
        contact = contacts.get(key)
        if contact is None:
            details = {"key": key, "known": ", ".join(sorted(contacts))}
            yield Problem(document.key_place(key), "unknown-contact", details)
        elif isinstance(value, dict):
            texts = {language: str(text) for language, text in value.items() if text is not None}
            contacts[key] = replace(contact, value=texts)
        elif value is not None:
            contacts[key] = replace(contact, value={_ANY: str(value)})


def load_words(*roots: Path) -> dict[str, Word]:
    """Read the words of lessons folders, a later folder over an earlier one, without faulty ones."""
    return read_words(*roots).words


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of lessons folders with the places of their texts, and every problem of their files.

    A place is found by the keys that lead to a text: the word, then `means` or `like`, then the language.
    """

    words: dict[str, Word]
    places: Mapping[tuple[str, ...], Place]
    problems: list[Problem]


def read_words(*roots: Path) -> WordList:
    """Read words, each text with its place, and every problem of their files, which need not exist."""
    words: dict[str, Word] = {}
    places: dict[tuple[str, ...], Place] = {}
    problems: list[Problem] = []
    for root in roots:
        decoder = _open(root / WORDS_FILE, problems, "words")
        if decoder is None:
            continue
        read = _read_section(decoder, "words", Word)
        problems += decoder.problems
        words |= read
        for key, word in read.items():
            for part, texts in (("name", word.name), ("means", word.means), ("like", word.like)):
                for language in texts:
                    at = decoder.document.place("words", key, part, language)
                    places[key, part, language] = at
    return WordList(words, places, problems)


def load_pictures(*roots: Path) -> dict[str, Picture]:
    """Read the pictures of lessons folders, a later folder over an earlier one, without faulty ones."""
    return read_pictures(*roots)[0]


def read_pictures(*roots: Path) -> tuple[dict[str, Picture], list[Problem]]:
    """Read pictures and every problem of their files, which need not exist."""
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    for root in roots:
        decoder = _open(root / PICTURES_FILE, problems, "pictures")
        if decoder is None:
            continue
        for key, picture in _read_section(decoder, "pictures", Picture).items():
            if _drawable(picture):
                pictures[key] = picture
            else:
                size = {"width": str(WIDEST), "height": str(HIGHEST)}
                decoder.report(("pictures", key), "bad-picture", key=key, **size)
        problems += decoder.problems
    return pictures, problems


def _drawable(picture: Picture) -> bool:
    lines = picture.dots.splitlines()
    return (
        0 < len(lines) <= HIGHEST
        and 0 < picture.width <= WIDEST
        and set(picture.dots) <= {INK, PAPER, "\n"}
    )
