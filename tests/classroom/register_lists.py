"""Lists of registers, forms and chats: all in one cell, sex by ticks, tables below each other."""

from collections.abc import Iterator
from dataclasses import replace

from list_kit import (
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

from tutor.vietnamese import unmarked

Rows = list[list[object]]


def register_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _all_in_one_cell()
    yield _insurance()
    yield _contacts()
    yield _police()
    yield _capitals_without_marks()
    yield _school()
    yield _ticked_sex()
    yield _ticked_in_a_chat()
    yield _tables_below_each_other()
    yield _youth_union()


def _all_in_one_cell() -> OfficeList:
    people = invented(301, 12, ("Thôn Đông", "Thôn Đoài"))
    rows: Rows = [["STT", "Họ tên, năm sinh, nơi ở", "Ký nhận"]]
    rows += [[n, f"{p.name}, 19{40 + n}, {p.hamlet.lower()}", ""] for n, p in enumerate(people, 1)]
    wanted = [replace(p, hamlet=p.hamlet[0] + p.hamlet[1:].lower()) for p in people]
    return OfficeList("mot-o.csv", text_file(rows, ";"), tuple(wanted))


def _insurance() -> OfficeList:
    people = invented(302, 14, ("Thôn Hạ Đồng", "Thôn 4"))
    sheet = Sheet("BHYT").add("DANH SÁCH CẤP THẺ BHYT").add()
    sheet.add(
        "STT", "Mã thẻ", "Họ tên", "Ngày sinh", "Giới tính", "Địa chỉ", "Nơi ĐK KCB", "Từ ngày"
    )
    for number, person in enumerate(people, 1):
        home = f"{person.hamlet} Xã Đông Hải Huyện Quỳnh Phụ"
        sheet.add(number, f"GD4343{number:06}", person.name, born(number), number % 2, home, "34-012",
                  "01/01/2026")  # fmt: skip
    return OfficeList("bhyt.xlsx", workbook(sheet), tuple(people))


def _contacts() -> OfficeList:
    people = invented(303, 11)
    rows: Rows = [
        ["First Name", "Middle Name", "Last Name", "Nickname", "Labels", "Phone 1 - Value"]
    ]
    for number, person in enumerate(people):
        surname, *middle, given = person.name.split()
        rows.append([given, " ".join(middle), surname, "", "* myContacts", phone(number)])
    return OfficeList("contacts.csv", text_file(rows), tuple(people))


def _police() -> OfficeList:
    people = invented(304, 12, ("Khóm Tân Lập",))
    sheet = Sheet("NK").add("CÔNG AN XÃ", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").add()
    sheet.add(
        "STT", "Họ, chữ đệm và tên", "Số định danh cá nhân", "Quan hệ với chủ hộ", "Nơi thường trú"
    )
    for number, person in enumerate(people, 1):
        if number % 4 == 1:
            row = sheet.next_row
            sheet.add(f"Hộ số {number // 4 + 1}: chủ hộ {person.name}").merge(f"A{row}:E{row}")
        sheet.add(
            number, person.name.upper(), f"0340{number:08}", "Con", "Khóm Tân Lập, xã Đông Hải"
        )
    sheet.add(None, None, "TRƯỞNG CÔNG AN XÃ").add(None, None, "Thiếu tá Lưu Đức Trọng")
    return OfficeList("cu-tru.xlsx", workbook(sheet), tuple(people))


def _capitals_without_marks() -> OfficeList:
    people = [
        replace(p, name=unmarked(p.name).title()) for p in invented(305, 13, ("Thon 3", "Thon 8"))
    ]
    rows: Rows = [["TT", "HO VA TEN", "NAM SINH", "THON", "SDT"]]
    for number, person in enumerate(people, 1):
        rows.append([number, person.name.upper(), 1950, person.hamlet.upper(), phone(number)])
    return OfficeList("khong-dau.csv", text_file(rows, "\t"), tuple(people))


def _school() -> OfficeList:
    people = invented(306, 15, ("Buôn Ky", "Buôn Ea"))
    sheet = Sheet("Lop").add("TRUNG TÂM HỌC TẬP CỘNG ĐỒNG").add("Lớp: XMC 01").add()
    sheet.add("SBD", "Họ và", "tên", "Năm sinh", "Buôn", "Điểm")
    for number, person in enumerate(people, 1):
        sheet.add(f"XMC{number:02}", *split_name(person), 1950, person.hamlet, None)
    sheet.add("Danh sách này gồm 15 học viên").add(None, None, None, "Giám đốc")
    sheet.add(None, "Trịnh Văn", "Giang", "Đặng Đình Tùng")
    return OfficeList("xoa-mu.xlsx", workbook(sheet), tuple(people))


def _ticked_sex() -> OfficeList:
    people = invented(307, 14, ("Bản Cát", "Bản Pho"))
    rows: Rows = [
        ["TT", "Họ và tên", "Giới tính", "", "Bản", "Hộ nghèo"],
        ["", "", "Nam", "Nữ", "", ""],
    ]
    for number, person in enumerate(people, 1):
        ticks = ("", "x") if is_woman(person) else ("x", "")
        rows.append(
            [number, person.name, *ticks, person.hamlet.split()[1], "x" if number % 4 else ""]
        )
    wanted = [replace(p, hamlet=p.hamlet.split()[1]) for p in people]
    return OfficeList("nam-nu.csv", text_file(rows, ",", "cp1258"), tuple(wanted))


def _ticked_in_a_chat() -> OfficeList:
    people = invented(308, 12)
    lines = ["📣 ĐĂNG KÝ LỚP HỌC TỐI THỨ 7", "Các bác điền tên bên dưới ạ 👇"]
    for number, person in enumerate(people, 1):
        mark = (" ✅", "", " 👍")[number % 3]
        lines.append(f"{number}/ {person.name}{mark}")
    return OfficeList("dang-ky.txt", "\n".join(lines).encode(), tuple(people))


def _tables_below_each_other() -> OfficeList:
    people = invented(309, 15, ("Thôn Cả", "Thôn Con", "Thôn Mới"))
    sheet = Sheet("Tổng hợp")
    for hamlet in dict.fromkeys(person.hamlet for person in people):
        sheet.add(f"DANH SÁCH NGƯỜI CAO TUỔI {hamlet.upper()}").add(
            "STT", "Họ và tên", "Tuổi", "Ghi chú"
        )
        for number, person in enumerate((p for p in people if p.hamlet == hamlet), 1):
            sheet.add(number, person.name, 70 + number, "nặng tai" if number == 2 else None)
        sheet.add(None, "Trưởng thôn", None, None).add(None, "Bùi Văn Kiên", None, None).add()
    return OfficeList("gop-bang.xlsx", workbook(sheet), tuple(people))


def _youth_union() -> OfficeList:
    people = invented(310, 13, ("Tổ 3", "Tổ 4"))
    rows: Rows = [
        ["ĐOÀN TNCS HỒ CHÍ MINH", "", "", "", ""],
        ["Danh sách bà con được phân công kèm", "", "", "", ""],
        [
            "STT",
            "Đoàn viên phụ trách",
            "Họ tên người được kèm",
            "Tổ/khu phố",
            "Điện thoại người nhà",
        ],
    ]
    for number, person in enumerate(people, 1):
        rows.append([number, "Hà Minh Quân", f"Bác {person.name}", person.hamlet, phone(number)])
    wanted = [replace(p, address="bac") for p in people]
    return OfficeList("doan.csv", text_file(rows, ";", "utf-8-sig"), tuple(wanted))
