"""Lists of last year, of LibreOffice, of Kolibri with its coaches, and one typed the way people speak."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from list_kit import Listed, OfficeList, Sheet, invented, is_woman, text_file, workbook

_OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def notebook_lists() -> Iterator[OfficeList]:
    """Yield the lists."""
    yield _last_year()
    yield _as_people_speak()
    yield _coaches_among_learners()
    yield _workbook_of_libre_office()
    yield _sheets_named_after_hamlets()
    yield _text_of_libre_office()
    yield _chat_with_senders()
    yield _without_marks()
    yield _names_behind_hamlets()
    yield _dates_as_headings()
    yield _volunteers_below()
    yield _address_under_its_forms()
    yield _slashes()


def open_document(body: str) -> bytes:
    """Return the bytes of a file as LibreOffice saves it."""
    content = f"<office:document-content {_OPEN}><office:body>{body}</office:body></office:document-content>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("content.xml", content)
    return stream.getvalue()


def _table(rows: Sequence[Sequence[str]], name: str = "Sheet1") -> str:
    lines = "".join(
        "<table:table-row>" + "".join(map(_cell, row)) + "</table:table-row>" for row in rows
    )
    # The rest of a sheet is one row that is repeated to its end.
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{name}">{lines}{rest}</table:table>'


def _cell(text: str) -> str:
    note = "<office:annotation><text:p>Hỏi lại bác</text:p></office:annotation>"
    return f"<table:table-cell>{note}<text:p>{escape(text)}</text:p></table:table-cell>"


def _last_year() -> OfficeList:
    people = invented(981, 12, ("Bãi Trại", "Cây Sấu"))
    notes = {2: "đã mất", 5: "Chuyển đi Bình Dương", 7: "đã mất điện thoại"}
    sheet = Sheet("2025").add("LỚP HỌC CÔNG NGHỆ SỐ NĂM 2025 – ĐIỂM DANH")
    sheet.add("TT", "Họ và tên", "Khu", "B1", "B2", "Số buổi", "Ghi chú")
    for number, p in enumerate(people, 1):
        sheet.add(number, p.name, p.hamlet, "x", None, 1, notes.get(number))
    sheet.add(None, "Có mặt", None, 11, 9)
    sheet.add("* Bà Hợi mắt kém, cho ngồi bàn đầu")
    here = (p for number, p in enumerate(people, 1) if number not in (2, 5))
    return OfficeList("nam-ngoai.xlsx", workbook(sheet), tuple(here))


def _as_people_speak() -> OfficeList:
    text = (
        "lớp tin học các cụ - t5 19h nhà vh\nbà nguyễn thị tám xóm 3\nông trần văn khải xóm 1 (có ipad)\n"
        "bà đinh thị xuyến xóm 2 đau chân nhờ đón\nBà Ngô Thị Chúc xóm Chùa hay quên kính\n"
        "ông Bùi Văn Thôn 72 tuổi\n"
    )
    people = (
        Listed("Nguyễn Thị Tám", "Xóm 3", "ba"),
        Listed("Trần Văn Khải", "Xóm 1", "ong"),
        Listed("Đinh Thị Xuyến", "Xóm 2", "ba"),
        Listed("Ngô Thị Chúc", "Xóm Chùa", "ba"),
        Listed("Bùi Văn Thôn", "", "ong"),
    )
    return OfficeList("noi-sao-ghi-vay.txt", text.encode(), people)


def _coaches_among_learners() -> OfficeList:
    people = invented(983, 8)
    rows: list[Sequence[object]] = [
        ["Tên người dùng (USERNAME)", "Họ và tên (FULL_NAME)", "Loại người dùng (USER_TYPE)"],
        ["quantri", "Quản trị", "ADMIN"],
        ["tnv1", "Hoàng Minh Anh", "FACILITY_COACH"],
    ]
    rows += [[f"hv{number}", p.name, "LEARNER"] for number, p in enumerate(people)]
    return OfficeList("kolibri-vi.csv", text_file(rows), tuple(people))


def _workbook_of_libre_office() -> OfficeList:
    people = invented(984, 11, ("Khu 1", "Khu 5"))
    rows = [["Danh sách lớp tối thứ Ba"], ["STT", "Họ và tên", "Khu", "Ký"]]
    rows += [[str(n), p.name, p.hamlet, ""] for n, p in enumerate(people, 1)]
    body = f"<office:spreadsheet>{_table(rows)}{_table([], 'Sheet2')}</office:spreadsheet>"
    return OfficeList("lop.ods", open_document(body), tuple(people))


def _sheets_named_after_hamlets() -> OfficeList:
    people = invented(985, 10, ("Thôn 1", "Thôn 2"))
    sheets = "".join(
        _table(
            [
                ["STT", "Họ tên"],
                *([str(n), p.name] for n, p in enumerate(people) if p.hamlet == name),
            ],
            name,
        )
        for name in ("Thôn 1", "Thôn 2")
    )
    body = f"<office:spreadsheet>{sheets}</office:spreadsheet>"
    return OfficeList("hai-thon.ods", open_document(body), tuple(people))


def _text_of_libre_office() -> OfficeList:
    people = invented(986, 9, ("Thôn Vực",))
    rows = [["STT", "Họ và tên", "Xưng hô", "Thôn"]]
    rows += [
        [str(n), p.name, "Bà" if is_woman(p) else "Ông", p.hamlet] for n, p in enumerate(people, 1)
    ]
    title, signed = (
        "<text:p>DANH SÁCH <text:span>HỌC VIÊN</text:span></text:p>",
        "<text:p>Người lập</text:p>",
    )
    body = f"<office:text>{title}{_table(rows)}{signed}<text:p>Vũ Hải Đăng</text:p></office:text>"
    wanted = tuple(Listed(p.name, p.hamlet, "ba" if is_woman(p) else "ong") for p in people)
    return OfficeList("hoc-vien.odt", open_document(body), wanted)


def _chat_with_senders() -> OfficeList:
    people = invented(987, 8, ("Thôn 7", "Thôn 8"))
    lines = [
        f"[19:{10 + n}, 12/11/2026] Lan Anh: {'Bà' if is_woman(p) else 'Ông'} {p.name}, {p.hamlet.lower()}"
        for n, p in enumerate(people)
    ]
    wanted = (Listed(p.name, p.hamlet, "ba" if is_woman(p) else "ong") for p in people)
    return OfficeList("tin-nhan.txt", "\n".join(lines).encode(), tuple(wanted))


def _without_marks() -> OfficeList:
    text = "1. ba nguyen thi tam - thon doai\n2. ong tran van ky - thon dong\n3. Ong Mai Lan - thon dong\n"
    people = (
        Listed("Nguyen Thi Tam", "Thon doai", "ba"),
        Listed("Tran Van Ky", "Thon dong", "ong"),
        Listed("Ong Mai Lan", "Thon dong"),
    )
    return OfficeList("khong-dau.txt", text.encode(), people)


def _names_behind_hamlets() -> OfficeList:
    people = invented(988, 6, ("Thôn Đông", "Thôn Tây"))
    lines = (
        f"{p.hamlet}: " + ", ".join(q.name for q in people if q.hamlet == p.hamlet)
        for p in (people[0], people[-1])
    )
    return OfficeList(
        "doc-loa.txt", ("Lớp tối thứ sáu\n" + "\n".join(lines)).encode(), tuple(people)
    )


def _dates_as_headings() -> OfficeList:
    people = invented(989, 9, ("Thôn Quang Trung",))
    sheet = Sheet("T11").add("ĐIỂM DANH LỚP SỐ – THÔN QUANG TRUNG")
    sheet.add("STT", "Họ tên", date(2026, 11, 5), date(2026, 11, 12), "Ghi chú")
    for number, p in enumerate(people, 1):
        sheet.add(number, p.name, "✓", None, None)
    sheet.add("Tổng có mặt", None, 9, 0)
    return OfficeList("diem-danh.xlsx", workbook(sheet), tuple(people))


def _volunteers_below() -> OfficeList:
    people = invented(990, 9, ("Thôn An", "Thôn Bình"))
    sheet = Sheet("DS").add("I. HỌC VIÊN").add("STT", "Họ và tên", "Thôn")
    for number, p in enumerate(people, 1):
        sheet.add(number, p.name, p.hamlet)
    sheet.add("II. TÌNH NGUYỆN VIÊN").add("STT", "Họ và tên", "Đơn vị").add(
        1, "Lê Bảo Châu", "ĐH Y"
    )
    return OfficeList("hai-phan.xlsx", workbook(sheet), tuple(people))


def _address_under_its_forms() -> OfficeList:
    people = invented(991, 8, ("Xóm Đình", "Xóm Giếng"))
    sheet = Sheet("1").add("TT", "Ông/Bà", "Họ tên", "Xóm")
    for number, p in enumerate(people, 1):
        sheet.add(number, "Bà" if is_woman(p) else "Ông", p.name, p.hamlet)
    wanted = (Listed(p.name, p.hamlet, "ba" if is_woman(p) else "ong") for p in people)
    return OfficeList("ong-ba.xlsx", workbook(sheet), tuple(wanted))


def _slashes() -> OfficeList:
    people = invented(992, 6, ("Khu 2", "Khu 3"))
    lines = [
        "STT/Họ tên/khu",
        *(f"{n}/{p.name}/{p.hamlet.lower()}" for n, p in enumerate(people, 1)),
    ]
    return OfficeList("gach-cheo.txt", "\n".join(lines).encode(), tuple(people))
