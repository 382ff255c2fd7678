"""A learner's own record: what went well is told with its number, what did not never is."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from refresh_kit import LEARNER, LIBRARY, TODAY, play_before

from tutor.authoring.wording_checks import shaming_words
from tutor.content.text import strip_emphasis
from tutor.engine.drill import DRILL
from tutor.engine.events import Attempted, ConversationEnded, RunStarted, ScamOutcome
from tutor.learning.own_record import OwnRecord, own_record
from tutor.lesson.present_record import own_words
from tutor.records.store import Store, open_store

LESSON, OTHER = "ld-gia-cong-an", "ld-cap-cuu"
CATALOGUE = LIBRARY.catalogue


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(open_store(None, clock=lambda: TODAY)) as opened:
        yield opened


@dataclass
class Past:
    """Calls and chats that a learner met, each in a run of its own."""

    store: Store
    runs: int = field(default=0)

    def met(
        self,
        outcome: ScamOutcome,
        *,
        days_ago: int = 0,
        turns: int = 1,
        tactics: tuple[str, ...] = (),
        lesson: str = LESSON,
        step_id: str = "goi",
        ending: str = "hang-up",
        seats: int = 1,
        rung: int = 0,
    ) -> None:
        self.runs += 1
        at, run = TODAY - timedelta(days=days_ago), f"met-{self.runs}"
        right = outcome in ("scam-refused", "genuine-accepted")
        self.store.append(
            LEARNER,
            [
                RunStarted(
                    at=at,
                    run=run,
                    lesson=lesson,
                    language="vi",
                    revision="1",
                    seed="s",
                    steps=2,
                    seats=seats,
                ),
                Attempted(
                    at=at,
                    run=run,
                    lesson=lesson,
                    step=0,
                    step_id=step_id,
                    verdict="right" if right else "wrong",
                    rung=rung,
                    answer="",
                    outcome=outcome,
                ),
                ConversationEnded(
                    at=at,
                    run=run,
                    lesson=lesson,
                    step=0,
                    step_id=step_id,
                    ending=ending,
                    turns=turns,
                    tactics=tactics,
                    outcome=outcome,
                ),
            ],
        )


@pytest.fixture
def past(store: Store) -> Past:
    return Past(store)


def record_of(store: Store) -> OwnRecord:
    return own_record(store.events(LEARNER), CATALOGUE, (), TODAY.date())


def said(store: Store, language: str = "en") -> str:
    phrases = LIBRARY.phrases(language, "bac")
    return "\n".join(
        strip_emphasis(one.text) for one in own_words(record_of(store), CATALOGUE, phrases)
    )


def test_the_record_of_a_newcomer_is_empty(store: Store) -> None:
    assert said(store) == ""


def test_finished_lessons_are_named_the_latest_first_and_once(store: Store) -> None:
    play_before(store, OTHER, days_ago=9)
    play_before(store, LESSON, days_ago=6)
    play_before(store, OTHER, days_ago=3)
    assert record_of(store).finished == (OTHER, LESSON)
    text = said(store, "vi")
    titles = [LIBRARY.script(one, "vi").lesson.title for one in (OTHER, LESSON)]
    assert text.index(titles[0]) < text.index(titles[1])


def test_of_many_lessons_the_latest_are_named_and_the_others_counted(store: Store) -> None:
    entries = CATALOGUE.lessons("en")[1:9]
    for at, entry in enumerate(entries):
        play_before(store, entry.id, days_ago=40 - at)
    finished, others, _ = said(store).partition("And 2 lessons before these.")
    assert others
    assert entries[7].title in finished
    assert entries[2].title in finished
    assert entries[1].title not in finished


def test_scams_turned_away_are_counted_over_all_time(past: Past) -> None:
    for days_ago in (300, 40, 0):
        past.met("scam-refused", days_ago=days_ago)
    past.met("scam-refused", rung=1)
    past.met("scam-believed")
    assert record_of(past.store).scams_refused == 3
    assert "turned away 3 scam" in said(past.store)


def answered(
    store: Store, step: int, step_kind: str, *outcomes: ScamOutcome, run: str = "answered"
) -> None:
    """Record the answers of one step, one for each card or message."""
    store.append(
        LEARNER,
        [
            Attempted(
                at=TODAY,
                run=run,
                lesson=LESSON,
                step=step,
                step_id="xep",
                verdict="right" if outcome in ("scam-refused", "genuine-accepted") else "wrong",
                rung=0,
                answer="",
                item=item,
                outcome=outcome,
                step_kind=step_kind,
            )
            for item, outcome in enumerate(outcomes)
        ],
    )


def test_cards_are_told_as_cards_and_messages_as_messages(store: Store) -> None:
    answered(store, 0, "sort", "scam-refused", "genuine-accepted", "scam-believed")
    assert said(store) == "Of the cards to sort, you put 2 in the right place at once."
    answered(store, 1, "spot", "scam-refused")
    record = record_of(store)
    assert (record.cards_right, record.scams_refused, record.genuine_accepted) == (2, 1, 0)
    assert not record.believed


def test_answers_of_earlier_versions_are_cards_where_no_conversation_ended(past: Past) -> None:
    answered(past.store, 0, "", "scam-refused", "genuine-accepted")
    past.met("scam-refused")
    record = record_of(past.store)
    assert (record.cards_right, record.scams_refused, record.genuine_accepted) == (2, 1, 0)


def test_ending_a_call_sooner_is_told_and_later_is_not(past: Past) -> None:
    past.met("scam-refused", days_ago=20, turns=4)
    assert "listened" not in said(past.store)
    past.met("scam-refused", days_ago=10, turns=6)
    assert "listened" not in said(past.store)
    past.met("scam-refused", days_ago=5, turns=2)
    assert "listened to 4 lines; now you hang up after 2." in said(past.store)


def test_hanging_up_at_the_first_line_is_mentioned(past: Past) -> None:
    past.met("scam-refused", turns=1)
    assert "after the very first line" in said(past.store)


def test_a_chat_tells_nothing_of_how_soon_calls_are_ended(past: Past) -> None:
    past.met("scam-refused", days_ago=20, turns=4, ending="block")
    past.met("scam-refused", turns=2)
    assert record_of(past.store).turns == (2,)


def test_what_was_believed_lately_is_told_without_a_number_until_it_goes_better(past: Past) -> None:
    past.met("scam-believed", days_ago=31)
    assert not record_of(past.store).believed
    for _ in range(7):
        past.met("scam-believed", days_ago=30)
    text = said(past.store)
    assert "try it again" in text
    assert "7" not in text
    past.met("scam-refused", days_ago=2, lesson=OTHER)
    assert record_of(past.store).believed
    past.met("scam-refused", days_ago=1, lesson=DRILL, step_id=f"{LESSON}:goi:1")
    assert not record_of(past.store).believed


def test_genuine_callers_are_told_apart_and_a_false_alarm_is_called_safe(past: Past) -> None:
    past.met("genuine-refused", days_ago=40)
    assert "safe" not in said(past.store)
    past.met("genuine-accepted", days_ago=5, ending="end")
    past.met("genuine-refused", days_ago=3)
    text = said(past.store)
    assert "1 call or message was genuine" in text
    assert "That is safe" in text
    past.met("genuine-accepted", days_ago=2, ending="end")
    assert "safe" not in said(past.store)


def test_the_tricks_met_most_stand_with_their_signs(past: Past) -> None:
    past.met("scam-refused", tactics=("authority", "urgency", "fear"))
    past.met("scam-refused", tactics=("secrecy", "urgency", "authority"))
    past.met("scam-refused", tactics=("urgency", "of a newer program"))
    for _ in range(9):
        past.met("genuine-accepted", tactics=("affection",), ending="end")
    tried = "They often used this: "
    assert [line for line in said(past.store).splitlines() if line.startswith(tried)] == [
        f"{tried}hurrying you. It is the sign HURRY.",
        f"{tried}claiming to be somebody you trust, only to win your trust.",
        f"{tried}frightening you. It is the sign HURRY.",
    ]


def test_shared_runs_are_left_out_of_the_own_record(past: Past) -> None:
    past.met("scam-refused", seats=2, tactics=("urgency",))
    past.met("scam-believed", seats=3)
    assert said(past.store) == ""


def test_what_was_seen_on_the_own_phone_is_told_by_its_lesson(store: Store) -> None:
    classes = store.classes
    first, second, third = CATALOGUE.lessons("en")[1:4]
    classes.note_skill(LEARNER, first.skills[0], lesson=first.id, alone=False)
    classes.note_skill(LEARNER, first.skills[0], lesson=first.id, alone=True)
    classes.note_skill(LEARNER, second.skills[0], lesson=second.id, alone=False)
    classes.note_skill(LEARNER, third.skills[-1], alone=True)
    record = record_of(store)
    assert first.id in record.alone
    assert len(record.alone) == 2
    assert record.helped == (second.id,)
    text = said(store)
    assert (
        f"A helper saw you do by yourself, on your own phone, what “{first.title}” teaches." in text
    )
    assert (
        f"With a helper beside you, you did on your own phone what “{second.title}” teaches."
        in text
    )


def test_what_comes_next_is_said_in_words(store: Store) -> None:
    play_before(store, LESSON, days_ago=0)
    title = LIBRARY.script(LESSON, "en").lesson.title
    lines = said(store).splitlines()
    assert lines[-2] == f"To be refreshed next: “{title}”."
    assert lines[-1].startswith("We will refresh this in ")


def test_what_is_due_today_is_said_so(store: Store) -> None:
    play_before(store, LESSON, days_ago=30)
    title = LIBRARY.script(LESSON, "en").lesson.title
    assert said(store).splitlines()[-1] == f"Today there is something to refresh: “{title}”."


def test_the_next_class_is_named_where_it_refreshes(store: Store) -> None:
    play_before(store, LESSON, days_ago=0)
    days = (TODAY.date() + timedelta(days=9),)
    record = own_record(store.events(LEARNER), CATALOGUE, days, TODAY.date())
    phrases = LIBRARY.phrases("en", "bac")
    last = own_words(record, CATALOGUE, phrases)[-1].text
    assert last == "We will refresh this at the next class."


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_record_has_no_words_of_blame_and_no_score(past: Past, language: str) -> None:
    store = past.store
    for days_ago in (40, 20, 2):
        play_before(store, LESSON, days_ago=days_ago, astray=True)
    past.met("genuine-accepted", days_ago=9, ending="end")
    past.met("scam-refused", days_ago=9, turns=5, tactics=("urgency", "payment", "secrecy"))
    past.met("scam-refused", days_ago=8, turns=2)
    past.met("genuine-refused", days_ago=1, lesson=OTHER)
    past.met("scam-believed", days_ago=1, lesson="ld-ba-dau-hieu")
    store.classes.note_skill(LEARNER, "giu-ma", alone=True)
    text = said(store, language)
    record = record_of(store)
    assert record.believed
    assert record.false_alarm
    assert not shaming_words(language).search(text)
    assert "!" not in text
    assert "%" not in text
    assert "{" not in text
    assert "/10" not in text
