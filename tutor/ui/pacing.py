"""How much of a lesson one page holds: a reply stands above what comes next, a hint below a reason."""

from dataclasses import dataclass, replace
from datetime import datetime

from tutor.content.steps import Pairs, Sort
from tutor.engine import responses as r
from tutor.engine.run import Script, respond
from tutor.engine.state import Choosing, LessonState, Spotting
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Line, View
from tutor.ui.layout.pages import fits, paginate
from tutor.ui.layout.sizes import Viewport


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said of an answer; `below` the message that a part of was pointed at, which is still there."""

    lines: tuple[Line, ...] = ()
    below: bool = False


NO_REPLY = Reply()


def reply_ahead(
    script: Script, state: LessonState, phrases: LessonPhrases, port: Viewport, now: datetime
) -> Reply:
    """Return what is said of the answer just given, to stand with what comes next.

    There is none where that would take a page more or part it from its message, where another step comes
    next, or where the reply shows more than words.
    """
    reply = _reply(script, state, phrases)
    if not (reply.lines and port.usable and not state.finished):
        return NO_REPLY
    following, _ = respond(script, state, r.Next(), now)
    if following.finished or following.moment.index != state.moment.index:
        return NO_REPLY
    view = present(script, following, phrases)
    pages = len(paginate(with_reply(view, reply), port))
    is_free = pages == 1 or (not reply.below and pages <= len(paginate(view, port)))
    return reply if is_free else NO_REPLY


def with_reply(view: View, reply: Reply) -> View:
    """Return a view with the reply to the answer before, above what is asked or below the message.

    Below the message it says itself to look on, so the task is left out.
    """
    if not reply.lines:
        return view
    if reply.below:
        others = (line for line in view.lines if line.role not in ("lead", "body"))
        return replace(view, lines=(*others, *reply.lines))
    return replace(view, lines=(*reply.lines, *view.lines))


def view_ahead(
    script: Script, state: LessonState, phrases: LessonPhrases, port: Viewport, now: datetime
) -> View:
    """Return all that an answer that leads to this state has on its page."""
    reply = reply_ahead(script, state, phrases, port, now)
    if reply.lines:
        state, _ = respond(script, state, r.Next(), now)
    view = with_reply(present(script, state, phrases), reply)
    return with_hint(view, script, state, phrases, port, now)


def _reply(script: Script, state: LessonState, phrases: LessonPhrases) -> Reply:
    step, now = script.lesson.steps[state.moment.index], state.moment.step
    phase = state.moment.phase
    pointed = isinstance(now, Spotting) and phase == "explain"
    found = isinstance(now, Choosing) and phase == "explain" and now.picked in now.found
    if not (pointed or found or (phase == "done" and isinstance(step, Sort | Pairs))):
        return NO_REPLY
    lines = present(script, state, phrases).lines
    # A card is gone with its answer; a part that was found is marked where it stands.
    marked = isinstance(now, Spotting) and pointed and now.picked in now.found
    if not pointed or marked:
        lines = tuple(line for line in lines if line.role != "quote")
    return Reply(tuple(map(_as_reply, lines)), below=pointed)


def _as_reply(line: Line) -> Line:
    """Return a sentence of a reply; its leading words are still bold."""
    return replace(line, text=f"*{line.text}*" if line.role == "lead" else line.text, role="reply")


def with_hint(
    view: View,
    script: Script,
    state: LessonState,
    phrases: LessonPhrases,
    port: Viewport,
    now: datetime,
) -> View:
    """Return the page of a reason with the hint that comes next at its foot, where it has room for it."""
    if not port.usable or state.moment.phase != "explain":
        return view
    following, _ = respond(script, state, r.Next(), now)
    hints = tuple(line for line in present(script, following, phrases).lines if line.role == "hint")
    longer = replace(view, lines=(*view.lines, *hints))
    return longer if hints and fits(longer, port) else view


def without_hint(view: View, port: Viewport) -> View:
    """Return a question without the hint that was read before it, if that saves a page."""
    shorter = replace(view, lines=tuple(line for line in view.lines if line.role != "hint"))
    if len(shorter.lines) == len(view.lines):
        return view
    return shorter if len(paginate(shorter, port)) < len(paginate(view, port)) else view


class Pacing:
    """Goes on in a run at once where that saves a page; remembers what was said of the answer before."""

    def __init__(self, *, ahead: bool) -> None:
        self._ahead = ahead
        self._reply = NO_REPLY
        # Whether the hint has stood below the reason of a wrong answer.
        self._hint_was_read = False

    def respond(
        self,
        run: LessonRun,
        response: r.Response,
        phrases: LessonPhrases,
        port: Viewport,
        now: datetime,
    ) -> bool:
        """Answer the present step; return whether that changed anything."""
        if not run.respond(response):
            return False
        answered = isinstance(response, r.Choose | r.Enter)
        self._reply = NO_REPLY
        self._hint_was_read &= not answered
        # Several at one laptop are called to each question.
        if self._ahead and answered and run.state.seats == 1:
            reply = reply_ahead(run.script, run.state, phrases, port, now)
            if reply.lines and run.respond(r.Next()):
                self._reply = reply
        return True

    def paced(
        self, view: View, run: LessonRun, phrases: LessonPhrases, port: Viewport, now: datetime
    ) -> View:
        """Return the view of the present moment with the reply to the answer before, and hints.

        A hint that was read below a reason is left out where that saves a page.
        """
        if not port.usable:
            return view
        reasoned = with_hint(view, run.script, run.state, phrases, port, now)
        if reasoned is not view:
            self._hint_was_read = True
        elif self._hint_was_read:
            reasoned = without_hint(view, port)
        return with_reply(reasoned, self._reply)
