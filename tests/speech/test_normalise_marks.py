import pytest

from tutor.speech.normalise import spoken_text
from tutor.speech.normalise.lexicon import shipped_lexicon
from tutor.speech.normalise.vi.language_model import shipped_phrases
from tutor.speech.normalise.vi.marks import flat_sentences, guessed_sentences, restore_marks
from tutor.vietnamese import is_spelled, is_syllable

LEXICON = shipped_lexicon("vi", "bac")


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("Kinh gui quy khach.", "Kính gửi quý khách."),
        (
            "TK cua quy khach bi khoa tu 7h ngay 12/11.",
            "TK của quý khách bị khóa từ 7h ngày 12/11.",
        ),
        ("GOI NGAY TONG DAI 1900", "GỌI NGAY TỔNG ĐÀI 1900"),
        ("Người nhận là DO VAN NAM.", "Người nhận là ĐỖ VĂN NAM."),
        ("Vao langbank.example de nhan qua", "Vào langbank.example để nhận quà"),
        # The words on both sides decide, also behind an abbreviation.
        ("De nghi QK mang CCCD den quay.", "Đề nghị QK mang CCCD đến quầy."),
        ("Cuc thue: ho kinh doanh bo thue khoan.", "Cục thuế: hộ kinh doanh bỏ thuế khoán."),
        ("Vui long bo sung tai xa, khong bo lo.", "Vui lòng bổ sung tại xã, không bỏ lỡ."),
        # Beside a number and an hour, words are sure.
        ("Phun thuoc diet muoi to 4 luc 7h sang.", "Phun thuốc diệt muỗi tổ 4 lúc 7h sáng."),
        ("Goi V90B het han, goi 198 de gia han.", "Gói V90B hết hạn, gọi 198 để gia hạn."),
        ("Nap the co ngay 20% gia tri.", "Nạp thẻ có ngay 20% giá trị."),
        # A word adheres to a label or a code.
        (
            "SD 5,430,000VND. ND:MBVCB.8842197.Tra tien dien",
            "SD 5,430,000VND. ND:MBVCB.8842197.Trả tiền điện",
        ),
        ("ND:TRO CAP HUU TRI cho ba Lan", "ND:TRỢ CẤP HƯU TRÍ cho bà Lan"),
        # Names of people and places.
        ("Moi chi Gam va anh Dung den xa Dai Dong.", "Mời chị Gấm và anh Dũng đến xã Đại Đồng."),
        ("Quy khach DINH THI SAU da duoc duyet.", "Quý khách ĐINH THỊ SÁU đã được duyệt."),
        ("Con đang kẹt, tên Tran Van Nam.", "Con đang kẹt, tên Trần Văn Nam."),
        (
            "Moi ba Tran Thi Nhi, anh Dinh Quang Huy, co Luong Gia Han.",
            "Mời bà Trần Thị Nhi, anh Đinh Quang Huy, cô Lương Gia Hân.",
        ),
        ("ND: NGUYEN VAN AN chuyen tien.", "ND: NGUYỄN VĂN AN chuyển tiền."),
    ],
)
def test_marks_that_a_message_has_lost_are_put_back(text: str, restored: str) -> None:
    assert restore_marks(text, LEXICON) == restored


@pytest.mark.parametrize(
    "text",
    [
        "Ba Lan",
        "Hoa lo cho con ra trông nhà.",
        "Cho con xem tin.",
        "Please come to the counter in time.",
        "XIN CHÀO BAN HANG",
        "Wi-Fi",
        "on lai",
        "",
    ],
)
def test_a_text_that_has_lost_no_marks_stays(text: str) -> None:
    assert restore_marks(text, LEXICON) == text


def test_a_sentence_with_an_unknown_word_stays_as_it_is_and_is_told() -> None:
    text = "Kinh gui quy khach. Quy khach vui long mua quyn."
    assert restore_marks(text, LEXICON) == "Kính gửi quý khách. Quy khach vui long mua quyn."
    assert list(flat_sentences(text, LEXICON)) == ["Quy khach vui long mua quyn"]


def test_nothing_is_told_of_a_text_that_has_its_marks_or_is_foreign() -> None:
    for text in (
        "Kính gửi quý khách.",
        "The account is empty",
        "so-tay-moi",
        "Kinh gui quy khach.",
    ):
        assert list(flat_sentences(text, LEXICON)) == []


def test_a_sentence_that_is_known_by_its_spoken_words_alone_is_restored_at_once() -> None:
    said = spoken_text("Banking khong khoi tra lai tien. Goi ngay hom nay.", "vi")
    assert spoken_text(said, "vi") == said


def test_a_sentence_whose_marks_are_guessed_is_told_with_what_is_spoken() -> None:
    text = "Kinh gui quy khach. Moi ba con xem hang gian tai cho."
    said = ("Moi ba con xem hang gian tai cho", "Mời bà con xem hàng gian tại chỗ")
    assert list(guessed_sentences(text, LEXICON)) == [said]
    assert list(guessed_sentences("Kính gửi bà con. Kinh gui quy khach.", LEXICON)) == []


def test_words_beside_a_day_and_an_amount_are_told_too() -> None:
    """A sum and a time hold letters that are no words of any language."""
    text = "Kinh gui quy khach. Bac con 12.000d mua quyn luc 8h."
    assert list(flat_sentences(text, LEXICON)) == ["Bac con 12.000d mua quyn luc 8h"]


def test_a_day_is_read_before_a_date() -> None:
    text = "Bac co hen kham lai ngay 07/12. Goi lai ngay cho toi."
    assert restore_marks(text, LEXICON) == "Bác có hẹn khám lại ngày 07/12. Gọi lại ngay cho tôi."


def test_restored_words_keep_their_place_in_the_text() -> None:
    text = "Tran trong thong bao: TK -50,000VND"
    assert len(restore_marks(text, LEXICON)) == len(text)
    assert spoken_text(text, "vi").startswith("Trân trọng thông báo: tài khoản trừ năm mươi nghìn")


def test_the_phrases_are_written_in_vietnamese() -> None:
    words = {word for word in shipped_phrases().words if word not in ("#", "|")}
    assert {word for word in words if not (is_spelled(word) and is_syllable(word))} == set()
