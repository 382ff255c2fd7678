"""Vietnamese names without their marks."""

from tutor.vietnamese import unmarked

# The most frequent surname of the same letters first.
_SURNAMES = """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lương trịnh trương
    đào lâm tạ hà mai tô cao vương thái lưu phùng quách tăng chu châu từ tống kiều la lò lường giàng
    vàng sùng thào hạng vừ cà quàng tòng bạc lù nông triệu hứa ma vi bàn đàm lục mạc ninh nghiêm khổng
    khúc kim thạch doãn thân trà tiêu ứng diệp giang hầu hình khương lã mã mẫn ngụy nhữ ông phí quản sầm
    tào thẩm thiều trang tưởng uông viên điêu lự lèo cầm cứ mùa ly tẩn chẻo phàn chảo đèo tao lầu thò cư
""".split()  # noqa: SIM905 - words are read more easily so
SURNAMES = {unmarked(name): name for name in reversed(_SURNAMES)}

# What stands between a surname and a given name, without marks.
MIDDLE_NAMES = frozenset(
    """
    van thi duc huu ngoc xuan dinh ba the thanh minh quang hong thu kim tuan anh cong quoc gia bao manh viet
    hoang hai trong khanh phuong thuy nhu dang tien nhat trung hoai my cam bich dieu tuyet phuc thien hung duy
    chi vinh huy hoa lan mai ha an quynh tung thuc tran le khac sy si cao phu tan tri nguyen a
    """.split()  # noqa: SIM905 - words are read more easily so
)
