"""One table of what differs between languages: forms of address, number marks, reading load, keyboard."""

from collections.abc import Mapping

# Plain classes: `dataclasses` takes longer to import than `tutor --help` may take.


class Address:
    """How learners are spoken to: one of them, and a group."""

    __slots__ = ("id", "plural", "singular")

    def __init__(self, id: str, singular: str, plural: str) -> None:
        self.id = id
        self.singular = singular
        self.plural = plural


class Wording:
    """What the checks of lesson texts look for in a language: words, and regular expressions.

    `shaming` words shame or sound like an examination. `asking` matches a sentence, in lower case, that asks
    for a code or for money. `brands` are names of brands that are also words of the language. `address`
    matches a form of address; each match contains one of `address_words`, and begins with one of
    `address_plurals` where several people are spoken to.

    `consenting` and `declining` match the words of yes and no with which an answer begins, `refusing` those
    by which it refuses or doubts. `standing_help` matches help that may stand before one contact alone.
    `speakers` maps the words by which callers speak of themselves to what matches them, in small letters. A
    question to learners ends in `polite_end`. `machine` matches the word for any machine where nothing says
    which one. `unwritten` marks a sentence that is still to be written. `comforts` maps a part of each
    formula of comfort that wears off to what matches it. The last three match small letters.
    """

    def __init__(
        self,
        *,
        shaming: tuple[str, ...],
        asking: str,
        consenting: str,
        declining: str,
        refusing: str,
        standing_help: str,
        speakers: Mapping[str, str] = {},
        polite_end: str = "",
        unwritten: str,
        machine: str = "",
        comforts: Mapping[str, str] = {},
        brands: frozenset[str] = frozenset(),
        address: str = "",
        address_words: tuple[str, ...] = (),
        address_plurals: tuple[str, ...] = (),
    ) -> None:
        self.shaming = shaming
        self.asking = asking
        self.consenting = consenting
        self.declining = declining
        self.refusing = refusing
        self.standing_help = standing_help
        self.speakers = speakers
        self.polite_end = polite_end
        self.unwritten = unwritten
        self.machine = machine
        self.comforts = comforts
        self.brands = brands
        self.address = address
        self.address_words = address_words
        self.address_plurals = address_plurals


class Language:
    """What the program knows of a language.

    The learner chooses one of `addresses` where there are several; `class_address` is for a class,
    `team_address` for the volunteers.
    `most_words` is the number of words (in Vietnamese: syllables) that a step may say before it asks.
    `most_spoken` is that of one sentence as it is spoken, numbers in words. `telex` tells that learners type
    it by Telex, so that words without marks lack them.
    """

    def __init__(
        self,
        *,
        code: str,
        name: str,
        addresses: tuple[Address, ...],
        class_address: Address,
        team_address: Address,
        decimal_mark: str,
        thousands_mark: str,
        most_words: int,
        most_spoken: int,
        wording: Wording,
        telex: bool = False,
    ) -> None:
        self.code = code
        self.name = name
        self.addresses = addresses
        self.class_address = class_address
        self.team_address = team_address
        self.decimal_mark = decimal_mark
        self.thousands_mark = thousands_mark
        self.most_words = most_words
        self.most_spoken = most_spoken
        self.wording = wording
        self.telex = telex

    @property
    def asks_address(self) -> bool:
        """Whether the learner chooses a form of address."""
        return len(self.addresses) > 1

    def address(self, address_id: str) -> Address:
        """Return the form of address with this id; an unknown id gives the default, the first one."""
        known = (*self.addresses, self.class_address, self.team_address)
        return next((a for a in known if a.id == address_id), self.addresses[0])


_YOU = Address("you", "you", "you")

_VIETNAMESE_WORDING = Wording(
    unwritten="(điền vào đây)",
    shaming=(
        "bài kiểm tra",
        "trí nhớ",
        "lớn tuổi",
        "tuổi già",
        "người già",
        "sai rồi",
        "chọn nhầm",
        "quên rồi à",
        "giỏi quá",
        "tuyệt vời",
        "ngoan",
        "dễ lắm mà",
        "dễ ợt",
        "nhanh lên",
        "điểm số",
        "xếp hạng",
        "xếp thứ",
        "thi trượt",
        "không hợp lệ",
        "ngu",
        "dốt",
        "kém cỏi",
    ),
    asking=(
        r"\b(?:đọc|gửi|gõ|nhắn)\b[^.!?]*\b(?:mã|otp|pin|mật khẩu)\b|\bmã\b[^.!?]*\bđọc\b"
        r"|(?<!không )\b(?:chuyển|nộp|gửi|đóng|mượn|vay)\b"
        r"[^.!?]*\b(?:triệu|nghìn|tiền|tài khoản|phí)\b"
    ),
    consenting=r"(?:ừ|vâng|dạ|được|đúng|phải)\b",
    declining=r"(?:không|chưa|thôi|khoan|đừng)\b",
    refusing=(
        r"\b(?:không|thôi|chưa|cúp máy|chặn|từ chối|dừng|hỏi|gọi lại|gọi vào số|để tôi|xem lại)\b"
    ),
    standing_help=r"lúc nào cũng được",
    # "Con" is also a child, "con số" a digit, "bà con" the village.
    speakers={
        "con": r"(?<!bà )(?<!vợ )(?<!các )\bcon\b(?! (?:số|gái|trai|rể|dâu|cái|đường|bác|của|em|cháu)\b)",
        "cháu": r"(?<!các )(?<!con )\bcháu\b(?! (?:bác|của|ngoại|nội)\b)",
        "em": r"(?<!chị )(?<!trẻ )(?<!các )\bem\b",
        "tôi": r"\btôi\b",
    },
    polite_end="ạ",
    machine=(
        r"máy(?<!\wmáy)(?!\w)"
        r"(?<!cúp máy)(?<!gọi máy)(?<!nghe máy)(?<!giữ máy)(?<!nhấc máy)(?<!cầm máy)(?<!bắt máy)"
        r"(?<!gác máy)(?<!về máy)(?<!xe máy)(?<!nhà máy)(?<!thợ máy)(?<!rời máy)(?<!nối máy)"
        r"(?<!nước máy)"
        r"(?! (?:tập|thật|của|mình|tính|ảnh|bàn|bay|móc|bơm|cày|giặt|khâu|may|in|đo|cũ|mới|người|ai|khác|kia"
        r"|nào|lạ|android|samsung|iphone)\b)(?! \{)"
    ),
    comforts={
        "ai c": r"\bai (?:cũng|chẳng) (?:\w+ )?(?:dễ|tin)\b",
        "là ": r"\bhỏi (?:\w+ ){0,4}là (?:tốt|phải|đúng|hay)\b",
        "hỏi thêm": r"\bhỏi thêm cũng không sao",
        "người thật": r"\bngười thật (?:\w+ )?(?:không|chẳng) (?:giận|ngăn|khó chịu|tự ái|phiền)",
        "xem họ": r"\bxem họ\b",
        "xuôi tai": r"\bxuôi tai\b",
        "mềm lòng": r"\bmềm lòng\b",
    },
    # The exceptions look like a form of address and are none: "bác sĩ", "công cụ", "bác hàng xóm".
    address=(
        r"(?<!\w)(?:[Cc]ác )?"
        r"(?:[Bb]ác(?! (?:sĩ|sỹ|bỏ|hàng|nào|ấy|này|kia)\b)"
        r"|(?<![Cc]ông )(?<![Dd]ụng )(?<![Đđ]ạo )(?<![Nn]hạc )[Cc]ụ(?! (?:thể|già|nào|ấy)\b)"
        r"|[Ôô]ng bà(?! (?:nội|ngoại|mình|cháu)\b)"
        r"|[Qq]uý vị)(?!\w)"
    ),
    address_words=("bác", "cụ", "ông bà", "quý vị"),
    address_plurals=("các", "ông bà", "quý vị"),
)
_ENGLISH_WORDING = Wording(
    unwritten="(fill in here)",
    shaming=(
        "test",
        "your memory",
        "at your age",
        "elderly",
        "old people",
        "wrong!",
        "you forgot",
        "well done",
        "good job",
        "good girl",
        "good boy",
        "easy as",
        "obviously",
        "hurry up",
        "your score",
        "ranked",
        "you failed",
        "invalid",
        "stupid",
        "silly",
    ),
    asking=(
        r"\b(?:read|send|type|give|tell)\b[^.!?]*\b(?:code|digits|otp|pin|password)\b"
        r"|\bcode\b[^.!?]*\bread\b|(?<!not )\b(?:send|pays?|lend|transfer|move)\b"
        r"[^.!?]*\b(?:money|million|thousand|account|fee)\b"
    ),
    consenting=r"(?:yes|all right|ok(?:ay)?|right|sure|of course|certainly|good|fine)\b",
    declining=r"(?:no|not|wait|never|don't)\b",
    refusing=(
        r"n't\b|\b(?:no|not|never|hang up|block|refuse|stop|ask|(?:ring|call) [^.?!]*\bback|let me)\b"
    ),
    standing_help=r"\b(?:any time|whenever)\b",
    brands=frozenset({"apple", "grab", "messenger"}),
)

LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language(
            code="vi",
            name="Tiếng Việt",
            # In the order in which the learner is asked.
            addresses=(
                Address("bac", "bác", "các bác"),
                Address("ong", "ông", "các ông"),
                Address("ba", "bà", "các bà"),
                Address("cu", "cụ", "các cụ"),
                Address("co", "cô", "các cô"),
                Address("chu", "chú", "các chú"),
            ),
            class_address=Address("lop", "các bác", "các bác"),
            team_address=Address("ban", "bạn", "các bạn"),
            decimal_mark=",",
            thousands_mark=".",
            most_words=45,
            most_spoken=14,
            wording=_VIETNAMESE_WORDING,
            telex=True,
        ),
        Language(
            code="en",
            name="English",
            addresses=(_YOU,),
            class_address=_YOU,
            team_address=_YOU,
            decimal_mark=".",
            thousands_mark=",",
            most_words=35,
            most_spoken=16,
            wording=_ENGLISH_WORDING,
        ),
    )
}
DEFAULT_LANGUAGE = "vi"
_VIETNAMESE = LANGUAGES[DEFAULT_LANGUAGE]
# Records name a form of address whatever the language of the program is.
ADDRESSES = _VIETNAMESE.addresses
DEFAULT_ADDRESS = ADDRESSES[0]
CLASS_ADDRESS = _VIETNAMESE.class_address
TEAM_ADDRESS = _VIETNAMESE.team_address


def address_of(address_id: str) -> Address:
    """Return the Vietnamese form of address with this id, the default for an unknown id."""
    return _VIETNAMESE.address(address_id)
