"""Twenty lists as offices write them: each has something that a reader of tables stumbles over."""

from collections.abc import Iterator
from dataclasses import replace

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


def office_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _name_over_two_columns()
    yield _name_over_two_columns_in_text()
    yield _members()
    yield _google_form()
    yield _kolibri_users()
    yield _sections()
    yield _merged_hamlets()
    yield _signed_below()
    yield _forms_of_address()
    yield _numbers_in_wrong_cells()
    yield _elderly_association()
    yield _headings_in_two_lines()
    yield _addresses()
    yield _tabs()
    yield _khom()
    yield _old_letters()
    yield _no_headings()
    yield _capitals_and_nicknames()
    yield _cut_file()
    yield _bilingual_with_sections()


def _with_address(people: list[Listed], women: str = "ba", men: str = "ong") -> list[Listed]:
    return [replace(p, address=women if is_woman(p) else men) for p in people]


def _name_over_two_columns() -> OfficeList:
    people = invented(1, 15, ("Thôn An Phú", "Thôn An Lộc"))
    sheet = Sheet("DS").add("DANH SÁCH HỌC VIÊN").merge("A1:E1").add()
    sheet.add("STT", "Họ và tên", None, "Năm sinh", "Thôn").merge("B3:C3")
    for number, person in enumerate(people, 1):
        sheet.add(number, *split_name(person), 1940 + number, person.hamlet)
    return OfficeList("gop-cot.xlsx", workbook(sheet), tuple(people))


def _name_over_two_columns_in_text() -> OfficeList:
    people = invented(2, 12, ("Thôn An Phú",))
    rows: Rows = [["STT", "HỌ VÀ TÊN", "", "Năm sinh", "Thôn", "Ghi chú"]]
    for number, person in enumerate(people, 1):
        rows.append([number, *split_name(person), 1940 + number, person.hamlet, ""])
    return OfficeList("gop-cot.csv", text_file(rows, ";", "utf-8-sig"), tuple(people))


def _members() -> OfficeList:
    people = invented(3, 14, ("Xóm Chùa", "Xóm Giếng"))
    rows: Rows = [["TT", "Họ và tên hội viên", "Ngày sinh", "Số CCCD", "Xóm", "Hộ"]]
    for number, person in enumerate(people, 1):
        household = "Hộ ông Vinh" if number < 3 else ""
        rows.append(
            [number, person.name, born(number), f"0340{number:08}", person.hamlet[4:], household]
        )
    wanted = [replace(p, hamlet=p.hamlet[4:]) for p in people]
    return OfficeList("hoivien.csv", text_file(rows), tuple(wanted))


def _google_form() -> OfficeList:
    people = invented(4, 13, ("Thôn Vực", "Thôn Rồng"))
    rows: Rows = [
        ["Dấu thời gian", "Họ và tên người dân tham gia", "Bạn ở thôn nào?", "Số điện thoại",
         "Bạn có điện thoại thông minh không?"]
    ]  # fmt: skip
    for number, person in enumerate(people, 1):
        stamp = f"20/11/2026 9:{number:02}:11"
        rows.append([stamp, f" {person.name} ", person.hamlet, phone(number), "Có"])
    return OfficeList("gform.csv", text_file(rows), tuple(people))


def _kolibri_users() -> OfficeList:
    people = invented(5, 13)
    rows: Rows = [
        ["Database ID (UUID)", "Username (USERNAME)", "Password (PASSWORD)", "Full name (FULL_NAME)",
         "User type (USER_TYPE)", "Identifier (IDENTIFIER)", "Birth year (BIRTH_YEAR)",
         "Gender (GENDER)", "Learner enrolled in class(es) (ENROLLED_IN)",
         "Class coach assigned to class(es) (ASSIGNED_TO)"]
    ]  # fmt: skip
    for number, person in enumerate(people, 1):
        sex = "FEMALE" if is_woman(person) else "MALE"
        rows.append(
            [
                f"{number:032x}",
                f"hv{number}",
                "*",
                person.name,
                "LEARNER",
                "",
                1945,
                sex,
                "Lop 1",
                "",
            ]
        )
    return OfficeList("kolibri.csv", text_file(rows), tuple(people))


def _sections() -> OfficeList:
    people = invented(6, 15, ("Thôn An Phú", "Thôn Tô Đê", "Tổ dân phố 3"))
    sheet = Sheet("DS").add("DANH SÁCH").add()
    sheet.add("STT", "Họ và tên", "Năm sinh", "Ghi chú")
    before = ""
    sections = 0
    for number, person in enumerate(people, 1):
        if person.hamlet != before:
            before = person.hamlet
            sections += 1
            sheet.add("I" * sections, person.hamlet, None, None)
        sheet.add(number, person.name, 1940 + number, None)
    return OfficeList("muc.xlsx", workbook(sheet), tuple(people))


def _merged_hamlets() -> OfficeList:
    people = invented(7, 15, ("Thôn Đông", "Thôn Đoài", "Thôn Bắc"))
    sheet = Sheet("DS").add("Thôn", "STT", "Họ tên người cao tuổi", "Hộ")
    for number, person in enumerate(people, 1):
        start = number % 5 == 1
        sheet.add(person.hamlet if start else None, number, person.name, None)
        if start:
            sheet.merge(f"A{number + 1}:A{number + 5}")
    return OfficeList("thon-gop.xlsx", workbook(sheet), tuple(people))


def _signed_below() -> OfficeList:
    people = invented(8, 12, ("Thôn Nội",))
    sheet = Sheet("DS").add("STT", "Họ và tên", "Thôn", "Ký tên")
    for number, person in enumerate(people, 1):
        sheet.add(number, person.name, person.hamlet, None)
    sheet.add(None, "Tổng cộng: 12 người").add()
    sheet.add(None, None, "Quỳnh Phụ, ngày 20 tháng 11 năm 2026")
    sheet.add(None, "Người lập biểu", "Trưởng thôn").add(None, "(Ký, ghi rõ họ tên)", None).add()
    sheet.add(None, "Nguyễn Lâm Hùng", "Trần Quang Sáng")
    return OfficeList("nguoi-lap.xlsx", workbook(sheet), tuple(people))


def _forms_of_address() -> OfficeList:
    people = _with_address(invented(9, 14, ("Thôn Nội", "Thôn Ngoại")))
    rows: Rows = [["STT", "Họ và tên", "Thôn"]]
    for number, person in enumerate(people, 1):
        women, men = (("Bà", "Ông"), ("Cụ bà", "Cụ ông"), ("BÀ", "ÔNG"))[number % 3]
        rows.append([number, f"{women if is_woman(person) else men} {person.name}", person.hamlet])
        if number % 3 == 1:
            people[number - 1] = replace(person, address="cu")
    return OfficeList("ong-ba.csv", text_file(rows), tuple(people))


def _numbers_in_wrong_cells() -> OfficeList:
    people = invented(10, 12, ("Thôn Hạ",))
    rows: Rows = [["STT", "Họ tên", "Thôn", "Hộ gia đình", "Ghi chú"]]
    for number, person in enumerate(people, 1):
        name, household = person.name, ""
        match number:
            case 2:
                name += " (1950)"
            case 3:
                household = phone(3)
            case 4:
                name += f" {phone(4)}"
            case 5:
                name += " - sn 1948"
            case 6:
                name = f"6. {name}"
            case 7:
                name += ", 1951"
            case 8:
                name += " (nặng tai)"
        rows.append([number, name, person.hamlet, household, ""])
    return OfficeList("so-lac.csv", text_file(rows), tuple(people))


def _elderly_association() -> OfficeList:
    people = invented(11, 16, ("Thôn Thượng", "Thôn Hạ"))
    sheet = Sheet("NCT").add("HỘI NGƯỜI CAO TUỔI XÃ ĐÔNG HẢI").merge("A1:D1")
    sheet.add("DANH SÁCH HỘI VIÊN NGƯỜI CAO TUỔI NĂM 2026").merge("A2:H2").add()
    sheet.add("Số\nTT", "Họ và tên\nhội viên", "Năm sinh", None, "Ngày vào hội", "Chi hội", "Chức vụ",
              "Ghi chú")  # fmt: skip
    sheet.add(None, None, "Nam", "Nữ", None, None, None, None)
    sheet.merge("A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "G4:G5", "H4:H5")
    sheet.add(1, 2, 3, 4, 5, 6, 7, 8)
    for number, person in enumerate(people, 1):
        years = (None, 1940 + number) if is_woman(person) else (1940 + number, None)
        office = "Chi hội trưởng" if number == 4 else None
        sheet.add(number, person.name, *years, 2015, person.hamlet, office, None)
    sheet.add().add(None, None, None, None, None, "TM. BCH HỘI NCT", None, None)
    sheet.add(None, None, None, None, None, "Chủ tịch").add(
        None, None, None, None, None, "Đỗ Bá Lượng"
    )
    return OfficeList("nct.xlsx", workbook(sheet), tuple(people))


def _headings_in_two_lines() -> OfficeList:
    people = invented(12, 13, ("Thôn 5", "Thôn 6"))
    rows: Rows = [
        ["STT", "Họ và tên", "", "Ngày sinh", "Nơi ở", ""],
        ["", "Họ đệm", "Tên", "", "Thôn", "Xã"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    ]
    for number, person in enumerate(people, 1):
        rows.append([number, *split_name(person), born(number), person.hamlet[5:], ""])
    rows.append(["", "Người lập", "", "", "", ""])
    rows.append(["", "Vũ Thu", "Trang", "", "", ""])
    return OfficeList("hai-dong.csv", text_file(rows), tuple(people))


def _addresses() -> OfficeList:
    people = invented(13, 14, ("Thôn Đồng Tâm", "Xóm 7"))
    rows: Rows = [["STT", "Họ và tên", "Giới tính", "Địa chỉ", "Điện thoại"]]
    for number, person in enumerate(people, 1):
        home = (person.hamlet, f"{person.hamlet}, xã Đông Hải", f"Số nhà {number}, {person.hamlet}")
        rows.append([number, person.name, "Nữ" if is_woman(person) else "Nam", home[number % 3],
                     phone(number)])  # fmt: skip
    return OfficeList("dia-chi.csv", text_file(rows, ";"), tuple(people))


def _tabs() -> OfficeList:
    people = invented(14, 12, ("Bản Phố", "Bản Mây"))
    rows: Rows = [
        ["DANH SÁCH HỘ NGHÈO"],
        [],
        ["Stt", "Họ và Tên (người dân)", "Dân tộc", "Địa bàn"],
    ]
    rows += [[n, person.name, "Mông", person.hamlet] for n, person in enumerate(people, 1)]
    return OfficeList("dia-ban.txt", text_file(rows, "\t", "utf-16"), tuple(people))


def _khom() -> OfficeList:
    people = invented(15, 14, ("Khóm 1", "Khóm 2"))
    rows: Rows = [["Họ và tên học viên (viết hoa)", "Ấp/Khóm", "Xưng hô"]]
    rows += [[p.name.upper(), p.hamlet, "bà" if is_woman(p) else "ông"] for p in people]
    return OfficeList("khom.csv", text_file(rows, ";", "cp1258"), tuple(_with_address(people)))


def _old_letters() -> OfficeList:
    people = invented(16, 15, ("Xóm 1", "Xóm 2"))
    rows: Rows = [["Tt", "Họ tên công dân", "Sinh", "Xóm"]]
    rows += [[n, p.name, 1950, p.hamlet[4:]] for n, p in enumerate(people, 1)]
    rows.append(["", "Cộng 15 người", "", ""])
    return OfficeList("abc.csv", text_file(rows, ",", "tcvn3"), tuple(people))


def _no_headings() -> OfficeList:
    people = _with_address(invented(17, 11))
    rows: Rows = [["Danh sách lớp tối thứ tư", "", ""]]
    for number, person in enumerate(people, 1):
        rows.append([number, f"{'bà' if is_woman(person) else 'ông'} {person.name}", 1945 + number])
    return OfficeList("khong-tieu-de.csv", text_file(rows), tuple(people))


def _capitals_and_nicknames() -> OfficeList:
    people = invented(18, 12, ("Thôn Vạn",))
    sheet = (
        Sheet("1").add("Lớp: Thôn Vạn").add("STT", "Họ tên (chữ in hoa)", "Thôn (xóm)", "Ký nhận")
    )
    for number, person in enumerate(people, 1):
        nickname = " (BA TÈO)" if number == 3 else ""
        sheet.add(number, person.name.upper() + nickname, person.hamlet, None)
    sheet.add(None, "THƯ KÝ", None, None).add(None, "LÊ HỒNG MINH", None, None)
    return OfficeList("in-hoa.xlsx", workbook(sheet), tuple(people))


def _cut_file() -> OfficeList:
    people = invented(19, 14, ("Thôn Cao",))
    rows: Rows = [["STT", "Họ và tên", "Thôn", "Chủ hộ"]]
    rows += [[n, p.name, p.hamlet, "Trần Văn Sửu"] for n, p in enumerate(people, 1)]
    rows.append([15, "Hoàng Đình Quy", "Thôn Cao", "x"])
    whole = text_file(rows)
    return OfficeList("cut.csv", whole[: whole.index(b"Quy") + 3], tuple(people))


def _bilingual_with_sections() -> OfficeList:
    people = invented(20, 16, ("Xóm Trại", "Xóm Mới"))
    rows: Rows = [["No.", "Họ và tên / Full name", "Năm sinh / Year of birth", "Ghi chú / Notes"]]
    before = ""
    for number, person in enumerate(people, 1):
        if person.hamlet != before:
            if before:
                rows.append(["Cộng", "8 người", "", ""])
            before = person.hamlet
            rows.append([f"{person.hamlet.upper()}: 8 người", "", "", ""])
        rows.append([number, person.name, 1950, "mắt kém"])
    rows.append(["", "Ngày 1 tháng 12 năm 2026", "", ""])
    rows.append(["", "Người lập danh sách", "", ""])
    rows.append(["", "Đoàn viên Lý Thanh Hà", "", ""])
    return OfficeList("song-ngu.csv", text_file(rows, ";", "utf-8-sig"), tuple(people))
