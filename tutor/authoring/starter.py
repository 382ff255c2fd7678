"""Starters of new lessons: whole lessons of one kind, with marks where the author writes on."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath
from string import Template
from typing import Literal

from tutor.content.catalogue import Catalogue
from tutor.languages import LANGUAGES
from tutor.vietnamese import unmarked

StarterKind = Literal["phone", "call", "message", "choice"]

# What a starter takes once it is written out.
_MINUTES = 4
HEAD = """# yaml-language-server: $schema=../../lesson.schema.json
format: 1
id: {id}
language: {language}
topic: {topic}
title: {title}
objective: {objective}
minutes: {minutes}
"""
# Texts that need no quotes in YAML.
_PLAIN = re.compile(r"[^\W\d_](?:(?!: |:$| #)[^\x00-\x1f\x7f])*")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLesson:
    """What an author says of a lesson that is to be written; title and objective by language."""

    id: str
    topic: str
    kind: StarterKind
    own_phone: bool
    titles: Mapping[str, str]
    objectives: Mapping[str, str]

    def texts(self) -> Mapping[PurePosixPath, str]:
        """Return the lesson in each language of its titles, by its place in a lessons folder."""
        return {
            PurePosixPath(language, self.topic, f"{self.id}.yaml"): self._text(language)
            for language in self.titles
        }

    def _text(self, language: str) -> str:
        head = HEAD.format(
            id=self.id,
            language=language,
            topic=self.topic,
            title=quoted(self.titles[language]),
            objective=quoted(self.objectives[language]),
            minutes=_MINUTES,
        )
        own_phone = _starter(language, "own-phone") if self.own_phone else ""
        steps = Template(_starter(language, self.kind)).substitute(own_phone=own_phone)
        return head + steps


def _starter(language: str, name: str) -> str:
    folder = files("tutor.authoring").joinpath("starters", language)
    return folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def quoted(text: str) -> str:
    """Return a text as YAML holds it, between quotes where it needs them."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=False)


def suggest_id(title: str, topic: str, catalogue: Catalogue) -> str:
    """Return an id that no lesson has: the usual beginning of the topic, and the words of the title."""
    entries = [
        entry for language in LANGUAGES for entry in catalogue.lessons(language, audience=None)
    ]
    beginnings = [entry.id.partition("-")[0] for entry in entries if entry.topic == topic]
    usual = max(beginnings, key=beginnings.count, default="")
    words = re.findall(r"[a-z0-9]+", unmarked(title).lower())[:4]
    name = "-".join([*([usual] if usual else []), *words]) or "bai-moi"
    known = {entry.id for entry in entries}
    numbered = (f"{name}-{number}" for number in range(2, len(known) + 3))
    return next(free for free in (name, *numbered) if free not in known)
