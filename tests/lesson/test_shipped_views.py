"""What every shipped lesson shows, in both languages, played right and astray."""

import re
from collections.abc import Iterator
from typing import ClassVar

import pytest
from plain_lines import NOW
from shipped import LessonMoment, distinct_moments, library, moments
from typing_extensions import override

from tutor.authoring.right_way import right_response
from tutor.content.steps import Aloud, Call, Chat, Order, Recap, Type
from tutor.content.text import strip_emphasis
from tutor.engine import responses as r
from tutor.engine.events import HINTED, SHOWN, UNAIDED
from tutor.engine.run import choose, respond
from tutor.engine.state import Practising, Talking
from tutor.engine.steps_talk import WAY_OUT
from tutor.i18n import Translator
from tutor.languages import ADDRESSES, LANGUAGES
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present
from tutor.lesson.speaking import spoken_texts, utterances
from tutor.lesson.view import View

PLACE = re.compile(r"[{}]")
TWO_MARKS = re.compile(r"[?!…]\.")


def asks(moment: LessonMoment) -> bool:
    return getattr(moment.state.moment.step, "phase", "") == "ask"


def shows_the_answer(moment: LessonMoment) -> bool:
    return asks(moment) and getattr(moment.state.moment.step, "rung", 0) == SHOWN


def pick(moment: LessonMoment, number: int) -> r.Choose:
    """Return the response to the number that the page shows."""
    return choose(moment.script, moment.state, number)


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
def seen(request: pytest.FixtureRequest) -> tuple[LessonMoment, ...]:
    """The moments of all lessons in a language, each state of the engine once."""
    return moments(request.param)


def test_every_view_has_a_way_on(seen: tuple[LessonMoment, ...]) -> None:
    for moment in seen:
        view = moment.view
        live = view.phone is not None and view.phone.live and view.phone.choices
        assert view.next_label or view.choices or view.entry or live, str(moment)


def test_the_label_of_enter_tells_whether_enter_leads_on(seen: tuple[LessonMoment, ...]) -> None:
    for moment in seen:
        _, events = respond(moment.script, moment.state, r.Next(), NOW)
        assert bool(moment.view.next_label) == bool(events), str(moment)


def test_every_number_on_the_page_can_be_answered_with(seen: tuple[LessonMoment, ...]) -> None:
    """On the last rung only what is marked leads on; before it every number does something."""
    for moment in seen:
        for choice in moment.view.choices:
            _, events = respond(moment.script, moment.state, pick(moment, choice.number), NOW)
            live = moment.view.phone is not None or choice.mark in ("found", "placed")
            assert events or shows_the_answer(moment) or live, f"{moment}: {choice.number}"


def test_numbers_are_single_digits_and_no_two_are_the_same(seen: tuple[LessonMoment, ...]) -> None:
    for moment in seen:
        numbers = [choice.number for choice in moment.view.numbered()]
        assert len(set(numbers)) == len(numbers), str(moment)
        assert set(numbers) <= set(range(1, 10)), str(moment)


@pytest.mark.parametrize("address", [address.id for address in ADDRESSES])
def test_no_place_remains_unfilled(address: str) -> None:
    phrases = library().phrases("vi", address)
    for moment in distinct_moments("vi"):
        for text in texts_of(present(moment.script, moment.state, phrases)):
            assert not PLACE.search(text), f"{moment}: {text}"


def test_no_place_remains_unfilled_in_english() -> None:
    for moment in distinct_moments("en"):
        for text in texts_of(moment.view):
            assert not PLACE.search(text), f"{moment}: {text}"


def test_the_last_rung_marks_one_answer_that_is_right_and_names_it(
    seen: tuple[LessonMoment, ...],
) -> None:
    marked_kinds = set()
    for moment in seen:
        if (
            not shows_the_answer(moment)
            or isinstance(moment.step, Type)
            or moment.view.phone is not None
        ):
            continue
        marked = {c.number for c in moment.view.choices if c.mark == "shown"}
        leads_on = {
            c.number
            for c in moment.view.choices
            if respond(moment.script, moment.state, pick(moment, c.number), NOW)[1]
        }
        assert len(marked) == 1, str(moment)
        assert marked <= leads_on, str(moment)
        (told,) = (line.text for line in moment.view.lines if line.role == "shown")
        assert f"{min(marked)}" in told, str(moment)
        marked_kinds.add(moment.step.kind)
    assert {"choose", "sort", "call"} <= marked_kinds


def test_no_sentence_has_a_full_stop_after_another_mark(seen: tuple[LessonMoment, ...]) -> None:
    for moment in seen:
        for text in (*texts_of(moment.view), *spoken_texts(moment.view)):
            assert not TWO_MARKS.search(text), f"{moment}: {text}"


def test_the_press_that_the_words_name_is_marked_on_the_phone(
    seen: tuple[LessonMoment, ...],
) -> None:
    for moment in seen:
        state = moment.state.moment.step
        if not isinstance(state, Practising) or state.phase != "ask" or moment.view.phone is None:
            continue
        marked = {c.number for c in moment.view.phone.choices if c.mark == "shown"}
        if state.rung < HINTED:
            assert not marked, str(moment)
            continue
        assert len(marked) == 1, str(moment)
        if not next(c for c in moment.view.numbered() if c.mark == "shown").field:
            pressed, _ = respond(moment.script, moment.state, r.Choose(min(marked)), NOW)
            way, _ = respond(
                moment.script, moment.state, right_response(moment.script, moment.state), NOW
            )
            assert pressed.moment.step == way.moment.step, str(moment)


def test_who_is_astray_on_the_phone_is_told_the_next_press(seen: tuple[LessonMoment, ...]) -> None:
    met = 0
    for moment in seen:
        state = moment.state.moment.step
        if isinstance(state, Practising) and state.phase == "ask" and state.astray:
            met += 1
            assert [line.role for line in moment.view.lines].count("press") == 1, str(moment)
    assert met > 50


def test_done_alone_is_said_only_of_what_was(seen: tuple[LessonMoment, ...]) -> None:
    met = set()
    for moment in seen:
        state = moment.state.moment.step
        if isinstance(state, Practising) and state.phase == "done":
            said = " ".join(line.text for line in moment.view.lines)
            alone = "đã tự làm được" in said or "all by yourself" in said
            assert alone == (state.peak == UNAIDED), str(moment)
            met.add(alone)
    assert met == {True, False}


def test_the_last_rung_of_typing_shows_what_to_type_and_lets_go_on(
    seen: tuple[LessonMoment, ...],
) -> None:
    for moment in seen:
        if isinstance(moment.step, Type) and shows_the_answer(moment):
            kept = [line.text for line in moment.view.lines if line.role == "keep"]
            state, _ = respond(moment.script, moment.state, r.Enter(*kept), NOW)
            assert state.moment.step.phase == "done", f"{moment}: {kept}"  # type: ignore[union-attr]
            assert moment.view.next_label, str(moment)


def test_ending_a_conversation_is_always_the_same_number(seen: tuple[LessonMoment, ...]) -> None:
    talks = 0
    for moment in seen:
        state = moment.state.moment.step
        if not isinstance(state, Talking) or not isinstance(moment.step, Call | Chat):
            continue
        banners = [line for line in moment.view.lines if line.role == "banner"]
        assert len(banners) == 1, f"{moment}: what is practised is never taken for real"
        if asks(moment) and not state.aside:
            talks += 1
            way_out = moment.view.choice(WAY_OUT)
            assert way_out is not None, str(moment)
            assert way_out.way_out, str(moment)
        elif asks(moment):
            assert moment.view.next_label, str(moment)
    assert talks


def test_what_is_said_is_what_is_shown(seen: tuple[LessonMoment, ...]) -> None:
    for moment in seen:
        for line in moment.view.lines:
            if line.role == "pressure":
                assert not line.said, "what is shown at every turn is not said every time"
            elif line.spoken:
                placed = isinstance(moment.step, Order) and line.text == f"✓ {line.spoken}"
                answered = isinstance(moment.step, Aloud) and not line.said.strip()
                assert moment.step.spoken or placed or answered, f"{moment}: {line}"
            else:
                assert line.said == strip_emphasis(line.text), f"{moment}: {line}"
        for choice in moment.view.numbered():
            for text in (
                str(choice.number),
                strip_emphasis(choice.text),
                choice.value,
                choice.detail,
            ):
                assert strip_emphasis(text).rstrip(".") in choice.said, f"{moment}: {choice}"


def test_every_place_has_its_words_and_the_voice_takes_them_in_order(
    seen: tuple[LessonMoment, ...],
) -> None:
    for moment in seen:
        phone = moment.view.phone
        shown = len(moment.view.lines) + len(moment.view.choices)
        shown += 0 if phone is None else 1 + len(phone.lines)
        said = spoken_texts(moment.view)
        assert len(said) == shown, str(moment)
        language = moment.script.lesson.language
        places, spoken = utterances(moment.view, language, range(shown))
        assert list(places) == sorted(places)
        texts = [utterance.text for utterance in spoken if not utterance.is_sound]
        assert texts == [said[place].strip() for place in dict.fromkeys(places)]
        assert {u.language for u in spoken} <= {language}


def test_no_line_is_empty(seen: tuple[LessonMoment, ...]) -> None:
    for moment in seen:
        assert moment.view.lines, str(moment)
        for line in moment.view.lines:
            assert line.text.strip(), str(moment)
        for choice in moment.view.numbered():
            assert choice.text.strip(), f"{moment}: {choice.number}"


def test_a_lesson_ends_with_the_sentence_to_keep(seen: tuple[LessonMoment, ...]) -> None:
    for moment in seen:
        if isinstance(moment.step, Recap):
            assert any(line.role == "keep" for line in moment.view.lines), str(moment)


def test_both_languages_show_the_same_choices() -> None:
    for vi, en in zip(moments("vi"), moments("en"), strict=True):
        assert [c.number for c in vi.view.numbered()] == [c.number for c in en.view.numbered()]


class Checked(LessonPhrases):
    """Phrases that note the messages without a translation."""

    missing: ClassVar[set[str]] = set()

    @override
    def __call__(self, message: str, **values: object) -> str:
        if message and Translator(self.language)(message) == message:
            self.missing.add(message)
        return super().__call__(message, **values)


def test_the_program_has_vietnamese_words_for_every_view() -> None:
    phrases = Checked(library().phrases("vi", "bac").filler)
    for moment in moments("vi"):
        present(moment.script, moment.state, phrases)
    assert not Checked.missing


def test_the_number_of_steps_never_changes_in_a_run_and_the_place_never_goes_back(
    seen: tuple[LessonMoment, ...],
) -> None:
    before: dict[int, LessonMoment] = {}
    for moment in seen:
        view, script = moment.view, id(moment.script)
        last = before.get(script)
        before[script] = moment
        assert 1 <= view.step <= view.steps, str(moment)
        if last is not None:
            assert view.steps == last.view.steps, str(moment)
            assert view.step >= last.view.step or moment.state.past == (), str(moment)
