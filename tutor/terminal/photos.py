"""What the app may ask of a driver that can show photographs, and the protocol of kitty for them."""

from base64 import standard_b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

# One photograph is shown at a time; the number tells it from those of other programs.
_NUMBER = 7301


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """A photograph and the cells of the app that it takes, counted from 0."""

    file: Path
    x: int
    y: int
    columns: int
    rows: int


@runtime_checkable
class ShowsPhotos(Protocol):
    """A driver of Textual whose terminal or page can show photographs."""

    def can_show(self, file: Path, /) -> bool:
        """Tell whether this photograph can be shown."""

    def show_photo(self, place: PhotoPlace | None) -> None:
        """Show a photograph in place of the one shown before, or none."""


def kitty_commands(place: PhotoPlace | None, scale: int) -> str:
    """Return what has kitty show a PNG file, where the app's cells are `scale` cells wide and high."""
    gone = f"\x1b_Ga=d,d=I,i={_NUMBER},q=2\x1b\\"
    if place is None:
        return gone
    name = standard_b64encode(bytes(place.file.resolve())).decode()
    size = f"c={place.columns * scale},r={place.rows * scale}"
    at = f"\x1b[{place.y * scale + 1};{place.x * scale + 1}H"
    shown = f"\x1b_Ga=T,t=f,f=100,i={_NUMBER},{size},C=1,q=2;{name}\x1b\\"
    return f"{gone}\x1b7{at}{shown}\x1b8"
