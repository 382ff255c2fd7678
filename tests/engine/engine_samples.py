"""A lesson of every step kind on a small phone, for tests of the engine and of what is built on it."""

from datetime import UTC, datetime

from tutor.content.model import Effect, PhoneApp, PhoneItem, PhoneScreen
from tutor.content.step_parts import (
    Answer,
    Caller,
    Card,
    Message,
    Node,
    Option,
    OrderItem,
    Pair,
    Part,
    ShortMessage,
)
from tutor.content.steps import (
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
    Do,
    Lesson,
    Order,
    Pairs,
    Practise,
    Recap,
    Say,
    Show,
    Sort,
    Spot,
    Step,
    Type,
)
from tutor.engine.run import Script
from tutor.phone import PhoneWorld

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def item(text: str) -> OrderItem:
    return OrderItem(text=text)


def small_world() -> PhoneWorld:
    def button(item: str, label: str, goes: str) -> PhoneItem:
        return PhoneItem(kind="button", id=item, label=label, tap=Effect(goes=goes))

    home = PhoneApp(
        id="home",
        title="Màn hình chính",
        screens=(
            PhoneScreen(
                id="main",
                title="Màn hình chính",
                items=(
                    button("settings", "Cài đặt", "settings"),
                    button("notes", "Ghi chú", "notes"),
                ),
            ),
        ),
    )
    wifi = PhoneItem(
        kind="toggle",
        id="wifi-on",
        label="Wi-Fi",
        tap=Effect(toggles="wifi.on", says="Wi-Fi đã đổi."),
    )
    louder = PhoneItem(kind="button", id="louder", label="To hơn", tap=Effect(steps={"volume": 1}))
    settings = PhoneApp(
        id="settings",
        title="Cài đặt",
        screens=(PhoneScreen(id="main", title="Cài đặt", items=(wifi, louder)),),
        values={"wifi.on": False, "volume": 2},
        ranges={"volume": (0, 3)},
    )
    note = PhoneItem(kind="field", id="note", label="Viết ở đây", fills="note.text")
    notes = PhoneApp(
        id="notes",
        title="Ghi chú",
        screens=(PhoneScreen(id="main", title="Ghi chú", items=(note,)),),
        values={"note.text": ""},
    )
    return PhoneWorld({app.id: app for app in (home, settings, notes)})


SAY = Say(text="Có cuộc gọi từ số lạ. {Bac} cứ bình tĩnh.")
SHOW = Show(text="Mở Cài đặt", phone={"screen": "home"}, moves=("tap settings", "back"))
PRACTISE = Practise(
    text="Bật Wi-Fi",
    id="bat-wifi",
    phone={"screen": "home"},
    goal={"wifi.on": True},
    hint="Ở Cài đặt",
)
ERRORLESS = Practise(
    text="Bật Wi-Fi",
    id="bat-wifi-theo",
    phone={"screen": "home"},
    goal={"wifi.on": True},
    errorless=True,
)
CHOOSE = Choose(
    text="Làm gì trước?",
    id="lam-gi",
    hint="Việc thật thì chờ được",
    options=(
        Option(text="Chuyển ngay", because="Tiền đi khó lấy lại."),
        Option(text="Cúp máy", right=True, because="Hỏi một người là giữ được tiền."),
        Option(text="Đọc mã", because="Mã là chìa khóa."),
    ),
)
SEVERAL = Choose(
    text="Làm những gì?",
    id="nhung-gi",
    several=True,
    options=(
        Option(text="Xóa tin", because="Xóa rồi thì khó lần ra."),
        Option(text="Giữ tin", right=True, because="Tin giúp công an."),
        Option(text="Giữ biên lai", right=True, because="Biên lai ghi số tài khoản."),
    ),
)
AFTER_WRONG = Say(text="Xem lại một chút.", when="wrong lam-gi")
SORT = Sort(
    text="Thật hay giả?",
    id="that-gia",
    sides={"safe": "Tin thật", "scam": "Tin giả"},
    cards=(
        Card(text="Trạm y tế xã mời khám mắt.", side="safe", because="Không đòi tiền."),
        Card(text="Bấm vnbank.example", side="scam", because="Có đường dẫn lạ."),
    ),
)
PAIRS = Pairs(
    text="Hình này để làm gì?",
    id="ghep-hinh",
    hint="Giống đồ gì trong nhà?",
    items=(
        Pair(text="Bánh xe có răng", means="Chỉnh máy", because="Là Cài đặt.", picture="gear"),
        Pair(text="Đầu và vai", means="Tìm người quen", because="Là Danh bạ."),
        Pair(text="Ba cái chấm", means="Xem thêm", because="Như vân vân."),
    ),
)
COMPARE = Compare(
    text="Tin nào giả?",
    id="hai-tin",
    hint="Tin nào bảo bấm?",
    genuine=ShortMessage(sender="Ngân hàng Làng", text="Mời bác ra quầy đổi thẻ."),
    scam=ShortMessage(sender="Ngân hàng Làng", text="Mở thẻ tại vnbank.example"),
    because="Tin giả bảo bấm đường dẫn.",
)
SPOT = Spot(
    text="Tìm chỗ đáng ngờ",
    id="tim-co",
    hint="Xem họ đòi gì",
    message=Message(
        sender="0388 ••• 152",
        parts=(
            Part(text="Chào bác,"),
            Part(text="trong 2 giờ nữa sẽ khóa SIM,", flag="urgency", because="Họ giục."),
            Part(text="đọc mã cho em.", flag="code", because="Mã chỉ để mình dùng."),
        ),
    ),
)
LABEL = Spot(
    text="Tìm hạn dùng",
    id="han-dung",
    message=Message(
        sender="Nhãn hộp thuốc",
        parts=(
            Part(text="Làm ngày 3 tháng 5.", because="Đây là ngày làm ra."),
            Part(text="Dùng đến tháng 8.", flag="date", because="Sau chữ dùng đến."),
        ),
    ),
)
GENUINE_SPOT = Spot(
    text="Tin này thì sao?",
    id="tin-that",
    message=Message(sender="Trạm y tế", parts=(Part(text="Sáng thứ Năm"), Part(text="khám mắt."))),
)
CALL = Call(
    text="Cuộc gọi từ số lạ",
    id="goi-gia",
    hint="Cúp máy lúc nào cũng được",
    caller=Caller(name="Số lạ", number="0388 ••• 152"),
    genuine=False,
    nodes={
        "dau": Node(
            says="Tôi là công an.",
            tactic=("authority",),
            answers=(Answer(text="Anh cần gì?", to="doa"), Answer(text="Chào anh", to="hang-up")),
        ),
        "doa": Node(
            says="Không được nói với ai.",
            tactic=("secrecy",),
            answers=(
                Answer(text="Vâng", to="lost", because="Giấu người nhà là dấu hiệu lừa."),
                Answer(text="Để tôi hỏi", to="dau", because="Hỏi là đúng."),
            ),
        ),
    },
)
GENUINE_CHAT = Chat(
    text="Tin nhắn của con gái",
    id="con-gai",
    caller=Caller(name="Con gái Hoa"),
    genuine=True,
    nodes={
        "dau": Node(
            says="Chiều con về ạ.",
            answers=(Answer(text="Ừ, mẹ chờ cơm", to="end"), Answer(text="Về lúc nào?", to="gio")),
        ),
        "gio": Node(says="Năm giờ ạ.", answers=(Answer(text="Ừ", to="end"),)),
    },
)
ORDER = Order(text="Thứ tự nào?", id="thu-tu", items=tuple(map(item, ("Dừng", "Cúp máy", "Hỏi"))))
TYPE = Type(text="Gõ tên xã", id="go-ten", expect=("Vũ Quý", "Xã Vũ Quý"), hint="Hai tiếng")
ALOUD = Aloud(text="Nói to", sentence="Tôi không chuyển.", answers="Chuyển ngay đi bác!")
DO = Do(text="Làm trên máy mình", id="tu-lam", checklist=("Lưu số", "Đặt tên"))
RECAP = Recap(text="Dừng. Cúp máy. Hỏi.", keep="Ai giục thì mình dừng lại.")

ALL_STEPS: tuple[Step, ...] = (
    SAY,
    SHOW,
    PRACTISE,
    ERRORLESS,
    CHOOSE,
    SEVERAL,
    AFTER_WRONG,
    SORT,
    PAIRS,
    COMPARE,
    SPOT,
    LABEL,
    GENUINE_SPOT,
    CALL,
    GENUINE_CHAT,
    ORDER,
    TYPE,
    ALOUD,
    DO,
    RECAP,
)


def lesson_of(*steps: Step) -> Lesson:
    return Lesson(
        format=1,
        id="vi-du",
        language="vi",
        topic="lua-dao",
        title="Ví dụ",
        objective="Thấy mỗi loại bước",
        minutes=8,
        steps=steps,
    )


def script_of(*steps: Step) -> Script:
    return Script(lesson_of(*steps), small_world(), "rev")
