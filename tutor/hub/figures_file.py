"""Files of figures without names: sums, the figures of each laptop in them, digests, a signature.

The signature is of whoever made the file: a team of its laptop's figures, a commune of the sum of its teams'.
"""

import json
from datetime import date
from typing import Any, get_args

from tutor.hub.figures import (
    CLASS_COUNTS,
    Counted,
    Figures,
    FiguresError,
    HeldClass,
    Part,
    digest_of,
    part_values,
    sums_of,
)
from tutor.hub.signers import Signer, signer_of

FORMAT = 1
KIND = "tutor-figures"
LARGEST_FILE = 64 << 20
_MOST = 1_000_000


def _sum_values(figures: Figures) -> list[dict[str, Any]]:
    return [
        {
            "commune": sums.commune,
            "classes": sums.classes,
            "present": sums.present,
            "unnamed": sums.unnamed,
            **{str(counted): people for counted, people in sums.people.items()},
        }
        for sums in sums_of(figures)
    ]


def write_figures(figures: Figures, signer: Signer | None = None) -> bytes:
    """Return the bytes of a file, signed if there is a signer."""
    values = {
        "kind": KIND,
        "format": FORMAT,
        "month": figures.month,
        "by": figures.by,
        "made_on": figures.made_on,
        "sums": _sum_values(figures),
        "parts": [part_values(part) | {"sha256": part.digest} for part in figures.parts],
    }
    digest = digest_of(values)
    signed = "" if signer is None else signer.sign(digest.encode(), "figures").hex()
    ends = {"sha256": digest, "signature": signed}
    text = json.dumps(values | ends, ensure_ascii=False, indent=1)
    return text.encode() + b"\n"


def read_figures(data: bytes) -> Figures:
    """Return the figures of a file after digests, signature and sums were checked; raise FiguresError."""
    try:
        values = json.loads(data) if len(data) <= LARGEST_FILE else None
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict) or values.get("kind") != KIND:
        # A file that was cut off is no JSON any more.
        raise FiguresError("damaged" if KIND.encode() in data[:200] else "foreign")
    if type(values.get("format")) is not int or values["format"] > FORMAT:
        raise FiguresError("newer")
    digest, signed = (values.pop(name, "") for name in ("sha256", "signature"))
    try:
        if digest_of(values) != digest:
            raise FiguresError("damaged")
        parts = tuple(map(_read_part, values["parts"]))
        texts = {name: _text(values[name]) for name in ("month", "by", "made_on")}
        signer = signer_of(digest.encode(), bytes.fromhex(signed), "figures") if signed else b""
        if signer is None:
            raise FiguresError("damaged")
        figures = Figures(parts=parts, signer=signer, **texts)
        date.fromisoformat(f"{figures.month}-01")
        if _sum_values(figures) != values["sums"]:
            raise FiguresError("damaged")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise FiguresError("damaged") from error
    return figures


def _read_part(values: dict[str, Any]) -> Part:
    part = Part(
        laptop=_text(values["laptop"]),
        number=_count(values["number"], 1 << 53),
        by=_text(values["by"]),
        made_on=_text(values["made_on"]),
        classes=tuple(
            HeldClass(
                id=_text(each["id"]),
                commune=_text(each["commune"]),
                **{name: _count(each[name]) for name in CLASS_COUNTS},
            )
            for each in values["classes"]
        ),
        people={
            _text(commune): {
                counted: frozenset(map(_text, counts[counted]))
                for counted in get_args(Counted)
                if counted in counts
            }
            for commune, counts in values["people"].items()
        },
    )
    if part.digest != values["sha256"]:
        raise FiguresError("damaged")
    return part


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise TypeError
    # Half a pair of surrogates, which JSON can spell, can neither be printed nor written.
    value.encode()
    return value


def _count(value: object, most: int = _MOST) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise TypeError
    return value
