"""The progress report: how many people have which evidence of each skill, its sources apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.engine.events import RunStarted
from tutor.engine.evidence import MASTERY, Evidence
from tutor.i18n import N_
from tutor.learning.skills import SkillRecord, explained, skill_record
from tutor.records.people import Person
from tutor.reports.hamlets import Hamlet
from tutor.reports.report import (
    PLACE_COLUMNS,
    Cell,
    Column,
    Report,
    ReportData,
    ReportRequest,
    Scope,
    Table,
    withhold_if_small,
)

_Figures = Mapping[Column, Callable[[Evidence], bool]]
"""Each figure counts the people whose evidence fulfils the condition."""

_SIGNS: _Figures = {
    Column("shown", N_("In the program: answer shown")): lambda e: _practice(e) == "shown",
    Column("hinted", N_("In the program: with hints")): lambda e: _practice(e) == "hinted",
    Column("unaided", N_("In the program: no help")): lambda e: _practice(e) == "unaided",
    Column("helped", N_("Seen on their own phone: with help")): lambda e: bool(e.helped_days),
    Column("alone", N_("Seen on their own phone: alone")): lambda e: bool(e.alone_days),
    Column("can", N_("Says: I can")): lambda e: e.statement == "can",
    Column("not-yet", N_("Says: not yet")): lambda e: e.statement == "not-yet",
}
_MASTERED: _Figures = {
    Column("mastered", N_("Mastered")): MASTERY.is_met_by,
    Column("only-said", N_("Says: I can, not mastered yet")): lambda e: (
        e.statement == "can" and not MASTERY.is_met_by(e)
    ),
}
_SKILL = Column("skill", N_("Skill"), "text")
_NOTES = (
    N_("Every figure is a number of people. The three sources are never added up."),
    N_(
        "“In the program” counts each person once, by the best that they showed: a whole run without help; "
        "answers with hints at most; or answers that had to be shown."
    ),
    N_(
        "“Says” is the person's own word, as one of the team noted it who asked. Of what was seen or said in "
        "one class the last note counts."
    ),
    N_("Who plays as a guest or sits with others at one computer counts as nobody, or as helped."),
)


@dataclass(frozen=True, slots=True)
class _Learner:
    """The evidence of one learner by skill: of the time of the report, and of all time up to its end."""

    home: Hamlet
    now: Mapping[str, Evidence]
    so_far: Mapping[str, Evidence]


def progress(data: ReportData, request: ReportRequest) -> Report:
    """Return the evidence of every skill that there is any of, and who mastered it by hamlet."""
    people = request.residents(data.learners)
    learners = [_learner(person, data, request) for person in people]
    met = {skill for learner in learners for skill in learner.so_far}
    order = dict.fromkeys(
        skill for skills in request.subjects.skills_of.values() for skill in skills
    )
    skills = [*(skill for skill in order if skill in met), *sorted(met - order.keys())]
    rules = _other_rules(data, people)
    older = request.translate(
        N_("Earlier runs were recorded under: {rules}."), rules="; ".join(rules)
    )
    by_hamlet = _by_hamlet(skills, learners, request)
    return request.report(
        "progress",
        (_by_skill(skills, learners, request), *([by_hamlet] if by_hamlet.rows else ())),
        (
            explained(MASTERY, request.translate),
            *map(request.translate, _NOTES),
            *([older] if rules else ()),
            request.small_groups_note(),
        ),
    )


def _learner(person: Person, data: ReportData, request: ReportRequest) -> _Learner:
    record = skill_record(data.events.get(person.id, ()))
    return _Learner(
        request.residence(person),
        _evidence(record, request, request.scope),
        evidence_so_far(record, request),
    )


def _by_skill(skills: Sequence[str], learners: Sequence[_Learner], request: ReportRequest) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for skill in skills:
        known = [learner for learner in learners if skill in learner.so_far]
        now = [learner.now.get(skill, Evidence()) for learner in known]
        so_far = [learner.so_far[skill] for learner in known]
        figures = (
            *(sum(map(condition, now)) for condition in _SIGNS.values()),
            *(sum(map(condition, so_far)) for condition in _MASTERED.values()),
        )
        rows.append((request.subjects.skill_name(skill), *withhold_if_small(len(known), figures)))
    notes = () if skills else (request.translate(N_("Nothing is known of any skill yet.")),)
    return request.table("skills", N_("Skills"), (_SKILL, *_SIGNS, *_MASTERED), rows, notes)


def _by_hamlet(
    skills: Sequence[str], learners: Sequence[_Learner], request: ReportRequest
) -> Table:
    """Return by skill and hamlet how many people there is evidence of, and how many mastered the skill.

    It has no rows where all learners live in one hamlet.
    """
    counts = Column("people", N_("People")), Column("mastered", N_("Mastered"))
    rows: list[tuple[Cell, ...]] = []
    for skill in skills if len({learner.home for learner in learners}) > 1 else ():
        known: dict[Hamlet, list[Evidence]] = {}
        for learner in learners:
            if skill in learner.so_far:
                known.setdefault(learner.home, []).append(learner.so_far[skill])
        for names, evidence in request.large_groups(known):
            reached = sum(map(MASTERY.is_met_by, evidence))
            rows.append((request.subjects.skill_name(skill), *names, len(evidence), reached))
    return request.table("hamlets", N_("By hamlet"), (_SKILL, *PLACE_COLUMNS, *counts), rows)


def evidence_so_far(record: SkillRecord, request: ReportRequest) -> Mapping[str, Evidence]:
    """Return the evidence of a learner by skill up to the end of the report: what is mastered stays so."""
    return _evidence(record, request, Scope(until=request.scope.until))


def _evidence(record: SkillRecord, request: ReportRequest, scope: Scope) -> Mapping[str, Evidence]:
    def inside(at: datetime) -> bool:
        return scope.includes(at.date())

    return SkillRecord(
        answered=tuple(outcome for outcome in record.answered if inside(outcome.at)),
        observed=tuple(observed for observed in record.observed if inside(observed.at)),
        statements=tuple(event for event in record.statements if inside(event.at)),
    ).evidence(request.subjects.skills_of)


def _practice(evidence: Evidence) -> str:
    """Return the best that practice in the program showed."""
    if evidence.unaided_days:
        return "unaided"
    if evidence.hinted or evidence.unaided:
        return "hinted"
    return "shown" if evidence.answer_shown else ""


def _other_rules(data: ReportData, learners: Iterable[Person]) -> list[str]:
    """Return the other rules of mastery under which runs were recorded."""
    rules = {
        str(stored.payload.get("mastery", ""))
        for learner in learners
        for stored in data.events.get(learner.id, ())
        if stored.kind == RunStarted.kind
    }
    return sorted(rules - {"", str(MASTERY)})
