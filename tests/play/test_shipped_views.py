"""What every shipped lesson shows, in both languages, played right and astray."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import pytest
from plain_lines import NOW
from solver import right_response, stagings, walk

from tutor.content.steps import Call, Chat, Order, Recap, Step, Type
from tutor.content.text import plain
from tutor.engine import responses as r
from tutor.engine.run import Script, respond
from tutor.engine.rungs import HINTED, SHOWN, UNAIDED
from tutor.engine.state import LessonState, Practising, Talking
from tutor.engine.talking import WAY_OUT
from tutor.i18n import Translator
from tutor.languages import ADDRESSES, LANGUAGES
from tutor.paths import lessons_folder
from tutor.play.library import Library
from tutor.play.phrases import Phrases
from tutor.play.present import present
from tutor.play.speaking import spoken_texts, utterances
from tutor.play.view import View

PLACE = re.compile(r"[{}]")


@dataclass(frozen=True)
class Seen:
    script: Script
    state: LessonState
    view: View

    @property
    def step(self) -> Step:
        return self.script.lesson.steps[self.state.moment.index]

    @property
    def asked(self) -> bool:
        return getattr(self.state.moment.step, "phase", "") == "ask"

    @property
    def shown_rung(self) -> bool:
        return self.asked and getattr(self.state.moment.step, "rung", 0) == SHOWN

    def __str__(self) -> str:
        lesson = self.script.lesson
        return f"{lesson.language} {lesson.id} {self.state.moment}"


@cache
def library() -> Library:
    return Library((lessons_folder(),))


@cache
def all_seen(language: str, address: str = "bac") -> tuple[Seen, ...]:
    return tuple(_walked(language, address))


def _walked(language: str, address: str) -> Iterator[Seen]:
    phrases = library().phrases(language, address)
    for entry in library().catalogue.lessons(language):
        script = library().script(entry.id, language)
        for earlier, played in stagings(script).items():
            for astray in (False, True):
                seats = 3 if astray else 1
                for state, _ in walk(played, astray=astray, now=NOW, earlier=earlier, seats=seats):
                    if not state.finished:
                        yield Seen(played, state, present(played, state, phrases))


def texts_of(view: View) -> Iterator[str]:
    yield from (view.title, view.next_label)
    for line in view.lines:
        yield from (line.text, line.spoken)
    for choice in view.choices:
        yield from (choice.text, choice.detail, choice.value)
    if view.phone is not None:
        yield from (view.phone.label, view.phone.title, *view.phone.lines)
        for choice in view.phone.choices:
            yield from (choice.text, choice.detail, choice.value)


@pytest.fixture(params=LANGUAGES)
def seen(request: pytest.FixtureRequest) -> tuple[Seen, ...]:
    found = all_seen(request.param)
    assert len(found) > 100
    return found


def test_every_view_has_a_way_on(seen: tuple[Seen, ...]) -> None:
    for one in seen:
        view = one.view
        live = view.phone is not None and view.phone.live and view.phone.choices
        assert view.next_label or view.choices or view.entry or live, str(one)


def test_the_label_of_enter_tells_whether_enter_leads_on(seen: tuple[Seen, ...]) -> None:
    for one in seen:
        _, events = respond(one.script, one.state, r.Next(), NOW)
        assert bool(one.view.next_label) == bool(events), str(one)


def test_every_number_on_the_page_can_be_answered_with(seen: tuple[Seen, ...]) -> None:
    """On the last rung only what is marked leads on; before it every number does something."""
    for one in seen:
        for choice in one.view.choices:
            _, events = respond(one.script, one.state, r.Choose(choice.number), NOW)
            live = one.view.phone is not None or choice.mark == "found"
            assert events or one.shown_rung or live, f"{one}: {choice.number}"


def test_numbers_are_single_digits_and_no_two_are_the_same(seen: tuple[Seen, ...]) -> None:
    for one in seen:
        numbers = [choice.number for choice in one.view.numbered()]
        assert len(set(numbers)) == len(numbers), str(one)
        assert set(numbers) <= set(range(1, 10)), str(one)


@pytest.mark.parametrize("address", [address.id for address in ADDRESSES])
def test_no_place_remains_unfilled(address: str) -> None:
    for one in all_seen("vi", address):
        for text in texts_of(one.view):
            assert not PLACE.search(text), f"{one}: {text}"


def test_no_place_remains_unfilled_in_english() -> None:
    for one in all_seen("en"):
        for text in texts_of(one.view):
            assert not PLACE.search(text), f"{one}: {text}"


def test_the_last_rung_marks_one_answer_that_is_right_and_names_it(seen: tuple[Seen, ...]) -> None:
    marked_kinds = set()
    for one in seen:
        if not one.shown_rung or isinstance(one.step, Type) or one.view.phone is not None:
            continue
        marked = {c.number for c in one.view.choices if c.mark == "shown"}
        leads_on = {
            c.number
            for c in one.view.choices
            if respond(one.script, one.state, r.Choose(c.number), NOW)[1]
        }
        assert len(marked) == 1, str(one)
        assert marked <= leads_on, str(one)
        (told,) = (line.text for line in one.view.lines if line.role == "shown")
        assert f"{min(marked)}" in told, str(one)
        marked_kinds.add(one.step.kind)
    assert {"choose", "sort", "call"} <= marked_kinds


def test_the_press_that_the_words_name_is_marked_on_the_phone(seen: tuple[Seen, ...]) -> None:
    for one in seen:
        state = one.state.moment.step
        if not isinstance(state, Practising) or state.phase != "ask" or one.view.phone is None:
            continue
        marked = {c.number for c in one.view.phone.choices if c.mark == "shown"}
        if state.rung < HINTED:
            assert not marked, str(one)
            continue
        assert len(marked) == 1, str(one)
        if not next(c for c in one.view.numbered() if c.mark == "shown").field:
            pressed, _ = respond(one.script, one.state, r.Choose(min(marked)), NOW)
            way, _ = respond(one.script, one.state, right_response(one.script, one.state), NOW)
            assert pressed.moment.step == way.moment.step, str(one)


def test_who_is_astray_on_the_phone_is_told_the_next_press(seen: tuple[Seen, ...]) -> None:
    met = 0
    for one in seen:
        state = one.state.moment.step
        if isinstance(state, Practising) and state.phase == "ask" and state.astray:
            met += 1
            assert [line.role for line in one.view.lines].count("press") == 1, str(one)
    assert met > 50


def test_done_alone_is_said_only_of_what_was(seen: tuple[Seen, ...]) -> None:
    met = set()
    for one in seen:
        state = one.state.moment.step
        if isinstance(state, Practising) and state.phase == "done":
            said = " ".join(line.text for line in one.view.lines)
            alone = "đã tự làm được" in said or "all by yourself" in said
            assert alone == (state.peak == UNAIDED), str(one)
            met.add(alone)
    assert met == {True, False}


def test_the_last_rung_of_typing_shows_what_to_type_and_lets_go_on(seen: tuple[Seen, ...]) -> None:
    for one in seen:
        if isinstance(one.step, Type) and one.shown_rung:
            kept = [line.text for line in one.view.lines if line.role == "keep"]
            state, _ = respond(one.script, one.state, r.Enter(*kept), NOW)
            assert state.moment.step.phase == "done", f"{one}: {kept}"  # type: ignore[union-attr]
            assert one.view.next_label, str(one)


def test_ending_a_conversation_is_always_the_same_number(seen: tuple[Seen, ...]) -> None:
    talks = 0
    for one in seen:
        state = one.state.moment.step
        if not isinstance(state, Talking) or not isinstance(one.step, Call | Chat):
            continue
        banners = [line for line in one.view.lines if line.role == "banner"]
        assert len(banners) == 1, f"{one}: what is practised is never taken for real"
        if one.asked and not state.aside:
            talks += 1
            way_out = one.view.choice(WAY_OUT)
            assert way_out is not None, str(one)
            assert way_out.way_out, str(one)
        elif one.asked:
            assert one.view.next_label, str(one)
    assert talks


def test_what_is_said_is_what_is_shown(seen: tuple[Seen, ...]) -> None:
    for one in seen:
        for line in one.view.lines:
            if line.role == "pressure":
                assert not line.said, "what is shown at every turn is not said every time"
            elif line.spoken:
                placed = isinstance(one.step, Order) and line.text == f"✓ {line.spoken}"
                assert one.step.spoken or placed, f"{one}: {line}"
            else:
                assert line.said == plain(line.text), f"{one}: {line}"
        for choice in one.view.numbered():
            for text in (str(choice.number), plain(choice.text), choice.value, choice.detail):
                assert plain(text).rstrip(".") in choice.said, f"{one}: {choice}"


def test_every_place_has_its_words_and_the_voice_takes_them_in_order(
    seen: tuple[Seen, ...],
) -> None:
    for one in seen:
        phone = one.view.phone
        shown = len(one.view.lines) + len(one.view.choices)
        shown += 0 if phone is None else 1 + len(phone.lines)
        said = spoken_texts(one.view)
        assert len(said) == shown, str(one)
        language = one.script.lesson.language
        places, spoken = utterances(one.view, language, range(shown))
        assert list(places) == sorted(places)
        assert [u.text for u in spoken] == [said[place].strip() for place in places]
        assert {u.language for u in spoken} <= {language}


def test_no_line_is_empty(seen: tuple[Seen, ...]) -> None:
    for one in seen:
        assert one.view.lines, str(one)
        for line in one.view.lines:
            assert line.text.strip(), str(one)
        for choice in one.view.numbered():
            assert choice.text.strip(), f"{one}: {choice.number}"


def test_a_lesson_ends_with_the_sentence_to_keep(seen: tuple[Seen, ...]) -> None:
    for one in seen:
        if isinstance(one.step, Recap):
            assert any(line.role == "keep" for line in one.view.lines), str(one)


def test_both_languages_show_the_same_choices() -> None:
    for vi, en in zip(all_seen("vi"), all_seen("en"), strict=True):
        assert [c.number for c in vi.view.numbered()] == [c.number for c in en.view.numbered()]


class Checked(Translator):
    """The program's words, which notes those that have no translation."""

    missing: ClassVar[set[str]] = set()

    def __call__(self, message: str, **values: object) -> str:
        translated = super().__call__(message)
        if message and translated == message:
            self.missing.add(message)
        return super().__call__(message, **values)


def test_the_program_has_vietnamese_words_for_every_view() -> None:
    phrases = Phrases(Checked("vi"), library().phrases("vi", "bac").filler)
    for one in all_seen("vi"):
        present(one.script, one.state, phrases)
    assert not Checked.missing
