"""The card for the fridge, notes, certificates, invitations and the class sheet."""

from dataclasses import replace
from datetime import date

import pytest
from paper_samples import PHONE, lesson, shipped
from pdf_kit import Pages

from tutor.content.facts import Facts
from tutor.content.model import LocalContact
from tutor.content.step_parts import (
    Answer,
    Caller,
    Card,
    Guide,
    Message,
    Node,
    Option,
    Part,
    Tactic,
)
from tutor.content.steps import Call, Choose, Do, Practise, Recap, Say, Sort, Spot, Step
from tutor.dates import written_date, written_day
from tutor.i18n import Translator
from tutor.publish.handouts import Kind, certificate, render
from tutor.publish.material import Material, Occasion
from tutor.publish.typesetting import class_sheet, sign_in_sheet

POLICE = LocalContact(key="cong-an-xa", fallback={"en": "the police (ask at the office)"})
HEADINGS = ("Minute", "What we do", "Think of")
KEEP = Recap(text="Done.", keep="Hang up and ask", card=True)


def of(*steps: Step, contact: LocalContact = POLICE) -> Material:
    return Material(
        lesson=lesson(*steps), facts=Facts(contacts={contact.key: contact}), world=PHONE
    )


def text(kind: Kind, material: Material, occasion: Occasion | None = None) -> str:
    return Pages(render(kind, material, occasion or Occasion())).all_text()


def test_a_page_has_two_cards_with_signs_acts_and_what_to_keep() -> None:
    printed = text("card", of(KEEP))
    for words in ("HURRY", "HIDE", "STOP", "HANG UP", "ASK", "Hang up and ask"):
        assert printed.count(words) == 2


def test_a_card_leaves_out_sentences_not_meant_for_it() -> None:
    assert "Hang up and ask" not in text("card", of(replace(KEEP, card=False)))


def test_a_card_prints_a_contact_or_leaves_room_to_write_it() -> None:
    assert text("card", of(KEEP)).count("The police") == 2
    assert "ask at the office" not in text("card", of(KEEP))
    filled = replace(POLICE, value={"*": "0221 555 0123"})
    assert text("card", of(KEEP, contact=filled)).count("The police 0221 555 0123") == 2


def test_a_card_has_the_emergency_number() -> None:
    assert "113" in text("card", shipped("lam-quen-phim", "vi"))


def test_notes_say_what_to_ask_how_long_to_wait_and_what_to_avoid() -> None:
    guide = Guide(ask="Who knows?", wait=10, avoid="Do not point.", own_phone="Show the button.")
    printed = text("notes", of(Say(text="Hello.", guide=guide)))
    assert "6 minutes" in printed
    for row in (
        "1. Hello.",
        "Ask Who knows?",
        "Wait 10 seconds",
        "Avoid Do not point.",
        "Their own phone Show the button.",
    ):
        assert row in printed


def test_notes_have_the_right_answers_with_their_reasons() -> None:
    right = Option(text="Hang up", because="It is a scam.", right=True)
    wrong = Option(text="Pay", because="Then it is gone.")
    cards = (
        Card(text="Pay now", side="bad", because="Haste."),
        Card(text="Home late", side="good", because="Known."),
    )
    parts = (Part(text="Hello,"), Part(text="tap here", flag="link", because="A trap."))
    nodes = {
        "a": Node(
            says="Police!",
            answers=(
                Answer(text="Yes", to="lost", because="Gone."),
                Answer(text="Goodbye", to="hang-up", because="No police ask so."),
            ),
        )
    }
    printed = text(
        "notes",
        of(
            Choose(text="What?", options=(wrong, right)),
            Sort(text="Sort.", sides={"bad": "Scam", "good": "Genuine"}, cards=cards),
            Spot(text="Look.", message=Message(sender="Bank", parts=parts)),
            Call(text="It rings.", caller=Caller(name="Unknown"), genuine=False, nodes=nodes),
            Practise(text="Please.", phone={}, goal={"wifi": True}),
            Do(text="Do.", checklist=("Save it",), watch="Finds it again"),
        ),
    )
    for row in (
        "1. Pay",
        "2. right Hang up It is a scam.",
        "1. Scam Pay now Haste.",
        "2. Genuine Home late Known.",
        "1. Hello,",
        "2. Suspicious tap here A trap.",
        "From Unknown scam",
        "Turn 1: they say “Police!”",
        "1. Yes They would have what they want.",
        "2. right Goodbye No police ask so.",
        "9. right Hang up at any turn",
        "2. Press “Wi-Fi”",
        "To do Save it",
        "Watch for Finds it again",
    ):
        assert row in printed
    assert "Then it is gone." not in printed
    assert "Gone." not in printed


def test_notes_name_the_turns_of_a_long_call_that_mattered() -> None:
    tactics: tuple[Tactic, ...] = ("authority", "fear", "fear", "secrecy", "payment", "fear")
    nodes = {
        str(turn): Node(
            says="Listen!", answers=(Answer(text="Yes", to=str(turn + 1)),), tactic=(tactic,)
        )
        for turn, tactic in enumerate(tactics, 1)
    }
    call = Call(text="It rings.", caller=Caller(name="Unknown"), genuine=False, nodes=nodes)

    assert "Look back on turns 1, 2, 4, 5, 6" in text("notes", of(call))


def test_notes_of_a_long_lesson_continue_on_more_pages() -> None:
    pages = Pages(render("notes", of(*(Say(text=f"Step {n}. " * 20) for n in range(40)))))
    assert len(pages) > 1
    assert pages.text(1).endswith(f"A strange call · 2 / {len(pages)}")


def test_a_certificate_is_in_vietnamese_first() -> None:
    occasion = Occasion(name="Nguyễn Thị Mẫu", on=date(2026, 3, 5), place="Nhà văn hóa thôn Đông")
    printed = text("certificate", shipped("ld-gia-cong-an", "en"), occasion)
    for words in ("Nguyễn Thị Mẫu", "Nhà văn hóa thôn Đông", "5 March 2026", "Scam recognition"):
        assert words in printed
    assert printed.index("Nhận diện lừa đảo") < printed.index("Scam recognition")
    assert "Three signs of a scam" in printed


def test_a_vietnamese_certificate_has_no_second_language() -> None:
    occasion = Occasion(name="Nguyễn Thị Mẫu", on=date(2026, 3, 5))
    printed = text("certificate", shipped("ld-gia-cong-an", "vi"), occasion)
    assert printed.count("Nhận diện lừa đảo") == 1
    assert "Scam recognition" not in printed


def test_each_name_has_a_certificate_with_who_holds_the_class() -> None:
    occasion = Occasion(name="", organisation="Đoàn xã Đông Hải")
    of_topic = shipped("ld-gia-cong-an", "vi")
    pages = Pages(certificate(of_topic, occasion, ("bác Hoa", "bác Vinh")))
    assert len(pages) == 2
    for page, name in enumerate(("bác Hoa", "bác Vinh")):
        assert name in pages.text(page)
        assert "Đoàn xã Đông Hải" in pages.text(page)


def test_there_are_two_invitations_on_a_page_and_one_of_them_for_a_single_name() -> None:
    occasion = Occasion(name="Hoa", on=date(2026, 3, 5), at="8 o'clock", place="The house")
    printed = text("invitation", of(), occasion)
    assert printed.count("To: Hoa") == 1
    for words in ("To:", "A strange call", "Thursday, 5 March 2026", "8 o'clock", "The house"):
        assert printed.count(words) == 2


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_is_written_out(month: int) -> None:
    day = date(2026, month, 1)
    assert written_date(day, Translator("en")) == f"1 {day:%B} 2026"
    assert written_day(day, Translator("en")) == f"{day:%A}, 1 {day:%B} 2026"


def test_a_class_sheet_repeats_its_headings_on_each_page() -> None:
    rows = [(str(n), f"Item {n}", "Wait for all.") for n in range(90)]
    pages = Pages(class_sheet("An evening", rows, Translator("en"), HEADINGS, "Eight people"))
    assert pages.text().startswith("An evening Eight people Minute What we do Think of 0 Item 0")
    assert pages.text(len(pages) - 1).startswith("Minute What we do Think of")
    assert "Item 89" in pages.text(len(pages) - 1)
    assert pages.smallest() >= 14


def test_a_class_sheet_splits_no_row_and_ends_with_the_lines_below() -> None:
    rows = [(f"{n} o'clock", f"Item {n}", f"Think {n} " * 30) for n in range(30)]
    pages = Pages(
        class_sheet("An evening", rows, Translator("en"), HEADINGS, below=["Print: 8 pages", "#x"])
    )
    assert len(pages) > 2
    for n in range(30):
        (page,) = (page for page in range(len(pages)) if f"Think {n} " in pages.text(page))
        assert pages.text(page).count(f"Think {n} ") == 30
    assert "Print: 8 pages #x" in pages.text(len(pages) - 1)


def test_a_class_sheet_prints_texts_literally() -> None:
    hostile = '#read("x") $y$ *z*'
    printed = Pages(
        class_sheet(hostile, [(hostile, hostile, hostile)], Translator("en"), HEADINGS)
    ).text()
    assert printed.count("$y$ *z*") == 4


def test_a_sign_in_sheet_has_a_row_for_each_name_and_more_for_those_who_come_along() -> None:
    sheet = sign_in_sheet("Monday", ["Hoa", "Vinh"], ["Lan"], Translator("en"))
    printed = Pages(sheet).all_text()
    assert "1 Hoa" in printed
    assert "2 Vinh" in printed
    assert "8" in printed
    assert "8 The team Lan" in printed
