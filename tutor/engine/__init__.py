"""One lesson being played: pure functions from a state and a response to a state and events."""

from tutor.engine.run import Script, begin, respond, resume, resume_at, steps_left
from tutor.engine.state import LessonState

__all__ = ["LessonState", "Script", "begin", "respond", "resume", "resume_at", "steps_left"]
