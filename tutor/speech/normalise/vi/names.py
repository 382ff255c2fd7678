"""Vietnamese names without their marks."""

from collections.abc import Sequence

from tutor.vietnamese import unmarked

# The most frequent surname of the same letters first.
_SURNAMES = """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lương trịnh trương
    đào lâm tạ hà mai tô cao vương thái lưu phùng quách tăng chu châu từ tống kiều la lò lường giàng
    vàng sùng thào hạng vừ cà quàng tòng bạc lù nông triệu hứa ma vi bàn đàm lục mạc ninh nghiêm khổng
    khúc kim thạch doãn thân trà tiêu ứng diệp giang hầu hình khương lã mã mẫn ngụy nhữ ông phí quản sầm
    tào thẩm thiều trang tưởng uông viên điêu lự lèo cầm cứ mùa ly tẩn chẻo phàn chảo đèo tao lầu thò cư
""".split()  # noqa: SIM905 - words are read more easily so
_RARE_SURNAMES = frozenset(_SURNAMES[_SURNAMES.index("la") :])
_BY_LETTERS = {unmarked(name): name for name in reversed(_SURNAMES)}

_MIDDLE = """
    văn thị đức hữu ngọc xuân đình bá thế thanh thành minh quang hồng thu kim tuấn anh ánh công quốc gia
    bảo mạnh việt hoàng hải trọng khánh phương thùy thúy thủy như đăng tiến nhật trung hoài mỹ cẩm bích
    diệu tuyết phúc thiện thiên hùng duy chí vinh huy hoa lan mai hà an quỳnh tùng thục trần lê khắc sỹ
    sĩ cao phú tấn tân trí nguyên a vân hưng đặng lệ phượng nguyễn khải khởi
""".split()  # noqa: SIM905 - words are read more easily so
_MIDDLE_NAMES = {unmarked(name): name for name in reversed(_MIDDLE)}
# So many words have a long name.
_LONGEST = 4


def surname_in(piece: str, following: str) -> str | None:
    """Return the surname that a word in capitals, or with one, is before a middle name; else None."""
    letters = piece.lower()
    if letters in _BEFORE_NAMES and following.lower() in _BY_LETTERS:
        return None
    alike = piece.isupper() == following.isupper() and following[:1].isupper() and len(piece) > 1
    is_name = alike and piece[0].isupper() and following.lower() in _MIDDLE_NAMES
    # A rare surname is told from a given name by what follows.
    is_given = letters in _GIVEN_NAMES and _BY_LETTERS.get(letters) in _RARE_SURNAMES
    if not is_name or (is_given and following.lower() not in ("van", "thi")):
        return None
    return _BY_LETTERS.get(letters)


def rest_of_name(pieces: Sequence[str]) -> list[str | None]:
    """Return the names behind a surname, as far as they are written like it; None for no known name.

    `pieces` begin with the surname.
    """
    is_capital = pieces[0].isupper()
    rest = []
    for piece in pieces[1:_LONGEST]:
        if not piece.isascii() or not (piece.isupper() if is_capital else piece.istitle()):
            break
        rest.append(piece.lower())
    if not rest:
        return []
    *middle, last = rest
    by_sex = _OF_WOMEN if "thi" in middle else _OF_MEN
    return [*map(_MIDDLE_NAMES.get, middle), by_sex.get(last) or _GIVEN_NAMES.get(last)]


# The most frequent given name of the same letters first.
_GIVEN = """
    an anh nhi sang duy lam hân vy khôi hùng trinh dũng thanh thọ hoàn nhàn ánh đào quỳnh huyền hương
    lan mai thủy hằng nga hoa thảo trang vân yến hạnh phương hiền nhung thu hà ngọc linh oanh tâm liên
    loan xuân tuyết nam tuấn minh sơn cường hải quang bình thắng long đức toàn kiên gấm sáu bảy chín
    mười nhài lụa cúc mận hồng huệ sen thơm thoa thịnh hiếu hoàng huy khánh khoa lâm lộc lợi luân mạnh
    nghĩa nhật phong phú phúc quân quốc quý quyên quyết tài tân thái thiện thuận tiến tín trung trường
    tùng tường tuyến uyên việt vinh vũ vương xuyến ý bắc bằng bảo bích biên châu chiến chính công đạt
    diệp định đông dương duyên gái hội hợp kỳ lành lệ lương ngân nguyệt như nụ phước sương sửu thông
    thức thương trà trâm trí trọng trúc tươi tý út viên nhiên khải khiêm khang thạch tấn triều thiệu
    giáp luyến lý chắt tám mùi hợi tuất dậu thìn dần mão thân ngọ tỵ đoàn hiệp điệp tịnh tuyền tú vượng
    cảnh thế đại bền bốn năm cầm chanh đệ đua hoạt khương nhã nhâm nhiệm thắm thận thực thuật toản trụ
    trực ước ứng vang vàng vẻ viễn ngừng thoại thỏa thúy hảo hiển hiện khởi thành hưng toán khai thược
    ngát én vóc nhường sự chất tuyên tiệp thiêm khuê khuyên mến lưu lượng nhượng cẩn cẩm đồng đôn hậu
    hòa hồi hữu kiều lãm ly mẫn nghị nguyên nhẫn nhị ninh phi phát phấn quế sáng thạo thêm thi thiên
    thuyết thư tỉnh trân triển truyền tuân tụng vĩnh xoan xuyên yên ái ân bé biển bưởi cải chinh chung
    chuyên chúc dung dụng đảm đăng điền đỉnh độ giang hào hạ hàn hoan thơ nhân tiên thủ thụ lượt lễ lĩnh
    lựu ngà ngoan ngoãn nhạn nhạc oánh phan phin quát quyến tam tảo tấm thép thuần thùy thuyên tràng
    tráng tước vẽ vệ viết vỹ vị xiêm xinh kha khoát khuyến kính liệu mậu liêm hoài đan na lực mỹ bính
    tạo phượng thước thêu nết nở lê liễu đoan xứng thiệp nghiêm hoạch khoản khoái kiểm lanh mẫu nhuận
    nhuần năng nghinh oai phẩm phiên rạng sắc soạn sử tế thạnh tích tiếp tĩnh tôn trạch tuệ úy vịnh
    xướng vi vĩ văn bách bân bội cao chân chấn chuẩn cung cư dao di diễm diễn dinh doanh du duệ đài đạo
    điểm đoán đường gương gia giao giàu hai hoanh hòe huân huynh huỳnh hỷ kiệt kiểu kim ký lạc lạng lập
    lí liệt lư lữ mi mùa mừng ngạn ngãi nghi nghiệp ngôn ngữ nho nhơn nông nữ phái phổ phục phụng quảng
    quyền sinh song sở tạ tăng thạc thăng thể thiêng thiều thới thời thuấn thục tiệm tiển toại tòng trác
    trình trịnh trứ tùy từ tự uy uyển vạn ẩn
""".split()  # noqa: SIM905 - words are read more easily so
_GIVEN_NAMES = {unmarked(name): name for name in reversed(_GIVEN)}
# Names of the same letters that men and women have.
_OF_MEN = {
    "dung": "dũng",
    "thanh": "thành",
    "tho": "thọ",
    "hoan": "hoàn",
    "nhan": "nhân",
    "van": "văn",
}
_OF_WOMEN = {
    "dung": "dung",
    "thanh": "thanh",
    "tho": "thơ",
    "hoan": "hoan",
    "nhan": "nhàn",
    "van": "vân",
}
# Who a given name stands behind: the words without marks, and with them.
_MEN = {"anh": "anh", "ong": "ông", "chu": "chú", "cau": "cậu"}
_WOMEN = {"chi": "chị", "ba": "bà", "co": "cô", "di": "dì", "mo": "mợ", "thim": "thím"}
_EITHER = {"bac": "bác", "cu": "cụ", "em": "em", "chau": "cháu", "thay": "thầy", "be": "bé"}
_BEFORE_NAMES = _MEN | _WOMEN | _EITHER
_FOREIGN = frozenset({"ms", "mr", "shipper"})


def form_of_address(letters: str, following: str) -> str | None:
    """Return the form of address that letters stand for before a given name; None where none follows."""
    return _BEFORE_NAMES.get(letters) if given_name(following, letters) else None


def given_name(letters: str, before: str) -> str | None:
    """Return the given name that letters stand for behind a word such as anh or chi; None behind others."""
    if before not in _BEFORE_NAMES and before not in _FOREIGN:
        return None
    by_sex = _OF_WOMEN if before in _WOMEN else _OF_MEN if before in _MEN else {}
    return by_sex.get(letters) or _GIVEN_NAMES.get(letters)
