"""How lessons and the practice phone are written: questions, machines, comfort, breath, overdue facts."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from small_lesson import codes

from tutor.authoring.check import check
from tutor.authoring.style_checks import long_breaths

GROUND = Path(__file__).parents[1] / "content" / "ground"
MACHINE = "machine-bare"


@pytest.mark.parametrize(
    "text",
    [
        "Cúp máy rồi giữ máy tập nhé.",
        "Mã gửi về máy không đọc cho ai.",
        "Nghe máy, bắt máy, gọi máy bàn đều được.",
        "Tắt máy của mình, xe máy để ngoài.",
        "Họ nói “tắt máy đi” là để dọa.",
    ],
)
def test_set_phrases_say_which_machine(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("text", ["Tắt máy nhé.", "Máy hiện số tiền.", "Tệp lạ vào máy rồi."])
def test_a_bare_machine_is_a_problem(text: str) -> None:
    assert codes(text) == [MACHINE]


def test_english_has_no_word_for_any_machine() -> None:
    assert codes("Turn the machine off.", "en") == []


@pytest.mark.parametrize(
    ("sentence", "language", "count"),
    [
        ("một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn", "vi", 0),
        ("một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm", "vi", 15),
        ("Hôm nay mình chuyển cho bà Hoa 1.250.000 đồng rồi.", "vi", 16),
        ("Mua 25 cân, *354* hộp, 55 lít nữa.", "vi", 16),
        ("Bớt 21 %, tăng 34 %, rồi thêm 75 %.", "vi", 19),
        ("Giữ đồ 48 giờ, sau đó tính phí 5.000 đồng/ngày.", "vi", 15),
        ("Bấm chuyen-tien-ngay-hom-nay.example để giữ số nhé.", "vi", 0),
        ("Đang đọc báo thì hiện chữ là máy bác nhiễm vi-rút, cài ngay đi!", "vi", 15),
        ("one two three four five six seven eight nine ten one two three four five six", "en", 0),
        (
            "one two three four five six seven eight nine ten one two three four five six seven",
            "en",
            17,
        ),
    ],
)
def test_a_breath_is_counted_as_it_is_spoken(sentence: str, language: str, count: int) -> None:
    counts = [count for _, count in long_breaths(sentence, language)]
    assert counts == ([count] if count else [])


def test_capitals_that_the_lexicon_knows_are_spoken() -> None:
    assert codes("Người nhận là DO VAN NAM.") == []
    assert codes("Người nhận là DO VAN QUYN.") == ["marks-missing"]
    assert codes("Mã OTP đây.") == []
    assert codes("Please pay VAN NAM.", "en") == ["voice-spells"] * 2


def test_a_sentence_without_marks_is_spoken_only_where_its_words_are_known() -> None:
    assert codes("Mình nhớ nhé. Nho ra quay mua quyn cho dung gio.") == ["marks-missing"]
    assert codes("Bac *nho* ra *quay mua quyn* cho dung gio.") == ["marks-missing"]
    assert codes("{Bac} nhớ *please bring* your red book nhé.") == []
    assert codes("Mình nhớ nhé. Anh ra *xem* em cho vui ngay.") == ["marks-missing"]
    assert codes("Mình nhớ. Cho {bac} ra xem quyn cho vui ngay.") == ["marks-missing"]
    assert codes("Phu Van 12/11 cay quyn bi ray nau.") == ["marks-missing"]
    assert codes("Hoa lo cho con ra trông nhà.") == []
    assert codes("SD 3,450,000VND. Moi quy khach ra quay.") == []
    assert codes("Please come to the counter in time.", "en") == []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small practice phone, an overdue fact and one lesson."""
    folder = tmp_path / "lessons"
    shutil.copytree(GROUND, folder)
    lesson = folder / "vi" / "lua-dao" / "mot.yaml"
    lesson.parent.mkdir(parents=True)
    lesson.write_text(
        "format: 1\nid: mot\nlanguage: vi\ntopic: lua-dao\ntitle: Một\nobjective: Thử\nminutes: 5\n"
        "steps:\n  - practise: Mời {bac} bật mạng.\n    id: bat\n    phone: {screen: home}\n"
        "    goal: {wifi.on: true}\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ("một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm", "breath-long"),
        ("Người nhận là DO VAN QUYN.", "marks-missing"),
        ("Bac nho ra quay mua quyn.", "marks-missing"),
        ("Trên 10 triệu đồng thì quét mặt.", "fact-overdue"),
    ],
)
def test_texts_of_the_practice_phone_are_checked_at_their_line(
    root: Path, says: str, code: str
) -> None:
    path = root / "phone" / "settings.yaml"
    text = path.read_text(encoding="utf-8")
    assert check([root], GROUND, date(2026, 6, 1)).problems == {}
    said = f"        says: {{vi: {says}, en: It is done.}}\n"
    path.write_text(text + said, encoding="utf-8")

    (problem,) = check([root], GROUND, date(2026, 6, 1)).all()

    assert (Path(problem.place.file).name, problem.place.line, problem.code, problem.warning) == (
        "settings.yaml",
        text.count("\n") + 1,
        code,
        code == "fact-overdue",
    )


def test_a_lesson_that_repeats_an_overdue_fact_is_told_where(root: Path) -> None:
    path = root / "vi" / "lua-dao" / "mot.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}  - say: Trên 10 triệu đồng thì quét mặt.\n", encoding="utf-8")

    (problem,) = check([root], GROUND, date(2026, 6, 1)).all()

    assert (problem.code, problem.place.line) == ("fact-overdue", 13)
