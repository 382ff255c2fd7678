"""Lists for an evening: of hamlet heads, of teachers, of a clinic, typed by hand or exported."""

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

Rows = list[list[object]]


def evening_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _hamlet_head()
    yield _clinic()
    yield _teacher()
    yield _centre()
    yield _fatherland_front()
    yield _sign_in_sheet()
    yield _spreadsheet_of_a_club()
    yield _two_classes()
    yield _letter_of_the_ward()
    yield _typed_by_hand()


def _hamlet_head() -> OfficeList:
    people = invented(601, 14)
    sheet = (
        Sheet("Sheet1")
        .add("DANH SÁCH CÁC HỘ CÓ NGƯỜI CAO TUỔI")
        .add("Thôn: Bồng Lai, xã Đông Hải")
        .add()
    )
    sheet.add("STT", "Họ và tên", "Ngày tháng năm sinh", None, "Ghi chú").merge("C4:D4")
    sheet.add(None, None, "Nam", "Nữ", None)
    for number, p in enumerate(people, 1):
        days = (None, born(number)) if is_woman(p) else (born(number), None)
        sheet.add(number, p.name, *days, "Ở một mình" if number == 3 else None)
    sheet.add(None, None, "Bồng Lai, ngày 3 tháng 12 năm 2026").add(None, None, "Trưởng thôn")
    sheet.add().add(None, None, "Lại Văn Ngọ")
    return OfficeList(
        "truong-thon.xlsx",
        workbook(sheet),
        tuple(replace(p, hamlet="Thôn Bồng Lai") for p in people),
    )


def _clinic() -> OfficeList:
    people = invented(602, 13, ("Ấp Trên", "Ấp Dưới"))
    rows: Rows = [
        ["TRẠM Y TẾ XÃ", "", "", "", "", ""],
        ["DANH SÁCH KHÁM SỨC KHỎE NGƯỜI CAO TUỔI", "", "", "", "", ""],
        ["STT", "Họ và tên bệnh nhân", "Năm sinh", "Ấp", "Huyết áp", "Chẩn đoán"],
    ]
    rows += [
        [n, p.name, 1944, p.hamlet.split()[1], "140/90", "THA"] for n, p in enumerate(people, 1)
    ]
    wanted = [replace(p, hamlet=p.hamlet.split()[1]) for p in people]
    return OfficeList("tram-y-te.csv", text_file(rows, ",", "utf-8-sig"), tuple(wanted))


def _teacher() -> OfficeList:
    people = invented(603, 15, ("Thôn Gạo",))
    sheet = (
        Sheet("GV")
        .add("Lớp tin học cho ông bà")
        .add("TT", "Họ và tên đệm", "Tên", "Thôn", "Cháu đi cùng", "Buổi 1", "Buổi 2")
    )
    for number, p in enumerate(people, 1):
        sheet.add(
            number, *split_name(p), p.hamlet, "Nguyễn Gia Bảo" if number < 4 else None, "x", None
        )
    return OfficeList("giao-vien.xlsx", workbook(sheet), tuple(people))


def _centre() -> OfficeList:
    people = invented(604, 12, ("Tổ dân phố Hòa Bình", "Tổ dân phố số 7"))
    rows: Rows = [["Mã hồ sơ", "Người nộp", "Tổ dân phố", "Dịch vụ", "Ngày nộp"]]
    rows += [
        [f"H{n:04}", p.name, p.hamlet, "Cấp đổi CCCD", born(n)] for n, p in enumerate(people, 1)
    ]
    return OfficeList("mot-cua.csv", text_file(rows, ";"), tuple(people))


def _fatherland_front() -> OfficeList:
    people = invented(605, 16, ("Khu dân cư số 1", "Khu dân cư số 2"))
    sheet = Sheet("MT").add(
        "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    )
    sheet.add("XÃ ĐÔNG HẢI", None, None, "Độc lập - Tự do - Hạnh phúc").add()
    sheet.add("DANH SÁCH").add("Người tham gia “Bình dân học vụ số”").add()
    sheet.add("STT", "Họ và tên", "Giới tính", "Khu dân cư", "Chức vụ, đơn vị")
    for number, p in enumerate(people, 1):
        word, sex = ("Bà", "Nữ") if is_woman(p) else ("Ông", "Nam")
        office = "Phó Chủ tịch Hội" if number == 2 else "Hội viên"
        sheet.add(number, f"{word} {p.name}", sex, p.hamlet, office)
    sheet.add("Ấn định danh sách có 16 người./.")
    sheet.add(None, "NGƯỜI LẬP BIỂU", None, "TM. BAN THƯỜNG TRỰC").add(
        None, "Lê Thị Hòa", None, "Vũ Xuân Trường"
    )
    wanted = [replace(p, address="ba" if is_woman(p) else "ong") for p in people]
    return OfficeList("mat-tran.xlsx", workbook(sheet), tuple(wanted))


def _sign_in_sheet() -> OfficeList:
    people = invented(606, 12, ("Thôn Thắng",))
    rows: Rows = [["No", "Name", "Hamlet", "Signature"]]
    rows += [[n, p.name, p.hamlet, ""] for n, p in enumerate(people, 1)]
    rows += [[n, "", "", ""] for n in range(13, 21)]
    return OfficeList("sign-in.csv", text_file(rows), tuple(people))


def _spreadsheet_of_a_club() -> OfficeList:
    people = invented(607, 13, ("Xóm Bắc", "Xóm Nam"))
    sheet = Sheet("CLB").add(None, "CLB liên thế hệ tự giúp nhau").add()
    sheet.add(None, "Stt", "Tên thành viên", "Tuổi", "Xóm", "Nhóm", "Vay vốn")
    for number, p in enumerate(people, 1):
        sheet.add(None, number, p.name, 66, p.hamlet, "Văn nghệ", "2.000.000đ")
    return OfficeList("clb.xlsx", workbook(sheet), tuple(people))


def _two_classes() -> OfficeList:
    people = invented(608, 14)
    rows: Rows = [
        ["DANH SÁCH HỌC VIÊN", "", "", ""],
        ["LỚP 1", "", "", ""],
        ["STT", "Họ và tên", "SĐT", "Ghi chú"],
    ]
    rows += [[n, p.name, phone(n), ""] for n, p in enumerate(people[:7], 1)]
    rows += [["LỚP 2", "", "", ""], ["STT", "Họ và tên", "SĐT", "Ghi chú"]]
    rows += [[n, p.name, phone(n), "tay run"] for n, p in enumerate(people[7:], 1)]
    return OfficeList("hai-lop.csv", text_file(rows, ";", "utf-8-sig"), tuple(people))


def _letter_of_the_ward() -> OfficeList:
    people = invented(609, 12, ("Khu phố 2", "Khu phố 3"))
    sheet = Sheet("KP").add("STT", "HỌ VÀ TÊN", "SINH NGÀY", "CƯ TRÚ TẠI", "LÀ")
    for number, p in enumerate(people, 1):
        sheet.add(
            f"{number:02}",
            p.name.upper(),
            born(number),
            f"12/{number} đường số 4, {p.hamlet}",
            "Hội viên",
        )
    return OfficeList("khu-pho.xlsx", workbook(sheet), tuple(people))


def _typed_by_hand() -> OfficeList:
    people = invented(610, 11, ("Thôn Bầu",))
    lines = ["Ds lớp đt thôn Bầu", ""]
    wanted = []
    for number, p in enumerate(people, 1):
        word, address = ("b", "ba") if is_woman(p) else ("ô", "ong")
        lines.append(
            f"{number}- {word}. {p.name.lower()}, sinh 19{40 + number}, đt {phone(number)}"
        )
        wanted.append(replace(p, address=address))
    return OfficeList("ds.txt", "\n".join(lines).encode(), tuple(wanted))
