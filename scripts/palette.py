"""Colours of a theme, exact, and what lies between them where an edge is smooth, for small pictures."""

from PIL import Image

from tutor.ui.themes import rich_styles

# How much of the letter a pixel at its edge has.
_SHARES = (0.25, 0.5, 0.75)
_Colour = tuple[int, ...]


def few_colours(image: Image.Image, theme: str, *others: _Colour) -> Image.Image:
    """Return a picture of a theme's screens, and of `others` around them, that makes a small file.

    All of their colours stay as they are; any other one becomes the nearest of these and their blends.
    """
    found = [colour for _, colour in image.getcolors(image.width * image.height) or ()]
    here = {colour for colour in found if isinstance(colour, tuple)}
    palette = list(dict.fromkeys((*others, *_colours(theme, here))))
    nearest = {colour: _nearest(colour, palette) for colour in here}
    pixels = image.tobytes()
    indices = bytes(map(nearest.__getitem__, zip(*[iter(pixels)] * 3, strict=True)))
    drawn = Image.frombytes("P", image.size, indices)
    drawn.putpalette([part for colour in palette for part in colour])
    return drawn


def _colours(theme: str, here: set[_Colour]) -> list[_Colour]:
    """Return the colours of the styles whose ground is in a picture, then what lies between their two."""
    styles = (
        (style.color.get_truecolor(), style.bgcolor.get_truecolor())
        for style in rich_styles(theme).values()
        if style.color is not None and style.bgcolor is not None
    )
    pairs = [(tuple(fore), tuple(back)) for fore, back in styles if back in here]
    blends = [
        tuple(round(share * a + (1 - share) * b) for a, b in zip(fore, back, strict=True))
        for fore, back in pairs
        for share in _SHARES
    ]
    return [*(colour for pair in pairs for colour in pair), *blends]


def _nearest(colour: _Colour, palette: list[_Colour]) -> int:
    def far(at: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, palette[at], strict=True))

    return min(range(len(palette)), key=far)
