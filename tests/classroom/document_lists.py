"""Lists as Word, portals, forms and phones keep them: tables of documents, pages, contacts and answers."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from list_kit import (
    Listed,
    OfficeList,
    Sheet,
    born,
    invented,
    is_woman,
    phone,
    split_name,
    text_file,
    workbook,
)

Rows = list[list[object]]
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _decision_in_word()
    yield _hamlets_above_tables_in_word()
    yield _page_of_a_portal()
    yield _address_book()
    yield _survey()
    yield _form_with_accounts()
    yield _years_under_men_and_women()
    yield _groups_side_by_side()
    yield _parish()
    yield _khmer_hamlets()


def paragraph(text: str, *, runs: int = 1) -> str:
    """Return a paragraph of Word, its text in several runs as Word leaves it after edits."""
    size = -(-len(text) // runs) or 1
    parts = [text[start : start + size] for start in range(0, len(text), size)]
    return "<w:p>" + "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in parts
    ) + "</w:p>"  # fmt: skip


def _cell(text: str, properties: str = "") -> str:
    inside = "".join(paragraph(line, runs=2) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table_row(*cells: str | tuple[str, str]) -> str:
    """Return a row; a cell may state its properties, such as how many columns it covers."""
    made = [_cell(cell) if isinstance(cell, str) else _cell(*cell) for cell in cells]
    return "<w:tr>" + "".join(made) + "</w:tr>"


def table(rows: Sequence[str]) -> str:
    """Return a table of Word."""
    return "<w:tbl><w:tblPr/>" + "".join(rows) + "</w:tbl>"


def word_document(body: str) -> bytes:
    """Return the bytes of a DOCX file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0" encoding="UTF-8"?><Types '
            'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><w:document {_WORD}><w:body>{body}'
            "<w:sectPr/></w:body></w:document>",
        )
    return stream.getvalue()


def _decision_in_word() -> OfficeList:
    people = invented(901, 14, ("Thôn Thượng", "Thôn Hạ"))
    letterhead = table(
        [
            table_row(
                "ỦY BAN NHÂN DÂN\nXÃ ĐÔNG HẢI",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            ),
            table_row("Số: 12/DS-UBND", "Đông Hải, ngày 3 tháng 11 năm 2026"),
        ]
    )
    rows = [
        table_row(
            "TT", "Họ và tên", ("Năm sinh", '<w:gridSpan w:val="2"/>'), "Nơi thường trú", "Ghi chú"
        ),
        table_row("", "", "Nam", "Nữ", "", ""),
    ]
    for number, p in enumerate(people, 1):
        year = str(1940 + number)
        men, women = ("", year) if is_woman(p) else (year, "")
        rows.append(table_row(f"{number}.", p.name, men, women, p.hamlet, ""))
    signers = table(
        [
            table_row("NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
            table_row("(Ký, ghi rõ họ tên)", "(Ký, đóng dấu)"),
            table_row("Phạm Thị Hồng Vân", "Đỗ Mạnh Tường"),
        ]
    )
    title = paragraph("DANH SÁCH NGƯỜI CAO TUỔI ĐĂNG KÝ LỚP BÌNH DÂN HỌC VỤ SỐ", runs=3)
    body = letterhead + title + table(rows) + paragraph("(Danh sách gồm 14 người)") + signers
    return OfficeList("danh-sach-xa.docx", word_document(body), tuple(people))


def _hamlets_above_tables_in_word() -> OfficeList:
    people = invented(902, 15, ("Thôn Đồng Mơ", "Thôn Đồng Lạc", "Thôn Bến"))
    body = paragraph("HỘI NGƯỜI CAO TUỔI XÃ ĐÔNG HẢI") + paragraph("Danh sách hội viên học máy")
    for numeral, hamlet in zip(("I", "II", "III"), ("Đồng Mơ", "Đồng Lạc", "Bến"), strict=True):
        rows = [table_row("STT", "Họ tên hội viên", "Năm vào hội", "Chức vụ")]
        here = [p for p in people if p.hamlet == f"Thôn {hamlet}"]
        rows += [
            table_row(
                str(n), ("Bà " if is_woman(p) else "Ông ") + p.name, str(2000 + n), "Hội viên"
            )
            for n, p in enumerate(here, 1)
        ]
        body += paragraph(f"{numeral}. Thôn {hamlet}", runs=2) + table(rows)
    wanted = [replace(p, address="ba" if is_woman(p) else "ong") for p in people]
    return OfficeList("hoi-vien-tung-thon.docx", word_document(body), tuple(wanted))


def _page_of_a_portal() -> OfficeList:
    """A table of a web page under the name of an old Excel file, as portals save it."""
    people = invented(903, 13, ("Thôn 1", "Thôn 2"))
    rows = "".join(
        f"<tr><td>{n}</td><td style='mso-number-format:\"\\@\"'>{escape(p.name)}</td><td>{born(n)}</td>"
        f"<td>{'Nữ' if is_woman(p) else 'Nam'}</td><td>{p.hamlet}&nbsp;</td></tr>"
        for n, p in enumerate(people, 1)
    )
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">'
        "<style>td{border:1px solid}</style></head><body><table><tr><th colspan=5>DANH S&Aacute;CH "
        "C&Ocirc;NG D&Acirc;N</th></tr><tr><th>STT</th><th>Họ v&agrave; t&ecirc;n</th><th>Ng&agrave;y "
        f"sinh</th><th>Giới tính</th><th>Thôn/Tổ</th></tr>{rows}</table></body></html>"
    )
    return OfficeList("ket-xuat.xls", page.encode(), tuple(people))


def _address_book() -> OfficeList:
    """The contacts of a phone, one card for each; two of them are no people of the class."""
    people = invented(904, 12)
    cards = []
    for number, p in enumerate(people, 1):
        first, given = split_name(p)
        cards += [
            "BEGIN:VCARD",
            "VERSION:2.1" if number % 2 else "VERSION:3.0",
            f"N;CHARSET=UTF-8:{first};{given};;;" if number % 2 else f"N:{first};{given};;;",
            f"FN;CHARSET=UTF-8:{p.name}" if number % 2 else f"FN:{p.name}",
            f"TEL;CELL:{phone(number)}",
            "END:VCARD",
        ]
    return OfficeList("danh-ba.vcf", "\r\n".join([*cards, ""]).encode(), tuple(people))


def _survey() -> OfficeList:
    people = invented(905, 14, ("Thôn Kênh", "Thôn Rạch"))
    rows: Rows = [
        ["start", "end", "thong_tin/ho_va_ten", "thong_tin/thon", "thong_tin/dien_thoai", "nhu_cau/zalo",
         "_id", "_uuid", "_submission_time", "_validation_status", "_index"],
    ]  # fmt: skip
    rows += [
        [f"2026-11-0{n % 9 + 1}T08:00:00.000+07:00", f"2026-11-0{n % 9 + 1}T08:04:00.000+07:00", p.name,
         p.hamlet, phone(n), n % 2, 300000 + n, f"0e{n:02}c1de-1b1b-4a4a-8c8c-00000000{n:04}",
         f"2026-11-0{n % 9 + 1}T01:04:00", "", n]
        for n, p in enumerate(people, 1)
    ]  # fmt: skip
    return OfficeList("khao-sat.csv", text_file(rows, ";"), tuple(people))


def _form_with_accounts() -> OfficeList:
    people = invented(906, 12, ("Xóm Chùa", "Xóm Đình"))
    sheet = Sheet("Form1").add(
        "ID", "Start time", "Completion time", "Email", "Name", "Họ và tên của bác", "Bác ở xóm nào?",
        "Bác muốn học vào buổi nào?",
    )  # fmt: skip
    for number, p in enumerate(people, 1):
        sheet.add(
            number, f"11/{number}/26 8:00:00", f"11/{number}/26 8:03:00", "anonymous", None, p.name,
            p.hamlet, "Tối thứ Ba;Tối thứ Năm;",
        )  # fmt: skip
    return OfficeList("bieu-mau.xlsx", workbook(sheet), tuple(people))


def _years_under_men_and_women() -> OfficeList:
    """The official form: years of birth under two words, column numbers, headings again on page 2."""
    people = invented(907, 16, ("Thôn Phúc Lộc",))
    sheet = (
        Sheet("Biểu 01")
        .add("HỘI NGƯỜI CAO TUỔI XÃ ĐÔNG HẢI", None, None, None, None, "Biểu số 01")
        .add("CHI HỘI THÔN PHÚC LỘC")
        .add(None, "DANH SÁCH HỘI VIÊN THAM GIA LỚP HỌC")
    )
    top = sheet.next_row
    for page in (people[:9], people[9:]):
        sheet.add("Số TT", "Họ và tên", "Năm sinh", None, "Số thẻ hội viên", "Ghi chú")
        sheet.add(None, None, "Nam", "Nữ", None, None)
        sheet.add("A", "B", 1, 2, 3, 4)
        for p in page:
            number = people.index(p) + 1
            year = 1935 + number
            men, women = (None, year) if is_woman(p) else (year, None)
            sheet.add(number, p.name, men, women, f"HV{number:03}", None)
        if page[0] is people[0]:
            sheet.add(None, "Cộng trang 1", 4, 5)
            sheet.add(None, "DANH SÁCH HỘI VIÊN (tiếp theo)")
    sheet.merge(f"A{top}:A{top + 1}", f"B{top}:B{top + 1}", f"C{top}:D{top}")
    sheet.add(None, "Tổng cộng: 16 hội viên")
    sheet.add(None, "CHI HỘI TRƯỞNG", None, None, "NGƯỜI LẬP")
    sheet.add(None, "Vũ Đình Khoát", None, None, "Lê Thị Phin")
    return OfficeList("bieu-01.xlsx", workbook(sheet), tuple(people))


def _groups_side_by_side() -> OfficeList:
    """Three groups in three columns, each name below its group."""
    people = invented(908, 14)
    sheet = Sheet("Chia nhóm").add("CHIA NHÓM HỌC TỐI THỨ NĂM")
    sheet.add("Nhóm 1", "Nhóm 2", "Nhóm 3")
    columns = (people[:5], people[5:10], people[10:])
    for line in range(5):
        sheet.add(*(column[line].name if line < len(column) else None for column in columns))
    by_row = [column[line] for line in range(5) for column in columns if line < len(column)]
    return OfficeList("chia-nhom.xlsx", workbook(sheet), tuple(by_row))


def _parish() -> OfficeList:
    people = invented(909, 13, ("Xóm Đoài", "Xóm Nam"))
    saints = ("Maria", "Anna", "Têrêsa"), ("Giuse", "Phêrô", "Đaminh")
    rows: Rows = [
        ["GIÁO XỨ ĐÔNG HẢI"],
        ["STT", "Tên thánh", "Họ và tên", "Năm sinh", "Giáo họ", "Xóm"],
    ]
    for n, p in enumerate(people, 1):
        saint = saints[not is_woman(p)][n % 3]
        rows.append([n, saint, p.name, 1940 + n, "Thánh Tâm", p.hamlet[4:]])
    wanted = [Listed(p.name, p.hamlet[4:]) for p in people]
    return OfficeList("giao-xu.csv", text_file(rows), tuple(wanted))


def _khmer_hamlets() -> OfficeList:
    names = (
        ("THẠCH THỊ SA RINH", "DANH SÓC KHA", "SƠN THỊ RẾT", "KIM SÔ PHIẾP", "LÂM THỊ CHANH ĐA"),
        ("CHÂU THỊ NA QUI", "TRẦN VĂN ÚT MƯỜI", "HUỲNH THỊ BA", "NEÁNG SA RI", "LÝ THỊ SÀ VONE"),
    )
    sheet = (
        Sheet("NCT")
        .add("DANH SÁCH NGƯỜI CAO TUỔI XÃ HÒA LẠC")
        .add("STT", "HỌ TÊN", "TUỔI", "DÂN TỘC")
    )
    wanted = []
    for hamlet, here in zip(("Sóc Tre", "Trà Kha"), names, strict=True):
        sheet.add(f"ẤP {hamlet.upper()}")
        sheet.merge(f"A{sheet.next_row - 1}:D{sheet.next_row - 1}")
        for number, name in enumerate(here, 1):
            sheet.add(number, name, 66 + number, "Khmer")
            wanted.append(Listed(name.title(), f"Ấp {hamlet}"))
    return OfficeList("nguoi-cao-tuoi-ap.xlsx", workbook(sheet), tuple(wanted))
