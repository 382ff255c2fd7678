"""More lists of documents and phones: names over two columns, quoted contacts, slips that begin otherwise."""

import quopri
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from document_lists import paragraph, table, table_row, word_document
from list_kit import Listed, OfficeList, born, invented, phone, split_name


def fresh_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _names_over_two_columns()
    yield _numbered_paragraphs()
    yield _quoted_contacts()
    yield _page_with_merged_hamlets()
    yield _slips_that_begin_with_the_hamlet()
    yield _two_scanned_columns()
    yield _answers_without_counts()
    yield _teams_in_a_document()


def _names_over_two_columns() -> OfficeList:
    people = invented(971, 12, ("Thôn Gạo", "Thôn Mía"))
    rows = [
        table_row("STT", ("Họ và tên", '<w:gridSpan w:val="2"/>'), "Năm sinh", "Thôn"),
    ]
    for number, p in enumerate(people, 1):
        first, given = split_name(p)
        new = number in (1, 7)
        merge = '<w:vMerge w:val="restart"/>' if new else "<w:vMerge/>"
        rows.append(
            table_row(
                str(number), first, given, str(1940 + number), (p.hamlet if new else "", merge)
            )
        )
    signed = (
        paragraph("Đông Hải, ngày 5 tháng 11 năm 2026")
        + paragraph("Người lập")
        + paragraph("Lê Thị Hải")
    )
    body = paragraph("UBND XÃ ĐÔNG HẢI") + paragraph("DANH SÁCH") + table(rows) + signed
    return OfficeList("ho-dem-ten.docx", word_document(body), tuple(people))


def _numbered_paragraphs() -> OfficeList:
    people = invented(972, 10, ("thôn Sậy", "thôn Trúc"))
    lines = [f"{n}. {p.name}, sinh năm {1940 + n}, {p.hamlet}" for n, p in enumerate(people, 1)]
    body = "".join(map(paragraph, ["Danh sách các cụ đăng ký học", *lines]))
    wanted = [replace(p, hamlet=p.hamlet[0].upper() + p.hamlet[1:]) for p in people]
    return OfficeList("doan-van.docx", word_document(body), tuple(wanted))


def _quoted_contacts() -> OfficeList:
    people = invented(973, 9)
    cards = []
    for number, p in enumerate(people, 1):
        first, given = split_name(p)
        coded = quopri.encodestring(f"{first};{given};;;".encode(), quotetabs=False).decode()
        coded = coded.replace("=\n", "=\r\n")
        cards += [
            "BEGIN:VCARD", "VERSION:2.1", f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{coded}",
            f"TEL;CELL;PREF:{phone(number)}", "END:VCARD",
        ]  # fmt: skip
    cards += ["BEGIN:VCARD", "VERSION:2.1", "N:;Taxi;;;", "TEL;CELL:0900000000", "END:VCARD"]
    return OfficeList("00001.vcf", "\r\n".join([*cards, ""]).encode(), tuple(people))


def _page_with_merged_hamlets() -> OfficeList:
    people = invented(974, 12, ("Ấp 1", "Ấp 2", "Ấp 3"))
    rows = ""
    for number, p in enumerate(people):
        hamlet = f"<td rowspan=4>{p.hamlet}</td>" if number % 4 == 0 else ""
        rows += f"<tr><td>{number + 1}</td>{hamlet}<td> {escape(p.name)}\n</td><td>{born(number)}</td></tr>\n"
    page = (
        "<!DOCTYPE html>\n<html><body><h1>Người cao tuổi</h1><table><thead><tr><th>TT<th>Ấp<th>Họ tên<th>"
        f"Ngày sinh</tr></thead>{rows}<tr><td colspan=4>Tổng cộng: 12 người</td></tr></table></body></html>"
    )
    return OfficeList("danh-sach.html", page.encode("utf-8-sig"), tuple(people))


def _slips_that_begin_with_the_hamlet() -> OfficeList:
    people = invented(975, 7, ("Xóm 1", "Xóm 2"))
    blocks = [
        f"Xóm: {p.hamlet[4:]}\nHọ tên: {'Bà' if n % 2 else 'Ông'} {p.name}\nSố ĐT: {phone(n)}"
        for n, p in enumerate(people)
    ]
    wanted = [Listed(p.name, p.hamlet, "ba" if n % 2 else "ong") for n, p in enumerate(people)]
    return OfficeList("phieu-xom.txt", "\n---\n".join(blocks).encode(), tuple(wanted))


def _two_scanned_columns() -> OfficeList:
    people = invented(976, 11, ("Thôn Vực", "Thôn Đầm"))
    lines = [f"{p.name} {'.' * (30 - len(p.name))} {p.hamlet}" for p in people]
    return OfficeList(
        "quet-hai-cot.txt", "\n".join(["DANH SÁCH LỚP", "", *lines]).encode(), tuple(people)
    )


def _answers_without_counts() -> OfficeList:
    people = invented(977, 9)
    text = (
        "Các bác chọn buổi học:\n- Tối thứ Hai: " + ", ".join(p.name for p in people[:4])
        + "\n- Tối thứ Sáu: " + ", ".join(p.name for p in people[4:])
    )  # fmt: skip
    return OfficeList("chon-buoi.txt", text.encode(), tuple(people))


def _teams_in_a_document() -> OfficeList:
    people = invented(978, 12, ("Tổ 1", "Tổ 2"))
    ones, twos = people[:6], people[6:]
    rows = [table_row("Tổ 1", "Tổ 2")]
    rows += [table_row(one.name, two.name) for one, two in zip(ones, twos, strict=True)]
    body = paragraph("PHÂN TỔ HỌC TẬP") + table(rows)
    by_row = [p for pair in zip(ones, twos, strict=True) for p in pair]
    return OfficeList("phan-to.docx", word_document(body), tuple(by_row))
