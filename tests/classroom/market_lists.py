"""Lists of markets, schools' parents, courts and clubs: names in other places of the sheet than usual."""

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


def market_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _stalls()
    yield _grandparents()
    yield _volunteers_plan()
    yield _mixed_places()
    yield _summary_first()
    yield _old_export()
    yield _names_in_two_lines()
    yield _election()
    yield _long_notes()
    yield _by_phone()


def _stalls() -> OfficeList:
    people = invented(901, 13)
    rows: Rows = [["Quầy số", "Họ và tên chủ quầy", "Mặt hàng", "Zalo"]]
    rows += [[n, p.name, "rau", phone(n)] for n, p in enumerate(people, 1)]
    return OfficeList("cho.csv", text_file(rows, ";", "utf-8-sig"), tuple(people))


def _grandparents() -> OfficeList:
    people = invented(902, 14, ("Thôn Ngang", "Thôn Dọc"))
    sheet = (
        Sheet("6A")
        .add("TRƯỜNG THCS ĐÔNG HẢI")
        .add("DANH SÁCH ÔNG BÀ CỦA HỌC SINH HỌC LỚP ĐIỆN THOẠI")
        .add()
    )
    sheet.add("STT", "Họ và tên ông/bà", "Họ và tên cháu", "Lớp", "Thôn")
    for number, p in enumerate(people, 1):
        sheet.add(
            number, f"{'Bà' if is_woman(p) else 'Ông'} {p.name}", "Vũ Gia Hân", "6A", p.hamlet
        )
    sheet.add(None, "GVCN").add(None, "Ngô Thu Hằng")
    wanted = [replace(p, address="ba" if is_woman(p) else "ong") for p in people]
    return OfficeList("ong-ba-chau.xlsx", workbook(sheet), tuple(wanted))


def _volunteers_plan() -> OfficeList:
    people = invented(903, 12, ("Thôn Mơ", "Thôn Mít"))
    sheet = Sheet("Phân công").add("Tình nguyện viên", "Người được kèm", "Thôn", "Thời gian")
    for number, p in enumerate(people):
        sheet.add("Đỗ Minh Anh" if number % 3 == 0 else None, p.name, p.hamlet, "19h30")
    for row in range(2, 14, 3):
        sheet.merge(f"A{row}:A{row + 2}")
    return OfficeList("phan-cong.xlsx", workbook(sheet), tuple(people))


def _mixed_places() -> OfficeList:
    people = invented(904, 15, ("Thôn Đầm", "Xóm 8", "TDP 2"))
    rows: Rows = [["STT", "Họ và tên", "Thôn/xóm/TDP", "Năm sinh"]]
    rows += [[n, p.name, p.hamlet, 1950] for n, p in enumerate(people, 1)]
    return OfficeList("lan-lon.csv", text_file(rows), tuple(people))


def _summary_first() -> OfficeList:
    people = invented(905, 13, ("Thôn Nhất", "Thôn Nhị"))
    first = (
        Sheet("Tổng hợp").add("TT", "Thôn", "Số người").add(1, "Thôn Nhất", 7).add(2, "Thôn Nhị", 6)
    )
    second = Sheet("Chi tiết").add("TT", "Họ và tên", "Thôn", "CCCD")
    for number, p in enumerate(people, 1):
        second.add(number, p.name, p.hamlet, f"034{number:09}")
    return OfficeList("tong-hop.xlsx", workbook(first, second), tuple(people))


def _old_export() -> OfficeList:
    people = invented(906, 12, ("Xóm 1", "Xóm 2"))
    rows: Rows = [["sep=;"], ["Stt", "Ho ten", "Ngay sinh", "Xom", "Ghi chu"]]
    rows += [[n, p.name, born(n), p.hamlet[-1], "mat kem"] for n, p in enumerate(people, 1)]
    return OfficeList("sep.csv", text_file(rows, ";", "utf-8"), tuple(people))


def _names_in_two_lines() -> OfficeList:
    people = invented(907, 12, ("Thôn Bái",))
    sheet = Sheet("1").add("STT", "Họ và tên", "Thôn")
    for number, p in enumerate(people, 1):
        sheet.add(number, "\n".join(split_name(p)), p.hamlet)
    return OfficeList("xuong-dong.xlsx", workbook(sheet), tuple(people))


def _election() -> OfficeList:
    people = invented(908, 14, ("Khu vực 1",))
    sheet = Sheet("CT").add("DANH SÁCH CỬ TRI KHU VỰC BỎ PHIẾU SỐ 1").add()
    sheet.add(
        "Số TT",
        "Họ và tên cử tri",
        "Ngày, tháng, năm sinh",
        "Giới tính",
        None,
        "Dân tộc",
        "Nơi cư trú",
    )
    sheet.add(None, None, None, "Nam", "Nữ", None, None)
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:G4")
    for number, p in enumerate(people, 1):
        ticks = (None, "x") if is_woman(p) else ("x", None)
        sheet.add(number, p.name.upper(), born(number), *ticks, "Kinh", "Thôn Lâu Thượng")
    wanted = [replace(p, hamlet="Thôn Lâu Thượng") for p in people]
    return OfficeList("cu-tri.xlsx", workbook(sheet), tuple(wanted))


def _long_notes() -> OfficeList:
    people = invented(909, 12, ("Thôn Vạt",))
    rows: Rows = [["Họ tên", "Thôn", "Ghi chú của tổ"]]
    note = "Ở với con trai, con dâu đi làm xa; nhà gần trạm y tế. Đề nghị bố trí ngồi bàn đầu vì nghe kém."
    rows += [[p.name, p.hamlet, note if n % 4 == 0 else ""] for n, p in enumerate(people)]
    return OfficeList("ghi-chu.csv", text_file(rows), tuple(people))


def _by_phone() -> OfficeList:
    people = invented(910, 11)
    lines = [f"{p.name}: {phone(n)}" for n, p in enumerate(people)]
    return OfficeList("danh-ba.txt", "\n".join(lines).encode(), tuple(people))
