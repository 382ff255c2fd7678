"""Rules that languages may share: codes, hotlines, masked numbers, letters and digits as one."""

import re
from collections.abc import Mapping
from itertools import groupby

from tutor.speech.normalise.lexicon import look_up
from tutor.speech.normalise.rules import Rule, rule
from tutor.speech.normalise.voice import Voice

_MASK = "•●*xX"
# The digits of a code, after the words that announce one.
CODE_DIGITS = r"\s*:?\s*[“\"'(]?(?P<x>\d+(?:[\ -]\d+)*(?<=\d\d\d))(?![\w%]|[.,/:]\d)"

_VOWELS = frozenset("aeiou")


def capitals(word: str, voice: Voice) -> str:
    """Return an unknown word in capitals: as a word when it can be spoken as one, else spelt."""
    lowered = word.lower()
    if any(c not in voice.lexicon.letters for c in lowered):
        return lowered
    runs = re.findall(r"[bcdfghjklmnpqrstvwxyz]+", lowered)
    longest = max(map(len, runs), default=0)
    if len(word) >= 4 and not _VOWELS.isdisjoint(lowered) and longest <= 2 + (len(word) > 4):
        return lowered
    return voice.spell(word)


def letter(alone: str, _: Voice) -> str:
    """Return a letter that stands alone: as it is, engines know its name."""
    return alone


def address_part(part: str, voice: Voice) -> str:
    """Return an unknown part of an address: short ones and those without vowels are spelt."""
    return voice.spell(part) if len(part) <= 2 or _VOWELS.isdisjoint(part) else part


def grouped(match: re.Match[str], voice: Voice) -> str:
    """Return digits one by one."""
    plus = voice.lexicon.signs.get("+", "") if match["x"].startswith("+") else ""
    return f"{plus} {voice.grouped(match['x'])}".strip()


def masked(hidden: str) -> Rule:
    """Return the rule for numbers with covered digits; `hidden` is said with {count} in words."""

    def say(match: re.Match[str], voice: Voice) -> str | None:
        runs = re.findall(rf"\d+|[{_MASK}]+", match["x"])
        if not any(run.isdecimal() and len(run) > 1 for run in runs):
            return None
        said = [
            voice.grouped(" ".join(group))
            if is_shown
            else hidden.format(count=voice.cardinal(sum(len(run) for run in group)))
            for is_shown, group in groupby(runs, key=str.isdecimal)
        ]
        return ", ".join(said)

    return rule(
        rf"(?<![\w•●])(?P<x>\+?(?:\d[\d\ ]*[\ .-]?)?[{_MASK}]{{2,}}(?:[\ .-]?(?:[{_MASK}]+|\d+))*)(?!\w)",
        say,
        "•●*xX",
    )


def ussd() -> Rule:
    """Return the rule for *101#."""

    def say(match: re.Match[str], voice: Voice) -> str:
        signs = voice.lexicon.signs
        return " ".join(signs.get(c, "") or voice.digits(c) for c in match["x"])

    return rule(r"(?<![\w*#])(?P<x>[*#]\d[\d*]*\#)(?!\w)", say, "#")


def mixed(match: re.Match[str], voice: Voice) -> str | None:
    """Return capitals and digits written as one."""
    runs = re.findall(r"\d+|[^\W\d_]+", match["x"])
    if not all(run.isdecimal() or run.isupper() or len(run) == 1 for run in runs):
        return None
    return " ".join(_run(run, voice) for run in runs)


def _run(run: str, voice: Voice) -> str:
    if run.isdecimal():
        return voice.plain(run) if len(run) <= 2 else voice.grouped(run)
    return look_up(voice.lexicon.words, run) or voice.spell(run)


MIXED = rule(r"(?<![\w.])(?P<x>(?=[^\W_]*\d)(?=[^\W\d_]|\d+[^\W\d_])[^\W_]+)(?!\w)", mixed)


def arrows(words: Mapping[str, str], key: str, spoken_before: str) -> Rule:
    """Return the rule for arrows: named by `words`, silent after their own name, else a break.

    `key` are the words after which an arrow is a key; `spoken_before` those that name it already.
    """
    named = re.compile(rf"(?:{spoken_before})\s*[(“\"]?\s*$", re.IGNORECASE)
    keys = re.compile(rf"(?:{key}|^)\s*[(“\"]?\s*$", re.IGNORECASE)

    def say(match: re.Match[str], _: Voice) -> str:
        before = match.string[max(0, match.start() - 24) : match.start()]
        if named.search(before):
            return ""
        return words[match[0]] if keys.search(before) else ","

    return rule(r"[←→↑↓]", say, "←→↑↓")


def named_sign(pattern: str, signs: str) -> Rule:
    """Return a rule that says the sign in group `x` by the lexicon."""
    return rule(pattern, lambda m, v: v.lexicon.signs.get(m["x"], ""), signs)
