"""Damage to lesson files: to their bytes, to their lines, and to their values."""

import unicodedata
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import yaml

# What hands, editors and attackers write instead of a value.
STRANGE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 9, 10**18, 10**400, 1.5, float("nan")),
    *("", " ", "\n", "no", "yes", "8:30", "0123", "null", "~", "*", "**", "{}", "{you}", "{fact:"),
    *("{fact: }", "{contact: }", "{" * 50, "x" * 5_000, "*" * 3_000, "ă" * 2_000, "👍🏽", "Ａ"),
    *("[@click=app.quit]x[/]", "[/nope]", "<b>", "&amp;", "`", "../../x", "end", "lost", "won"),
    *("a. " * 400, "? " * 400, "\u202etxt", "a\u0301" * 40, "\x1b]52;c;x\x07", "\x00", "\ud800"),
    *([], {}, [[]], [None], [{}], {"": ""}, {"a": {"a": {"a": 1}}}, ["a"] * 300),
)
TEXTS = (
    *("\t", "  ", "- ", ": ", ":", "#", '"', "'", "|", ">", "&a ", "*a ", "!!python/none ", "!x "),
    *("<<: ", "? ", "---\n", "...\n", "%YAML 1.1\n", "[", "]", "{", "}", ",", "@", "`", "\r", "\n"),
    *(
        "\x00",
        "\x07",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u202e",
        "\u200b",
        "\u00ad",
        "\ue000",
    ),
    *("a\u0301", "\U0001f44d", "\ud7ff", "\uffff", "\U000e0041"),
)
HARMFUL = (
    b"[" * 200_000,
    b"{a: " * 200_000,
    b"- " * 200_000,
    b"\n".join(
        b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 11)
    ),
    b"#" * 1_100_000,
    b"steps:\n" + b"  - say: A.\n" * 60_000,
    b"steps:\n" + b"  - say: A.\n    say: B.\n" * 40,
)

Mutation = Callable[[bytes, Random], bytes]


def _place(raw: Sequence[Any], random: Random) -> int:
    return random.randrange(len(raw) + 1)


def flip_bytes(raw: bytes, random: Random) -> bytes:
    damaged = bytearray(raw)
    for _ in range(random.choice((1, 1, 2, 20)) if damaged else 0):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


def delete_bytes(raw: bytes, random: Random) -> bytes:
    start = _place(raw, random)
    return raw[:start] + raw[start + random.choice((1, 3, 40, 2_000, 10**6)) :]


def insert_text(raw: bytes, random: Random) -> bytes:
    place = _place(raw, random)
    text = random.choice(TEXTS) * random.choice((1, 1, 1, 3, 100))
    return raw[:place] + text.encode("utf-8", "surrogatepass") + raw[place:]


def repeat_bytes(raw: bytes, random: Random) -> bytes:
    start = _place(raw, random)
    piece = raw[start : start + random.choice((1, 10, 300))]
    return raw[:start] + piece * random.choice((2, 2, 30)) + raw[start:]


def encode_otherwise(raw: bytes, random: Random) -> bytes:
    text = raw.decode("utf-8", "replace")
    encoding = random.choice(("utf-16", "utf-16-le", "utf-32", "cp1258", "latin-1", "utf-8-sig"))
    return text.encode(encoding, "replace")


def decompose(raw: bytes, random: Random) -> bytes:
    form = random.choice(("NFD", "NFKD", "NFKC"))
    text = raw.decode("utf-8", "replace")
    return unicodedata.normalize(form, text).encode()  # type: ignore[arg-type]


def change_line_ends(raw: bytes, random: Random) -> bytes:
    return raw.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b" \n", b"\x0b\n")))


def change_lines(raw: bytes, random: Random) -> bytes:
    lines = raw.split(b"\n")
    for _ in range(random.choice((1, 1, 2, 8))):
        a, b = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(5):
            case 0:
                lines.insert(a, lines[b])
            case 1:
                lines[a], lines[b] = lines[b], lines[a]
            case 2:
                lines[a] = random.choice((b" ", b"  ", b"    ", b"\t")) + lines[a]
            case 3:
                lines[a] = lines[a].lstrip() if random.random() < 0.5 else lines[a][1:]
            case _ if len(lines) > 1:
                del lines[a]
                lines.append(b"")
    return b"\n".join(lines)


def change_words(raw: bytes, random: Random) -> bytes:
    """Put a word of the file, a key or an id, in the place of another."""
    words = raw.split(b" ")
    words[random.randrange(len(words))] = random.choice(words).strip()
    return b" ".join(words)


def add_harm(raw: bytes, random: Random) -> bytes:
    harm = random.choice(HARMFUL)
    place = random.choice((0, len(raw), raw.find(b"\nsteps:") + 1))
    return raw[:place] + harm + b"\n" + raw[place:]


def change_values(raw: bytes, random: Random) -> bytes:
    """Change values and write the file anew, so that its form is right and its content is not."""
    try:
        data = yaml.safe_load(raw)
    except (yaml.YAMLError, ValueError, RecursionError):
        return raw
    for _ in range(random.choice((1, 1, 2, 5))):
        data = _changed(data, random)
    try:
        return yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode("utf-8", "replace")
    except (yaml.YAMLError, ValueError, RecursionError):
        return raw


def _changed(data: Any, random: Random) -> Any:
    places = list(_places(data))
    if not places:
        return data
    within, key = random.choice(places)
    elsewhere, other = random.choice(places)
    match random.randrange(6):
        case 0:
            del within[key]
        case 1:
            within[key] = elsewhere[other]
        case 2 if isinstance(within, dict):
            within[random.choice([k for _, k in places])] = within.pop(key)
        case 3 if isinstance(within, list):
            within.extend(within[:] if random.random() < 0.8 else within * 30)
        case 4:
            within[key] = random.choice(([within[key]], {"a": within[key]}, str(within[key])))
        case _:
            within[key] = random.choice(STRANGE)
    return yaml.safe_load(yaml.safe_dump(data)) if _is_tree(data) else {}


def _is_tree(data: Any, depth: int = 40) -> bool:
    if depth == 0:
        return False
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return all(_is_tree(value, depth - 1) for value in inner)


def _places(data: Any) -> Any:
    keys = (
        list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    )
    for key in keys:
        yield data, key
        yield from _places(data[key])


MUTATIONS: tuple[Mutation, ...] = (
    *(flip_bytes, delete_bytes, insert_text, repeat_bytes, encode_otherwise, decompose),
    *(change_line_ends, change_lines, change_words, add_harm),
    *(change_values,) * 8,
)


def mutate(raw: bytes, random: Random) -> bytes:
    """Return the bytes of a lesson after one to three kinds of damage."""
    for _ in range(random.choice((1, 1, 2, 3))):
        raw = random.choice(MUTATIONS)(raw, random)
    return raw
