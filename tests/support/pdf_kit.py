"""Reads PDFs as a printer and a reader would: their pages, letters, fonts and margins."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

POINTS_A_MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Letter:
    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


class Pages:
    """A PDF; sizes and places are in points."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pdfium.PdfDocument(pdf)

    def __len__(self) -> int:
        return len(self._document)

    def text(self, page: int = 0) -> str:
        """Return the text of a page with single spaces for all white space."""
        return " ".join(str(self._document[page].get_textpage().get_text_range()).split())

    def all_text(self) -> str:
        return " ".join(self.text(page) for page in range(len(self)))

    def size(self) -> tuple[float, float]:
        width, height = self._document[0].get_size()
        return float(width), float(height)

    def letters(self) -> Iterator[Letter]:
        for texts, index, text in self._signs():
            yield Letter(text, _size(texts, index), *texts.get_charbox(index))

    def smallest(self) -> float:
        """Return the size of the smallest letter, a hundredth of a point aside."""
        return round(min(_size(texts, index) for texts, index, _ in self._signs()), 2)

    def _signs(self) -> Iterator[tuple[pdfium.PdfTextPage, int, str]]:
        for page in self._document:
            texts = page.get_textpage()
            for index in range(texts.count_chars()):
                text = chr(raw.FPDFText_GetUnicode(texts, index))
                if not text.isspace():
                    yield texts, index, text

    def fonts(self) -> dict[str, bool]:
        """Return the names of the fonts in use, and whether each is inside of the file."""
        found = {}
        for page in self._document:
            for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                font = raw.FPDFTextObj_GetFont(thing)
                name = ctypes.create_string_buffer(200)
                raw.FPDFFont_GetBaseFontName(font, name, 200)
                found[name.value.decode()] = raw.FPDFFont_GetIsEmbedded(font) == 1
        return found

    def margin(self) -> float:
        """Return the millimetres of white around all ink, on the page that has the least."""
        return min(_white_around(page) for page in self._document)


def _size(texts: pdfium.PdfTextPage, index: int) -> float:
    matrix = raw.FS_MATRIX()
    assert raw.FPDFText_GetMatrix(texts, index, ctypes.byref(matrix))
    return float(raw.FPDFText_GetFontSize(texts, index) * abs(matrix.d))


def _white_around(page: pdfium.PdfPage) -> float:
    # One pixel for each half millimetre.
    picture = page.render(scale=2 / POINTS_A_MILLIMETRE, grayscale=True).to_pil()
    left, top, right, bottom = picture.point(lambda grey: 255 if grey < 250 else 0).getbbox()
    width, height = picture.size
    return float(min(left, top, width - right, height - bottom)) / 2
