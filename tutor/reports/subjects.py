"""What reports need of the lessons: the skills of each lesson and topic, and their names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tutor.content.catalogue import Catalogue
from tutor.learning.skills import SkillsOf, skills_by_lesson


@dataclass(frozen=True, slots=True)
class TopicSkills:
    """The title of a topic, and the skills that its lessons train."""

    title: str
    skills: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subjects:
    """The skills by lesson, the name of a skill by its id, and the topics by their ids.

    `tasks` are the skills that the short check asks for.
    """

    skills_of: SkillsOf = field(default_factory=dict)
    skill_name: Callable[[str], str] = str
    topics: Mapping[str, TopicSkills] = field(default_factory=dict)
    tasks: tuple[str, ...] = ()


def subjects_of(catalogue: Catalogue, language: str) -> Subjects:
    """Return the subjects of a catalogue, named in this language."""

    def topic_skills(topic: str) -> frozenset[str]:
        return frozenset(
            skill for entry in catalogue.lessons(language, topic) for skill in entry.skills
        )

    return Subjects(
        skills_of=skills_by_lesson(catalogue),
        skill_name=lambda skill: catalogue.skill_name(skill, language),
        topics={
            topic.id: TopicSkills(topic.name, topic_skills(topic.id))
            for topic in catalogue.topics(language)
        },
        tasks=tuple(catalogue.check_tasks(language)),
    )
