"""One lesson in one language."""

from dataclasses import dataclass
from typing import Literal

from tutor.content.model.steps import Step

FORMAT = 1
Language = Literal["vi", "en", "fr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson script: what the learner can do after it, and the steps that lead there."""

    format: Literal[1]
    id: str
    language: Language
    topic: str
    title: str
    objective: str
    minutes: int
    steps: tuple[Step, ...]
    after: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def index_of(self, step_id: str) -> int | None:
        """Return the position of the step with this id, None when the lesson has none."""
        for index, step in enumerate(self.steps):
            if step.id == step_id:
                return index
        return None
