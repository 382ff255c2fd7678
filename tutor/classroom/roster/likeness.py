"""How much a text looks like the name of a person of Vietnam, of whichever of its peoples."""

import re
from enum import IntEnum
from functools import lru_cache

from tutor.vietnamese import unmarked

_LONGEST_NAME = 5
_SURNAMES = frozenset(
    """
    an ao âu bá bạc bạch bàn bành bế biện bùi ca cà cái cam cầm cấn cao chang cháng chảo châu chu chúc chử cổ
    cù cư cứ cung cụt dã dì diệp dìu doãn dư dương đàm đặng đàng danh đào đậu đèo điền điêu điểu đinh đồ đỗ
    đoàn đới đồng đôn đống đường giàng giang giản giáp hà hạ hạng hán hầu hồ hoa hoàng hờ hứa hùng huỳnh
    kha khà khang khiếu khổng khúc khương khuất kiều kim kháng la lã lạc lại lâm lãnh lầu lê lều lò lô lỗ lộc
    long lồ lù lục lùng lữ lừ lừu lương lường lưu lý lỳ ly ma má mã mạc mai mẫn mạch mạnh mầu mè mí moong mông
    mùa nghiêm ngân ngạc ngô ngọ ngôn ngụy nguyễn nhâm nhữ ninh nình nông ông phạm phan phàn phí phó phù phùn
    phùng phương pờ quách quàng quản quan quang quế sái sằm sầm sình sơn sùng sừng tạ tả tải tăng tằng tẩn tẩy
    thạch thái thẩm thân thàng thào tháo thèn thiều thi thượng tiêu tiết tô tòng tôn tống tráng trần trang
    trác triệu trịnh trương từ tưởng ty tòng tếnh ung ứng uông văn vạn vàng và vi viên vì võ vũ vừ vưu vương
    vầng xa xeo phà chẩu tào sí lèng hảng chá phừ lèo cồ tsàn xồng yên thò ứ viêm
    """.split()  # noqa: SIM905 - words are read more easily so
)
_ASCII_SURNAMES = frozenset(map(unmarked, _SURNAMES))
_MIDDLES = frozenset(("thị", "văn"))
# Words that begin like a name, with a surname.
_PHRASES = re.compile(
    r"(cao tuổi|nông dân|danh sách|đoàn (thanh|viên|xã)|lý do|an ninh|quản lý|công (an|dân)|đồng chí|lưu ý"
    r"|chủ (tịch|hộ|nhiệm|trì)|văn (hóa|hoá|phòng)|viên (hỗ|chức)|mã số|phó (chủ|bí))( .*)?"
)
# Words of sentences, which hardly any name has; most others are a name of somebody.
_COMMON = frozenset(
    """
    cảm cháu chào dạ vâng
    ạ ai bị các của cho chưa cũng để đã đang đây đấy đều đi đc đk được em gì giờ gọi hoặc khi khoảng không
    ko là lớp mẹ mình bố mọi này nếu nên ngày người những nhé nha nhưng nữa ơi phải phường qua ra rất rồi
    sẽ số tháng thì thôn trên tổng vào về vẫn việc với xã xóm huyện chồng
    """.split()  # noqa: SIM905 - words are read more easily so
)


class Likeness(IntEnum):
    """Whether a text is a name: `SURE` begins with a surname, `MAYBE` could be one, `NO` is a sentence."""

    NO = 0
    MAYBE = 1
    SURE = 2


def is_surname(word: str) -> bool:
    """Return True for a surname; marks count where there are any: Hộ is no Hồ.

    “Và” is one too, but “và” stands between names.
    """
    small = word.casefold()
    if word == "và":
        return False
    return small in (_ASCII_SURNAMES if small.isascii() else _SURNAMES)


def is_common(word: str) -> bool:
    """Return True for a word of sentences."""
    return word.casefold() in _COMMON


@lru_cache(maxsize=4096)
def likeness(name: str) -> Likeness:
    """Return whether a text is a name; it has no form of address, number or note any more."""
    words = name.replace(",", " ").split()
    small = [word.casefold() for word in words]
    if not words or not all(re.fullmatch(r"[^\W\d_]+(['’`.-][^\W\d_]*)*", word) for word in words):
        return Likeness.NO
    if _PHRASES.fullmatch(" ".join(small)):
        return Likeness.NO
    # A surname and a given name may be any word.
    common = sum(word in _COMMON for word in small[1:-1])
    ends = sum(word in _COMMON for word in (small[0], small[-1]))
    is_long = len(words) > _LONGEST_NAME
    begins = is_surname(words[0]) and len(words) > 1
    if (begins or _MIDDLES.intersection(small[1:-1])) and not is_long and not common:
        return Likeness.SURE
    # A name of six words is rare.
    if (
        (is_long and not (begins and len(words) == _LONGEST_NAME + 1))
        or common
        or ends > 1
        or (ends and len(words) > 1)
    ):
        return Likeness.NO
    return Likeness.MAYBE
