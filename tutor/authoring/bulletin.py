"""Scam bulletins: a short lesson from a form, in which the words of a trick stand beside genuine ones.

All but the words of the form comes from `bulletins/<language>.yaml`, so that introductions, hints and answers
tell nothing before they are read.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import indent
from typing import Any, Literal

import yaml

from tutor.authoring.bulletin_form import BulletinForm, Disguise, Way
from tutor.authoring.bulletin_words import LANGUAGE, BulletinWords, WantWords, bulletin_words
from tutor.authoring.starter import HEAD, quoted
from tutor.content.lesson_reader import read_lesson
from tutor.content.steps import Lesson
from tutor.content.words import Glossary
from tutor.content.yaml_reader import read_document
from tutor.lesson.duration import lesson_minutes
from tutor.vietnamese import unmarked

TOPIC = "lua-dao"
_AFTER = "lam-quen-phim"
# What the head of a bulletin has besides that of every new lesson.
_REST = """after: [{after}]
skills: [{skills}]
{explains}{facts}bulletin: {day}
"""
# Of numbers that nobody has; scams and genuine callers take turns with them.
_NUMBERS = (
    "0388 ••• 152",
    "0226 ••• 410",
    "0965 ••• 138",
    "0359 ••• 027",
    "0912 ••• 663",
    "0227 ••• 905",
    "0704 ••• 281",
    "0568 ••• 746",
)
# So many words of the title are in the id, which is the name of a pack too.
_NAMED, _LONGEST_ID = 4, 40
BULLETIN_PREFIX = "bt-"
"""The ids of bulletins begin so."""
FACT = re.compile(r"\{fact:([a-z0-9-]+)\}")
"""A fact in the words of a form."""
_MARKUP = re.compile(r"(\{fact:[a-z0-9-]+\})|[*{}]")
Steps = list[dict[str, Any]]


def bulletin_id(title: str, day: date) -> str:
    """Return the id of a bulletin: its day, so that it is another one each time, and words of its title."""
    words = re.findall(r"[a-z0-9]+", unmarked(title).lower())[:_NAMED]
    name = "-".join((day.strftime("%Y%m%d"), *words))
    return f"{BULLETIN_PREFIX}{name}"[:_LONGEST_ID].rstrip("-")


def compose(form: BulletinForm, day: date, glossary: Glossary) -> str:
    """Return the text of the lesson that a form makes, as a bulletin of a day.

    `glossary` finds the words that it explains.
    """
    name = bulletin_id(form.title, day)
    steps = _Bulletin(form, bulletin_words(), zlib.crc32(name.encode())).steps()
    lesson = _read(_written(form, name, day, steps))
    explains = sorted(glossary.first_places(lesson))
    return _written(form, name, day, steps, round(lesson_minutes(lesson)), explains)


def _written(
    form: BulletinForm,
    name: str,
    day: date,
    steps: Steps,
    minutes: int = 5,
    explains: Sequence[str] = (),
) -> str:
    want = bulletin_words().wants[form.wants]
    dumped = yaml.dump(steps, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    facts = sorted({used[1] for used in FACT.finditer(dumped)})
    head = (HEAD + _REST).format(
        id=name,
        language=LANGUAGE,
        topic=TOPIC,
        title=quoted(escape_markup(form.title)),
        objective=want.objective,
        minutes=max(1, minutes),
        after=_AFTER,
        skills=", ".join(want.skills),
        explains=f"explains: [{', '.join(explains)}]\n" if explains else "",
        facts=f"facts: [{', '.join(facts)}]\n" if facts else "",
        day=day.isoformat(),
    )
    return f"{head}steps:\n{indent(dumped, '  ')}"


def _read(text: str) -> Lesson:
    document, problems = read_document(text.encode(), "")
    lesson, faults = (None, []) if document is None else read_lesson(document)
    if lesson is None:
        raise ValueError([*problems, *faults])
    return lesson


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as lines, and lists farther in than what they belong to."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.ignore_aliases = lambda *_: True  # type: ignore[method-assign]


def escape_markup(text: str) -> str:
    """Return a text of the form in which stars and braces are what they look like, but for facts."""
    return _MARKUP.sub(lambda match: match[1] or f"\\{match[0]}", text)


def strip_end(text: str) -> str:
    """Return a text of the form without what ends its last sentence."""
    return text.rstrip(" .!?…")


@dataclass(frozen=True, slots=True)
class _Bulletin:
    """Makes the steps of a bulletin; `seed` decides about orders, so that no place means anything."""

    form: BulletinForm
    words: BulletinWords
    seed: int

    @property
    def _want(self) -> WantWords:
        return self.words.wants[self.form.wants]

    @property
    def _genuine_first(self) -> bool:
        return self.seed % 2 == 0

    def steps(self) -> Steps:
        """Return the steps as a lesson file has them."""
        scam, genuine = self._talk(genuine=False), self._talk(genuine=True)
        talks = (genuine, scam) if self._genuine_first else (scam, genuine)
        for number, talk in enumerate(talks, 1):
            talk["id"] = f"nghe-{number}"
        return [
            self._intro(),
            *talks,
            self._cards(),
            self._choice(),
            self._aloud(),
            self._recap(),
        ]

    def _intro(self) -> dict[str, Any]:
        form, words = self.form, self.words
        day = words.day.format(day=form.day.day, month=form.day.month, year=form.day.year)
        texts = {"title": form.title, "source": form.source, "day": day}
        filled = {name: escape_markup(strip_end(text)) for name, text in texts.items()}
        return {
            "say": "\n".join(line.format(**filled) for line in words.intro),
            "picture": "call" if form.way == "call" else "message",
            "guide": {"ask": words.intro_ask, "wait": 15, "avoid": words.intro_avoid},
        }

    def _talk(self, *, genuine: bool) -> dict[str, Any]:
        """Return the conversation with the first disguise, or with genuine words; others are variants."""
        words = self.words
        forms = [
            self._form(place, disguise, genuine=genuine)
            for place, disguise in enumerate(self.form.disguises)
        ]
        kind, opening = next(iter(forms[0].items()))
        return {
            kind: opening,
            "id": "",
            "from": forms[0]["from"],
            "genuine": genuine,
            **({} if genuine else {"wants": self._want.wants}),
            "hint": words.hint,
            "nodes": forms[0]["nodes"],
            "variants": forms[1:],
            "guide": {"ask": words.talk_ask, "wait": 10, "avoid": words.talk_avoid},
        }

    def _form(self, place: int, disguise: Disguise, *, genuine: bool) -> dict[str, Any]:
        """Return one form of a conversation: its kind and opening, who speaks, and what is said."""
        way: Way = disguise.way or self.form.way
        caller = {"name": escape_markup(disguise.sender) or self.words.unknown}
        if way == "call":
            turn = self.seed + place + (4 if genuine else 0)
            caller["number"] = _NUMBERS[turn % len(_NUMBERS)]
        kind: Literal["call", "chat"] = "call" if way == "call" else "chat"
        node = self._genuine_line(place) if genuine else self._scam_line(place, disguise, kind)
        if (self.seed + place) % 2:
            node["answers"].reverse()
        return {kind: self.words.opening[kind], "from": caller, "nodes": {"dau": node}}

    def _scam_line(self, place: int, disguise: Disguise, kind: str) -> dict[str, Any]:
        want = self._want
        tells = self.words.tells_in(disguise.says) if disguise.tells is None else disguise.tells
        answers = want.answers[place]
        return {
            "says": escape_markup(disguise.says),
            "tactic": [want.tactic, *dict.fromkeys(tells)],
            "answers": [
                {
                    "text": answers.refuse,
                    "to": "hang-up" if kind == "call" else "block",
                    "because": answers.refused,
                },
                {
                    "text": answers.consent,
                    "to": "lost",
                    "because": want.lost,
                    "because_again": want.lost_again[place],
                },
            ],
        }

    def _genuine_line(self, place: int) -> dict[str, Any]:
        answers = self.words.heard[place], self.words.asked[place]
        return {
            "says": self._genuine(place),
            "answers": [
                {"text": answer.text, "to": "end", "because": answer.because} for answer in answers
            ],
        }

    def _genuine(self, place: int) -> str:
        return self.words.pretends[self.form.pretends].genuine[place]

    def _cards(self) -> dict[str, Any]:
        """Return the other disguises beside genuine words, as cards."""
        words, want = self.words, self._want
        reasons = want.card, want.lost
        scams = [
            {
                "text": escape_markup(disguise.says),
                "side": "scam",
                "because": because,
                "because_again": want.card_again,
            }
            for disguise, because in zip(self.form.disguises[1:], reasons, strict=False)
        ]
        safe = [
            {
                "text": self._genuine(place),
                "side": "safe",
                "careful": card.careful,
                "because": card.because,
                "because_again": card.because_again,
            }
            for place, card in enumerate(words.genuine_cards, 1)
        ]
        # The sides never take turns.
        outer, inner = (scams, safe) if self._genuine_first else (safe, scams)
        return {
            "sort": words.sort,
            "id": "that-gia",
            "hint": words.hint,
            "sides": dict(words.sides),
            "cards": [*outer[:1], *inner, *outer[1:]],
            "guide": {"ask": words.sort_ask, "wait": 10, "avoid": words.sort_avoid},
        }

    def _choice(self) -> dict[str, Any]:
        words, instead = self.words, escape_markup(self.form.instead)
        right = {"text": instead, "right": True, "because": words.instead}
        options = [self._want.follow.option(instead), words.ring_back.option(instead)]
        options.insert(self.seed % 3, right)  # type: ignore[arg-type]
        return {
            "choose": words.choose,
            "id": "lam-gi-truoc",
            "hint": words.choose_hint,
            "options": options,
            "guide": {"ask": words.choose_ask, "wait": 10},
        }

    def _aloud(self) -> dict[str, Any]:
        words = self.words
        return {
            "aloud": words.aloud,
            "sentence": self._want.sentence,
            "answers": words.urged,
            "guide": {"ask": words.aloud_ask, "wait": 10, "avoid": words.aloud_avoid},
        }

    def _recap(self) -> dict[str, Any]:
        instead = escape_markup(strip_end(self.form.instead))
        return {
            "recap": self.words.recap,
            "say": self._want.repair,
            "picture": self._want.picture,
            "keep": f"{self._want.keep} {instead}.",
            "card": True,
            "guide": {"ask": self.words.recap_ask, "wait": 10},
        }
