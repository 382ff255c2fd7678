"""Presenter of calls and chats: the caller's line, the answers, and the review afterwards."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise

from tutor.content.signs import SIGNS, Sign, key_lines, signs_met
from tutor.content.step_parts import Answer, Tactic
from tutor.content.steps import Call, Chat, Conversation
from tutor.engine.events import HINTED, SHOWN
from tutor.engine.run import Script
from tutor.engine.state import LessonState, Talking, Watching
from tutor.engine.steps_talk import (
    HEAR_AFTER_ALL,
    WAY_OUT,
    TacticLine,
    asks_who_watched,
    leads_well,
    lines_met,
    tactics_met,
    unsaid_lines,
    was_cut_short,
)
from tutor.i18n import N_
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import ChatMessage, Choice, Line, View


def present_talk(
    step: Call | Chat,
    state: Talking,
    phrases: LessonPhrases,
    order: tuple[int, ...] = (),
    *,
    seats: int = 1,
    signs: bool = False,
) -> View:
    """Show one moment of a conversation, its answers in this order.

    The way out is always there on the same number. `signs`: the signs light up as they are met; without it
    they are shown when the conversation is looked back on.
    """
    banner = banner_of(step, phrases)
    if state.phase != "ask":
        return View(
            "",
            (banner, *_after(step, state, phrases, seats)),
            (_hear_after_all(step, phrases),) if was_cut_short(step, state) else (),
            next_label=phrases("Continue") if state.phase == "done" else phrases("Choose again"),
        )
    if state.aside:
        lines = (banner, *phrases.lines(state.aside, "because"))
        return View("", lines, (_way_out(step, phrases),), next_label=_on(step, phrases))
    node = step.nodes[state.node]
    answers = [node.answers[i] for i in order or range(len(node.answers))]
    to_press = _to_press(step, answers) if state.rung == SHOWN else 0
    fresh = not state.path and state.rung == 0 and not state.stopped
    opening = phrases.opening(step) if fresh else ()
    lines = (
        banner,
        *opening,
        *(for_those_who_watch(seats, phrases) if opening else ()),
        _from(step, phrases),
        *phrases.lines(phrases.quoted(node.says), "quote", caller=True),
        *((pressure(step, state, phrases),) if signs else ()),
        *_talk_help(step, state, to_press, phrases),
    )
    choices = [
        Choice(
            i + 1,
            phrases.fill(answer.text),
            mark="shown" if i + 1 == to_press else "",
            own=isinstance(step, Chat),
        )
        for i, answer in enumerate(answers)
    ]
    choices.append(_way_out(step, phrases, shown=to_press == WAY_OUT))
    return View("", lines, tuple(choices), history=tuple(_history(step, state, phrases)))


def _history(step: Call | Chat, state: Talking, phrases: LessonPhrases) -> Iterator[ChatMessage]:
    """Yield what was written before in a chat; answers that the learner took back are left out."""
    if isinstance(step, Call):
        return
    for (node, answer), (following, _) in pairwise((*state.path, (state.node, 0))):
        if node != following:
            yield ChatMessage(phrases.fill(step.nodes[node].says), own=False)
            yield ChatMessage(phrases.fill(step.nodes[node].answers[answer].text), own=True)


def rings(step: Call | Chat, state: Talking) -> bool:
    """Tell whether a call has yet to be answered: nothing was said in it, and nothing was helped with."""
    heard = state.aside or state.rung or state.path or state.stopped
    return isinstance(step, Call) and state.phase == "ask" and not heard


def call_that_rings(script: Script, state: LessonState) -> Call | Chat | None:
    """Return the call of the present step if it has yet to be answered, or None."""
    step, now = script.lesson.steps[state.moment.index], state.moment.step
    if isinstance(step, Call | Chat) and isinstance(now, Talking) and rings(step, now):
        return step
    return None


def ringing(view: View, step: Call | Chat, phrases: LessonPhrases) -> View:
    """Return what is seen of a call before it is answered: what to do, and who rings."""
    shown = (phrases.fill(part) for part in (step.caller.name, step.caller.number) if part)
    lines = (
        *view.lines[: _caller_at(view)],
        *(Line(part, "ring") for part in shown),
        *phrases.note("The phone is ringing."),
    )
    answer = Choice(1, phrases("Answer the phone"))
    refuse = Choice(WAY_OUT, phrases("Decline"), way_out=True, in_bar=True)
    return replace(view, lines=lines, choices=(answer, refuse))


def after_ringing(view: View) -> View:
    """Return what is seen of a call once it is answered: what was read before it is left out."""
    return replace(view, lines=(*view.lines[:1], *view.lines[_caller_at(view) :]))


def _caller_at(view: View) -> int:
    return next(i for i, line in enumerate(view.lines) if line.role == "sender")


def _from(step: Call | Chat, phrases: LessonPhrases) -> Line:
    """Return the line that says who speaks or writes; in brief it is the name alone.

    The number of a message stays: whether it fits the name may be what gives a scam away. That of a call was
    shown while it rang.
    """
    caller = step.caller
    shown = [phrases.fill(part) for part in (caller.name, caller.number) if part]
    words = N_("{caller} writes:") if isinstance(step, Chat) else N_("{caller} says:")
    brief = f"{shown[0]}:" if isinstance(step, Call) or not caller.number else ""
    return Line(phrases(words, caller=", ".join(shown)), "sender", brief=brief)


def _way_out(step: Call | Chat, phrases: LessonPhrases, *, shown: bool = False) -> Choice:
    text, short = phrases("Hang up"), ""
    if isinstance(step, Chat):
        text, short = phrases("Block the sender"), phrases("Block")
    return Choice(
        WAY_OUT, text, mark="shown" if shown else "", way_out=True, in_bar=True, short=short
    )


def _to_press(step: Call | Chat, answers: Iterable[Answer]) -> int:
    """Return the one number that is shown once the hint ladder has come so far, of answers as shown."""
    well = (i for i, answer in enumerate(answers, 1) if leads_well(step, answer))
    return next(well, WAY_OUT) if step.genuine else WAY_OUT


def _on(step: Call | Chat, phrases: LessonPhrases) -> str:
    return phrases("Read on") if isinstance(step, Chat) else phrases("Keep listening")


def _talk_help(
    step: Call | Chat, state: Talking, to_press: int, phrases: LessonPhrases
) -> tuple[Line, ...]:
    if state.rung == SHOWN and step.genuine:
        return (
            *phrases.note("This one is genuine."),
            *phrases.number_to_press(
                "A good answer is number {number}. Please press {number}.",
                number=to_press,
            ),
        )
    if state.rung == SHOWN:
        return (
            *phrases.note("They speak very cleverly."),
            *phrases.number_to_press(
                "The safe way is number {number}. Please press {number}.", number=WAY_OUT
            ),
        )
    return phrases.hint(step.hint) if state.rung == HINTED else ()


def _cut_short(step: Call | Chat, state: Talking, phrases: LessonPhrases) -> tuple[Line, ...]:
    """Return what is said of ending a genuine contact: that it is allowed, who it was, and what was left."""
    unsaid = unsaid_lines(step, state)
    quotes = (phrases.lines(phrases.quoted(words), "quote") for words in unsaid)
    if isinstance(step, Chat):
        told = (
            *phrases.note("Being careful is good: you may block a sender at any time."),
            *phrases.note("These messages are genuine."),
            *phrases.note("Blocking does no harm: you can ring a number you know and ask."),
        )
        title = phrases.note("This is what they would have written:")
    else:
        told = (
            *phrases.note("Being careful is good: you may hang up at any time."),
            *phrases.note("This call is genuine."),
            *phrases.note("Hanging up does no harm: you can ring back on a number you know."),
        )
        title = phrases.note("This is what they would have said:")
    return (*told, *(title if unsaid else ()), *chain.from_iterable(quotes))


def _hear_after_all(step: Call | Chat, phrases: LessonPhrases) -> Choice:
    text = phrases("Read them all the same") if isinstance(step, Chat) else phrases("Hear the rest")
    return Choice(HEAR_AFTER_ALL, text)


def _after(
    step: Call | Chat, state: Talking, phrases: LessonPhrases, seats: int
) -> tuple[Line, ...]:
    because = phrases.lines(state.aside, "because")
    # Those who watched are asked first: the answer must not stand above the question.
    asked = seats > 1 and asks_who_watched(step, state)
    told = () if asked else lines_after_talk(step, state, phrases)
    if step.genuine:
        if state.ending == "end":
            return (*phrases.right(), *because, *told)
        return (*because, *_cut_short(step, state, phrases))
    if state.phase == "done":
        return (*phrases.right(), *because, *_ended(step, state, phrases), *told)
    return (
        *phrases.note("Let us stop here for a moment."),
        *(because or phrases.note("They speak very cleverly, and many people were taken in.")),
    )


def _ended(step: Conversation, state: Talking, phrases: LessonPhrases) -> tuple[Line, ...]:
    """Return what is said first of a scam that was ended; what it was after is told below."""
    if state.believed:
        return phrases.note("This time you stopped it.")
    if step.wants:
        return phrases.note("You stopped it.")
    return phrases.note("You stopped it. They got nothing.")


TACTIC_NAMES = {
    "authority": N_("claiming to be somebody you trust"),
    "fear": N_("frightening you"),
    "urgency": N_("hurrying you"),
    "secrecy": N_("telling you to hide it and ask nobody"),
    "payment": N_("asking for money or a code"),
    "affection": N_("touching your heart"),
    "greed": N_("promising easy money"),
    "link": N_("asking you to press a link"),
    "install": N_("asking you to install something"),
    "photo": N_("asking for a photo of papers or of a face"),
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


def banner_of(step: Call | Chat, phrases: LessonPhrases) -> Line:
    """Return the line that says on every page that this is for practice."""
    kind = phrases("Practice messages") if isinstance(step, Chat) else phrases("Practice call")
    return Line(kind, "banner", brief=phrases("Practice"))


def _met(step: Conversation, state: Talking) -> frozenset[Sign]:
    return signs_met(tactics_met(step, state))


def pressure(step: Conversation, state: Talking, phrases: LessonPhrases) -> Line:
    """Return the quiet line of the three signs, those marked that were met so far."""
    met = _met(step, state)
    shown = (f"{_MET if sign in met else _NOT_MET} {phrases(SIGN_TITLES[sign])}" for sign in SIGNS)
    names = _names(met, phrases)
    spoken = phrases("The signs so far: {signs}.", signs=names) if met else ""
    return Line("  ".join(shown), "pressure", spoken=spoken)


def _names(met: Collection[Sign], phrases: LessonPhrases) -> str:
    return ", ".join(phrases(_SIGN_NAMES[sign]) for sign in SIGNS if sign in met)


def _signs_told(step: Conversation, state: Talking, phrases: LessonPhrases) -> tuple[Line, ...]:
    """Return in words which signs were met, then their line."""
    met = _met(step, state)
    names = _names(met, phrases)
    if met and state.path:
        told = phrases.note("The signs you saw: {signs}.", signs=names)
    elif met:
        told = phrases.note("The signs in their first words: {signs}.", signs=names)
    elif step.genuine:
        told = phrases.note("None of the three signs was there.")
    elif tactics_met(step, state):
        told = phrases.note("They had only just begun: none of the three signs was there yet.")
    else:
        told = phrases.note("You stopped before any of the three signs came.")
    # The words are there already: the line adds only its signs.
    return (*told, replace(pressure(step, state, phrases), spoken=""))


def lines_after_talk(
    step: Conversation, state: Talking, phrases: LessonPhrases
) -> tuple[Line, ...]:
    """Return what is told of a conversation that ended well, of a genuine one only the signs."""
    if step.genuine:
        return _signs_told(step, state, phrases)
    return _looking_back(step, state, phrases)


def _looking_back(step: Conversation, state: Talking, phrases: LessonPhrases) -> tuple[Line, ...]:
    """Return what a scam was all for, which lines of it used which tactics, and the signs met.

    Who ended it at once may not have seen the first line: on a small screen it stands on a later page.
    """
    all_met = lines_met(step, state)
    met = [all_met[at] for at in key_lines([line.tactics for line in all_met])]
    heard = tuple(part for line in met for part in _line_looked_back_on(line, len(met), phrases))
    if not state.path:
        title = phrases.note("This is how they begin:")
    elif len(met) == len(all_met):
        title = phrases.note("What they tried:")
    else:
        title = phrases.note("Of all they said, this mattered most:")
    tried = (*title, *heard) if heard else ()
    wanted = phrases.fill(step.wants).strip().rstrip(".")
    what_for = phrases.note("What they wanted: {wanted}.", wanted=wanted) if wanted else ()
    kept = wanted and not state.believed
    # Beside what was wanted: on a page of its own nobody would know what they still have.
    gain = (Line(phrases("You still have it."), "gain"),) if kept else ()
    return (*what_for, *gain, *tried, *_signs_told(step, state, phrases))


def _line_looked_back_on(line: TacticLine, of: int, phrases: LessonPhrases) -> Iterator[Line]:
    """Yield one line of the caller with its tactics; one of several with the signs that it showed."""
    text = phrases(
        "Line {number} – {tactic}: {words}",
        number=line.number,
        tactic=_named(line.tactics, phrases),
        words=phrases.quoted(line.says),
    )
    yield Line(text, "heard")
    signs = signs_met(line.tactics)
    if signs and of > 1:
        titles = (f"{_MET} {phrases(SIGN_TITLES[sign])}" for sign in SIGNS if sign in signs)
        yield Line("  ".join(titles), "pressure")


def _named(tactics: Iterable[Tactic], phrases: LessonPhrases, *, within: bool = False) -> str:
    """Return names of tactics as one list; `within` a sentence the first begins small as well."""
    first, *more = (phrases(TACTIC_NAMES[tactic]) for tactic in tactics)
    return ", ".join((_small(first) if within else first, *map(_small, more)))


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def for_those_who_watch(seats: int, phrases: LessonPhrases) -> tuple[Line, ...]:
    """Return what those who watch a conversation are asked; nothing for one alone."""
    return phrases.note("If you are watching, notice how they speak.") if seats > 1 else ()


def present_watch(step: Call | Chat, state: Watching, phrases: LessonPhrases) -> View:
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
            *lines_after_talk(step, state.talked, phrases),
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
