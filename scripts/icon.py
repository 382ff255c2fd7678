"""Draws the icon of Windows from `tutor/window/icon.svg`, which holds rectangles and polygons alone."""

from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageDraw

DRAWING = Path(__file__).parents[1] / "tutor" / "window" / "icon.svg"
ICON = DRAWING.with_suffix(".ico")
SIZES = (16, 24, 32, 48, 64, 128, 256)
_SVG = "{http://www.w3.org/2000/svg}"
# Each pixel is the mean of so many by so many: edges are smooth then.
_FINE = 8


def icon_at(size: int) -> Image.Image:
    """Return the icon, so many pixels wide and high."""
    drawing = ElementTree.parse(DRAWING).getroot()
    scale = size * _FINE / float(drawing.attrib["width"])
    # Pixels that nothing covers have the green of the edge: only their transparency is to fade.
    large = Image.new("RGBA", (size * _FINE, size * _FINE), drawing[0].attrib["fill"] + "00")
    pen = ImageDraw.Draw(large)
    for part in drawing:
        fill = part.attrib["fill"]
        if part.tag == f"{_SVG}rect":
            x, y, width, height, corner = (
                float(part.attrib[name]) * scale for name in ("x", "y", "width", "height", "rx")
            )
            pen.rounded_rectangle((x, y, x + width - 1, y + height - 1), corner, fill)
        elif part.tag == f"{_SVG}polygon":
            pairs = (pair.split(",") for pair in part.attrib["points"].split())
            pen.polygon([(float(x) * scale, float(y) * scale) for x, y in pairs], fill)
        else:
            raise ValueError(f"{part.tag} is drawn by nothing here")
    return large.resize((size, size), Image.Resampling.BOX)


def main() -> None:
    """Write the icon in all its sizes."""
    *smaller, largest = (icon_at(size) for size in SIZES)
    largest.save(ICON, sizes=[(size, size) for size in SIZES], append_images=smaller)


if __name__ == "__main__":
    main()
