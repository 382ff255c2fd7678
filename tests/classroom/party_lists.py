"""Lists of party cells, teams and projects: two lines for a person, headings in two languages."""

from collections.abc import Iterator
from dataclasses import replace

from list_kit import OfficeList, Sheet, born, invented, is_woman, phone, text_file, workbook
from roster_samples import typed_in_tcvn3

Rows = list[list[object]]


def party_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _teams()
    yield _party_cells()
    yield _questions()
    yield _name_last()
    yield _english_below()
    yield _offices_behind_names()
    yield _two_lines_for_each()
    yield _old_font_in_capitals()
    yield _production_teams()
    yield _project()


def _teams() -> OfficeList:
    people = invented(701, 15, ("Tổ 1", "Tổ 2", "Tổ 3"))
    sheet = (
        Sheet("DS")
        .add("DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ")
        .add("TT", "HỌ TÊN ĐỐI TƯỢNG", "NĂM SINH", "DIỆN")
    )
    before = ""
    for number, p in enumerate(people, 1):
        if p.hamlet != before:
            before = p.hamlet
            sheet.add(None, p.hamlet.upper(), None, None)
        sheet.add(number, p.name, 1944, "NCT")
    wanted = [replace(p, hamlet=p.hamlet.upper()) for p in people]
    wanted = [replace(p, hamlet=p.hamlet.capitalize()) for p in wanted]
    return OfficeList("doi-tuong.xlsx", workbook(sheet), tuple(wanted))


def _party_cells() -> OfficeList:
    people = invented(702, 14, ("Thôn 5", "Thôn 6"))
    sheet = (
        Sheet("ĐV")
        .add("ĐẢNG BỘ XÃ")
        .add("TT", "Họ và tên đảng viên", "Ngày vào Đảng", "Số thẻ", "Sinh hoạt tại")
    )
    for number, p in enumerate(people, 1):
        first = number in (1, 8)
        sheet.add(
            number, p.name, born(number), number, f"Chi bộ {p.hamlet.lower()}" if first else None
        )
    sheet.merge("E3:E9", "E10:E16")
    return OfficeList("dang-vien.xlsx", workbook(sheet), tuple(people))


def _questions() -> OfficeList:
    people = invented(703, 12, ("Thôn Đông", "Thôn Tây"))
    rows: Rows = [
        ["Dấu thời gian", "Tên đầy đủ của ông/bà?", "Ông/bà ở đâu (thôn, xã)?", "Muốn học gì?"]
    ]
    rows += [["1/12/2026", p.name, f"{p.hamlet.lower()}, xã Đông Hải", "Zalo"] for p in people]
    wanted = [replace(p, hamlet=p.hamlet.capitalize()) for p in people]
    return OfficeList("cau-hoi.csv", text_file(rows), tuple(wanted))


def _name_last() -> OfficeList:
    people = invented(704, 13, ("Xóm Gò",))
    rows: Rows = [["Xóm", "Số nhà", "Điện thoại", "Họ tên"]]
    rows += [[p.hamlet[4:], n, phone(n), p.name] for n, p in enumerate(people, 1)]
    wanted = [replace(p, hamlet="Gò") for p in people]
    return OfficeList("ten-cuoi.csv", text_file(rows, "\t", "cp1258"), tuple(wanted))


def _english_below() -> OfficeList:
    people = invented(705, 12, ("Thôn Lê", "Thôn Mận"))
    rows: Rows = [
        ["STT", "Họ và tên", "Thôn", "Tuổi", "Chữ ký"],
        ["No.", "Full name", "Village", "Age", "Signature"],
    ]
    rows += [[n, p.name, p.hamlet, 70, ""] for n, p in enumerate(people, 1)]
    return OfficeList("hai-thu-tieng.csv", text_file(rows, ";", "utf-8-sig"), tuple(people))


def _offices_behind_names() -> OfficeList:
    people = invented(706, 12, ("Thôn Sở",))
    sheet = Sheet("1").add("STT", "Họ và tên - chức vụ", "Đơn vị")
    for number, p in enumerate(people, 1):
        word = "Bà" if is_woman(p) else "Ông"
        office = (" - Bí thư chi bộ", "", ", Chi hội trưởng")[number % 3]
        sheet.add(number, f"{word} {p.name}{office}", p.hamlet)
    wanted = [replace(p, address="ba" if is_woman(p) else "ong") for p in people]
    return OfficeList("chuc-vu.xlsx", workbook(sheet), tuple(wanted))


def _two_lines_for_each() -> OfficeList:
    people = invented(707, 10, ("Thôn Hới",))
    sheet = Sheet("1").add("STT", "Họ và tên", "Thôn", "Liên hệ")
    for number, p in enumerate(people, 1):
        row = sheet.next_row
        sheet.add(number, p.name, p.hamlet, phone(number)).add(None, None, None, "Zalo: con gái")
        sheet.merge(f"A{row}:A{row + 1}", f"B{row}:B{row + 1}", f"C{row}:C{row + 1}")
    return OfficeList("hai-hang.xlsx", workbook(sheet), tuple(people))


def _old_font_in_capitals() -> OfficeList:
    people = invented(708, 12, ("Thôn Nội",))
    sheet = Sheet("1", font=".VnTimeH")
    sheet.add(*map(typed_in_tcvn3, ("tt", "họ và tên", "thôn")))
    for number, p in enumerate(people, 1):
        sheet.add(number, typed_in_tcvn3(p.name.lower()), typed_in_tcvn3(p.hamlet))
    return OfficeList("vntimeh.xlsx", workbook(sheet), tuple(people))


def _production_teams() -> OfficeList:
    people = invented(709, 13, ("Đội 3", "Đội 9"))
    rows: Rows = [["STT", "Họ và tên xã viên", "Đội", "Số khẩu"]]
    rows += [[n, p.name, p.hamlet[-1], 4] for n, p in enumerate(people, 1)]
    return OfficeList("xa-vien.csv", text_file(rows), tuple(people))


def _project() -> OfficeList:
    people = invented(710, 12, ("Thôn Bùi", "Thôn Đỗ"))
    sheet = (
        Sheet("BN").add("Dự án: Người cao tuổi và chuyển đổi số").add("Địa bàn: xã Đông Hải").add()
    )
    sheet.add(
        "#",
        "Mã",
        "Họ tên người hưởng lợi",
        "Giới",
        "Thôn/xóm",
        "Nhóm tuổi",
        "Khuyết tật (C/K)",
        "Ghi chú",
    )
    for number, p in enumerate(people, 1):
        sheet.add(
            number,
            f"BN-{number:03}",
            p.name,
            "Nữ",
            p.hamlet,
            "60-69",
            "K",
            "nghe kém" if number == 3 else None,
        )
    return OfficeList("du-an.xlsx", workbook(sheet), tuple(people))
