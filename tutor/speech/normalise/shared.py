"""Rules and helpers for all languages: addresses, codes, masked numbers, arrows, signs, mixed codes."""

import re
from collections.abc import Callable, Mapping
from itertools import groupby

from tutor.speech.normalise.lexicon import look_up
from tutor.speech.normalise.rules import Rule, Voice, rule

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
    """Return a single letter unchanged: engines know its name."""
    return alone


def address_part(part: str, voice: Voice) -> str:
    """Return an unknown part of an address: short ones and those without vowels are spelt."""
    return voice.spell(part) if len(part) <= 2 or _VOWELS.isdisjoint(part) else part


def grouped(match: re.Match[str], voice: Voice) -> str:
    """Return digits one by one."""
    plus = voice.lexicon.signs.get("+", "") if match["x"].startswith("+") else ""
    return f"{plus} {voice.grouped(match['x'])}".strip()


def masked(hidden: str) -> Rule:
    """Return the rule for numbers with covered digits; `hidden` is the spoken form, with {count} in words."""

    def say(match: re.Match[str], voice: Voice) -> str | None:
        runs = re.findall(rf"\d+|[{_MASK}]+", match["x"])
        if not any(run.isdecimal() and len(run) > 1 for run in runs):
            return None
        spoken = [
            voice.grouped(" ".join(group))
            if is_shown
            else hidden.format(count=voice.cardinal(sum(len(run) for run in group)))
            for is_shown, group in groupby(runs, key=str.isdecimal)
        ]
        return ", ".join(spoken)

    return rule(
        rf"(?<![\w•●])(?P<x>\+?(?:\d[\d\ ]*[\ .-]?)?[{_MASK}]{{2,}}(?:[\ .-]?(?:[{_MASK}]+|\d+))*)(?!\w)",
        say,
        "•●*xX",
    )


def ussd() -> Rule:
    """Return the rule for USSD codes such as *101#."""

    def say(match: re.Match[str], voice: Voice) -> str:
        signs = voice.lexicon.signs
        return " ".join(signs.get(c, "") or voice.digits(c) for c in match["x"])

    return rule(r"(?<![\w*#])(?P<x>[*#]\d[\d*]*\#)(?!\w)", say, "#")


def mixed(match: re.Match[str], voice: Voice) -> str | None:
    """Return the words for capitals and digits written without a space."""
    runs = re.findall(r"\d+|[^\W\d_]+", match["x"])
    if not all(run.isdecimal() or run.isupper() or len(run) == 1 for run in runs):
        return None
    return " ".join(_run(run, voice) for run in runs)


def _run(run: str, voice: Voice) -> str:
    if run.isdecimal():
        return voice.plain(run) if len(run) <= 2 else voice.grouped(run)
    return short_name(run, voice)


def short_name(written: str, voice: Voice) -> str:
    """Return an abbreviation from the lexicon, else its letters."""
    return look_up(voice.lexicon.words, written) or voice.spell(written)


MIXED = rule(r"(?<![\w.])(?P<x>(?=[^\W_]*\d)(?=[^\W\d_]|\d+[^\W\d_])[^\W_]+)(?!\w)", mixed)


def arrows(words: Mapping[str, str], key: str, spoken_before: str) -> Rule:
    """Return the rule for arrows: spoken as in `words`, silent after their own name, else a break.

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


_ENDING = (
    r"(?:vn|com|net|org|gov|edu|info|example|test|invalid|localhost|io|me|app|site|online|top|xyz|vip|club|shop|ie|uk|fr|us|cc|"
    r"tk|ly|gl|biz|asia|mobi|apk|pdf|docx?|xlsx?|jpe?g|png|mp[34]|zip|exe|html?)"
)
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_TAIL = r"(?:[/?\#][\w\-./?=&%\#~+:]*[\w/=])?"
_PIECE = re.compile(r"\d+|[^\W\d_]+|.", re.DOTALL)

Unknown = Callable[[str, Voice], str]


def address_rules(unknown: Unknown) -> tuple[Rule, ...]:
    """Return the rules for addresses; `unknown` returns the words for a part that is not in the lexicon."""

    def say(match: re.Match[str], voice: Voice) -> str:
        return _say(match["x"], unknown, voice)

    return (
        rule(rf"(?<![\w.])(?P<x>[\w.+-]+@{_LABEL}(?:\.{_LABEL})+)", say, "@"),
        rule(
            rf"(?<![\w@])(?P<x>https?://(?:{_LABEL}\.)*{_LABEL}(?::\d+)?{_TAIL}|www\.(?:{_LABEL}\.)*{_LABEL}{_TAIL})",
            say,
            ":w",
        ),
        rule(rf"(?<![\w.@-])(?P<x>(?:{_LABEL}\.)+{_ENDING}(?!\w|-\w|\.\w){_TAIL})", say, "."),
        rule(rf"(?<![\w.])(?P<x>(?:\.{_LABEL})*\.{_ENDING})(?!\w|-\w|\.\w)", say, "."),
        rule(r"(?<![\w@])(?P<x>@[A-Za-z]\w*)", say, "@"),
    )


def _say(written: str, unknown: Unknown, voice: Voice) -> str:
    entries, signs = voice.lexicon.addresses, voice.lexicon.signs
    written = re.sub(r"^https?://", "", written, flags=re.IGNORECASE)
    words: list[str] = []
    # A label that is in the lexicon is not split.
    for part in re.split(r"([./@?=&:#~+%]|_)", written):
        if not part:
            continue
        if (known := entries.get(part.lower())) is not None:
            words.append(known)
            continue
        for piece in _PIECE.findall(part):
            if piece.isdecimal():
                words.append(voice.digits(piece))
            elif (known := entries.get(piece.lower())) is not None:
                words.append(known)
            elif piece.isalpha():
                words.append(_word(piece, unknown, voice))
            else:
                words.append(signs.get(piece, ""))
    return " ".join(word for word in words if word)


def _word(piece: str, unknown: Unknown, voice: Voice) -> str:
    entries = voice.lexicon.words
    if spoken := look_up(entries, piece.lower()):
        return spoken
    return " ".join(entries.get(word, word) for word in unknown(piece.lower(), voice).split())
