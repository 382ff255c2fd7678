"""Vietnamese without marks, as banks send it: the marks are put back before a rule reads the text.

A sentence is restored wholly or not at all. Between words of the same letters their neighbours decide.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tutor.speech.normalise.lexicon import Lexicon, look_up
from tutor.speech.normalise.vi.language_model import (
    EDGE,
    OTHER,
    Phrases,
    forms_of,
    in_phrases,
    is_known,
    likeliest,
    shipped_phrases,
)
from tutor.speech.normalise.vi.names import MIDDLE_NAMES, SURNAMES, form_of_address, given_name
from tutor.vietnamese import CAPITALS, is_syllable

# A word that cannot be Vietnamese; the words around it are restored as around a number.
FOREIGN = "~"

# The dot behind an initial or a kind of place ends no sentence.
_SENTENCE = re.compile(
    r"(?:[^.!?…]|[.!?…]+(?=\w)|(?<=\b[A-ZĐ])\.(?=\s[A-Z])|(?<=\bTP)\.|(?<=\bTX)\.)+"
)
# A name among words with marks, as banks write it.
_NAME = re.compile(
    rf"(?<![\w.@/-])(?<![{CAPITALS}]\s)[A-Z]{{2,}}(?: [A-Z]{{2,}})+(?!\s?[{CAPITALS}](?!\d)|[\w@-]|[./]\w)"
)
_TITLED_NAME = re.compile(r"(?<![\w.@/-])[A-Z][a-z]+(?: [A-Z][a-z]+)+(?![\w@-]|[./]\w)")
_QUOTED = re.compile(r"(?<=[“\"«])[^“”\"«»{}]+(?=[”\"»])")
_MARKED = re.compile(r"[À-ÖØ-öø-ƿǍ-ɏ\u0300-\u036fḀ-ỿ]")
# Addresses, numbers with what adheres to them, words, and marks between phrases.
_PART = re.compile(r"[\w*@][\w*@./:+&=%#-]*[\w*#]|\w|\*|[,;:()“”\"|]|(?<=\s)[-–](?=\s)")
_WORD = re.compile(r"[A-Za-z]+(?:[-/][A-Za-z]+)*")
_BETWEEN = re.compile(r"[-/]")
_LONGEST_SENT = 16
_SENT = re.compile(r"\bsoan(?: tin)?(?: nhan)?:? $", re.IGNORECASE)

# What a sum or an amount of data counts by: 10.000d/ngay.
_RATE = re.compile(r"(?P<sum>[\d.,]+(?:[A-Za-z]{1,3}|%)?/)(?P<per>[a-z]{2,6}(?:/[a-z]{2,6})?)")
_PER = {
    "ngay": "ngày", "thang": "tháng", "nam": "năm", "tuan": "tuần", "gio": "giờ", "phut": "phút",
    "giay": "giây", "lan": "lần", "nguoi": "người", "ho": "hộ", "suat": "suất", "cuoc": "cuộc",
    "luot": "lượt", "vien": "viên", "hop": "hộp", "goi": "gói", "cai": "cái", "bo": "bộ", "chiec": "chiếc",
    "khau": "khẩu", "quy": "quý", "ky": "kỳ", "cay": "cây", "chau": "cháu", "chuyen": "chuyến",
    "don": "đơn", "mon": "môn", "buoi": "buổi", "tiet": "tiết", "bua": "bữa", "dem": "đêm",
    "thung": "thùng", "ve": "vé", "to": "tờ", "phong": "phòng", "khoi": "khối", "can": "cân", "yen": "yến",
    "tan": "tấn", "be": "bé", "khach": "khách", "ghe": "ghế", "dong": "đồng",
}  # fmt: skip
# "Goi" before a number that is called, and before a package of data, whatever stands beside it.
_CALL = re.compile(
    r"goi(?=:? ?(?:ngay|so|tong dai|hotline|lai)? ?:?(?:\d{3}|\d[\d .]{5}|[(+*]))"
    r"(?!:? ?\d[\d.,]*(?:[dkG]|VND|dong))",
    re.IGNORECASE,
)
_PACKAGE = re.compile(r"[Gg](?:oi|OI)(?= (?:(?:cuoc |data |DATA )?[A-Z]+\d|\d+[GM]B?\b))")
# Words that are sure beside a number: those before it, those after it, and times of the day.
_BEFORE_NUMBER = {
    "so": "số", "to": "tổ", "ngo": "ngõ", "phong": "phòng", "quay": "quầy", "ghe": "ghế", "duong": "đường",
    "dot": "đợt", "mui": "mũi", "ky": "kỳ", "lan": "lần", "muc": "mức", "cap": "cấp", "thang": "tháng",
    "tu": "từ", "den": "đến", "ma": "mã", "khoang": "khoảng", "lop": "lớp", "khoi": "khối", "ngach": "ngách",
}  # fmt: skip
_NUMBER_AHEAD = re.compile(r" [A-Z*x]{0,2}\d")
_AFTER_NUMBER = {
    "ngay": "ngày", "nam": "năm", "thang": "tháng", "tuan": "tuần", "tieng": "tiếng", "phut": "phút",
    "gio": "giờ", "lan": "lần", "nguoi": "người", "buoi": "buổi", "suat": "suất", "vien": "viên",
    "trieu": "triệu", "ty": "tỷ", "dong": "đồng", "diem": "điểm", "khoi": "khối", "met": "mét",
    "lit": "lít", "tan": "tấn", "ta": "tạ", "tuoi": "tuổi", "mui": "mũi", "dot": "đợt", "chieu": "chiều",
}  # fmt: skip
_NUMBER_BEHIND = re.compile(r"(?<![\w.,:-])\d{1,3}(?:[.,]\d+)? $")
_AT_ONCE = re.compile(r"ngay (?:khi|lap|sau|tai|bay|lien|tren|trong)\b", re.IGNORECASE)
_DAYTIME = {"sang": "sáng", "toi": "tối", "trua": "trưa"}
_HOUR_BEHIND = re.compile(r"\d(?:h|g|:)(?:\d\d)? $")
_TODAY_AHEAD = re.compile(r" (?:mai|nay|som)\b")
# "Chi" before a price is only, and "Y" a thought.
_ONLY = re.compile(
    r"chi(?= (?:(?:tu )?\d[\d.,]*(?:d|k|tr|VND|%|dong)|dong|can|voi|con|trong|ap|danh|mat)(?!\w))",
    re.IGNORECASE,
)
_THOUGHT = re.compile(r"Y(?= (?:kien|tuong|dinh|nghia|thuc))")
# Short words in capitals that abbreviate nothing.
_STRESSED = frozenset(("HUY", "DEN", "TU", "VA", "TAI", "CHO", "CUA"))
_RATED = re.compile(r"\d[\d.,]*(?:[A-Za-z]{1,3}|%)?/(?:[a-z]{2,6}/)?$")
_LETTERS = re.compile(r"[^\W\d_]+")
_CAN_BE_WORD = re.compile(r"[A-Za-z]{2}")
# With so many times fewer marked words than others a sentence has lost its marks, though it has a few.
_FEW = 4
# A sentence with its marks has one at least in so many letters.
_OFTEN = 12
# A longer word in capitals is one that is stressed, a shorter one an abbreviation.
_LONGEST_ABBREVIATION = 3
# With a larger share of its words in capitals a sentence is written in capitals.
_SHOUTING = 0.6
# A word of an address is read with marks if it is written so in such a share of cases.
_SURE, _SHORTEST = 0.85, 2

# Such a share of the words of a sentence must stand beside a word as they do in a phrase.
_LEAST_KNOWN = 0.5
# A word that stands without a mark less than once in so many times is one that is always marked.
_SELDOM = 20
# So many words that are always written with a mark show that a text has lost its marks. Three or more words
# that all stand in phrases count as one more, and so do two that stand together in one.
_LEAST_EVIDENCE = 2
# With so many the text is surely Vietnamese, and its shortest sentences too.
_MUCH_EVIDENCE = 6
# A sentence in which fewer words can be Vietnamese is in another language.
_LEAST_VIETNAMESE = 0.5
# "Ngay" before a date is the day, whatever stands before it.
_DAY_WORD = "ngày"
_DAY = re.compile(r"ngay(?=:? ?\d{1,2}[/.-]\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without marks: the places of its words, and the words with their marks, if they are likely.

    It is `guessed` when a word of it stands beside words that it stands beside in no phrase, `doubtful` when
    so few words may be of another language.
    """

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    evidence: int
    restored: tuple[str, ...] | None
    guessed: bool = False
    doubtful: bool = False


def restore_marks(text: str, lexicon: Lexicon) -> str:
    """Return a text of the same length, with the marks of the sentences that have lost them."""
    return _restored(text, _lost_sentences(text, lexicon))


def _restored(text: str, sentences: Iterable[Sentence]) -> str:
    for sentence in sentences:
        for (start, end), word in zip(sentence.spans, sentence.restored or (), strict=False):
            text = text[:start] + _in_case_of(text[start:end], word) + text[end:]
    return text


def restore_words(words: Sequence[str]) -> Sequence[str] | None:
    """Return words that follow one another with their marks; None where they are known by nothing."""
    choices = [forms_of(word) for word in words]
    if not all(choices):
        return None
    path = likeliest(choices)
    if len(path) == 1:
        # A word alone is sure if it is mostly written so; a short one may be no word.
        if len(words[0]) <= _SHORTEST:
            return None
        phrases = shipped_phrases()
        rivals = sum(phrases.words[form] for form in choices[0])
        return path if phrases.words[path[0]] > _SURE * rivals else None
    return path if all(is_known(*pair) for pair in pairwise(path)) else None


def flat_sentences(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the sentences that have lost their marks and are not restored; a voice says them flat."""
    for sentence in _lost_sentences(text, lexicon):
        words = [text[start:end] for start, end in sentence.spans]
        sure = sentence.restored or " " not in text[sentence.start : sentence.end].strip()
        small = [word for word in words if word.isalpha() and word.islower()]
        vietnamese = sum(map(is_syllable, small)) >= _LEAST_VIETNAMESE * len(small)
        if not sure and vietnamese:
            yield text[sentence.start : sentence.end].strip()


def guessed_sentences(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield the sentences whose marks are put back by a guess, each with what is spoken for it.

    Of a hundred such sentences, some eighty have a word that is not the writer's.
    """
    sentences = _lost_sentences(text, lexicon)
    restored = _restored(text, sentences)
    if restored == text:
        return
    for sentence in sentences:
        place = slice(sentence.start, sentence.end)
        if sentence.restored and sentence.guessed and " " in text[place].strip():
            yield text[place].strip(), restored[place].strip()


def _lost_sentences(text: str, lexicon: Lexicon) -> Sequence[Sentence]:
    """Return the sentences without marks of a text that has surely lost some, none of another text."""
    parts = [part for part in _unmarked_parts(text) if _CAN_BE_WORD.search(part[0])]
    if not any(_may_have_lost(part[0]) for part in parts):
        return ()
    sentences = tuple(_read_sentences(parts, lexicon))
    evidence = sum(sentence.evidence for sentence in sentences)
    if evidence < _LEAST_EVIDENCE:
        return ()
    if evidence >= _MUCH_EVIDENCE:
        return sentences
    return tuple(replace(s, restored=None) if s.doubtful else s for s in sentences)


def _may_have_lost(part: str) -> bool:
    """Return whether a word is always written with a mark, and has none.

    The phrases are read for the first text without marks alone, and the tables of general words for one that
    may have lost some: the files are long.
    """
    phrases = shipped_phrases()
    return any(_is_always_marked(word.lower(), phrases) for word in _LETTERS.findall(part))


def _read_sentences(parts: Iterable[re.Match[str]], lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the sentences of a text without marks, and such quoted parts and names of the others."""
    phrases = shipped_phrases()
    for match in parts:
        found = list(_words(match, phrases, lexicon))
        letters = [word.letters for word in found if word.letters]
        if not letters:
            continue
        # Abbreviations of messages are evidence too.
        evidence = sum(_is_always_marked(word, phrases) for word in letters)
        evidence += len(
            {w.start for w in found if not w.letters and w.choice[0] not in (OTHER, EDGE)}
        )
        foreign = sum(word.foreign for word in found)
        in_vietnamese = len(letters) >= _LEAST_VIETNAMESE * (len(letters) + foreign)
        path: list[str] = []
        if in_vietnamese and all(word.choice for word in found):
            path = likeliest([word.choice for word in found], [word.named for word in found])
        places = [place for place, word in enumerate(found) if word.letters]
        sure = known = 0.0
        if path:
            words = [place for place in places if not found[place].named]
            sure = _known_share(path, places, in_phrases)
            known = _known_share(path, words, is_known)
        if sure == 1 and len(letters) > 1:
            evidence += 1
        yield Sentence(
            match.start(),
            match.end(),
            tuple((word.start, word.end) for word in found if word.letters),
            evidence,
            tuple(path[place] for place in places) if known >= _LEAST_KNOWN else None,
            guessed=sure < 1,
            doubtful=bool(path) and len(letters) <= 2 and not _follow(path),
        )


def _follow(path: Sequence[str]) -> bool:
    """Return whether the words of a short row, numbers and edges left out, are known beside one another."""
    row = [(a, b) for a, b in pairwise(path) if not {a, b} & {OTHER, EDGE}]
    return all(is_known(*pair) for pair in row or pairwise((EDGE, *path, EDGE)))


def _unmarked_parts(text: str) -> Iterator[re.Match[str]]:
    for sentence in _SENTENCE.finditer(text):
        if not _MARKED.search(sentence[0]) or _has_lost_most(sentence[0]):
            yield sentence
            continue
        place = sentence.start()
        for quoted in _QUOTED.finditer(text, *sentence.span()):
            if not _MARKED.search(quoted[0]):
                yield from _NAME.finditer(text, place, quoted.start())
                yield quoted
                place = quoted.end()
        yield from _NAME.finditer(text, place, sentence.end())
        for name in _TITLED_NAME.finditer(text, place, sentence.end()):
            if _surname(*name[0].split(" ", 2)[:2]):
                yield name


def _has_lost_most(sentence: str) -> bool:
    """Return whether few words of a sentence have marks beside many that have lost theirs."""
    if _OFTEN * len(_MARKED.findall(sentence)) > len(sentence):
        return False
    words = _LETTERS.findall(sentence.lower())
    marked = sum(not word.isascii() for word in words)
    if _FEW * marked > len(words):
        return False
    phrases = shipped_phrases()
    return sum(_is_always_marked(word, phrases) for word in words) > _FEW * marked


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence: the words that it can stand for and its place.

    `letters` are those of a word whose marks are sought, else empty. A word is `named` if it is written as
    a name.
    """

    choice: tuple[str, ...]
    start: int
    end: int
    letters: str = ""
    named: bool = False
    foreign: bool = False


def _words(sentence: re.Match[str], phrases: Phrases, lexicon: Lexicon) -> Iterator[_Word]:
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
        for piece in _BETWEEN.split(part[0]) if _WORD.fullmatch(part[0]) else [part[0]]:
            pieces.append((piece, start))
            start += len(piece) + 1
    runs = _capital_runs([piece for piece, _ in pieces], lexicon)
    plain = _plain_places([piece.lower() for piece, _ in pieces], lexicon)
    begins = True
    for place, ((piece, start), run) in enumerate(zip(pieces, runs, strict=True)):
        end = start + len(piece)
        kind = OTHER
        following = pieces[place + 1][0] if place + 1 < len(pieces) else ""
        if place not in plain and not (piece in _LETTERS_OF_ADDRESS and following.istitle()):
            kind = _kind(piece, start, sentence.string, phrases, lexicon, run)
        if kind == OTHER:
            for word in _expansion(piece, phrases, lexicon):
                yield _Word((word,), start, end)
        elif kind in (EDGE, FOREIGN):
            yield _Word((OTHER if kind == FOREIGN else EDGE,), start, end, foreign=kind == FOREIGN)
        elif not kind.isascii():
            yield _Word((kind,), start, end, piece.lower())
        else:
            earlier = pieces[place - 1][0] if place else ""
            # A capital before a small letter begins a title: Truong thon.
            titled = piece.istitle() and (earlier.istitle() or not following.islower())
            named = not begins and (run == _NAME_RUN or titled)
            is_name = run == _NAME_RUN or piece.istitle() or following in ("VAN", "THI")
            name = _surname(piece, following) if is_name else None
            if name is None and not begins and piece.istitle():
                before = earlier.lower()
                name = given_name(kind, _LETTERS_OF_ADDRESS.get(before, before))
            if name is None and following.istitle() and not piece.isupper():
                name = form_of_address(kind, following.lower())
            forms = (name,) if name else forms_of(kind, name=named)
            yield _Word(forms, start, end, kind, named or bool(name and piece[0].isupper()))
        begins = kind == EDGE


def _surname(piece: str, following: str) -> str | None:
    """Return the surname that a word in capitals, or with one, is before a middle name; else None."""
    alike = piece.isupper() == following.isupper() and following[:1].isupper() and len(piece) > 1
    is_name = alike and piece[0].isupper() and following.lower() in MIDDLE_NAMES
    return SURNAMES.get(piece.lower()) if is_name else None


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


def _expansion(piece: str, phrases: Phrases, lexicon: Lexicon) -> Sequence[str]:
    """Return the words of an abbreviation that phrases have, so that its neighbours are found by them."""
    is_clear = piece.isalpha() and piece not in _AMBIGUOUS
    words = (look_up(lexicon.words, piece) or "").split() if is_clear else []
    known = len(words) > 1 and all(pair in phrases.pairs for pair in pairwise(words))
    return words if known else (OTHER,)


# Abbreviations whose words depend on what stands beside them.
_AMBIGUOUS = frozenset(
    [
        "CT",
        "TT",
        "TB",
        "CN",
        "KT",
        "BT",
        "HD",
        "HĐ",
        "DT",
        "ĐT",
        "ĐH",
        "DH",
        "KM",
        "CC",
        "XN",
        "TV",
        "NV",
        "CP",
        "BH",
        "ND",
        "DS",
        "LS",
    ]
)

# Forms of address that are written as one letter.
_LETTERS_OF_ADDRESS = {"a": "anh", "c": "chi", "e": "em"}

# How a word in capitals stands: among others in a sentence of capitals, in a name, or alone.
_SHOUTED, _NAME_RUN, _ALONE = "shouted", "name", ""


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


def _kind(piece: str, start: int, text: str, phrases: Phrases, lexicon: Lexicon, run: str) -> str:
    word = _DAY_WORD if _DAY.match(text, start) else piece.lower()
    if piece.lower() == "goi":
        if _PACKAGE.match(text, start):
            return "gói"
        if _CALL.match(text, start):
            return "gọi"
    if text[start - 1 : start] == "/" and piece in _PER and _RATED.search(text[:start]):
        return _PER[piece]
    if not piece.isalnum() and len(piece) == 1:
        return EDGE
    # What is sent to a short number is no word, but the one that ends a service.
    is_command = piece.isupper() and piece != "HUY"
    if not piece.isalpha() or (
        is_command and _SENT.search(text[max(0, start - _LONGEST_SENT) : start])
    ):
        return OTHER
    if not piece.isascii():
        return word
    if sure := _beside_number(word, text, start):
        return sure
    if piece == "Y" and _THOUGHT.match(text, start):
        return "ý"
    if piece.lower() == "chi" and _ONLY.match(text, start):
        return "chỉ"
    abbreviated = piece.isupper() and run == _ALONE and piece not in _STRESSED
    if abbreviated and (len(piece) <= _LONGEST_ABBREVIATION or piece in lexicon.words):
        return OTHER
    if word == _DAY_WORD or word in phrases.forms:
        return word
    if look_up(lexicon.words, piece) is not None or not _is_read_as_word(piece):
        return OTHER
    return word if forms_of(word) or is_syllable(word) else FOREIGN


def _beside_number(word: str, text: str, start: int) -> str | None:
    """Return the word with its marks where a number or a time beside it makes it sure."""
    end = start + len(word)
    behind = text[max(0, start - _LONGEST_SENT) : start]
    ahead = _NUMBER_AHEAD.match(text, end) and not (word == "to" and behind.endswith("o "))
    if (
        word in _BEFORE_NUMBER
        and ahead
        and (text[end + 1].isdecimal() or word not in ("tu", "den"))
    ):
        return _BEFORE_NUMBER[word]
    if word in _AFTER_NUMBER and _NUMBER_BEHIND.search(behind) and not _AT_ONCE.match(text, start):
        return _AFTER_NUMBER[word]
    is_time = _HOUR_BEHIND.search(behind) or _TODAY_AHEAD.match(text, end)
    return _DAYTIME.get(word) if is_time else None


def _is_read_as_word(piece: str) -> bool:
    # A word in capitals that is no syllable is spelt; a capital inside a word begins a name.
    return is_syllable(piece) if piece.isupper() else piece[1:].islower() or len(piece) == 1


def _is_always_marked(word: str, phrases: Phrases) -> bool:
    forms = phrases.forms.get(word, ())
    return bool(forms) and _SELDOM * phrases.words[word] < sum(
        phrases.words[form] for form in forms
    )


def _known_share(
    path: Sequence[str], places: Iterable[int], follows: Callable[[str, str], bool]
) -> float:
    """Return the share of the words at the places that are known beside a neighbour."""
    ends = (EDGE, *path, EDGE)
    known = [
        follows(ends[place], ends[place + 1]) or follows(ends[place + 1], ends[place + 2])
        for place in places
    ]
    return sum(known) / len(known) if known else 1


def _in_case_of(written: str, word: str) -> str:
    if written.isupper() and len(written) > 1:
        return word.upper()
    return word.capitalize() if written[0].isupper() else word
