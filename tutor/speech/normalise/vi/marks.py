"""Vietnamese without marks, as banks send it: the marks are put back before a rule reads the text.

A sentence is restored wholly or not at all. Between words of the same letters their neighbours decide.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise

from tutor.speech.normalise.lexicon import Lexicon
from tutor.speech.normalise.vi.flat_words import Word, read_words
from tutor.speech.normalise.vi.language_model import (
    EDGE,
    OTHER,
    forms_of,
    in_phrases,
    is_known,
    likeliest,
    shipped_phrases,
)
from tutor.speech.normalise.vi.names import surname_in
from tutor.speech.normalise.vi.network import Token, shipped_network
from tutor.vietnamese import CAPITALS, is_syllable

# The dot behind an initial or a kind of place ends no sentence.
_SENTENCE = re.compile(
    r"(?:[^.!?…]+|[.!?…]+(?=\w)|(?<=\b[A-ZĐ])\.(?=\s[A-Z])|(?<=\bTP)\.|(?<=\bTX)\.)+"
)
# A name among words with marks, as banks write it.
_NAME = re.compile(
    rf"(?<![\w.@/-])(?<![{CAPITALS}]\s)[A-Z]{{2,}}(?: [A-Z]{{2,}})+(?!\s?[{CAPITALS}](?!\d)|[\w@-]|[./]\w)"
)
_TITLED_NAME = re.compile(r"(?<![\w.@/-])[A-Z][a-z]+(?: [A-Z][a-z]+)+(?![\w@-]|[./]\w)")
_QUOTED = re.compile(r"(?<=[“\"«])[^“”\"«»{}]+(?=[”\"»])")
_MARKED = re.compile(r"[À-ÖØ-öø-ƿǍ-ɏ\u0300-\u036fḀ-ỿ]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CAN_BE_WORD = re.compile(r"[A-Za-z]{2}")
# With so many times fewer marked words than others a sentence has lost its marks, though it has a few.
_FEW = 4
# A sentence with its marks has one at least in so many letters.
_OFTEN = 12
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
    tokens = [Token(word, forms) for word, forms in zip(words, choices, strict=True)]
    around = shipped_network().likelihoods(tokens)
    path = likeliest(choices, [False] * len(choices), around)
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
    """Yield the sentences whose marks are put back by a guess, each with what is spoken for it."""
    sentences = _lost_sentences(text, lexicon)
    restored = _restored(text, sentences)
    if restored == text:
        return
    for sentence in sentences:
        place = slice(sentence.start, sentence.end)
        if sentence.restored and sentence.guessed and " " in text[place].strip():
            yield text[place].strip(), restored[place].strip()


def bare_words(text: str) -> set[str]:
    """Return the words of a text, in small letters, that are always written with a mark and have none.

    A text without such a word has lost no marks. The phrases are read for the first text that is asked about,
    and the tables of general words for one that may have lost some: the files are long.
    """
    # Each word is looked at once: those of a lesson stand in it many times.
    words = " ".join(set(text.lower().split()))
    return set(filter(_is_always_marked, _LETTERS.findall(words)))


# What a check asks of a text one after the other.
@lru_cache(maxsize=8)
def _lost_sentences(text: str, lexicon: Lexicon) -> Sequence[Sentence]:
    """Return the sentences without marks of a text that has surely lost some, none of another text."""
    parts = [part for part in _unmarked_parts(text) if _CAN_BE_WORD.search(part[0])]
    if not any(bare_words(part[0]) for part in parts):
        return ()
    sentences = tuple(_read_sentences(parts, lexicon))
    evidence = sum(sentence.evidence for sentence in sentences)
    if evidence < _LEAST_EVIDENCE:
        return ()
    if evidence >= _MUCH_EVIDENCE:
        return sentences
    return tuple(replace(s, restored=None) if s.doubtful else s for s in sentences)


def _read_sentences(parts: Sequence[re.Match[str]], lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the sentences of a text without marks, and such quoted parts and names of the others."""
    phrases = shipped_phrases()
    found = [list(read_words(part, phrases, lexicon)) for part in parts]
    around = _likelihoods(found)
    for part, words, likelihoods in zip(parts, found, around, strict=True):
        letters = [word.letters for word in words if word.letters]
        if not letters:
            continue
        # Abbreviations of messages are evidence too.
        evidence = sum(_is_always_marked(word) for word in letters)
        evidence += len(
            {w.start for w in words if not w.letters and w.choice[0] not in (OTHER, EDGE)}
        )
        foreign = sum(word.foreign for word in words)
        in_vietnamese = len(letters) >= _LEAST_VIETNAMESE * (len(letters) + foreign)
        path: list[str] = []
        if in_vietnamese and all(word.choice for word in words):
            choices = [word.choice for word in words]
            path = likeliest(choices, [word.named for word in words], likelihoods)
        places = [place for place, word in enumerate(words) if word.letters]
        sure = known = 0.0
        if path:
            no_names = [place for place in places if not words[place].named]
            sure = _known_share(path, places, in_phrases)
            known = _known_share(path, no_names, is_known)
        if sure == 1 and len(letters) > 1:
            evidence += 1
        yield Sentence(
            part.start(),
            part.end(),
            tuple((word.start, word.end) for word in words if word.letters),
            evidence,
            tuple(path[place] for place in places) if known >= _LEAST_KNOWN else None,
            guessed=sure < 1,
            doubtful=bool(path) and len(letters) <= 2 and not _follow(path),
        )


def _likelihoods(sentences: Sequence[Sequence[Word]]) -> list[list[Mapping[str, float]]]:
    """Return how likely the forms of each word are by all words of the text, for each sentence."""
    tokens: list[Token] = []
    for words in sentences:
        tokens.append(Token(EDGE))
        tokens += [Token(word.sign, word.choice, word.named) for word in words]
    tokens.append(Token(EDGE))
    found = iter(shipped_network().likelihoods(tokens))
    return [list(islice(found, 1, len(words) + 1)) for words in sentences]


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
            if surname_in(*name[0].split(" ", 2)[:2]):
                yield name


def _has_lost_most(sentence: str) -> bool:
    """Return whether few words of a sentence have marks beside many that have lost theirs."""
    if _OFTEN * len(_MARKED.findall(sentence)) > len(sentence):
        return False
    words = _LETTERS.findall(sentence.lower())
    marked = sum(not word.isascii() for word in words)
    if _FEW * marked > len(words):
        return False
    return sum(_is_always_marked(word) for word in words) > _FEW * marked


# The everyday words of a language are fewer.
@lru_cache(maxsize=8192)
def _is_always_marked(word: str) -> bool:
    phrases = shipped_phrases()
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
