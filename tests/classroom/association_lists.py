"""Lists of associations, offices and registers: letterheads, two tables on a sheet."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

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
from roster_samples import typed_in_tcvn3


def association_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _veterans()
    yield _pensions()
    yield _typed_in_a_chat()
    yield _two_tables_beside_each_other()
    yield _answers_of_a_form()
    yield _attendance()
    yield _one_sheet_for_each_hamlet()
    yield _old_letters_in_capitals()
    yield _womens_union()
    yield _household_register()


def _veterans() -> OfficeList:
    people = invented(101, 14, ("Thôn Đoài", "Thôn Trung", "Thôn Hạ"))
    sheet = Sheet("CCB")
    sheet.add("HỘI CỰU CHIẾN BINH XÃ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.add("BAN CHẤP HÀNH", None, None, "Độc lập - Tự do - Hạnh phúc").merge("A1:C1", "D1:F1")
    sheet.add(None, None, None, "Quỳnh Phụ, ngày 12 tháng 11 năm 2026")
    sheet.add().add("DANH SÁCH HỘI VIÊN ĐĂNG KÝ HỌC KỸ NĂNG SỐ").merge("A5:F5")
    sheet.add("(Kèm theo Công văn số 12/CV-CCB)").add()
    sheet.add("TT", "Họ tên khai sinh", "Ngày vào hội", "Chi hội", "Quê quán", "Ký nhận")
    sheet.add("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
    for number, person in enumerate(people, 1):
        home = f"CCB {person.hamlet.replace('Thôn', 'thôn')}"
        sheet.add(number, person.name, born(number), home, "Thái Bình", None)
    sheet.add("Danh sách có 14 hội viên./.").add()
    sheet.add("Nơi nhận:", None, None, "T/M BAN CHẤP HÀNH")
    sheet.add("- Đảng ủy (b/c)", None, None, "CHỦ TỊCH").add("- Lưu VT", None, None, "(Đã ký)")
    sheet.add().add(None, None, None, "Trần Đức Mạnh")
    return OfficeList("ccb.xlsx", workbook(sheet), tuple(people))


def _pensions() -> OfficeList:
    people = invented(102, 16, ("Thôn Bắc", "Thôn Nam"))
    sheet = Sheet("DS")
    sheet.add("UBND XÃ TÂN HÒA").add("DANH SÁCH ĐỐI TƯỢNG HƯỞNG TRỢ CẤP HƯU TRÍ XÃ HỘI").add()
    sheet.add("STT", "Họ và tên", "Năm sinh", None, "Nơi ở hiện nay", None, "Mức hưởng", "Ghi chú")
    sheet.add(None, None, "Nam", "Nữ", "Thôn", "Xã", None, None)
    sheet.merge("A4:A5", "B4:B5", "C4:D4", "E4:F4", "G4:G5", "H4:H5")
    sheet.add("A", "Đối tượng từ đủ 80 tuổi trở lên")
    for number, person in enumerate(people, 1):
        if number == 9:
            sheet.add("B", "Đối tượng khuyết tật nặng")
        year = 1930 + number
        years = (None, year) if is_woman(person) else (year, None)
        home = person.hamlet.removeprefix("Thôn ")
        sheet.add(number, person.name.upper(), *years, home, "Tân Hòa", 500000, None)
    sheet.add(None, "Tổng cộng", None, None, None, None, 8000000)
    sheet.add(None, None, None, None, None, "TM. ỦY BAN NHÂN DÂN")
    sheet.add(None, "Người lập biểu", None, None, None, "KT. CHỦ TỊCH")
    sheet.add(None, "Lương Thị Hiền", None, None, None, "Phạm Quốc Toàn")
    wanted = [replace(p, hamlet=p.hamlet.removeprefix("Thôn ")) for p in people]
    return OfficeList("tro-cap.xlsx", workbook(sheet), tuple(wanted))


def _typed_in_a_chat() -> OfficeList:
    people = invented(103, 12, ("Xóm Đình", "Xóm Bến"))
    lines = ["Danh sách các cụ đăng ký lớp điện thoại"]
    wanted = []
    for number, person in enumerate(people, 1):
        if number in (1, 7):
            lines.append(f"{person.hamlet}:")
        word, address = ("Bà", "ba") if is_woman(person) else ("Ông", "ong")
        tail = f" - {phone(number)}" if number % 3 == 0 else ""
        lines.append(f"{number}. {word} {person.name}{tail}")
        wanted.append(replace(person, address=address))
    return OfficeList("zalo.txt", "\n".join(lines).encode(), tuple(wanted))


def _two_tables_beside_each_other() -> OfficeList:
    people = invented(104, 17, ("Ấp 1", "Ấp 2", "Ấp 3"))
    sheet = Sheet("Lop 1").add("DANH SÁCH LỚP").add()
    sheet.add("STT", "Họ và tên", "Ấp", None, "STT", "Họ và tên", "Ấp")
    left, right = people[:9], people[9:]
    for number, (one, other) in enumerate(zip_longest(left, right), 1):
        cells: list[object] = [number, one.name, one.hamlet[-1], None]
        if other:
            cells += [number + 9, other.name, other.hamlet[-1]]
        sheet.add(*cells)
    return OfficeList("hai-cot.xlsx", workbook(sheet), tuple(people))


def _answers_of_a_form() -> OfficeList:
    people = invented(105, 11, ("Khu phố 4", "Khu phố 5"))
    rows: list[list[object]] = [
        ["ID", "Start time", "Completion time", "Email", "Name", "Họ và tên của bác là gì?",
         "Bác sinh năm bao nhiêu?", "Bác ở khu phố nào?", "Số điện thoại để chúng cháu gọi",
         "Bác có cần giúp gì thêm không? (nghe kém, mắt kém…)"]
    ]  # fmt: skip
    for number, person in enumerate(people, 1):
        rows.append(
            [number, "11/20/26 8:01:12", "11/20/26 8:03:40", "anonymous", "", person.name.lower(),
             1945 + number, person.hamlet, phone(number), "không" if number % 2 else "tai hơi nghễnh ngãng"]
        )  # fmt: skip
    return OfficeList("tra-loi.csv", text_file(rows, encoding="utf-8-sig"), tuple(people))


def _attendance() -> OfficeList:
    people = invented(106, 13)
    rows: list[list[object]] = [
        ["BẢNG ĐIỂM DANH LỚP KỸ NĂNG SỐ CỘNG ĐỒNG", "", "", "", "", ""],
        [
            "Số TT",
            "HỌ TÊN HỌC VIÊN",
            "Buổi 1 (1/12)",
            "Buổi 2 (3/12)",
            "Buổi 3 (5/12)",
            "Lý do vắng",
        ],
    ]
    for number, person in enumerate(people, 1):
        rows.append(
            [number, person.name, "x", "x" if number % 3 else "", "v", "ốm" if number == 4 else ""]
        )
    rows += [["", "Cộng", 13, 9, 0, ""], ["", "Giáo viên: Hoàng Thu Thủy", "", "", "", ""]]
    return OfficeList("diem-danh.csv", text_file(rows, ";", "cp1258"), tuple(people))


def _one_sheet_for_each_hamlet() -> OfficeList:
    people = invented(107, 15, ("Thôn Phú Lâm", "Thôn Phú Mỹ", "Thôn Phú Hòa"))
    sheets = [Sheet("Bìa").add("DANH SÁCH NGƯỜI CAO TUỔI THAM GIA LỚP HỌC").add("Năm 2026")]
    for hamlet in dict.fromkeys(person.hamlet for person in people):
        sheet = Sheet(hamlet).add(f"DANH SÁCH {hamlet.upper()}")
        sheet.add("STT", "Họ và tên", "Năm sinh", "Số điện thoại")
        for number, person in enumerate((p for p in people if p.hamlet == hamlet), 1):
            sheet.add(number, person.name, 1940 + number, phone(number))
        sheets.append(sheet)
    return OfficeList("theo-thon.xlsx", workbook(*sheets), tuple(people))


def _old_letters_in_capitals() -> OfficeList:
    people = invented(108, 12, ("Xóm 3", "Xóm 4"))
    sheet = Sheet("Sheet1", font=".VnTime")
    sheet.add(typed_in_tcvn3("Danh sách hội viên"))
    sheet.add(*map(typed_in_tcvn3, ("TT", "Họ và tên", "Tuổi", "Ghi chú")))
    for number, person in enumerate(people, 1):
        if number in (1, 7):
            sheet.add("I" if number == 1 else "II", typed_in_tcvn3(person.hamlet))
        sheet.add(number, typed_in_tcvn3(person.name), 70 + number, typed_in_tcvn3("mắt kém"))
    return OfficeList("abc.xlsx", workbook(sheet), tuple(people))


def _womens_union() -> OfficeList:
    people = [p for p in invented(109, 30, ("Tổ 1", "Tổ 2", "Tổ 3")) if is_woman(p)]
    rows: list[list[object]] = [
        ["HỘI LIÊN HIỆP PHỤ NỮ XÃ", "", "", "", ""],
        ["Số TT", "Họ và tên chị em", "Tổ phụ nữ", "Nghề nghiệp", "SĐT\n(Zalo)"],
    ]
    wanted = []
    for number, person in enumerate(people, 1):
        word, address = (("Chị", ""), ("Bác", "bac"), ("", ""))[number % 3]
        name = f"{word} {person.name}".strip()
        rows.append([f"{number:02}", name, person.hamlet, "làm ruộng", phone(number)])
        wanted.append(replace(person, address=address))
    rows.append([f"Tổng số: {len(people)} chị em", "", "", "", ""])
    rows.append(["", "", "", "Chi hội trưởng", ""])
    rows.append(["", "", "", "Bùi Thị Nhạn", ""])
    return OfficeList("phu-nu.csv", text_file(rows, ";", "utf-8-sig"), tuple(wanted))


def _household_register() -> OfficeList:
    people = invented(110, 12, ("Làng Chài", "Làng Gốm"))
    sheet = Sheet("Hộ").add("SỔ THEO DÕI HỘ GIA ĐÌNH").add()
    sheet.add("Số hộ", "Họ tên chủ hộ", "Thành viên", None, "Quan hệ với chủ hộ", "Tuổi", "Làng")
    sheet.add(None, None, "Họ đệm", "Tên", None, None, None)
    sheet.merge("A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4")
    for start in range(0, len(people), 3):
        first = sheet.next_row
        for number, person in enumerate(people[start : start + 3]):
            relation = ("chủ hộ", "vợ/chồng", "mẹ")[number]
            sheet.add(
                start // 3 + 1, people[start].name, *split_name(person), relation, 60 + number,
                person.hamlet.split()[1],
            )  # fmt: skip
        sheet.merge(f"A{first}:A{first + 2}", f"B{first}:B{first + 2}")
    wanted: list[Listed] = [replace(p, hamlet=p.hamlet.split()[1]) for p in people]
    return OfficeList("so-ho.xlsx", workbook(sheet), tuple(wanted))
