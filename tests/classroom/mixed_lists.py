"""Lists with couples in two columns, on several sheets, and lines of a chat that say more than a name."""

from collections.abc import Iterator

from document_lists import paragraph, word_document
from list_kit import Listed, OfficeList, Sheet, invented, text_file, workbook


def mixed_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _couples_under_forms_of_address()
    yield _husbands_and_wives()
    yield _sheets_of_one_form()
    yield _chat_of_children()
    yield _messages_of_a_group()
    yield _letter_without_a_table()
    yield _dead_in_a_part_of_their_own()
    yield _numbers_in_boxes()
    yield _hamlet_in_the_first_row_alone()
    yield _hamlet_of_a_title()
    yield _columns_by_tabs()


def _couples_under_forms_of_address() -> OfficeList:
    rows = [
        ["Số hộ", "Xóm", "Họ tên ông", "Năm sinh", "Họ tên bà", "Năm sinh", "Ghi chú"],
        ["1", "Đồng", "Kiều Hiển", "1941", "Thân Thị Lược", "1949", ""],
        ["2", "Đồng", "", "", "Ngô Thị Gấm", "1938", "ông đã mất"],
        ["3", "Chùa", "Vũ Đình Toàn", "1959", "Góa", "", ""],
        ["Tổng", "", "2 ông", "", "2 bà", "", ""],
    ]
    people = (
        Listed("Kiều Hiển", "Đồng", "ong"),
        Listed("Thân Thị Lược", "Đồng", "ba"),
        Listed("Ngô Thị Gấm", "Đồng", "ba"),
        Listed("Vũ Đình Toàn", "Chùa", "ong"),
    )
    return OfficeList("ong-va-ba.csv", text_file(rows), people)


def _husbands_and_wives() -> OfficeList:
    people = invented(1001, 8)
    sheet = Sheet("Hộ").add("STT", "Chồng", None, "Vợ", None)
    sheet.add(None, "Họ tên", "Năm sinh", "Họ tên", "Năm sinh")
    for start in range(0, 8, 2):
        sheet.add(start // 2 + 1, people[start].name, 1950, people[start + 1].name, 1952)
    return OfficeList("chong-vo.xlsx", workbook(sheet.merge("B1:C1", "D1:E1")), tuple(people))


def _sheets_of_one_form() -> OfficeList:
    """Two classes, last year's copy of the first, and those who teach."""
    people = invented(1002, 12, ("Thôn Vực", "Thôn Đầm"))
    sheets = []
    for title, listed in (
        ("Lớp tối", people[:7]), ("Lớp sáng", people[7:]), ("Lớp tối (cũ)", people[1:7]),
        ("TNV", invented(1003, 3, ("Thôn Đầm",))),
    ):  # fmt: skip
        sheet = Sheet(title).add("STT", "Họ và tên", "Thôn")
        for number, p in enumerate(listed, 1):
            sheet.add(number, p.name, p.hamlet)
        sheets.append(sheet)
    return OfficeList("hai-lop.xlsx", workbook(*sheets), tuple(people))


def _chat_of_children() -> OfficeList:
    text = (
        "📣 DS lớp điện thoại tối T3, T5 - xóm Bãi ạ\n1. Bà Đỗ Thị Gấm 🌸\n"
        "2. Ông bà nhà em ở xa nên em ko đk đc, e cám ơn ạ 🙏\n"
        "3. e đăng ký cho mẹ e: bà Vũ Thị Thơm ạ\n4. Bà Ngô Thị Chắt +1\n"
        "5. Em Nguyễn Thu Hà đk cho bố là ông Hồ Danh Ngọ nhé\n"
        "Có gì gọi em Lê Thị Trang 0900 000 000"
    )
    people = (
        Listed("Đỗ Thị Gấm", "Xóm Bãi", "ba"),
        Listed("Vũ Thị Thơm", "Xóm Bãi", "ba"),
        Listed("Ngô Thị Chắt", "Xóm Bãi", "ba"),
        Listed("Hồ Danh Ngọ", "Xóm Bãi", "ong"),
    )
    return OfficeList("con-dang-ky-ho.txt", text.encode(), people)


def _messages_of_a_group() -> OfficeList:
    messages = (
        ("Đoàn xã - Linh", 'Cả nhà đăng ký lớp "Điện thoại" ghi: họ tên - thôn - sđt người nhà ạ'),
        ("Thu Hà", "Nguyễn Thị Mận - thôn 2 - 0900 550 318"),
        ("Tuấn", "cho mẹ anh nhé, Phạm Thị Lành - thôn 4 - 0900118907"),
        ("Linh", "Vâng ạ ❤️"),
        ("Hùng", "lớp học mấy giờ vậy em, học ở đâu"),
        ("Hùng", "ok em. Bố anh: Đỗ Xuân Hiển - thôn 3"),
        ("Ngọc", "+1 ạ, bà ngoại em Hoàng Thị Thìn - thôn 1"),
        ("Linh", "Em chốt danh sách nhé, cảm ơn cả nhà 🥰"),
    )
    text = "\n".join(
        f"[19:4{n} 12/11/2026] {who}: {said}" for n, (who, said) in enumerate(messages)
    )
    people = (
        Listed("Nguyễn Thị Mận", "Thôn 2"),
        Listed("Phạm Thị Lành", "Thôn 4"),
        Listed("Đỗ Xuân Hiển", "Thôn 3"),
        Listed("Hoàng Thị Thìn", "Thôn 1", "ba"),
    )
    return OfficeList("tin-nhan-nhom.txt", text.encode(), people)


def _letter_without_a_table() -> OfficeList:
    people = invented(1004, 8, ("xóm Trong", "xóm Ngoài"))
    body = "".join(
        map(
            paragraph,
            (
                "Kính gửi: Câu lạc bộ thanh niên",
                "Chi hội Người cao tuổi thôn Kim Bảng xin gửi danh sách các cụ như sau:",
                *(f"Bà {p.name}, {p.hamlet}" for p in people),
                "Rất mong Câu lạc bộ giúp đỡ. Xin cảm ơn!",
                "Kim Bảng, tối mùng 5",
                "Phạm Đình Luyện",
            ),
        )
    )
    wanted = (Listed(p.name, p.hamlet.capitalize().title(), "ba") for p in people)
    return OfficeList("thu.docx", word_document(body), tuple(wanted))


def _dead_in_a_part_of_their_own() -> OfficeList:
    people = invented(1005, 9)
    rows: list[list[object]] = [
        ["A. HỘI VIÊN ĐANG SINH HOẠT"],
        ["STT", "Họ và tên", "Năm sinh", "Ngày vào Hội"],
    ]
    rows += [[n, p.name, 1944, "22/02/2012"] for n, p in enumerate(people[:5], 1)]
    rows += [["B. HỘI VIÊN TỪ TRẦN TRONG NĂM"], [1, "Lê Văn Cố", 1931, "2001"], ["C. HỘI VIÊN MỚI"]]
    rows += [[n, p.name, 1944, "22/02/2026"] for n, p in enumerate(people[5:], 1)]
    return OfficeList("ba-muc.csv", text_file(rows), tuple(people))


def _numbers_in_boxes() -> OfficeList:
    text = (
        "🔥🔥 CHỐT DANH SÁCH LỚP SỐ TDP ĐÌNH VÀ TDP CHỢ 🔥🔥\n🏠 TDP ĐÌNH\n1️⃣ Bà Lê Thị Mùi ✅\n"
        "1️⃣0️⃣ Bác Nguyễn Thị Hải (chưa có đt)\n🏠 TDP CHỢ\n1️⃣ Bà Trần Thị Vân ✅\n② Bà Đinh Thị Xuyến\n"
        "3️⃣ Ông Hoàng Văn Tạo ⏳ (bận tối thứ 3, học thứ 5)\n👉 Cả nhà thả tim nếu đã đọc nhé ❤️\n"
        "📞 Lh: Đức Anh 0900 214 760 / Ngọc Mai 0900 875 133"
    )
    people = (
        Listed("Lê Thị Mùi", "TDP ĐÌNH", "ba"),
        Listed("Nguyễn Thị Hải", "TDP ĐÌNH", "bac"),
        Listed("Trần Thị Vân", "TDP CHỢ", "ba"),
        Listed("Đinh Thị Xuyến", "TDP CHỢ", "ba"),
        Listed("Hoàng Văn Tạo", "TDP CHỢ", "ong"),
    )
    return OfficeList("so-trong-o.txt", text.encode(), people)


def _hamlet_in_the_first_row_alone() -> OfficeList:
    people = invented(1006, 9, ("Thôn Lạc Nhuế", "Thôn Thọ Lão"))
    rows: list[list[object]] = [["Thôn", "STT", "Họ tên người trên 60 tuổi", "Tuổi"]]
    rows += [[p.hamlet if n in (1, 6) else "", n, p.name, 60 + n] for n, p in enumerate(people, 1)]
    rows += [["Cộng", 9, "", ""]]
    return OfficeList("thon-mot-lan.csv", text_file(rows), tuple(people))


def _hamlet_of_a_title() -> OfficeList:
    people = invented(1007, 5)
    rows = [["DANH SÁCH CÁC CỤ XÓM ĐẦM DỰ LỚP TỐI THỨ NĂM", ""], ["STT", "Họ và tên"]]
    rows += [[str(n), p.name] for n, p in enumerate(people, 1)]
    wanted = (Listed(p.name, "Xóm Đầm") for p in people)
    return OfficeList("cac-cu-xom-dam.csv", text_file(rows), tuple(wanted))


def _columns_by_tabs() -> OfficeList:
    people = invented(1008, 6, ("Háng Tày", "Sín Chải"))
    tab, line_break = "</w:t><w:tab/><w:t>", "</w:t><w:br/><w:t>"
    lines = [f"{n}{tab}{p.name}{tab}1941{tab}{p.hamlet}" for n, p in enumerate(people, 1)]
    heading = "<w:pPr><w:tabs><w:tab w:pos='720'/></w:tabs></w:pPr><w:r><w:t>{}</w:t></w:r>"
    body = "".join(
        f"<w:p>{heading.format(text)}</w:p>"
        for text in (
            "NGƯỜI GIÀ HỌC ĐIỆN THOẠI",
            f"STT{tab}Họ và tên{tab}Sinh năm{tab}Bản",
            line_break.join(lines[:3]),
            *lines[3:],
        )
    )
    return OfficeList("go-tab.docx", word_document(body), tuple(people))
