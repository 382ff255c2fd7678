"""Lists as they are typed on a phone, scanned, or drawn up by clubs, clinics and the Red Cross."""

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
    text_file,
    workbook,
)

Rows = list[list[object]]


def phone_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _signed_up_with_pictures()
    yield _poll()
    yield _scanned()
    yield _slips()
    yield _bare_hmong()
    yield _monthly_fees()
    yield _old_people_of_homes()
    yield _notes_of_a_hamlet_head()
    yield _clinic_timetable()
    yield _retired_teachers()


def _signed_up_with_pictures() -> OfficeList:
    people = invented(951, 12, ("xóm 3", "xóm 5"))
    lines = ["📣 ĐĂNG KÝ LỚP HỌC ĐIỆN THOẠI TỐI T5 📱", "Bác nào đi thì ghi tên tiếp ạ 👇", ""]
    lines += [
        f"{n}. {p.name} - {p.hamlet} {'✅' if n % 3 else '🙏🙏'}" for n, p in enumerate(people, 1)
    ]
    lines += ["", "Cảm ơn các bác ạ ❤️"]
    wanted = [replace(p, hamlet=p.hamlet.capitalize()) for p in people]
    return OfficeList("dang-ky-nhom.txt", "\n".join(lines).encode(), tuple(wanted))


def _poll() -> OfficeList:
    """The votes of a group: those who chose an evening stand behind it."""
    people = invented(952, 11)
    tuesday, thursday = people[:6], people[6:]
    lines = [
        "Bình chọn: Các bác đi học được tối nào?",
        f"Tối thứ Ba ({len(tuesday)}): " + ", ".join(p.name for p in tuesday),
        f"Tối thứ Năm ({len(thursday)}): " + ", ".join(p.name for p in thursday),
        "Chưa bình chọn (0)",
    ]
    return OfficeList("binh-chon.txt", "\n".join(lines).encode(), tuple(people))


def _scanned() -> OfficeList:
    """What a scanner's reader makes of a paper list: dots, gaps of blanks, the mark of a column."""
    people = invented(953, 13, ("Thôn Nội", "Thôn Ngoại"))
    lines = ["DANH SÁCH BÀ CON ĐI HỌC", "", "TT    Họ và tên                     NS      Thôn"]
    lines += [
        f"{n:<3} . {p.name:<28}  {1940 + n}    {p.hamlet[5:]}" if n % 4 else
        f"{n:<3}   {p.name} {'.' * (28 - len(p.name))}  {1940 + n}    {p.hamlet[5:]}"
        for n, p in enumerate(people, 1)
    ]  # fmt: skip
    lines += [
        "",
        "                                   Trưởng thôn",
        "                                   Ngô Văn Thắng",
    ]
    wanted = [replace(p, hamlet=p.hamlet[5:]) for p in people]
    return OfficeList("quet.txt", "\r\n".join(lines).encode(), tuple(wanted))


def _slips() -> OfficeList:
    """Slips typed one below the other, each with its own lines."""
    people = invented(954, 8, ("Thôn Tiền", "Thôn Hậu"))
    blocks = [
        "\n".join(
            [
                f"PHIẾU ĐĂNG KÝ SỐ {n}",
                f"Họ và tên: {p.name}",
                f"Ngày sinh: {born(n)}",
                f"Chỗ ở: {p.hamlet}, xã Đông Hải",
                f"Điện thoại: {phone(n)}",
                "Xin đăng ký học lớp kỹ năng số.",
            ]
        )
        for n, p in enumerate(people, 1)
    ]
    return OfficeList("phieu.txt", "\n\n".join(blocks).encode(), tuple(people))


def _bare_hmong() -> OfficeList:
    names = (
        "Giàng A Páo", "Vàng Thị Mỷ", "Sùng Seo Lử", "Thào A Chư", "Má Thị Dợ", "Hạng A Vảng", "Lừu Thị Sua",
        "Cứ A Di", "Mùa Thị Pà", "Vừ Mí Nô",
    )  # fmt: skip
    rows: Rows = [
        [name, 1945 + n, "H'Mông", "bản Phiêng Lơi" if n < 6 else "bản Huổi Sâu"]
        for n, name in enumerate(names)
    ]
    wanted = [
        Listed(name, "Bản Phiêng Lơi" if n < 6 else "Bản Huổi Sâu") for n, name in enumerate(names)
    ]
    return OfficeList("ban.csv", text_file(rows), tuple(wanted))


def _monthly_fees() -> OfficeList:
    people = invented(955, 13, ("Thôn Yên Phú",))
    sheet = Sheet("Quỹ").add("CÂU LẠC BỘ DƯỠNG SINH THÔN YÊN PHÚ").add("THEO DÕI ĐÓNG QUỸ NĂM 2026")
    sheet.add("TT", "Hội viên", "Cỡ áo", *(f"T{month}" for month in range(1, 13)), "Cộng")
    for n, p in enumerate(people, 1):
        paid = ["x" if month <= n else None for month in range(1, 13)]
        sheet.add(n, p.name, "XL" if n % 2 else "L", *paid, f"{min(n, 12) * 20}.000")
    sheet.add(None, "Tổng thu", None, *([None] * 12), "1.560.000")
    sheet.add(None, "Thủ quỹ: Hoàng Thị Lê")
    return OfficeList("quy-duong-sinh.xlsx", workbook(sheet), tuple(people))


def _old_people_of_homes() -> OfficeList:
    """The Red Cross lists heads of homes; those who come to class are the old people there."""
    people = invented(956, 24, ("Khu 1", "Khu 2"))
    heads, old = people[::2], people[1::2]
    sheet = Sheet("CTĐ").add("HỘI CHỮ THẬP ĐỎ XÃ ĐÔNG HẢI")
    sheet.add(
        "STT", "Họ và tên chủ hộ", "Số khẩu", "Họ và tên người cao tuổi", "Tuổi", "Khu dân cư"
    )
    for n, (head, p) in enumerate(zip(heads, old, strict=True), 1):
        sheet.add(n, head.name, n % 5 + 2, p.name, 64 + n, p.hamlet)
    return OfficeList("chu-thap-do.xlsx", workbook(sheet), tuple(old))


def _notes_of_a_hamlet_head() -> OfficeList:
    """What a hamlet head typed on a phone: the names people go by, whose mother, which phone."""
    lines = (
        "bà Lụa (mẹ anh Tú) - xóm 3 - máy samsung",
        "ông Sửu - xóm 3 - iphone con cho",
        "bà Tám Hường - xóm 3",
        "ông giáo Khuê - xóm 5 - tai kém",
        "bà Mận - xóm 5 - chưa có máy",
        "bà Oanh (bán xôi) - xóm 5",
    )
    wanted = (
        Listed("Lụa", "Xóm 3", "ba"),
        Listed("Sửu", "Xóm 3", "ong"),
        Listed("Tám Hường", "Xóm 3", "ba"),
        Listed("Giáo Khuê", "Xóm 5", "ong"),
        Listed("Mận", "Xóm 5", "ba"),
        Listed("Oanh", "Xóm 5", "ba"),
    )
    return OfficeList("ghi-chu.txt", "\n".join(lines).encode(), wanted)


def _clinic_timetable() -> OfficeList:
    people = invented(957, 12, ("Thôn Cầu", "Thôn Chợ"))
    sheet = Sheet("Lịch khám").add("TRẠM Y TẾ XÃ - LỊCH KHÁM NGƯỜI CAO TUỔI NGÀY 5/11/2026")
    sheet.add("Giờ", "Số", "Họ tên người khám", "Từ thôn", "Huyết áp")
    for n, p in enumerate(people):
        if n == 6:
            sheet.add("11h30", None, "Nghỉ trưa", None, None)
        sheet.add(
            f"{7 + n // 2 + (2 if n >= 6 else 0)}h{30 * (n % 2):02}",
            n + 1,
            p.name,
            p.hamlet,
            "130/80",
        )
    sheet.add(None, None, "Y sĩ khám: Trần Thị Lan Anh")
    return OfficeList("lich-kham.xlsx", workbook(sheet), tuple(people))


def _retired_teachers() -> OfficeList:
    people = invented(958, 13, ("TDP số 4", "TDP số 7"))
    rows: Rows = [
        ["HỘI CỰU GIÁO CHỨC PHƯỜNG TRẦN HƯNG ĐẠO"],
        ["TT", "Họ và tên nhà giáo", "Trường trước khi nghỉ hưu", "Nơi cư trú", "Điện thoại"],
    ]
    rows += [
        [n, f"{'Cô' if is_woman(p) else 'Thầy'} {p.name}", "THCS Lê Lợi", f"{p.hamlet}, P. Trần Hưng Đạo",
         phone(n)]
        for n, p in enumerate(people, 1)
    ]  # fmt: skip
    wanted = [Listed(p.name, p.hamlet, "co" if is_woman(p) else "") for p in people]
    return OfficeList("cuu-giao-chuc.csv", text_file(rows, ";", "utf-8-sig"), tuple(wanted))
