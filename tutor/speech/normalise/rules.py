"""`Rule`, a pattern with a function that returns the spoken words of a match, and rules for all languages.

In a table of rules the earlier ones win. A `Voice` has what differs between languages: number words, names
of digits, the lexicon.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from tutor.speech.normalise.lexicon import Lexicon, look_up
from tutor.speech.normalise.text import MATCHED, Kind, Piece

# Longer numbers are spoken digit by digit.
_LONGEST_CARDINAL = 18

_ONE_GROUP = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """How a language speaks numbers and letters.

    `number` returns a quantity below 10^18 in words; `names` are the ten digits. `capitals` returns the words
    for an unknown word in capitals, `letter` those for a single letter. `over` is the word between the two
    numbers of a fraction. `respell` changes the spelling of a word that engines mispronounce,
    `foreign` that of an unknown foreign word. `restore`
    returns a text of the same length with the marks that it has lost.
    """

    lexicon: Lexicon
    number: Callable[[int], str]
    names: tuple[str, ...]
    capitals: Callable[[str, "Voice"], str]
    letter: Callable[[str, "Voice"], str]
    over: str
    respell: Callable[[str], str] = str
    foreign: Callable[[str], str] = str
    restore: Callable[[str], str] = str

    def cardinal(self, digits: str | int) -> str:
        """Return a quantity in words; digit by digit when it is too long."""
        text = str(digits)
        value = text.lstrip("0") or "0"
        return self.grouped(text) if len(value) > _LONGEST_CARDINAL else self.number(int(value))

    def plain(self, digits: str) -> str:
        """Return a quantity in words; digit by digit when it begins with 0."""
        return (
            self.grouped(digits) if len(digits) > 1 and digits[0] == "0" else self.cardinal(digits)
        )

    def digits(self, digits: str) -> str:
        """Return digits one by one."""
        return " ".join(self.names[int(d)] for d in digits)

    def grouped(self, digits: str) -> str:
        """Return digits one by one in short groups with pauses; other characters separate groups."""
        groups = re.findall(r"\d+", digits)
        if len(groups) == 1:
            groups = split_digits(groups[0])
        return ", ".join(self.digits(part) for group in groups for part in split_digits(group))

    def spell(self, word: str) -> str:
        """Return the names of letters and digits; omit other characters."""
        names: list[str] = []
        for character in word.lower():
            if character.isdecimal():
                names.append(self.names[int(character)])
            elif name := self.lexicon.letters.get(character):
                names.append(name)
            elif character.isalpha() and not character.isupper():
                names.append(character)
        return " ".join(names)


def split_digits(digits: str) -> list[str]:
    """Split digits evenly into groups of three or four, which are easy to remember; longer ones first."""
    length = len(digits)
    if length <= _ONE_GROUP:
        return [digits]
    count = length // 3 if length in (6, 9, 12) else -(-length // 4)
    size, longer = divmod(length, count)
    sizes: Sequence[int] = [size + 1] * longer + [size] * (count - longer)
    groups: list[str] = []
    place = 0
    for size in sizes:
        groups.append(digits[place : place + size])
        place += size
    return groups


Say = Callable[[re.Match[str], Voice], str | None]

DIGIT = "0123456789"


@dataclass(frozen=True)
class Rule:
    """A pattern and a function that returns the spoken words of a match.

    `say` returns "" for silence, "," for a break, None to leave the text to later rules. If the pattern has a
    group `x`, only that group is replaced; the rest is context. If `needs` is not empty, the rule is tried
    only on texts with one of its characters.
    """

    source: str | re.Pattern[str]
    say: Say
    needs: str = DIGIT
    flags: re.RegexFlag = re.NOFLAG

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first tried: most texts need few of the rules."""
        return re.compile(self.source, self.flags)


def rule(pattern: str, say: Say | str, needs: str = DIGIT, *, any_case: bool = True) -> Rule:
    """Return a rule; white space in its pattern is ignored (`re.VERBOSE`).

    In place of a function, `say` may be the words themselves, with numbers from groups as in "{h} giờ".
    """
    flags = re.VERBOSE | (re.IGNORECASE if any_case else re.NOFLAG)
    return Rule(pattern, _filled(say) if isinstance(say, str) else say, needs, flags)


def _filled(words: str) -> Say:
    def say(match: re.Match[str], voice: Voice) -> str:
        numbers = {name: text for name, text in match.groupdict().items() if f"{{{name}}}" in words}
        return words.format(**{name: voice.cardinal(text) for name, text in numbers.items()})

    return say


def apply_rules(table: Sequence[Rule], text: str, voice: Voice) -> list[Piece]:
    """Return the pieces that the rules match in a text, in order; matched text is hidden from later rules."""
    pieces: list[Piece] = []
    # Many rules need the same characters: each set is sought once as long as the text stays as it is.
    has_one: dict[str, bool] = {"": True}
    for entry in table:
        if (wanted := has_one.get(entry.needs)) is None:
            wanted = has_one[entry.needs] = any(c in text for c in entry.needs)
        if not wanted:
            continue
        before = len(pieces)
        for match in entry.pattern.finditer(text):
            spoken = entry.say(match, voice)
            if spoken is not None:
                start, end = match.span("x" if "x" in match.re.groupindex else 0)
                if start < end:
                    pieces.append(Piece(start, end, spoken, _kind(spoken)))
        if len(pieces) > before:
            has_one = {"": True}
        for piece in pieces[before:]:
            cover = MATCHED * (piece.end - piece.start)
            text = text[: piece.start] + cover + text[piece.end :]
    pieces.sort(key=lambda piece: piece.start)
    return pieces


def _kind(spoken: str) -> Kind:
    if not spoken:
        return Kind.SILENT
    return Kind.BREAK if spoken == "," else Kind.SPOKEN


def grouped(match: re.Match[str], voice: Voice) -> str:
    """Return digits one by one."""
    plus = voice.lexicon.signs.get("+", "") if match["x"].startswith("+") else ""
    return f"{plus} {voice.grouped(match['x'])}".strip()


def short_name(written: str, voice: Voice) -> str:
    """Return an abbreviation from the lexicon, else its letters."""
    return look_up(voice.lexicon.words, written) or voice.spell(written)


_SHORTEST_NAME = 4


def mixed(match: re.Match[str], voice: Voice) -> str | None:
    """Return the words for capitals and digits without a space: H5N1, A05, 29A-123.45; not for 60tuổi."""
    written = match["x"]
    letters = re.findall(r"[^\W\d_]+", written)
    if not all(run.isupper() or len(run) == 1 for run in letters):
        return None
    # The number of a customer: its letters are no word, whatever they mean elsewhere.
    is_number = re.search(r"(?<!\d)0\d|\d{5}|\d[^\W\d_]+\d+[^\W\d_]", written)
    parts: list[str] = []
    for part in re.split(r"[-.]", written):
        words: list[str] = []
        for run in re.findall(r"\d+|[^\W\d_]+", part):
            if not run.isdecimal():
                # Beside digits capitals are letters of a code, unless the lexicon has them in every case.
                known = None if is_number else voice.lexicon.words.get(run.lower())
                # A short one before a large number is the name of a package: VD149.
                if len(run) < _SHORTEST_NAME and re.search(r"\d{3}", written):
                    known = None
                words.append(known or voice.spell(run))
            elif len(run) <= 2 and written.isalnum():
                words.append(voice.plain(run))
            else:
                words.append(voice.grouped(run))
        parts.append(" ".join(words))
    return ", ".join(parts)


_MASK = "•●*xX"


def masked(hidden: str, *, ellipsis: bool = False) -> Rule:
    """Return the rule for numbers with covered digits; `hidden` is the spoken form, with {count} in words.

    With `ellipsis`, dots between digits cover some too.
    """

    def say(match: re.Match[str], voice: Voice) -> str | None:
        runs = re.findall(rf"\d+|[{_MASK}…]+|\.{{3,}}", match["x"])
        # Dots may also end a sentence: they cover digits only between digits.
        dots = any(run[0] in "…." for run in runs)
        longest = max(runs, key=lambda run: (run.isdecimal(), len(run)))
        ends = (runs[0], runs[-1]) if dots else (longest,)
        # Between dots one digit is the number of a paragraph.
        if not all(run.isdecimal() and len(run) > dots for run in ends):
            return None
        words: list[str] = []
        for are_digits, group in groupby(runs, key=str.isdecimal):
            if are_digits:
                words.append(voice.grouped(" ".join(group)))
            else:
                # An ellipsis covers as many digits as it usually replaces.
                covered = sum(3 if run[0] in "…." else len(run) for run in group)
                words.append(hidden.format(count=voice.cardinal(covered)))
        return ", ".join(words)

    mask, dots = (rf"{_MASK}…", r"|…|\.{3}") if ellipsis else (_MASK, "")
    return rule(
        rf"(?<![\w•●])(?P<x>\+?(?:\d[\d\ ]*(?:\.\d+)*[\ .-]?)?(?:[{mask}]{{2,}}{dots})"
        rf"(?:[\ .-]?(?:[{mask}]+|\d+))*)(?!\w)",
        say,
        f"{mask}." if ellipsis else mask,
    )


def ussd() -> Rule:
    """Return the rule for USSD codes such as *101#."""

    def say(match: re.Match[str], voice: Voice) -> str:
        signs = voice.lexicon.signs
        return " ".join(signs.get(c, "") or voice.digits(c) for c in match["x"])

    return rule(r"(?<![\w*#])(?P<x>[*#]\d[\d*]*\#)(?!\w)", say, "#")


def named_sign(pattern: str, signs: str) -> Rule:
    """Return a rule that says the sign in group `x` by the lexicon."""
    return rule(pattern, lambda m, v: v.lexicon.signs.get(m["x"], ""), signs)


_ENDING = (
    r"(?:vn|com|net|org|gov|edu|info|example|test|invalid|localhost|io|me|app|site|online|top|xyz|vip|club|shop|ie|uk|fr|us|cc|"
    r"tk|ly|gl|biz|asia|mobi|apk|pdf|docx?|xlsx?|jpe?g|png|mp[34]|zip|exe|html?)"
)
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_TAIL = r"(?:[/?\#][\w\-./?=&%\#~+:]*[\w/=])?"
_ADDRESS_PIECE = re.compile(r"\d+|[^\W\d_]+|.", re.DOTALL)

Unknown = Callable[[Sequence[str], Voice], Sequence[str]]


def address_rules(unknown: Unknown) -> tuple[Rule, ...]:
    """Return the rules for addresses; `unknown` returns the words for each part that the lexicon lacks."""

    def say(match: re.Match[str], voice: Voice) -> str:
        return _address(match["x"], unknown, voice)

    return (
        rule(rf"(?<![\w.])(?P<x>[\w.+-]+@{_LABEL}(?:\.{_LABEL})+)", say, "@"),
        rule(
            rf"(?<![\w@])(?P<x>https?://(?:{_LABEL}\.)*{_LABEL}(?::\d+)?{_TAIL}|www\.(?:{_LABEL}\.)*{_LABEL}{_TAIL})",
            say,
            ":w",
        ),
        rule(rf"(?<![\w.@-])(?P<x>(?:{_LABEL}\.)+{_ENDING}(?!\w|-\w|\.\w){_TAIL})", say, "."),
        rule(rf"(?<![\w.])(?P<x>(?:\.{_LABEL})*\.{_ENDING})(?!\w|-\w|\.\w)", say, "."),
        # A password, or a name in a network.
        rule(r"(?<![\w@.+-])(?P<x>\w*[A-Za-z]\w*@\w+)(?![\w@]|\.\w)", say, "@"),
        rule(r"(?<![\w@])(?P<x>@[A-Za-z]\w*)", say, "@"),
    )


def _address(written: str, unknown: Unknown, voice: Voice) -> str:
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
        # A code: its letters are no words.
        if re.search(r"\d", part) and re.search(r"[a-z][A-Z]|[A-Z]{2}", part):
            words.append(voice.spell(part))
            continue
        pieces = _ADDRESS_PIECE.findall(part)
        letters = [piece.lower() for piece in pieces if piece.isalpha()]
        unlisted = [word for word in letters if look_up(voice.lexicon.words, word) is None]
        spoken = dict(zip(unlisted, unknown(unlisted, voice), strict=True))
        for piece in pieces:
            if piece.isdecimal():
                words.append(voice.digits(piece))
            elif (known := entries.get(piece.lower())) is not None:
                words.append(known)
            elif piece.isalpha():
                words.append(_address_word(piece.lower(), spoken, voice))
            else:
                words.append(signs.get(piece, ""))
    return " ".join(word for word in words if word)


def _address_word(piece: str, unlisted: Mapping[str, str], voice: Voice) -> str:
    entries = voice.lexicon.words
    if spoken := look_up(entries, piece):
        return spoken
    return " ".join(entries.get(word) or voice.respell(word) for word in unlisted[piece].split())
