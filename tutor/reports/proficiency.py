"""Who counts as proficient: how many skills somebody has to have mastered, and which of them count."""

from collections.abc import Mapping, Sequence

from tutor.engine.evidence import Evidence
from tutor.i18n import N_
from tutor.learning.skills import mastered_in, skill_record
from tutor.records.people import Person
from tutor.reports.progress import evidence_so_far
from tutor.reports.report import ReportData, ReportRequest

_PROFICIENT_OF = N_(
    "Proficient: whoever has mastered at least {skills} skills of “{topic}”. Only people in these records "
    "can count, so that each figure is the least that it can be."
)
_PROFICIENT = N_(
    "Proficient: whoever has mastered at least {skills} skills. Only people in these records can count, so "
    "that each figure is the least that it can be."
)


def proficiency(request: ReportRequest) -> tuple[int, frozenset[str] | None]:
    """Return how many mastered skills make somebody proficient, and of which; None for of all."""
    needed, topic = request.targets.proficient_skills, request.targets.proficient_of
    if not topic:
        return needed, None
    skills = request.subjects.topics[topic].skills
    return max(1, min(needed, len(skills))), skills


def mastered_skills(evidence: Mapping[str, Evidence], request: ReportRequest) -> frozenset[str]:
    """Return the mastered skills that count for proficiency."""
    _, counted = proficiency(request)
    mastered = frozenset(mastered_in(evidence))
    return mastered if counted is None else mastered & counted


def proficiency_in_words(request: ReportRequest) -> str:
    """Return the sentence that says who counts as proficient."""
    needed, counted = proficiency(request)
    if counted is None:
        return request.translate(_PROFICIENT, skills=needed)
    topic = request.subjects.topics[request.targets.proficient_of].title
    return request.translate(_PROFICIENT_OF, skills=needed, topic=topic)


def mastered_counts(
    people: Sequence[Person], data: ReportData, request: ReportRequest
) -> list[int]:
    """Return how many skills that count each person has mastered, without those nothing is known of."""
    records = (skill_record(data.events.get(person.id, ())) for person in people)
    known = (evidence_so_far(record, request) for record in records)
    return [len(mastered_skills(evidence, request)) for evidence in known if evidence]
