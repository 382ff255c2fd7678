"""Invented people, and the sheets and text files in which offices list them."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Self

from openpyxl import Workbook
from openpyxl.styles import Font
from roster_samples import in_bytes

_SURNAMES, _WOMEN, _MEN = (
    line.split("|")
    for line in (
        "Nguyễn|Trần|Lê|Phạm|Hoàng|Vũ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Phan|Đinh|Trịnh|Tô|Bàn|Chu|Lường|Đào",
        "Thị Lụa|Thị Sợi|Thị Mùi|Thị Thắm|Thị Gấm|Thị Bé|Thị Mận|Thị Oanh|Thị Xuyến|Thị Hằng|Thị Ngà|Kim Yến"
        "|Thị Thu Hà|Thị Tám|Thị Bảy|Thị Chắt|Ngọc Ánh|Thị Nhẫn|Thị Ba|Thị Cúc",
        "Văn Tý|Bá Vinh|Đình Quý|Văn Sửu|Hữu Lộc|Công Thuận|Văn Tư|Đức Nghĩa|Văn Hợi|Xuân Khuê|Văn Ước"
        "|Minh Đạt|Văn Năm|Trọng Nhân|Văn Chức|Văn Bính|Văn Hòa|Văn Ẩn|Quang Dũng|Văn An",
    )
)


@dataclass(frozen=True)
class Listed:
    """A person of a list as the program should read them; `address` is "" where the list gives none."""

    name: str
    hamlet: str = ""
    address: str = ""


@dataclass(frozen=True)
class OfficeList:
    """A file as an office writes it, and the people on it."""

    file: str
    data: bytes
    people: tuple[Listed, ...]


def invented(seed: int, count: int, hamlets: Sequence[str] = ("",)) -> list[Listed]:
    """Return people with different names, hamlet by hamlet in blocks of about the same size."""
    chance = Random(seed)
    names = [f"{surname} {rest}" for surname in _SURNAMES for rest in (*_WOMEN, *_MEN)]
    chosen = chance.sample(names, count)
    return [Listed(name, hamlets[i * len(hamlets) // count]) for i, name in enumerate(chosen)]


def is_woman(person: Listed) -> bool:
    """Return whether an invented person is a woman."""
    return any(person.name.endswith(f" {rest}") for rest in _WOMEN)


def split_name(person: Listed) -> tuple[str, str]:
    """Return surname with middle names, and the given name."""
    first, _, given = person.name.rpartition(" ")
    return first, given


def born(number: int) -> str:
    """Return a birthday."""
    return f"{number * 7 % 28 + 1:02}/{number * 5 % 12 + 1:02}/{1938 + number * 3 % 25}"


def phone(number: int) -> str:
    """Return a phone number that nobody has."""
    return f"0900{number:03}0{number % 90 + 10}"


@dataclass
class Sheet:
    """A sheet of a workbook in the making."""

    title: str = "Sheet1"
    rows: list[Sequence[object]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    font: str = ""

    def add(self, *cells: object) -> Self:
        """Add a row."""
        self.rows.append(cells)
        return self

    def merge(self, *ranges: str) -> Self:
        """Merge cells, as "B2:C2"."""
        self.merged += ranges
        return self

    @property
    def next_row(self) -> int:
        """The number of the row that is added next."""
        return len(self.rows) + 1


def workbook(*sheets: Sheet) -> bytes:
    """Return the bytes of an XLSX file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        made = book.create_sheet(sheet.title)
        for row in sheet.rows:
            made.append(list(row))
        if sheet.font:
            for cells in made.iter_rows():
                for cell in cells:
                    cell.font = Font(name=sheet.font)
        for cells_merged in sheet.merged:
            made.merge_cells(cells_merged)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text_file(
    rows: Iterable[Sequence[object]],
    delimiter: str = ",",
    encoding: str = "utf-8",
    end: str = "\r\n",
) -> bytes:
    """Return the bytes of a CSV file."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return in_bytes(stream.getvalue(), encoding)
