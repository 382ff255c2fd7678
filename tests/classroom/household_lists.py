"""Lists of households and exports of other programs: two names in a cell, heads of households."""

from collections.abc import Iterator
from dataclasses import replace

from list_kit import OfficeList, Sheet, born, invented, is_woman, phone, text_file, workbook

Rows = list[list[object]]


def household_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _couples()
    yield _codes()
    yield _hamlet_above_the_headings()
    yield _drawn_table()
    yield _spouses()
    yield _hamlet_in_brackets()
    yield _commune_behind_the_hamlet()
    yield _poor_households()
    yield _phones_first()
    yield _invitations()


def _couples() -> OfficeList:
    people = invented(501, 16, ("Thôn Sen", "Thôn Súng"))
    sheet = Sheet("VC").add("STT", "Họ và tên", "Thôn")
    for start in range(0, len(people), 2):
        pair = people[start : start + 2]
        sheet.add(start // 2 + 1, "\n".join(p.name for p in pair), people[start].hamlet)
    return OfficeList("vo-chong.xlsx", workbook(sheet), tuple(people))


def _codes() -> OfficeList:
    people = invented(502, 13, ("Thôn Trại", "Thôn Vĩnh"))
    rows: Rows = [
        ["ID", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "SO_CCCD", "MA_THON", "TEN_THON", "TEN_XA"]
    ]
    for number, p in enumerate(people, 1):
        rows.append(
            [number, p.name.upper(), born(number), 1, f"034{number:09}", "01", p.hamlet, ""]
        )
    return OfficeList("phan-mem.csv", text_file(rows, "\t", "utf-16"), tuple(people))


def _hamlet_above_the_headings() -> OfficeList:
    people = invented(503, 12, ("Thôn Nhuế",))
    sheet = (
        Sheet("1").add("UBND XÃ").add("I. THÔN NHUẾ").add("TT", "Họ và tên", "Năm sinh", "Ghi chú")
    )
    for number, person in enumerate(people, 1):
        sheet.add(f"{number}.", person.name, 1950, None)
    return OfficeList("thon-tren.xlsx", workbook(sheet), tuple(people))


def _drawn_table() -> OfficeList:
    people = invented(504, 11, ("Xóm Lẻ", "Xóm Chẵn"))
    lines = ["STT | Họ và tên | Xóm | Ghi chú"]
    lines += [f"{n} | {p.name} | {p.hamlet} | " for n, p in enumerate(people, 1)]
    return OfficeList("bang.txt", "\n".join(lines).encode(), tuple(people))


def _spouses() -> OfficeList:
    people = invented(505, 14, ("Thôn Hóp",))
    sheet = Sheet("1").add(
        "Thôn", "STT", "Họ và tên", "Năm sinh", "Họ tên vợ (chồng)", "Số người trong hộ"
    )
    for number, person in enumerate(people, 1):
        sheet.add("Thôn Hóp" if number == 1 else None, number, person.name, 1950, "Đinh Thị Vợ", 4)
    sheet.merge("A2:A15")
    return OfficeList("ho-dan.xlsx", workbook(sheet), tuple(people))


def _hamlet_in_brackets() -> OfficeList:
    people = invented(506, 12, ("Thôn Cầu", "Thôn Chợ"))
    rows: Rows = [["Danh sách tổ 4 người học chung máy"], ["Họ và tên"]]
    rows += [[f"{p.name} ({p.hamlet.lower()})"] for p in people]
    wanted = [replace(p, hamlet=p.hamlet.capitalize()) for p in people]
    return OfficeList("ngoac.csv", text_file(rows), tuple(wanted))


def _commune_behind_the_hamlet() -> OfficeList:
    people = invented(507, 13, ("Thôn Đông Lĩnh", "Thôn Tây Lĩnh"))
    rows: Rows = [["STT", "Họ và tên", "Thôn/xã", "Điện thoại", "", ""]]
    for number, p in enumerate(people, 1):
        rows.append([number, p.name, f"{p.hamlet} - xã Đông Hải", phone(number), "", ""])
    return OfficeList("thon-xa.csv", text_file(rows, ";"), tuple(people))


def _poor_households() -> OfficeList:
    people = invented(508, 14, ("Bản Mường", "Bản Lướt"))
    sheet = Sheet("HN").add("DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026").add()
    sheet.add("STT", "Họ và tên chủ hộ", "Bản", "Số khẩu", "Thuộc diện")
    for number, person in enumerate(people, 1):
        sheet.add(number, person.name, person.hamlet, 3, "Hộ nghèo")
    return OfficeList("ho-ngheo.xlsx", workbook(sheet), tuple(people))


def _phones_first() -> OfficeList:
    people = invented(509, 12)
    rows: Rows = [[phone(n), p.name, "học viên"] for n, p in enumerate(people, 1)]
    return OfficeList("so-truoc.csv", text_file(rows), tuple(people))


def _invitations() -> OfficeList:
    people = invented(510, 12, ("Thôn Đọ", "Thôn Xá"))
    rows: Rows = [["Kính mời", "Họ và tên", "Thôn", "Ký nhận giấy mời"]]
    wanted = []
    for person in people:
        word, address = ("Bà", "ba") if is_woman(person) else ("Ông", "ong")
        rows.append([word, person.name, person.hamlet, ""])
        wanted.append(replace(person, address=address))
    return OfficeList("giay-moi.csv", text_file(rows, ",", "utf-8-sig"), tuple(wanted))
