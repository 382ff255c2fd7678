"""Lists of gifts, pilgrims, patients and readers: what offices and clubs write down for other reasons."""

from collections.abc import Iterator
from dataclasses import replace

from list_kit import OfficeList, Sheet, born, invented, is_woman, phone, text_file, workbook

Rows = list[list[object]]


def festival_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _longevity()
    yield _gifts()
    yield _pilgrims()
    yield _library()
    yield _vaccination()
    yield _water_bill()
    yield _choir()
    yield _merit()


def _longevity() -> OfficeList:
    people = invented(801, 14, ("Thôn Tràng", "Thôn Vòng"))
    sheet = Sheet("MT").add("HỘI NGƯỜI CAO TUỔI VIỆT NAM").add("BAN ĐẠI DIỆN XÃ").add()
    sheet.add("DANH SÁCH CÁC CỤ MỪNG THỌ XUÂN ĐINH MÙI 2027").add()
    sheet.add("TT", "Họ và tên các cụ", "Năm sinh", None, "Tuổi mừng thọ", "Ở thôn", "Ghi chú")
    sheet.add(None, None, "Cụ ông", "Cụ bà", None, None, None)
    sheet.merge("A6:A7", "B6:B7", "C6:D6", "E6:E7", "F6:F7", "G6:G7")
    for number, p in enumerate(people, 1):
        years = (None, 1937) if is_woman(p) else (1937, None)
        sheet.add(number, f"Cụ {p.name}", *years, 90, p.hamlet.split()[1], None)
    sheet.add(None, "Tổng cộng: 14 cụ").add(None, None, None, None, "T.M BAN ĐẠI DIỆN")
    sheet.add(None, None, None, None, "Trưởng ban").add(None, None, None, None, "Lê Hữu Thọ")
    wanted = [replace(p, address="cu", hamlet=p.hamlet.split()[1]) for p in people]
    return OfficeList("mung-tho.xlsx", workbook(sheet), tuple(wanted))


def _gifts() -> OfficeList:
    people = invented(802, 13, ("Ấp Cái", "Ấp Con"))
    rows: Rows = [
        ["DANH SÁCH NHẬN QUÀ TẾT", "", "", "", ""],
        ["Stt", "Tên người nhận", "Ấp", "Số tiền", "Ký nhận"],
    ]
    rows += [[n, p.name, p.hamlet, "500.000", ""] for n, p in enumerate(people, 1)]
    rows += [
        ["", "Cộng:", "", "6.500.000", ""],
        ["", "Người phát", "", "Kế toán", ""],
        ["", "Tạ Thị Sen", "", "Hồ Lâm", ""],
    ]
    return OfficeList("qua-tet.csv", text_file(rows, ";", "utf-8-sig"), tuple(people))


def _pilgrims() -> OfficeList:
    people = invented(803, 12)
    lines = ["Đoàn đi lễ chùa ngày rằm", ""]
    wanted = []
    for number, p in enumerate(people, 1):
        word, address = ("Bà", "ba") if is_woman(p) else ("Ông", "ong")
        lines.append(f"{number}) {word} {p.name}\t{phone(number)}")
        wanted.append(replace(p, address=address))
    return OfficeList("di-le.txt", "\n".join(lines).encode("utf-16"), tuple(wanted))


def _library() -> OfficeList:
    people = invented(804, 12, ("Thôn Chũ", "Thôn Kép"))
    rows: Rows = [["Số thẻ", "Bạn đọc", "Nơi ở", "Ngày cấp"]]
    rows += [[f"TV{n:03}", p.name, p.hamlet, born(n)] for n, p in enumerate(people, 1)]
    return OfficeList("thu-vien.csv", text_file(rows), tuple(people))


def _vaccination() -> OfficeList:
    people = invented(805, 14, ("Thôn Ải", "Thôn Mòi"))
    sheet = Sheet("TC").add(
        "STT", "HoTen", "NgaySinh", "GioiTinh", "SoDienThoai", "ThonXom", "MuiTiem"
    )
    for number, p in enumerate(people, 1):
        sheet.add(number, p.name.upper(), born(number), "Nam", phone(number), p.hamlet, 3)
    return OfficeList("tiem-chung.xlsx", workbook(sheet), tuple(people))


def _water_bill() -> OfficeList:
    people = invented(806, 12, ("Xóm Giữa", "Xóm Cuối"))
    rows: Rows = [["Mã KH", "Khách hàng", "Địa chỉ", "Chỉ số cũ", "Chỉ số mới"]]
    rows += [[n, p.name, f"{p.hamlet}, thôn Hà", 10, 20] for n, p in enumerate(people, 1)]
    wanted = [replace(p, hamlet=p.hamlet) for p in people]
    return OfficeList("tien-nuoc.csv", text_file(rows, ";"), tuple(wanted))


def _choir() -> OfficeList:
    people = invented(807, 11, ("Thôn Quan",))
    sheet = (
        Sheet("Đội văn nghệ")
        .add("ĐỘI VĂN NGHỆ THÔN QUAN")
        .add("STT", "HỌ VÀ TÊN", "NĂM SINH", "GHI CHÚ")
    )
    for number, p in enumerate(people, 1):
        sheet.add(number, p.name, 1955, "Đội trưởng" if number == 1 else None)
    return OfficeList("van-nghe.xlsx", workbook(sheet), tuple(people))


def _merit() -> OfficeList:
    people = invented(808, 12, ("Bản Na", "Bản Khoang"))
    sheet = Sheet("NCC").add(
        "STT", "Họ tên người có công", "Họ tên thân nhân", "Bản", "Quan hệ", "Số sổ"
    )
    for number, p in enumerate(people, 1):
        sheet.add(number, p.name, "Lò Văn Thân", p.hamlet, "con", number)
    sheet.add(None, None, None, "Lập biểu").add(None, None, None, "Quàng Thị Xôm")
    return OfficeList("nguoi-co-cong.xlsx", workbook(sheet), tuple(people))
