"""What a list says that somebody needs in class: four things; the rest of a note is not kept."""

import re

from tutor.records.people import Need

_NEEDS: tuple[tuple[Need, re.Pattern[str]], ...] = (
    (
        "large-letters",
        re.compile(
            r"\b(chu (that )?(to|lon)|mat (kem|yeu|mo)|kem mat|large letters?|large print)\b"
        ),
    ),
    (
        "hearing",
        re.compile(
            r"\b(nghe kem|kem nghe|kho nghe|nang tai|lang tai|nghenh ngang|tai kem|hears? little|hearing)\b"
        ),
    ),
    ("hands", re.compile(r"\b(run tay|tay run|tay yeu|tay cham|unsteady|hands?)\b")),
    (
        "reading",
        re.compile(
            r"\b((khong|chua|it) (biet |doc )(chu|duoc)?|doc (cham|kem|kho)|reads? little|reading)\b"
        ),
    ),
)


def needs_in(plain_text: str) -> frozenset[Need]:
    """Return the needs that a note in small letters without marks speaks of."""
    return frozenset(need for need, pattern in _NEEDS if pattern.search(plain_text))


def need_of(plain_heading: str) -> Need | None:
    """Return the one need that a heading names, so that its cells need only be ticked."""
    found = needs_in(plain_heading)
    return next(iter(found)) if len(found) == 1 else None
