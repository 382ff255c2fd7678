"""Lists of villages, wards and charities: hamlets as merged lines, headings on each page."""

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


def village_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _farmers()
    yield _no_headings_with_hamlets()
    yield _three_columns_of_names()
    yield _of_a_charity()
    yield _headings_on_each_page()
    yield _ward()
    yield _short_forms_of_address()
    yield _names_in_a_chat_group()
    yield _long_letterhead()
    yield _colon_after_the_word()


def _farmers() -> OfficeList:
    people = invented(201, 15, ("Thôn Lộc Điền", "Thôn Thụy Lũng"))
    sheet = (
        Sheet("HND")
        .add("HỘI NÔNG DÂN XÃ")
        .add("DANH SÁCH CÁN BỘ, HỘI VIÊN DỰ TẬP HUẤN CHUYỂN ĐỔI SỐ")
    )
    sheet.merge("A2:F2").add()
    sheet.add("TT", "Mã HV", "Họ và tên", "Năm sinh", "Chức danh", "Số tiền")
    before, part = "", 0
    for number, person in enumerate(people, 1):
        if person.hamlet != before:
            before, part = person.hamlet, part + 1
            row = sheet.next_row
            sheet.add(f"{part}. Chi hội {person.hamlet.replace('Thôn', 'thôn')} (8 hội viên)")
            sheet.merge(f"A{row}:F{row}")
        sheet.add(number, f"ND{number:03}", person.name, 1950 + number, "Hội viên", 50000)
    sheet.add("Cộng:", None, None, None, None, 750000)
    sheet.add(None, None, "NGƯỜI NHẬN TIỀN", None, None, "THỦ QUỸ")
    sheet.add(None, None, "Đặng Thị Loan", None, None, "Mai Văn Thành")
    return OfficeList("nong-dan.xlsx", workbook(sheet), tuple(people))


def _no_headings_with_hamlets() -> OfficeList:
    people = invented(202, 12, ("Xóm 2", "Xóm 9"))
    rows: Rows = [[p.name, p.hamlet, 1940 + number] for number, p in enumerate(people)]
    return OfficeList("tron.csv", text_file(rows, ";"), tuple(people))


def _three_columns_of_names() -> OfficeList:
    people = invented(203, 14, ("Thôn Sơn", "Thôn Thủy"))
    rows: Rows = [["Họ", "Tên đệm", "Tên", "Thôn", "Xã", "Số điện thoại"]]
    for number, person in enumerate(people):
        surname, *middle, given = person.name.split()
        rows.append([surname, " ".join(middle), given, person.hamlet, "", phone(number)])
    return OfficeList("ba-cot.txt", text_file(rows, "\t"), tuple(people))


def _of_a_charity() -> OfficeList:
    people = [replace(p, name=unmarked(p.name).title()) for p in invented(204, 13, ("Dong", "Tay"))]
    rows: Rows = [["Training on digital skills - attendance sheet"]]
    rows.append(["No.", "Full name of participant", "Sex", "Age", "Village", "Phone", "Signature"])
    for number, person in enumerate(people, 1):
        rows.append([number, person.name, "F", 60 + number, person.hamlet, phone(number), ""])
    rows.append(["", "Prepared by: Tran Thi Thu", "", "", "", "", ""])
    return OfficeList("ngo.csv", text_file(rows), tuple(people))


def _headings_on_each_page() -> OfficeList:
    people = invented(205, 16, ("Thôn Quang Trung", "Thôn Lê Lợi"))
    headings = ("Số TT", "Họ và tên", "Ngày, tháng,\nnăm sinh", "Trú quán", "Nghề nghiệp")
    sheet = Sheet("Trang 1").add("DANH SÁCH TRÍCH NGANG").add(*headings)
    for number, person in enumerate(people, 1):
        if number in (7, 13):
            sheet.add(None, "Cộng trang", None, None, None).add(*headings)
        sheet.add(number, person.name.replace(" ", "\n", 1), born(number), person.hamlet, "Hưu trí")
    return OfficeList("trich-ngang.xlsx", workbook(sheet), tuple(people))


def _ward() -> OfficeList:
    people = invented(206, 13, ("5", "6", "7"))
    sheet = (
        Sheet("P")
        .add("PHƯỜNG TRẦN LÃM")
        .add("STT", "Họ và tên chủ thuê bao", "Tổ dân phố số", "CCCD")
    )
    for number, person in enumerate(people, 1):
        sheet.add(number, person.name, int(person.hamlet), f"0340{number:08}")
    wanted = [replace(p, hamlet=f"Tổ dân phố {p.hamlet}") for p in people]
    return OfficeList("phuong.xlsx", workbook(sheet), tuple(wanted))


def _short_forms_of_address() -> OfficeList:
    people = invented(207, 12, ("Ấp Tân Tiến",))
    rows: Rows = [["Stt", "Tên bà con", "Ấp", "Ghi chú"]]
    wanted = []
    for number, person in enumerate(people, 1):
        woman = is_woman(person)
        word, address = (
            (("B.", "ba") if woman else ("Ô.", "ong")),
            ("Cụ:", "cu"),
            (("bà", "ba") if woman else ("ông", "ong")),
        )[number % 3]
        note = " (trưởng ấp)" if number == 5 else ""
        rows.append([number, f"{word} {person.name}{note}", person.hamlet, ""])
        wanted.append(replace(person, address=address))
    return OfficeList("o-b.csv", text_file(rows), tuple(wanted))


def _names_in_a_chat_group() -> OfficeList:
    people = invented(208, 12, ("Thôn Vàng", "Thôn Bạc"))
    rows: Rows = [["Tên Zalo", "Họ tên thật", "Thôn", "Đã tham gia nhóm"]]
    for person in people:
        given = split_name(person)[1]
        rows.append([f"{given} {given} 🌸", person.name, person.hamlet, "rồi"])
    return OfficeList("nhom.csv", text_file(rows, encoding="utf-8-sig"), tuple(people))


def _long_letterhead() -> OfficeList:
    people = invented(209, 14, ("Thôn Vân", "Thôn Mây"))
    sheet = Sheet("1")
    for line in ("TỈNH HƯNG YÊN", "XÃ ĐÔNG HẢI", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "Số: 15/DS-BCĐ", "DANH SÁCH",
                 "Người dân đăng ký tham gia lớp “Bình dân học vụ số”", "(Ban hành kèm theo Kế hoạch số 9)",
                 "Địa điểm: Nhà văn hóa thôn Vân", "Thời gian: 19h30 ngày 5/12/2026"):  # fmt: skip
        sheet.add(None, line)
    sheet.add().add(None, "TT", "Họ, tên", "Giới tính", "Hộ khẩu thường trú", "Chữ ký")
    for number, person in enumerate(people, 1):
        sex = "Nữ" if is_woman(person) else "Nam"
        sheet.add(None, number, person.name, sex, f"{person.hamlet}, xã Đông Hải", None)
    sheet.add().add(None, "Tổng số: 14 người")
    sheet.add(None, None, "Người lập", None, "TM. BAN CHỈ ĐẠO", "Trưởng ban")
    sheet.add(None, None, "Phạm Thu Hương", None, "Đinh Quốc Bảo", None)
    return OfficeList("ke-hoach.xlsx", workbook(sheet), tuple(people))


def _colon_after_the_word() -> OfficeList:
    people = invented(210, 14, ("Thôn Đồng Vàng", "Thôn Đồng Bạc"))
    rows: Rows = [["STT", "Tên học viên", "SĐT", "Máy đang dùng"]]
    before = ""
    for number, person in enumerate(people, 1):
        if person.hamlet != before:
            before = person.hamlet
            rows.append([f"THÔN: {person.hamlet[5:].upper()}", "", "", ""])
        rows.append([number, person.name, phone(number), "Samsung"])
    return OfficeList("unicode.txt", text_file(rows, "\t", "utf-16"), tuple(people))
