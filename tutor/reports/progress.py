"""How many people have which evidence of each skill, its sources apart, and how many have mastered it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from tutor.engine.events import RunStarted
from tutor.engine.evidence import MASTERY, Evidence
from tutor.i18n import N_
from tutor.learning.skills import SkillRecord, SkillsOf, explained, skill_record
from tutor.records.people import Person
from tutor.reports.about import Asked
from tutor.reports.kept import Kept, Scope
from tutor.reports.suppression import Counted, counted, protected
from tutor.reports.table import Kind, Report, table
from tutor.reports.where import Whereabouts

_Key = tuple[str, str]
"""Which skill and which figure."""
_Kinds = tuple[tuple[str, str, Callable[[Evidence], bool]], ...]
_SIGNS: _Kinds = (
    ("shown", N_("In the program: answer shown"), lambda one: _practised(one) == "shown"),
    ("hinted", N_("In the program: with hints"), lambda one: _practised(one) == "hinted"),
    ("unaided", N_("In the program: no help"), lambda one: _practised(one) == "unaided"),
    ("helped", N_("Seen on their own phone: with help"), lambda one: bool(one.helped_days)),
    ("alone", N_("Seen on their own phone: alone"), lambda one: bool(one.alone_days)),
    ("can", N_("Says: I can"), lambda one: one.said == "can"),
    ("not-yet", N_("Says: not yet"), lambda one: one.said == "not-yet"),
)
_MASTERED: _Kinds = (
    ("mastered", N_("Mastered"), MASTERY.reached),
    (
        "only-said",
        N_("Says: I can, not mastered yet"),
        lambda one: one.said == "can" and not MASTERY.reached(one),
    ),
)
_Pair = tuple[Evidence, Evidence]
"""The evidence of one person: of the time of a report, and of all time up to its end."""
_RESTS: Mapping[str, Callable[[_Pair], bool]] = {
    "said-before": lambda one: one[1].said == "can" != one[0].said,
    "said-and-mastered": lambda one: one[1].said == "can" and MASTERY.reached(one[1]),
    "mastered-unsaid": lambda one: one[1].said != "can" and MASTERY.reached(one[1]),
    "mastered-unseen": lambda one: MASTERY.reached(one[1]) and not one[0].alone_days,
}
# Whoever was seen to do it alone has mastered it; who both says so and has is in two figures at once.
_SUMS = (
    (("can", "said-before"), ("only-said", "said-and-mastered")),
    (("said-and-mastered", "mastered-unsaid"), ("mastered",)),
    (("alone", "mastered-unseen"), ("mastered",)),
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


def progress(
    kept: Kept,
    skills_of: SkillsOf,
    skill_name: Callable[[str], str],
    where: Whereabouts,
    asked: Asked,
) -> Report:
    """Return the evidence of every skill that there is any of."""
    learners = living_in(kept.learners, where, asked.scope)
    records = [skill_record(kept.events.get(one.id, ())) for one in learners]
    known = [within(one, asked.scope).evidence(skills_of) for one in records]
    # What was mastered before the time of a report stays so.
    so_far = [within(one, up_to(asked.scope)).evidence(skills_of) for one in records]
    order = dict.fromkeys(skill for skills in skills_of.values() for skill in skills)
    met = {skill for evidence in so_far for skill in evidence}
    skills = [*(one for one in order if one in met), *sorted(met - order.keys())]
    cells: dict[_Key, Counted] = {}
    rests: dict[_Key, Counted] = {}
    for skill in skills:
        pairs = [
            (now.get(skill, Evidence()), then[skill])
            for now, then in zip(known, so_far, strict=True)
            if skill in then
        ]
        cells |= {
            (skill, key): counted(sum(holds(now) for now, _ in pairs)) for key, _, holds in _SIGNS
        }
        cells |= {
            (skill, key): counted(sum(holds(then) for _, then in pairs))
            for key, _, holds in _MASTERED
        }
        rests |= {(skill, key): counted(sum(map(holds, pairs))) for key, holds in _RESTS.items()}
    sums = [
        ([(skill, key) for key in here], [(skill, key) for key in there])
        for skill in skills
        for here, there in _SUMS
    ]
    if asked.scope.since is None:
        # All that was ever said was said in the time of the report: nobody did before it.
        sums = [([key for key in here if key[1] != "said-before"], there) for here, there in sums]
    shown = protected(cells, sums, rests)
    columns: list[tuple[str, str, Kind]] = [
        (key, title, "count") for key, title, _ in (*_SIGNS, *_MASTERED)
    ]
    skills_table = table(
        "skills",
        asked.translate(N_("Skills")),
        asked.columns(("skill", N_("Skill"), "text"), *columns),
        [(skill_name(skill), *(shown[skill, key] for key, _, _ in columns)) for skill in skills],
        notes=() if skills else (asked.translate(N_("Nothing is known of any skill yet.")),),
    )
    rules = _other_rules(kept, learners)
    older = [asked.say(N_("Earlier runs were recorded under: {rules}."), rules="; ".join(rules))]
    return asked.report(
        "progress",
        (skills_table,),
        (
            explained(MASTERY, asked.translate),
            *asked.sayings(_NOTES),
            *(older if rules else ()),
        ),
        where,
    )


def living_in(people: Iterable[Person], where: Whereabouts, scope: Scope) -> tuple[Person, ...]:
    """Return who lives in the place of a report."""
    return tuple(one for one in people if where.inside(where.spot(one.commune, one.hamlet), scope))


def within(record: SkillRecord, scope: Scope) -> SkillRecord:
    """Return what of a record lies in the time of a report."""

    def inside(at: datetime) -> bool:
        return scope.holds(at.date())

    return SkillRecord(
        answered=tuple(one for one in record.answered if inside(one.at)),
        observed=tuple(one for one in record.observed if inside(one.at)),
        said=tuple(one for one in record.said if inside(one.at)),
    )


def up_to(scope: Scope) -> Scope:
    """Return all time up to the end of that of a report."""
    return Scope(until=scope.until)


def mastered(kept: Kept, learner: str, skills_of: SkillsOf, scope: Scope) -> int:
    """Return how many skills somebody had mastered by the end of the time of a report."""
    record = within(skill_record(kept.events.get(learner, ())), up_to(scope))
    return sum(map(MASTERY.reached, record.evidence(skills_of).values()))


def _practised(evidence: Evidence) -> str:
    """Return the best that practice in the program showed."""
    if evidence.unaided_days:
        return "unaided"
    if evidence.hinted or evidence.unaided:
        return "hinted"
    return "shown" if evidence.shown else ""


def _other_rules(kept: Kept, learners: Iterable[Person]) -> list[str]:
    """Return under which other rules of mastery runs were recorded."""
    found: Mapping[str, None] = dict.fromkeys(
        str(stored.payload.get("mastery", ""))
        for one in learners
        for stored in kept.events.get(one.id, ())
        if stored.kind == RunStarted.kind
    )
    return sorted(rule for rule in found if rule not in ("", str(MASTERY)))
