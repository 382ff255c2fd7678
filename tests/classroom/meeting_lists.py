"""Lists of cultural houses, banks and polls: hamlets at the side, numbers by formula."""

from collections.abc import Iterator
from dataclasses import replace

from list_kit import Listed, OfficeList, Sheet, born, invented, is_woman, phone, text_file, workbook

Rows = list[list[object]]


def meeting_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _commune()
    yield _form_in_two_languages()
    yield _plain()
    yield _vni()
    yield _hamlets_at_the_side()
    yield _peoples_of_the_highlands()
    yield _numbers_by_formula()
    yield _usual_and_real_names()
    yield _cultural_house()
    yield _bank_of_the_poor()


def _commune() -> OfficeList:
    people = invented(401, 15, ("Thôn Tiền", "Thôn Hậu"))
    sheet = (
        Sheet("NCT")
        .add("ỦY BAN MTTQ XÃ")
        .add("DANH SÁCH NGƯỜI CAO TUỔI HỌC SỬ DỤNG ĐIỆN THOẠI THÔNG MINH")
    )
    sheet.add("(Tính đến ngày 20/11/2026)")
    sheet.add(
        "Số thứ tự",
        "Họ và tên NCT",
        "Tuổi",
        "Địa chỉ (thôn/xóm)",
        "SĐT con, cháu",
        "Tình trạng sức khỏe",
    )
    for number, person in enumerate(people, 1):
        sheet.add(number, person.name, 70, person.hamlet, phone(number), "huyết áp cao")
    sheet.add(None, "Tổng: 15 cụ").add(None, None, None, None, "Người tổng hợp").add()
    sheet.add(None, None, None, None, "Lương Thị Mơ")
    return OfficeList("mttq.xlsx", workbook(sheet), tuple(people))


def _form_in_two_languages() -> OfficeList:
    people = invented(402, 12, ("Thôn Đậu", "Thôn Mía"))
    rows: Rows = [["Timestamp", "Email Address", "Full Name (Họ và tên)", "Hamlet / Thôn", "Age group",
                   "Need help with (Cần hỗ trợ)"]]  # fmt: skip
    for number, person in enumerate(people):
        rows.append(["2026/11/20 9:01:02 AM GMT+7", f"a{number}@thu.example", person.name.upper(),
                     person.hamlet, "70-79", "reading"])  # fmt: skip
    return OfficeList("form-en.csv", text_file(rows), tuple(people))


def _plain() -> OfficeList:
    people = invented(403, 13, ("Xóm Trong", "Xóm Ngoài"))
    rows: Rows = [["Họ & tên", "Xóm"]]
    for number, person in enumerate(people):
        rows.append([person.name.lower(), person.hamlet.split()[1]])
        if number % 5 == 4:
            rows.append(["", ""])
    wanted = [replace(p, hamlet=p.hamlet.split()[1]) for p in people]
    return OfficeList("don-gian.csv", text_file(rows, ",", "cp1258"), tuple(wanted))


def _vni() -> OfficeList:
    people = invented(404, 14, ("Ấp Giồng", "Ấp Rạch"))
    rows: Rows = [["DANH SÁCH HỌC VIÊN", "", ""], ["Số TT", "Họ và tên", "Ấp"]]
    rows += [[n, p.name, p.hamlet] for n, p in enumerate(people, 1)]
    return OfficeList("vni.csv", text_file(rows, ";", "vni"), tuple(people))


def _hamlets_at_the_side() -> OfficeList:
    people = invented(405, 15, ("Thôn Thanh", "Thôn Bình", "Thôn An"))
    sheet = Sheet("1").add("Đơn vị", "TT", "Họ và tên", "Ngày sinh", "Ký tên")
    for hamlet in dict.fromkeys(person.hamlet for person in people):
        first = sheet.next_row
        for number, person in enumerate((p for p in people if p.hamlet == hamlet), 1):
            sheet.add(
                hamlet.upper() if number == 1 else None, number, person.name, born(number), None
            )
        sheet.merge(f"A{first}:A{sheet.next_row - 1}")
        sheet.add(f"Cộng {hamlet.lower()}", None, "5 người", None, None)
    return OfficeList("ben-le.xlsx", workbook(sheet), tuple(people))


def _peoples_of_the_highlands() -> OfficeList:
    names = ("Y Bhăm Êban", "H'Hen Niê", "K'Brếp", "Thạch Sa Rây", "H' Lan Mlô", "Giàng A Páo", "Lò Thị Ín",
             "Sùng Thị Máy", "Y Wang Byă", "Kpă Thơm", "Rơ Châm H'Yéo", "Danh Ươl")  # fmt: skip
    people = [Listed(name, "Buôn Sah") for name in names]
    rows: Rows = [["STT", "Họ và tên", "Dân tộc", "Buôn/Làng"]]
    rows += [[n, p.name, "Ê Đê", p.hamlet] for n, p in enumerate(people, 1)]
    return OfficeList("tay-nguyen.csv", text_file(rows), tuple(people))


def _numbers_by_formula() -> OfficeList:
    people = invented(407, 13, ("Thôn Phúc",))
    sheet = Sheet("DS").add("STT", "Họ và tên", "Năm sinh", "Tuổi", "Thôn")
    for number, person in enumerate(people, 1):
        index = 1 if number == 1 else f"=A{number}+1"
        sheet.add(index, person.name, 1950, f"=2026-C{number + 1}", person.hamlet)
    sheet.add(None, "Người lập").add(None, "Ngô Thị Hạ")
    return OfficeList("cong-thuc.xlsx", workbook(sheet), tuple(people))


def _usual_and_real_names() -> OfficeList:
    people = invented(408, 12, ("Thôn Kênh", "Thôn Đập"))
    rows: Rows = [
        ["TT", "Tên thường gọi", "Họ tên theo giấy tờ", "Năm sinh", "Thôn cư trú", "Con ông/bà"]
    ]
    for number, person in enumerate(people, 1):
        called = f"{'bà' if is_woman(person) else 'ông'} Tý"
        rows.append([number, called, person.name, 1950, person.hamlet, "Trần Văn Cố"])
    return OfficeList("ten-goi.csv", text_file(rows, ";", "utf-8-sig"), tuple(people))


def _cultural_house() -> OfficeList:
    people = invented(409, 14)
    sheet = Sheet("Tối thứ 3").add("NHÀ VĂN HÓA THÔN PHƯƠNG LA").add("Lớp tối thứ 3, thứ 5").add()
    sheet.add("Số", "Tên", "Điện thoại", "Máy", "Ghi chú")
    for number, person in enumerate(people, 1):
        sheet.add(number, person.name, phone(number), "Oppo", "mắt mờ" if number == 2 else None)
    wanted = [replace(p, hamlet="Thôn Phương La") for p in people]
    return OfficeList("nha-van-hoa.xlsx", workbook(sheet), tuple(wanted))


def _bank_of_the_poor() -> OfficeList:
    people = invented(410, 12, ("Tổ TK&VV thôn Ngò", "Tổ TK&VV thôn Hành"))
    rows: Rows = [["STT", "Họ và tên tổ viên", "Số CMND", "Dư nợ", "Tổ tiết kiệm"]]
    rows += [[n, p.name, f"{n:09}", "10.000.000", p.hamlet] for n, p in enumerate(people, 1)]
    rows.append(["", "TỔ TRƯỞNG", "", "", ""])
    rows.append(["", "Cao Thị Lê", "", "", ""])
    wanted = [replace(p, hamlet=p.hamlet.removeprefix("Tổ TK&VV ").capitalize()) for p in people]
    wanted = [replace(p, hamlet=p.hamlet.title()) for p in wanted]
    return OfficeList("vay-von.csv", text_file(rows), tuple(wanted))
