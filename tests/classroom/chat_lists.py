"""Lists of a chat, a form and a letter where a hamlet is named in a sentence, or by some people alone."""

from collections.abc import Iterator

from list_kit import Listed, OfficeList, text_file


def chat_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _hamlets_in_messages()
    yield _form_that_was_tried()
    yield _letter_of_a_hamlet_named_like_a_province()
    yield _hour_of_the_class_below()
    yield _streets_beside_hamlets()


def _hamlets_in_messages() -> OfficeList:
    text = (
        "[08:02, 06/10/2026] Ngân: Cháu chào các bác, thôn gửi giúp danh sách ông bà học lớp nhé ạ\n"
        "[08:40, 06/10/2026] Chị Hoa: Thôn Trên có 2 người:\n1. Bà Vũ Thị Đượm 1943\n"
        "2. Ông Lê Công Hùng 1959\n[10:15, 06/10/2026] Bác Khải: Danh sách thôn Dưới\n"
        "- bà Lương Thị Miền\n- ông Vũ Huy Tuyên\n[13:27, 06/10/2026] Tuấn: Em gửi thôn Nội Bộ ạ\n"
        "1) Bà Đỗ Thị Toan - 62 tuổi\n2) Ông Chu Minh Thuyết - 65 tuổi\n"
        "[13:30, 06/10/2026] Ngân: Cháu cảm ơn, lớp mở thứ 7 ở nhà văn hóa thôn Dưới ạ\n"
    )
    people = (
        Listed("Vũ Thị Đượm", "Thôn Trên", "ba"),
        Listed("Lê Công Hùng", "Thôn Trên", "ong"),
        Listed("Lương Thị Miền", "Thôn Dưới", "ba"),
        Listed("Vũ Huy Tuyên", "Thôn Dưới", "ong"),
        Listed("Đỗ Thị Toan", "Thôn Nội Bộ", "ba"),
        Listed("Chu Minh Thuyết", "Thôn Nội Bộ", "ong"),
    )
    return OfficeList("nhom-zalo.txt", text.encode(), people)


def _form_that_was_tried() -> OfficeList:
    rows = [
        ["Dấu thời gian", "Họ và tên học viên", "Địa chỉ (thôn)"],
        ["2026/09/28", "test", "test"],
        ["2026/09/28", "Vũ Thị Khuyên", "Thôn Cầu"],
        ["2026/09/28", "Đinh Thị Tuất", "Đông"],
        ["2026/09/29", "Phan Xuân Tỉnh", "thôn Đông"],
        ["2026/09/29", "Kiều Thị Bảy", "Thôn Cầu"],
        ["2026/09/29", "Lưu Thị Hằng", "Cầu"],
        ["2026/09/29", "Mai Minh Quang", "Thôn Đông"],
        ["2026/09/30", "Nghiêm Đức Canh", "Thôn Đông"],
    ]
    people = (
        Listed("Vũ Thị Khuyên", "Thôn Cầu"),
        Listed("Đinh Thị Tuất", "Thôn Đông"),
        Listed("Phan Xuân Tỉnh", "Thôn Đông"),
        Listed("Kiều Thị Bảy", "Thôn Cầu"),
        Listed("Lưu Thị Hằng", "Thôn Cầu"),
        Listed("Mai Minh Quang", "Thôn Đông"),
        Listed("Nghiêm Đức Canh", "Thôn Đông"),
    )
    return OfficeList("form-thu.csv", text_file(rows), people)


def _letter_of_a_hamlet_named_like_a_province() -> OfficeList:
    text = (
        "Kính gửi: Tổ công nghệ số xã\nThôn Ngọc Tỉnh xin gửi danh sách những người đăng ký học:\n"
        "1/ Ông Lê Đức Dần, sinh năm 1963\n2/ Bà Đặng Thị Yến, sinh năm 1953\n"
        "3/ Bà Vũ Thị Ngát, sinh năm 1938\n"
    )
    people = (
        Listed("Lê Đức Dần", "Thôn Ngọc Tỉnh", "ong"),
        Listed("Đặng Thị Yến", "Thôn Ngọc Tỉnh", "ba"),
        Listed("Vũ Thị Ngát", "Thôn Ngọc Tỉnh", "ba"),
    )
    return OfficeList("thu-cua-thon.txt", text.encode(), people)


def _hour_of_the_class_below() -> OfficeList:
    text = (
        "Thôn Chung:\nCao Thị Dung sn 1941 đt 0900 000 001\nBùi Đăng Sinh 1964\n\n"
        "Thôn Ích:\nChu Thị Dậu, sinh năm 1955\nTư Còi (tên thật Lê Văn Tư) sn 1955\n\n"
        "Lớp học tại nhà văn hóa thôn Chung, 14h thứ 3 và thứ 5.\n\n"
        "Tất cả 4 người. Xóm trưởng Hoàng Văn Tiệp\n"
    )
    people = (
        Listed("Cao Thị Dung", "Thôn Chung"),
        Listed("Bùi Đăng Sinh", "Thôn Chung"),
        Listed("Chu Thị Dậu", "Thôn Ích"),
        Listed("Lê Văn Tư", "Thôn Ích"),
    )
    return OfficeList("go-tay.txt", text.encode(), people)


def _streets_beside_hamlets() -> OfficeList:
    rows = [["TT", "HỌ VÀ TÊN", "NƠI Ở HIỆN NAY"], ["1", "2", "3"]]
    rows += [
        ["1", "Cao Thị Thanh", "Xóm 1"],
        ["2", "Hà Viết Sơn", "Xóm 1"],
        ["3", "Trần Thị Lý", "Phố Me"],
        ["4", "Cao Công An", "Phố Me"],
    ]
    people = tuple(Listed(name, place) for _, name, place in rows[2:])
    return OfficeList("pho-va-xom.csv", text_file(rows), people)
