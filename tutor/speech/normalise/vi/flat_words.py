"""The words of a sentence without marks: what each can stand for, and which are names, numbers or foreign."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tutor.speech.normalise.lexicon import Lexicon, look_up
from tutor.speech.normalise.vi import network
from tutor.speech.normalise.vi.language_model import EDGE, OTHER, Phrases, forms_of, in_phrases
from tutor.speech.normalise.vi.names import form_of_address, given_name, rest_of_name, surname_in
from tutor.speech.normalise.vi.sure_words import sure_word
from tutor.vietnamese import is_syllable, unmarked

# A word that cannot be Vietnamese; the words around it are restored as around a number.
FOREIGN = "~"

# Addresses, numbers with what adheres to them, words, and marks between phrases.
_PART = re.compile(r"[\w*@][\w*@./:+&=%#-]*[\w*#]|\w|\*|[,;:()“”\"|]|(?<=\s)[-–](?=\s)")
_WORD = re.compile(r"[A-Za-z]+(?:[-/][A-Za-z]+)*")
_BETWEEN = re.compile(r"[-/]")
# A word that adheres to what stands before it: ND:TRO CAP, MBVCB.8842197.Tra tien.
_LABEL = re.compile(
    r"(?P<label>[A-Za-z]+:(?=[A-Za-z]+$)|[\w.:]*\d{3}[.-](?=[A-Z][a-z]+$))(?P<word>[A-Za-z]+)"
)
_LONGEST_SENT = 16
_SENT = re.compile(r"\bsoan(?: tin)?(?: nhan)?:? $", re.IGNORECASE)
# What a sum or an amount of data counts by: 10.000d/ngay.
_RATE = re.compile(r"(?P<sum>[\d.,]+(?:[A-Za-z]{1,3}|%)?/)(?P<per>[a-z]{2,6}(?:/[a-z]{2,6})?)")
# A longer word in capitals is one that is stressed, a shorter one an abbreviation.
_LONGEST_ABBREVIATION = 3
# With a larger share of its words in capitals a sentence is written in capitals.
_SHOUTING = 0.6
# So few words are no sentence in capitals.
_FEW = 4
# Short words in capitals that abbreviate nothing.
_STRESSED = frozenset(("HUY", "DEN", "TU", "VA", "TAI", "CHO", "CUA"))
# Abbreviations whose words depend on what stands beside them.
_AMBIGUOUS = frozenset(
    "CT TT TB CN KT BT HD HĐ DT ĐT ĐH DH KM CC XN TV NV CP BH ND DS LS".split()  # noqa: SIM905 - read more easily
)
# Forms of address that are written as one letter.
_LETTERS_OF_ADDRESS = {"a": "anh", "c": "chi", "e": "em"}

# How a word in capitals stands: among others in a sentence of capitals, in a name, or alone.
_SHOUTED, _NAME_RUN, _ALONE = "shouted", "name", ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: the words that it can stand for and its place.

    `letters` are those of a word whose marks are sought, else empty; `sign` is what the network knows it by.
    A word is `named` if it is written as a name.
    """

    choice: tuple[str, ...]
    sign: str
    start: int
    end: int
    letters: str = ""
    named: bool = False
    foreign: bool = False


def read_words(sentence: re.Match[str], phrases: Phrases, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words, numbers and marks of a sentence in order."""
    pieces = _split(sentence)
    runs = _capital_runs([piece for piece, _ in pieces], lexicon)
    plain = _plain_places([piece.lower() for piece, _ in pieces], lexicon)
    names = _forms_in_names([piece for piece, _ in pieces], runs)
    begins = True
    for place, ((piece, start), run) in enumerate(zip(pieces, runs, strict=True)):
        end = start + len(piece)
        kind, is_sure = OTHER, False
        following = pieces[place + 1][0] if place + 1 < len(pieces) else ""
        if place not in plain and not (piece in _LETTERS_OF_ADDRESS and following.istitle()):
            kind, is_sure = _kind(piece, start, sentence.string, phrases, lexicon, run)
        if kind == OTHER:
            for word in _expansion(piece, lexicon):
                sign = network.sign_of(piece) if word == OTHER else unmarked(word)
                yield Word((word,), sign, start, end)
        elif kind == EDGE:
            yield Word((EDGE,), EDGE, start, end)
        elif kind == FOREIGN:
            yield Word((OTHER,), network.ELSE, start, end, foreign=True)
        elif is_sure:
            yield Word((kind,), unmarked(piece), start, end, piece.lower())
        else:
            earlier = pieces[place - 1][0] if place else ""
            # A capital before a small letter begins a title: Truong thon.
            titled = piece.istitle() and (earlier.istitle() or not following.islower())
            named = not begins and (run == _NAME_RUN or titled)
            named = named or (place in names and piece[0].isupper())
            forms = names.get(place) or forms_of(kind, name=named)
            yield Word(forms, kind, start, end, kind, named)
        begins = kind == EDGE


def _split(sentence: re.Match[str]) -> list[tuple[str, int]]:
    """Return the pieces of a sentence and where each starts in the text."""
    pieces: list[tuple[str, int]] = []
    for part in _PART.finditer(sentence[0]):
        start = sentence.start() + part.start()
        if rate := _RATE.fullmatch(part[0]):
            start += len(rate["sum"])
            pieces.append((rate["sum"], start - len(rate["sum"])))
            for per in rate["per"].split("/"):
                pieces.append((per, start))
                start += len(per) + 1
            continue
        if label := _LABEL.fullmatch(part[0]):
            pieces.append((label["label"], start))
            start += label.start("word")
        word = label["word"] if label else part[0]
        for piece in _BETWEEN.split(word) if _WORD.fullmatch(word) else [word]:
            pieces.append((piece, start))
            start += len(piece) + 1
    return pieces


def _forms_in_names(pieces: Sequence[str], runs: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """Return by their places what words of people's names, and forms of address before them, stand for."""
    found: dict[int, tuple[str, ...]] = {}
    for place, piece in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else ""
        may_be_name = runs[place] == _NAME_RUN or piece.istitle() or following in ("VAN", "THI")
        if may_be_name and (surname := surname_in(piece, following)):
            found[place] = (surname,)
            rest = rest_of_name(pieces[place:])
            after = place + len(rest) + 1
            # Among other words in capitals nobody sees where a name ends.
            if runs[place] != _SHOUTED or not any(map(str.isupper, pieces[after : after + 1])):
                found.update((at, (name,)) for at, name in enumerate(rest, place + 1) if name)
        if place in found:
            continue
        before = pieces[place - 1].lower() if place else ""
        name = None
        if piece.istitle():
            name = given_name(piece.lower(), _LETTERS_OF_ADDRESS.get(before, before))
        if name is None and following.istitle() and not piece.isupper():
            name = form_of_address(piece.lower(), following.lower())
        if name:
            found[place] = (name,)
    return found


def _plain_places(pieces: Sequence[str], lexicon: Lexicon) -> set[int]:
    """Return the places of words that the lexicon has, or that are a spoken form without marks: ma niu lai.

    Where other words stand beside it, one of its words must be foreign: "em bi" may be "em bị".
    """
    places = set[int]()
    for start, piece in enumerate(pieces):
        for count in (*lexicon.plain.get(piece, ()), *lexicon.phrases.get(piece, ())):
            form = pieces[start : start + count]
            is_foreign = count == len(pieces) or not all(map(forms_of, form))
            written = " ".join(form)
            if written in lexicon.compounds or (written in lexicon.plain_forms and is_foreign):
                places.update(range(start, start + count))
    return places


def _expansion(piece: str, lexicon: Lexicon) -> Sequence[str]:
    """Return the words of an abbreviation that phrases have, so that its neighbours are found by them."""
    is_clear = piece.isalpha() and piece not in _AMBIGUOUS
    words = (look_up(lexicon.words, piece) or "").split() if is_clear else []
    known = len(words) > 1 and all(in_phrases(*pair) for pair in pairwise(words))
    return words if known else (OTHER,)


def _capital_runs(pieces: Sequence[str], lexicon: Lexicon) -> list[str]:
    letters = [piece for piece in pieces if piece.isalpha() and len(piece) > 1]
    if len(letters) > _FEW and sum(map(str.isupper, letters)) > _SHOUTING * len(letters):
        return [_SHOUTED] * len(pieces)
    runs = [_ALONE] * len(pieces)
    place = 0
    while place < len(pieces):
        end = place
        while end < len(pieces) and pieces[end].isupper() and is_syllable(pieces[end]):
            end += 1
        run = pieces[place:end]
        if len(run) > 1 and any(look_up(lexicon.words, piece) is None for piece in run):
            runs[place:end] = [_NAME_RUN] * len(run)
        place = max(end, place + 1)
    return runs


def _kind(
    piece: str, start: int, text: str, phrases: Phrases, lexicon: Lexicon, run: str
) -> tuple[str, bool]:
    """Return the letters of a word, OTHER, EDGE or FOREIGN; a word that is sure as it is said, and True."""
    if not piece.isalnum() and len(piece) == 1:
        return EDGE, False
    # What is sent to a short number is no word, but the one that ends a service.
    is_command = piece.isupper() and piece != "HUY"
    if not piece.isalpha() or (
        is_command and _SENT.search(text[max(0, start - _LONGEST_SENT) : start])
    ):
        return OTHER, False
    word = piece.lower()
    if not piece.isascii():
        return word, True
    if sure := sure_word(piece, text, start):
        return sure, True
    abbreviated = piece.isupper() and run == _ALONE and piece not in _STRESSED
    if abbreviated and (len(piece) <= _LONGEST_ABBREVIATION or piece in lexicon.words):
        return OTHER, False
    if word in phrases.forms:
        return word, False
    if look_up(lexicon.words, piece) is not None or not _is_read_as_word(piece):
        return OTHER, False
    return word if forms_of(word) or is_syllable(word) else FOREIGN, False


def _is_read_as_word(piece: str) -> bool:
    # A word in capitals that is no syllable is spelt; a capital inside a word begins a name.
    return is_syllable(piece) if piece.isupper() else piece[1:].islower() or len(piece) == 1
