"""Web and mail addresses and file names, said part by part."""

import re
from collections.abc import Callable

from tutor.speech.normalise.lexicon import look_up
from tutor.speech.normalise.rules import Rule, rule
from tutor.speech.normalise.voice import Voice

_ENDING = (
    r"(?:vn|com|net|org|gov|edu|info|example|test|invalid|localhost|io|me|app|site|online|top|xyz|vip|club|shop|ie|uk|fr|us|cc|"
    r"tk|ly|gl|biz|asia|mobi|apk|pdf|docx?|xlsx?|jpe?g|png|mp[34]|zip|exe|html?)"
)
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_TAIL = r"(?:[/?\#][\w\-./?=&%\#~+:]*[\w/=])?"
_PIECE = re.compile(r"\d+|[^\W\d_]+|.", re.DOTALL)

Unknown = Callable[[str, Voice], str]


def address_rules(unknown: Unknown) -> tuple[Rule, ...]:
    """Return the rules for addresses; `unknown` says a part that the lexicon does not know."""

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
    # A label that the lexicon knows as a whole is not taken apart.
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
    if found := look_up(entries, piece.lower()):
        return found
    return " ".join(entries.get(word, word) for word in unknown(piece.lower(), voice).split())
