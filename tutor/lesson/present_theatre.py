"""What is seen through in a practice call or chat: the signs met so far, what was tried, who watches."""

from collections.abc import Iterable

from tutor.content.steps import Call, Chat, Conversation, Tactic
from tutor.engine.signs import SIGNS, Sign, signs_met
from tutor.engine.state import Talking, Watching
from tutor.engine.talking import lines_met, tactics_met
from tutor.i18n import N_
from tutor.lesson.phrases import Phrases
from tutor.lesson.view import Choice, Line, View

TACTIC_NAMES = {
    "authority": N_("claiming to be somebody you trust"),
    "fear": N_("frightening you"),
    "urgency": N_("hurrying you"),
    "secrecy": N_("asking to hide it from the family"),
    "payment": N_("asking for money or a code"),
    "affection": N_("sweet words"),
    "greed": N_("promising easy money"),
}

SIGN_TITLES: dict[Sign, str] = {
    "hurry": N_("HURRY"),
    "hide": N_("HIDE"),
    "money": N_("MONEY/CODE"),
}
_SIGN_NAMES: dict[Sign, str] = {
    "hurry": N_("hurry"),
    "hide": N_("hiding"),
    "money": N_("money or a code"),
}
_MET, _NOT_MET = "●", "○"


def banner_of(step: Call | Chat, phrases: Phrases) -> Line:
    """Return the line that says on every page that this is for practice."""
    if isinstance(step, Chat):
        return Line(phrases("Practice messages"), "banner")
    return Line(phrases("Practice call"), "banner")


def _met(step: Conversation, state: Talking) -> frozenset[Sign]:
    return signs_met(tactics_met(step, state))


def pressure(step: Conversation, state: Talking, phrases: Phrases) -> Line:
    """Return the quiet line of the three signs, those marked that were met so far."""
    met = _met(step, state)
    shown = (f"{_MET if sign in met else _NOT_MET} {phrases(SIGN_TITLES[sign])}" for sign in SIGNS)
    return Line("  ".join(shown), "pressure")


def _signs_told(step: Conversation, state: Talking, phrases: Phrases) -> tuple[Line, ...]:
    """Return in words which signs were met, then their line."""
    met = _met(step, state)
    names = ", ".join(phrases(_SIGN_NAMES[sign]) for sign in SIGNS if sign in met)
    if met and state.path:
        told = phrases.note("The signs you saw: {signs}.", signs=names)
    elif met:
        told = phrases.note("The signs in their first words: {signs}.", signs=names)
    elif step.genuine:
        told = phrases.note("None of the three signs was there.")
    elif tactics_met(step, state):
        told = phrases.note("None of the three signs yet: they were only winning your trust.")
    else:
        told = phrases.note("You stopped before any of the three signs came.")
    return (*told, pressure(step, state, phrases))


def told_after(step: Conversation, state: Talking, phrases: Phrases) -> tuple[Line, ...]:
    """Return what is told of a conversation that ended well, of a genuine one only the signs."""
    if step.genuine:
        return _signs_told(step, state, phrases)
    return _looking_back(step, state, phrases)


def _looking_back(step: Conversation, state: Talking, phrases: Phrases) -> tuple[Line, ...]:
    """Return what was tried at which line of a scam, what it was all for, and the signs met.

    Who ended it at once may not have seen the first line: on a small screen it stands on a later page.
    """
    heard = tuple(
        Line(
            phrases(
                "Line {number} – {tactic}: {words}",
                number=tried.number,
                tactic=_named(tried.tactics, phrases),
                words=phrases.quoted(tried.says),
            ),
        )
        for tried in lines_met(step, state)
    )
    title = (
        phrases.note("What they tried:") if state.path else phrases.note("This is how they begin:")
    )
    tried = (*title, *heard) if heard else ()
    wanted = phrases.fill(step.wants).strip().rstrip(".")
    what_for = phrases.note("What they wanted: {wanted}.", wanted=wanted) if wanted else ()
    return (*tried, *what_for, *_signs_told(step, state, phrases))


def _named(tactics: Iterable[Tactic], phrases: Phrases, *, within: bool = False) -> str:
    """Return names of tactics as one list; `within` a sentence the first begins small as well."""
    first, *more = (phrases(TACTIC_NAMES[tactic]) for tactic in tactics)
    return ", ".join((_small(first) if within else first, *map(_small, more)))


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def whose_turn(seats: int, phrases: Phrases) -> tuple[Line, ...]:
    """Return who does what where several sit at one laptop; nothing for one alone."""
    if seats < 2:
        return ()
    if seats == 2:
        answers = phrases.note("One of you answers.")
    else:
        answers = phrases.note("The person in the middle answers. A neighbour may help.")
    return (*answers, *phrases.note("If you are watching, notice how they speak."))


def present_watch(step: Call | Chat, state: Watching, phrases: Phrases) -> View:
    """Ask who watched by which tactic a line worked, or tell it."""
    node = step.nodes[state.node]
    banner = banner_of(step, phrases)
    quote = phrases.lines(phrases.quoted(node.says), "quote", caller=True)
    if state.phase == "done" and state.picked is not None:
        picked = state.tactics[state.picked]
        name = _named(node.tactic, phrases, within=True)
        told = (
            (Line(phrases("That is right."), "lead"),)
            if picked in node.tactic
            else phrases.note("In this line it was something else.")
        )
        lines = (
            banner,
            *told,
            *quote,
            *phrases.note("Their trick was this: {tactic}.", tactic=name),
            *told_after(step, state.talked, phrases),
        )
        return View("", lines, next_label=phrases("Continue"))
    lines = (
        banner,
        Line(phrases("A question for those who watched."), "lead"),
        Line(phrases("What trick did they use in this line?")),
        *quote,
    )
    choices = tuple(
        Choice(i + 1, phrases(TACTIC_NAMES[tactic])) for i, tactic in enumerate(state.tactics)
    )
    return View("", lines, choices)
