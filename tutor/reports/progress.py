"""The progress report: how many people have which evidence of each skill, its sources apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.engine.events import RunStarted
from tutor.engine.evidence import MASTERY, Evidence
from tutor.i18n import N_
from tutor.learning.skills import SkillRecord, explained, skill_record
from tutor.records.people import Person
from tutor.reports.data import ReportData, Scope
from tutor.reports.disclosure import disclosed_groups, is_too_small
from tutor.reports.locations import Hamlet
from tutor.reports.report import WITHHELD, Cell, Report, ReportRequest, Table

_Figures = tuple[tuple[str, str, Callable[[Evidence], bool]], ...]
"""Key, title and condition of each figure: it counts the people whose evidence fulfils the condition."""

_SIGNS: _Figures = (
    ("shown", N_("In the program: answer shown"), lambda evidence: _practice(evidence) == "shown"),
    ("hinted", N_("In the program: with hints"), lambda evidence: _practice(evidence) == "hinted"),
    ("unaided", N_("In the program: no help"), lambda evidence: _practice(evidence) == "unaided"),
    (
        "helped",
        N_("Seen on their own phone: with help"),
        lambda evidence: bool(evidence.helped_days),
    ),
    ("alone", N_("Seen on their own phone: alone"), lambda evidence: bool(evidence.alone_days)),
    ("can", N_("Says: I can"), lambda evidence: evidence.statement == "can"),
    ("not-yet", N_("Says: not yet"), lambda evidence: evidence.statement == "not-yet"),
)
_MASTERED: _Figures = (
    ("mastered", N_("Mastered"), MASTERY.reached),
    (
        "only-said",
        N_("Says: I can, not mastered yet"),
        lambda evidence: evidence.statement == "can" and not MASTERY.reached(evidence),
    ),
)
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
    order = dict.fromkeys(skill for skills in request.skills_of.values() for skill in skills)
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
    columns = request.columns(
        ("skill", N_("Skill"), "text"),
        *((key, title, "count") for key, title, _ in (*_SIGNS, *_MASTERED)),
    )
    rows: list[tuple[Cell, ...]] = []
    for skill in skills:
        known = [learner for learner in learners if skill in learner.so_far]
        now = [learner.now.get(skill, Evidence()) for learner in known]
        so_far = [learner.so_far[skill] for learner in known]
        figures: list[Cell] = [
            *(sum(map(condition, now)) for _, _, condition in _SIGNS),
            *(sum(map(condition, so_far)) for _, _, condition in _MASTERED),
        ]
        if is_too_small(len(known)):
            figures = [WITHHELD] * len(figures)
        rows.append((request.skill_name(skill), *figures))
    notes = () if skills else (request.translate(N_("Nothing is known of any skill yet.")),)
    return request.table("skills", N_("Skills"), columns, rows, notes)


def _by_hamlet(
    skills: Sequence[str], learners: Sequence[_Learner], request: ReportRequest
) -> Table:
    """Return by skill and hamlet how many people there is evidence of, and how many mastered the skill.

    It has no rows where all learners live in one hamlet.
    """
    columns = request.columns(
        ("skill", N_("Skill"), "text"),
        ("commune", N_("Commune"), "text"),
        ("hamlet", N_("Hamlet"), "text"),
        ("people", N_("People"), "count"),
        ("mastered", N_("Mastered"), "count"),
    )
    rows: list[tuple[Cell, ...]] = []
    for skill in skills if len({learner.home for learner in learners}) > 1 else ():
        known: dict[Hamlet, list[Evidence]] = {}
        for learner in learners:
            if skill in learner.so_far:
                known.setdefault(learner.home, []).append(learner.so_far[skill])
        for group in disclosed_groups({home: len(those) for home, those in known.items()}):
            if not group.hidden:
                reached = sum(MASTERY.reached(e) for home in group.hamlets for e in known[home])
                name = request.skill_name(skill)
                rows.append((name, *request.group_names(group), group.people, reached))
    return request.table("hamlets", N_("By hamlet"), columns, rows)


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
    ).evidence(request.skills_of)


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
