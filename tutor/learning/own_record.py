"""Figures of the own record: the progress of one learner over time, shown to that learner alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from tutor.content.catalogue import Catalogue
from tutor.engine.drill import DRILL, item_of_step
from tutor.engine.events import (
    UNAIDED,
    Attempted,
    ConversationEnded,
    Event,
    RunFinished,
    RunStarted,
)
from tutor.engine.scams import Judgement, judgement, judgements
from tutor.learning.refresh import RefreshPlan, due_questions, memories
from tutor.learning.schedule import LONGEST_DAYS, day_to_ask
from tutor.learning.skills import (
    Learned,
    SkillRecord,
    SkillsOf,
    learning_events,
    skills_by_lesson,
    skills_in,
)
from tutor.records.class_events import SkillObserved
from tutor.records.journal import StoredEvent

_RECENT = timedelta(days=LONGEST_DAYS)
_Encounter = Attempted | ConversationEnded


@dataclass(frozen=True, slots=True)
class Due:
    """The lesson that is to be refreshed next, and the day for it."""

    lesson: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRecord:
    """What a learner did until `today`; lessons are named by their ids, the latest first.

    Scams and genuine contacts are those of calls, chats and messages; `cards_right` are the cards that were
    sorted rightly at the first try, without a hint. `turns` are the lines heard before a scam call was ended,
    one for each such call, the oldest first. `tactics` are those met, the most frequent first. `believed` and
    `false_alarm` tell only what the learner has not done better since, and no longer than a warning lasts.
    `alone` and `helped` are the lessons of which something was seen on the learner's own phone; `classes` are
    the days of classes to come.
    """

    today: date
    finished: tuple[str, ...]
    scams_refused: int
    turns: tuple[int, ...]
    genuine_accepted: int
    cards_right: int
    tactics: tuple[str, ...]
    believed: bool
    false_alarm: bool
    alone: tuple[str, ...]
    helped: tuple[str, ...]
    due: Due | None
    classes: tuple[date, ...]


def read_own_record(today: RefreshPlan) -> OwnRecord:
    """Return the record of the learner of a day; raises StoreUnavailable where it cannot be read."""
    stored = today.store.events(today.learner)
    return own_record(stored, today.catalogue, today.classes, today.day)


def own_record(
    stored: Iterable[StoredEvent], catalogue: Catalogue, classes: Sequence[date], today: date
) -> OwnRecord:
    """Return what the events of one learner, in the order of the journal, let them look back on.

    What several people answered at one computer is nobody's own.
    """
    events = learning_events(stored)
    skills_of = skills_by_lesson(catalogue)
    finished = _finished(events)
    met, sorted_cards = _encounters(events)
    all_met = judgement(met)
    alone, helped = _seen(events, skills_of)
    lately = list(_lately(met, today))
    return OwnRecord(
        today=today,
        finished=finished,
        scams_refused=all_met.scams_refused,
        turns=judgement(e for e in met if not _in_chat(e)).turns,
        genuine_accepted=all_met.genuine_accepted,
        cards_right=_cards_right(sorted_cards),
        tactics=tuple(tactic for tactic, _ in Counter(all_met.tactics).most_common()),
        believed=any(judged.scams_believed for judged in lately),
        false_alarm=any(judged.genuine_refused for judged in lately),
        alone=alone,
        helped=helped,
        due=_due(skills_in(events), finished, skills_of, classes, today),
        classes=tuple(classes),
    )


def _finished(events: Sequence[Learned]) -> tuple[str, ...]:
    ended = (e.lesson for e in reversed(events) if isinstance(e, RunFinished))
    return tuple(lesson for lesson in dict.fromkeys(ended) if lesson != DRILL)


def _encounters(
    events: Sequence[Learned],
) -> tuple[tuple[_Encounter, ...], tuple[Attempted, ...]]:
    """Return how this learner alone met scams and genuine calls, and how cards were sorted.

    What a genuine caller said is no trick, whatever it resembles.
    """
    shared = {e.run for e in events if isinstance(e, RunStarted) and e.seats > 1}
    own = [e for e in events if isinstance(e, _Encounter) and e.run not in shared]
    talks = {(e.run, e.step) for e in own if isinstance(e, ConversationEnded)}
    cards = tuple(e for e in own if isinstance(e, Attempted) and _is_card(e, talks))
    met = tuple(
        e
        for e in own
        if not (isinstance(e, Attempted) and _is_card(e, talks)) and not _genuine_end(e)
    )
    return met, cards


def _is_card(event: Attempted, talks: Set[tuple[str, int]]) -> bool:
    """Tell whether an answer sorted a card; earlier versions tell talks alone from other steps."""
    if event.step_kind:
        return event.step_kind == "sort"
    return bool(event.outcome) and (event.run, event.step) not in talks


def _cards_right(cards: Iterable[Attempted]) -> int:
    first: dict[tuple[str, int, int], Attempted] = {}
    for event in cards:
        first.setdefault((event.run, event.step, event.item), event)
    return sum(event.verdict == "right" and event.rung == UNAIDED for event in first.values())


def _genuine_end(event: _Encounter) -> bool:
    return isinstance(event, ConversationEnded) and event.outcome.startswith("genuine")


def _in_chat(event: _Encounter) -> bool:
    """Tell whether a chat ended by this: nobody hangs up there, so it tells nothing of how soon."""
    return isinstance(event, ConversationEnded) and event.ending == "block"


def _lately(met: Sequence[_Encounter], today: date) -> Iterator[Judgement]:
    """Yield of each lesson the last run, where it was not long ago; a drill is a run of its lessons."""
    last: dict[str, tuple[Judgement, date]] = {}
    days = {_place(event): event.at.date() for event in met}
    for place, judged in judgements(met, _place).items():
        last[place[1]] = judged, days[place]
    yield from (judged for judged, day in last.values() if today - day <= _RECENT)


def _place(event: Event) -> tuple[str, str]:
    """Return the run and the lesson that an answer belongs to."""
    part = item_of_step(event.lesson, event.step_id) if isinstance(event, _Encounter) else None
    return event.run, event.lesson if part is None else part.lesson


def _seen(
    events: Sequence[Learned], skills_of: SkillsOf
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lessons of what was seen on the own phone: done alone, and those only with help."""
    lesson_of = {skill: lesson for lesson, skills in skills_of.items() for skill in skills}
    seen = [
        (e.lesson or lesson_of.get(e.skill, ""), e.alone)
        for e in reversed(events)
        if isinstance(e, SkillObserved)
    ]
    alone = dict.fromkeys(lesson for lesson, by_oneself in seen if lesson and by_oneself)
    helped = dict.fromkeys(lesson for lesson, _ in seen if lesson and lesson not in alone)
    return tuple(alone), tuple(helped)


def _due(
    record: SkillRecord,
    finished: Sequence[str],
    skills_of: SkillsOf,
    classes: Sequence[date],
    today: date,
) -> Due | None:
    """Return what is to be refreshed next: today's first question, else the lesson with the first day."""
    questions = due_questions(record, skills_of, classes, today)
    if questions:
        return Due(questions[0].lesson, today)
    known = memories(record, skills_of, today)
    days = [
        Due(lesson, day_to_ask(known[skill], classes, today))
        for lesson in finished
        for skill in skills_of.get(lesson, ())
        if skill in known
    ]
    return min(days, key=lambda due: due.day, default=None)
