import unicodedata
from datetime import date

import pytest
from paper_samples import catalogue, material, shipped
from pdf_kit import POINTS_A_MILLIMETRE, Pages

from tutor.content.step_parts import OrderItem
from tutor.content.steps import Order, Recap, Say, Show, Step
from tutor.dates import written_day
from tutor.languages import LANGUAGES
from tutor.publish.handouts import KINDS, Kind, invitation_page, missed_class_page, render
from tutor.publish.material import Material, Occasion

# The least size of letters that each kind may have, in points; what residents read is large.
LEAST: dict[Kind, float] = {
    "numbers": 100,
    "handout": 18,
    "missed": 18,
    "card": 18,
    "invitation": 18,
    "notes": 12,
    "certificate": 18,
}
LOOKED_AT = ("kn-wifi-du-lieu", "vn-muc-1-2", "ld-gia-cong-an")
HOSTILE = '#read("/etc/passwd") $x^2$ *a _b_ \\ @c <d> // e "} #f(1) [g] `h`'


def close(text: str) -> str:
    """Return text without spaces, as lines of a page are broken anywhere."""
    return "".join(unicodedata.normalize("NFC", text).split())


def pages(kind: Kind, of: Material, **occasion: str) -> Pages:
    return Pages(render(kind, of, Occasion(**occasion)))  # type: ignore[arg-type]


def in_order(*items: str, text: str = "Please put them in order.") -> Step:
    return Order(text=text, items=tuple(OrderItem(text=item) for item in items))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lesson_fits_one_page_in_large_letters(language: str) -> None:
    entries = catalogue().lessons(language)
    assert len(entries) > 6
    for entry in entries:
        of = shipped(entry.id, language)
        name = "Nguyễn Thị Tên Rất Dài Để Thử Xem Có Vừa Không"
        occasion = Occasion(name=name, on=date(2026, 11, 24), next_on=date(2026, 12, 1))
        printed = Pages(missed_class_page([of], occasion))
        text = close(printed.text())
        assert (len(printed), printed.smallest()) == (1, 18), entry.id
        assert printed.margin() >= 7, entry.id
        assert close(written_day(date(2026, 12, 1), of.texts().translate)) in text, entry.id
        assert close(of.texts().line(of.lesson.title)) in text, entry.id
        for step in of.lesson.steps:
            if isinstance(step, Recap):
                assert close(of.texts().line(step.keep)) in text, entry.id


@pytest.mark.parametrize(
    ("lesson_id", "language", "caption"),
    [
        ("ld-gia-cong-an", "vi", "Tin lừa đảo. Chỗ gạch chân là dấu hiệu."),
        ("ld-gia-cong-an", "en", "A scam. Its signs are underlined."),
        ("ld-ba-dau-hieu", "vi", "Cuộc gọi lừa đảo. Mời bác cúp máy."),
        ("ld-ba-dau-hieu", "en", "A scam call. Please hang up."),
    ],
)
def test_the_picture_of_a_scam_says_that_it_is_one(
    lesson_id: str, language: str, caption: str
) -> None:
    printed = pages("handout", shipped(lesson_id, language))
    assert close(caption) in close(printed.text())
    assert (len(printed), printed.smallest()) == (1, 18)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [2, 3, 5])
def test_a_missed_class_is_one_page_that_keeps_something_of_each_lesson(
    count: int, language: str
) -> None:
    entries = catalogue().lessons(language)
    for first in range(0, len(entries) - count + 1, count):
        of = [shipped(entry.id, language) for entry in entries[first : first + count]]
        occasion = Occasion(on=date(2026, 11, 24), next_on=date(2026, 12, 1))
        printed = Pages(missed_class_page(of, occasion))
        text = close(printed.text())
        assert (len(printed), printed.smallest()) == (1, 18)
        assert printed.margin() >= 7
        for lesson_material in of:
            assert close(lesson_material.texts().line(lesson_material.lesson.title)) in text
            for step in lesson_material.lesson.steps:
                if isinstance(step, Recap):
                    assert close(lesson_material.texts().line(step.keep)) in text
        assert close(written_day(date(2026, 12, 1), of[0].texts().translate)) in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [2, 3])
def test_an_invitation_names_all_lessons_of_the_class(count: int, language: str) -> None:
    entries = catalogue().lessons(language)
    for first in range(0, len(entries) - count + 1, count):
        of = [shipped(entry.id, language) for entry in entries[first : first + count]]
        occasion = Occasion(on=date(2026, 12, 1), place="Nhà văn hóa thôn Đông")
        printed = Pages(invitation_page(of, occasion))
        text = close(printed.text())
        assert (len(printed), printed.smallest()) == (1, 18)
        assert printed.margin() >= 7
        for lesson_material in of:
            assert (
                text.count(close(lesson_material.texts().line(lesson_material.lesson.title))) >= 2
            )
            assert close(lesson_material.texts().line(lesson_material.lesson.objective)) not in text


def test_an_invitation_to_a_class_of_many_lessons_keeps_its_words() -> None:
    of = [shipped(entry.id, "vi") for entry in catalogue().lessons("vi")[:14]]
    printed = Pages(invitation_page(of, Occasion(on=date(2026, 12, 1))))
    calm = "mời mang theo ạ."
    assert (len(printed), printed.smallest()) == (1, 18)
    assert close(printed.text()).count(close("…")) >= 2
    assert close(of[0].texts().line(of[0].lesson.title)) in close(printed.text())
    assert close(calm) in close(printed.text())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_a4_and_nothing_is_cut_at_their_margins(kind: Kind, language: str) -> None:
    for lesson_id in LOOKED_AT:
        printed = pages(kind, shipped(lesson_id, language))
        millimetres = sorted(round(side / POINTS_A_MILLIMETRE) for side in printed.size())
        assert millimetres == [210, 297]
        assert len(printed) == 1 or kind == "notes"
        assert printed.smallest() >= LEAST[kind]
        assert printed.margin() >= 7


def test_the_text_of_a_pdf_is_the_text_of_the_lesson() -> None:
    everything = "ẪẫỄễỗữựỵỳỹằẵắặậẩấầđĐƠơƯư Ngữ nghĩa, khuỷu, thuở, quyển, ngoằn ngoèo"
    printed = pages("handout", material(Say(text=f"*{everything}*"), title=everything))
    text = str(printed._document[0].get_textpage().get_text_range())
    assert text == unicodedata.normalize("NFC", text)
    assert close(text).count(close(everything)) == 2


def test_a_pdf_embeds_our_fonts() -> None:
    for kind in KINDS:
        fonts = pages(kind, shipped("ld-gia-cong-an", "vi")).fonts()
        assert fonts
        assert all(fonts.values())
        assert all("BeVietnamPro" in name for name in fonts), fonts


def test_a_letter_missing_in_our_font_is_still_printed() -> None:
    printed = pages("handout", material(title="A tick ✓ and an arrow →"))
    assert "✓" in printed.text()
    assert all(printed.fonts().values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_lesson_gives_the_same_bytes(kind: Kind) -> None:
    of = shipped("kn-wifi-du-lieu", "vi")
    assert render(kind, of) == render(kind, of)


def test_markup_in_a_lesson_is_printed_literally() -> None:
    of = material(
        Say(text=f"*{HOSTILE}*"),
        in_order(HOSTILE, "b", "c", text=HOSTILE),
        Recap(text="Keep", keep=HOSTILE),
        title=HOSTILE,
        objective=HOSTILE,
    )
    shown = close(HOSTILE)
    assert close(pages("handout", of).text()).count(shown) == 5
    assert close(pages("notes", of).all_text()).count(shown) >= 5
    assert close(pages("invitation", of, name=HOSTILE, place=HOSTILE).text()).count(shown) == 5
    assert close(pages("certificate", of, name=HOSTILE).text()).count(shown) == 1


def test_a_name_cannot_hide_or_reverse_letters() -> None:
    name = "Vinh\u202etxt.exe\x1b[31m\u200b\nHoa"
    text = pages("certificate", material(), name=name).text()
    assert "Vinhtxt.exe[31m Hoa" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_name_time_and_place_are_not_cut(language: str) -> None:
    # As long as `tutor print` takes them.
    name = "bác Nguyễn Thị Phượng Thượng Đông Nghiêng Trường Ẫn"[-50:]
    place = "Nhà sinh hoạt cộng đồng thôn Đông Thượng Phượng, xã Quỳnh Phụ, tỉnh Hưng Yên."
    day, at = date(2026, 11, 25), "7 giờ rưỡi tối, sau bữa cơm, xin đến sớm"
    for entry in catalogue().lessons(language):
        of = shipped(entry.id, language)
        occasion = Occasion(name=name, on=day, at=at, place=place)
        two = Pages(render("invitation", of, occasion))
        letters = list(two.letters())
        upper, lower = letters[: len(letters) // 2], letters[len(letters) // 2 :]
        assert min(letter.bottom for letter in upper) > two.size()[1] / 2, entry.id
        assert min(letter.bottom for letter in lower) > 12 * POINTS_A_MILLIMETRE, entry.id
        sheet = Pages(render("certificate", of, occasion))
        assert min(letter.bottom for letter in sheet.letters()) > 20 * POINTS_A_MILLIMETRE, entry.id
        assert close(place) in close(sheet.text()), entry.id


def test_a_long_lesson_is_cut_to_one_page() -> None:
    short = in_order("Stop", "Hang up", "Ask")
    long = [f"{n} " + "a good long thing to do " * 6 for n in range(6)]
    printed = pages("handout", material(in_order(*long), Recap(text="Keep", keep="Ask " * 30)))
    assert (len(printed), printed.smallest()) == (1, 18)
    assert close(long[0]) in close(printed.text())
    assert close(long[5]) not in close(printed.text())
    assert "My notes" in printed.text()
    assert "3. Ask" in pages("handout", material(short)).text()


def test_a_very_long_title_stays_on_one_page() -> None:
    of = material(in_order("Stop", "Hang up", "Ask"), title="A title without end " * 60)
    for kind in ("handout", "invitation", "card", "certificate"):
        printed = pages(kind, of, name="A name without end " * 60)
        assert len(printed) == 1, kind
        assert printed.smallest() >= LEAST[kind]


def test_a_very_long_word_stays_between_the_margins() -> None:
    endless = "dichvucong" * 30
    of = material(Say(text=f"*{endless}*"), in_order(endless, "b", "c"), title=endless)
    for kind in KINDS:
        printed = pages(kind, of, name=endless, place=endless)
        width = printed.size()[0]
        for letter in printed.letters():
            assert 0 < letter.left < letter.right < width - 7 * POINTS_A_MILLIMETRE, kind


def test_a_page_uses_the_largest_letters_that_fit() -> None:
    steps = in_order("Stop", "Hang up", "Ask")
    sizes = {round(letter.size) for letter in pages("handout", material(steps)).letters()}
    assert 24 in sizes


def test_the_page_of_a_missed_class_says_so_first() -> None:
    of = material(in_order("Stop", "Hang up", "Ask"))
    assert pages("missed", of, name="Hoa").text().startswith("For Hoa: the class of ")
    assert pages("missed", of).text().startswith("The class of ")
    assert pages("handout", of).text().startswith("A strange call")


def test_a_page_with_pictures_names_the_practice_phone() -> None:
    shown = Show(text="Watch.", phone={}, moves=("tap settings", "tap wifi"))
    assert "PRACTICE PHONE" in pages("handout", material(shown)).text()
    assert "PRACTICE PHONE" not in pages("handout", material()).text()


def test_facts_and_forms_of_address_are_filled_in() -> None:
    for kind in KINDS:
        text = pages(kind, shipped("dv-cong-qg", "vi")).all_text()
        assert "{" not in text
