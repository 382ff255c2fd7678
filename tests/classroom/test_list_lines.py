"""Single lines of lists: who is a person, with which hamlet, and what is a sum, a signature or a note."""

import pytest

from tutor.classroom.roster.entries import Roster, read_roster
from tutor.classroom.roster.likeness import Likeness, likeness
from tutor.classroom.roster.sentences import people_of_line
from tutor.classroom.roster.table import parse_table


def _roster(text: str) -> Roster:
    return read_roster(parse_table(text.encode()), lambda _: "")


def _people(text: str) -> list[str]:
    return [" @ ".join(filter(None, (e.name, e.hamlet))) for e in _roster(text).entries]


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("Nguyễn Thị Lụa", Likeness.SURE),
        ("Hồ Danh Ngọ", Likeness.SURE),
        ("Vừ Và Chống", Likeness.SURE),
        ("Chẩu Thị Pham", Likeness.SURE),
        ("Y Hai", Likeness.MAYBE),
        ("Hoa", Likeness.MAYBE),
        ("Ông Bà Nhà Em Ở Xa", Likeness.NO),
        ("Lê Của Những Người", Likeness.NO),
    ],
)
def test_a_name_is_told_from_a_sentence(name: str, like: Likeness) -> None:
    assert likeness(name) is like


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("e đăng ký cho mẹ e: bà Vũ Thị Thơm ạ", ["bà Vũ Thị Thơm"]),
        ("+1 ạ, bà ngoại em Hoàng Thị Thìn - thôn 1", ["bà Hoàng Thị Thìn, Thôn 1"]),
        ("bà Cao Thị Vịnh 70t, con gái là chị Lê Thị Thuỷ", ["bà Cao Thị Vịnh"]),
        ("2 ông bà nhà em: ông Bùi Văn Khải, bà Lê Thị Na", ["ông Bùi Văn Khải", "bà Lê Thị Na"]),
        ("em đăng ký cho mẹ là bùi thị lan ạ", ["bùi thị lan"]),
        ("Có gì gọi em Lê Thị Trang", []),
        ("Chi hội thôn Kim Bảng xin gửi danh sách", []),
    ],
)
def test_a_line_of_a_chat_names_who_comes(line: str, people: list[str]) -> None:
    assert list(people_of_line(line)) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        pytest.param(
            "TT,Họ tên,Năm sinh,Thôn\n1,Nguyễn Văn Lộc,1950,Đông\n,Cộng thôn Đông,1,\n"
            "2,Bùi Thị Mơ,1948,Đoài\n,Nam: 1,Nữ: 1,\n,Bằng chữ: Hai người,,\n",
            ["Nguyễn Văn Lộc @ Đông", "Bùi Thị Mơ @ Đoài"],
            id="sums",
        ),
        pytest.param(
            "Họ tên,Thôn,SĐT\nTrần Thị Lụa,Đông,0900\nBùi Thị Mơ,Đoài,0900\n\nLê Thị Trang,,\n",
            ["Trần Thị Lụa @ Đông", "Bùi Thị Mơ @ Đoài"],
            id="who signs behind an empty line",
        ),
        pytest.param(
            "Nhóm 1 - thôn Đông,\nNhóm trưởng: Phạm Thu Trang,\nSTT,Họ tên\n1,Trần Thị Lụa\n"
            "Nhóm 2 - thôn Đoài,\nNhóm trưởng: Lê Hải Nam,\n1,Bùi Văn Khải\n2,Đỗ Thị Mơ\n",
            ["Trần Thị Lụa @ Thôn Đông", "Bùi Văn Khải @ Thôn Đoài", "Đỗ Thị Mơ @ Thôn Đoài"],
            id="groups of hamlets",
        ),
        pytest.param(
            "STT,Họ tên\n*,Thôn Đông (1 cụ)\n1,Trần Thị Lụa\n*,Đoài (1)\n1,Bùi Thị Mơ\n",
            ["Trần Thị Lụa @ Thôn Đông", "Bùi Thị Mơ @ Đoài"],
            id="a part without the word for hamlets",
        ),
        pytest.param(
            "Hộ,Họ tên,Năm sinh,Thôn\n1,Bùi Văn Khải,1950,Đông\n,Vợ: Lê Thị Na,1952,\n2,Đỗ Thị Mơ,,Đoài\n",
            ["Bùi Văn Khải @ Đông", "Lê Thị Na @ Đông", "Đỗ Thị Mơ @ Đoài"],
            id="the wife in the next row",
        ),
        pytest.param(
            "Hộ,Thành viên đi học\n1,\"Ng. Văn Lộc, Trần Thị Lụa\"\n2,Ông Bùi Văn Khải và bà Lê Thị Na\n",
            ["Nguyễn Văn Lộc", "Trần Thị Lụa", "Bùi Văn Khải", "Lê Thị Na"],
            id="couples in a cell",
        ),
        pytest.param(
            "STT,Tên hộ,Số khẩu\n1,Hộ ông Bùi Văn Khải,4\n2,Hộ bà Trần Thị Lụa,2\nTổng,2 hộ,6\n",
            ["Bùi Văn Khải", "Trần Thị Lụa"],
            id="homes by their heads",
        ),
        pytest.param(
            "Stt,H.tên,X.hô,Đ/c\n1,Bà Tư (Nguyễn Thị Tư),b,x3\n2,Đỗ Văn Khải tức Tý,ô,x4\n",
            ["Nguyễn Thị Tư @ Xóm 3", "Đỗ Văn Khải @ Xóm 4"],
            id="nicknames and abbreviations",
        ),
        pytest.param(
            "STT,Đoàn viên hướng dẫn,Người được hướng dẫn,Xóm\n1,Phạm Thu Trang,Bùi Thị Mơ,4\n",
            ["Bùi Thị Mơ @ Xóm 4"],
            id="who helps whom",
        ),
        pytest.param(
            "Lan Anh\n19:32\nBà Trần Thị Lụa thôn Đông nhé em\nHùng\n19:33\n"
            "Cho mình đk ông Bùi Văn Sửu - 72t - thôn Đoài\nem cảm ơn cả nhà\n",
            ["Trần Thị Lụa @ Thôn Đông", "Bùi Văn Sửu @ Thôn Đoài"],
            id="messages below their senders",
        ),
        pytest.param(
            "Thôn Đông,,,Thôn Đoài,\nSTT,Họ tên,,STT,Họ tên\n1,Bùi Văn Lộc,,1,Bùi Thị Mơ\n2,Hà Văn Tám,,,\n",
            ["Bùi Văn Lộc @ Thôn Đông", "Hà Văn Tám @ Thôn Đông", "Bùi Thị Mơ @ Thôn Đoài"],
            id="a table for each hamlet side by side",
        ),
        pytest.param(
            "STT,THÔN ĐÔNG,STT,THÔN ĐOÀI\n1,Bùi Văn Lộc,1,Bùi Thị Mơ\n2,Hà Văn Tám,,\n",
            ["Bùi Văn Lộc @ Thôn Đông", "Bùi Thị Mơ @ Thôn Đoài", "Hà Văn Tám @ Thôn Đông"],
            id="hamlets over numbered names",
        ),
        pytest.param(
            "Phiếu 1,\nHọ tên,Bùi Văn Lộc\nThôn,Đông\nPhiếu 2,\nHọ tên,Bùi Thị Mơ\nThôn,Đoài\n",
            ["Bùi Văn Lộc @ Đông", "Bùi Thị Mơ @ Đoài"],
            id="slips in two columns",
        ),
        pytest.param(
            "1 Thượng tá Bùi Văn Lộc 1950 thôn Đông\n2 Bùi Thị Mơ * 1948 thôn Đoài\n",
            ["Bùi Văn Lộc @ Thôn Đông", "Bùi Thị Mơ @ Thôn Đoài"],
            id="numbers without a point",
        ),
        pytest.param(
            "STT - Họ tên - Thôn\n1 - Bùi Văn Lộc - Đông\n2 - Bùi Thị Mơ - Đoài\n",
            ["Bùi Văn Lộc @ Đông", "Bùi Thị Mơ @ Đoài"],
            id="dashes between columns",
        ),
        pytest.param(
            "STT,Họ tên,Thôn Đông,Thôn Đoài\n1,Bùi Văn Lộc,x,\n2,Bùi Thị Mơ,,x\n",
            ["Bùi Văn Lộc @ Thôn Đông", "Bùi Thị Mơ @ Thôn Đoài"],
            id="a ticked column for each hamlet",
        ),
        pytest.param(
            "TT,Họ tên,Tổ,Thôn\n1,Bùi Văn Lộc,3,Đông\n2,Bùi Thị Mơ,2,Đoài\n",
            ["Bùi Văn Lộc @ Đông", "Bùi Thị Mơ @ Đoài"],
            id="the hamlet beside its team",
        ),
        pytest.param(
            "TT,Họ tên\nI. Thôn Đông (trưởng thôn: ông Lê Bách),\n1,Bùi Văn Lộc\n"
            "II. Thôn Đoài - trưởng thôn bà Lê Tý,\n1,Bùi Thị Mơ\n2,Hà Thị Na\n",
            ["Bùi Văn Lộc @ Thôn Đông", "Bùi Thị Mơ @ Thôn Đoài", "Hà Thị Na @ Thôn Đoài"],
            id="heads of hamlets beside their names",
        ),
        pytest.param(
            "BIÊN BẢN HỌP CHI HỘI THÔN ĐÔNG\nChủ trì: Ông Phạm Bách\nThư ký: Bà Lê Thị Trang\n"
            "Đăng ký học:\n1. Bùi Văn Lộc\n2. Bùi Thị Mơ\n3. Hà Thị Na\nPhạm Văn Bách\n",
            ["Bùi Văn Lộc @ Thôn Đông", "Bùi Thị Mơ @ Thôn Đông", "Hà Thị Na @ Thôn Đông"],
            id="minutes of a meeting",
        ),
        pytest.param(
            "Ai học tối thứ 3?\nCó (2)\nBà Bùi Thị Mơ\nBà Hà Thị Na\nKhông (1)\nÔng Hà Văn Tám\n",
            ["Bùi Thị Mơ", "Hà Thị Na"],
            id="a poll",
        ),
        pytest.param(
            "1. Bà Bùi Thị Mơ - xóm 3\n2. Bà Lê Thị Na xin rút ạ\n3. Ông Hà Văn Tám - xóm 4\n",
            ["Bùi Thị Mơ @ Xóm 3", "Hà Văn Tám @ Xóm 4"],
            id="who does not come",
        ),
        pytest.param(
            "Name,Given Name,Family Name,Phone\nÔng Bùi Văn Lộc,Lộc,Bùi,0900\nBà Mơ xóm 3,Mơ,Bà,0900\n",
            ["Bùi Văn Lộc", "Mơ @ Xóm 3"],
            id="contacts of Google",
        ),
        pytest.param(
            "Đoàn xã\nMở lớp cho ông bà thôn Lim!\n3 bình luận\nHương Giang\nBà Bùi Thị Mơ, thôn Lim ạ\n"
            "4 ngày  Thích  Phản hồi\nTrần Văn Bống\nHay quá\n3 ngày  Thích  Phản hồi\nNguyễn Đức Long\n"
            "Đăng ký cho mẹ ạ, Hà Thị Na, thôn Lim\n3 ngày  Thích  Phản hồi  Đã chỉnh sửa\nMinh Nguyệt\n"
            "Bà Đỗ Thị Tám, thôn Lim. Bà Lý Thị Bích, thôn Cầu (bà ngoại e)\n2 ngày  Thích  Phản hồi\n",
            [
                "Bùi Thị Mơ @ Thôn Lim",
                "Hà Thị Na @ Thôn Lim",
                "Đỗ Thị Tám @ Thôn Lim",
                "Lý Thị Bích @ Thôn Cầu",
            ],
            id="comments below a post",
        ),
        pytest.param(
            "LỚP SỐ,,,,,,\nLớp tối thứ 3,,,,Lớp tối thứ 5,,\nSTT,Họ tên,Bản,,STT,Họ tên,Bản\n"
            "1,Bùi Thị Mơ,Bản Híp,,1,Hà Thị Na,Bản Búa\n2,Cà Văn Inh,Bản Bó,,2,Lò Thị Ín,Bản Búa\n",
            ["Bùi Thị Mơ @ Bản Híp", "Cà Văn Inh @ Bản Bó", "Hà Thị Na @ Bản Búa", "Lò Thị Ín @ Bản Búa"],
            id="classes beside each other",
        ),
        pytest.param(
            "TT,Họ tên,Thôn\n1,Bùi Văn Lộc,Đông\n2,Bùi Thị Mơ,-nt-\n3,Hà Thị Na,Đoài\n4,Lê Thị Tư,//\n",
            ["Bùi Văn Lộc @ Đông", "Bùi Thị Mơ @ Đông", "Hà Thị Na @ Đoài", "Lê Thị Tư @ Đoài"],
            id="the same as above",
        ),
        pytest.param(
            "Thôn Đông gồm các cụ: Bùi Thị Mơ, Hà Thị Na\nvà cụ Lê Thị Tư\nThôn Đoài\no Lê Văn Tám\n",
            [
                "Bùi Thị Mơ @ Thôn Đông",
                "Hà Thị Na @ Thôn Đông",
                "Lê Thị Tư",
                "Lê Văn Tám @ Thôn Đoài",
            ],
            id="names behind a hamlet",
        ),
        pytest.param(
            "TT,Họ tên\n1,Trưởng xóm Bùi Văn Lộc\n2,Thư ký Lê Thị Na\n3,Bùi Văn Tổng\n,Trưởng thôn Lê Tám\n",
            ["Bùi Văn Lộc", "Lê Thị Na", "Bùi Văn Tổng"],
            id="offices before names",
        ),
        pytest.param(
            "LỚP TỐI THỨ 2\n1. Bùi Văn Lộc\n2. Bùi Thị Mơ\nTÌNH NGUYỆN VIÊN:\n- Phạm Thu Trang\n",
            ["Bùi Văn Lộc", "Bùi Thị Mơ"],
            id="helpers below",
        ),
        pytest.param(
            "Bố tôi là Trần Văn Sửu, thôn Đoài\n1. Bà Bùi Thị Mơ - xóm 3\n2. Bà Lê Thị Na\n",
            ["Trần Văn Sửu @ Thôn Đoài", "Bùi Thị Mơ @ Xóm 3", "Lê Thị Na"],
            id="a person with a hamlet above numbers",
        ),
        pytest.param(
            "Thôn Đông: Bùi Văn Lộc; Trần Thị Lụa.\nThôn Đoài: Đỗ Thị Na; Hà Văn Tám.\n",
            [
                "Bùi Văn Lộc @ Thôn Đông",
                "Trần Thị Lụa @ Thôn Đông",
                "Đỗ Thị Na @ Thôn Đoài",
                "Hà Văn Tám @ Thôn Đoài",
            ],
            id="a line for each hamlet",
        ),
    ],
)  # fmt: skip
def test_the_people_of_a_list_are_read_with_their_hamlets(text: str, people: list[str]) -> None:
    assert _people(text) == people


def test_a_line_unlike_all_others_is_told() -> None:
    roster = _roster(
        "Em gửi danh sách:\n1. Bác Bùi Văn Lộc (thôn Đông)\n2. Bác Trần Thị Lụa (thôn Đoài)\n"
        "3. Bác Đỗ Thị Mơ (thôn Đoài)\nEm cảm ơn ạ.\nTrần Thu Trang\n"
    )
    assert [entry.line for entry in roster.entries] == [2, 3, 4]
    assert (6, "unlike") in [(line.line, line.reason) for line in roster.skipped]
